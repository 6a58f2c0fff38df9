"""Making an account: by the first owner's link, by an invitation, or by oneself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from newsroom.accounts import limits
from newsroom.accounts.answers import form_page, invalid, too_many, unjudged
from newsroom.accounts.forms import JoinForm
from newsroom.accounts.views.signing import enter
from newsroom.client_address import client_address, one_client
from newsroom.models import Token, User
from newsroom.models.token import Spent

PAGE = "accounts/join.html"
RACED = "Somebody was faster with one of these names. Change it and try again."


@form_page
def first_owner(request: HttpRequest, token: str) -> HttpResponse:
    """The link printed where the server starts: whoever holds it owns the site."""
    return _by_link(request, Token.FIRST_OWNER, token)


@form_page
def join(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation's link."""
    return _by_link(request, Token.JOIN, token)


@form_page
def sign_up(request: HttpRequest) -> HttpResponse:
    """Where the site says so, everybody may become a reader."""
    if not settings.SIGNUP:
        raise Http404
    page = {"kind": "sign_up"}
    return _enter_by_form(request, page, limits.SIGN_UP_FROM, User.objects.sign_up)


def _by_link(request: HttpRequest, kind: str, secret: str) -> HttpResponse:
    link = Token.objects.held_by(secret, kind)
    if link is None:
        return void(request, kind)

    def make(**account: str) -> User:
        return User.objects.join(link, **account)

    page = {"kind": kind, "role": link.get_role_display(), "invited_by": link.made_by}
    try:
        return _enter_by_form(request, page, limits.JOIN_FROM, make)
    except Spent:
        return void(request, kind)


def _enter_by_form(
    request: HttpRequest, page: dict[str, Any], limit: limits.Limit, make: Callable[..., User]
) -> HttpResponse:
    if request.method != "POST":
        return render(request, PAGE, page | {"form": JoinForm()})
    if wait := limit.spend(one_client(client_address(request))):
        form = unjudged(JoinForm, request)
        return too_many(request, PAGE, page | {"form": form}, wait=wait)
    form = JoinForm(request.POST)
    if not form.is_valid():
        return invalid(request, PAGE, page | {"form": form})
    try:
        person = make(**form.account)
    except IntegrityError:
        form.add_error(None, RACED)
        return invalid(request, PAGE, page | {"form": form})
    enter(request, person)
    messages.success(request, f"Welcome, {person.display_name}.")
    return redirect("front_page")


def void(request: HttpRequest, kind: str) -> HttpResponse:
    """The link opens nothing: used, out of date, or never made. Which, is not said."""
    return render(request, "accounts/void_link.html", {"kind": kind}, status=404)
