"""How many stories each publisher, tag and state has, as somebody may see them.

Numbers are kept in memory for each kind of reader until something happens in the newsroom. Where
counting takes long it is not done for every change: a twentieth of the time goes to it at most.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from articles.models import Article, Event
from articles.models.article import ArticleQuerySet, curates

KEPT = 64
SHARE = 20
LONG = 0.05
LONGEST_KEPT = 60.0

Numbers = dict[Any, int]
Chosen = Sequence[int] | None


@dataclass(frozen=True)
class Counts:
    """Stories by publisher's number, by tag's number and by state. Each is counted under the
    choices made in the other two."""

    publishers: Numbers
    tags: Numbers
    states: Numbers


@dataclass(frozen=True)
class _Kept:
    counts: Counts
    version: object
    at: float
    took: float


_kept: OrderedDict[tuple[object, ...], _Kept] = OrderedDict()
_lock = threading.Lock()


def counts(person: Any, states: Sequence[str], publishers: Chosen, tags: Chosen) -> Counts:
    """For lists of these states, narrowed to any of the publishers and tags (None: all)."""
    if Article.DRAFT in states and not curates(person):
        return _count(person, states, publishers, tags)
    key = (_kind(person), tuple(states), _frozen(publishers), _frozen(tags))
    version = Event.objects.filter(project=None).order_by("-id").values_list("id", "at").first()
    with _lock:
        kept = _kept.get(key)
    if kept and _holds(kept, version):
        return kept.counts
    began = time.monotonic()
    counted = _count(person, states, publishers, tags)
    now = time.monotonic()
    with _lock:
        _kept[key] = _Kept(counted, version, now, now - began)
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return counted


def forget() -> None:
    """Count anew."""
    with _lock:
        _kept.clear()


def _holds(kept: _Kept, version: object) -> bool:
    age = time.monotonic() - kept.at
    if kept.version == version:
        return age < LONGEST_KEPT
    return kept.took > LONG and age < kept.took * SHARE


def _kind(person: Any) -> str:
    if curates(person):
        return "curator"
    return "signed in" if person.is_authenticated else "anonymous"


def _frozen(chosen: Chosen) -> tuple[int, ...] | None:
    return None if chosen is None else tuple(sorted(chosen))


def _count(person: Any, states: Sequence[str], publishers: Chosen, tags: Chosen) -> Counts:
    seen = Article.objects.visible_to(person)
    listed = seen.filter(state__in=states)
    by_tag = _narrowed(listed, publishers, None).exclude(tags=None)
    by_state = _narrowed(seen, publishers, tags) if curates(person) else seen.none()
    return Counts(
        publishers=_group(_narrowed(listed, None, tags).exclude(publisher=None), "publisher"),
        tags=_group(by_tag, "tags"),
        states=_group(by_state, "state"),
    )


def _narrowed(stories: ArticleQuerySet, publishers: Chosen, tags: Chosen) -> ArticleQuerySet:
    if publishers is not None:
        stories = stories.filter(publisher__in=publishers)
    if tags is not None:
        carrying = Article.tags.through.objects.filter(tag__in=tags)
        stories = stories.filter(pk__in=carrying.values("article"))
    return stories


def _group(stories: ArticleQuerySet, name: str) -> Numbers:
    grouped = stories.order_by().values_list(name).annotate(number=Count("pk"))
    return dict(grouped)
