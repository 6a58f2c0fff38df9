"""One-time links: the first owner's, invitations, and links to set a new password."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.models import Event
from articles.models.refusal import NotAllowed
from newsroom.models.user import OWNER, ROLES, User


class Spent(Exception):
    """The link was used, taken back or has run out."""


class TokenQuerySet(models.QuerySet):
    def usable(self) -> TokenQuerySet:
        """Neither used nor run out."""
        return self.filter(used_at=None, expires_at__gt=timezone.now())

    def held_by(self, secret: str, kind: str) -> Token | None:
        """The usable token that a link's secret opens; None if there is none."""
        rows = self.usable().select_related("person", "made_by")
        token = rows.filter(kind=kind, sha256=digest(secret)).first()
        return token if token and token.is_good else None

    def invitations(self) -> TokenQuerySet:
        """Open invitations, the newest first."""
        return self.usable().filter(kind=Token.JOIN).select_related("made_by").order_by("-id")

    def withdrawable_by(self, person: Any) -> TokenQuerySet:
        """Invitations that the person may take back: an owner, any that is open."""
        return self.invitations() if getattr(person, "is_owner", False) else self.none()

    def issue(self, kind: str, lifetime: timedelta, **fields: Any) -> tuple[Token, str]:
        """Make a token, and the secret that is told once and kept nowhere."""
        secret = secrets.token_urlsafe(32)
        token = self.create(
            kind=kind,
            sha256=digest(secret),
            expires_at=timezone.now() + lifetime,
            **fields,
        )
        return token, secret

    def issue_first(self) -> str | None:
        """The path of a new link for the first owner, making earlier ones void; None once there
        is an owner."""
        with transaction.atomic():
            if User.objects.owners().exists():
                return None
            self.filter(kind=Token.FIRST_OWNER).delete()
            token, secret = self.issue(Token.FIRST_OWNER, Token.FIRST_OWNER_LIFETIME, role=OWNER)
        return token.path(secret)

    def sweep(self) -> None:
        """Drop those that have run out."""
        self.filter(expires_at__lt=timezone.now()).delete()


class Token(models.Model):
    """Only a hash of the secret is stored, so a copy of the database opens nothing."""

    FIRST_OWNER, JOIN, RESET = "first_owner", "join", "reset"
    KINDS = [(FIRST_OWNER, "First owner"), (JOIN, "Invitation"), (RESET, "New password")]
    FIRST_OWNER_LIFETIME = timedelta(days=7)
    JOIN_LIFETIMES = [(1, "One day"), (7, "One week"), (30, "30 days")]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=KINDS)
    sha256 = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=10, choices=ROLES, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="tokens",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="made_tokens",
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "invitation", "invitations"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="first_owner", role="owner", person=None)
                | (Q(kind="join", person=None) & ~Q(role=""))
                | Q(kind="reset", role="", person__isnull=False),
                name="a_link_gives_a_role_or_a_password",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} until {self.expires_at:%Y-%m-%d %H:%M}"

    @property
    def is_good(self) -> bool:
        """Whether what the link gives may still be given."""
        if self.kind == self.FIRST_OWNER:
            return not User.objects.owners().exists()
        if self.kind == self.RESET:
            return self.person.is_active
        return bool(self.made_by and self.made_by.is_owner)

    def path(self, secret: str) -> str:
        """The address of its page, on this site."""
        return reverse(f"accounts:{self.kind}", args=[secret])

    def consume(self) -> None:
        """Use it up, inside the transaction of what it gives; Spent if somebody was faster."""
        if not Token.objects.usable().filter(pk=self.pk).update(used_at=timezone.now()):
            raise Spent
        self.refresh_from_db()
        if not self.is_good:
            raise Spent

    def withdraw(self, *, by: Any) -> None:
        """Take an invitation back: its link opens nothing any more."""
        if self.kind != self.JOIN or self.used_at:
            raise NotAllowed("Only an open invitation can be taken back.")
        with transaction.atomic():
            self.delete()
            Event.objects.record("withdraw_invitation", self, by=by, before={"role": self.role})


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
