"""Articles: the row behind a story, its state and place, and what people do with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.addresses import twins
from articles.models.event import Event
from articles.models.refusal import NotAllowed, Stale
from articles.models.tag import Tag, slug_of
from articles.wording import direction

__all__ = ["Article", "NotAllowed", "Stale", "annotates", "curates"]


def curates(person: Any) -> bool:
    """Whether the person curates the newsroom: every state and audience is theirs to see."""
    return bool(getattr(person, "is_curator", False))


def annotates(person: Any) -> bool:
    """Whether the person may import stories and mark claims."""
    return bool(getattr(person, "is_annotator", False))


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

    def reviewable_by(self, person: Any) -> ArticleQuerySet:
        """Imports that the person may review, or could until somebody else was done with them."""
        if curates(person):
            return self
        return self.filter(importer=person) if annotates(person) else self.none()

    def withdrawable_by(self, person: Any) -> ArticleQuerySet:
        """Stories that the person may take down: an owner, any."""
        return self.all() if getattr(person, "is_owner", False) else self.none()

    def drafts(self) -> ArticleQuerySet:
        """Imports that wait for their review."""
        return self.filter(state=Article.DRAFT)

    def for_review(self) -> ArticleQuerySet:
        """As the list of imports shows them, the newest first."""
        shown = self.with_words().select_related("importer").annotate(along=models.Count("teasers"))
        return shown.defer("current__blocks", "current__text").order_by("-created_at", "-id")

    def at_address(self, address: str) -> ArticleQuerySet:
        """The story at a page's address, whichever its scheme; none for no address."""
        return self.filter(address__in=twins(address))

    def listed(self) -> ArticleQuerySet:
        """What the front page shows unasked: published stories."""
        return self.filter(state=Article.PUBLISHED)

    def with_words(self) -> ArticleQuerySet:
        """With the current revision and publisher, in one query."""
        return self.select_related("current", "publisher").defer("current__folded_text")

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by("-sorted_at", "-id")


