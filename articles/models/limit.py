"""How often somebody may do something: counted in the database, so by every process alike."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone


class RateLimitQuerySet(models.QuerySet):
    def spend(self, key: str, *, most: int, within: timedelta, at: datetime | None = None) -> bool:
        """Count one try under the key; False when more than `most` were made in the window."""
        now = at or timezone.now()
        with transaction.atomic():
            row, _ = self.select_for_update().get_or_create(
                key=key, defaults={"count": 0, "since": now}
            )
            if now - row.since >= within:
                row.count, row.since = 0, now
            row.count += 1
            row.save(update_fields=["count", "since"])
        return row.count <= most

    def wait(self, key: str, *, within: timedelta, at: datetime | None = None) -> timedelta:
        """How long until the key's window ends; nothing when none is open."""
        row = self.filter(key=key).first()
        left = row.since + within - (at or timezone.now()) if row else timedelta()
        return max(left, timedelta())

    def forgive(self, key: str) -> None:
        """Forget the tries under a key, as after a good sign-in."""
        self.filter(key=key).delete()

    def give_back(self, key: str) -> None:
        """Take one try back."""
        self.filter(key=key, count__gt=0).update(count=F("count") - 1)

    def sweep(self, *, older_than: timedelta = timedelta(days=2)) -> None:
        """Drop windows that ended long ago."""
        self.filter(since__lt=timezone.now() - older_than).delete()


class RateLimit(models.Model):
    key = models.CharField(max_length=200, unique=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(db_index=True)

    objects = RateLimitQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
