"""Saying something else about the same words: its author at once, others as a suggestion."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from annotations.claim_page import ClaimPage
from annotations.coding import Coding, Incoherent
from annotations.editing import Clash, CodingForm, offered_sources
from annotations.models import Claim, Proposal
from annotations.views.access import signed_in_only
from annotations.views.answering import (
    CHANGED,
    expected,
    giving_back,
    part,
    readable,
    refused,
)
from articles.models.refusal import NotAllowed, Stale

SAME = "Nothing would change. Say what it should say instead."


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
@giving_back
def edit(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """One's own claim. 409 with mine, theirs and what they began from, when somebody was first."""
    mine = Claim.objects.editable_by(request.user).live().with_parts()
    found = get_object_or_404(mine, uuid=claim)
    if request.method != "POST":
        return _form_page(request, found, CodingForm.of(found.coding, claim=found))
    form = CodingForm(request.POST, claim=found)
    if not form.is_valid():
        return _form_page(request, found, form, 422)
    try:
        with transaction.atomic():
            coding = form.coding(by=request.user)
            found.edit(coding, by=request.user, expected=expected(request))
    except Stale:
        return _overtaken(request, found, form, coding)
    except (NotAllowed, Incoherent) as refusal:
        form.add_error(None, str(refusal))
        return _form_page(request, found, form, 422)
    return _onward(request, found, "Saved.")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
@giving_back
def proposals(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Suggest an edit of somebody else's claim; its author is told."""
    found = get_object_or_404(
        Claim.objects.answerable_by(request.user).exclude(author=request.user).with_parts(),
        uuid=claim,
    )
    if request.method != "POST":
        return _form_page(request, found, CodingForm.of(found.coding, claim=found), suggests=True)
    form = CodingForm(request.POST, claim=found)
    if form.is_valid():
        try:
            _suggest(found, form, by=request.user)
        except (NotAllowed, Incoherent) as refusal:
            form.add_error(None, str(refusal))
        else:
            return _onward(request, found, f"Suggested. {found.author} will see it.")
    return _form_page(request, found, form, 422, suggests=True)


@require_POST
@signed_in_only
def decision(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Take or leave a suggestion; whoever made it is told."""
    rows = Proposal.objects.decidable_by(request.user).select_related("claim", "by")
    found = get_object_or_404(rows, uuid=proposal)
    choice = request.POST.get("decision")
    if choice not in ("accept", "decline"):
        return refused(request, found.claim, "Accept it, or decline it.")
    try:
        if choice == "accept":
            found.accept(by=request.user, expected=expected(request))
        else:
            found.decline(by=request.user)
    except Stale:
        return refused(request, found.claim, CHANGED, 409)
    except (NotAllowed, Incoherent) as refusal:
        return refused(request, found.claim, str(refusal))
    if request.htmx and choice == "accept":
        return HttpResponseClientRedirect(found.claim.get_absolute_url())
    return part(request, readable(request, found.claim.uuid), "proposals")


def _suggest(claim: Claim, form: CodingForm, *, by: object) -> None:
    with transaction.atomic():
        coding = form.coding(by=by)
        if coding == claim.coding:
            raise NotAllowed(SAME)
        Proposal.make(claim, coding, reason=form.cleaned_data["reason"], by=by)


def _overtaken(
    request: HttpRequest, claim: Claim, form: CodingForm, coding: Coding
) -> HttpResponse:
    """My words stay in the form; saving again puts them over theirs."""
    theirs = readable(request, claim.uuid)
    clash = Clash.of(theirs, coding, expected(request), form.made)
    return _form_page(request, theirs, form, 409, clash=clash)


def _form_page(
    request: HttpRequest, claim: Claim, form: CodingForm, status: int = 200,
    *, suggests: bool = False, clash: Clash | None = None,
) -> HttpResponse:  # fmt: skip
    page = {
        "page": ClaimPage(claim, request.user),
        "form": form,
        "clash": clash,
        "suggests": suggests,
        "sources": offered_sources(claim),
        "expected": claim.version if clash else _seen(request, claim),
    }
    name = "_edit" if request.htmx and status >= 400 else "edit"
    return render(request, f"annotations/{name}.html", page, status=status)


def _seen(request: HttpRequest, claim: Claim) -> int:
    """The version that the form began from stays that, however often it is refused."""
    return (request.method == "POST" and expected(request)) or claim.version


def _onward(request: HttpRequest, claim: Claim, words: str) -> HttpResponse:
    messages.success(request, words)
    if request.htmx:
        onward = HttpResponseClientRedirect(claim.get_absolute_url())
        return trigger_client_event(onward, "stored")
    return redirect(claim)
