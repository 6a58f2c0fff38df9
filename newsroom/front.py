"""The front page's reading side: which stories it shows, apart or in rows, and how it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from articles import counting, listing
from articles.blocks import from_json
from articles.counting import Counts
from articles.drawing import picture_address
from articles.listing import Row
from articles.models import Article, Revision
from newsroom.asking import MATCH, NEWEST, Asked
from newsroom.facets import Chosen, Group, groups
from newsroom.narrowing import PAGE, narrow

MOST_APART = 12


@dataclass(frozen=True)
class Lead:
    """The story that a curator chose, with the address of its picture, if it begins with one."""

    row: Row
    picture: str


@dataclass(frozen=True)
class Front:
    """`found` says how many stories a search found; `more` leads to the next rows."""

    asked: Asked
    lead: Lead | None
    featured: Sequence[Row]
    rows: Sequence[Row]
    groups: Sequence[Group]
    found: str
    more: str
    searched_for: str
    waiting: int

    @property
    def by_newest(self) -> str:
        return self.asked.sorted_by(NEWEST)

    @property
    def by_match(self) -> str:
        return self.asked.sorted_by(MATCH)

    @property
    def is_empty(self) -> bool:
        return not (self.lead or self.featured or self.rows)


def front_of(asked: Asked, person: Any) -> Front:
    """The page as the person may see it; the number of queries does not depend on the stories."""
    chosen = Chosen.of(asked, person)
    last = _last_shown(asked, person)
    if asked.narrowed:
        lead, featured = None, []
        found = narrow(asked, chosen, person, last)
        shown, words, counts = found.stories, found.words, found.counts
    else:
        lead, featured, shown = _unasked(person, last)
        words, counts = "", None
    rows = listing.rows_of(shown[:PAGE], asked.query.terms)
    return Front(
        asked=asked,
        lead=lead,
        featured=featured,
        rows=rows,
        groups=groups(chosen, counts or _counts(asked, chosen, person)),
        found=words,
        more=asked.going_on_after(rows[-1].article) if len(shown) > PAGE else "",
        searched_for=chosen.in_words,
        waiting=Article.objects.editable_by(person).drafts().count(),
    )


def _counts(asked: Asked, chosen: Chosen, person: Any) -> Counts:
    return counting.counts(
        person, asked.listed_states, chosen.publisher_numbers, chosen.tag_numbers
    )


def _last_shown(asked: Asked, person: Any) -> Article | None:
    """The story that the page before ended with; none if it is gone, and the list starts anew."""
    if not asked.after:
        return None
    stories = Article.objects.visible_to(person).filter(uuid=asked.after)
    return stories.only("sorted_at").first()


def _unasked(person: Any, last: Article | None) -> tuple[Lead | None, list[Row], list[Article]]:
    """Lead, featured stories and the rest; those set apart are not shown again among the rest."""
    listed = Article.objects.visible_to(person).listed()
    apart = list(listing.in_rows(listing.placed(listed))[:MOST_APART])
    rest = listed.exclude(pk__in=[story.pk for story in apart]).newest_first()
    if last:
        return None, [], list(listing.in_rows(listing.older_than(rest, last))[: PAGE + 1])
    stories = list(listing.in_rows(rest)[: PAGE + 1])
    rows = listing.rows_of(apart)
    if rows and rows[0].article.placement == Article.LEAD:
        return _lead(rows[0]), rows[1:], stories
    return None, rows, stories


def _lead(row: Row) -> Lead:
    blocks = Revision.objects.values_list("blocks", flat=True).get(pk=row.article.current_id)
    body = [block for block in from_json(blocks) if block.kind not in ("headline", "standfirst")]
    return Lead(row, picture_address(body[0].source) if body else "")
