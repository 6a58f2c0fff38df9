"""Projects at the desk: their rules and their members, for those who own them."""

from __future__ import annotations

import uuid

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from annotations.admin import project_page
from annotations.models import Claim, Membership, Project
from articles.admin.desk import DeskAdmin


@admin.register(Project)
class ProjectAdmin(DeskAdmin):
    list_display = ("name_shown", "access", "blind", "member_count", "claim_count", "state")
    list_display_links = ("name_shown",)
    list_filter = ("access",)
    search_fields = ("name",)
    ordering = ("name", "id")
    sortable_by = ("name_shown",)
    empty_value_display = ""

    def get_urls(self) -> list[URLPattern]:
        pages = {"members": project_page.members, "archiving": project_page.archiving}
        own = [
            path(f"<uuid:project>/{name}/", self.on_desk(view), name=f"annotations_project_{name}")
            for name, view in pages.items()
        ]
        return own + super().get_urls()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        return Project.objects.curated_by(request.user).annotate(
            member_count=_counted(Membership.objects.all()),
            claim_count=_counted(Claim.objects.live()),
        )

    def change_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return project_page.project(request, row)

    @admin.display(description="Name", ordering="name")
    def name_shown(self, project: Project) -> SafeString:
        return format_html('<span dir="auto">{}</span>', project.name)

    @admin.display
    def blind(self, project: Project) -> str:
        return "Blind" if project.is_blind else ""

    @admin.display(description="Members")
    def member_count(self, project: Project) -> int:
        return project.member_count

    @admin.display(description="Claims")
    def claim_count(self, project: Project) -> int:
        return project.claim_count

    @admin.display
    def state(self, project: Project) -> SafeString | str:
        if project.archived_at is None:
            return ""
        return format_html('<span class="state" data-state="archived">{}</span>', "Archived")


def _counted(rows: QuerySet) -> Coalesce:
    """How many of the rows belong to each project."""
    theirs = rows.filter(project=OuterRef("pk")).order_by().values("project")
    counted = theirs.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, IntegerField()), 0)
