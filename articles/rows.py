"""The rows of an import review: a page's parts as one list that a person sorts, and back.

A row is one line in the small markup, of a kind that says which part it belongs to. Its text
reads the same whatever its kind, so that a row moves across without being rewritten.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from articles.blocks import Block, one_line
from articles.markup import inline, inline_markup, to_blocks, to_markup
from articles.parting.page import Teaser

BODY = {
    "paragraph": "Paragraph", "heading": "Heading", "quote": "Quote", "list_item": "List item",
}  # fmt: skip
STORY = {"headline": "Headline", "standfirst": "Standfirst", **BODY, "caption": "Caption"}
ALONG = {"related": "Related", "sponsored": "Sponsored"}
PICTURE, LEFT_OUT = "picture", "left_out"
KINDS = {*STORY, *ALONG, PICTURE, LEFT_OUT}
MOST_ROWS = 3_000
LONGEST_HEADLINE, LONGEST_GROUP = 1_000, 200

_EDGES = " \t\r\n"
_SIGNS = re.compile(r"[\\*\[\]]")
_APART = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_ENDED = re.compile(r"[.!?…。！？؟۔][\"'”’»）)]*$")


@dataclass(frozen=True)
class Row:
    """`number` names the row in the form; summary, address and group are a teaser's."""

    number: int
    kind: str
    text: str
    summary: str = ""
    address: str = ""
    group: str = ""

    @property
    def came_along(self) -> bool:
        return self.kind in ALONG

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.summary.strip())

    @property
    def plain(self) -> str:
        """The text without its markup."""
        return inline(one_line(self.text))[0]

    @property
    def in_story(self) -> str:
        """All its words as one line for the story: a teaser's headline, then its summary."""
        text, summary = self.text.strip(_EDGES), self.summary.strip(_EDGES)
        if not (text and summary):
            return text or summary
        return f"{text} {summary}" if _ENDED.search(text) else f"{text}. {summary}"


@dataclass(frozen=True)
class Parts:
    """What the rows say the page is."""

    headline: str
    standfirst: str
    captions: tuple[str, ...]
    body: tuple[Block, ...]
    teasers: tuple[Teaser, ...]


def line(block: Block) -> str:
    """A block as one line of markup, escaped only where it would be read otherwise."""
    if block.kind == PICTURE:
        return to_markup([block])
    if not (block.links or block.emphasis or _SIGNS.search(block.text)):
        return block.text
    says_itself = inline(block.text) == (block.text, block.links, block.emphasis)
    return block.text if says_itself else inline_markup(block)


def words(text: str) -> str:
    """Plain words as one line of markup."""
    text = one_line(text)
    return line(Block("paragraph", text)) if text else ""


def rows_of(
    headline: str, standfirst: str, captions: Sequence[str], body: Iterable[Block],
    teasers: Iterable[Teaser],
) -> list[Row]:  # fmt: skip
    """The parts of a page as rows, the story's first."""
    story = [("headline", words(headline)), ("standfirst", words(standfirst))]
    story += [("caption", words(caption)) for caption in captions]
    story += [(block.kind, line(block)) for block in body]
    rows = [Row(0, kind, text) for kind, text in story if text]
    rows += [
        Row(0, each.kind, words(each.headline), words(each.summary), each.url, each.group)
        for each in teasers
    ]
    return [replace(row, number=number) for number, row in enumerate(rows)]


def settled(rows: Sequence[Row], *, headline: str = "", standfirst: str = "") -> list[Row]:
    """Rows with one headline and one standfirst at most: a newly chosen one takes the place of
    the one that stood, and that is a paragraph from now on. What came along is moved last."""
    kept = [row for row in rows if row.kind != LEFT_OUT and not row.is_empty]
    for kind, stood in (("headline", headline), ("standfirst", standfirst)):
        claiming = [at for at, row in enumerate(kept) if row.kind == kind]
        new = [at for at in claiming if kept[at].plain != stood]
        chosen = next(iter(new or claiming), None)
        for at in claiming:
            if at != chosen:
                kept[at] = replace(kept[at], kind="paragraph")
    return [row for row in kept if not row.came_along] + [row for row in kept if row.came_along]


def parts_of(rows: Iterable[Row], truncated: Iterable[str] = ()) -> Parts:
    """The parts that settled rows make; `truncated` are summaries known to have been cut short."""
    cut = set(truncated)
    story = [replace(row, text=row.in_story) for row in rows if not row.came_along]
    apart = ("headline", "standfirst", "caption")
    plain = {kind: [row.plain for row in story if row.kind == kind] for kind in apart}
    teasers = (_teaser(row) for row in rows if row.came_along)
    return Parts(
        headline=next(iter(plain["headline"]), ""),
        standfirst=next(iter(plain["standfirst"]), ""),
        captions=tuple(plain["caption"]),
        body=tuple(block for row in story for block in _blocks(row)),
        teasers=tuple(replace(each, truncated=each.summary in cut) for each in teasers),
    )


def moved(rows: Sequence[Row], number: int, by: int) -> list[Row]:
    """The rows with one of them a place up (-1) or down (1) within its own half."""
    at = next((at for at, row in enumerate(rows) if row.number == number), None)
    if at is None or not 0 <= at + by < len(rows):
        return list(rows)
    if rows[at + by].came_along != rows[at].came_along:
        return list(rows)
    sorted_rows = list(rows)
    sorted_rows.insert(at + by, sorted_rows.pop(at))
    return sorted_rows


def moved_across(rows: Iterable[Row], number: int) -> list[Row]:
    """The rows with one of them moved to the other half."""
    return [
        replace(row, kind="paragraph" if row.came_along else "related")
        if row.number == number
        else row
        for row in rows
    ]


def _blocks(row: Row) -> Iterable[Block]:
    """A body row's blocks: more than one where the person parted it by a blank line."""
    if row.kind == PICTURE:
        yield from to_blocks(one_line(row.text))
    elif row.kind in BODY:
        for part in _APART.split(row.text):
            text, links, emphasis = inline(one_line(part))
            if text:
                yield Block(row.kind, text, links, emphasis)


def _teaser(row: Row) -> Teaser:
    text, links, _ = inline(one_line(row.text))
    summary = inline(one_line(row.summary))[0]
    headline, rest = _shortened(text or summary)
    summary = " ".join(filter(None, (rest, summary if text else "")))
    address = row.address.strip() or (links[0].href if links else "")
    return Teaser(headline, summary, address, row.kind, one_line(row.group)[:LONGEST_GROUP])


def _shortened(text: str) -> tuple[str, str]:
    """A headline that is not too long to be one, and what is left over."""
    if len(text) <= LONGEST_HEADLINE:
        return text, ""
    cut = text.rfind(" ", 0, LONGEST_HEADLINE)
    cut = cut if cut > 0 else LONGEST_HEADLINE
    return text[:cut].rstrip(), text[cut:].strip()
