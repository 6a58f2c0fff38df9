"""What events tell of a person, found and redacted when the account is closed."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from articles.models import Event

BATCH = 500


class Traces:
    """Events about the person, and those whose payload holds the address or the display name.

    A name counts only where a payload calls it `display_name`: somebody called "published" must
    not take everybody's history along. Finding them reads all events, so it is done before the
    transaction, which looks only at those that came meanwhile.
    """

    def __init__(self, person: Any) -> None:
        self.subject = person.uuid
        self.words = _as_written(person)
        self.last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.found = self._among(Event.objects.filter(pk__lte=self.last))

    def redact(self) -> None:
        """Empty the payloads, for good."""
        Event.objects.redact(subject=self.subject)
        found = self.found + self._among(Event.objects.filter(pk__gt=self.last))
        for start in range(0, len(found), BATCH):
            Event.objects.redact(pk__in=found[start : start + BATCH])

    def _among(self, events: Any) -> list[int]:
        told = Q()
        for words in self.words:
            told |= Q(was__contains=words) | Q(became__contains=words)
        payloads = events.filter(redacted_at=None).annotate(
            was=Cast("before", TextField()), became=Cast("after", TextField())
        )
        return list(payloads.filter(told).values_list("pk", flat=True))


def _as_written(person: Any) -> list[str]:
    """The words as JSON writes them; one database keeps letters, the other escapes them."""
    written = []
    for escaped in (True, False):
        written.append(f'"display_name": {json.dumps(person.display_name, ensure_ascii=escaped)}')
        if person.email:
            written.append(json.dumps(person.email, ensure_ascii=escaped))
    return written
