"""Notices: what somebody should know of, until they have seen it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils import timezone

MENTION = re.compile(r"@([^\s@]+(?: [^\s@]+){0,3})")
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

    def tell(self, people: Iterable[Any], kind: str, claim: Any, *, by: Any) -> None:
        """A notice to each of them who is not the one who did it, and who may see the claim."""
        for person in people:
            if person == by or not person.is_active or not claim.is_visible_to(person):
                continue
            if not self.filter(person=person, claim=claim, by=by, seen_at=None).exists():
                self.create(person=person, kind=kind, claim=claim, by=by)

    def mention(self, claim: Any, text: str, *, by: Any) -> None:
        """A notice to everybody whose name stands after an @."""
        self.tell(mentioned(text), "mention", claim, by=by)


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


def mentioned(text: str) -> list[Any]:
    """The people whose display name follows an @: the longest name that fits."""
    names: set[str] = set()
    for found in MENTION.findall(text):
        words = found.split(" ")
        names |= {" ".join(words[:count]).rstrip(".,;:!?)") for count in range(1, len(words) + 1)}
    if not names:
        return []
    people = get_user_model().objects.present().filter(display_name__in=names)
    return list(people)
