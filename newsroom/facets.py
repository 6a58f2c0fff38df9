"""Facets: publishers, tags and states that narrow the front page, each with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from articles.counting import Counts, Numbers
from articles.models import Article, Publisher, Tag
from newsroom.asking import STATES, Asked

SHOWN, MOST = 8, 40


@dataclass(frozen=True)
class Facet:
    """`number` is empty where it was not counted."""

    label: str
    number: str
    address: str
    pressed: bool


@dataclass(frozen=True)
class Group:
    """`rest` are those to unfold."""

    title: str
    shown: Sequence[Facet]
    rest: Sequence[Facet] = ()


@dataclass(frozen=True)
class Chosen:
    """The publishers and tags that were asked for by their slugs, as far as there are such."""

    asked: Asked
    publishers: Sequence[Publisher]
    tags: Sequence[Tag]

    @classmethod
    def of(cls, asked: Asked) -> Chosen:
        publishers = Publisher.objects.filter(slug__in=asked.publishers)
        return cls(
            asked,
            list(publishers) if asked.publishers else [],
            list(Tag.objects.filter(slug__in=asked.tags)) if asked.tags else [],
        )

    @property
    def publisher_numbers(self) -> list[int] | None:
        """None where none was asked for. One that was merged leads to the other."""
        if not self.asked.publishers:
            return None
        return [each.merged_into_id or each.pk for each in self.publishers]

    @property
    def tag_numbers(self) -> list[int] | None:
        return [each.pk for each in self.tags] if self.asked.tags else None

    @property
    def in_words(self) -> str:
        """What was asked for, as a sentence goes on: for “pumps”, from The Coast Tribune."""
        publishers = [each.name for each in self.publishers] or list(self.asked.publishers)
        tags = [each.name for each in self.tags] or list(self.asked.tags)
        parts = [
            f"for “{self.asked.words}”" if self.asked.words else "",
            f"from {_either(publishers)}" if publishers else "",
            f"tagged {_either(tags)}" if tags else "",
            f"among the {_either(self.asked.states)}" if self.asked.states else "",
        ]
        return ", ".join(filter(None, parts))


def groups(chosen: Chosen, counts: Counts) -> list[Group]:
    """The groups that have anything to choose."""
    asked = chosen.asked
    publishers = _group("Publisher", "publishers", asked, chosen.publishers, counts.publishers)
    tags = _group("Tag", "tags", asked, chosen.tags, counts.tags)
    states = [
        Facet(
            label=str(Article(state=state).get_state_display()),
            number=f"{counts.states.get(state, 0):,}",
            address=asked.toggled("states", state),
            pressed=state in asked.states,
        )
        for state in STATES
        if counts.states
    ]
    return [group for group in (publishers, tags, Group("State", states)) if group.shown]


def _group(
    title: str, name: str, asked: Asked, pressed: Sequence[Any], numbers: Numbers
) -> Group:  # fmt: skip
    """The pressed ones and those of most stories."""
    model = Publisher if name == "publishers" else Tag
    common = nlargest(MOST, numbers.items(), key=lambda pair: (pair[1], -pair[0]))
    named = model.objects.in_bulk([number for number, _ in common])
    found = [*pressed, *(each for each in named.values() if each not in pressed)]
    found.sort(key=lambda each: (each not in pressed, -numbers.get(each.pk, 0), each.name))
    facets = [
        Facet(
            label=each.name,
            number=f"{numbers[each.pk]:,}" if each.pk in numbers else "",
            address=asked.toggled(name, each.slug),
            pressed=each in pressed,
        )
        for each in found
    ]
    return Group(title, facets[:SHOWN], facets[SHOWN:])


def _either(names: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
