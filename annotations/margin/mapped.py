"""The claims map: where in the story the claims lie, as shares of its length."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from annotations.margin.cards import Card
from annotations.margin.wording import which
from articles.drawing import Pattern, joined

ENTRY = Pattern(
    '<li data-c="{level}" data-claim="{key}" data-at="{at}" data-len="{size}">'
    '<a href="#r-{key}" aria-label="{label}"></a></li>\n'
)


def draw_map(cards: Sequence[Card], size: int) -> SafeString:
    """Cards in reading order as entries of a list. `data-at` and `data-len` are percentages."""
    return joined(_entry(card, size) for card in cards)


def _entry(card: Card, size: int) -> SafeString:
    claim = card.reading
    return ENTRY(
        level=claim.confidence,
        key=claim.uuid,
        at=round(100 * claim.start / size, 1),
        size=round(100 * (claim.end - claim.start) / size, 1),
        label=f"{which(card)}, {claim.confidence}",
    )
