"""Cards as strokes over the story's words."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.margin.cards import Card
from annotations.margin.wording import note_label
from annotations.painting import Stroke, paint
from articles.overlay import Overlay


def overlay(cards: Iterable[Card], publisher: str) -> Overlay:
    """A mark for each card whose words are in the story, and after them its number."""
    return paint(_stroke(card, publisher) for card in cards if card.reading.segments)


def _stroke(card: Card, publisher: str) -> Stroke:
    claim, key = card.reading, str(card.reading.uuid)
    state = (("data-contested", ""),) if card.is_contested else ()
    doubt = (("data-anchor", claim.verdict),) if claim.needs_a_person else ()
    return Stroke(
        segments=claim.segments,
        mark=(("class", "hl"), ("data-c", claim.confidence), ("data-claim", key), *doubt),
        once=(("id", f"m-{key}"), ("aria-details", f"claim-{key}")),
        note=(
            ("class", "fn"), ("id", f"r-{key}"), ("href", f"#claim-{key}"), ("data-claim", key),
            ("data-n", str(card.number or "?")), *state, *doubt,
            ("aria-label", note_label(card, publisher)),
        ),
        age=claim.row,
    )  # fmt: skip
