"""What a person says about a marked passage: who says so, how sure, and all that goes with it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from annotations.vocabulary import CLAIM_TYPES, CONFIDENCE, CONFIDENCE_KINDS, POLARITIES

OUTLET, NONE, SOURCE = "outlet", "none", "source"


class Incoherent(Exception):
    """The parts contradict one another; says how."""


@dataclass(frozen=True)
class Link:
    """One step of a claim's way to the reader. `source` is set exactly if the voice is one."""

    voice: str = SOURCE
    source: uuid.UUID | None = None
    mention: str = ""
    cue: str = ""
    channel: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        if (self.voice == SOURCE) != (self.source is not None):
            raise Incoherent("A link names a source, or says why there is none.")


@dataclass(frozen=True)
class Coding:
    """`chain` begins with whom the claim rests on and ends with who told the reader; `holder` is
    the place in it of who expresses the confidence. Raises Incoherent."""

    chain: tuple[Link, ...]
    confidence: str = "unstated"
    confidence_kind: str = "plain"
    cues: tuple[str, ...] = ()
    polarity: str = "+"
    holder: int = 0
    statement: str = ""
    type: str = "event"
    tags: tuple[str, ...] = ()
    note: str = ""
    is_sure: bool = True

    def __post_init__(self) -> None:
        sources = [link.source for link in self.chain if link.source]
        if not self.chain:
            raise Incoherent("Say whom the claim rests on.")
        if len(set(sources)) < len(sources):
            raise Incoherent("A source stands in a chain once.")
        if any(link.voice == NONE for link in self.chain[1:]):
            raise Incoherent("Only the first link can be without a stated source.")
        if any(link.voice == OUTLET for link in self.chain[:-1]):
            raise Incoherent("The outlet's own voice is the last link.")
        if not 0 <= self.holder < len(self.chain):
            raise Incoherent("Who expresses the confidence is a link of the chain.")
        for value, known in (
            (self.confidence, CONFIDENCE),
            (self.confidence_kind, CONFIDENCE_KINDS),
            (self.polarity, POLARITIES),
            (self.type, CLAIM_TYPES),
        ):
            if value not in known:
                raise Incoherent(f"“{value}” is not one of: {', '.join(known)}.")
        if self.confidence == "unstated" and self.confidence_kind != "plain":
            raise Incoherent("Without an expressed level there is no kind of confidence.")

    def as_plain(self) -> dict[str, Any]:
        """As JSON values, for the record."""
        plain = asdict(self)
        for link in plain["chain"]:
            link["source"] = str(link["source"]) if link["source"] else None
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Coding:
        """From what `as_plain` gave; what else is there is passed over."""
        chain = tuple(
            Link(**{**link, "source": uuid.UUID(link["source"]) if link["source"] else None})
            for link in plain["chain"]
        )
        known = {each.name: plain[each.name] for each in fields(cls) if each.name in plain}
        lists = {name: tuple(plain[name]) for name in ("cues", "tags")}
        return cls(**{**known, **lists, "chain": chain})
