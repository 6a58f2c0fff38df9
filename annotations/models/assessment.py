"""What a person thinks of a claim and of a source: ours, and never what the words express."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from annotations.models.source import Source
from annotations.vocabulary import CREDIBILITY, RELIABILITY, VERDICTS


class SourceAssessment(models.Model):
    """How far one person trusts a source. F is no basis for a judgement, not the worst one."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="assessments")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="source_assessments"
    )
    reliability = models.CharField(max_length=1, choices=list(RELIABILITY.items()))
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("source", "person", name="one_assessment_of_a_source_each"),
            models.CheckConstraint(
                condition=Q(reliability__in=list(RELIABILITY)), name="reliability_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.reliability}"


class Assessment(models.Model):
    """One person's judgement of a claim. 6 is no basis for one, not the worst."""

    claim = models.ForeignKey(
        "annotations.Claim", on_delete=models.CASCADE, related_name="assessments"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments"
    )
    credibility = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=list(CREDIBILITY.items())
    )
    verdict = models.CharField(max_length=12, choices=list(VERDICTS.items()), default="unreviewed")
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("claim", "person", name="one_assessment_of_a_claim_each"),
            models.CheckConstraint(
                condition=Q(credibility=None) | Q(credibility__in=list(CREDIBILITY)),
                name="credibility_is_known",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=list(VERDICTS)), name="verdict_is_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict="unreviewed") | ~Q(reason=""), name="a_verdict_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.credibility or '–'}"

    @classmethod
    def make(
        cls, claim: Any, *, credibility: int | None, verdict: str = "unreviewed", reason: str = "",
        by: Any,
    ) -> bool:  # fmt: skip
        """Judge a claim, in place of one's earlier judgement; with neither credibility nor verdict
        that is taken back. The same again changes nothing."""
        after = {"credibility": credibility, "verdict": verdict, "reason": reason.strip()}
        given = bool(credibility) or verdict != "unreviewed"
        with claim._held() as held:
            held._refuse_closed()
            mine = cls.objects.filter(claim=held, person=by)
            before = mine.values("credibility", "verdict", "reason").first() or {}
            if before == (after if given else {}):
                return False
            mine.delete()
            if given:
                cls.objects.create(claim=held, person=by, **after)
            held._tell("assess", by, before, after if given else {})
        return True
