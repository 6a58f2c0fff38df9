"""Sessions: one row for each browser that somebody is signed in with."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone


class SessionManager(BaseSessionManager):
    def sweep(self) -> None:
        """Drop those that have ended."""
        self.filter(expire_date__lt=timezone.now()).delete()


class Session(AbstractBaseSession):
    """Knows its person, so that all of somebody's sessions can be ended at once."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="sessions",
    )

    objects = SessionManager()