class Article(models.Model):
    DRAFT, PUBLISHED, ARCHIVED, WITHDRAWN = "draft", "published", "archived", "withdrawn"
    STATES = [(state, state.capitalize()) for state in (DRAFT, PUBLISHED, ARCHIVED, WITHDRAWN)]
    EVERYONE, SIGNED_IN = "everyone", "signed_in"
    AUDIENCES = [(EVERYONE, "Everyone"), (SIGNED_IN, "Signed in")]
    ORDINARY, FEATURED, LEAD = "", "featured", "lead"
    PARTS = ("revisions", "captures", "teasers")
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
        verbose_name = "story"
        verbose_name_plural = "stories"
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
            models.Index(fields=["-sorted_at", "-id"], name="all_stories_newest_first"),
            models.Index(fields=["language", "-sorted_at", "-id"], name="newest_of_a_language"),
            models.Index(fields=["state", "-sorted_at", "-id"], name="stories_newest_first"),
            models.Index(
                fields=["state", "audience", "-sorted_at", "-id"], name="open_stories_newest_first"
            ),
            models.Index(fields=["state", "audience", "publisher"], name="stories_by_publisher"),
            models.Index(
                fields=["publisher", "state", "-sorted_at", "-id"], name="newest_of_a_publisher"
            ),
            models.Index(fields=["importer", "state"], name="imports_of_a_person"),
            models.Index(fields=["placement", "-sorted_at"], name="placed_stories"),
        ]

    def __str__(self) -> str:
        if self.state == self.WITHDRAWN:
            return "Withdrawn story"
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

    @property
    def is_corrected(self) -> bool:
        """Whether its words changed after it was first published."""
        return bool(self.published_at and self.current.created_at > self.published_at)

    def publish(self, *, by: Any) -> bool:
        """Let its audience read it; an archived story comes back."""
        with self._held():
            if self.state == self.WITHDRAWN:
                raise NotAllowed("A withdrawn story stays withdrawn.")
            since = self.published_at or timezone.now()
            return self._change(by, "publish", state=self.PUBLISHED, published_at=since)

    def archive(self, *, by: Any) -> bool:
        """Keep it readable at its address, out of the lists, closed to new claims."""
        with self._held():
            if self.state not in (self.PUBLISHED, self.ARCHIVED):
                raise NotAllowed("Only a published story can be archived.")
            return self._change(
                by, "archive", state=self.ARCHIVED, placement=self.ORDINARY, placed_by=None
            )

    def place(self, placement: str, *, by: Any) -> bool:
        """Give it a place on the front page; a new lead sets the old one among the ordinary."""
        with self._held():
            if placement and self.state != self.PUBLISHED:
                raise NotAllowed("Only a published story has a place on the front page.")
            if placement == self.placement:
                return False
            try:
                return self._place(placement, by=by)
            except IntegrityError:
                raise NotAllowed("Another lead was chosen at the same moment.") from None

    def describe(self, *, publisher: Any, address: str, language: str, by: Any) -> bool:
        """Say where it comes from, and in what language it is."""
        with self._held():
            try:
                return self._change(
                    by, "describe", publisher=publisher, address=address, language=language
                )
            except IntegrityError:
                raise NotAllowed("Another story here has this address already.") from None

    def open_to(self, audience: str, *, by: Any) -> bool:
        """Say who may read it."""
        with self._held():
            return self._change(by, "open", audience=audience)

    def tag(self, names: Iterable[str], *, by: Any) -> bool:
        """Set its tags to these names, making those that are new."""
        with self._held():
            before = sorted(self.tags.values_list("name", flat=True))
            tags = Tag.objects.ensure(names)
            after = sorted(tag.name for tag in tags)
            if after == before:
                return False
            self.tags.set(tags)
            self._tell("tag", by, {"tags": before}, {"tags": after})
            return True

    def retag(self, *, add: Iterable[str] = (), remove: Iterable[str] = (), by: Any) -> bool:
        """Put these tags on it and take those off, leaving the others."""
        with self._held():
            slugs = {slug_of(name) for name in remove}
            kept = self.tags.exclude(slug__in=slugs).values_list("name", flat=True)
            return self.tag([*kept, *add], by=by)

    def discard(self, *, by: Any) -> None:
        """Throw a draft away. What was published is archived instead."""
        with self._held():
            if self.state != self.DRAFT or self.published_at:
                raise NotAllowed(
                    "Only a draft that was never published can be discarded; archive it."
                )
            headline = str(self)
            self.delete()
            self._tell("discard", by, {"headline": headline}, {})

    def referring(self) -> Iterator[models.QuerySet]:
        """The rows that refer to it and are no part of it, kind by kind."""
        for relation in self._meta.related_objects:
            if relation.get_accessor_name() not in self.PARTS:
                yield relation.related_model._default_manager.filter(**{relation.field.name: self})

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Its row locked and read again, so that a verb judges what is, not what was."""
        with transaction.atomic():
            try:
                self.refresh_from_db(
                    fields=["state", "audience", "placement", "published_at"],
                    from_queryset=Article.objects.select_for_update(),
                )
            except Article.DoesNotExist:
                raise NotAllowed("The story was thrown away in the meantime.") from None
            yield

    def _place(self, placement: str, *, by: Any) -> bool:
        with transaction.atomic():
            if placement == self.LEAD:
                for old in Article.objects.filter(placement=self.LEAD).exclude(pk=self.pk):
                    old._change(by, "place", placement=self.ORDINARY, placed_by=None)
            return self._change(
                by, "place", placement=placement, placed_by=by if placement else None
            )

    def _change(self, by: Any, verb: str, **fields: Any) -> bool:
        """Whether anything changed: the same again leaves no event."""
        before = {name: getattr(self, name) for name in fields}
        if before == fields:
            return False
        for name, value in fields.items():
            setattr(self, name, value)
        with transaction.atomic():
            self.save(update_fields=list(fields))
            self._tell(verb, by, _plain(before), _plain(fields))
        return True

    def _tell(self, verb: str, by: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        Event.objects.record(verb, self, by=by, story=self.uuid, before=before, after=after)


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Only what a history shows: words and names, not times, nor people (the event has them)."""
    shown = {name: value for name, value in fields.items() if name != "placed_by"}
    return {
        name: str(value) for name, value in shown.items() if isinstance(value, str | models.Model)
    }
