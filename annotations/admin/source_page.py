"""A source's page at the desk: described, merged names parted again, and its history."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from annotations.admin import told
from annotations.admin.source_form import SourceForm, known_names
from annotations.models import Claim, Source
from articles.admin.desk import desk_page
from articles.admin.histories import history_page
from articles.models import Event
from articles.models.refusal import NotAllowed, Stale
from articles.wording import how_many


@require_http_methods(["GET", "POST"])
def source(request: HttpRequest, source: uuid.UUID) -> HttpResponse:
    """POST describes it: 422 when something does not fit, 409 with what stands and what was typed
    when somebody else was first."""
    found = fetch(request, source)
    if request.method == "GET":
        return answer(request, found, SourceForm.of(found))
    form = SourceForm(request.POST, source=found)
    if not form.is_valid():
        return answer(request, found, form, status=422)
    expected, fields = form.cleaned_data["expected"], form.fields_described
    try:
        changed = found.describe(by=request.user, expected=expected, **fields)
    except Stale:
        return overtaken(request, fetch(request, source), form)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return answer(request, fetch(request, source), form, status=422)
    messages.success(request, "Saved." if changed else "Nothing was changed.")
    return redirect(address(found))


@require_POST
def parting(request: HttpRequest, source: uuid.UUID) -> HttpResponse:
    """Undo its merge."""
    found = fetch(request, source)
    try:
        found.part(by=request.user)
        messages.success(request, f"“{found}” stands for itself again.")
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return redirect(address(found))


def fetch(request: HttpRequest, source: uuid.UUID) -> Source:
    """The source, if the person curates its project; else 404."""
    sources = Source.objects.curated_by(request.user)
    return get_object_or_404(
        sources.select_related("project", "merged_into", "affiliation"), uuid=source
    )


def overtaken(request: HttpRequest, theirs: Source, form: SourceForm) -> HttpResponse:
    """What stands beside what was typed; saving again puts the latter in its place."""
    form.data = form.data.copy()
    form.data["expected"] = str(theirs.version)
    clash = told.of_plain_sources(theirs.as_plain(), form.as_plain, request.user)
    return answer(request, theirs, form, status=409, clash=clash, is_overtaken=True)


def answer(
    request: HttpRequest, source: Source, form: SourceForm, status: int = 200, **more: Any
) -> HttpResponse:
    claims = Claim.objects.curated_by(request.user).live().filter(source=source).count()
    page = {
        "title": str(source),
        "opts": Source._meta,
        "desk_section": "annotations_source",
        "source": source,
        "form": form,
        "known": known_names(source),
        "merged": source.merged.order_by("folded_name", "id"),
        "claims": how_many(claims, "claim", "claims"),
        "claims_url": claims_url(source),
        **history_page(request, Event.objects.of(source)),
        **more,
    }
    return desk_page(request, "admin/annotations/source/source.html", page, status)


def claims_url(source: Source) -> str:
    """The list of claims that rest on it."""
    query = urlencode({"source": source.uuid, "state": "live"})
    return f"{reverse('admin:annotations_claim_changelist')}?{query}"


def address(source: Source) -> str:
    return reverse("admin:annotations_source_change", args=[source.uuid])
