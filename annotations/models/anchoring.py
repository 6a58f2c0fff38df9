"""Where a claim's words stand in one revision of its story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from annotations.anchoring import reanchor_verdicts
from annotations.passages import Passage, at, joined
from annotations.vocabulary import ANCHOR_STATES
from articles.models import Revision

TRUSTED = ("made", "same", "moved")
WORST_LAST = ("same", "moved", "edited", "lost")
Verdict = tuple[str, int | None, int | None]


class AnchoringQuerySet(models.QuerySet):
    def on(self, revision: Revision) -> AnchoringQuerySet:
        """One row for each claim that has ever been on the story, deleted ones included."""
        return self.filter(revision=revision)

    def trusted(self) -> AnchoringQuerySet:
        """Those that say for sure where the words are."""
        return self.filter(Q(verdict__in=TRUSTED) | Q(confirmed_at__isnull=False)).exclude(
            verdict="lost"
        )


class Anchoring(models.Model):
    """`segments` are [start, end) pairs of code points in the revision's text; none when lost,
    and then `quote`, `prefix` and `suffix` are those that were looked for."""

    claim = models.ForeignKey(
        "annotations.Claim", on_delete=models.CASCADE, related_name="anchorings"
    )
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="anchorings")
    verdict = models.CharField(max_length=6, choices=list(ANCHOR_STATES.items()))
    segments = models.JSONField(default=list)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField()
    prefix = models.CharField(max_length=32, blank=True)
    suffix = models.CharField(max_length=32, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = AnchoringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("claim", "revision", name="one_anchoring_on_each_revision"),
            models.CheckConstraint(
                condition=Q(verdict="lost", start=None, end=None)
                | (~Q(verdict="lost") & Q(start__lt=models.F("end"))),
                name="only_a_lost_claim_has_no_place",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=list(ANCHOR_STATES)), name="verdict_of_anchoring_is_known"
            ),
        ]
        indexes = [models.Index(fields=["revision", "start"], name="anchorings_in_order")]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.quote[:60]}"

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody must say where the words are now."""
        return self.verdict in ("edited", "lost") and self.confirmed_at is None

    @property
    def is_trusted(self) -> bool:
        """Whether it says for sure where the words are."""
        return self.verdict in TRUSTED or (self.verdict == "edited" and not self.needs_a_person)

    @classmethod
    def of(cls, passage: Passage, **fields: Any) -> Anchoring:
        """A row, not yet stored, for a passage of the revision's text."""
        return cls(
            segments=[list(span) for span in passage.segments],
            start=passage.start,
            end=passage.end,
            quote=passage.quote,
            prefix=passage.prefix,
            suffix=passage.suffix,
            **fields,
        )

    def carried_to(self, revision: Revision) -> Anchoring:
        """Its words looked for in a newer revision: a row, not yet stored."""
        verdicts = reanchor_verdicts(
            self.revision.text, [(start, end) for start, end in self.segments], revision.text
        )
        return self.judged(verdicts, revision.text, revision=revision)

    def judged(self, verdicts: Sequence[Verdict], text: str, **fields: Any) -> Anchoring:
        """A row, not yet stored, from what became of each segment in a newer text.

        The worst segment's verdict is the claim's; a claim that lost one is lost as a whole.
        Segments that came to overlap become one.
        """
        verdict = max((each[0] for each in verdicts), key=WORST_LAST.index)
        found = joined((start, end) for _, start, end in verdicts if start is not None and end)
        if verdict == "lost":
            kept = {"quote": self.quote, "prefix": self.prefix, "suffix": self.suffix}
            return Anchoring(claim_id=self.claim_id, verdict="lost", **kept, **fields)
        return Anchoring.of(at(text, found), claim_id=self.claim_id, verdict=verdict, **fields)
