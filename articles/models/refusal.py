"""The two ways in which a verb refuses."""

from __future__ import annotations

from django.db import models


class Stale(Exception):
    """Somebody else changed the thing first; `current` is what stands now."""

    def __init__(self, current: models.Model) -> None:
        self.current = current
        super().__init__("changed by somebody else in the meantime")


class NotAllowed(Exception):
    """The verb does not fit the state the thing is in; says why."""
