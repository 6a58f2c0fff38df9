"""Captures: what was imported, byte for byte, shown as text and never drawn."""

import uuid

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from articles.admin.desk import DeskAdmin, desk_page, without_words
from articles.admin.parts import fetch, story_page
from articles.models import Capture
from articles.parting.page import Refusal
from articles.parting.sniffing import decode

LONGEST_SHOWN = 200_000


@admin.register(Capture)
class CaptureAdmin(DeskAdmin):
    list_display = ("of_story", "kind", "size", "address", "importer_version", "by", "captured_at")
    list_display_links = ("of_story",)
    list_filter = ("kind", "importer_version")
    search_fields = ("article__current__headline", "address")
    ordering = ("-id",)
    sortable_by = ()
    empty_value_display = ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        return captures_for(request).defer("packed", "decisions", *without_words("article__"))

    @admin.display(description="Story")
    def of_story(self, capture: Capture) -> str:
        return str(capture.article)

    def has_change_permission(self, request: HttpRequest, obj: Capture | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        return [
            path("<uuid:row>/text/", self.on_desk(download), name="articles_capture_text"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return show(request, row)


@require_GET
def show(request: HttpRequest, row: uuid.UUID) -> HttpResponse:
    """The text as it came, cut when it is long, and how the importer decided about its parts."""
    capture = get_object_or_404(captures_for(request), uuid=row)
    text = as_text(capture)
    page = story_page(
        request, capture.article, "captures", capture=capture, text=text[:LONGEST_SHOWN],
        cut=len(text) > LONGEST_SHOWN, erased=not capture.data,
    )  # fmt: skip
    return desk_page(request, "admin/articles/capture/show.html", page)


@require_GET
def download(request: HttpRequest, row: uuid.UUID) -> HttpResponse:
    """The whole capture as a file of plain text, whatever it is."""
    capture = get_object_or_404(captures_for(request), uuid=row)
    response = HttpResponse(as_text(capture), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="capture-{capture.uuid}.txt"'
    return response


@require_GET
def of_story(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """A story's captures, the newest first."""
    article = fetch(request, story)
    captures = article.captures.listed()
    page = story_page(request, article, "captures", captures=captures)
    return desk_page(request, "admin/articles/article/captures.html", page)


def captures_for(request: HttpRequest) -> QuerySet[Capture]:
    return Capture.objects.visible_to(request.user).select_related(
        "article__current", "article__publisher", "article__importer", "by"
    )


def as_text(capture: Capture) -> str:
    """The bytes as the importer read them; what it could not read is shown as such."""
    data = capture.data
    try:
        return decode(data)
    except Refusal:
        return data.decode(errors="replace")
