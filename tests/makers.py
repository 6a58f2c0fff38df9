"""Makers: the things tests are about, with defaults for all that a test does not care about."""

import itertools

from articles import revising
from articles.markup import to_blocks
from articles.models import Article, Capture, Event, Publisher, Teaser
from articles.wording import folded, wording
from newsroom.models import User

PASSWORD = "correct horse battery"
_numbers = itertools.count(1)

BODY = """Officials in the harbour town said on Monday that the new pumps had "held without
a fault" through the storm.

The mayor, Ilse Brand, said she was certain that the barrier would last thirty years.

Engineers at the university were more careful: it *probably* would, they wrote."""


def make_user(name: str = "", role: str = "reader", **fields) -> User:
    name = name or f"person{next(_numbers)}"
    fields.setdefault("display_name", name.capitalize())
    return User.objects.create_user(name, PASSWORD, role=role, **fields)


def make_wording(headline: str = "", body: str = BODY, **fields):
    headline = headline or f"Harbour town trusts its pumps, part {next(_numbers)}"
    return wording(headline, to_blocks(body), **fields)


def make_article(
    headline: str = "", body: str = BODY, *, state: str = Article.PUBLISHED,
    audience: str = Article.EVERYONE, publisher: str = "The Coast Tribune", by=None,
    address: str = "", language: str = "en", tags: tuple[str, ...] = (), **fields,
) -> Article:  # fmt: skip
    article = Article.objects.create(
        publisher=Publisher.objects.ensure(publisher), audience=audience, importer=by,
        address=address, language=language,
    )  # fmt: skip
    revising.revise(
        article, make_wording(headline, body, **fields), by=by, reason="Imported", expected=None
    )
    article.refresh_from_db()
    if state != Article.DRAFT:
        article.publish(by=by)
    if state == Article.ARCHIVED:
        article.archive(by=by)
    if tags:
        article.tag(list(tags), by=by)
    return article


def make_teaser(article: Article, headline: str = "Another town looks on", **fields) -> Teaser:
    fields.setdefault("position", article.teasers.count())
    teaser = Teaser.objects.create(
        article=article, headline=headline, folded_headline=folded(headline), **fields
    )
    Event.objects.record("add teaser", teaser, by=None, story=article.uuid)
    return teaser


def make_capture(article: Article, data: bytes = b"As it came.", **fields) -> Capture:
    fields.setdefault("kind", "text")
    return Capture.objects.keep(data, article=article, importer_version="1", **fields)
