"""Questions about claims, each beginning at the person asking, and how one is written."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q

from annotations import contested
from annotations.coding import Coding
from annotations.models.anchoring import Anchoring
from annotations.models.attribution import Attribution
from annotations.models.project import Project
from annotations.models.source import Source
from articles.models import Article
from articles.models.refusal import NotAllowed

if TYPE_CHECKING:
    from annotations.models.claim import Claim

CODED = (
    "statement", "type", "confidence", "confidence_kind", "cues", "polarity", "holder", "tags",
    "note", "is_sure",
)  # fmt: skip


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> ClaimQuerySet:
        """Claims, deleted ones too, of projects and stories that the person may see; hidden ones
        for their author and curators; in a blind project only one's own."""
        theirs = Q(author=person) if person.is_authenticated else Q(pk__in=[])
        curated = Q(project__in=Project.objects.curated_by(person))
        return self.filter(
            Q(project__is_blind=False) | theirs | curated,
            Q(hidden_at=None) | theirs | curated,
            project__in=Project.objects.visible_to(person),
            article__in=Article.objects.visible_to(person),
        )

    def editable_by(self, person: Any) -> ClaimQuerySet:
        """One's own claims, where one may still mark."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(
            author=person,
            hidden_at=None,
            project__in=Project.objects.markable_by(person),
            article__in=Article.objects.visible_to(person).filter(state=Article.PUBLISHED),
        )

    def answerable_by(self, person: Any) -> ClaimQuerySet:
        """Claims that the person may reply to, assess, or suggest a change of."""
        open_stories = Article.objects.visible_to(person).filter(state=Article.PUBLISHED)
        return (
            self.visible_to(person)
            .live()
            .filter(project__in=Project.objects.markable_by(person), article__in=open_stories)
        )

    def curated_by(self, person: Any) -> ClaimQuerySet:
        """Claims that the person may hide, reassign and anchor for others."""
        return self.filter(
            project__in=Project.objects.curated_by(person),
            article__in=Article.objects.visible_to(person),
        )

    def live(self) -> ClaimQuerySet:
        """Those that count: neither deleted nor hidden."""
        return self.filter(deleted_at=None, hidden_at=None)

    def with_parts(self) -> ClaimQuerySet:
        """With author, project and story, and the chain in one more query."""
        return self.select_related("author", "project", "article").prefetch_related(
            models.Prefetch(
                "attributions",
                Attribution.objects.select_related("source__merged_into"),
            )
        )

    def in_reading_order(self) -> ClaimQuerySet:
        return self.order_by("start", "id")

    def mark(
        self,
        project: Project,
        article: Article,
        anchored: Anchoring,
        coding: Coding,
        *,
        by: Any,
        key: uuid.UUID | None = None,
        copied_from: Claim | None = None,
    ) -> Claim:
        """Write a claim; `anchored` is its unstored anchoring on the revision that was read, `key`
        the UUID that it was promised.

        Raises NotAllowed on a story or project that is closed. If the story was revised in the
        meantime the claim is anchored onto the newer words in the same transaction.
        """
        sources = coded_sources(project, coding)
        with transaction.atomic():
            claim = self.create(
                project=project,
                article=article,
                author=by,
                source=standing(coding, sources),
                start=anchored.start,
                uuid=key or uuid.uuid4(),
                copied_from=copied_from,
                **columns(coding),
            )
            # Our row holds a lock on the story's: what is read now stays so until we are done.
            claim._refuse_closed()
            claim._link(coding, sources)
            anchored.claim = claim
            anchored.save(force_insert=True)
            claim._follow(anchored)
            contested.recount_near(claim)
            claim._tell("mark", by, {}, coding.as_plain() | {"segments": anchored.segments})
        return claim


def coded_sources(project: Project, coding: Coding) -> dict[uuid.UUID, Source]:
    """The sources of the chain by UUID; NotAllowed if one is not the project's."""
    wanted = {link.source for link in coding.chain if link.source}
    rows = Source.objects.filter(project=project, uuid__in=wanted).select_related("merged_into")
    found = {source.uuid: source for source in rows} if wanted else {}
    if wanted - set(found):
        raise NotAllowed("A source of this chain is not one of the project's.")
    return found


def columns(coding: Coding) -> dict[str, Any]:
    columns = {name: getattr(coding, name) for name in CODED}
    lists = {name: list(columns[name]) for name in ("cues", "tags")}
    return columns | lists | {"voice": coding.chain[0].voice}


def standing(coding: Coding, sources: dict[uuid.UUID, Source]) -> Source | None:
    first = coding.chain[0]
    return sources[first.source].standing if first.source else None
