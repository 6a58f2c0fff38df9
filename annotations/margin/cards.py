"""Claims as the margin shows them: equal ones folded into one card, readings that contest one
another beside each other, those that need a person first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotations.contested import ENOUGH
from annotations.margin.readings import Person, Reading
from annotations.painting import reading_order
from annotations.passages import shared

NEAR = 20


@dataclass(frozen=True)
class Judged:
    """What is judged on one card: its source and its claims, by row number."""

    source: int | None
    claims: tuple[int, ...]


@dataclass(frozen=True)
class Card:
    """One reading of a passage and all who share it, the oldest first. `number` is its place in
    reading order; 0 where a person must say first where its words are."""

    reading: Reading
    also: tuple[Reading, ...] = ()
    number: int = 0

    @cached_property
    def all(self) -> tuple[Reading, ...]:
        return (self.reading, *self.also)

    @property
    def shows(self) -> tuple[object, ...]:
        """All that it may show but its number."""
        return (self.number > 0, *(each.shows for each in self.all))

    @property
    def judged(self) -> Judged:
        """What an assessment on it is of."""
        return Judged(self.reading.source.source, tuple(each.row for each in self.all))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        return tuple(dict.fromkeys(each.author for each in self.all))

    @property
    def replies(self) -> int:
        return sum(each.replies for each in self.all)

    @cached_property
    def is_contested(self) -> bool:
        return any(each.is_contested for each in self.all)


@dataclass(frozen=True)
class Cluster:
    """Cards that stand together: one, or several readings of one passage."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Margin:
    """`pending` are the cards that need a person, `clusters` the others in reading order."""

    pending: tuple[Card, ...] = ()
    clusters: tuple[Cluster, ...] = ()

    @cached_property
    def cards(self) -> list[Card]:
        """In the order in which they stand in the margin."""
        return [*self.pending, *(card for each in self.clusters for card in each.cards)]

    @cached_property
    def placed(self) -> list[Card]:
        """Those whose words are in the story, in reading order."""
        cards = [card for card in self.cards if card.reading.segments]
        return sorted(cards, key=lambda card: in_order(card.reading))


def in_order(reading: Reading) -> tuple[int, int, int]:
    return reading_order(reading.start, reading.end, reading.row)


def margin(readings: Iterable[Reading]) -> Margin:
    readings = sorted(readings, key=in_order)
    pending = tuple(Card(each) for each in readings if each.needs_a_person)
    folded = _folded(each for each in readings if not each.needs_a_person)
    cards = [
        Card(first, tuple(others), number) for number, (first, *others) in enumerate(folded, 1)
    ]
    return Margin(pending, tuple(_clusters(cards)))


def _folded(readings: Iterable[Reading]) -> list[list[Reading]]:
    """Claims that say the same of the same words, together; groups and members as they came."""
    groups: dict[object, list[Reading]] = defaultdict(list)
    for each in readings:
        groups[_said(each)].append(each)
    return list(groups.values())


def _said(reading: Reading) -> tuple[object, ...]:
    chain = tuple((voice.voice, voice.source) for voice in reading.chain)
    return (
        reading.segments, chain, reading.confidence, reading.confidence_kind, reading.polarity,
        reading.type,
    )  # fmt: skip


def _clusters(cards: Sequence[Card]) -> list[Cluster]:
    """Contested cards stand with those that they contest, and with whom these contest, at the
    place of the first of them. Of many that overlap only the nearest are compared."""
    groups: list[list[Card]] = []
    open_: list[list[Card]] = []
    for card in cards:
        open_ = [group for group in open_ if _reaches(group, card.reading.start)][-NEAR:]
        joined = [group for group in open_ if card.is_contested and _contests(card, group)]
        if joined:
            first, *others = joined
            first += [each for group in others for each in group]
            first.append(card)
            first.sort(key=lambda each: each.number)
            for group in others:
                group.clear()
        else:
            groups.append([card])
            open_ += [groups[-1]] if card.is_contested else []
    return [Cluster(tuple(group)) for group in groups if group]


def _reaches(group: Sequence[Card], place: int) -> bool:
    return any(card.reading.end > place for card in group[-NEAR:])


def _contests(card: Card, group: Sequence[Card]) -> bool:
    segments = card.reading.segments
    return any(shared(segments, other.reading.segments) >= ENOUGH for other in group[-NEAR:])
