"""Roles, questions about people, and the ways in which somebody becomes one of them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from articles.models import Event
from newsroom import names

READER, ANNOTATOR, CURATOR, OWNER = "reader", "annotator", "curator", "owner"
ROLES = [(role, role.capitalize()) for role in (READER, ANNOTATOR, CURATOR, OWNER)]

NOBODY = uuid.UUID(int=0)


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

    def named(self, name: str) -> UserQuerySet:
        """The person who signs in by this name."""
        return self.filter(name=names.sign_in_name(name))

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
        person = self._new(name, password, display_name=display_name, **fields)
        person.save(using=self._db)
        return person

    def create_superuser(self, name: str, password: str | None = None, **fields: Any) -> Any:
        """An owner, for `manage.py createsuperuser`."""
        return self.create_user(name, password, role=OWNER, **fields)

    def join(self, token: Any, name: str, password: str, **fields: Any) -> Any:
        """Make the account that a one-time link gives; Spent if the link is used up by now."""
        person = self._new(name, password, role=token.role, **fields)
        with transaction.atomic():
            token.consume()
            person.save(using=self._db)
            Event.objects.record("join", person, by=person, after={"role": person.role})
        return person

    def sign_up(self, name: str, password: str, **fields: Any) -> Any:
        """Make a reader's account without an invitation."""
        person = self._new(name, password, role=READER, **fields)
        with transaction.atomic():
            person.save(using=self._db)
            Event.objects.record("sign_up", person, by=person, after={"role": person.role})
        return person

    def whoever(self, name: str) -> Any:
        """The person who signs in by this name; nobody, if there is none."""
        return self.named(name).first() or self.nobody()

    def nobody(self) -> Any:
        """Stands in events for people who do not exist."""
        return self.model(uuid=NOBODY)

    def ask_reset(self, words: str) -> list[tuple[Any, str]]:
        """Make a link for each account with an address that this name or address reaches.

        Returns (person, path); costs much the same when it reaches nobody.
        """
        with transaction.atomic():
            # held, so that no link goes to an address that is given up at this moment
            rows = self.reached_by(words).select_for_update(no_key=True)
            people = list(rows.order_by("pk"))
            links = [(person, person.issue_reset(by=None)) for person in people if person.email]
            asked = people[0] if people else self.nobody()
            Event.objects.record("ask_reset", asked, by=None)
        return links

    def _new(self, name: str, password: str | None, *, display_name: str, **fields: Any) -> Any:
        """An account not yet stored. Hashing a password takes long: not in a transaction."""
        shown = names.tidy(display_name)
        person = self.model(
            name=names.sign_in_name(name),
            display_name=shown,
            look=names.look(shown),
            **fields,
        )
        person.set_password(password)
        return person
