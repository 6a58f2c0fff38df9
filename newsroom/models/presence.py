"""Presence: who reads a story in a project at this moment, and where in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone


class PresenceQuerySet(models.QuerySet):
    def now(self, stories: Iterable[uuid.UUID], *, at: datetime | None = None) -> PresenceQuerySet:
        """Who reads these stories and lets it be seen, in a steady order."""
        since = (at or timezone.now()) - Presence.LASTS
        showing = self.filter(person__shows_place=True, person__is_active=True)
        rows = showing.filter(story__in=stories, seen_at__gt=since)
        return rows.select_related("person").order_by("id")

    def keep(self, rows: Iterable[Presence], *, at: datetime | None = None) -> None:
        """Write where people are, and forget those who are gone. No event: it is no history."""
        with transaction.atomic():
            self.filter(seen_at__lte=(at or timezone.now()) - Presence.LASTS).delete()
            self.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["person", "story", "project"],
                update_fields=["place", "seen_at"],
            )


class Presence(models.Model):
    """One row for each person, story and project, written again every so often."""

    LASTS = timedelta(seconds=45)
    LAST_PLACE = 10_000_000

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences"
    )
    story = models.UUIDField()
    project = models.UUIDField()
    place = models.PositiveIntegerField()
    seen_at = models.DateTimeField(default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "story", "project"], name="one_place_for_each_reader"
            )
        ]
        indexes = [
            models.Index(fields=["story", "seen_at"], name="present_on_a_story"),
            models.Index(fields=["seen_at"], name="presence_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.place}"
