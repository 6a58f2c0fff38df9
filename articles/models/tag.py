"""Tags: the words by which curators sort stories."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from articles.models.event import Event
from articles.models.refusal import NotAllowed
from articles.wording import how_many, tidy_line

LONGEST = 60


class TagQuerySet(models.QuerySet):
    def ensure(self, names: Iterable[str]) -> list[Tag]:
        """The tags of these names, those that are new made; empty names are passed over."""
        tidied = (tidy_line(name)[:LONGEST] for name in names)
        wanted = {slug_of(name): name for name in tidied if slug_of(name)}
        return [
            self.get_or_create(slug=slug, defaults={"name": name})[0]
            for slug, name in wanted.items()
        ]

    def called(self, names: Iterable[str]) -> TagQuerySet:
        """Those with one of these names, however it is written."""
        return self.filter(slug__in=filter(None, map(slug_of, names)))

    def counted(self) -> TagQuerySet:
        """Each with `story_count`."""
        return self.annotate(story_count=models.Count("articles"))


class Tag(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=LONGEST)
    slug = models.SlugField(max_length=LONGEST, unique=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def rename(self, name: str, *, by: Any) -> None:
        """Give the tag another name, and with it another address."""
        name, before = tidy_line(name)[:LONGEST], self.name
        slug = slug_of(name)
        if not slug:
            raise NotAllowed("A tag needs a name with a letter or a digit in it.")
        if Tag.objects.filter(slug=slug).exclude(pk=self.pk).exists():
            raise NotAllowed("There is a tag of that name already. Merge the two instead.")
        self.name, self.slug = name, slug
        if self.name == before:
            return
        with transaction.atomic():
            self.save(update_fields=["name", "slug"])
            Event.objects.record(
                "rename", self, by=by, before={"name": before}, after={"name": self.name}
            )

    def merge_into(self, other: Tag, *, by: Any) -> None:
        """Hand all its stories to another tag, and go."""
        if other.pk == self.pk:
            raise NotAllowed("A tag cannot be merged into itself.")
        with transaction.atomic():
            stories = list(self.articles.all())
            other.articles.add(*stories)
            self._go()
            Event.objects.record(
                "merge", self, by=by, before={"name": self.name},
                after={"name": other.name, "stories": len(stories)},
            )  # fmt: skip

    def remove(self, *, by: Any) -> None:
        """Delete a tag that no story carries."""
        with transaction.atomic():
            references = self.references()
            if references:
                raise NotAllowed(
                    f"The tag “{self.name}” is on {references[0]}. "
                    "Merge it into another, or take it off first."
                )
            self._go()
            Event.objects.record("remove", self, by=by, before={"name": self.name})

    def references(self) -> list[str]:
        """What refers to it, as "2 stories"."""
        used = self.articles.count()
        return [how_many(used, "story", "stories")] if used else []

    def _go(self) -> None:
        Tag.objects.filter(pk=self.pk).delete()


def slug_of(name: str) -> str:
    """The name as an address; two names of the same slug are one tag."""
    return (slugify(name) or slugify(name, allow_unicode=True))[:LONGEST].strip("-")
