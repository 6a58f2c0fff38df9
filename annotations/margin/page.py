"""A story in a project as its page shows it: words painted, margin drawn; kept in each process
until something happens that it tells of. It is the same for all who may read the same."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, zip_longest
from typing import Any

from django.utils.safestring import SafeString

from annotations.margin import drawn
from annotations.margin.cards import Card, margin
from annotations.margin.codes import Codes, Judged, codes
from annotations.margin.drawn import CODE, draw_card, draw_cards
from annotations.margin.facets import Facets
from annotations.margin.readings import readings
from annotations.margin.strokes import overlay
from annotations.models import Claim, Project
from articles.drawing import joined, parted
from articles.models import Article, Event
from articles.reading import (
    KeptStory,
    drawn_anew,
    forget_outdated,
    forgetting,
    is_outdated,
    kept_story,
)

KEPT = 128


@dataclass(frozen=True)
class Page:
    """What all see alike. The cards are cut where each viewer's code is put in; `judged` says of
    which card, in that order."""

    asked: Asked
    story: KeptStory
    facets: Facets = field(default_factory=Facets)
    map: Sequence[Card] = ()
    cards: Sequence[SafeString] = ()
    judged: Sequence[Judged] = ()
    curated: Codes = field(default_factory=Codes)

    @property
    def newest(self) -> int:
        """The event up to which it tells."""
        return max(self.asked.newsroom, self.asked.told)

    def cards_for(self, person: Any) -> SafeString:
        """The cards with the person's own codes, else the curated ones."""
        mine = Codes.of(person, self.asked.article, self.asked.project) if self.judged else Codes()
        filled = zip_longest(self.cards, codes(self.judged, mine, self.curated), fillvalue="")
        return joined(chain.from_iterable(filled))


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


def kept_page(article: Article, project: Project, person: Any) -> Page:
    """The page as the person may see it: in a blind project, their own claims alone."""
    asked = Asked(
        story=article.uuid,
        article=article.pk,
        revision=article.current_id,
        within=project.uuid,
        project=project.pk,
        newsroom=forget_outdated(),
        told=Event.objects.newest_told(article.uuid, project.uuid),
        signed_in=person.is_authenticated,
        only_by=alone(project, person),
    )
    page = _draw(asked)
    if is_outdated(asked.newsroom):
        forget()
    return page


def alone(project: Project, person: Any) -> int | None:
    """Whose claims alone the person sees there; None if everybody's."""
    if not project.is_blind or Project.objects.curated_by(person).filter(pk=project.pk).exists():
        return None
    return person.pk or 0


@lru_cache(maxsize=KEPT)
def _draw(asked: Asked) -> Page:
    found = readings(asked.revision, asked.project, only_by=asked.only_by)
    if not found:
        return Page(asked, kept_story(asked.story, asked.newsroom, signed_in=asked.signed_in))
    article = Article.objects.with_words().get(pk=asked.article)
    if article.current_id != asked.revision:
        found = readings(article.current_id, asked.project, only_by=asked.only_by)
    publisher = article.publisher.name if article.publisher else ""
    shown = margin(found)
    painted = overlay(shown.cards, publisher)
    return Page(
        asked,
        drawn_anew(article, signed_in=asked.signed_in, overlay=painted),
        facets=Facets.of(shown.cards, publisher),
        map=tuple(card for card in shown.cards if card.reading.segments),
        cards=draw_cards(shown, publisher),
        judged=[_judged(card) for card in shown.cards],
        curated=Codes()
        if asked.only_by is not None
        else Codes.curated(asked.article, asked.project),
    )


def card_of(claim: Claim, person: Any) -> SafeString:
    """The card that the claim stands on, without a number; "" if it is no live claim that the
    person sees."""
    article, project = claim.article, claim.project
    only_by = alone(project, person)
    found = readings(article.current_id, project.pk, only_by=only_by, like=claim.pk)
    cards = (card for card in margin(found).cards if claim.pk in _judged(card).claims)
    card = next(cards, None)
    if card is None:
        return joined([])
    publisher = article.publisher.name if article.publisher else ""
    judged = _judged(card)
    curated = _curated(article.pk, project.pk, only_by)
    code = codes([judged], Codes.of(person, article.pk, project.pk), curated)
    before, after = parted(draw_card(replace(card, number=0), publisher), CODE)
    return joined([before, *code, after])


def _curated(article: int, project: int, only_by: int | None) -> Codes:
    """None where people are to judge without knowing what others do."""
    return Codes.curated(article, project) if only_by is None else Codes()


def _judged(card: Card) -> Judged:
    return Judged(card.reading.source.source, tuple(each.row for each in card.all))


def forget() -> None:
    _draw.cache_clear()
    drawn.forget()


forgetting.append(forget)
