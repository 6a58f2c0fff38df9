"""The passage that a claim marks: one stretch of a story's text, or several that belong together.

A quotation interrupted by "he said" is one passage of two segments. Positions are code points of
one revision's text, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.graphemes import snapped

CONTEXT = 32
BETWEEN = " … "
MOST_SEGMENTS = 20
LONGEST = 5_000
PIECES = f"A claim has at most {MOST_SEGMENTS} passages."
LONG = f"A claim has at most {LONGEST:,} characters. Select less."

Span = tuple[int, int]


class Unmarkable(Exception):
    """These words cannot be marked; says why."""


@dataclass(frozen=True)
class Passage:
    """Segments in order, apart from each other; `quote` is their words, joined by an ellipsis."""

    segments: tuple[Span, ...]
    quote: str
    prefix: str
    suffix: str

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]


def passage(text: str, spans: Iterable[Sequence[int]]) -> Passage:
    """What was selected, without the white space at its ends, whole characters only.

    Spans that touch or overlap become one. Raises Unmarkable if no word is left, or if it is
    outside the text or too long.
    """
    trimmed: list[Span] = []
    for start, end in ((int(span[0]), int(span[1])) for span in spans):
        if start < 0 or end > len(text):
            raise Unmarkable("These words are not in the story.")
        trimmed.append(_trimmed(text, *snapped(text, start, end)))
    found = joined(trimmed)
    if not found:
        raise Unmarkable("Select at least one character of the story.")
    if len(found) > MOST_SEGMENTS:
        raise Unmarkable(PIECES)
    if sum(end - start for start, end in found) > LONGEST:
        raise Unmarkable(LONG)
    return at(text, found)


def at(text: str, segments: Sequence[Span]) -> Passage:
    """The passage at segments that are known to be good."""
    first, last = segments[0][0], segments[-1][1]
    return Passage(
        segments=tuple((start, end) for start, end in segments),
        quote=BETWEEN.join(text[start:end] for start, end in segments),
        prefix=text[max(0, first - CONTEXT) : first],
        suffix=text[last : last + CONTEXT],
    )


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans that are not empty, in order; those that touch or overlap become one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found


def shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    """How much two passages overlap: what they share over the longer one, from 0 to 1."""
    return _common(one, other) / max(_size(one), _size(other), 1)


def _common(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many characters are in both; each one's segments are in order, and apart."""
    common = mine = theirs = 0
    while mine < len(one) and theirs < len(other):
        (start, end), (first, last) = one[mine], other[theirs]
        common += max(0, min(end, last) - max(start, first))
        if end <= last:
            mine += 1
        else:
            theirs += 1
    return common


def _size(segments: Sequence[Span]) -> int:
    return sum(end - start for start, end in segments)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
