"""Reviewing an import: the stored draft as rows and fields, and saving what they became."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from articles import linking, revising
from articles.importing import drawn_up
from articles.models import Article, Event, Publisher, Teaser
from articles.models.refusal import Stale
from articles.parting import page as parting
from articles.rows import Parts, Row, rows_of
from articles.wording import wording

_SAID = ["headline", "summary", "truncated", "address", "group", "kind"]


def stored_rows(article: Article) -> list[Row]:
    """The draft's current words and its teasers, as rows."""
    revision = article.current
    return rows_of(
        revision.headline, revision.standfirst, revision.captions, revision.body,
        [_parted(teaser) for teaser in article.teasers.order_by("position", "id")],
    )  # fmt: skip


def fields_of(article: Article) -> dict[str, str]:
    """What the form's fields say at first."""
    revision = article.current
    return {
        "publisher": article.publisher.name if article.publisher else "",
        "byline": revision.byline,
        "published": _spaced(revision.published),
        "address": article.address,
        "language": article.language,
        "audience": article.audience,
    }


def stamp(article: Article, rows: Sequence[Row] | None = None) -> str:
    """A digest of all that a review shows: another than the form's means somebody saved first."""
    rows = stored_rows(article) if rows is None else rows
    state = (article.state, article.current.number, fields_of(article), list(rows))
    return hashlib.sha256(repr(state).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def save(
    article: Article, parts: Parts, fields: Mapping[str, Any], *, by: Any, publish: bool
) -> None:
    """Store a review: the fields, the teasers, a revision if words changed, and publish if asked.

    `fields` are those of ReviewForm. Raises Stale when the draft is not what the person saw, and
    NotAllowed when another story takes the address at the same moment.
    """
    with transaction.atomic():
        # its words are read after the lock: joined, they would be those from before the wait
        held = Article.objects.select_for_update().get(pk=article.pk)
        if held.state != Article.DRAFT or stamp(held) != fields["seen"]:
            raise Stale(held.current)
        held.describe(
            publisher=Publisher.objects.ensure(fields["publisher"], by=by),
            address=fields["address"],
            language=fields["language"],
            by=by,
        )
        held.open_to(fields["audience"], by=by)
        replace_teasers(held, parts.teasers, by=by)
        words = wording(
            parts.headline, parts.body, standfirst=parts.standfirst, byline=fields["byline"],
            captions=parts.captions, published=fields["published"],
            source_minutes=held.current.source_minutes,
        )  # fmt: skip
        revising.revise(held, words, by=by, reason="Import reviewed", expected=fields["expected"])
        linking.lead_to(Article.objects.get(pk=held.pk))
        if publish:
            held.publish(by=by)


def replace_teasers(article: Article, teasers: Iterable[parting.Teaser], *, by: Any) -> None:
    """Make these the story's teasers; one whose headline stays keeps its identity."""
    stored = list(article.teasers.order_by("position", "id"))
    wanted = drawn_up(article, teasers)
    if [_said(each) for each in stored] == [_said(each) for each in wanted]:
        return
    linking.lead_from(article, wanted)
    known = {each.folded_headline: each.uuid for each in stored}
    for teaser in wanted:
        teaser.uuid = known.pop(teaser.folded_headline, teaser.uuid)
    article.teasers.all().delete()
    Teaser.objects.bulk_create(wanted)
    Event.objects.record(
        "sort_teasers", article, by=by, story=article.uuid,
        before={"teasers": len(stored)}, after={"teasers": len(wanted)},
    )  # fmt: skip


def _said(teaser: Teaser) -> list[Any]:
    return [getattr(teaser, name) for name in _SAID]


def _parted(teaser: Teaser) -> parting.Teaser:
    return parting.Teaser(
        teaser.headline, teaser.summary, teaser.address, teaser.kind, teaser.group,
        teaser.truncated,
    )  # fmt: skip


def _spaced(published: str) -> str:
    """An ISO time as people read it: "2022-09-07 16:42 +02:00"."""
    return re.sub(r"T([\d:]{5,8})(?=.)", r" \1 ", published)
