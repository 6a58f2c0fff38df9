"""What the margin holds, counted: lists that explain a sign, count it, and narrow the page."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotations.margin.cards import Card
from annotations.margin.readings import Voice
from annotations.margin.wording import name_of
from annotations.vocabulary import CONFIDENCE

ICONS = {
    "person": "person", "organisation": "organisation", "group": "group", "document": "document",
    "platform": "document", "class": "group", "unknown": "anonymous",
}  # fmt: skip
AT_FIRST = 12


@dataclass(frozen=True)
class SourceFacet:
    """`key` is what its cards bear as data-src."""

    key: str
    name: str
    icon: str
    count: int


@dataclass(frozen=True)
class Facets:
    """Counts of cards. `levels` are (level, its word, how many)."""

    total: int = 0
    contested: int = 0
    levels: Sequence[tuple[str, str, int]] = ()
    sources: Sequence[SourceFacet] = ()
    by_author: Mapping[uuid.UUID, int] = field(default_factory=dict)

    @property
    def first_sources(self) -> Sequence[SourceFacet]:
        return self.sources[:AT_FIRST]

    @property
    def other_sources(self) -> Sequence[SourceFacet]:
        return self.sources[AT_FIRST:]

    @classmethod
    def of(cls, cards: Sequence[Card], publisher: str) -> Facets:
        levels = Counter(card.reading.confidence for card in cards)
        return cls(
            total=len(cards),
            contested=sum(card.is_contested for card in cards),
            levels=[(level, word, levels[level]) for level, word in CONFIDENCE.items()],
            sources=_sources(cards, publisher),
            by_author=Counter(person.uuid for card in cards for person in card.people),
        )


def source_key(voice: Voice) -> str:
    return str(voice.uuid or voice.voice)


def icon_of(voice: Voice) -> str:
    return "anonymous" if voice.naming == "anonymous" else ICONS.get(voice.kind, "organisation")


def _sources(cards: Sequence[Card], publisher: str) -> list[SourceFacet]:
    counts = Counter(source_key(card.reading.source) for card in cards)
    voices = {source_key(card.reading.source): card.reading.source for card in reversed(cards)}
    return [
        SourceFacet(key, name_of(voices[key], publisher), icon_of(voices[key]), count)
        for key, count in counts.most_common()
    ]
