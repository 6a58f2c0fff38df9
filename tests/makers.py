"""Makers: the things tests are about, with defaults for all that a test does not care about."""

import itertools

from django.utils.text import slugify

from annotations.coding import Coding, Link
from annotations.models import Anchoring, Claim, Project, Source
from annotations.passages import passage
from articles import revising
from articles.markup import to_blocks
from articles.models import Article, Capture, Event, Publisher, Revision, Teaser
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


def make_project(name: str = "", *, people=(), **fields) -> Project:
    """By invitation, with these members, unless it is said to be open."""
    name = name or f"Project {next(_numbers)}"
    project = Project.objects.create(name=name, slug=slugify(name), **fields)
    for person in people:
        project.admit(person, "annotator", by=None)
    return project


def make_source(name: str = "Ilse Brand", kind: str = "person", *, project=None, by=None, **fields):
    project = project or Project.objects.open_desk()
    return Source.objects.ensure(project, name, kind, by=by, **fields)


def make_coding(source: Source | None = None, **fields) -> Coding:
    """Certain, as the source says; unless it is said that nobody is named."""
    link = Link(source=source.uuid) if source else Link(voice="none")
    fields.setdefault("confidence", "certain")
    return Coding(chain=fields.pop("chain", (link,)), **fields)


def anchored(article: Article, *quotes: str) -> Anchoring:
    """These words of the story's current revision, as an anchoring that is not stored."""
    revision = Revision.objects.get(pk=article.current_id)
    starts = [revision.text.index(quote) for quote in quotes]
    spans = [(at, at + len(quote)) for at, quote in zip(starts, quotes, strict=True)]
    return Anchoring.of(passage(revision.text, spans), revision=revision, verdict="made")


def make_claim(
    article: Article, quote: str = "the barrier would last thirty years", *, by, project=None,
    source: Source | None = None, **fields,
) -> Claim:  # fmt: skip
    """A claim on the words, which rests on Ilse Brand unless it is said on whom."""
    project = project or Project.objects.open_desk()
    source = source or make_source(project=project)
    coding = make_coding(source, **fields)
    return Claim.objects.mark(project, article, anchored(article, quote), coding, by=by)
