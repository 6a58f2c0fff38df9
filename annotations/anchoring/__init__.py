"""Finding marked passages again in a story that was edited.

Both texts are ours, so they are aligned first: sentences in place, sentences that moved, then the
words in each pair. A passage stands where its words went; a look-alike elsewhere, which is some
other words, never attracts it. All offsets are code points, half-open.

The verdicts: *same*, the words are identical, whatever became of commas, dashes, spaces and the
shape of quotation marks; *moved*, identical words in a sentence that stands elsewhere; *edited*,
words changed, came or went inside the passage, or a negation or a hedge did beside it in its own
clause (the passage then keeps its own words: show it with its sentence); *lost*, most of its words
are gone.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotations.anchoring.matches import Matches
from annotations.anchoring.passages import EDITED, LOST, MOVED, SAME, Passages, Span, Verdict
from annotations.anchoring.words import cut

__all__ = [
    "EDITED",
    "LOST",
    "MOVED",
    "SAME",
    "Alignment",
    "align",
    "reanchor",
    "reanchor_verdicts",
]


def reanchor(old_text: str, spans: Iterable[Span], new_text: str) -> list[Span | None]:
    """Where each span of the old text stands in the new one; None where its words are gone."""
    return [
        None if start is None or end is None else (start, end)
        for _, start, end in align(old_text, new_text).verdicts(spans)
    ]


def reanchor_verdicts(old_text: str, spans: Iterable[Span], new_text: str) -> list[Verdict]:
    """For each span what became of it (same, moved, edited or lost) and where it stands now."""
    return align(old_text, new_text).verdicts(spans)


def align(old_text: str, new_text: str) -> Alignment:
    """Align two texts once, to place any number of spans."""
    return Alignment(old_text, new_text)


class Alignment:
    """Two texts of a story, aligned."""

    def __init__(self, old_text: str, new_text: str) -> None:
        self._size = len(old_text)
        self._passages = (
            None if old_text == new_text else Passages(Matches(cut(old_text), cut(new_text)))
        )

    def verdicts(self, spans: Iterable[Span]) -> list[Verdict]:
        """What became of each span, and where it stands now; an empty or impossible one is lost."""
        return [self._verdict(start, end) for start, end in spans]

    def _verdict(self, start: int, end: int) -> Verdict:
        if not 0 <= start < end <= self._size:
            return LOST, None, None
        if self._passages is None:
            return SAME, start, end
        return self._passages.place(start, end)
