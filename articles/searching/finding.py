"""The one door to the search indexes: which stories hold these words and bear these marks.

An entry of the index stands for one story that is not withdrawn. Its key is the second by which
the story is sorted and the story's own number, so the order of keys is newest first; its marks say
state, audience, publisher and tags. Triggers keep the entries, so bulk updates count too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any

from django.db import connection

from articles.models import Article
from articles.models.article import curates
from articles.searching import postgres, sqlite
from articles.searching.query import Query, Term

KEYS_A_SECOND = 1 << 25
RANKED = 5_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1


@dataclass(frozen=True)
class Wanted:
    """Stories that hold every term and bear one mark of each group, with keys in [low, high)."""

    marks: tuple[tuple[str, ...], ...]
    terms: tuple[Term, ...] = ()
    low: int = _LOWEST
    high: int = _HIGHEST


def newest(wanted: Wanted, most: int) -> list[int]:
    """Up to `most` stories, by their numbers, newest first."""
    return newest_so_far(wanted, most, most)[0]


def newest_so_far(wanted: Wanted, most: int, enough: int) -> tuple[list[int], bool]:
    """The same, and whether there are no others; where looking costs much, it may end early once
    `enough` are found."""
    if not all(wanted.marks):
        return [], True
    keys, complete = back_end().newest(wanted, most, enough)
    return [_story(key) for key in keys], complete


def best(wanted: Wanted, most: int) -> list[int]:
    """Up to `most` of the newest 5,000 stories, the best match first."""
    if not all(wanted.marks):
        return []
    return [_story(key) for key in back_end().best(wanted, RANKED, most)]


def wanted(query: Query, *marks: Sequence[str], older_than: Any = None) -> Wanted:
    """What a query comes to, among the stories that bear one mark of each group; `older_than` is
    the last story shown already."""
    low = _first_key(query.after) if query.after else _LOWEST
    high = _first_key(query.before) if query.before else _HIGHEST
    if older_than:
        high = min(high, key_of(older_than.sorted_at, older_than.pk))
    return Wanted(tuple(map(tuple, marks)), query.terms, low, high)


def seen_by(person: Any, states: Sequence[str]) -> list[tuple[str, ...]]:
    """The marks that limit stories of these states to what lists show the person: drafts to
    curators and to their importer, archived ones to curators."""
    if curates(person):
        return [tuple(states)]
    if not person.is_authenticated:
        return [("open",)]
    if Article.DRAFT in states:
        return [("draft",), (f"by{person.pk}",)]
    return [("published",)]


def of_publishers(numbers: Iterable[int]) -> tuple[str, ...]:
    """The marks of stories from any of these publishers."""
    return tuple(f"p{number}" for number in numbers)


def with_tags(numbers: Iterable[int]) -> tuple[str, ...]:
    """The marks of stories with any of these tags."""
    return tuple(f"t{number}" for number in numbers)


def entries() -> int:
    """How many stories can be found."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_search")
        return cursor.fetchone()[0]


def key_of(sorted_at: datetime, number: int) -> int:
    return (sorted_at - _EPOCH) // timedelta(seconds=1) * KEYS_A_SECOND + number


def _first_key(day: date) -> int:
    return key_of(datetime(day.year, day.month, day.day, tzinfo=UTC), 0)


def _story(key: int) -> int:
    return key % KEYS_A_SECOND


def back_end() -> ModuleType:
    """The index of this database: `install`, `remove`, `fill`, `forget`, `newest`, `best`."""
    return sqlite if connection.vendor == "sqlite" else postgres
