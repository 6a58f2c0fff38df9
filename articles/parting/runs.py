"""Teasers that close a text dump in a run, without label or bullets."""

from dataclasses import dataclass

from articles.parting.items import Item, is_extra, is_summary, items_of
from articles.parting.labels import is_section_name
from articles.parting.lines import Row
from articles.parting.outlets import is_outlet
from articles.parting.shapes import ends_with_stop, is_headline, word_count

RUN_HEADLINE_WORDS = 6
# Letters of `_letter`: what one teaser may look like where sections and outlets stand above it.
_KICKED = ("kh", "kkh", "khs", "kks", "khh", "kkhs", "kkhh", "kkks")


@dataclass(frozen=True)
class Found:
    """Rows [start, end) are teasers; `items` are theirs, `group` is the label's own words."""

    start: int
    end: int
    items: tuple[Item, ...]
    group: str = ""
    kind: str = "related"
    rule: str = ""
    confidence: float = 0.9


def run_at_end(rows: list[Row], after: int) -> Found | None:
    """A run of lines with outlets above them, or of bare headlines, that closes the page."""
    places = [at for at in range(after, len(rows)) if not is_extra(rows[at].text)]
    letters = "".join(letter_of(rows[at]) for at in places)
    for start_of, rule, confidence in (
        (_kicked, "Lines at the end under the names of sections or outlets.", 0.88),
        (_bare, "Lines without a full stop after the story's end.", 0.75),
        (_paired, "Headlines, each with a line below, after the story.", 0.6),
    ):
        end = len(letters) - _unfinished(letters) if start_of is _kicked else len(letters)
        start = start_of(letters[:end])
        if start == end or "s" not in letters[:start]:
            continue
        run = rows[places[start] : places[end] if end < len(places) else len(rows)]
        if start_of is _kicked and not _real_kickers(run):
            continue
        items = tuple(items_of(run))
        if start_of is _paired and _mean_words(items) < RUN_HEADLINE_WORDS:
            continue
        sure = min(confidence, 0.6) if len(items) < 3 else confidence
        return Found(places[start], len(rows), items, rule=rule, confidence=sure)
    return None


def _unfinished(letters: str) -> int:
    """How many kickers a dump that was cut leaves over at its end."""
    left = len(letters) - len(letters.rstrip("k"))
    return left if left <= 2 else 0


def _kicked(letters: str) -> int:
    """Where the longest run of teasers under kickers begins that reaches to the end."""
    size = len(letters)
    length = [0] * size + [0]
    reaches = [False] * size + [True]
    for at in range(size - 2, -1, -1):
        for shape in _KICKED:
            below = at + len(shape)
            if letters.startswith(shape, at) and reaches[below]:
                reaches[at], length[at] = True, max(length[at], length[below] + 1)
    return next((at for at in range(size) if reaches[at] and length[at] >= 2), size)


def _bare(letters: str) -> int:
    start = len(letters.rstrip("h"))
    return start if len(letters) - start >= 2 else len(letters)


def _paired(letters: str) -> int:
    """Where headline and sentence take turns, three times or more, after a stretch of story."""
    start = len(letters) - (1 if letters.endswith("h") else 0)
    pairs = 0
    while letters.endswith("hs", 0, start):
        start, pairs = start - 2, pairs + 1
    return start if pairs >= 3 and letters.endswith("sss", 0, start) else len(letters)


def _mean_words(items: tuple[Item, ...]) -> float:
    return sum(word_count(item.headline) for item in items) / max(len(items), 1)


def letter_of(row: Row) -> str:
    """b bullet, s sentence, k kicker, h headline."""
    if row.bullet:
        return "b"
    words = word_count(row.text)
    if is_section_name(row.text) or words <= 3 or (words <= 5 and is_outlet(row.text)):
        return "s" if ends_with_stop(row.text) else "k"
    return "s" if is_summary(row.text) or not is_headline(row.text) else "h"


def _real_kickers(rows: list[Row]) -> bool:
    """Kickers repeat, or name sections and outlets; the headings of a story don't."""
    kickers = [row.text for row in rows if letter_of(row) == "k"]
    known = sum(is_section_name(text) or is_outlet(text) for text in kickers)
    return known * 3 >= len(kickers) or len(set(kickers)) < len(kickers)
