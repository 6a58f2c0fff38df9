"""Teasers: headlines that came along with a story, folded away under it."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models, transaction

from articles.models.article import Article
from articles.models.event import Event
from articles.models.refusal import NotAllowed
from articles.wording import headline_key


class TeaserQuerySet(models.QuerySet):
    def beneath(self, article: models.Model) -> TeaserQuerySet:
        """A story's teasers in their order, each with our copy of its story if we have it."""
        return self.filter(article=article).select_related("story").order_by("position", "id")

    def in_reading_order(self, article: models.Model) -> list[Teaser]:
        """As a page shows them: in their order, the sponsored last."""
        return sorted(self.beneath(article), key=lambda teaser: teaser.kind == Teaser.SPONSORED)

    def cut_short(self) -> set[str]:
        """Summaries that the page itself broke off."""
        return set(self.filter(truncated=True).values_list("summary", flat=True))

    def editable_by(self, person: Any) -> TeaserQuerySet:
        """Teasers of the stories that the person may change."""
        stories = Article.objects.editable_by(person).filter(pk=models.OuterRef("article"))
        return self.filter(models.Exists(stories))

    def add(self, article: Article, *, by: Any, **fields: Any) -> Teaser:
        """A new teaser at the end of a story's."""
        with transaction.atomic():
            last = self.filter(article=article).aggregate(last=models.Max("position"))["last"]
            teaser = self.create(
                article=article,
                position=0 if last is None else last + 1,
                folded_headline=headline_key(fields["headline"]),
                **fields,
            )
            teaser._tell("add", by, {}, {"headline": teaser.headline})
        return teaser


class Teaser(models.Model):
    RELATED, SPONSORED = "related", "sponsored"
    KINDS = [(RELATED, "Related"), (SPONSORED, "Sponsored")]

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
    kind = models.CharField(max_length=10, default=RELATED, choices=KINDS)
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

    @property
    def list_key(self) -> tuple[str, str]:
        """Neighbours with the same key stand together, under one title."""
        return self.kind, self.group

    def edit(self, *, by: Any, **fields: Any) -> bool:
        """Change its words, kind, group, address or publisher."""
        before = {name: getattr(self, name) for name in fields}
        changed = [name for name in fields if fields[name] != before[name]]
        if not changed:
            return False
        for name in changed:
            setattr(self, name, fields[name])
        self.folded_headline = headline_key(self.headline)
        with transaction.atomic():
            self.save(update_fields=[*changed, "folded_headline"])
            self._tell("edit", by, _shown(before, changed), _shown(fields, changed))
        return True

    def lead_to(self, story: Article | None, *, by: Any) -> bool:
        """Link it to our copy of the story it announces, or to none."""
        if story == self.story:
            return False
        before, self.story = self.story, story
        with transaction.atomic():
            self.save(update_fields=["story"])
            self._tell("link", by, {"copy": _named(before)}, {"copy": _named(story)})
        return True

    def step(self, *, up: bool, by: Any) -> bool:
        """One place up or down; at the edge of a group it first joins the next group."""
        order = Teaser.objects.in_reading_order(self.article)
        at = order.index(self) + (-1 if up else 1)
        if not 0 <= at < len(order):
            return False
        neighbour = order[at]
        same = neighbour.list_key == self.list_key
        return self.put(neighbour, after=(not up) if same else up, by=by)

    def put(self, beside: Teaser, *, after: bool, by: Any) -> bool:
        """Stand it right before or after another of its story, in that one's group."""
        with transaction.atomic():
            Article.objects.select_for_update().get(pk=self.article_id)
            order = Teaser.objects.in_reading_order(self.article)
            others = [teaser for teaser in order if teaser != self]
            if beside not in others:
                raise NotAllowed("That headline stands under another story now.")
            was = _place(order, self)
            others.insert(others.index(beside) + after, self)
            self.kind, self.group = beside.list_key
            for position, teaser in enumerate(others):
                teaser.position = position
            Teaser.objects.bulk_update(others, ["position", "kind", "group"])
            if _place(others, self) == was:
                return False
            self._tell("move", by, was, _place(others, self))
        return True

    def move_to(self, article: Article, *, by: Any) -> None:
        """Hand it to another story, to stand last there; both histories tell."""
        if article.state == Article.WITHDRAWN:
            raise NotAllowed("A withdrawn story takes no headlines.")
        if article.pk == self.article_id:
            raise NotAllowed("It stands under that story already.")
        left = self.article
        with transaction.atomic():
            last = article.teasers.aggregate(last=models.Max("position"))["last"]
            self.article, self.position = article, 0 if last is None else last + 1
            self.save(update_fields=["article", "position"])
            before, after = {"story": _named(left)}, {"story": _named(article)}
            Event.objects.record("move", self, by=by, story=left.uuid, before=before, after=after)
            self._tell("move", by, before, after)

    def remove(self, *, by: Any) -> None:
        """Take it away; its words stay in the history."""
        with transaction.atomic():
            Teaser.objects.filter(pk=self.pk).delete()
            self._tell("remove", by, {"headline": self.headline, "summary": self.summary}, {})

    def _tell(self, verb: str, by: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        Event.objects.record(verb, self, by=by, story=self.article.uuid, before=before, after=after)


def _place(order: list[Teaser], teaser: Teaser) -> dict[str, Any]:
    at = order.index(teaser)
    found = order[at]
    return {"place": at + 1, "group": found.group, "kind": found.kind}


def _named(story: Article | None) -> str:
    """A story as events of another one name it: its words would outlive its withdrawal there."""
    return str(story.uuid) if story else ""


def _shown(fields: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """Values as a history shows them: rows by their names."""
    return {
        name: str(fields[name] or "") if not isinstance(fields[name], bool) else fields[name]
        for name in names
    }
