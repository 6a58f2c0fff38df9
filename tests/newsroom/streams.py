"""Streams for tests: making something happen, and reading what is told of it."""

import json
import uuid
from typing import NamedTuple

from django.urls import reverse

from annotations.models import Claim
from articles.models import Event


class Heard(NamedTuple):
    """One server-sent event."""

    name: str
    data: dict
    id: int | None


def address(article, name="stream", project=None, **query):
    if project:
        query["project"] = project.slug
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return f"{reverse(f'live:{name}', args=[article.uuid])}?{asked}"


def happen(article, project=None, *, by=None, verb="", subject=None, **after):
    """Something happens on the story: in the project, or in the newsroom."""
    subject = subject or (Claim(uuid=uuid.uuid4()) if project else article)
    return Event.objects.record(
        verb or ("mark" if project else "tag"), subject, by=by, story=article.uuid,
        project=project and project.uuid, after=after,
    )  # fmt: skip


def heard(body: bytes | str) -> list[Heard]:
    """The events in what a stream sent; heartbeats and the time to return are left out."""
    text = body.decode() if isinstance(body, bytes) else body
    found = []
    for block in text.split("\n\n")[:-1]:
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "event" in fields:
            number = int(fields["id"]) if "id" in fields else None
            found.append(Heard(fields["event"], json.loads(fields["data"]), number))
    return found


def ids(body) -> list[int]:
    """The numbers of the events of story and claims, in order."""
    return [event.id for event in heard(body) if event.name in ("story", "claim")]


def names(body) -> list[str]:
    return [event.name for event in heard(body)]
