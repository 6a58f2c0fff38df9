"""What belongs to a person, part by part, for the file that everybody can download.

`parts` names each part's function, which yields its rows as plain data, the oldest first. Other
apps join theirs when they are ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from articles.models import Article, Event, Revision

BATCH = 200


def imports(person: Any) -> Iterator[dict[str, Any]]:
    """Stories that the person brought in."""
    rows = Article.objects.filter(importer=person).select_related("current", "publisher")
    for article in in_batches(rows):
        yield {
            "story": article.uuid,
            "headline": str(article),
            "publisher": str(article.publisher or ""),
            "address": article.address,
            "state": article.state,
            "imported_at": article.created_at,
        }


def revisions(person: Any) -> Iterator[dict[str, Any]]:
    """Words that the person gave to stories."""
    rows = Revision.objects.filter(editor=person).select_related("article").defer("blocks")
    for revision in in_batches(rows):
        yield {
            "story": revision.article.uuid,
            "number": revision.number,
            "headline": revision.headline,
            "text": revision.text,
            "reason": revision.reason,
            "created_at": revision.created_at,
        }


def events(person: Any) -> Iterator[dict[str, Any]]:
    """What the person did, and what was done to the account."""
    for event in in_batches(Event.objects.filter(Q(by=person) | Q(subject=person.uuid))):
        yield {
            "at": event.at,
            "verb": event.verb,
            "kind": event.kind,
            "subject": event.subject,
            "story": event.story,
            "project": event.project,
            "before": event.before,
            "after": event.after,
            "by_me": event.by_id == person.pk,
        }


Part = Callable[[Any], Iterator[dict[str, Any]]]
parts: dict[str, Part] = {"imports": imports, "revisions": revisions, "events": events}


def in_batches(rows: QuerySet) -> Iterator[Any]:
    """The rows in order of their numbers, read in pieces: a slow reader holds no cursor open."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield from batch
        last = batch[-1].pk
