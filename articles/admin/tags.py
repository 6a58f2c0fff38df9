"""Tags: counted, renamed, merged, and removed when no story carries them."""

import uuid

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.admin.desk import DeskAdmin
from articles.admin.naming import merge_page, name_page, remove_page
from articles.models import Tag
from articles.wording import how_many


@admin.register(Tag)
class TagAdmin(DeskAdmin):
    list_display = ("name", "slug", "story_count")
    list_display_links = ("name",)
    search_fields = ("name",)
    ordering = ("name",)
    sortable_by = ("name", "story_count")
    actions = ("merge",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return Tag.objects.counted()

    @admin.display(description="Stories", ordering="story_count")
    def story_count(self, tag: Tag) -> int:
        return tag.story_count

    def change_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        tag = self.fetch(request, row)
        stories = reverse("admin:articles_article_changelist") + f"?tag={tag.slug}"
        counts = [(how_many(tag.story_count, "story", "stories"), stories)]
        return name_page(request, self, tag, counts)

    def delete_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return remove_page(request, self, self.fetch(request, row))

    @admin.action(description="Merge…")
    def merge(self, request: HttpRequest, chosen: QuerySet[Tag]) -> HttpResponse | None:
        return merge_page(request, self, chosen)
