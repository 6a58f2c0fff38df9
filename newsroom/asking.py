"""What a front page is asked for: words, facets, order and place; and addresses that ask again."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from articles.models import Article
from articles.models.article import annotates, curates
from articles.searching.query import Query, parse

NEWEST, MATCH = "", "match"
STATES = (Article.PUBLISHED, Article.DRAFT, Article.ARCHIVED)
MOST_CHOICES = 12

_SLUG = re.compile(r"[-\w]{1,80}")


@dataclass(frozen=True)
class Asked:
    """Facets are slugs, any of which will do; no states stands for the published."""

    words: str = ""
    publishers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    sort: str = NEWEST
    after: uuid.UUID | None = None
    query: Query = field(default_factory=Query, compare=False)

    @classmethod
    def by(cls, person: Any, query: QueryDict) -> Asked:
        """What the address says, as far as it makes sense and is the person's to ask."""
        words = query.get("q", "").strip()
        return cls(
            words=words,
            publishers=_slugs(query, "publisher"),
            tags=_slugs(query, "tag"),
            states=tuple(state for state in _states_of(person) if state in query.getlist("state")),
            sort=MATCH if words and query.get("sort") == MATCH else NEWEST,
            after=_uuid(query.get("after", "")),
            query=parse(words),
        )

    @property
    def narrowed(self) -> bool:
        """Whether a part of the stories was asked for."""
        return bool(self.words or self.publishers or self.tags or self.states)

    @property
    def listed_states(self) -> tuple[str, ...]:
        return self.states or (Article.PUBLISHED,)

    @property
    def address(self) -> str:
        pairs = [("q", self.words), *self.facets, ("sort", self.sort), ("after", self.after or "")]
        asked = urlencode([pair for pair in pairs if pair[1]])
        return reverse("front_page") + (f"?{asked}" if asked else "")

    @property
    def facets(self) -> list[tuple[str, str]]:
        """The facets as pairs of name and value."""
        kinds = (("publisher", self.publishers), ("tag", self.tags), ("state", self.states))
        return [(name, value) for name, values in kinds for value in values]

    def toggled(self, name: str, value: str) -> str:
        """The address with one facet pressed that was not, or let go."""
        values = getattr(self, name)
        kept = tuple(each for each in values if each != value)
        changed: Mapping[str, Any] = {name: kept if len(kept) < len(values) else (*values, value)}
        return replace(self, after=None, **changed).address

    def sorted_by(self, sort: str) -> str:
        return replace(self, after=None, sort=sort).address

    def going_on_after(self, story: Article) -> str:
        return replace(self, after=story.uuid).address


def _states_of(person: Any) -> tuple[str, ...]:
    """The states whose stories the person may list: importers see their own drafts."""
    if curates(person):
        return STATES
    return (Article.DRAFT,) if annotates(person) else ()


def _slugs(query: QueryDict, name: str) -> tuple[str, ...]:
    values = dict.fromkeys(value for value in query.getlist(name) if _SLUG.fullmatch(value))
    return tuple(values)[:MOST_CHOICES]


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None
