"""One's own account: what others see, the password, taking everything along, and leaving."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models.refusal import NotAllowed
from newsroom.accounts import limits
from newsroom.accounts.answers import form_page, invalid, too_many, unjudged
from newsroom.accounts.downloading import belongings_of
from newsroom.accounts.forms import ChangePasswordForm, CloseForm, Confirmed, ProfileForm
from newsroom.models import User

PAGE = "accounts/account.html"
RACED = "Somebody has just taken this name, or one much like it. Choose another."


@login_required
@form_page
def account(request: HttpRequest) -> HttpResponse:
    person = request.user
    page = about(person)
    if request.method != "POST":
        return render(request, PAGE, page | {"form": ProfileForm(person=person)})
    form = ProfileForm(request.POST, person=person)
    if form.changes_email and (wait := limits.CONFIRM.spend(str(person.uuid))):
        form = unjudged(ProfileForm, request, person=person)
        return too_many(request, PAGE, page | {"form": form}, wait=wait)
    if not confirmed(form):
        return invalid(request, PAGE, page | {"form": form})
    try:
        person.change_profile(**form.profile)
    except IntegrityError:
        form.add_error("display_name", RACED)
        return invalid(request, PAGE, page | {"form": form})
    messages.success(request, "Saved.")
    return redirect("accounts:account")


@login_required
@form_page
def password_change(request: HttpRequest) -> HttpResponse:
    """A new password; every other browser is signed out."""
    template, person = "accounts/password_change.html", request.user
    if request.method != "POST":
        form = ChangePasswordForm(person=person)
        return render(request, template, {"section": "account", "form": form})
    page = {"section": "account"}
    if wait := limits.CONFIRM.spend(str(person.uuid)):
        form = ChangePasswordForm(person=person)
        return too_many(request, template, page | {"form": form}, wait=wait)
    form = ChangePasswordForm(request.POST, person=person)
    if not confirmed(form):
        return invalid(request, template, page | {"form": form})
    person.change_password(form.cleaned_data["password"])
    update_session_auth_hash(request, person)
    messages.success(request, "Your password is changed. Other browsers are signed out.")
    return redirect("accounts:account")


@login_required
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """All that is the person's, as one file."""
    if wait := limits.DOWNLOAD.spend(str(request.user.uuid)):
        page = about(request.user) | {"form": ProfileForm(person=request.user)}
        return too_many(request, PAGE, page, wait=wait)
    name = f"sayso-{timezone.localdate():%Y-%m-%d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    pieces = belongings_of(request.user)
    return StreamingHttpResponse(pieces, content_type="application/json", headers=headers)


@login_required
@form_page
def close(request: HttpRequest) -> HttpResponse:
    """Leave, once the password is typed again."""
    answer = _close(request, request.user)
    if answer is None:
        logout(request)
        messages.success(request, "Your account is closed.")
        return redirect("front_page")
    return answer


@login_required
@form_page
def close_person(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """An owner closes somebody's account, with the owner's own password."""
    whose = get_object_or_404(User.objects.manageable_by(request.user), uuid=person)
    if whose == request.user:
        return redirect("accounts:close")
    answer = _close(request, whose)
    if answer is None:
        messages.success(request, "The account is closed.")
        return redirect("accounts:people")
    return answer


def _close(request: HttpRequest, whose: User) -> HttpResponse | None:
    """The page that asks; None once the account is closed."""
    template = "accounts/close.html"
    page = {
        "section": "account",
        "whose": whose,
        "own": whose == request.user,
        "last_owner": whose.is_last_owner,
    }
    if request.method != "POST":
        form = CloseForm(person=request.user)
        return render(request, template, page | {"form": form})
    if wait := limits.CONFIRM.spend(str(request.user.uuid)):
        form = CloseForm(person=request.user)
        return too_many(request, template, page | {"form": form}, wait=wait)
    form = CloseForm(request.POST, person=request.user)
    if not confirmed(form):
        return invalid(request, template, page | {"form": form})
    try:
        whose.close(by=request.user)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return invalid(request, template, page | {"form": form})
    return None


def confirmed(form: Confirmed) -> bool:
    """Whether the form is in order; tries count only while the password was wrong."""
    valid = form.is_valid()
    if form.cleaned_data.get("current"):
        limits.CONFIRM.forgive(str(form.person.uuid))
    return valid


def about(person: User) -> dict[str, Any]:
    return {"section": "account", "browsers": person.sessions.count()}
