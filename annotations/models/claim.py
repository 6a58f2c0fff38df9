"""Claims: words of a story, who says so, and how sure they are."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from annotations import contested
from annotations.coding import Coding
from annotations.models.anchored import Anchored
from annotations.models.attribution import Attribution
from annotations.models.claims import (
    CODED,
    ClaimQuerySet,
    coded_sources,
    columns,
    refuse_closed,
    standing,
)
from annotations.models.holding import hold_stories
from annotations.models.notice import Notice
from annotations.models.project import Project
from annotations.models.source import Source
from annotations.surroundings import titled
from annotations.vocabulary import (
    ANCHOR_STATES,
    CLAIM_TYPES,
    CONFIDENCE,
    CONFIDENCE_KINDS,
    POLARITIES,
    VOICES,
)  # fmt: skip
from articles.models import Article, Event
from articles.models.refusal import NotAllowed, Stale

DAYS_TO_RESTORE = 30
# What tells in its event all that the claim says from then on.
SAYING = ("mark", "edit", "take_back", "accept")


class Claim(Anchored):
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
        said = self.statement or getattr(self, "quote", "")
        return self.title if said else f"Claim {self.uuid}"

    def get_absolute_url(self) -> str:
        return reverse("annotations:claim", args=[self.uuid])

    @property
    def title(self) -> str:
        """What it is called in lists: its statement, else its words (ask `with_quote`)."""
        return titled(self.statement, getattr(self, "quote", "")) or "A claim"

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def restorable_until(self) -> datetime | None:
        """When a deleted claim is beyond return."""
        return self.deleted_at and self.deleted_at + timedelta(days=DAYS_TO_RESTORE)

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
        with self._held(expected) as claim:
            claim._refuse_closed()
            sources = coded_sources(self.project, coding)
            before, after = claim.coding.as_plain(), coding.as_plain()
            if before == after:
                return False
            claim.source = standing(coding, sources)
            claim._change(**columns(coding))
            claim.attributions.all().delete()
            claim._link(coding, sources)
            contested.recount_near(claim)
            claim._tell(verb, by, before, after)
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
            if claim.restorable_until < timezone.now():
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
            Notice.objects.tell([claim.author], "decision", claim, by=by)
            claim._tell("hide", by, {}, {"reason": reason})

    def unhide(self, *, by: Any) -> None:
        with self._held() as claim:
            if claim.hidden_at is None:
                return
            claim._change(hidden_at=None, hidden_reason="")
            contested.recount_near(claim)
            claim._tell("unhide", by, {}, {})

    def reassign(self, author: Any, *, by: Any) -> None:
        """Make it somebody else's. NotAllowed for a person who may not mark in its project."""
        with self._held() as claim:
            before = {"author": str(claim.author.uuid)}
            if claim.author == author:
                return
            if not Project.objects.markable_by(author).filter(pk=claim.project_id).exists():
                raise NotAllowed(f"{author} may not mark claims in {claim.project}.")
            claim._change(author=author)
            claim._tell("reassign", by, before, {"author": str(author.uuid)})

    def version_at(self, number: int) -> Coding | None:
        """What it said in an earlier version, from its history; None if that is not known."""
        event = Event.objects.of(self).filter(verb__in=SAYING, after__version__lte=number).first()
        return Coding.from_plain(event.after) if event and event.after else None

    @contextmanager
    def _held(self, expected: int | None = None) -> Iterator[Claim]:
        """Its row, locked and read again; Stale if it is another version than expected."""
        with transaction.atomic():
            hold_stories([self.article_id])
            claim = Claim.objects.select_for_update(no_key=True, of=("self",)).get(pk=self.pk)
            if expected is not None and claim.version != expected:
                raise Stale(claim)
            yield claim
        self.refresh_from_db()

    def _refuse_closed(self) -> None:
        state = Article.objects.values_list("state", flat=True).get(pk=self.article_id)
        refuse_closed(self.project, state)

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
