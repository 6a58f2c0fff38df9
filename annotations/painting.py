"""Claims painted over a story's words: which marks lie around which of them, and where the numbers
of the notes stand.

Claims may overlap at any depth. The first two at a place are drawn in two lanes; those below them
get marks without a rule, so that their words can still be lit, down to `DEEPEST`; what lies deeper
has its note number alone. Each claim keeps its lane from its first word to its last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from articles.overlay import Attributes, Overlay, Piece, Sign

DRAWN = 2
DEEPEST = 6

Span = tuple[int, int]


@dataclass(frozen=True)
class Stroke:
    """A claim to paint: its segments in order, what its marks say, and its note. `age` orders
    claims on the same words: the oldest first."""

    segments: Sequence[Span]
    mark: Attributes = ()
    note: Attributes = ()
    once: Attributes = ()
    age: int = 0

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]


def reading_order(start: int, end: int, age: int) -> tuple[int, int, int]:
    """What claims are sorted by for reading: where they start, the longer first, then by age."""
    return start, -end, age


def paint(strokes: Iterable[Stroke]) -> Overlay:
    """The overlay of all claims on a story, in one sweep over the places where one begins or
    ends."""
    ordered = sorted(strokes, key=lambda each: reading_order(each.start, each.end, each.age))
    marks = {
        number: _mark(stroke, lane)
        for number, (stroke, lane) in enumerate(zip(ordered, lanes(ordered), strict=True))
        if lane < DEEPEST
    }
    return list(_sweep(ordered, marks))


def lanes(ordered: Sequence[Stroke]) -> list[int]:
    """For each claim in reading order the first lane that is free from its start to its end."""
    free: list[int] = []
    taken: list[tuple[int, int]] = []
    found = []
    for stroke in ordered:
        while taken and taken[0][0] <= stroke.start:
            heappush(free, heappop(taken)[1])
        lane = heappop(free) if free else len(taken)
        heappush(taken, (stroke.end, lane))
        found.append(lane)
    return found


def _mark(stroke: Stroke, lane: int) -> Sign:
    drawn: Attributes = (("data-lane", str(lane)),) if lane < DRAWN else ()
    return Sign("mark", stroke.mark + drawn, stroke.once)


def _sweep(ordered: Sequence[Stroke], marks: Mapping[int, Sign]) -> Iterator[Piece]:
    """Claims without a mark are not carried along, so that no place costs more than `DEEPEST`."""
    begin: dict[int, list[int]] = defaultdict(list)
    cease: dict[int, list[int]] = defaultdict(list)
    notes: dict[int, list[Sign]] = defaultdict(list)
    for number, stroke in enumerate(ordered):
        notes[stroke.end].append(Sign("a", stroke.note))
        for start, end in stroke.segments if number in marks else ():
            begin[start].append(number)
            cease[end].append(number)
    places = sorted({*begin, *cease, *notes})
    under: list[int] = []
    for place, following in zip(places, places[1:], strict=False):
        left = cease.get(place, ())
        under = sorted([number for number in under if number not in left] + begin.get(place, []))
        if under or following in notes:
            around = tuple(marks[number] for number in under)
            yield Piece(place, following, around, tuple(notes.get(following, ())))
