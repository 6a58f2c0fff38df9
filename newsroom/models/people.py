"""Roles, questions about people, and the ways in which somebody becomes one of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from articles.models import Event
from newsroom import names

READER, ANNOTATOR, CURATOR, OWNER = "reader", "annotator", "curator", "owner"
ROLES = [(role, role.capitalize()) for role in (READER, ANNOTATOR, CURATOR, OWNER)]


class UserQuerySet(models.QuerySet):
    def present(self) -> UserQuerySet:
        """Those whose account is not closed."""
        return self.filter(closed_at=None)

    def owners(self) -> UserQuerySet:
        return self.filter(role=OWNER, is_active=True)

    def visible_to(self, person: Any) -> UserQuerySet:
        """Those on the list of people: for curators, everybody who has an account."""
        return self.present() if getattr(person, "is_curator", False) else self.none()

    def manageable_by(self, person: Any) -> UserQuerySet:
        """Those whose role and way in the person may change: for an owner, everybody."""
        return self.present() if getattr(person, "is_owner", False) else self.none()

    def listed(self, words: str = "") -> UserQuerySet:
        """By display name, those that contain the words."""
        found = self.filter(display_name__icontains=words) if words else self
        return found.order_by(Lower("display_name"), "id")

    def reached_by(self, words: str) -> UserQuerySet:
        """Active accounts with this sign-in name or this e-mail address."""
        named = Q(name=names.sign_in_name(words)) | (Q(email__iexact=words) & ~Q(email=""))
        return self.filter(named, is_active=True)

    def alike(self, display_name: str) -> UserQuerySet:
        """Those whose display name could be taken for this one."""
        return self.filter(look=names.look(display_name))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, name: str) -> Any:
        return self.get(name=names.sign_in_name(name))

    def create_user(
        self, name: str, password: str | None = None, *, display_name: str, **fields: Any
    ) -> Any:
        """Make an account; without a password it cannot sign in until one is set."""
        shown = names.tidy(display_name)
        user = self.model(
            name=names.sign_in_name(name),
            display_name=shown,
            look=names.look(shown),
            **fields,
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, name: str, password: str | None = None, **fields: Any) -> Any:
        """An owner, for `manage.py createsuperuser`."""
        return self.create_user(name, password, role=OWNER, **fields)

    def join(self, token: Any, name: str, password: str, **fields: Any) -> Any:
        """Make the account that a one-time link gives; Spent if the link is used up by now."""
        with transaction.atomic():
            token.consume()
            return self._enter(name, password, role=token.role, by=token.made_by, **fields)

    def sign_up(self, name: str, password: str, **fields: Any) -> Any:
        """Make a reader's account without an invitation."""
        with transaction.atomic():
            return self._enter(name, password, role=READER, by=None, **fields)

    def _enter(self, name: str, password: str, *, role: str, by: Any, **fields: Any) -> Any:
        person = self.create_user(name, password, role=role, **fields)
        after = {"role": role, "invited": by is not None}
        Event.objects.record("join", person, by=person, after=after)
        return person
