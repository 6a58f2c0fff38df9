"""Finding marked passages again in a story that was edited.

All offsets are code points, half-open. Rather lost than wrong.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from annotations.anchoring.words import cut

SAME, MOVED, EDITED, LOST = "same", "moved", "edited", "lost"

Span = tuple[int, int]
Verdict = tuple[str, int | None, int | None]


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
    """Which words of the new text are which of the old."""

    def __init__(self, old_text: str, new_text: str) -> None:
        self.unchanged = old_text == new_text
        self.old, self.new = cut(old_text), cut(new_text)
        self.places: list[int | None] = [None] * len(self.old)
        if not self.unchanged:
            matcher = difflib.SequenceMatcher(None, self.old.keys, self.new.keys, autojunk=False)
            for first, second, size in matcher.get_matching_blocks():
                self.places[first : first + size] = range(second, second + size)

    def verdicts(self, spans: Iterable[Span]) -> list[Verdict]:
        """What became of each span, and where it stands now."""
        return [self._verdict(start, end) for start, end in spans]

    def _verdict(self, start: int, end: int) -> Verdict:
        if not 0 <= start < end <= len(self.old.text):
            return LOST, None, None
        if self.unchanged:
            return SAME, start, end
        first = bisect_right(self.old.ends, start)
        last = bisect_left(self.old.starts, end)
        places = [place for place in self.places[first:last] if place is not None]
        if 2 * len(places) < last - first or not places:
            return LOST, None, None
        whole = len(places) == last - first == places[-1] - places[0] + 1
        verdict = SAME if whole else EDITED
        return verdict, self.new.starts[places[0]], self.new.ends[places[-1]]
