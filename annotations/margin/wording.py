"""How claims are put into words: who says so, and what a note's number is read as."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.coding import NONE, OUTLET
from annotations.margin.cards import Card
from annotations.margin.readings import Reading, Voice
from annotations.vocabulary import (
    CHANNELS,
    CLAIM_TYPES,
    CONFIDENCE,
    CONFIDENCE_KINDS,
    POLARITIES,
)  # fmt: skip

NOT_STATED = "Not stated"
OUTLET_ITSELF = "The outlet itself"
DOUBTS = {
    "edited": ("These words were edited.", "Compare and confirm"),
    "lost": ("These words are no longer in the story.", "Put it back"),
}
MANY = ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def name_of(voice: Voice, publisher: str) -> str:
    if voice.voice == OUTLET:
        return publisher or OUTLET_ITSELF
    return NOT_STATED if voice.voice == NONE else voice.name


def role_of(chain: Sequence[Voice]) -> str:
    """What a chain's first source is, and through whom its words came: "unnamed, via Adrienne
    Watson"."""
    source, through = chain[0], chain[1:2]
    if source.voice == OUTLET:
        return "this publisher"
    if source.voice == NONE:
        return "in the text"
    told = [source.role] if source.role else []
    if source.naming == "anonymous" and not told:
        told.append("unnamed")
    told += [f"via {voice.name}" for voice in through if voice.name]
    return ", ".join(told)


def details(card: Card, publisher: str) -> list[tuple[str, str]]:
    """What an open card adds, as (label, words): only what is not as it mostly is."""
    claim = card.reading
    chain = [told for voice in claim.chain for told in _step(voice, publisher)]
    pairs = [
        ("Via", " → ".join(chain) if len(chain) > 1 else ""),
        ("Confidence", CONFIDENCE_KINDS[claim.confidence_kind] if claim.is_of_a_kind else ""),
        ("Polarity", "" if claim.polarity == "+" else POLARITIES[claim.polarity]),
        ("Type", "" if claim.type == "event" else CLAIM_TYPES[claim.type]),
        ("Tags", ", ".join(claim.tags)),
        ("Marked by", ", ".join(map(_marked_by, card.all))),
    ]
    return [(label, words) for label, words in pairs if words]


def _step(voice: Voice, publisher: str) -> list[str]:
    channel = CHANNELS[voice.channel].lower() if voice.channel not in ("", "unknown") else ""
    return [words for words in (name_of(voice, publisher), channel) if words]


def _marked_by(claim: Reading) -> str:
    return claim.author.name if claim.is_sure else f"{claim.author.name}, unsure"


def note_label(card: Card, publisher: str) -> str:
    """What a screen reader says for a note's number: "Claim 3, Edi Rama, certain, contested"."""
    claim = card.reading
    which = f"Claim {card.number}" if card.number else "Claim to check"
    told = [which, name_of(claim.source, publisher), CONFIDENCE[claim.confidence].lower()]
    return ", ".join(told + (["contested"] if card.is_contested else []))


def readings_of_one_passage(count: int) -> str:
    number = MANY[count - 2] if count - 2 < len(MANY) else str(count)
    return f"{number} readings of one passage"
