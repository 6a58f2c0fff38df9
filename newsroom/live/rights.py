"""Who may follow a story in a project, and who may no longer."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.validators import slug_re
from django.db.models import Manager, Q, Value
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from annotations.models import Project
from annotations.models.project import OPEN_DESK
from articles.models import Article, Event
from articles.models.event import ACCOUNTS, EventQuerySet
from newsroom.live.telling import Told
from newsroom.models import Session

TOGETHER = 100


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody's right to follow a story in a project, as it was when it was last looked up."""

    story: uuid.UUID
    project: uuid.UUID
    is_blind: bool
    person_id: int | None = None
    person: uuid.UUID | None = None
    session: str | None = None

    def sees(self, event: Told) -> bool:
        """Whether the stream tells of the event: of newsroom and project, on this story; where
        people mark blind, of other people's claims never."""
        if event.story != self.story or event.kind in ACCOUNTS:
            return False
        if event.project is None:
            return True
        return event.project == self.project and not (
            self.is_blind and (self.person is None or event.by != self.person)
        )

    def events(self) -> EventQuerySet:
        """The same, asked of the table, in order."""
        events = Event.objects.on_page(self.story, self.project)
        if self.is_blind:
            own = Q(by__isnull=False, by=self.person_id)
            events = events.filter(Q(project=None) | own)
        return events


def follower_of(request: HttpRequest, article: Article) -> Follower:
    """The right of the person asking; raises Http404 for a project that is not theirs to see."""
    slug = request.GET.get("project") or OPEN_DESK
    if not slug_re.match(slug):
        raise Http404
    person = request.user
    project = get_object_or_404(Project.objects.visible_to(person), slug=slug)
    follower = Follower(article.uuid, project.uuid, project.is_blind)
    if not person.is_authenticated:
        return follower
    session = request.session.session_key
    return replace(follower, person_id=person.pk, person=person.uuid, session=session)


def looked_up(followers: Iterable[Follower]) -> dict[Follower, Follower | None]:
    """Each right as it stands now, None where it is lost; a few queries for all of them."""
    followers = set(followers)
    people = _signed_in({each.session for each in followers if each.session})
    asking = {each: _who(each, people) for each in followers}
    present = {each: person for each, person in asking.items() if person is not None}
    readable = Article.objects.exclude(state=Article.WITHDRAWN)
    stories = set(_visible(readable, {(person, each.story) for each, person in present.items()}))
    wanted = {(person, each.project) for each, person in present.items()}
    blind = {
        (reader, project): is_blind
        for reader, project, is_blind in _visible(Project.objects, wanted, "is_blind")
    }
    found: dict[Follower, Follower | None] = dict.fromkeys(followers)
    for each in present:
        reader = each.person_id or 0
        if (reader, each.story) in stories and (reader, each.project) in blind:
            found[each] = replace(each, is_blind=blind[reader, each.project])
    return found


def _signed_in(keys: set[str]) -> dict[str, Any]:
    """Who each of the sessions belongs to that have not ended."""
    rows = Session.objects.filter(
        session_key__in=keys, expire_date__gt=timezone.now(), person__is_active=True
    )
    return {session.session_key: session.person for session in rows.select_related("person")}


def _who(follower: Follower, people: dict[str, Any]) -> Any:
    """The person, as now stored; None if the session ended, or is somebody else's by now."""
    if follower.session is None:
        return AnonymousUser()
    person = people.get(follower.session)
    return person if person and person.pk == follower.person_id else None


def _visible(
    rows: Manager | EventQuerySet, wanted: set[tuple[Any, uuid.UUID]], *columns: str
) -> Iterator[tuple[Any, ...]]:
    """(person's key, UUID, …) of the wanted rows that each person may see: what `visible_to`
    says for each, put together into one question for many."""
    of_person: dict[Any, set[uuid.UUID]] = defaultdict(set)
    for person, row in wanted:
        of_person[person].add(row)
    parts = [
        rows.visible_to(person)
        .filter(uuid__in=uuids)
        .annotate(reader=Value(person.pk or 0))
        .values_list("reader", "uuid", *columns)
        for person, uuids in of_person.items()
    ]
    for start in range(0, len(parts), TOGETHER):
        first, *others = parts[start : start + TOGETHER]
        yield from first.union(*others, all=True)
