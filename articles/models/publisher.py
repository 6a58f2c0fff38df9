"""Publishers: the outlets that stories came from."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from articles.models.event import Event
from articles.wording import folded


class PublisherQuerySet(models.QuerySet):
    def current(self) -> PublisherQuerySet:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def named(self, name: str) -> Publisher | None:
        """The publisher of that name, following merges; None if there is none."""
        found = self.select_related("merged_into").filter(folded_name=folded(name)).first()
        return found and (found.merged_into or found)

    def ensure(self, name: str, *, by: Any = None) -> Publisher | None:
        """The publisher of that name, made if it is new; None for an empty name."""
        name = " ".join(name.split())[:200]
        if not folded(name):
            return None
        return self.named(name) or self._make(name, by=by)

    def _make(self, name: str, *, by: Any) -> Publisher:
        stem = slugify(name)[:60] or "publisher"
        slug, number = stem, 1
        while self.filter(slug=slug).exists():
            number += 1
            slug = f"{stem}-{number}"
        with transaction.atomic():
            publisher, made = self.get_or_create(
                folded_name=folded(name), defaults={"name": name, "slug": slug}
            )
            if made:
                Event.objects.record("create", publisher, by=by, after={"name": name})
        return publisher.merged_into or publisher


class Publisher(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    folded_name = models.CharField(max_length=200, unique=True, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )

    objects = PublisherQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def rename(self, name: str, *, by: Any) -> None:
        """Give the publisher another name; its address stays."""
        before = self.name
        self.name, self.folded_name = name, folded(name)
        with transaction.atomic():
            self.save(update_fields=["name", "folded_name"])
            Event.objects.record(
                "rename", self, by=by, before={"name": before}, after={"name": name}
            )

    def merge_into(self, other: Publisher, *, by: Any) -> None:
        """Hand all stories and teasers to another; this name leads there from now on."""
        if other.pk == self.pk or other.merged_into_id:
            raise ValueError("a publisher is merged into another that stands for itself")
        with transaction.atomic():
            moved = list(self.articles.values_list("uuid", flat=True))
            self.articles.update(publisher=other)
            self.teasers.update(publisher=other)
            self.absorbed.update(merged_into=other)
            self.merged_into = other
            self.save(update_fields=["merged_into"])
            Event.objects.record(
                "merge", self, by=by,
                after={"into": str(other.uuid), "stories": [str(each) for each in moved]},
            )  # fmt: skip
