"""Publishers: counted, renamed, merged, and removed when nothing refers to them."""

import uuid

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.admin.desk import DeskAdmin
from articles.admin.filters import MergedFilter
from articles.admin.naming import merge_page, name_page, remove_page
from articles.models import Publisher
from articles.wording import how_many


@admin.register(Publisher)
class PublisherAdmin(DeskAdmin):
    list_display = ("name", "story_count", "teaser_count", "leads_to")
    list_display_links = ("name",)
    list_filter = (MergedFilter,)
    search_fields = ("name",)
    ordering = ("name",)
    sortable_by = ("name", "story_count", "teaser_count")
    empty_value_display = ""
    actions = ("merge",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publisher]:
        return Publisher.objects.counted().select_related("merged_into")

    @admin.display(description="Stories", ordering="story_count")
    def story_count(self, publisher: Publisher) -> int:
        return publisher.story_count

    @admin.display(description="Teasers", ordering="teaser_count")
    def teaser_count(self, publisher: Publisher) -> int:
        return publisher.teaser_count

    @admin.display(description="Merged into")
    def leads_to(self, publisher: Publisher) -> str:
        return str(publisher.merged_into or "")

    def change_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        publisher = self.fetch(request, row)
        stories = reverse("admin:articles_article_changelist") + f"?publisher={publisher.slug}"
        counts = [
            (how_many(publisher.story_count, "story", "stories"), stories),
            (how_many(publisher.teaser_count, "teaser", "teasers"), ""),
        ]
        return name_page(request, self, publisher, counts)

    def delete_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return remove_page(request, self, self.fetch(request, row))

    @admin.action(description="Merge…")
    def merge(self, request: HttpRequest, chosen: QuerySet[Publisher]) -> HttpResponse | None:
        return merge_page(request, self, chosen.filter(merged_into=None))
