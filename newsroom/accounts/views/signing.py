"""Signing in and out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from articles.models import RateLimit
from newsroom import names
from newsroom.accounts import limits
from newsroom.accounts.answers import form_page, invalid, too_many, unjudged
from newsroom.accounts.forms import SignInForm
from newsroom.client_address import client_address, network_of, one_client
from newsroom.models import Session, Token, User
from newsroom.views import safe_next

PAGE = "accounts/sign_in.html"
WRONG = "Name and password do not fit together. Check both, or set a new password."


@form_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """Answers alike, and as slowly, whether the name or the password is wrong."""
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    page = {"next": safe_next(request), "sign_up_open": settings.SIGNUP}
    if request.method != "POST":
        return render(request, PAGE, page | {"form": SignInForm()})
    form = SignInForm(request.POST)
    if not form.is_valid():
        return invalid(request, PAGE, page | {"form": form})
    name, address = form.cleaned_data["name"], client_address(request)
    tries, client = (names.sign_in_name(name), network_of(address)), one_client(address)
    if wait := limits.SIGN_IN.spend(*tries) or limits.SIGN_IN_FROM.spend(client):
        form = unjudged(SignInForm, request)
        return too_many(request, PAGE, page | {"form": form}, wait=wait)
    person = authenticate(request, username=name, password=form.cleaned_data["password"])
    if person is None:
        tell_failure(name, network_of(address))
        form.add_error("password", WRONG)
        return invalid(request, PAGE, page | {"form": form})
    limits.SIGN_IN.forgive(*tries)
    limits.SIGN_IN_FROM.give_back(client)
    enter(request, person)
    return redirect(page["next"])


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("front_page")


def enter(request: HttpRequest, person: User) -> None:
    """Sign the person in, in a new session; and tidy up what has ended since others did."""
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    for kept in (Session, Token, RateLimit):
        kept.objects.sweep()


def tell_failure(name: str, network: str) -> None:
    """Into the record, but for floods: a record must not be a way to fill the disk."""
    person = User.objects.whoever(name)
    if not limits.TELL_FAILURE.spend(str(person.uuid)):
        person.fail_to_sign_in(network)
