"""The live claims of a project on one revision, read from the database: five queries at any
number of claims."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Q, QuerySet

from annotations.models import Anchoring, Attribution, Reply, Source
from annotations.passages import Span

HUES = "abcd"


@dataclass(frozen=True)
class Person:
    """Somebody who marked a claim, as others see them."""

    uuid: uuid.UUID
    name: str
    initials: str

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def hue(self) -> str:
        return HUES[self.uuid.int % len(HUES)]


@dataclass(frozen=True)
class Voice:
    """A link of a chain: a source as it stands now, the outlet, or none stated."""

    voice: str
    source: int | None = None
    uuid: uuid.UUID | None = None
    name: str = ""
    kind: str = ""
    naming: str = ""
    role: str = ""
    channel: str = ""

    def __hash__(self) -> int:
        return hash((self.voice, self.source, self.channel))


@dataclass(frozen=True)
class Reading:
    """One claim as it stands in a revision, at 0 if its words are lost. `row` is its row number,
    which orders by age."""

    row: int
    uuid: uuid.UUID
    version: int
    author: Person
    chain: tuple[Voice, ...]
    confidence: str
    confidence_kind: str
    polarity: str
    type: str
    layer: str
    statement: str
    cues: tuple[str, ...]
    tags: tuple[str, ...]
    note: str
    is_sure: bool
    is_contested: bool
    replies: int
    verdict: str
    needs_a_person: bool
    segments: tuple[Span, ...]
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str

    @cached_property
    def key(self) -> str:
        """The UUID as it is written."""
        return str(self.uuid)

    @property
    def source(self) -> Voice:
        """Whom it rests on."""
        return self.chain[0]

    @property
    def is_of_a_kind(self) -> bool:
        return self.confidence_kind != "plain"

    @property
    def shows(self) -> tuple[object, ...]:
        """What its card may show, told in short: the version stands for what its author said."""
        return (
            self.key, self.version, self.replies, self.is_contested, self.verdict,
            self.needs_a_person, self.quote, self.author, self.chain,
        )  # fmt: skip


COLUMNS = (
    "claim_id", "claim__uuid", "claim__version", "claim__author", "claim__confidence",
    "claim__confidence_kind", "claim__polarity", "claim__type", "claim__layer", "claim__statement",
    "claim__cues", "claim__tags", "claim__note", "claim__is_sure", "claim__is_contested", "verdict",
    "confirmed_at", "segments", "start", "end", "quote", "prefix", "suffix",
)  # fmt: skip
SOURCED = ("pk", "uuid", "name", "kind", "naming", "role")


def readings(
    revision: int,
    project: int,
    *,
    only_by: int | None = None,
    like: int | None = None,
    among: Q | None = None,
) -> list[Reading]:
    """Every live claim, in no particular order; or those of one author alone, who is not to know
    that others read them differently, those that begin where the claim `like` does, or those whose
    anchoring is `among` these."""
    rows = Anchoring.objects.filter(
        revision=revision, claim__project=project, claim__deleted_at=None, claim__hidden_at=None
    )
    if only_by is not None:
        rows = rows.filter(claim__author=only_by)
    if like is not None:
        same = Anchoring.objects.filter(revision=revision, claim=like)
        rows = rows.filter(Q(start__in=same.values("start")) | Q(claim=like))
    if among is not None:
        rows = rows.filter(among)
    found = list(rows.values_list(*COLUMNS))
    if not found:
        return []
    people = _people({row[COLUMNS.index("claim__author")] for row in found})
    chains, replies = _chains(rows), _reply_counts(rows)
    every = [_reading(row, chains, replies, people) for row in found]
    return every if only_by is None else [replace(each, is_contested=False) for each in every]


def _reading(
    row: Sequence[Any],
    chains: Mapping[int, Sequence[Voice]],
    replies: Mapping[int, int],
    people: Mapping[int, Person],
) -> Reading:
    (
        number, key, version, author, confidence, kind, polarity, type_, layer, statement,
        cues, tags, note, is_sure, is_contested, verdict, confirmed_at, segments, start, end,
        quote, prefix, suffix,
    ) = row  # fmt: skip
    return Reading(
        number, key, version, people[author], tuple(chains[number]), confidence, kind, polarity,
        type_, layer, statement, tuple(cues), tuple(tags), note, is_sure, is_contested,
        replies.get(number, 0), verdict, verdict in ("edited", "lost") and confirmed_at is None,
        tuple((first, last) for first, last in segments), start or 0, end or 0, quote, prefix,
        suffix,
    )  # fmt: skip


def _people(authors: set[int]) -> dict[int, Person]:
    found = get_user_model().objects.filter(pk__in=authors)
    named = found.values_list("pk", "uuid", "display_name")
    return {pk: Person(key, name, initials(name)) for pk, key, name in named}


def _chains(rows: QuerySet) -> dict[int, list[Voice]]:
    links = list(
        Attribution.objects.filter(claim__in=rows.values("claim"))
        .order_by("claim", "position")
        .values_list("claim", "voice", "source", "channel")
    )
    sources = _sources({source for _, _, source, _ in links if source})
    found: dict[int, list[Voice]] = defaultdict(list)
    voices: dict[tuple[Any, ...], Voice] = {}
    for claim, voice, source, channel in links:
        key = (voice, source, channel)
        if key not in voices:
            voices[key] = Voice(voice, **sources.get(source, {}), channel=channel)
        found[claim].append(voices[key])
    return found


def _sources(wanted: set[int]) -> dict[int, dict[str, Any]]:
    """Sources by row number; one that was merged away is what it went into."""
    found = Source.objects.filter(pk__in=wanted).values_list(
        *SOURCED, *(f"merged_into__{name}" for name in SOURCED)
    )
    half = len(SOURCED)
    return {row[0]: _sourced(row[half:] if row[half] else row[:half]) for row in found}


def _sourced(row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(("source", *SOURCED[1:]), row, strict=True))


def _reply_counts(rows: QuerySet) -> dict[int, int]:
    replies = Reply.objects.live().filter(claim__in=rows.values("claim"))
    return dict(replies.order_by().values_list("claim").annotate(Count("pk")))


def initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
