"""What a page needs to follow its story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from annotations.models import Project
from articles.models import Article, Event


@dataclass(frozen=True)
class Following:
    """Addresses, and the number of the last event that the page knows of; `here` is empty for
    whoever is not seen by others."""

    stream: str
    since: str
    here: str
    after: int


def following(
    person: Any, article: Article, project: Project, after: int | None = None
) -> Following:
    """To be asked before anything that the page shows is read, unless it is known `after` which
    event that was: what happens meanwhile is told."""
    if after is None:
        after = Event.objects.newest()
    query = urlencode({"project": project.slug})
    stream, since, here = (
        f"{reverse(f'live:{name}', args=[article.uuid])}?{query}"
        for name in ("stream", "since", "here")
    )
    is_seen = person.is_authenticated and person.shows_place and not project.is_blind
    return Following(stream, since, here if is_seen else "", after)
