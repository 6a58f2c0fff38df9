"""Importing: bytes as they were pasted or uploaded → a draft, stored with its capture and teasers.

Pages are taken apart before the transaction begins; what is stored appears all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from articles import linking, revising
from articles.addresses import canonical, twins
from articles.models import Article, Capture, Event, Publisher, Revision, Teaser
from articles.models.refusal import NotAllowed
from articles.parting import page as parting
from articles.parting.page import Page, Refusal
from articles.parting.sniffing import decode, sniff
from articles.rows import LONGEST_GROUP, LONGEST_HEADLINE, MOST_ROWS
from articles.taking_apart import part_page
from articles.wording import Wording, dated, wording

IMPORTER = "1"


class Duplicate(Refusal):
    """The story is here already: `article` is the one."""

    def __init__(self, article: Article) -> None:
        self.article = article
        super().__init__("duplicate")


def take_in(data: bytes, kind: str | None = None, *, by: Any, address: str = "") -> Article:
    """Take a page apart and store it as a draft. Raises Refusal, and Duplicate with the story."""
    page, kind = _parted(data, kind, address)
    return store(page, data, kind, by=by, address=address)


def take_in_again(
    article: Article, data: bytes, kind: str | None = None, *, by: Any, address: str = ""
) -> Revision:
    """Take a page apart and add it to a story as a revision. Raises Refusal and NotAllowed."""
    page, kind = _parted(data, kind, address)
    return add_revision(article, page, data, kind, by=by, address=address)


def store(page: Page, data: bytes, kind: str, *, by: Any, address: str = "") -> Article:
    """A draft of the page, with its capture, its teasers and revision 1.

    The address given counts before the one that the page states. Raises Duplicate.
    """
    words, address = words_of(page), canonical(address) or canonical(page.address)
    capture = _captured(page, data, kind, by=by, address=address)
    try:
        with transaction.atomic():
            _refuse_twin(words, address)
            article = Article.objects.create(
                publisher=Publisher.objects.ensure(page.publisher, by=by),
                address=address,
                language=page.language[:20],
                importer=by,
            )
            _keep(capture, article)
            add_teasers(article, page.teasers)
            revising.revise(article, words, by=by, reason="Imported", expected=None)
    except IntegrityError:
        # the same address was stored between our look and our insert
        _refuse_twin(words, address)
        raise
    article.refresh_from_db()
    return article


def add_revision(
    article: Article, page: Page, data: bytes, kind: str, *, by: Any, address: str = ""
) -> Revision:
    """The page's words as a revision of a stored story, with a capture and the teasers that are
    new. Where the words are the same, the story keeps its revision. NotAllowed if withdrawn."""
    words, address = words_of(page), canonical(address) or canonical(page.address)
    capture = _captured(page, data, kind, by=by, address=address)
    with transaction.atomic():
        held = Article.objects.select_for_update().filter(pk=article.pk).first()
        if held is None:
            raise NotAllowed("The story was thrown away in the meantime.")
        before = held.current
        _keep(capture, held)
        new = add_teasers(held, page.teasers)
        after = revising.revise(held, words, by=by, reason="Imported again", expected=before.number)
        if after == before:
            Event.objects.record(
                "import_again", held, by=by, story=held.uuid, after={"teasers": len(new)}
            )
    return after


def words_of(page: Page) -> Wording:
    """The page's words, with no date rather than one that no calendar has."""
    first = next((block.text for block in page.blocks if block.text), "Untitled")
    return wording(
        page.headline or first[:LONGEST_HEADLINE],
        page.blocks,
        standfirst=page.standfirst,
        byline=page.byline[:500],
        captions=page.captions,
        published=dated(page.published or "") or "",
        source_minutes=page.reading_minutes,
    )


def twin(words: Wording, address: str) -> Article | None:
    """The story stored here under this address, or with this text in any of its revisions."""
    texts = Revision.objects.with_text(words.sha256).values("article")
    found = Article.objects.filter(Q(address__in=twins(address)) | Q(pk__in=texts))
    return found.with_words().order_by("pk").first()


def add_teasers(article: Article, teasers: Iterable[parting.Teaser]) -> list[Teaser]:
    """Put those that the story does not have yet beneath it, each leading to our copy if any."""
    stored = list(article.teasers.all())
    known = {each.folded_headline for each in stored} | {each.address for each in stored} - {""}
    fresh = drawn_up(article, teasers, start=len(stored))
    new = [each for each in fresh if not {each.folded_headline, each.address} & known]
    linking.lead_from(article, new)
    return Teaser.objects.bulk_create(new)


def drawn_up(article: Article, teasers: Iterable[parting.Teaser], start: int = 0) -> list[Teaser]:
    """Rows for these teasers, not stored."""
    return [
        linking.keyed(
            article=article,
            position=position,
            headline=each.headline[:LONGEST_HEADLINE],
            summary=each.summary,
            address=canonical(each.url),
            group=each.group.rstrip(" :：")[:LONGEST_GROUP],
            kind=each.kind,
            truncated=each.truncated,
        )
        for position, each in enumerate(teasers, start)
        if each.headline
    ]


def _parted(data: bytes, kind: str | None, address: str) -> tuple[Page, str]:
    page = part_page(data, kind, address)
    size = len(page.blocks) + len(page.captions) + len(page.teasers)
    if size > MOST_ROWS - 10:
        raise Refusal("too_large", f"The page has {size:,} paragraphs and headlines.")
    return page, kind or sniff(decode(data))


def _refuse_twin(words: Wording, address: str) -> None:
    found = twin(words, address)
    if found:
        raise Duplicate(found)


def _captured(page: Page, data: bytes, kind: str, *, by: Any, address: str) -> Capture:
    return Capture.objects.pack(
        data,
        kind=kind,
        address=address,
        by=by,
        importer_version=IMPORTER,
        decisions=_decisions(page),
    )


def _keep(capture: Capture, article: Article) -> None:
    capture.article = article
    capture.save(force_insert=True)


def _decisions(page: Page) -> list[dict[str, Any]]:
    """The importer's decisions; a doubt keeps the words it is about, so that it finds them in
    the review after others moved."""
    parts: dict[str, Sequence[Any]] = {"blocks": page.blocks, "teasers": page.teasers}
    kept = []
    for decision in page.decisions:
        values = {name: value for name, value in asdict(decision).items() if value is not None}
        part = parts.get(decision.about, ())
        if decision.doubtful and decision.index is not None and decision.index < len(part):
            about = part[decision.index]
            values["words"] = getattr(about, "headline", None) or about.text
        kept.append(values)
    return kept
