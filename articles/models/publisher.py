"""Publishers: the outlets that stories came from."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from articles.models.event import Event
from articles.models.refusal import NotAllowed
from articles.searching.folding import without_spaces
from articles.wording import folded, how_many, tidy_line

BATCH = 500
LONGEST = 200


class PublisherQuerySet(models.QuerySet):
    def current(self) -> PublisherQuerySet:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def counted(self) -> PublisherQuerySet:
        """Each with `story_count` and `teaser_count`."""
        return self.annotate(story_count=_count("articles"), teaser_count=_count("teasers"))

    def named(self, name: str) -> Publisher | None:
        """The publisher of that name, following merges; None if there is none."""
        found = self.select_related("merged_into").filter(folded_name=key_of(name)).first()
        return found and (found.merged_into or found)

    def called(self, names: Iterable[str]) -> PublisherQuerySet:
        """Those with one of these names, or with one as some words of theirs."""
        which = Q(pk=None)
        for name in filter(None, map(folded, names)):
            which |= Q(folded_name=name) | Q(slug=slugify(name))
            if without_spaces(name):
                which |= Q(folded_name__contains=name)
            else:
                which |= Q(folded_name__startswith=f"{name} ") | Q(folded_name__endswith=f" {name}")
                which |= Q(folded_name__contains=f" {name} ")
        return self.filter(which)

    def ensure(self, name: str, *, by: Any = None) -> Publisher | None:
        """The publisher of that name, made if it is new; None for an empty name."""
        name = tidy_line(name)[:LONGEST]
        if not key_of(name):
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
                folded_name=key_of(name), defaults={"name": name, "slug": slug}
            )
            if made:
                Event.objects.record("create", publisher, by=by, after={"name": name})
        return publisher.merged_into or publisher


class Publisher(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=LONGEST)
    slug = models.SlugField(max_length=80, unique=True)
    folded_name = models.CharField(max_length=LONGEST, unique=True, editable=False)
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
        name, before = tidy_line(name)[:LONGEST], self.name
        if not key_of(name):
            raise NotAllowed("A publisher needs a name with a letter or a digit in it.")
        if Publisher.objects.filter(folded_name=key_of(name)).exclude(pk=self.pk).exists():
            raise NotAllowed("There is a publisher of that name already. Merge the two instead.")
        if name == before:
            return
        self.name, self.folded_name = name, key_of(name)
        with transaction.atomic():
            self.save(update_fields=["name", "folded_name"])
            Event.objects.record(
                "rename", self, by=by, before={"name": before}, after={"name": name}
            )

    def merge_into(self, other: Publisher, *, by: Any) -> None:
        """Hand all stories and teasers to another; this name leads there from now on.

        Large ones are handed over in batches first. A merge that is cut short leaves two
        publishers that stand for themselves, and can be done again.
        """
        if other.pk == self.pk or other.merged_into_id:
            raise NotAllowed("A publisher is merged into another that stands for itself.")
        while self.articles.count() > BATCH or self.teasers.count() > BATCH:
            with transaction.atomic():
                self._hand_over(other, by=by)
        with transaction.atomic():
            self._hand_over(other, by=by)
            self.absorbed.update(merged_into=other)
            self.merged_into = other
            self.save(update_fields=["merged_into"])
            Event.objects.record("merge", self, by=by, after={"into": other.name})

    def remove(self, *, by: Any) -> None:
        """Delete a publisher that nothing refers to."""
        with transaction.atomic():
            references = self.references()
            if references:
                listed = ", ".join(references)
                raise NotAllowed(f"“{self.name}” is referred to by {listed}. Merge it instead.")
            Publisher.objects.filter(pk=self.pk).delete()
            Event.objects.record("remove", self, by=by, before={"name": self.name})

    def references(self) -> list[str]:
        """What refers to it, as "2 stories"."""
        counted = [
            (self.articles.count(), "story", "stories"),
            (self.teasers.count(), "teaser", "teasers"),
            (self.absorbed.count(), "merged publisher", "merged publishers"),
        ]
        return [how_many(*each) for each in counted if each[0]]

    def _hand_over(self, other: Publisher, *, by: Any) -> None:
        """A batch of its stories and teasers, told so that it could be taken back."""
        stories = dict(self.articles.order_by("pk").values_list("pk", "uuid")[:BATCH])
        teasers = list(self.teasers.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not stories and not teasers:
            return
        self.articles.filter(pk__in=stories).update(publisher=other)
        self.teasers.filter(pk__in=teasers).update(publisher=other)
        Event.objects.record(
            "hand_over", self, by=by,
            after={
                "to": other.name, "stories": [str(each) for each in stories.values()],
                "teasers": len(teasers),
            },
        )  # fmt: skip


def key_of(name: str) -> str:
    """What a publisher is known again by; folding can make a name longer."""
    return folded(name)[:LONGEST]


def _count(name: str) -> Any:
    """How many of a publisher's rows; a query within, so that two counts do not multiply."""
    relation = Publisher._meta.get_field(name)
    rows = relation.related_model._default_manager.filter(publisher=models.OuterRef("pk"))
    counted = rows.order_by().values("publisher").annotate(number=models.Count("pk"))
    return Coalesce(models.Subquery(counted.values("number")), 0)
