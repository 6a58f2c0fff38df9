"""A claim's own page, its deletion and the way back, and its history."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_POST, require_safe
from django_htmx.http import trigger_client_event

from annotations.claim_page import ClaimPage
from annotations.models import Claim
from annotations.telling import History
from annotations.views.access import signed_in_only
from annotations.views.answering import (
    CHANGED,
    expected,
    freshness,
    not_readable,
    readable,
    refused,
    whole,
)
from articles.models.refusal import NotAllowed, Stale


@require_safe
@condition(etag_func=freshness)
def claim(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """The permanent page, which holds the card too."""
    found = Claim.objects.readable_by(request.user).with_parts().filter(uuid=claim).first()
    if found is None:
        return not_readable(request, claim)
    answer = whole(request, ClaimPage(found, request.user))
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@require_POST
@signed_in_only
def deletion(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Take one's own claim out of the record; for 30 days it can be restored."""
    found = get_object_or_404(Claim.objects.editable_by(request.user).live(), uuid=claim)
    try:
        found.delete_softly(by=request.user, expected=expected(request))
    except Stale:
        return refused(request, found, CHANGED, 409)
    return deleted_or_restored(request, found, "Deleted. You can restore it for 30 days.")


@require_POST
@signed_in_only
def restoration(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Undo the deletion."""
    found = get_object_or_404(Claim.objects.editable_by(request.user), uuid=claim)
    try:
        found.restore(by=request.user)
    except NotAllowed as refusal:
        return refused(request, found, str(refusal))
    return deleted_or_restored(request, found, "Restored.")


@require_safe
def history(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """All that happened to it, newest first."""
    found = Claim.objects.readable_by(request.user).with_parts().with_quote()
    found = found.filter(uuid=claim).first()
    if found is None:
        return not_readable(request, claim)
    return shown_history(request, found)


@require_POST
@signed_in_only
def version_restoration(request: HttpRequest, claim: uuid.UUID, version: int) -> HttpResponse:
    """Say again what it said in an earlier version."""
    mine = Claim.objects.editable_by(request.user).live().with_quote()
    found = get_object_or_404(mine, uuid=claim)
    earlier = found.version_at(version) if version < 10**9 else None
    if earlier is None:
        return shown_history(request, found, 422, problem="This version is not in the record.")
    try:
        found.edit(earlier, by=request.user, expected=expected(request), verb="take_back")
    except Stale:
        problem = "It was changed in the meantime: see above all else what it says now."
        return shown_history(request, found, 409, problem=problem)
    except NotAllowed as refusal:
        return shown_history(request, found, 422, problem=str(refusal))
    messages.success(request, f"It says again what it said in version {version}.")
    return redirect(found)


def shown_history(
    request: HttpRequest, claim: Claim, status: int = 200, problem: str = ""
) -> HttpResponse:
    claim.refresh_from_db(fields=["version", "deleted_at", "changed_at"])
    words = request.GET.get("before", "")
    before = int(words) if words.isascii() and words.isdigit() and len(words) < 18 else None
    page = {
        "history": History.of(claim, request.user, before=before),
        "page": ClaimPage(claim, request.user),
        "problem": problem,
    }
    return render(request, "annotations/history.html", page, status=status)


def deleted_or_restored(request: HttpRequest, claim: Claim, words: str) -> HttpResponse:
    """The card's place for htmx, with the way back; otherwise the claim's page."""
    if request.htmx:
        page = ClaimPage(readable(request, claim.uuid), request.user)
        answer = render(request, "annotations/_gone.html", {"page": page, "words": words})
        return trigger_client_event(answer, "claims:changed")
    messages.success(request, words)
    return redirect(claim)
