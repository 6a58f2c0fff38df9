"""The list of sources, merging them, and parting them again."""

from __future__ import annotations

import uuid

from django.contrib import admin, messages
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from annotations.admin import source_page
from annotations.admin.filters import ProjectFilter
from annotations.models import Claim, Source
from articles.admin.bulk import for_each
from articles.admin.desk import DeskAdmin, ask
from articles.admin.filters import MergedFilter
from articles.models.refusal import NotAllowed
from articles.wording import folded, how_many

MOST_MERGED = 50


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    list_display = ("name_shown", "kind", "naming", "project", "claim_count", "leads_to")
    list_display_links = ("name_shown",)
    list_filter = (ProjectFilter, "kind", "naming", MergedFilter)
    search_fields = ("name",)
    search_help_text = "A name, or another one it goes by"
    ordering = ("folded_name", "id")
    sortable_by = ("name_shown", "claim_count")
    empty_value_display = ""
    actions = ("merge", "part")

    def get_urls(self) -> list[URLPattern]:
        view = self.on_desk(source_page.parting)
        own = path("<uuid:source>/parting/", view, name="annotations_source_parting")
        return [own, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """What a row shows, in one query; a merged source's claims count as the other's."""
        live = Claim.objects.live().filter(source=OuterRef("pk")).order_by()
        counted = live.values("source").annotate(number=Count("pk")).values("number")
        return (
            Source.objects.curated_by(request.user)
            .select_related("project", "merged_into")
            .annotate(claim_count=Coalesce(Subquery(counted, IntegerField()), 0))
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Source], search_term: str
    ) -> tuple[QuerySet[Source], bool]:
        if not search_term.strip():
            return queryset, False
        return (queryset.called(search_term) if folded(search_term) else queryset.none()), False

    def change_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return source_page.source(request, row)

    @admin.display(description="Name", ordering="folded_name")
    def name_shown(self, source: Source) -> SafeString:
        return format_html('<span dir="auto">{}</span>', source.name)

    @admin.display(description="Claims", ordering="claim_count")
    def claim_count(self, source: Source) -> int:
        return source.claim_count

    @admin.display(description="Merged into")
    def leads_to(self, source: Source) -> str:
        return str(source.merged_into or "")

    @admin.action(description="Merge…")
    def merge(self, request: HttpRequest, chosen: QuerySet[Source]) -> HttpResponse | None:
        """Ask which stays, say what moves, then merge the others into it."""
        rows = list(chosen.order_by("folded_name", "pk")[: MOST_MERGED + 1])
        if refusal := why_not(rows):
            messages.warning(request, refusal)
            return None
        stays = next((row for row in rows if str(row.uuid) == request.POST.get("stays")), None)
        others = [row for row in rows if row != stays]
        if stays is None or "confirmed" not in request.POST:
            return ask(
                request, self, chosen, template="admin/annotations/source/merge.html",
                title="Merge sources", rows=rows, stays=stays, others=others,
                moves=how_many(sum(each.claim_count for each in others), "claim", "claims"),
                likeliest=max(rows, key=lambda row: row.claim_count),
            )  # fmt: skip
        merge(request, stays, others)
        return redirect(source_page.address(stays))

    @admin.action(description="Part again")
    def part(self, request: HttpRequest, chosen: QuerySet[Source]) -> None:
        def act(source: Source) -> bool:
            if source.merged_into_id is None:
                return False
            source.part(by=request.user)
            return True

        for_each(request, chosen, Source.objects.curated_by(request.user), act, "Parted again")


def why_not(rows: list[Source]) -> str:
    """Why these cannot be merged; empty when they can."""
    if len(rows) < 2 or any(row.merged_into_id for row in rows):
        return "Choose two or more sources that stand for themselves."
    if len(rows) > MOST_MERGED:
        return f"Merge at most {MOST_MERGED} sources at a time."
    projects = dict.fromkeys(str(row.project) for row in rows)
    if len({row.project_id for row in rows}) > 1:
        return f"Sources are merged within one project. These are of: {', '.join(projects)}."
    return ""


def merge(request: HttpRequest, stays: Source, others: list[Source]) -> None:
    merged = []
    for other in others:
        try:
            other.merge_into(stays, by=request.user)
            merged.append(f"“{other}”")
        except NotAllowed as refusal:
            messages.warning(request, f"“{other}”: {refusal}")
    if merged:
        names = ", ".join(merged)
        messages.success(request, f"Merged into “{stays}”: {names}. They can be parted again.")
