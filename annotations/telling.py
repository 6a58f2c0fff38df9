"""A claim's history as sentences: who did what, when, and what it changed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from annotations.differing import Difference, difference, differences, sources_in
from annotations.models import Claim, Source
from annotations.models.claim import SAYING
from annotations.vocabulary import ANCHOR_STATES, CREDIBILITY, RELATIONS, STANCES, VERDICTS
from articles.models import Event

MOST = 100
SENTENCES = {
    "mark": "marked the words",
    "edit": "changed it",
    "take_back": "put an earlier version back",
    "accept": "took a suggested edit",
    "remark": "moved it to other words",
    "confirm": "confirmed that it holds for the changed words",
    "reattach": "put it back by hand",
    "reanchor": "looked for its words again",
    "delete": "deleted it",
    "restore": "restored it",
    "hide": "hid it",
    "unhide": "showed it again",
    "reassign": "gave it to somebody else",
    "reply": "replied",
    "edit reply": "changed a reply",
    "delete reply": "deleted a reply",
    "assess": "assessed it",
    "suggest": "suggested an edit",
    "decline": "declined a suggested edit",
    "add evidence": "added evidence",
    "remove evidence": "removed evidence",
    "relate": "related it to another claim",
    "unrelate": "took a relation back",
}
Names = dict[str, str]


@dataclass(frozen=True)
class Told:
    """One thing that happened. `version` is set where it can be put back, `emptied` where what it
    told was erased."""

    event: Event
    sentence: str
    differences: Sequence[Difference] = ()
    version: int = 0
    emptied: bool = False


@dataclass(frozen=True)
class History:
    """What happened to a claim, newest first; `earlier` goes on where this page ends."""

    claim: Claim
    told: Sequence[Told]
    earlier: int = 0

    @classmethod
    def of(cls, claim: Claim, person: Any, *, before: int | None = None) -> History:
        """A page of it; the same number of queries whatever happened."""
        events = Event.objects.of(claim).filter(verb__in=SENTENCES)
        if before:
            events = events.filter(pk__lt=before)
        page = list(events[: MOST + 1])
        more = page[MOST - 1].pk if len(page) > MOST else 0
        shown = page[:MOST]
        names = names_in(claim, shown, person)
        return cls(claim, [_told(claim, event, names) for event in shown], more)


def names_in(claim: Claim, events: Iterable[Event], person: Any) -> Names:
    """The names of all sources, people and claims that the events tell of, by UUID."""
    here = {"project": claim.project_id}
    seen = Claim.objects.visible_to(person).filter(**here)
    return names_among(seen, Source.objects.filter(**here), events)


def names_among(claims: QuerySet, sources: QuerySet, events: Iterable[Event]) -> Names:
    """The same of those claims and sources, and of people, that the events tell of."""
    plains = [plain for event in events for plain in (event.before, event.after)]
    wanted = {word for plain in plains if (word := plain.get("author") or plain.get("other"))}
    people = get_user_model().objects.filter(uuid__in=_uuids(wanted))
    others = claims.with_quote().filter(uuid__in=_uuids(wanted))
    names = _named(sources, plains)
    names |= {str(each.uuid): each.display_name for each in people}
    return names | {str(each.uuid): each.title for each in others}


def source_names(claim: Claim, *plains: Any) -> Names:
    """The names of all sources of the project that the codings name, by UUID."""
    return _named(Source.objects.filter(project=claim.project_id), plains)


def _named(sources: QuerySet, plains: Iterable[Any]) -> Names:
    rows = sources.filter(uuid__in=_uuids(sources_in(*plains)))
    return {str(key): name for key, name in rows.values_list("uuid", "name")}


def _uuids(words: Iterable[Any]) -> list[uuid.UUID]:
    return [uuid.UUID(word) for word in words]


def _told(claim: Claim, event: Event, names: Names) -> Told:
    sentence = SENTENCES[event.verb]
    if event.redacted_at:
        return Told(event, sentence, emptied=True)
    version = event.after.get("version", 0) if event.verb in SAYING else 0
    return Told(
        event, sentence, said_of(event, names),
        version=version if version != claim.version else 0,
    )  # fmt: skip


def said_of(event: Event, names: Names) -> list[Difference]:
    """What an event changed, in words."""
    return list(_ABOUT.get(event.verb, _nothing)(event, names))


def _nothing(event: Event, names: Names) -> Iterator[Difference]:
    return iter(())


def _coding(event: Event, names: Names) -> Iterator[Difference]:
    yield from differences(event.before, event.after, names)


def _first_coding(event: Event, names: Names) -> Iterator[Difference]:
    plain = {"holder": 0, "polarity": "+", "confidence_kind": "plain", "is_sure": True}
    yield from differences(plain, event.after, names)


def _quote(event: Event, names: Names) -> Iterator[Difference]:
    yield difference("Words", event.before.get("quote", ""), event.after.get("quote", ""))


def _found(event: Event, names: Names) -> Iterator[Difference]:
    before, after = (ANCHOR_STATES[each["verdict"]] for each in (event.before, event.after))
    yield difference("Found", before, after, prose=False)
    yield from _quote(event, names)


def _reason(event: Event, names: Names) -> Iterator[Difference]:
    yield difference("Reason", "", event.after.get("reason", ""))


def _author(event: Event, names: Names) -> Iterator[Difference]:
    before, after = (names.get(each.get("author", ""), "") for each in (event.before, event.after))
    yield difference("Author", before, after, prose=False)


def _assessment(event: Event, names: Names) -> Iterator[Difference]:
    for key, label, words in (
        ("credibility", "Credibility", CREDIBILITY), ("verdict", "Verdict", VERDICTS)
    ):  # fmt: skip
        known = {**words, "unreviewed": ""}
        values = [known.get(each.get(key), "") for each in (event.before, event.after)]
        if values[0] != values[1]:
            yield difference(label, *values, prose=False)
    reasons = [each.get("reason", "") for each in (event.before, event.after)]
    if reasons[0] != reasons[1]:
        yield difference("Reason", *reasons)


def _evidence(event: Event, names: Names) -> Iterator[Difference]:
    before, after = (_piece(each, names) for each in (event.before, event.after))
    yield difference("Evidence", before, after, prose=False)


def _piece(plain: dict[str, Any], names: Names) -> str:
    where = plain.get("address") or names.get(plain.get("other") or "", "")
    stance = STANCES.get(plain.get("stance", ""), "")
    return ": ".join(part for part in (stance, where) if part)


def _relation(event: Event, names: Names) -> Iterator[Difference]:
    before, after = (_related(each, names) for each in (event.before, event.after))
    yield difference("Relation", before, after, prose=False)


def _related(plain: dict[str, Any], names: Names) -> str:
    kind = RELATIONS.get(plain.get("kind", ""), "")
    return f"{kind} {names.get(plain.get('other', ''), 'another claim')}" if kind else ""


_ABOUT: dict[str, Callable[[Event, Names], Iterator[Difference]]] = {
    "mark": _first_coding, "edit": _coding, "take_back": _coding, "accept": _coding,
    "suggest": _coding, "remark": _quote, "confirm": _quote, "reattach": _quote,
    "reanchor": _found, "hide": _reason, "reassign": _author, "assess": _assessment,
    "add evidence": _evidence, "remove evidence": _evidence, "relate": _relation,
    "unrelate": _relation,
}  # fmt: skip
