"""How claims are put into words: who says so, and what a note's number is read as."""

from __future__ import annotations

from annotations.coding import NONE, OUTLET
from annotations.margin.cards import Card
from annotations.margin.readings import Reading, Voice
from annotations.vocabulary import CONFIDENCE

NOT_STATED = "Not stated"
OUTLET_ITSELF = "The outlet itself"
MANY = ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def name_of(voice: Voice, publisher: str) -> str:
    if voice.voice == OUTLET:
        return publisher or OUTLET_ITSELF
    return NOT_STATED if voice.voice == NONE else voice.name


def role_of(claim: Reading) -> str:
    """What the source is, and through whom its words came: "unnamed, via Adrienne Watson"."""
    source, through = claim.source, claim.chain[1:2]
    if source.voice == OUTLET:
        return "this publisher"
    if source.voice == NONE:
        return "in the text"
    told = [source.role] if source.role else []
    if source.naming == "anonymous" and not told:
        told.append("unnamed")
    told += [f"via {voice.name}" for voice in through if voice.name]
    return ", ".join(told)


def note_label(card: Card, publisher: str) -> str:
    """What a screen reader says for a note's number: "Claim 3, Edi Rama, certain, contested"."""
    claim = card.reading
    which = f"Claim {card.number}" if card.number else "Claim to check"
    told = [which, name_of(claim.source, publisher), CONFIDENCE[claim.confidence].lower()]
    return ", ".join(told + (["contested"] if card.is_contested else []))


def readings_of_one_passage(count: int) -> str:
    number = MANY[count - 2] if count - 2 < len(MANY) else str(count)
    return f"{number} readings of one passage"
