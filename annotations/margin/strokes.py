"""Cards as strokes over the story's words."""

from __future__ import annotations

from annotations.margin.cards import Card
from annotations.margin.wording import note_label
from annotations.painting import Stroke

CHECK = "?"


def stroke_of(card: Card, publisher: str) -> Stroke:
    """What is drawn over a card's words."""
    claim, key = card.reading, card.reading.key
    state = (("data-contested", ""),) if card.is_contested else ()
    doubt = (("data-anchor", claim.verdict),) if claim.needs_a_person else ()
    return Stroke(
        segments=claim.segments,
        mark=(("class", "hl"), ("data-c", claim.confidence), ("data-claim", key), *doubt),
        once=(("id", f"m-{key}"), ("aria-details", f"claim-{key}")),
        note=(
            ("class", "fn"), ("id", f"r-{key}"), ("href", f"#claim-{key}"), ("data-claim", key),
            ("data-n", str(card.number or CHECK)), *state, *doubt,
            ("aria-label", note_label(card, publisher)),
        ),
        age=claim.row,
    )  # fmt: skip
