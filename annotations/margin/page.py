"""A story in a project as its page shows it: words painted, margin drawn; kept in each process
until something happens that it tells of. It is the same for all who may read the same."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from annotations.margin import drawn
from annotations.margin.cards import margin
from annotations.margin.codes import Codes
from annotations.margin.drawn import Setting
from annotations.margin.facets import Facets
from annotations.margin.listed import Stretch, draw_whole, stretches
from annotations.margin.readings import readings
from annotations.margin.strokes import stroke_of
from annotations.models import Claim, Project
from annotations.painting import paint
from articles.drawing import joined
from articles.models import Article
from articles.models.event import Newest
from articles.parcels import Parcel, Ready
from articles.reading import (
    drawn_anew,
    forget_outdated,
    forgetting,
    is_outdated,
    kept_story,
)  # fmt: skip

KEPT = 32
LONG = 30


@dataclass(frozen=True)
class Asked:
    """What decides what the page tells; UUIDs too, since row numbers may come back."""

    story: uuid.UUID
    article: int
    revision: int
    within: uuid.UUID
    project: int
    newsroom: int
    told: int
    signed_in: bool
    only_by: int | None


@dataclass(frozen=True)
class Page:
    """What all see alike, ready to send. Where nothing is marked there are no `stretches`."""

    asked: Asked
    headline: str
    revision: int
    contents: Sequence[tuple[int, str]]
    story: Parcel
    facets: Facets = field(default_factory=Facets)
    lists: SafeString | str = ""
    stretches: Sequence[Stretch] = ()

    @property
    def newest(self) -> int:
        """The event up to which it tells."""
        return max(self.asked.newsroom, self.asked.told)

    @property
    def is_long(self) -> bool:
        """Whether there are so many cards that each shows less."""
        return self.facets.total > LONG

    def cards_for(self, person: Any) -> list[Ready]:
        """The cards with the person's own codes, else the curated ones."""
        if not self.stretches:
            return []
        mine = Codes.of(person, self.asked.article, self.asked.project)
        return [stretch.for_viewer(mine) for stretch in self.stretches]

    def marked_by(self, person: Any) -> int:
        """How many of the cards are the person's own."""
        return self.facets.by_author.get(person.uuid, 0) if person.is_authenticated else 0


def kept_page(article: Article, project: Project, person: Any, newest: Newest) -> Page:
    """The page as the person may see it: in a blind project, their own claims alone. `newest` is
    asked for before all that the page shows."""
    asked = Asked(
        story=article.uuid,
        article=article.pk,
        revision=article.current_id,
        within=project.uuid,
        project=project.pk,
        newsroom=forget_outdated(newest.newsroom),
        told=newest.told,
        signed_in=person.is_authenticated,
        only_by=alone(project, person),
    )
    page = _draw(asked)
    if is_outdated(asked.newsroom):
        forget()
    return page


def alone(project: Project, person: Any) -> int | None:
    """Whose claims alone the person sees there; None if everybody's."""
    if not project.is_blind or Project.objects.curated_by(person).contains(project):
        return None
    return person.pk or 0


@lru_cache(maxsize=KEPT)
def _draw(asked: Asked) -> Page:
    found = readings(asked.revision, asked.project, only_by=asked.only_by)
    if not found:
        story = kept_story(asked.story, asked.newsroom, signed_in=asked.signed_in)
        return Page(asked, story.headline, story.revision, story.contents, Parcel(story.html))
    article = Article.objects.with_words().get(pk=asked.article)
    if article.current_id != asked.revision:
        found = readings(article.current_id, asked.project, only_by=asked.only_by)
    shown = margin(found)
    setting = Setting.of(article, is_brief=len(shown.cards) > LONG)
    painted = paint(stroke_of(card, setting.publisher) for card in shown.placed)
    story = drawn_anew(article, signed_in=asked.signed_in, overlay=painted)
    facets = Facets.of(shown.cards, setting.publisher)
    curated = curated_codes(asked.article, asked.project, asked.only_by)
    return Page(
        asked,
        story.headline,
        story.revision,
        story.contents,
        Parcel(story.html),
        facets=facets,
        lists=render_to_string("annotations/_facets.html", {"facets": facets}),
        stretches=stretches(shown, setting, curated),
    )


def card_of(claim: Claim, person: Any) -> SafeString:
    """The card that the claim stands on, without a number; "" if it is no live claim that the
    person sees."""
    article, project = claim.article, claim.project
    only_by = alone(project, person)
    found = readings(article.current_id, project.pk, only_by=only_by, like=claim.pk)
    cards = (card for card in margin(found).cards if claim.pk in card.judged.claims)
    card = next(cards, None)
    if card is None:
        return joined([])
    curated = curated_codes(article.pk, project.pk, only_by)
    mine = Codes.of(person, article.pk, project.pk)
    return draw_whole(card, Setting.of(article), mine, curated)


def curated_codes(article: int, project: int, only_by: int | None) -> Codes:
    """None where people are to judge without knowing what others do."""
    return Codes.curated(article, project) if only_by is None else Codes()


def forget() -> None:
    _draw.cache_clear()
    drawn.forget()


forgetting.append(forget)
