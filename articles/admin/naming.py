"""Pages of things that are little more than a name, publishers and tags: rename, merge, remove."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from articles.admin.desk import DeskAdmin, ask, desk_page
from articles.admin.forms import Line
from articles.models import Publisher, Tag
from articles.models.refusal import NotAllowed
from articles.wording import how_many

Named = Publisher | Tag


class NameForm(forms.Form):
    name = Line(max_length=200)


def name_page(
    request: HttpRequest, desk: DeskAdmin, named: Named, counts: list[tuple[str, str]]
) -> HttpResponse:
    """Rename it, and see what refers to it: (how many of what, where they are listed)."""
    form = NameForm(
        request.POST if request.method == "POST" else None, initial={"name": named.name}
    )
    form.fields["name"].max_length = named._meta.get_field("name").max_length
    if form.is_valid():
        try:
            named.rename(form.cleaned_data["name"], by=request.user)
        except NotAllowed as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"It is called “{named}” now.")
            return redirect(address(desk, "changelist"))
    page = frame(desk, named) | {"form": form, "counts": counts}
    return desk_page(request, "admin/name.html", page, 422 if form.errors else 200)


def remove_page(request: HttpRequest, desk: DeskAdmin, named: Named) -> HttpResponse:
    """Ask, then delete it; refused with the reason while anything refers to it."""
    refusal = ""
    if request.method == "POST":
        try:
            named.remove(by=request.user)
        except NotAllowed as why:
            refusal = str(why)
        else:
            messages.success(request, f"Removed: “{named}”.")
            return redirect(address(desk, "changelist"))
    page = frame(desk, named) | {"refusal": refusal, "references": named.references()}
    return desk_page(request, "admin/remove.html", page, 409 if refusal else 200)


def merge_page(request: HttpRequest, desk: DeskAdmin, chosen: QuerySet) -> HttpResponse | None:
    """Ask which stays, say what moves, then merge the others into it."""
    rows = list(chosen.order_by("name"))
    if len(rows) < 2:
        name = desk.opts.verbose_name_plural
        messages.warning(request, f"Choose two or more {name} that stand for themselves.")
        return None
    stays = next((row for row in rows if str(row.uuid) == request.POST.get("stays")), None)
    others = [row for row in rows if row != stays]
    if stays is None or "confirmed" not in request.POST:
        title = f"Merge {desk.opts.verbose_name_plural}"
        return ask(
            request, desk, chosen, template="admin/merge.html", title=title, rows=rows,
            stays=stays, others=others, moves=moves(others),
            likeliest=max(rows, key=lambda row: row.story_count),
        )  # fmt: skip
    merge(request, stays, others)
    return None


def merge(request: HttpRequest, stays: Named, others: list[Named]) -> None:
    merged = []
    for other in others:
        try:
            other.merge_into(stays, by=request.user)
            merged.append(f"“{other}”")
        except NotAllowed as refusal:
            messages.warning(request, f"“{other}”: {refusal}")
    if merged:
        messages.success(request, f"Merged into “{stays}”: {', '.join(merged)}.")


def moves(others: list[Named]) -> list[str]:
    """What a merge moves, as "2 stories"."""
    stories = sum(other.story_count for other in others)
    teasers = sum(getattr(other, "teaser_count", 0) for other in others)
    counted = [(stories, "story", "stories"), (teasers, "teaser", "teasers")]
    return [how_many(*each) for each in counted if each[0]]


def frame(desk: DeskAdmin, named: Named) -> dict[str, Any]:
    return {
        "named": named,
        "title": str(named),
        "opts": desk.opts,
        "desk_section": f"{desk.opts.app_label}_{desk.opts.model_name}",
        "history_url": address(desk, "history", named.uuid),
        "delete_url": address(desk, "delete", named.uuid),
        "change_url": address(desk, "change", named.uuid),
        "list_url": address(desk, "changelist"),
    }


def address(desk: DeskAdmin, view: str, *row: uuid.UUID) -> str:
    return reverse(f"admin:{desk.opts.app_label}_{desk.opts.model_name}_{view}", args=row)
