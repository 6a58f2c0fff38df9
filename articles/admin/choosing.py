"""Finding a story by what one remembers: its words, its publisher, its address."""

import uuid
from typing import Any

from django.db.models import Q, QuerySet

from articles.addresses import twins
from articles.models import Article, Publisher, Tag
from articles.searching import finding
from articles.searching.query import Query, parse
from articles.wording import headline_key

MOST_FOUND = 12
MOST_HITS = 5_000
MOST_HEADLINES = 200
SHORTEST_BEGINNING = 3
STATES = (Article.DRAFT, Article.PUBLISHED, Article.ARCHIVED)


def found_stories(stories: QuerySet[Article], typed: str, *, by: Any) -> QuerySet[Article]:
    """The newest of the stories that fit; of all, for an empty query."""
    return matching(stories, typed, by=by).with_words().newest_first()[:MOST_FOUND]


def matching(stories: QuerySet[Article], typed: str, *, by: Any) -> QuerySet[Article]:
    """Stories that hold the words, whose headline begins so, or that are of a publisher so named.

    A whole address, ours or the publisher's, finds its story alone. Of the stories that hold the
    words the newest 5,000 count.
    """
    typed = typed.replace("\x00", " ").strip()
    addressed = twins(typed)
    if addressed:
        return stories.filter(Q(address__in=addressed) | Q(uuid__in=_uuids(typed)))
    asked = parse(typed)
    if not asked.asks:
        return stories.none() if typed else stories
    fits = Q(pk__in={*_holding(asked, by), *_headed(typed)})
    named = list(Publisher.objects.called([typed]).values_list("pk", flat=True))
    if named:
        fits |= Q(publisher__in=named)
    if "." in typed or "/" in typed:
        fits |= Q(address__icontains=typed)
    return stories.filter(fits)


def _holding(asked: Query, person: Any) -> list[int]:
    marks = finding.seen_by(person, STATES)
    if asked.publishers:
        called = Publisher.objects.called(asked.publishers).values_list("pk", flat=True)
        marks.append(finding.of_publishers(called))
    if asked.tags:
        called = Tag.objects.called(asked.tags).values_list("pk", flat=True)
        marks.append(finding.with_tags(called))
    return finding.newest(finding.wanted(asked, *marks), MOST_HITS)


def _headed(typed: str) -> list[int]:
    """By the beginning of the headline: a word need not be typed to its end."""
    key = headline_key(typed)
    begun = Article.objects.filter(folded_headline__startswith=key).values_list("pk", flat=True)
    return list(begun[:MOST_HEADLINES]) if len(key) >= SHORTEST_BEGINNING else []


def _uuids(address: str) -> list[uuid.UUID]:
    """UUIDs among the parts of an address: those of our own stories."""
    found = []
    for part in address.split("/"):
        try:
            found.append(uuid.UUID(part))
        except ValueError:
            continue
    return found
