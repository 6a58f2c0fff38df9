"""Cards as HTML, kept by all that they show, so that a page draws only what is new. They hold
nothing of the viewer: a card is cut where its number is put in, and holds a mark where the
viewer's code goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from annotations.margin.cards import Card, Margin
from annotations.margin.facets import source_key
from annotations.margin.wording import name_of, readings_of_one_passage, role_of
from annotations.vocabulary import CONFIDENCE
from articles.drawing import joined, parted

KEPT = 4_096
NUMBER, CODE = "<!--number-->", "<!--code-->"
LONG = 30


@dataclass(frozen=True)
class DrawnCluster:
    """Cards that stand together, and what they are headed with if they are several."""

    heading: str
    cards: Sequence[SafeString]


def draw_cards(margin: Margin, publisher: str) -> list[SafeString]:
    """The list of cards, cut where codes go, in the order of `margin.cards`."""
    clusters = [
        DrawnCluster(
            readings_of_one_passage(len(cluster.cards)) if len(cluster.cards) > 1 else "",
            [draw_card(card, publisher) for card in cluster.cards],
        )
        for cluster in margin.clusters
    ]
    page = {
        "pending": [draw_card(card, publisher) for card in margin.pending],
        "clusters": clusters,
        "is_long": len(margin.cards) > LONG,
    }
    return parted(render_to_string("annotations/_cards.html", page), CODE)


def draw_card(card: Card, publisher: str) -> SafeString:
    """With its number in it, if it has one."""
    before, *after = _drawn(replace(card, number=0), publisher)
    return joined([before, str(card.number or ""), *after]) if after else before


@lru_cache(maxsize=KEPT)
def _drawn(card: Card, publisher: str) -> Sequence[SafeString]:
    claim = card.reading
    page = {
        "claim": claim,
        "source": source_key(claim.source),
        "people": card.people,
        "replies": card.replies,
        "contested": card.is_contested,
        "who": name_of(claim.source, publisher),
        "role": role_of(claim),
        "level": CONFIDENCE[claim.confidence],
        "address": f"/claims/{claim.uuid}/",
    }
    return parted(render_to_string("annotations/_card.html", page), NUMBER)


def forget() -> None:
    _drawn.cache_clear()
