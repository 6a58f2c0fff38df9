"""A claim's page at the desk: all about it, what happened to it, and what can be done."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from annotations.admin import claim_acts as acts
from annotations.admin.claim_acts import AuthorForm, ReasonForm
from annotations.admin.standing import headline, signs
from annotations.claim_page import ClaimPage
from annotations.models import Claim, Evidence, Proposal, Relation, Reply
from articles.admin.bulk import OVERTAKEN
from articles.admin.desk import desk_page
from articles.admin.histories import history_page
from articles.models import Event
from articles.models.refusal import NotAllowed, Stale
from articles.wording import how_many


@require_GET
def claim(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    return answer(request, fetch(request, claim))


@require_POST
def hiding(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Hide it from others with a reason, or, with `show`, let it be seen again."""
    found = fetch(request, claim)
    if "show" in request.POST:
        return done(request, found, lambda: acts.show(found, by=request.user), "It is shown again.")
    form = ReasonForm(request.POST, auto_id="hiding-%s")
    if not form.is_valid():
        return answer(request, found, status=422, hiding_form=form)
    reason = form.cleaned_data["reason"]
    return done(
        request, found, lambda: acts.hide(found, reason=reason, by=request.user),
        "It is hidden from all but its author and curators.",
    )  # fmt: skip


@require_POST
def restoration(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Undo its deletion."""
    found = fetch(request, claim)
    return done(request, found, lambda: acts.restore(found, by=request.user), "It is restored.")


@require_POST
def author(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Give it to another author."""
    found = fetch(request, claim)
    form = AuthorForm(request.POST, auto_id="author-%s")
    if not form.is_valid():
        return answer(request, found, status=422, author_form=form)
    whose = form.cleaned_data["author"]
    try:
        acts.reassign(found, author=whose, by=request.user)
    except NotAllowed as refusal:
        form.add_error("author", str(refusal))
        return answer(request, found, status=422, author_form=form)
    messages.success(request, f"It is {whose}’s now.")
    return redirect(address(found))


@require_POST
def confirmation(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """It holds for the words as they are now; 409 if these are not the ones that were shown."""
    found = fetch(request, claim)
    try:
        acts.confirm(found, seen=request.POST.getlist("seen"), by=request.user)
    except (NotAllowed, Stale) as refusal:
        messages.warning(request, OVERTAKEN if isinstance(refusal, Stale) else str(refusal))
        return answer(request, fetch(request, claim), status=409)
    messages.success(request, "Confirmed: it holds for the changed words.")
    return redirect(address(found))


@require_POST
def place(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Look for its words again in the current revision."""
    found = fetch(request, claim)
    acts.look_again(request, Claim.objects.filter(pk=found.pk))
    return redirect(address(found))


def fetch(request: HttpRequest, claim: uuid.UUID) -> Claim:
    """The claim, if the person curates it; else 404."""
    return get_object_or_404(acts.curated(request).with_parts(), uuid=claim)


def done(request: HttpRequest, claim: Claim, act: Any, said: str) -> HttpResponse:
    """Do it, say so or say why not, and show the claim."""
    try:
        changed = act()
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said if changed else "It was so already.")
    return redirect(address(claim))


def answer(request: HttpRequest, claim: Claim, status: int = 200, **forms: Form) -> HttpResponse:
    page = {
        "title": claim.title,
        "opts": Claim._meta,
        "desk_section": "annotations_claim",
        "claim": claim,
        "about": ClaimPage(claim, request.user),
        "signs": signs(claim),
        "headline": headline(claim),
        "seen": acts.as_seen(claim),
        "added": added(claim),
        "known": acts.known_people(),
        "hiding_form": ReasonForm(auto_id="hiding-%s"),
        "author_form": AuthorForm(auto_id="author-%s"),
        **history_page(request, Event.objects.of(claim)),
        **forms,
    }
    return desk_page(request, "admin/annotations/claim/claim.html", page, status)


def added(claim: Claim) -> list[str]:
    """What others added to it, as "2 replies"."""
    rows: list[tuple[QuerySet, str, str]] = [
        (Reply.objects.live(), "reply", "replies"),
        (Evidence.objects.all(), "piece of evidence", "pieces of evidence"),
        (Relation.objects.all(), "relation", "relations"),
        (Proposal.objects.open(), "open suggestion", "open suggestions"),
    ]
    counted = [(each.filter(claim=claim).count(), *words) for each, *words in rows]
    return [how_many(*each) for each in counted if each[0]]


def address(claim: Claim) -> str:
    return reverse("admin:annotations_claim_change", args=[claim.uuid])
