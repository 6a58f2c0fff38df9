"""What others say about a claim: replies, evidence, relations, and suggested edits."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from annotations.coding import Coding
from annotations.models.claim import Claim
from annotations.models.holding import hold_stories
from annotations.models.notice import Notice
from annotations.vocabulary import RELATIONS, STANCES
from articles.models.refusal import NotAllowed, Stale

LONGEST_REPLY = 5_000


@contextmanager
def held_open(claim: Claim) -> Iterator[None]:
    """For whoever adds to a claim: its story is open, and stays so until they are done. Raises
    NotAllowed if it was closed in the meantime."""
    with transaction.atomic():
        hold_stories([claim.article_id])
        claim._refuse_closed()
        yield


class ReplyQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> ReplyQuerySet:
        return self.filter(claim__in=Claim.objects.visible_to(person))

    def editable_by(self, person: Any) -> ReplyQuerySet:
        """One's own, as long as one may still reply there."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(
            author=person, deleted_at=None, claim__in=Claim.objects.answerable_by(person)
        )

    def live(self) -> ReplyQuerySet:
        return self.filter(deleted_at=None)


class Reply(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replies"
    )
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "replies"
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.text[:80]

    @classmethod
    def write(cls, claim: Claim, text: str, *, by: Any) -> Reply:
        """Answer a claim: those mentioned in it and its author get a notice."""
        with held_open(claim):
            reply = cls.objects.create(claim=claim, author=by, text=text.strip()[:LONGEST_REPLY])
            Notice.objects.mention(claim, reply.text, by=by)
            Notice.objects.tell([claim.author], "reply", claim, by=by)
            claim._tell("reply", by, {}, {"reply": str(reply.uuid), "text": reply.text})
        return reply

    def edit(self, text: str, *, by: Any) -> None:
        text = text.strip()[:LONGEST_REPLY]
        if text == self.text:
            return
        with held_open(self.claim):
            before, self.text, self.edited_at = self.text, text, timezone.now()
            self.save(update_fields=["text", "edited_at"])
            Notice.objects.mention(self.claim, text, by=by, known=before)
            self._tell("edit reply", by, {"text": before}, {"text": text})

    def delete_softly(self, *, by: Any) -> None:
        with transaction.atomic():
            self.deleted_at = timezone.now()
            self.save(update_fields=["deleted_at"])
            self._tell("delete reply", by, {"text": self.text}, {})

    def _tell(self, verb: str, by: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.claim._tell(verb, by, before, after | {"reply": str(self.uuid)})


class AddedQuerySet(models.QuerySet):
    def removable_by(self, person: Any) -> AddedQuerySet:
        """What one added oneself, while one may still answer there; all of it on one's own claims,
        and on those that one curates."""
        if not person.is_authenticated:
            return self.none()
        own = Q(by=person, claim__in=Claim.objects.answerable_by(person))
        return self.filter(
            own
            | Q(claim__in=Claim.objects.editable_by(person).live())
            | Q(claim__in=Claim.objects.curated_by(person).live())
        ).select_related("claim__article", "claim__project")


class Evidence(models.Model):
    """What speaks for or against a claim: a page elsewhere, or another claim here."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence")
    stance = models.CharField(max_length=12, choices=list(STANCES.items()))
    address = models.URLField(max_length=2048, blank=True)
    archived = models.URLField(max_length=2048, blank=True)
    other = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_for"
    )
    quote = models.TextField(blank=True)
    accessed = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = AddedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(address="") | Q(other__isnull=False), name="evidence_is_somewhere"
            ),
            models.CheckConstraint(condition=Q(stance__in=list(STANCES)), name="stance_is_known"),
        ]

    def __str__(self) -> str:
        return self.address or str(self.other)

    @classmethod
    def add(cls, claim: Claim, *, by: Any, **fields: Any) -> Evidence:
        with held_open(claim):
            evidence = cls.objects.create(claim=claim, by=by, **fields)
            claim._tell("add evidence", by, {}, evidence.as_plain())
        return evidence

    def remove(self, *, by: Any) -> None:
        with transaction.atomic():
            before = self.as_plain()
            self.delete()
            self.claim._tell("remove evidence", by, before, {})

    def as_plain(self) -> dict[str, Any]:
        return {
            "evidence": str(self.uuid),
            "stance": self.stance,
            "address": self.address,
            "archived": self.archived,
            "other": str(self.other.uuid) if self.other else None,
            "quote": self.quote,
            "accessed": self.accessed.isoformat() if self.accessed else None,
        }


class Relation(models.Model):
    """How one claim stands to another of its project."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12, choices=list(RELATIONS.items()))
    other = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="related_from")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = AddedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("claim", "kind", "other", name="one_relation_of_each_kind"),
            models.CheckConstraint(
                condition=~Q(claim=models.F("other")), name="a_claim_is_not_related_to_itself"
            ),
            models.CheckConstraint(condition=Q(kind__in=list(RELATIONS)), name="relation_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.claim} – {self.get_kind_display()} – {self.other}"

    @classmethod
    def relate(cls, claim: Claim, kind: str, other: Claim, *, by: Any) -> Relation:
        """Say how the two stand to one another. NotAllowed across projects, or with itself."""
        if claim.project_id != other.project_id or claim == other:
            raise NotAllowed("A claim is related to another one of its project.")
        with held_open(claim):
            relation, is_new = cls.objects.get_or_create(
                claim=claim, kind=kind, other=other, defaults={"by": by}
            )
            if is_new:
                claim._tell("relate", by, {}, {"kind": kind, "other": str(other.uuid)})
        return relation

    def remove(self, *, by: Any) -> None:
        with transaction.atomic():
            before = {"kind": self.kind, "other": str(self.other.uuid)}
            self.delete()
            self.claim._tell("unrelate", by, before, {})


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> ProposalQuerySet:
        return self.filter(claim__in=Claim.objects.visible_to(person))

    def decidable_by(self, person: Any) -> ProposalQuerySet:
        """Open ones on the person's own claims."""
        return self.open().filter(claim__in=Claim.objects.editable_by(person).live())

    def open(self) -> ProposalQuerySet:
        return self.filter(state=Proposal.OPEN)


class Proposal(models.Model):
    """An edit of somebody else's claim, for its author to take or leave."""

    OPEN, ACCEPTED, DECLINED = "open", "accepted", "declined"
    STATES = [(OPEN, "Open"), (ACCEPTED, "Accepted"), (DECLINED, "Declined")]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="proposals")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals"
    )
    base = models.PositiveIntegerField()
    coding = models.JSONField()
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=STATES, default=OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "accepted", "declined"]),
                name="state_of_proposal_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} on {self.claim}"

    @classmethod
    def make(cls, claim: Claim, coding: Coding, *, reason: str = "", by: Any) -> Proposal:
        """Suggest an edit; the author gets a notice."""
        with held_open(claim):
            proposal = cls.objects.create(
                claim=claim, by=by, base=claim.version, coding=coding.as_plain(), reason=reason
            )
            Notice.objects.tell([claim.author], "suggestion", claim, by=by)
            before = claim.coding.as_plain()
            claim._tell("suggest", by, before, {"proposal": str(proposal.uuid), **proposal.coding})
        return proposal

    def accept(self, *, by: Any, expected: int) -> None:
        """Take it: the claim says what was suggested. Stale if the claim changed since."""
        with transaction.atomic():
            self._decide(self.ACCEPTED)
            Notice.objects.tell([self.by], "accepted", self.claim, by=by)
            self.claim.edit(Coding.from_plain(self.coding), by=by, expected=expected, verb="accept")

    def decline(self, *, by: Any) -> None:
        with transaction.atomic():
            self._decide(self.DECLINED)
            Notice.objects.tell([self.by], "declined", self.claim, by=by)
            self.claim._tell("decline", by, {}, {"proposal": str(self.uuid)})

    def _decide(self, state: str) -> None:
        now = timezone.now()
        decided = Proposal.objects.filter(pk=self.pk, state=self.OPEN)
        if not decided.update(state=state, decided_at=now):
            raise Stale(Proposal.objects.get(pk=self.pk))
        self.state, self.decided_at = state, now
