"""Questions about claims, each beginning at the person asking, and how one is written."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import connection, models, transaction
from django.db.models import Q

from annotations import contested
from annotations.coding import Coding
from annotations.models.anchoring import Anchoring
from annotations.models.attribution import Attribution
from annotations.models.holding import hold_story
from annotations.models.project import Project
from annotations.models.source import Source
from annotations.passages import at
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

    def readable_by(self, person: Any) -> ClaimQuerySet:
        """Claims whose page the person may open: visible ones, but what was deleted, or stands on
        a withdrawn story, only for those who work in the project."""
        within = Q(project__in=Project.objects.worked_in_by(person))
        shown = Q(deleted_at=None) & ~Q(article__state=Article.WITHDRAWN)
        return self.visible_to(person).filter(shown | within)

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

    def anchorable_by(self, person: Any) -> ClaimQuerySet:
        """Live claims of which the person may say where they stand: one's own, and for curators
        those of others."""
        this = self.model._default_manager.filter(pk=models.OuterRef("pk"))
        mine = models.Exists(this.editable_by(person))
        curated = this.curated_by(person).filter(article__state=Article.PUBLISHED)
        return self.live().filter(mine | models.Exists(curated))

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

    def marked_on(self, anchored: Anchoring) -> ClaimQuerySet:
        """Claims on exactly these words of this revision."""
        there = anchored.revision.anchorings.filter(
            start=anchored.start, segments=anchored.segments, claim=models.OuterRef("pk")
        )
        return self.filter(models.Exists(there))

    def with_parts(self) -> ClaimQuerySet:
        """With author, project and story, and the chain in one more query."""
        return self.select_related("author", "project", "article").prefetch_related(
            models.Prefetch(
                "attributions",
                Attribution.objects.select_related("source__merged_into"),
            )
        )

    def with_quote(self) -> ClaimQuerySet:
        """Each with the words it stands at now, or stood at last, as `quote`."""
        now = Anchoring.objects.filter(
            claim=models.OuterRef("pk"), revision=models.OuterRef("article__current")
        )
        return self.annotate(quote=models.Subquery(now.values("quote")[:1]))

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
        with transaction.atomic():
            hold_story(article)
            refuse_closed(project, article.state)
            sources = coded_sources(project, coding)
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
            claim._link(coding, sources)
            anchored.claim = claim
            anchored.save(force_insert=True)
            place = claim._follow(anchored)
            contested.recount_near(claim, place)
            claim._tell("mark", by, {}, coding.as_plain() | {"segments": anchored.segments})
        return claim

    def read_alike(self, claim: Claim, *, by: Any) -> Claim:
        """Write the same reading as one's own claim; its note and doubts stay its author's.

        NotAllowed where one has it already, or where its words are in doubt.
        """
        with claim._held() as held:
            place = held._anchoring()
            if held.author_id == by.pk:
                raise NotAllowed("This claim is your own.")
            if held.deleted_at or held.hidden_at or held.needs_a_person or not place.segments:
                raise NotAllowed("Where it stands is in doubt. Mark the words yourself.")
            coding = replace(held.coding, note="", is_sure=True)
            if self._has_alike(held, place, coding, by):
                raise NotAllowed("You have this reading already.")
            here = at(place.revision.text, place.segments)
            anchored = Anchoring.of(here, revision=place.revision, verdict="made")
            return self.mark(held.project, held.article, anchored, coding, by=by, copied_from=held)

    def _has_alike(self, claim: Claim, place: Anchoring, coding: Coding, by: Any) -> bool:
        mine = self.live().filter(
            author=by, project=claim.project_id, article=claim.article_id, start=place.start
        )
        return any(
            replace(each.coding, note="", is_sure=True) == coding
            and each._anchoring().segments == place.segments
            for each in mine.with_parts()
        )


def refuse_closed(project: Project, state: str) -> None:
    """NotAllowed where nothing is marked any more, or not yet."""
    if project.archived_at is not None:
        raise NotAllowed("The project is archived: its claims stand as they are.")
    if state != Article.PUBLISHED:
        raise NotAllowed("Claims are marked on published stories only.")


def coded_sources(project: Project, coding: Coding) -> dict[uuid.UUID, Source]:
    """The sources of the chain by UUID, to the end of the transaction as they are: whoever merges
    one waits. NotAllowed if one is not the project's."""
    wanted = {link.source for link in coding.chain if link.source}
    if not wanted:
        return {}
    found = {row.uuid: row for row in _held(project.sources.filter(uuid__in=wanted))}
    if wanted - set(found):
        raise NotAllowed("A source of this chain is not one of the project's.")
    return found


def _held(sources: models.QuerySet) -> Iterable[Source]:
    """As their claims' keys will hold them, so that others who name them need not wait."""
    if not connection.features.has_select_for_update:
        return sources
    words, values = sources.query.sql_with_params()
    return Source.objects.raw(f"{words} FOR KEY SHARE", values)


def columns(coding: Coding) -> dict[str, Any]:
    columns = {name: getattr(coding, name) for name in CODED}
    lists = {name: list(columns[name]) for name in ("cues", "tags")}
    return columns | lists | {"voice": coding.chain[0].voice}


def standing(coding: Coding, sources: dict[uuid.UUID, Source]) -> Source | None:
    first = coding.chain[0]
    return sources[first.source].standing if first.source else None
