"""People: one account each, known to others by a display name alone."""

from __future__ import annotations

import uuid
import zoneinfo
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

READER, ANNOTATOR, CURATOR, OWNER = "reader", "annotator", "curator", "owner"
ROLES = [(role, role.capitalize()) for role in (READER, ANNOTATOR, CURATOR, OWNER)]


def known_zone(name: str) -> None:
    """ValidationError unless the name is a time zone's."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError("Choose a time zone such as Europe/Tirane.")


class UserManager(BaseUserManager.from_queryset(models.QuerySet)):
    def create_user(self, name: str, password: str | None = None, **fields: Any) -> User:
        """Make an account; without a password it cannot sign in until one is set."""
        user = self.model(name=name, **fields)
        user.display_name = user.display_name or name
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, name: str, password: str | None = None, **fields: Any) -> User:
        """An owner, for `manage.py createsuperuser`."""
        return self.create_user(name, password, role=OWNER, **fields)


class User(AbstractBaseUser):
    """`name` is what one signs in with and nobody else sees; `display_name` is what others see.

    A closed account keeps its row, so that work keeps its author: "former member".
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(
        "name to sign in with",
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[\w.@+-]+\Z", "Use letters, digits and . @ + - _ only.")],
    )
    display_name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=10, choices=ROLES, default=READER)
    time_zone = models.CharField(max_length=40, default=settings.TIME_ZONE, validators=[known_zone])
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["reader", "annotator", "curator", "owner"]),
                name="role_is_known",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(is_active=False, email=""),
                name="a_closed_account_is_inactive_and_has_no_mail",
            ),
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="one_account_for_each_mail"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_annotator(self) -> bool:
        return self.is_active and self.role in (ANNOTATOR, CURATOR, OWNER)

    @property
    def is_curator(self) -> bool:
        return self.is_active and self.role in (CURATOR, OWNER)

    @property
    def is_owner(self) -> bool:
        return self.is_active and self.role == OWNER

    @property
    def is_staff(self) -> bool:
        """May open the desk."""
        return self.is_curator

    @property
    def is_superuser(self) -> bool:
        return self.is_owner

    @property
    def initials(self) -> str:
        """One or two letters to stand for the name."""
        words = self.display_name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Owners may do everything at the desk, curators everything but with accounts."""
        return self.is_owner or (self.is_curator and not perm.startswith(("newsroom.", "auth.")))

    def has_perms(self, perms: list[str], obj: Any = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, label: str) -> bool:
        return self.is_owner or (self.is_curator and label not in ("newsroom", "auth"))
