"""Claims: words of a story, who says so, and how sure they are."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from annotations import contested
from annotations.coding import Coding
from annotations.models.anchoring import Anchoring
from annotations.models.attribution import Attribution
from annotations.models.project import Project
from annotations.models.source import Source
from annotations.vocabulary import (
    ANCHOR_STATES,
    CLAIM_TYPES,
    CONFIDENCE,
    CONFIDENCE_KINDS,
    POLARITIES,
    VOICES,
)  # fmt: skip
from articles.models import Article, Event, Revision
from articles.models.refusal import NotAllowed, Stale

DAYS_TO_RESTORE = 30
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
        copied_from: Claim | None = None,
    ) -> Claim:
        """Write a claim; `anchored` is its unstored anchoring on the revision that was read.

        Raises NotAllowed on a story or project that is closed. If the story was revised in the
        meantime the claim is anchored onto the newer words in the same transaction.
        """
        sources = coded_sources(project, coding)
        with transaction.atomic():
            claim = self.create(
                project=project,
                article=article,
                author=by,
                source=_standing(coding, sources),
                start=anchored.start,
                copied_from=copied_from,
                **_columns(coding),
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


class Claim(models.Model):
    """A person's reading of a passage, or the curated one. What lists need stands in columns."""

    PERSONAL, CURATED = "personal", "curated"
    LAYERS = [(PERSONAL, "A person's"), (CURATED, "Curated")]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="claims")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="claims")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claims"
    )
    layer = models.CharField(max_length=8, choices=LAYERS, default=PERSONAL)
    statement = models.TextField(blank=True)
    type = models.CharField(max_length=14, choices=list(CLAIM_TYPES.items()), default="event")
    confidence = models.CharField(
        max_length=8, choices=list(CONFIDENCE.items()), default="unstated"
    )
    confidence_kind = models.CharField(
        max_length=10, choices=list(CONFIDENCE_KINDS.items()), default="plain"
    )
    cues = models.JSONField(default=list, blank=True)
    polarity = models.CharField(max_length=1, choices=list(POLARITIES.items()), default="+")
    holder = models.PositiveSmallIntegerField(default=0)
    tags = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    is_sure = models.BooleanField(default=True)
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies"
    )
    version = models.PositiveIntegerField(default=1)
    voice = models.CharField(max_length=6, choices=list(VOICES.items()), default="source")
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    anchor_state = models.CharField(
        max_length=6, choices=list(ANCHOR_STATES.items()), default="made"
    )
    needs_a_person = models.BooleanField(default=False)
    is_contested = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=500, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__in=list(CONFIDENCE)), name="confidence_is_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence_kind__in=list(CONFIDENCE_KINDS)),
                name="confidence_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(confidence="unstated") | Q(confidence_kind="plain"),
                name="an_unstated_confidence_has_no_kind",
            ),
            models.CheckConstraint(condition=Q(type__in=list(CLAIM_TYPES)), name="type_is_known"),
            models.CheckConstraint(
                condition=Q(polarity__in=list(POLARITIES)), name="polarity_is_known"
            ),
            models.CheckConstraint(
                condition=Q(layer__in=["personal", "curated"]), name="layer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(anchor_state__in=list(ANCHOR_STATES)), name="anchor_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(hidden_at=None) | ~Q(hidden_reason=""), name="hiding_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(voice="source", source__isnull=False)
                | Q(voice__in=["outlet", "none"], source=None),
                name="a_claim_rests_on_a_source_exactly_if_it_says_so",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="versions_count_from_one"),
        ]
        indexes = [
            models.Index(fields=["article", "project", "start"], name="claims_on_a_story"),
            models.Index(fields=["project", "-created_at", "-id"], name="claims_newest_first"),
            models.Index(fields=["author", "-created_at", "-id"], name="claims_of_a_person"),
            models.Index(fields=["source", "-created_at", "-id"], name="claims_of_a_source"),
            models.Index(fields=["-created_at", "-id"], name="all_claims_newest_first"),
        ]

    def __str__(self) -> str:
        return self.statement or f"Claim {self.uuid}"

    def get_absolute_url(self) -> str:
        return reverse("annotations:claim", args=[self.uuid])

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    def is_visible_to(self, person: Any) -> bool:
        return Claim.objects.visible_to(person).filter(pk=self.pk).exists()

    @property
    def coding(self) -> Coding:
        chain = tuple(link.as_link for link in self.attributions.all())
        fields = {name: getattr(self, name) for name in CODED}
        lists = {name: tuple(fields[name]) for name in ("cues", "tags")}
        return Coding(chain=chain, **{**fields, **lists})

    def edit(self, coding: Coding, *, by: Any, expected: int, verb: str = "edit") -> bool:
        """Say something else about the same words. Raises Stale if it was changed since version
        `expected`; the same again changes nothing."""
        sources = coded_sources(self.project, coding)
        with self._held(expected) as claim:
            claim._refuse_closed()
            before, after = claim.coding.as_plain(), coding.as_plain()
            if before == after:
                return False
            claim.source = _standing(coding, sources)
            claim._change(**_columns(coding))
            claim.attributions.all().delete()
            claim._link(coding, sources)
            contested.recount_near(claim)
            claim._tell(verb, by, before, after)
        return True

    def remark(self, anchored: Anchoring, *, by: Any, expected: int) -> bool:
        """Mark other words of the current revision for it."""
        with self._held(expected) as claim:
            claim._refuse_closed()
            before = claim._anchoring()
            if before.segments == anchored.segments and before.revision_id == anchored.revision_id:
                return False
            contested.recount_without(claim)
            claim._replace(before, anchored, by=by)
            claim._change()
            claim._tell("remark", by, {"segments": before.segments, "quote": before.quote},
                        {"segments": anchored.segments, "quote": anchored.quote})  # fmt: skip
        return True

    def delete_softly(self, *, by: Any, expected: int) -> None:
        """Take it out of the record; its history stays, and for 30 days so does the way back."""
        with self._held(expected) as claim:
            contested.recount_without(claim)
            claim._change(deleted_at=timezone.now(), is_contested=False)
            claim._tell("delete", by, {}, {})

    def restore(self, *, by: Any) -> None:
        """Undo its deletion. NotAllowed after 30 days."""
        with self._held() as claim:
            if claim.deleted_at is None:
                return
            if claim.deleted_at < timezone.now() - timedelta(days=DAYS_TO_RESTORE):
                raise NotAllowed(f"It was deleted more than {DAYS_TO_RESTORE} days ago.")
            claim._change(deleted_at=None)
            contested.recount_near(claim)
            claim._tell("restore", by, {}, {})

    def hide(self, reason: str, *, by: Any) -> None:
        """Let only its author and curators see it; the reason is kept."""
        reason = reason.strip()[:500]
        if not reason:
            raise NotAllowed("Say why the claim is hidden.")
        with self._held() as claim:
            contested.recount_without(claim)
            claim._change(hidden_at=timezone.now(), hidden_reason=reason, is_contested=False)
            claim._tell("hide", by, {}, {"reason": reason})

    def unhide(self, *, by: Any) -> None:
        with self._held() as claim:
            if claim.hidden_at is None:
                return
            claim._change(hidden_at=None, hidden_reason="")
            contested.recount_near(claim)
            claim._tell("unhide", by, {}, {})

    def reassign(self, author: Any, *, by: Any) -> None:
        """Make it somebody else's."""
        with self._held() as claim:
            before = {"author": str(claim.author.uuid)}
            if claim.author == author:
                return
            claim._change(author=author)
            claim._tell("reassign", by, before, {"author": str(author.uuid)})

    def confirm(self, *, by: Any, expected: int) -> None:
        """Say that the claim holds for the words it was found at, though they were edited."""
        with self._held(expected) as claim:
            anchoring = claim._anchoring()
            if not anchoring.needs_a_person or anchoring.verdict == "lost":
                raise NotAllowed("There is nothing to confirm: its words are not in doubt.")
            anchoring.confirmed_by, anchoring.confirmed_at = by, timezone.now()
            anchoring.save(update_fields=["confirmed_by", "confirmed_at"])
            claim._change(needs_a_person=False)
            claim._tell("confirm", by, {}, {"quote": anchoring.quote})

    def reattach(self, anchored: Anchoring, *, by: Any, expected: int) -> None:
        """Put it by hand at words of the current revision."""
        with self._held(expected) as claim:
            before = claim._anchoring()
            verdict = "moved" if before.quote == anchored.quote else "edited"
            anchored.verdict, anchored.confirmed_by = verdict, by
            anchored.confirmed_at = timezone.now()
            contested.recount_without(claim)
            claim._replace(before, anchored, by=by)
            claim._change()
            claim._tell("reattach", by, {"verdict": before.verdict, "quote": before.quote},
                        {"segments": anchored.segments, "quote": anchored.quote})  # fmt: skip

    def version_at(self, number: int) -> Coding | None:
        """What it said in an earlier version, from its history; None if that is not known."""
        said = ("mark", "edit", "take_back", "accept")
        events = Event.objects.of(self).filter(verb__in=said, after__version=number)
        event = events.first()
        return Coding.from_plain(event.after) if event and event.after else None

    @contextmanager
    def _held(self, expected: int | None = None) -> Iterator[Claim]:
        """Its row, locked and read again; Stale if it is another version than expected."""
        with transaction.atomic():
            claim = Claim.objects.select_for_update(no_key=True, of=("self",)).get(pk=self.pk)
            if expected is not None and claim.version != expected:
                raise Stale(claim)
            yield claim
        self.refresh_from_db()

    def _anchoring(self) -> Anchoring:
        """Where it stands in the story's current words."""
        return self.anchorings.get(revision=self.article.current_id)

    def _refuse_closed(self) -> None:
        if self.project.archived_at is not None:
            raise NotAllowed("The project is archived: its claims stand as they are.")
        state = Article.objects.values_list("state", flat=True).get(pk=self.article_id)
        if state != Article.PUBLISHED:
            raise NotAllowed("Claims are marked on published stories only.")

    def _link(self, coding: Coding, sources: dict[uuid.UUID, Source]) -> None:
        Attribution.objects.bulk_create(
            Attribution(
                claim=self,
                position=position,
                voice=link.voice,
                source=sources[link.source] if link.source else None,
                mention=link.mention,
                cue=link.cue,
                channel=link.channel,
                basis=link.basis,
            )
            for position, link in enumerate(coding.chain)
        )

    def _follow(self, anchored: Anchoring) -> None:
        """Anchor it onto the story's current words, if they are newer than those it was marked
        on."""
        current = Article.objects.values_list("current", flat=True).get(pk=self.article_id)
        if current != anchored.revision_id:
            revision = Revision.objects.get(pk=current)
            carried = anchored.carried_to(revision)
            carried.save(force_insert=True)
            self._stand_at(carried)

    def _replace(self, before: Anchoring, anchored: Anchoring, *, by: Any) -> None:
        before.delete()
        anchored.claim = self
        anchored.save(force_insert=True)
        self._follow(anchored)
        self._stand_at(self._anchoring())
        contested.recount_near(self)

    def _stand_at(self, anchoring: Anchoring) -> None:
        self.start = anchoring.start
        self.anchor_state = anchoring.verdict
        self.needs_a_person = anchoring.needs_a_person
        self.save(update_fields=["start", "anchor_state", "needs_a_person"])

    def _change(self, **fields: Any) -> None:
        self.version += 1
        self.changed_at = timezone.now()
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*fields, "source", "version", "changed_at"])

    def _tell(self, verb: str, by: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        Event.objects.record(
            verb, self, by=by, story=self.article.uuid, project=self.project.uuid,
            before=before, after=after | {"version": self.version},
        )  # fmt: skip


def coded_sources(project: Project, coding: Coding) -> dict[uuid.UUID, Source]:
    """The sources of the chain by UUID; NotAllowed if one is not the project's."""
    wanted = {link.source for link in coding.chain if link.source}
    rows = Source.objects.filter(project=project, uuid__in=wanted).select_related("merged_into")
    found = {source.uuid: source for source in rows} if wanted else {}
    if wanted - set(found):
        raise NotAllowed("A source of this chain is not one of the project's.")
    return found


def _columns(coding: Coding) -> dict[str, Any]:
    columns = {name: getattr(coding, name) for name in CODED}
    lists = {name: list(columns[name]) for name in ("cues", "tags")}
    return columns | lists | {"voice": coding.chain[0].voice}


def _standing(coding: Coding, sources: dict[uuid.UUID, Source]) -> Source | None:
    first = coding.chain[0]
    return sources[first.source].standing if first.source else None
