"""Revisions: the words of a story at one time, kept for good."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.blocks import Block, from_json
from articles.models.article import Article, ArticleQuerySet
from articles.searching.folding import folded_blocks
from articles.wording import Wording


class RevisionQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> RevisionQuerySet:
        """Revisions, not emptied, of stories whose page the person may open."""
        stories = Article.objects.visible_to(person).filter(pk=OuterRef("article"))
        return self.filter(Exists(stories), withdrawn_at=None)

    def listed(self) -> RevisionQuerySet:
        """For a history: without the words."""
        return self.defer("blocks", "text").select_related("editor").order_by("-number")

    def recent(self) -> RevisionQuerySet:
        """Those that changed a story, newest first; imports, the first revisions, left out."""
        return (
            self.filter(number__gt=1)
            .defer("blocks", "text", "folded_text")
            .select_related("editor", "article")
            .order_by("-created_at")
        )

    def chosen(self, article: Article, number: int | None) -> RevisionQuerySet:
        """The story's one of this number, else its current one; none that a withdrawal emptied."""
        which = {"number": number} if number else {"pk": article.current_id}
        return self.filter(article=article, withdrawn_at=None, **which)

    def text_alone(self, article: Article, number: int | None) -> Revision | None:
        """The `chosen` one with nothing but its number and text. Costs no query where the story
        was fetched `with_text`, and its current words are chosen."""
        if number in (None, getattr(article, "number", None)) and getattr(article, "text", ""):
            key, number, text = article.current_id, article.number, article.text
            return Revision(pk=key, article=article, number=number, text=text)
        found = self.chosen(article, number).values_list("pk", "number", "text")[:1]
        for key, number, text in found:
            return Revision(pk=key, article=article, number=number, text=text)
        return None

    def with_text(self, sha256: str) -> RevisionQuerySet:
        """Revisions of exactly this text."""
        return self.filter(sha256=sha256)


def with_text(stories: ArticleQuerySet) -> ArticleQuerySet:
    """Stories with number and text of their current words, for `text_alone`."""
    return stories.annotate(number=models.F("current__number"), text=models.F("current__text"))


class FoldedTextField(models.TextField):
    """The words of the row's `text` as search compares them, made anew whenever it is saved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = folded_blocks(model_instance.text)
        setattr(model_instance, self.attname, folded)
        return folded


class Revision(models.Model):
    """Immutable, which a trigger holds too; only a withdrawal empties it."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    headline = models.TextField(blank=True)
    standfirst = models.TextField(blank=True)
    byline = models.CharField(max_length=500, blank=True)
    captions = models.JSONField(default=list, blank=True)
    published = models.CharField(max_length=32, blank=True)
    source_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=1)
    blocks = models.JSONField(default=list)
    text = models.TextField(blank=True)
    folded_text = FoldedTextField(blank=True, default="", editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    reason = models.CharField(max_length=500, blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="revisions",
    )
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("article", "number", name="one_revision_of_each_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revisions_count_from_one"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | ~Q(text=""),
                name="only_a_withdrawn_revision_is_empty",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-created_at"], condition=Q(number__gt=1), name="recently_revised"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks after headline and standfirst."""
        blocks = from_json(self.blocks)
        return tuple(block for block in blocks if block.kind not in ("headline", "standfirst"))

    @property
    def wording(self) -> Wording:
        return Wording(
            headline=self.headline,
            standfirst=self.standfirst,
            byline=self.byline,
            captions=tuple(self.captions),
            published=self.published,
            source_minutes=self.source_minutes,
            body=self.body,
        )
