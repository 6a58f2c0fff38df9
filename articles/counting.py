"""How many stories each publisher, tag and state has, as somebody may see them.

The search index keeps a row for each tag of each story, and one for the story itself. Numbers are
kept in memory for each kind of reader until something happens in the newsroom.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from articles.models import Article, Event
from articles.models.article import curates

KEPT = 64
LONGEST_KEPT = 60.0
OPEN, SIGNED_IN = "open", "signed in"
STORY_ITSELF = 0

Numbers = dict[Any, int]
Chosen = Sequence[int] | None


@dataclass(frozen=True)
class Counts:
    """Stories by publisher's number, by tag's number and by state. Each is counted under the
    choices made in the other two."""

    publishers: Numbers
    tags: Numbers
    states: Numbers


NONE = Counts({}, {}, {})
_kept: OrderedDict[tuple[object, ...], tuple[object, float, Counts]] = OrderedDict()
_lock = threading.Lock()


def counts(person: Any, states: Sequence[str], publishers: Chosen, tags: Chosen) -> Counts:
    """For lists of these states, narrowed to any of the publishers and tags (None: all). Nothing
    is counted for importers' lists of their own drafts."""
    every = tuple(_shown(person))
    shown = tuple(each for each in every if _state(each) in states)
    if not shown:
        return NONE
    key = (every, shown, _frozen(publishers), _frozen(tags))
    version = Event.objects.filter(project=None).order_by("-id").values_list("id", "at").first()
    with _lock:
        kept_version, since, counted = _kept.get(key, (None, 0.0, NONE))
    now = time.monotonic()
    if kept_version != version or version is None or now - since > LONGEST_KEPT:
        counted = _count(every, shown, publishers, tags)
        _keep(key, (version, now, counted))
    return counted


def forget() -> None:
    """Count anew."""
    with _lock:
        _kept.clear()


def _keep(key: tuple[object, ...], entry: tuple[object, float, Counts]) -> None:
    with _lock:
        _kept[key] = entry
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)


def _shown(person: Any) -> list[str]:
    """What may be counted for somebody, as the index calls it."""
    if curates(person):
        return [OPEN, SIGNED_IN, Article.DRAFT, Article.ARCHIVED]
    return [OPEN, SIGNED_IN] if person.is_authenticated else [OPEN]


def _state(shown: str) -> str:
    return Article.PUBLISHED if shown in (OPEN, SIGNED_IN) else shown


def _frozen(chosen: Chosen) -> tuple[int, ...] | None:
    return None if chosen is None else tuple(sorted(chosen))


def _count(every: Sequence[str], shown: Sequence[str], publishers: Chosen, tags: Chosen) -> Counts:
    by_publisher = _grouped("publisher", shown, None, tags)
    by_publisher.pop(0, None)
    states: Counter[str] = Counter()
    if Article.DRAFT in every:
        for each, number in _grouped("shown", every, publishers, tags).items():
            states[_state(each)] += number
    return Counts(by_publisher, _grouped("tag", shown, publishers, None), states)


def _grouped(column: str, shown: Sequence[str], publishers: Chosen, tags: Chosen) -> Numbers:
    """Stories by one column of the index: a story with several of the tags is one story."""
    if column == "tag":
        conditions, values = [f"tag <> {STORY_ITSELF}"], []
    else:
        conditions, values = _among("tag", [STORY_ITSELF] if tags is None else tags)
    for name, chosen in (("shown", shown), ("publisher", publishers)):
        if chosen is not None:
            condition, more = _among(name, chosen)
            conditions += condition
            values += more
    counted = "COUNT(DISTINCT story)" if tags is not None and len(tags) > 1 else "COUNT(*)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column}, {counted} FROM articles_facet "
            f"WHERE {' AND '.join(conditions)} GROUP BY {column}",
            values,
        )
        return dict(cursor.fetchall())


def _among(name: str, chosen: Sequence[Any]) -> tuple[list[str], list[Any]]:
    if not chosen:
        return ["1 = 0"], []
    return [f"{name} IN ({', '.join(['%s'] * len(chosen))})"], list(chosen)
