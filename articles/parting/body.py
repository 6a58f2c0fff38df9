"""Rows of the story as blocks: paragraphs, headings, quotations, list items."""

import re
from collections.abc import Iterator

from articles.blocks import Block, one_line
from articles.parting.lines import Row
from articles.parting.page import Decision
from articles.parting.shapes import (
    ends_sentence,
    is_credit,
    is_headline,
    is_prose,
    is_sentence,
    opens_speech,
    word_count,
)

HEADING_WORDS = 7
LONGEST_HEADING = 14
_MARKED_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_QUOTED = re.compile(r">\s*(?=\S)")


def body_of(rows: list[Row]) -> tuple[tuple[Block, ...], list[Decision]]:
    """The story's blocks, and the decisions about those that need one.

    A credit that stands alone, such as an agency's name, is none.
    """
    rows = [row for row in rows if row.bullet or not is_credit(row.text)]
    blocks: list[Block] = []
    decisions: list[Decision] = []
    story_end = len(rows)
    while story_end and rows[story_end - 1].bullet:
        story_end -= 1
    for at, row in enumerate(rows):
        kind, text = _kind(rows, at)
        decisions += _decisions(row, at, kind, len(blocks), at >= story_end)
        blocks.append(Block(kind, one_line(text)))
    return tuple(blocks), decisions


def _kind(rows: list[Row], at: int) -> tuple[str, str]:
    row = rows[at]
    text = row.plain
    if row.bullet:
        return "list_item", text
    if _MARKED_HEADING.match(text):
        return "heading", _MARKED_HEADING.sub("", text, count=1)
    if _QUOTED.match(text):
        return "quote", _QUOTED.sub("", text, count=1)
    return ("heading" if _is_heading(rows, at) else "paragraph"), text


def _is_heading(rows: list[Row], at: int) -> bool:
    """A short line without a full stop, with text of the story below it."""
    text = rows[at].text
    if word_count(text) > LONGEST_HEADING or at + 1 == len(rows):
        return False
    question = text[-1:] in "?？؟;" or (text[-1:] in "\"”»“’'」" and not is_sentence(text))
    if ends_sentence(text) and not question or text[-1:] in ",;:：،、":
        return False
    return is_headline(text) or word_count(text) == 1


def _decisions(row: Row, at: int, kind: str, index: int, closing: bool) -> Iterator[Decision]:
    if kind == "heading":
        long = word_count(row.text) > HEADING_WORDS and not opens_speech(row.text)
        if long and row.text[-1:] not in "?？؟":
            rule = "Short, no full stop: may be a teaser inside the story."
            yield Decision("blocks", rule, 0.6, index)
        else:
            yield Decision("blocks", "Short, no full stop, text below: a heading.", 0.85, index)
    elif kind == "list_item" and closing and not ends_sentence(row.text):
        yield Decision("blocks", "A list at the story's end: may be teasers.", 0.6, index)
    elif kind == "paragraph" and at > 1 and not ends_sentence(row.text) and not is_prose(row.text):
        yield Decision("blocks", "No full stop: may be cut, or no part of the story.", 0.6, index)
