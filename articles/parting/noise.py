"""Rows below the head that are no part of the story: frames, boxes, comments, feet of pages."""

import re
from collections import Counter
from dataclasses import replace

from articles.parting.bylines import are_names, clean_byline, has_byline_marker
from articles.parting.dates import is_date_line
from articles.parting.labels import (
    fold,
    inline_teaser,
    is_chrome_line,
    is_comments_label,
    is_footer_line,
    is_newsletter_line,
    is_related_label,
    is_sponsored_label,
    is_topics_label,
)
from articles.parting.lines import Row
from articles.parting.masthead import Masthead
from articles.parting.outlets import is_outlet
from articles.parting.page import Decision
from articles.parting.shapes import (
    ends_with_stop,
    is_caption,
    is_count,
    is_credit,
    is_prose,
    is_stamp,
    opens_speech,
    without_caption_label,
    word_count,
)

MOST_QUOTES = 50
LONGEST_SIGNATURE = 8  # words
LONGEST_BOX_LINE = 25
_WORD = re.compile(r"\w+")
_STAFF = re.compile(
    r"^[(\[]?(?:(?:additional |with )?(?:reporting|writing|editing|research|production) (?:by|"
    r"from)|edited by|"
    r"with (?:files|contributions|reporting) (?:from|by)|this (?:article|story|report|piece) "
    r"(?:was )?"
    r"(?:originally|first) (?:appeared|published|ran)|"
    r"(?:this|an earlier version of this) (?:article|story|report) "
    r"(?:was amended|was updated|was corrected|has been|mis|said|gave|contained)|"
    r"correction:|editor's note|"
    r"this is a (?:developing|breaking)|"
    r"\w+ (?:contributed|reported) (?:to this|from)|the associated press contributed|"
    r"(?:dpa|afp|apa|sda|epd|kna|reuters|ap)(?:/\w+){1,4}$)",
    re.IGNORECASE,
)


def labelled(rows: list[Row]) -> list[Row]:
    """The rows, labels over teasers marked: in a spaced dump these have a blank line above."""
    spaced = sum(row.gap > 0 for row in rows) * 3 > len(rows)
    return [
        replace(row, label=True) if (row.gap or not spaced or not at) and _is_label(row) else row
        for at, row in enumerate(rows)
    ]


def _is_label(row: Row) -> bool:
    return is_related_label(row.text) or is_sponsored_label(row.text)


def without_noise(head: Masthead) -> tuple[list[Row], list[str], list[Decision]]:
    """(rows of story and teasers, captions that stood among them, decisions about both).

    A signature below the story goes to the head, if that has no byline.
    """
    kept: list[Row] = []
    captions: list[str] = []
    decisions: list[Decision] = []
    gap = 0
    rows = _without_boxes(_without_tags(_without_comments(_without_pull_quotes(head.rest))))
    rows = _before_foot(rows)
    for row, below in zip(rows, [*rows[1:], None], strict=False):
        rule = _why_noise(row, kept[-1] if kept else None, below)
        if not rule:
            kept.append(replace(row, gap=max(row.gap, gap)) if kept else row)
            gap = 0
            continue
        gap = 1
        if rule == "caption":
            captions.append(without_caption_label(row.plain))
        else:
            decisions.append(Decision("left out", rule, 0.9))
    return _without_authors(kept, head, decisions), captions, decisions


def _why_noise(row: Row, above: Row | None, below: Row | None) -> str:
    """Why a row is left out, for a person to read; "" if it stays."""
    text = row.text
    if row.label:
        return ""
    if not row.bullet and _is_lone_link(row, above, below):
        return f"A link to another story: {text[:80]}"
    if not row.bullet and is_caption(text) or is_credit(text) and not is_outlet(text):
        return "caption"
    if is_stamp(text) or is_count(text) or (is_date_line(text) and not is_prose(text)):
        return f"A time or a count: {text[:40]}"
    if is_chrome_line(text) or _STAFF.match(text):
        return f"The page's frame: {text[:60]}"
    return ""


