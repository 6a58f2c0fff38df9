"""What narrows the lists of claims and sources: rows that the person curates, by their UUID."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest

from annotations.models import Claim, Project, Source
from annotations.vocabulary import ANCHOR_STATES, VOICES
from articles.admin.desk import is_uuid
from articles.admin.filters import MOST_OFFERED
from articles.models import Article

SITUATIONS = {
    "waits": ("Waits for a person", Q(needs_a_person=True)),
    **{state: (words, Q(anchor_state=state)) for state, words in ANCHOR_STATES.items()},
}
STANDINGS = {
    "live": ("Live", Q(deleted_at=None, hidden_at=None)),
    "contested": ("Contested", Q(is_contested=True)),
    "hidden": ("Hidden", Q(hidden_at__isnull=False)),
    "deleted": ("Deleted", Q(deleted_at__isnull=False)),
}


class RowFilter(admin.SimpleListFilter):
    """Narrows by a row of another kind. The first by name are offered, and the chosen one wherever
    it stands; a row that is not the person's to know narrows to nothing."""

    key = "uuid"

    def rows(self, request: HttpRequest) -> QuerySet:
        """Those that the person may know, in the order in which they are offered."""
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = self.rows(request)
        self.chosen = rows.filter(**{self.key: self.value()}).first() if self._is_key() else None
        offered = list(self.offered(rows))
        if self.chosen is not None and self.chosen not in offered:
            offered.append(self.chosen)
        return [(str(getattr(row, self.key)), str(row)) for row in offered]

    def offered(self, rows: QuerySet) -> QuerySet:
        return rows[:MOST_OFFERED]

    def has_output(self) -> bool:
        return bool(self.lookup_choices) or self.value() is not None

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        if self.chosen is None:
            return queryset.none()
        return queryset.filter(**{self.parameter_name: self.chosen})

    def _is_key(self) -> bool:
        return self.value() is not None and (self.key != "uuid" or is_uuid(self.value()))


class ProjectFilter(RowFilter):
    title = parameter_name = "project"
    key = "slug"

    def rows(self, request: HttpRequest) -> QuerySet:
        return Project.objects.curated_by(request.user).in_order()


class StoryFilter(RowFilter):
    """Stories are not offered: a story's own page leads here."""

    title, parameter_name = "story", "article"

    def rows(self, request: HttpRequest) -> QuerySet:
        return Article.objects.visible_to(request.user).with_words()

    def offered(self, rows: QuerySet) -> QuerySet:
        return rows.none()


class SourceFilter(RowFilter):
    """A source, or that none is one."""

    title = parameter_name = "source"

    def rows(self, request: HttpRequest) -> QuerySet:
        sources = Source.objects.curated_by(request.user).standing()
        project = request.GET.get("project")
        there = sources.filter(project__slug=project) if project else sources
        return there.order_by("folded_name", "id")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        voices = [(voice, words) for voice, words in VOICES.items() if voice != "source"]
        return voices + super().lookups(request, model_admin)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in VOICES:
            return queryset.filter(voice=self.value())
        return super().queryset(request, queryset)


class AuthorFilter(RowFilter):
    title = parameter_name = "author"

    def rows(self, request: HttpRequest) -> QuerySet:
        curated = Project.objects.curated_by(request.user)
        theirs = Claim.objects.filter(author=OuterRef("pk"), project__in=curated)
        people = get_user_model().objects.filter(Exists(theirs))
        return people.order_by(Lower("display_name"), "id")


class WordedFilter(admin.SimpleListFilter):
    """One of some questions that have their words here."""

    asked: dict[str, tuple[str, Q]] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, words) for name, (words, _) in self.asked.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(self.asked[self.value()][1] if self.value() in self.asked else Q())


class SituationFilter(WordedFilter):
    title, parameter_name, asked = "place", "place", SITUATIONS


class StandingFilter(WordedFilter):
    title, parameter_name, asked = "state", "state", STANDINGS
