"""The one way in which a story's words change: a new revision, and all that must follow it.

Each of `followers` is called before the transaction with the story and its coming words, and
returns what is called within it with (before, after). `annotations` joins them. Page, admin, feed
and re-import revise through here alone.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from articles import blocks
from articles.models import Article, Event, Revision
from articles.models.article import NotAllowed, Stale
from articles.wording import Wording, headline_key

Follow = Callable[[Revision | None, Revision], None]
Follower = Callable[[Article, Wording], Follow]
followers: list[Follower] = []
Foreseer = Callable[[Article, Wording], list[tuple[str, int]]]
foreseers: list[Foreseer] = []


def revise(
    article: Article, wording: Wording, *, by: Any, reason: str, expected: int | None
) -> Revision:
    """Append a revision and make it the current one; the same words again change nothing.

    `expected` is the number of the revision that the editor saw (None for the first). Raises
    Stale if another came meanwhile, and NotAllowed on a withdrawn story.
    """
    prepared = [follower(article, wording) for follower in followers]
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article.pk)
        before = article.current
        if article.state == Article.WITHDRAWN:
            raise NotAllowed("A withdrawn story has no words to change.")
        if (before.number if before else None) != expected:
            raise Stale(before or article)
        if before and before.wording == wording:
            return before
        after = _append(article, wording, by=by, reason=reason, number=(expected or 0) + 1)
        for follow in prepared:
            follow(before, after)
        Event.objects.record(
            "revise", article, by=by, story=article.uuid,
            before={"revision": expected} if before else {},
            after={"revision": after.number, "reason": reason},
        )  # fmt: skip
    return after


def foreseen(article: Article, wording: Wording) -> list[tuple[str, int]]:
    """What these words would do to that which depends on the story's: (what, how many)."""
    return [each for foreseer in foreseers for each in foreseer(article, wording)]


def revert(article: Article, number: int, *, by: Any, expected: int) -> Revision:
    """A new revision with the words of an earlier one."""
    earlier = article.revisions.get(number=number)
    reason = f"Back to revision {number}"
    return revise(article, earlier.wording, by=by, reason=reason, expected=expected)


def _append(article: Article, wording: Wording, *, by: Any, reason: str, number: int) -> Revision:
    revision = Revision.objects.create(
        article=article,
        number=number,
        headline=wording.headline,
        standfirst=wording.standfirst,
        byline=wording.byline,
        captions=list(wording.captions),
        published=wording.published,
        source_minutes=wording.source_minutes,
        minutes=wording.minutes,
        blocks=blocks.as_json(wording.blocks),
        text=wording.text,
        sha256=wording.sha256,
        reason=reason,
        editor=by if by and by.is_authenticated else None,
    )
    article.current = revision
    article.sorted_at = _moment(wording.published) or article.created_at
    article.folded_headline = headline_key(wording.headline)
    article.save(update_fields=["current", "sorted_at", "folded_headline"])
    return revision


def _moment(published: str) -> datetime | None:
    if not published:
        return None
    moment = datetime.fromisoformat(published)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
