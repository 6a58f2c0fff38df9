"""Stories asked for by words or facets, through the search index."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from articles import listing
from articles.counting import Chosen as Numbers
from articles.counting import Counts
from articles.models import Article, Publisher, Tag
from articles.models.article import curates
from articles.searching import finding
from newsroom.asking import MATCH, STATES, Asked
from newsroom.facets import Chosen

PAGE = 20
COUNTED = 1_000

Marks = list[tuple[str, ...]]


@dataclass(frozen=True)
class Narrowed:
    """The stories of a page, and one more if there are more; `words` say how many were found.
    Where words were searched for, `counts` are those of the hits."""

    stories: Sequence[Article]
    words: str = ""
    counts: Counts | None = None


@dataclass(frozen=True)
class Choice:
    """The facets that are pressed; None for any."""

    states: Sequence[str]
    publishers: Numbers
    tags: Numbers


class Hit(NamedTuple):
    """Light, since a thousand are made for each search."""

    key: int
    number: int
    state: str
    publisher: int | None
    tags: tuple[int, ...]

    def has_state(self, choice: Choice) -> bool:
        return self.state in choice.states

    def has_publisher(self, choice: Choice) -> bool:
        return choice.publishers is None or self.publisher in choice.publishers

    def has_tag(self, choice: Choice) -> bool:
        return choice.tags is None or any(tag in choice.tags for tag in self.tags)

    def fits(self, choice: Choice) -> bool:
        return self.has_state(choice) and self.has_publisher(choice) and self.has_tag(choice)


def narrow(asked: Asked, chosen: Chosen, person: Any, last: Article | None) -> Narrowed:
    """What was asked for, after the last story shown already."""
    if asked.words and not asked.query.asks:
        return Narrowed([], counts=Counts({}, {}, {}))
    choice = Choice(asked.listed_states, chosen.publisher_numbers, chosen.tag_numbers)
    marks = [*finding.seen_by(person, choice.states), *_pressed(choice)]
    if asked.query.asks:
        return _search(asked, choice, marks, person, last)
    wanted = finding.wanted(asked.query, *marks, older_than=last)
    return Narrowed(_stories(finding.newest(wanted, PAGE + 1), person))


def _search(
    asked: Asked, choice: Choice, marks: Marks, person: Any, last: Article | None
) -> Narrowed:
    """The newest thousand hits are looked at, whatever is pressed, to count them; the page is cut
    from them where they suffice."""
    typed = _typed(asked)
    all_states = finding.seen_by(person, STATES if curates(person) else choice.states)
    among = finding.wanted(asked.query, *all_states, *typed)
    numbers, complete = finding.newest_so_far(among, COUNTED + 1, PAGE + 1)
    hits = _hits(numbers, person)
    fitting = [hit for hit in hits if hit.fits(choice)]
    if asked.sort == MATCH:
        best = finding.best(finding.wanted(asked.query, *marks, *typed), finding.RANKED)
        page = best[best.index(last.pk) + 1 :] if last and last.pk in best else best
    else:
        end = finding.key_of(last.sorted_at, last.pk) if last else None
        page = [hit.number for hit in fitting if end is None or hit.key < end]
        if len(page) <= PAGE and not complete:
            wanted = finding.wanted(asked.query, *marks, *typed, older_than=last)
            page = finding.newest(wanted, PAGE + 1)
    return Narrowed(
        stories=_stories(page[: PAGE + 1], person),
        words=_found(hits, fitting, complete, asked),
        counts=_counts(hits[:COUNTED], choice, with_states=curates(person)),
    )


def _typed(asked: Asked) -> Marks:
    """The marks of publishers and tags that were typed among the words."""
    marks: Marks = []
    if asked.query.publishers:
        called = Publisher.objects.called(asked.query.publishers)
        pairs = called.values_list("pk", "merged_into")
        marks.append(finding.of_publishers({into or number for number, into in pairs}))
    if asked.query.tags:
        tags = Tag.objects.called(asked.query.tags)
        marks.append(finding.with_tags(tags.values_list("pk", flat=True)))
    return marks


def _pressed(choice: Choice) -> Marks:
    marks: Marks = []
    if choice.publishers is not None:
        marks.append(finding.of_publishers(choice.publishers))
    if choice.tags is not None:
        marks.append(finding.with_tags(choice.tags))
    return marks


def _hits(numbers: Sequence[int], person: Any) -> list[Hit]:
    """The stories of these numbers that the person may see, in their order."""
    seen = Article.objects.visible_to(person).filter(pk__in=numbers)
    rows = seen.values_list("pk", "sorted_at", "state", "publisher")
    tags: dict[int, tuple[int, ...]] = defaultdict(tuple)
    carried = Article.tags.through.objects.filter(article__in=numbers)
    for number, tag in carried.values_list("article", "tag"):
        tags[number] += (tag,)
    hits = [
        Hit(finding.key_of(sorted_at, number), number, state, publisher, tags[number])
        for number, sorted_at, state, publisher in rows
    ]
    return sorted(hits, reverse=True)


def _counts(hits: Sequence[Hit], choice: Choice, *, with_states: bool) -> Counts:
    """Each facet under the choices made in the other groups."""
    publishers = Counter(
        hit.publisher for hit in hits
        if hit.publisher and hit.has_state(choice) and hit.has_tag(choice)
    )  # fmt: skip
    tags = Counter(
        tag for hit in hits if hit.has_state(choice) and hit.has_publisher(choice)
        for tag in hit.tags
    )  # fmt: skip
    states = Counter(hit.state for hit in hits if hit.has_publisher(choice) and hit.has_tag(choice))
    return Counts(publishers, tags, states if with_states else {})


def _found(hits: Sequence[Hit], fitting: Sequence[Hit], complete: bool, asked: Asked) -> str:
    if complete:
        return "1 story" if len(fitting) == 1 else f"{len(fitting):,} stories"
    counted = min(len(hits), COUNTED)
    many = "Many stories" if asked.facets else f"More than {counted:,} stories"
    return f"{many}; the numbers count the newest {counted:,} hits"


def _stories(numbers: Sequence[int], person: Any) -> list[Article]:
    """The stories of these numbers in their order, as rows need them."""
    found = listing.in_rows(Article.objects.visible_to(person)).in_bulk(list(numbers))
    return [found[number] for number in numbers if number in found]
