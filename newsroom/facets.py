"""Facets: publishers, tags and states that narrow the front page, each with its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

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
    """The publishers and tags that were asked for, by slug: those that stand on a story which the
    person may read. What only drafts of others carry is no more known than what nobody has."""

    asked: Asked
    publishers: Mapping[str, Publisher]
    tags: Mapping[str, Tag]

    @classmethod
    def of(cls, asked: Asked, person: Any) -> Chosen:
        """One that was merged leads to the other."""
        stories = Article.objects.visible_to(person).exclude(state=Article.WITHDRAWN)
        of_it = stories.filter(publisher=Coalesce(OuterRef("merged_into"), OuterRef("pk")))
        publishers = Publisher.objects.filter(Exists(of_it), slug__in=asked.publishers)
        tags = Tag.objects.filter(Exists(stories.filter(tags=OuterRef("pk"))), slug__in=asked.tags)
        return cls(
            asked,
            {
                each.slug: each.merged_into or each
                for each in publishers.select_related("merged_into")
            },
            {each.slug: each for each in tags},
        )

    @property
    def publisher_numbers(self) -> list[int] | None:
        """None where none was asked for."""
        return [each.pk for each in self.publishers.values()] if self.asked.publishers else None

    @property
    def tag_numbers(self) -> list[int] | None:
        return [each.pk for each in self.tags.values()] if self.asked.tags else None

    @property
    def in_words(self) -> str:
        """What was asked for, as a sentence goes on: for “pumps”, from The Coast Tribune."""
        publishers = [str(self.publishers.get(slug, slug)) for slug in self.asked.publishers]
        tags = [str(self.tags.get(slug, slug)) for slug in self.asked.tags]
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
    title: str, name: str, asked: Asked, pressed: Mapping[str, Any], numbers: Numbers
) -> Group:  # fmt: skip
    """The pressed ones and those of most stories."""
    model = Publisher if name == "publishers" else Tag
    common = nlargest(MOST, numbers.items(), key=lambda pair: (pair[1], -pair[0]))
    named = model.objects.in_bulk([number for number, _ in common])
    others = [each for each in named.values() if each not in pressed.values()]
    found = [*pressed.items(), *((each.slug, each) for each in others)]
    found.sort(key=lambda pair: (pair[1] in others, -numbers.get(pair[1].pk, 0), pair[1].name))
    facets = [
        Facet(
            label=each.name,
            number=f"{numbers[each.pk]:,}" if each.pk in numbers else "",
            address=asked.toggled(name, slug),
            pressed=each not in others,
        )
        for slug, each in found
    ]
    return Group(title, facets[:SHOWN], facets[SHOWN:])


def _either(names: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
