"""Teasers: headlines that came along with a story, folded away under it."""

from __future__ import annotations

import uuid

from django.db import models


class TeaserQuerySet(models.QuerySet):
    def beneath(self, article: models.Model) -> TeaserQuerySet:
        """A story's teasers in their order, each with our copy of its story if we have it."""
        return self.filter(article=article).select_related("story").order_by("position", "id")

    def leading_to(self, *, address: str, folded_headline: str) -> TeaserQuerySet:
        """Teasers of a story, by its address or else by its headline."""
        by_headline = models.Q(folded_headline=folded_headline) & ~models.Q(folded_headline="")
        if not address:
            return self.filter(by_headline)
        return self.filter(models.Q(address=address) | by_headline)


class Teaser(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="teasers"
    )
    group = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    headline = models.CharField(max_length=1000)
    folded_headline = models.CharField(max_length=1000, db_index=True, editable=False)
    summary = models.TextField(blank=True)
    truncated = models.BooleanField(default=False)
    address = models.CharField(max_length=2048, blank=True, db_index=True)
    publisher = models.ForeignKey(
        "articles.Publisher",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="teasers",
    )
    kind = models.CharField(
        max_length=10,
        default="related",
        choices=[("related", "Related"), ("sponsored", "Sponsored")],
    )
    story = models.ForeignKey(
        "articles.Article",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="teased_by",
    )

    objects = TeaserQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["article", "position"], name="teasers_of_a_story")]

    def __str__(self) -> str:
        return self.headline
