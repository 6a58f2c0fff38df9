"""The people of the site: for curators to see, for owners to invite, promote and help back in."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles.models import Event
from articles.models.refusal import NotAllowed
from newsroom.accounts.forms import InviteForm, RoleForm
from newsroom.accounts.telling import told
from newsroom.models import Token, User
from newsroom.site_address import full_address

PAGE = "accounts/people.html"
EACH = 50


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return render(request, PAGE, listing(request))


@login_required
@require_POST
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """Answers with the link itself, shown this once: only its hash is kept."""
    if not request.user.is_owner:
        raise Http404
    form = InviteForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, listing(request) | {"invite": form}, status=422)
    days = form.cleaned_data["days"]
    path = request.user.invite(form.cleaned_data["role"], timedelta(days=days))
    page = {"role": form.cleaned_data["role"], "days": days}
    return link_page(request, path, page)


@login_required
@require_POST
def withdraw_invitation(request: HttpRequest, invitation: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Token.objects.withdrawable_by(request.user), uuid=invitation)
    found.withdraw(by=request.user)
    messages.success(request, "The invitation is taken back. Its link opens nothing any more.")
    return redirect("accounts:people")


@login_required
@require_safe
def person(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """One person's role, way in and history, for owners."""
    whose = get_object_or_404(User.objects.manageable_by(request.user), uuid=person)
    return render(request, "accounts/person.html", about(whose))


@login_required
@require_POST
def change_role(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    whose = get_object_or_404(User.objects.manageable_by(request.user), uuid=person)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/person.html", about(whose, form), status=422)
    try:
        whose.change_role(form.cleaned_data["role"], by=request.user)
    except NotAllowed as refusal:
        form.add_error("role", str(refusal))
        return render(request, "accounts/person.html", about(whose, form), status=409)
    messages.success(request, f"{whose.display_name} has the role of {whose.role} now.")
    if whose == request.user:
        return redirect("accounts:account")
    return redirect("accounts:person", person)


@login_required
@require_POST
@never_cache
def make_reset_link(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Answers with the link itself, shown this once: only its hash is kept."""
    whose = get_object_or_404(User.objects.manageable_by(request.user), uuid=person)
    return link_page(request, whose.issue_reset(by=request.user), {"whose": whose})


def link_page(request: HttpRequest, path: str, page: dict[str, Any]) -> HttpResponse:
    page = {"section": "account", "address": full_address(request, path), **page}
    return render(request, "accounts/link.html", page)


def listing(request: HttpRequest) -> dict[str, Any]:
    """The list as the person asking may see it; 404 for those who may not."""
    asking = request.user
    if not asking.is_curator:
        raise Http404
    words = request.GET.get("q", "").replace("\0", "").strip()[:60]
    found = User.objects.visible_to(asking).listed(words)
    page = {
        "section": "account",
        "words": words,
        "people": Paginator(found, EACH).get_page(request.GET.get("page")),
    }
    if not asking.is_owner:
        return page
    invitations = Token.objects.withdrawable_by(asking)
    return page | {"invite": InviteForm(), "invitations": invitations}


def about(whose: User, form: RoleForm | None = None) -> dict[str, Any]:
    history = Event.objects.of(whose)[:EACH]
    return {
        "section": "account",
        "whose": whose,
        "form": form or RoleForm(initial={"role": whose.role}),
        "history": [(event, told(event)) for event in history],
    }
