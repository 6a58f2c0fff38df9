"""What narrows the list of stories. Each filter asks one query, however many rows there are."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from articles.models import Article, Publisher, Tag

MOST_OFFERED = 30
NONE = "-"


class PublisherFilter(admin.SimpleListFilter):
    """Those that have stories, merged ones left out; the search finds the rest."""

    title = "publisher"
    parameter_name = "publisher"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        used = Publisher.objects.current().filter(
            Exists(Article.objects.filter(publisher=OuterRef("pk")))
        )
        return [(NONE, "None named"), *offered(used, self.value())]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == NONE:
            return queryset.filter(publisher=None)
        return queryset.filter(publisher__slug=self.value()) if self.value() else queryset


class TagFilter(admin.SimpleListFilter):
    title = "tag"
    parameter_name = "tag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(NONE, "No tags"), *offered(Tag.objects.all(), self.value())]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == NONE:
            return queryset.filter(tags=None)
        return queryset.filter(tags__slug=self.value()) if self.value() else queryset


class LanguageFilter(admin.SimpleListFilter):
    title = "language"
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        known = Article.objects.order_by("language").values_list("language", flat=True).distinct()
        return [(code or NONE, code or "Not known") for code in known[:MOST_OFFERED]]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        return queryset.filter(language="" if self.value() == NONE else self.value())


class PresenceFilter(admin.SimpleListFilter):
    """Rows that lead somewhere through a field, and rows that do not."""

    field = ""
    words = ("Yes", "No")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(zip(("yes", "no"), self.words, strict=True))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(**{f"{self.field}__isnull": self.value() == "no"})


class CopyFilter(PresenceFilter):
    title, parameter_name, field = "our copy", "copy", "story"
    words = ("Linked", "None here")


class MergedFilter(PresenceFilter):
    title, parameter_name, field = "merged", "merged", "merged_into"
    words = ("Merged into another", "Stands for itself")


def offered(named: QuerySet, chosen: str | None) -> list[tuple[str, str]]:
    """The first by name, and the chosen one wherever it stands: (slug, name)."""
    found = list(named.order_by("name").values_list("slug", "name")[:MOST_OFFERED])
    if chosen and chosen != NONE and chosen not in dict(found):
        found += named.filter(slug=chosen).values_list("slug", "name")
    return found
