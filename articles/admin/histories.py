"""Events as people read them: who did what, when, and what it was before and after."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Article, Event

A_PAGE = 50
LONGEST = 300
MOST_LISTED = 6
NOTHING = "–"

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
DEEDS = {
    ("article", "revise"): "Changed the words",
    ("article", "publish"): "Published",
    ("article", "archive"): "Archived",
    ("article", "place"): "Placed on the front page",
    ("article", "open"): "Set the audience",
    ("article", "describe"): "Said where it comes from",
    ("article", "tag"): "Tagged",
    ("article", "discard"): "Discarded the draft",
    ("article", "withdraw"): "Withdrew the story",
    ("article", "import_again"): "Imported again",
    ("article", "sort_teasers"): "Sorted the teasers at the review",
    ("teaser", "add"): "Added a teaser",
    ("teaser", "edit"): "Edited a teaser",
    ("teaser", "move"): "Moved a teaser",
    ("teaser", "link"): "Linked a teaser to a story here",
    ("teaser", "remove"): "Removed a teaser",
    ("publisher", "create"): "Named a publisher",
    ("publisher", "rename"): "Renamed the publisher",
    ("publisher", "hand_over"): "Handed stories over",
    ("publisher", "merge"): "Merged the publisher",
    ("publisher", "remove"): "Removed the publisher",
    ("tag", "rename"): "Renamed the tag",
    ("tag", "merge"): "Merged the tag",
    ("tag", "remove"): "Removed the tag",
}
STORIES = ("copy", "story")
WITHDRAWN, GONE = "a withdrawn story", "a story that is gone"
SAID = {"signed_in": "signed in"}
UNSAID = {"placement": "ordinary"}


@dataclass(frozen=True)
class Line:
    """One event. `changes` are (label, before, after); `revision` is the one that it made, `url`
    the page of what it happened to, where no other link leads there."""

    event: Event
    deed: str
    changes: list[tuple[str, str, str]]
    revision: int | None = None
    url: str = ""


# Other rooms say here, by kind, how what happened to their things is told: from events and the
# person who reads of them to lines by the events' numbers.
tellers: dict[str, Callable[[Collection[Event], Any], Mapping[int, Line]]] = {}


def history_page(request: HttpRequest, events: QuerySet[Event]) -> dict[str, Any]:
    """What a history shows: a page of lines, newest first."""
    page = Paginator(events, A_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "lines": lines_of(list(page), request.user)}


def lines_of(events: Collection[Event], person: Any) -> list[Line]:
    told: dict[int, Line] = {}
    for kind, tell in tellers.items():
        if theirs := [event for event in events if event.kind == kind]:
            told |= tell(theirs, person)
    named = stories_named([event for event in events if event.pk not in told], person)
    return [told.get(event.pk) or line_of(event, named) for event in events]


def line_of(event: Event, named: Mapping[str, str]) -> Line:
    return Line(event, deed(event), changes(event, named), revision_made(event))


def stories_named(events: Collection[Event], person: Any) -> dict[str, str]:
    """The stories that events name by UUID, those that the person may see: headlines by UUID."""
    values = {
        str(_mapping(told).get(name))
        for event in events for told in (event.before, event.after) for name in STORIES
    }  # fmt: skip
    uuids = [value for value in values if _UUID.fullmatch(value)]
    seen = Article.objects.visible_to(person).filter(uuid__in=uuids)
    return {
        str(uuid): headline or WITHDRAWN
        for uuid, headline in seen.values_list("uuid", "current__headline")
    }


def deed(event: Event) -> str:
    """What was done, in words."""
    plain = f"{event.verb} ({event.kind})".replace("_", " ").capitalize()
    return DEEDS.get((event.kind, event.verb), plain)


def changes(event: Event, named: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(label, before, after) of each thing that differs; before is "" where there was none.

    `named` are the stories as `stories_named` gives them.
    """
    before, after = _told(event.before, named), _told(event.after, named)
    if event.verb == "revise":
        before, after = _without(before, "revision"), _without(after, "revision")
    return compared(before, after)


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The same of what was, and of what is since, by name."""
    names = [*before, *(name for name in after if name not in before)]
    shown = [
        (
            name.replace("_", " ").capitalize(),
            said(before[name], UNSAID.get(name, NOTHING)) if name in before else "",
            said(after.get(name), UNSAID.get(name, NOTHING)),
        )
        for name in names
    ]
    return [(label, old, new) for label, old, new in shown if old != new]


def said(value: Any, nothing: str = NOTHING) -> str:
    """A value of an event in words, cut to what fits a line; what an empty one means."""
    if isinstance(value, list):
        return _listed(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = "" if value is None else SAID.get(str(value), str(value))
    return (f"{words[:LONGEST]}…" if len(words) > LONGEST else words) or nothing


def revision_made(event: Event) -> int | None:
    number = _mapping(event.after).get("revision")
    return number if event.verb == "revise" and isinstance(number, int) else None


def _listed(values: list[Any]) -> str:
    """Names one after another; of rows, which have none here, how many."""
    if values and all(_UUID.fullmatch(str(value)) for value in values):
        return str(len(values))
    more = f" and {len(values) - MOST_LISTED} more" if len(values) > MOST_LISTED else ""
    return (", ".join(map(str, values[:MOST_LISTED])) + more) or NOTHING


def _told(value: Any, named: Mapping[str, str]) -> Mapping[str, Any]:
    """What an event holds, with the stories that it names by their headlines."""
    told = dict(_mapping(value))
    return told | {name: named.get(told[name], GONE) for name in STORIES if told.get(name)}


def _without(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return {each: value for each, value in told.items() if each != name}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
