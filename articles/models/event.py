"""What happened: the history people read, the audit trail, the undo, and the live page's feed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

ACCOUNTS = ("user", "token")
# After these people go by another name, or stand in another role.
RENAMING = ("change_profile", "change_role", "close")
# Literals, where SQLite is to know a partial index by them; all of an index's columns in the
# order, since PostgreSQL does not take IS NULL for a fixed value.
NEWEST = """
SELECT (SELECT MAX(id) FROM articles_event),
    (SELECT id FROM articles_event WHERE project IS NULL AND kind NOT IN ('user', 'token')
        ORDER BY project, id DESC LIMIT 1),
    (SELECT id FROM articles_event WHERE project = %s AND story = %s
        ORDER BY project, story, id DESC LIMIT 1),
    (SELECT id FROM articles_event WHERE project = %s AND story IS NULL
        ORDER BY project, story, id DESC LIMIT 1),
    (SELECT id FROM articles_event WHERE verb IN ('change_profile', 'change_role', 'close')
        ORDER BY id DESC LIMIT 1)
"""
APPEND_LOCK = 5_061_973
# Whoever keeps projects says here of which a curator may know what happens: their UUIDs.
known_projects: list[Callable[[Any], models.QuerySet]] = []


@dataclass(frozen=True)
class Newest:
    """Ids of events: the newest of all; of what happened to stories; and `told`, the newest that
    a page tells of beside that: on its story in its project, in the project at large, or of
    people's names and roles."""

    of_all: int
    newsroom: int
    told: int


class EventQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> EventQuerySet:
        """What the record shows at the desk: owners all of it, curators all but accounts and what
        happens in projects that are not theirs."""
        if getattr(person, "is_owner", False):
            return self.all()
        if not getattr(person, "is_curator", False):
            return self.none()
        accounts = get_user_model()._meta.app_config.get_models()
        known = reduce(or_, (Q(project__in=of(person)) for of in known_projects), Q(project=None))
        return self.exclude(kind__in=[model._meta.model_name for model in accounts]).filter(known)

    def of(self, subject: models.Model) -> EventQuerySet:
        """What happened to one thing, newest first."""
        return self.filter(subject=subject.uuid).select_related("by").order_by("-id")

    def on_story(self, article: models.Model) -> EventQuerySet:
        """What happened to a story and all that belongs to it, newest first."""
        return self.filter(story=article.uuid).select_related("by").order_by("-id")

    def in_newsroom(self) -> EventQuerySet:
        """What happened to stories and what belongs to them, newest first; not to accounts, whose
        failed sign-ins no page may tell of."""
        return self.filter(project=None).exclude(kind__in=ACCOUNTS).order_by("-id")

    def newest_in_newsroom(self) -> int:
        """The id of the newest of these events: what it knew before, a page may keep."""
        return self.in_newsroom().values_list("id", flat=True).first() or 0

    def newest(self) -> int:
        """The id of the newest event of all."""
        return self.order_by("-id").values_list("id", flat=True).first() or 0

    def newest_for(self, story: uuid.UUID, project: uuid.UUID) -> Newest:
        """What a story's page in a project is as new as, by one probe of an index each.

        Written out, because each reading of a page asks it, and putting such a query together
        takes ten times as long as answering it.
        """
        keys = (models.UUIDField().get_db_prep_value(each, connection) for each in (story, project))
        there, within = keys
        with connection.cursor() as cursor:
            cursor.execute(NEWEST, [within, there, within])
            ids = [each or 0 for each in cursor.fetchone()]
        return Newest(ids[0], ids[1], max(ids[2:]))

    def on_page(self, story: uuid.UUID, project: uuid.UUID) -> EventQuerySet:
        """What a story's page in one project tells of, in order: what happened to the story, and
        to what people of the project made on it."""
        there = Q(project=None) | Q(project=project)
        return self.filter(there, story=story).exclude(kind__in=ACCOUNTS).order_by("id")

    def record(
        self,
        verb: str,
        subject: models.Model,
        *,
        by: Any,
        story: uuid.UUID | None = None,
        project: uuid.UUID | None = None,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> Event:
        """Append an event: the last statement of the transaction that makes the change.

        On PostgreSQL a lock orders the appends, so that the order of ids is that of commits.
        """
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [APPEND_LOCK])
        return self.create(
            verb=verb,
            kind=subject._meta.model_name,
            subject=subject.uuid,
            story=story,
            project=project,
            by=by if by and by.is_authenticated else None,
            before=before or {},
            after=after or {},
        )

    def redact(self, **which: Any) -> int:
        """Empty the payloads of the chosen events, for good; who, when and what remain."""
        return self.filter(**which, redacted_at=None).update(
            before={}, after={}, redacted_at=timezone.now()
        )


class Event(models.Model):
    """Append-only. `subject`, `story` and `project` are UUIDs, so that nothing dangles."""

    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    story = models.UUIDField(null=True, blank=True)
    project = models.UUIDField(null=True, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    redacted_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-id"], name="event_of_subject"),
            models.Index(fields=["story", "-id"], name="event_on_story"),
            models.Index(fields=["project", "-id"], name="event_in_project"),
            models.Index(fields=["project", "story", "-id"], name="event_on_page"),
            models.Index(fields=["-id"], condition=Q(verb__in=RENAMING), name="event_renaming"),
            models.Index(fields=["by", "-id"], name="event_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind}"
