"""People: one account each, known to others by a display name alone."""

from __future__ import annotations

import secrets
import uuid
import zoneinfo
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from articles.models import Event
from articles.models.refusal import NotAllowed
from newsroom import names
from newsroom.models.people import ANNOTATOR, CURATOR, OWNER, READER, ROLES, UserManager
from newsroom.models.traces import Traces


@cache
def time_zones() -> frozenset[str]:
    """The names of all time zones: reading them from the disk takes a while."""
    return frozenset(zoneinfo.available_timezones() | {settings.TIME_ZONE})


def known_zone(name: str) -> None:
    """ValidationError unless the name is a time zone's."""
    if name not in time_zones():
        raise ValidationError("Choose a time zone such as Europe/Tirane.")


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
    look = models.CharField(max_length=240, blank=True, editable=False)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=10, choices=ROLES, default=READER)
    time_zone = models.CharField(max_length=40, default=settings.TIME_ZONE, validators=[known_zone])
    shows_place = models.BooleanField("show others where I am reading", default=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name, verbose_name_plural = "person", "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["reader", "annotator", "curator", "owner"]),
                name="role_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    closed_at__isnull=False,
                    is_active=False,
                    email="",
                    display_name="former member",
                    look="",
                )
                | (Q(closed_at=None) & ~Q(look="") & ~Q(look="formermember")),
                name="only_a_closed_account_is_a_former_member",
            ),
            models.UniqueConstraint(
                fields=["look"], condition=~Q(look=""), name="no_two_display_names_look_alike"
            ),
        ]
        indexes = [models.Index(Lower("display_name"), "id", name="people_by_display_name")]

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
    def is_last_owner(self) -> bool:
        """Whether the site would be without an owner if this one left."""
        return self.is_owner and not User.objects.owners().exclude(pk=self.pk).exists()

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

    def fail_to_sign_in(self, network: str) -> None:
        """Record that somebody tried, and from which network."""
        Event.objects.record("fail_to_sign_in", self, by=None, after={"network": network})

    def change_profile(self, **changes: Any) -> None:
        """Change what stands in the profile; NotAllowed once the account is closed.

        Links that went to an earlier e-mail address open nothing any more.
        """
        with transaction.atomic():
            person = self._locked()
            before = {field: getattr(person, field) for field in changes}
            changed = [field for field, value in changes.items() if value != before[field]]
            if not changed:
                return
            for field in changed:
                setattr(self, field, changes[field])
            self.look = names.look(self.display_name)
            self.save(update_fields=[*changed, "look"])
            if "email" in changed:
                self.tokens.all().delete()
            # An address is nobody else's business, not even that of a history.
            shown = [field for field in changed if field != "email"]
            Event.objects.record(
                "change_profile", self, by=self,
                before={field: before[field] for field in shown},
                after={field: changes[field] for field in shown} | {"changed": changed},
            )  # fmt: skip

    def invite(self, role: str, lifetime: timedelta) -> str:
        """The path of a new link that gives somebody an account with the role; told once."""
        with transaction.atomic():
            if self.pk not in _lock_owners():
                raise NotAllowed("Only an owner invites people.")
            token, secret = self.made_tokens.issue("join", lifetime, made_by=self, role=role)
            Event.objects.record("invite", token, by=self, after={"role": role})
        return token.path(secret)

    def issue_reset(self, *, by: Any) -> str:
        """The path of a new link to set a new password; told once."""
        with transaction.atomic():
            self._locked()
            lifetime = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
            token, secret = self.tokens.issue("reset", lifetime, person=self, made_by=by)
            Event.objects.record("issue_reset", self, by=by)
        return token.path(secret)

    def reset_password(self, token: Any, password: str) -> None:
        """Set a new password by a one-time link; Spent if the link is used up by now."""
        self.set_password(password)
        with transaction.atomic():
            token.consume()
            self._keep_password()
            Event.objects.record("reset_password", self, by=self)

    def change_password(self, password: str) -> None:
        """Set a new password and end every session; links to set one are void."""
        self.set_password(password)
        with transaction.atomic():
            self._keep_password()
            Event.objects.record("change_password", self, by=self)

    def change_role(self, role: str, *, by: Any) -> None:
        """Give another role; NotAllowed to all but owners, and for the last owner."""
        with transaction.atomic():
            owners = _lock_owners()
            if by.pk not in owners:
                raise NotAllowed("Only an owner changes roles.")
            before = self._locked().role
            if before == role:
                return
            if before == OWNER:
                _keep_one(owners)
                self._void_links()
            self.role = role
            self.save(update_fields=["role"])
            Event.objects.record(
                "change_role", self, by=by, before={"role": before}, after={"role": role}
            )

    def close(self, *, by: Any) -> None:
        """Forget who it was and keep the work; NotAllowed for the last owner.

        Name, address and what is the person's alone go, and the payloads of the events that tell
        of them.
        """
        traces = Traces(self)
        with transaction.atomic():
            owners = _lock_owners()
            self._locked()
            if self.pk in owners:
                _keep_one(owners)
            self._drop_what_is_theirs()
            self._become_nobody()
            traces.redact()
            Event.objects.record("close", self, by=by)

    def _locked(self) -> User:
        """The row as it stands now, held until the transaction ends."""
        rows = User.objects.select_for_update(no_key=True)
        person = rows.filter(pk=self.pk, closed_at=None).first()
        if person is None:
            raise NotAllowed("The account is closed.")
        return person

    def _keep_password(self) -> None:
        self._locked()
        self.save(update_fields=["password"])
        self.tokens.all().delete()
        self.sessions.all().delete()

    def _void_links(self) -> None:
        """Links to one's account, and those that one made with a right that is going."""
        self.tokens.all().delete()
        self.made_tokens.all().delete()

    def _drop_what_is_theirs(self) -> None:
        """Sessions, links and all else that would go with the row. What keeps the row is the
        record's."""
        for relation in self._meta.related_objects:
            if relation.on_delete is models.CASCADE:
                rows = relation.related_model._default_manager
                rows.filter(**{relation.field.name: self}).delete()

    def _become_nobody(self) -> None:
        nobody = {
            "name": f"closed-{secrets.token_hex(16)}",
            "display_name": names.FORMER_MEMBER,
            "look": "",
            "email": "",
            "role": READER,
            "time_zone": settings.TIME_ZONE,
            "shows_place": False,
            "is_active": False,
            "closed_at": timezone.now(),
            "last_login": None,
        }
        for field, value in nobody.items():
            setattr(self, field, value)
        self.set_unusable_password()
        self.save(update_fields=[*nobody, "password"])


def _lock_owners() -> list[int]:
    """The owners, of whom none can leave or lose the role until the transaction ends.

    The lock lets others refer to the rows: events that are being written must not wait for us.
    """
    rows = User.objects.owners().select_for_update(no_key=True).order_by("pk")
    return [owner.pk for owner in rows]


def _keep_one(owners: list[int]) -> None:
    if len(owners) == 1:
        raise NotAllowed("The last owner stays. Make somebody else an owner first.")
