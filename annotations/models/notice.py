"""Notices: what somebody should know of, until they have seen it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from annotations.surroundings import titled

MENTION = re.compile(r"(?<!\w)@([^\s@]+(?: [^\s@]+){0,3})")
MOST_MENTIONS = 20
_ENDING = re.compile(r"(?:['’]s)?[.,;:!?)\]”\"]*$")
KINDS = {
    "mention": "mentioned you",
    "reply": "replied to your claim",
    "suggestion": "suggested an edit of your claim",
    "accepted": "took your suggestion",
    "declined": "declined your suggestion",
    "decision": "decided on your claim",
}


class NoticeQuerySet(models.QuerySet):
    def of(self, person: Any) -> NoticeQuerySet:
        """A person's, newest first."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(person=person).select_related("by", "claim__article").order_by("-id")

    def unseen(self) -> NoticeQuerySet:
        return self.filter(seen_at=None)

    def still_known_to(self, person: Any) -> NoticeQuerySet:
        """Those of claims that the person may still open."""
        claims = self.model._meta.get_field("claim").related_model.objects
        quoted = claims.with_quote().filter(pk=OuterRef("claim")).values("quote")
        known = self.filter(claim__in=claims.readable_by(person))
        return known.annotate(quote=Subquery(quoted))

    def see(self) -> int:
        """They are seen; how many were not."""
        return self.filter(seen_at=None).update(seen_at=timezone.now())

    def tell(self, people: Iterable[Any], kind: str, claim: Any, *, by: Any) -> None:
        """A notice to each of them who is not the one who did it, and who may see the claim."""
        for person in people:
            if person == by or not person.is_active or not claim.is_visible_to(person):
                continue
            told = {kind, "mention"} if kind == "reply" else {kind}
            waiting = {"person": person, "claim": claim, "by": by, "seen_at": None}
            if not self.filter(**waiting, kind__in=told).exists():
                self.create(person=person, kind=kind, claim=claim, by=by)

    def mention(self, claim: Any, text: str, *, by: Any, known: str = "") -> None:
        """A notice to everybody whose name stands after an @, and did not in the known text."""
        before = mentioned(known) if known else []
        people = [person for person in mentioned(text) if person not in before]
        self.tell(people, "mention", claim, by=by)


class Notice(models.Model):
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    claim = models.ForeignKey("annotations.Claim", on_delete=models.CASCADE, related_name="notices")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="notice_is_known"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notices_of_a_person"),
            models.Index(fields=["person"], condition=Q(seen_at=None), name="notices_not_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.get_kind_display()}"

    @property
    def title(self) -> str:
        """The claim's statement, else its words (ask `still_known_to`)."""
        return titled(self.claim.statement, getattr(self, "quote", "")) or "A claim"


def mentioned(text: str) -> list[Any]:
    """The people whose display name follows an @: the longest name that fits."""
    meant = [_readings(found) for found in MENTION.findall(text)[:MOST_MENTIONS]]
    names = {name for readings in meant for name in readings}
    if not names:
        return []
    people = get_user_model().objects.present().filter(display_name__in=names)
    by_name = {person.display_name: person for person in people}
    found = (next((name for name in readings if name in by_name), None) for readings in meant)
    return [by_name[name] for name in dict.fromkeys(found) if name]


def _readings(words: str) -> list[str]:
    """What the words after an @ may name, the longest first."""
    parts = words.split(" ")
    whole = (" ".join(parts[:count]) for count in range(len(parts), 0, -1))
    return [name for words in whole for name in (words, _ENDING.sub("", words))]
