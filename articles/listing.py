"""Stories as lists show them: one row each, with the words that were searched for marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, Value
from django.db.models.functions import Concat, Length, Substr

from articles.blocks import BETWEEN
from articles.models import Article, Revision, Tag
from articles.models.article import ArticleQuerySet
from articles.searching.excerpt import Run, excerpt, marked
from articles.searching.query import Term

OPENING = 400
LONGEST_SUMMARY = 180


@dataclass(frozen=True)
class Row:
    """A story in a list; headline and summary are in runs, hits apart."""

    article: Article
    headline: Sequence[Run]
    summary: Sequence[Run]

    @property
    def tags(self) -> Sequence[Tag]:
        return self.article.tags.all()

    @property
    def day(self) -> str:
        """The day that the page gives, if it gives one: ISO."""
        return self.article.current.published[:10]


def placed(stories: ArticleQuerySet) -> ArticleQuerySet:
    """Those that curators gave a place: the lead first, then the featured, the newest first."""
    apart = stories.filter(placement__in=[Article.LEAD, Article.FEATURED])
    return apart.select_related("placed_by").order_by("-placement", "-sorted_at", "-id")


def older_than(stories: ArticleQuerySet, story: Article) -> ArticleQuerySet:
    """Those that stand below the story where the newest stand first."""
    earlier = Q(sorted_at__lt=story.sorted_at) | Q(pk__lt=story.pk)
    return stories.filter(earlier, sorted_at__lte=story.sorted_at)


def in_rows(stories: ArticleQuerySet) -> ArticleQuerySet:
    """The stories with what a row shows, and without their bodies: two queries for any number."""
    # One sign more than the text has, so that nothing is asked for beyond its end.
    body = Substr(
        Concat("current__text", Value(" ")),
        Length("current__headline") + len(BETWEEN) + 1,
        OPENING,
    )
    return (
        stories.select_related("publisher", "current")
        .defer(*(f"current__{name}" for name in ("blocks", "text", "folded_text", "captions")))
        .annotate(opening=body)
        .prefetch_related("tags")
    )


def rows_of(stories: Sequence[Article], terms: Sequence[Term] = ()) -> list[Row]:
    """Rows of stories that `in_rows` fetched; one query more where there are terms to mark."""
    passages = _passages(stories, terms) if terms else {}
    return [
        Row(
            article=story,
            headline=marked(story.current.headline, terms),
            summary=passages.get(story.current_id) or [Run(_summary(story))],
        )
        for story in stories
    ]


def _passages(stories: Sequence[Article], terms: Sequence[Term]) -> dict[int, list[Run]]:
    revisions = Revision.objects.filter(pk__in=[story.current_id for story in stories])
    texts = revisions.values_list("pk", "text", "folded_text")
    return {number: excerpt(text, folded, terms) for number, text, folded in texts}


def _summary(story: Article) -> str:
    """The standfirst, else the first words of the story."""
    if story.current.standfirst:
        return story.current.standfirst
    opening = story.opening.split(BETWEEN)[0].strip(" ")
    if len(opening) <= LONGEST_SUMMARY:
        return opening
    cut = opening[:LONGEST_SUMMARY]
    return f"{cut.rpartition(' ')[0] or cut}…"
