"""Events: everything that happened, read only."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.admin import histories
from articles.admin.choosing import matching
from articles.admin.desk import DeskAdmin, RowsByUuid, without_words
from articles.admin.parts import address
from articles.models import Article, Event

MOST_STORIES = 200
KINDS = {
    "article": "Stories",
    "teaser": "Teasers",
    "publisher": "Publishers",
    "tag": "Tags",
    "user": "Accounts",
}


class RowsWithStories(RowsByUuid):
    """Adds to each event the story that it is about, and what it tells, for all of a page at
    once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        events = list(self.result_list)
        stories = Article.objects.visible_to(request.user).with_words().defer(*without_words(""))
        found = {
            story.uuid: story for story in stories.filter(uuid__in={each.story for each in events})
        }
        for line in histories.lines_of(events, request.user):
            line.event.about, line.event.line = found.get(line.event.story), line
        self.result_list = events


class KindFilter(admin.SimpleListFilter):
    """What sort of thing it happened to. The kinds are known, so none is asked for."""

    title = "kind"
    parameter_name = "of"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return list(KINDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class WhenFilter(admin.DateFieldListFilter):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.title = "when"


@admin.register(Event)
class EventAdmin(DeskAdmin):
    list_display = ("when", "person", "deed", "about", "changes")
    list_display_links = None
    list_filter = (KindFilter, ("at", WhenFilter))
    search_fields = ("by__display_name",)
    search_help_text = "A person, words of a story’s headline, or its address"
    ordering = ("-id",)
    sortable_by = ()
    empty_value_display = ""

    def get_urls(self) -> list[URLPattern]:
        return [path("", self.on_desk(self.changelist_view), name="articles_event_changelist")]

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[RowsWithStories]:
        return RowsWithStories

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return Event.objects.visible_to(request.user).select_related("by")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        """By the person, or by the story: one of the newest that fit."""
        if not search_term:
            return queryset, False
        visible = Article.objects.visible_to(request.user)
        stories = matching(visible, search_term, by=request.user).newest_first()
        uuids = list(stories.values_list("uuid", flat=True)[:MOST_STORIES])
        person = Q(by__display_name__icontains=search_term)
        return queryset.filter(Q(story__in=uuids) | person), False

    @admin.display(description="When")
    def when(self, event: Event) -> SafeString:
        local = timezone.localtime(event.at)
        return format_html(
            '<time datetime="{}">{}</time>', local.isoformat(), local.strftime("%d %b %Y, %H:%M")
        )

    @admin.display(description="Who")
    def person(self, event: Event) -> str:
        return str(event.by or "Sayso")

    @admin.display(description="What")
    def deed(self, event: Event) -> SafeString | str:
        line = event.line
        if not line.url:
            return line.deed
        return format_html('<a class="link" href="{}">{}</a>', line.url, line.deed)

    @admin.display(description="Story")
    def about(self, event: Event) -> SafeString | str:
        if event.about is None:
            return ""
        return format_html(
            '<a class="link" href="{}" dir="auto">{}</a>',
            address(event.about, "history"), event.about,
        )  # fmt: skip

    @admin.display(description="Before → after")
    def changes(self, event: Event) -> SafeString | str:
        if event.redacted_at:
            return "Emptied"
        told = (
            (label, f"{before} → {after}" if before else after)
            for label, before, after in event.line.changes
        )
        return format_html_join("", '<span class="change">{}: {}</span>', told)
