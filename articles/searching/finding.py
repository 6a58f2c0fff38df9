"""The one door to the search indexes: which stories hold these words and bear these marks.

An entry of the index stands for one story that is not withdrawn. Its key is the second by which
the story is sorted and the story's own number, so the order of keys is newest first; its marks say
state, audience, publisher and tags. Triggers keep the entries, so bulk updates count too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any

from django.db import connection

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
    if not all(wanted.marks):
        return []
    return [_story(key) for key in back_end().newest(wanted, most)]


def best(wanted: Wanted, most: int) -> list[int]:
    """Up to `most` of the newest 5,000 stories, the best match first."""
    if not all(wanted.marks):
        return []
    return [_story(key) for key in back_end().best(wanted, RANKED, most)]


def wanted(
    query: Query, seen: Sequence[tuple[str, ...]], *,
    publishers: Sequence[int] | None = None, tags: Sequence[int] | None = None,
    older_than: Any = None,
) -> Wanted:  # fmt: skip
    """What a query comes to. `seen` are marks that limit it to what a person may see; publishers
    and tags are alternatives each, None for any; `older_than` is the last story shown already.
    """
    marks = list(seen)
    if publishers is not None:
        marks.append(tuple(f"p{number}" for number in publishers))
    if tags is not None:
        marks.append(tuple(f"t{number}" for number in tags))
    low = _first_key(query.after) if query.after else _LOWEST
    high = _first_key(query.before) if query.before else _HIGHEST
    if older_than:
        high = min(high, key_of(older_than.sorted_at, older_than.pk))
    return Wanted(tuple(marks), query.terms, low, high)


def key_of(sorted_at: datetime, number: int) -> int:
    return (sorted_at - _EPOCH) // timedelta(seconds=1) * KEYS_A_SECOND + number


def _first_key(day: date) -> int:
    return key_of(datetime(day.year, day.month, day.day, tzinfo=UTC), 0)


def _story(key: int) -> int:
    return key % KEYS_A_SECOND


def back_end() -> ModuleType:
    """The index of this database: `install`, `remove`, `fill`, `forget`, `newest`, `best`."""
    return sqlite if connection.vendor == "sqlite" else postgres
