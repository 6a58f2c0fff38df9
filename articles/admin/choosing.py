"""Finding a story by what one remembers: words of its headline, its publisher, its address."""

import uuid

from django.db.models import Q, QuerySet

from articles.addresses import twins
from articles.models import Article

MOST_WORDS = 12
MOST_FOUND = 12


def found_stories(stories: QuerySet[Article], query: str) -> QuerySet[Article]:
    """The newest of the stories that fit; all of the newest for an empty query."""
    return matching(stories, query).with_words().newest_first()[:MOST_FOUND]


def matching(stories: QuerySet[Article], query: str) -> QuerySet[Article]:
    """Stories in which every word of the query is in the headline, the publisher or the address;
    a whole address, ours or the publisher's, finds its story alone."""
    query = query.replace("\x00", " ").strip()
    addressed = twins(query)
    if addressed:
        return stories.filter(Q(address__in=addressed) | Q(uuid__in=_uuids(query)))
    for word in query.split()[:MOST_WORDS]:
        stories = stories.filter(
            Q(current__headline__icontains=word)
            | Q(publisher__name__icontains=word)
            | Q(address__icontains=word)
        )
    return stories


def _uuids(address: str) -> list[uuid.UUID]:
    """UUIDs among the parts of an address: those of our own stories."""
    found = []
    for part in address.split("/"):
        try:
            found.append(uuid.UUID(part))
        except ValueError:
            continue
    return found
