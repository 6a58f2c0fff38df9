"""What happened to claims, sources and projects, as the desk's histories tell it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse

from annotations.differing import Difference
from annotations.models import Claim, Project, Source
from annotations.models.project import Membership
from annotations.telling import names_among, said_of
from annotations.vocabulary import NAMINGS, RELIABILITY, SOURCE_KINDS
from articles.admin.histories import NOTHING, Line, compared, deed, said
from articles.models import Event

Plain = Mapping[str, Any]
Change = tuple[str, str, str]
Worded = Callable[[Plain, Mapping[str, str]], dict[str, Any]]

KINDS = {"claim": "Claims", "source": "Sources", "project": "Projects"}
DEEDS = {
    ("claim", "mark"): "Marked a claim",
    ("claim", "edit"): "Changed what the claim says",
    ("claim", "take_back"): "Put an earlier version of the claim back",
    ("claim", "accept"): "Took a suggested edit",
    ("claim", "remark"): "Moved the claim to other words",
    ("claim", "confirm"): "Confirmed that it holds for the changed words",
    ("claim", "reattach"): "Put the claim back by hand",
    ("claim", "reanchor"): "Looked for the claim’s words again",
    ("claim", "delete"): "Deleted the claim",
    ("claim", "restore"): "Restored the claim",
    ("claim", "hide"): "Hid the claim",
    ("claim", "unhide"): "Showed the claim again",
    ("claim", "reassign"): "Gave the claim to another author",
    ("claim", "reply"): "Replied to the claim",
    ("claim", "edit reply"): "Changed a reply",
    ("claim", "delete reply"): "Deleted a reply",
    ("claim", "assess"): "Assessed the claim",
    ("claim", "suggest"): "Suggested an edit of the claim",
    ("claim", "decline"): "Declined a suggested edit",
    ("claim", "add evidence"): "Added evidence",
    ("claim", "remove evidence"): "Removed evidence",
    ("claim", "relate"): "Related the claim to another",
    ("claim", "unrelate"): "Took a relation back",
    ("source", "add"): "Named a source",
    ("source", "describe"): "Described the source",
    ("source", "assess"): "Judged the source",
    ("source", "merge"): "Merged the source",
    ("source", "part"): "Parted the source again",
    ("project", "describe"): "Described the project",
    ("project", "archive"): "Archived the project",
    ("project", "reopen"): "Reopened the project",
    ("project", "admit"): "Made somebody a member",
    ("project", "let_go"): "Ended a membership",
}
CODES = {"kind": SOURCE_KINDS, "naming": NAMINGS, "reliability": RELIABILITY}
ROLES = {"role": dict(Membership.ROLES), "access": dict(Project.ACCESS)}
NAMED = {"is_blind": "blind", "slug": "address", "aliases": "other names"}
LEADING = ("into", "affiliation")
GONE = "one that is gone"


def of_claims(events: Collection[Event], person: Any) -> dict[int, Line]:
    """Lines by the events' numbers; what they name is named if the person may know it."""
    claims, sources = (each.objects.curated_by(person) for each in (Claim, Source))
    kept = [event for event in events if not event.redacted_at]
    names = names_among(claims, sources, kept)
    differences = {event.pk: said_of(event, names) for event in kept}
    return {event.pk: _line(event, _in_lines(differences.get(event.pk, ()))) for event in events}


def of_sources(events: Collection[Event], person: Any) -> dict[int, Line]:
    names = _source_names(events, person)
    return {event.pk: _line(event, _compared(event, _source, names)) for event in events}


def of_plain_sources(before: Plain, after: Plain, person: Any) -> list[Change]:
    """What differs between two descriptions of a source, as `Source.as_plain` gives them."""
    event = Event(before=before, after=after)
    return _compared(event, _source, _source_names([event], person))


def of_projects(events: Collection[Event], person: Any) -> dict[int, Line]:
    people = get_user_model().objects.filter(uuid__in=_named(events, "person"))
    names = {str(each.uuid): str(each) for each in people}
    return {event.pk: _line(event, _compared(event, _project, names)) for event in events}


TELLERS = {"claim": of_claims, "source": of_sources, "project": of_projects}


def _line(event: Event, changes: list[Change]) -> Line:
    url = reverse(f"admin:annotations_{event.kind}_change", args=[event.subject])
    return Line(event, deed(event), changes, url=url)


def _in_lines(differences: Iterable[Difference]) -> list[Change]:
    told = [each for each in differences if each.before or each.after]
    return [(each.label, each.before and said(each.before), said(each.after)) for each in told]


def _compared(event: Event, worded: Worded, names: Mapping[str, str]) -> list[Change]:
    before, after = worded(event.before, names), worded(event.after, names)
    # What began empty is not worth a line.
    return [each for each in compared(before, after) if each[1] or each[2] != NOTHING]


def _source_names(events: Collection[Event], person: Any) -> dict[str, str]:
    named = Source.objects.curated_by(person).filter(uuid__in=_named(events, *LEADING))
    return {str(key): name for key, name in named.values_list("uuid", "name")}


def _source(plain: Plain, names: Mapping[str, str]) -> dict[str, Any]:
    """Without the numbers of rows; codes and UUIDs in words."""
    told = {NAMED.get(name, name): plain[name] for name in plain if name != "along"}
    coded = {name: CODES[name][told[name]] for name in CODES if told.get(name)}
    return told | coded | {name: names.get(told[name], GONE) for name in LEADING if told.get(name)}


def _project(plain: Plain, names: Mapping[str, str]) -> dict[str, Any]:
    told = {NAMED.get(name, name): value for name, value in plain.items()}
    coded = {name: ROLES[name][told[name]] for name in ROLES if told.get(name)}
    member = {name: names.get(told[name], GONE) for name in ("person",) if told.get(name)}
    return told | coded | member


def _named(events: Iterable[Event], *fields: str) -> set[uuid.UUID]:
    plains = [plain for event in events for plain in (event.before, event.after)]
    return {uuid.UUID(plain[name]) for plain in plains for name in fields if plain.get(name)}
