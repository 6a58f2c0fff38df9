"""What is drawn over a story's words: elements around a stretch of them, or after it.

An overlay is a sequence of pieces in order, apart from each other. It holds plain values: what
makes markup of them escapes all of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Sign:
    """An element. Of all elements that one sign is cut into, the first one has `once` as well."""

    element: str
    attributes: Attributes
    once: Attributes = ()


@dataclass(frozen=True)
class Piece:
    """Code points [start, end) of the canonical text: the signs around them, outermost first, and
    the empty elements that stand after the last one."""

    start: int
    end: int
    around: tuple[Sign, ...] = ()
    after: tuple[Sign, ...] = ()


Overlay = Sequence[Piece]


def within(overlay: Overlay, start: int, end: int, gap: int) -> Iterator[Piece]:
    """The pieces of the block at [start, end), cut at its edges. `gap` is what lies between this
    block and the next one: what stands after a piece that ends there is moved to the block's end.
    """
    first = bisect_right(overlay, start, key=lambda piece: piece.end)
    for piece in overlay[first:]:
        if piece.start >= end + gap:
            return
        after = piece.after if piece.end <= end + gap else ()
        begins = min(max(piece.start, start), end)
        yield Piece(begins, min(piece.end, end), piece.around, after)


def begun_before(overlay: Overlay, at: int, gap: int) -> set[Sign]:
    """The signs of which something is drawn before the block that starts at this place, which
    lies a gap behind the one before it."""
    first = bisect_right(overlay, at - gap - 1, key=lambda piece: piece.start)
    return {sign for piece in overlay[:first] for sign in piece.around}
