"""The list of claims, and what is done to many of them at once."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Max, Min, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from annotations.admin import claim_acts as acts
from annotations.admin import claim_page
from annotations.admin.claim_acts import AuthorForm, ReasonForm
from annotations.admin.filters import (
    AuthorFilter,
    ProjectFilter,
    SituationFilter,
    SourceFilter,
    StandingFilter,
    StoryFilter,
)
from annotations.admin.finding import found_claims
from annotations.admin.standing import headline, signs
from annotations.models import Claim, Project
from articles.admin.bulk import chosen_keys
from articles.admin.calendar import RowsByDate
from articles.admin.desk import DeskAdmin, ask, without_words

MOST_LOOKED_FOR = 500
SHORT = 140
NEVER_SHOWN = ("note", "cues", "tags", "hidden_reason")


class RowsOfClaims(RowsByDate):
    """The page's claims are found first, and what a row shows is read for them alone."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.projects = Project.objects.curated_by(request.user)
        keys = list(self.result_list.values_list("pk", flat=True))
        rows = self.root_queryset.in_bulk(keys)
        self.result_list = [rows[key] for key in keys if key in rows]

    def ends(self) -> tuple[datetime | None, datetime | None]:
        """Each project's first and last claim: no more than that is read."""
        made = Claim.objects.filter(project=OuterRef("pk")).order_by("created_at", "id")
        first, last = (Subquery(each.values("created_at")[:1]) for each in (made, made.reverse()))
        found = self.projects.annotate(first=first, last=last).aggregate(Min("first"), Max("last"))
        return found["first__min"], found["last__max"]


@admin.register(Claim)
class ClaimAdmin(DeskAdmin):
    list_display = ("quote", "resting_on", "level", "story", "author", "marked", "standing")
    list_display_links = ("quote",)
    list_filter = (
        ProjectFilter, StoryFilter, SourceFilter, "confidence", SituationFilter, StandingFilter,
        AuthorFilter,
    )  # fmt: skip
    search_fields = ("statement",)
    search_help_text = "Words, a source, or a claim’s address"
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    sortable_by = ("marked",)
    empty_value_display = ""
    actions = ("hide", "show", "restore", "confirm", "look_again", "reassign")

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "hiding": claim_page.hiding,
            "restoration": claim_page.restoration,
            "author": claim_page.author,
            "confirmation": claim_page.confirmation,
            "place": claim_page.place,
        }
        own = [
            path(f"<uuid:claim>/{name}/", self.on_desk(view), name=f"annotations_claim_{name}")
            for name, view in pages.items()
        ]
        return own + super().get_urls()

    def change_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return claim_page.claim(request, row)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[RowsOfClaims]:
        return RowsOfClaims

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """With the project, where there are several."""
        several = Project.objects.curated_by(request.user)[:2].count() > 1
        return (*self.list_display[:3], *(["project"] if several else []), *self.list_display[3:])

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """What a row shows, in one query, without the words of the story."""
        claims = Claim.objects.curated_by(request.user).with_quote()
        shown = claims.select_related("source", "author", "project", "article__current")
        return shown.defer(*NEVER_SHOWN, *without_words("article__"))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Claim], search_term: str
    ) -> tuple[QuerySet[Claim], bool]:
        return found_claims(queryset, search_term, by=request.user), False

    @admin.display
    def quote(self, claim: Claim) -> SafeString:
        words = Truncator(claim.quote or claim.statement).chars(SHORT)
        return format_html('<span dir="auto" lang="{}">{}</span>', claim.article.language, words)

    @admin.display(description="Source")
    def resting_on(self, claim: Claim) -> SafeString:
        name = claim.source.name if claim.source else claim.get_voice_display()
        return format_html('<span dir="auto">{}</span>', name)

    @admin.display(description="Confidence")
    def level(self, claim: Claim) -> SafeString:
        return format_html(
            '<span class="conf" data-c="{}"><span class="meter"></span>{}</span>',
            claim.confidence, claim.get_confidence_display(),
        )  # fmt: skip

    @admin.display
    def story(self, claim: Claim) -> SafeString:
        return format_html('<span dir="auto">{}</span>', headline(claim))

    @admin.display(description="Marked", ordering="created_at")
    def marked(self, claim: Claim) -> str:
        return date_format(timezone.localtime(claim.created_at), "j M Y")

    @admin.display(description="State")
    def standing(self, claim: Claim) -> SafeString:
        return format_html_join(" ", '<span class="state" data-state="{}">{}</span>', signs(claim))

    @admin.action(description="Hide…")
    def hide(self, request: HttpRequest, chosen: QuerySet[Claim]) -> HttpResponse | None:
        form = ReasonForm(request.POST if "apply" in request.POST else None)
        if not form.is_valid():
            return ask(request, self, chosen, form=form, title="Hide claims", danger="Hide")
        act = partial(acts.hide, reason=form.cleaned_data["reason"], by=request.user)
        acts.each(request, chosen, act, "Hidden")
        return None

    @admin.action(description="Show again")
    def show(self, request: HttpRequest, chosen: QuerySet[Claim]) -> None:
        acts.each(request, chosen, partial(acts.show, by=request.user), "Shown again")

    @admin.action(description="Restore")
    def restore(self, request: HttpRequest, chosen: QuerySet[Claim]) -> None:
        acts.each(request, chosen, partial(acts.restore, by=request.user), "Restored")

    @admin.action(description="Confirm the changed words…")
    def confirm(self, request: HttpRequest, chosen: QuerySet[Claim]) -> HttpResponse | None:
        if "apply" not in request.POST:
            return acts.ask_to_confirm(request, self, chosen)
        act = partial(acts.confirm, seen=request.POST.getlist("seen"), by=request.user)
        waiting = chosen.filter(needs_a_person=True, anchor_state="edited")
        acts.each(request, waiting, act, "Confirmed")
        return None

    @admin.action(description="Look for the words again")
    def look_again(self, request: HttpRequest, chosen: QuerySet[Claim]) -> None:
        keys = chosen_keys(request, chosen.order_by(), MOST_LOOKED_FOR)
        acts.look_again(request, Claim.objects.filter(pk__in=keys))

    @admin.action(description="Give to another author…")
    def reassign(self, request: HttpRequest, chosen: QuerySet[Claim]) -> HttpResponse | None:
        form = AuthorForm(request.POST if "apply" in request.POST else None)
        if not form.is_valid():
            return ask(
                request, self, chosen, form=form, title="Give claims to another author",
                known=acts.known_people(),
            )  # fmt: skip
        author = form.cleaned_data["author"]
        act = partial(acts.reassign, author=author, by=request.user)
        acts.each(request, chosen, act, f"Given to {author}")
        return None
