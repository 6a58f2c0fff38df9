"""Events as the stream tells them: ids, kinds and versions, never what was said or changed."""

from __future__ import annotations

import json
import uuid
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder

from articles.models.event import EventQuerySet

HEARTBEAT = b":\n\n"
NOBODY_ELSE = b'event: presence\ndata: {"people":[],"more":0}\n\n'


class Told(NamedTuple):
    """What the stream knows of an event."""

    id: int
    verb: str
    kind: str
    subject: uuid.UUID
    story: uuid.UUID | None
    project: uuid.UUID | None
    by: uuid.UUID | None
    version: Any

    @property
    def name(self) -> str:
        """What the page listens to: `story` for what happened to the story itself, `claim` for
        what people of the project did with claims on it."""
        return "claim" if self.project else "story"

    @property
    def plain(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "verb": self.verb,
            "subject": self.subject,
            "version": self.version if isinstance(self.version, int) else None,
            "by": self.by,
        }


COLUMNS = ("id", "verb", "kind", "subject", "story", "project", "by__uuid", "after__version")


def told(events: EventQuerySet) -> list[Told]:
    return [Told(*columns) for columns in events.values_list(*COLUMNS)]


def as_message(event: Told) -> bytes:
    """The event as the stream sends it; a browser that comes back names its id."""
    return message(event.name, event.plain, number=event.id)


def message(name: str, data: Any, *, number: int | None = None, retry: int | None = None) -> bytes:
    """One server-sent event."""
    lines = [f"event: {name}", f"data: {as_json(data)}"]
    if number is not None:
        lines.insert(0, f"id: {number}")
    if retry is not None:
        lines.append(f"retry: {retry}")
    return ("\n".join(lines) + "\n\n").encode()


def as_json(data: Any) -> str:
    return json.dumps(data, cls=DjangoJSONEncoder, separators=(",", ":"))