def _is_lone_link(row: Row, above: Row | None, below: Row | None) -> bool:
    """ "Read more: …" between paragraphs; in a list it is a headline."""
    teaser = inline_teaser(row.text)
    if not teaser or is_prose(teaser):
        return False
    listed = above is not None and (above.label or not row.gap and not is_prose(above.text))
    return not listed and (below is None or below.gap > 0 or is_prose(below.text) or below.label)


def _without_boxes(rows: list[Row]) -> list[Row]:
    """The rows without blocks of lines that ask for an address and say what comes of it."""
    blocks: list[list[Row]] = []
    for row in rows:
        if row.gap or not blocks:
            blocks.append([])
        blocks[-1].append(row)
    return [row for block in blocks if not _is_box(block) for row in block]


def _is_box(block: list[Row]) -> bool:
    asking = [row for row in block if is_newsletter_line(row.text)]
    others = [row for row in block if row not in asking and not is_chrome_line(row.text)]
    brief = all(word_count(row.text) <= LONGEST_BOX_LINE and not row.label for row in others)
    return bool(asking) and 0 < len(others) <= len(block) - len(others) and brief


def _without_tags(rows: list[Row]) -> list[Row]:
    """The rows without the topics under a label for them."""
    kept: list[Row] = []
    within = False
    for row in rows:
        opens = is_topics_label(row.text)
        within = opens or within and word_count(row.text) <= 3 and not row.label
        if not within:
            kept.append(row)
    return kept


def _without_comments(rows: list[Row]) -> list[Row]:
    """The rows without readers' comments, from their label to the next label or the end."""
    kept: list[Row] = []
    within = False
    for row in rows:
        within = (within or _opens_comments(row, kept)) and not row.label
        if not within:
            kept.append(row)
    return kept


def _opens_comments(row: Row, kept: list[Row]) -> bool:
    return is_comments_label(row.text) and sum(is_prose(other.text) for other in kept) >= 2


def _before_foot(rows: list[Row]) -> list[Row]:
    """The rows above the legal lines that close a page, where no story follows these."""
    prose = [
        at for at, row in enumerate(rows) if is_prose(row.text) and not is_footer_line(row.text)
    ]
    last = prose[-1] if prose else -1
    feet = (at for at, row in enumerate(rows) if at > last and is_footer_line(row.text))
    return rows[: next(feet, len(rows))]


def _without_pull_quotes(rows: list[Row]) -> list[Row]:
    """The rows without quotations set large that a paragraph holds too."""
    pulled = [row for row in rows if opens_speech(row.text) and row.gap and not row.bullet]
    pulled = [row for row in pulled if 4 <= word_count(row.text) <= 40][:MOST_QUOTES]
    lines = [_letters(row.text) for row in rows] if pulled else []
    story = "\n".join(lines)
    whole = Counter(lines)
    twice = {row for row in pulled if story.count(_letters(row.text)) > whole[_letters(row.text)]}
    return [row for row in rows if row not in twice]


def _letters(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _without_authors(rows: list[Row], head: Masthead, decisions: list[Decision]) -> list[Row]:
    """The rows without the note on the author, or the signature, that closes the story."""
    end = next((at for at, row in enumerate(rows) if at > 2 and row.label), len(rows))
    authors = [fold(name) for name in head.byline.split(", ") if len(name.split()) > 1]
    for at in range(end - 1, max(end - 4, 1), -1):
        rule = _why_author(rows[at], authors, last=at == end - 1)
        if rule:
            decisions.append(Decision("left out", rule, 0.65))
            head.byline = head.byline or clean_byline(rows[at].plain)[0]
            return rows[:at] + rows[at + 1 :]
    return rows


def _why_author(row: Row, authors: list[str], last: bool) -> str:
    opening = fold(row.text)
    short = word_count(row.text) <= LONGEST_SIGNATURE and not row.bullet and row.gap > 0
    if any(opening.startswith(f"{author} ") for author in authors) and word_count(opening) < 60:
        return "A note on the author."
    signed = opening in authors or has_byline_marker(row.text) or (last and are_names(row.text))
    return "A signature." if short and signed and not ends_with_stop(row.text) else ""
