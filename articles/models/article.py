"""Articles: the row behind a story, its state and place, and what people do with it."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from articles.models.event import Event
from articles.wording import direction


class Stale(Exception):
    """Somebody else changed the thing first; `current` is what stands now."""

    def __init__(self, current: models.Model) -> None:
        self.current = current
        super().__init__("changed by somebody else in the meantime")


class NotAllowed(Exception):
    """The verb does not fit the state the thing is in; says why."""


def curates(person: Any) -> bool:
    """Whether the person curates the newsroom: every state and audience is theirs to see."""
    return bool(getattr(person, "is_curator", False))


def annotates(person: Any) -> bool:
    """Whether the person may import stories and mark claims."""
    return bool(getattr(person, "is_annotator", False))


class Tag(models.Model):
    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> ArticleQuerySet:
        """Stories whose page the person may open; a withdrawn one tells that it was withdrawn."""
        if curates(person):
            return self
        public = Q(state__in=[Article.PUBLISHED, Article.ARCHIVED, Article.WITHDRAWN])
        if not person.is_authenticated:
            return self.filter(public, audience=Article.EVERYONE)
        return self.filter(public | Q(state=Article.DRAFT, importer=person))

    def editable_by(self, person: Any) -> ArticleQuerySet:
        """Stories whose words the person may change: curators all but the withdrawn, others
        their own drafts."""
        if curates(person):
            return self.exclude(state=Article.WITHDRAWN)
        if not annotates(person):
            return self.none()
        return self.filter(state=Article.DRAFT, importer=person)

    def withdrawable_by(self, person: Any) -> ArticleQuerySet:
        """Stories that the person may take down: an owner, any."""
        return self.all() if getattr(person, "is_owner", False) else self.none()

    def drafts(self) -> ArticleQuerySet:
        """Imports that wait for their review."""
        return self.filter(state=Article.DRAFT)

    def listed(self) -> ArticleQuerySet:
        """What the front page shows unasked: published stories."""
        return self.filter(state=Article.PUBLISHED)

    def with_words(self) -> ArticleQuerySet:
        """With the current revision and publisher, in one query."""
        return self.select_related("current", "publisher")

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by("-sorted_at", "-id")


class Article(models.Model):
    DRAFT, PUBLISHED, ARCHIVED, WITHDRAWN = "draft", "published", "archived", "withdrawn"
    STATES = [(state, state.capitalize()) for state in (DRAFT, PUBLISHED, ARCHIVED, WITHDRAWN)]
    EVERYONE, SIGNED_IN = "everyone", "signed_in"
    AUDIENCES = [(EVERYONE, "Everyone"), (SIGNED_IN, "Signed in")]
    ORDINARY, FEATURED, LEAD = "", "featured", "lead"
    PLACEMENTS = [(ORDINARY, "Ordinary"), (FEATURED, "Featured"), (LEAD, "Lead story")]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    publisher = models.ForeignKey(
        "articles.Publisher",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    address = models.CharField(max_length=2048, blank=True)
    folded_headline = models.CharField(
        max_length=300, blank=True, default="", db_index=True, editable=False
    )
    language = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=DRAFT)
    audience = models.CharField(max_length=10, choices=AUDIENCES, default=SIGNED_IN)
    placement = models.CharField(max_length=10, choices=PLACEMENTS, default=ORDINARY, blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="articles")
    current = models.ForeignKey(
        "articles.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    importer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="imports",
    )
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sorted_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=~Q(address=""), name="one_story_for_each_address"
            ),
            models.UniqueConstraint(
                fields=["placement"], condition=Q(placement="lead"), name="one_lead_story"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "archived", "withdrawn"]),
                name="state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["everyone", "signed_in"]), name="audience_is_known"
            ),
            models.CheckConstraint(
                condition=Q(placement="")
                | Q(placement__in=["featured", "lead"], state="published"),
                name="only_published_stories_are_placed",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-sorted_at", "-id"], name="stories_newest_first"),
            models.Index(
                fields=["state", "audience", "-sorted_at", "-id"], name="open_stories_newest_first"
            ),
            models.Index(fields=["state", "audience", "publisher"], name="stories_by_publisher"),
            models.Index(
                fields=["publisher", "state", "-sorted_at", "-id"], name="newest_of_a_publisher"
            ),
            models.Index(fields=["importer", "state"], name="imports_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.current.headline if self.current else str(self.uuid)

    def get_absolute_url(self) -> str:
        return reverse("read_article", args=[self.uuid])

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def is_open(self) -> bool:
        """Whether claims may be made on it."""
        return self.state == self.PUBLISHED

    def publish(self, *, by: Any) -> None:
        """Let its audience read it."""
        if self.state == self.WITHDRAWN:
            raise NotAllowed("A withdrawn story stays withdrawn.")
        self._change(by, "publish", state=self.PUBLISHED, published_at=self._since())

    def archive(self, *, by: Any) -> None:
        """Keep it readable at its address, out of the lists, closed to new claims."""
        if self.state != self.PUBLISHED:
            raise NotAllowed("Only a published story can be archived.")
        self._change(by, "archive", state=self.ARCHIVED, placement=self.ORDINARY, placed_by=None)

    def place(self, placement: str, *, by: Any) -> None:
        """Give it a place on the front page; a new lead sets the old one among the ordinary."""
        if placement and self.state != self.PUBLISHED:
            raise NotAllowed("Only a published story has a place on the front page.")
        with transaction.atomic():
            if placement == self.LEAD:
                for old in Article.objects.filter(placement=self.LEAD).exclude(pk=self.pk):
                    old._change(by, "place", placement=self.ORDINARY, placed_by=None)
            self._change(by, "place", placement=placement, placed_by=by if placement else None)

    def describe(self, *, publisher: Any, address: str, language: str, by: Any) -> None:
        """Say where it comes from, and in what language it is."""
        self._change(by, "describe", publisher=publisher, address=address, language=language)

    def open_to(self, audience: str, *, by: Any) -> None:
        """Say who may read it."""
        self._change(by, "open", audience=audience)

    def tag(self, names: list[str], *, by: Any) -> None:
        """Set its tags to these names, making those that are new."""
        wanted = {_slug(name): name.strip()[:60] for name in names if _slug(name)}
        before = sorted(self.tags.values_list("name", flat=True))
        with transaction.atomic():
            tags = [
                Tag.objects.get_or_create(slug=slug, defaults={"name": name})[0]
                for slug, name in wanted.items()
            ]
            self.tags.set(tags)
            after = sorted(tag.name for tag in tags)
            if after != before:
                self._tell("tag", by, {"tags": before}, {"tags": after})

    def discard(self, *, by: Any) -> None:
        """Throw a draft away. What was published is archived instead."""
        if self.state != self.DRAFT or self.published_at:
            raise NotAllowed("Only a draft that was never published can be discarded; archive it.")
        with transaction.atomic():
            headline = str(self)
            self.delete()
            self._tell("discard", by, {"headline": headline}, {})

    def _since(self) -> Any:
        return self.published_at or timezone.now()

    def _change(self, by: Any, verb: str, **fields: Any) -> None:
        before = {name: getattr(self, name) for name in fields}
        if before == fields:
            return
        for name, value in fields.items():
            setattr(self, name, value)
        with transaction.atomic():
            self.save(update_fields=list(fields))
            self._tell(verb, by, _plain(before), _plain(fields))

    def _tell(self, verb: str, by: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        Event.objects.record(verb, self, by=by, story=self.uuid, before=before, after=after)


def _slug(name: str) -> str:
    return (slugify(name) or slugify(name, allow_unicode=True))[:60].strip("-")


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Only what a history shows: words and names, not times."""
    return {
        name: str(value) for name, value in fields.items() if isinstance(value, str | models.Model)
    }
