"""A forgotten password: asking for a link, and using it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from newsroom import names
from newsroom.accounts import limits
from newsroom.accounts.answers import form_page, invalid, too_many, unjudged
from newsroom.accounts.forms import AskResetForm, ResetForm
from newsroom.accounts.views.joining import void
from newsroom.client_address import client_address, one_client
from newsroom.mailing import send_later
from newsroom.models import Token, User
from newsroom.models.token import Spent
from newsroom.site_address import site_address

ASKED = "If an account with an e-mail address goes by that, a link is on its way to it."
NO_MAIL = "This site sends no mail. Ask an owner of it: they can make you a link."


@form_page
def password_reset(request: HttpRequest) -> HttpResponse:
    """Answers alike whether there is such an account or not."""
    template, page = "accounts/password_reset.html", {"has_mail": settings.HAS_MAIL}
    if request.method != "POST":
        return render(request, template, page | {"form": AskResetForm()})
    form = AskResetForm(request.POST)
    if not form.is_valid():
        return invalid(request, template, page | {"form": form})
    words = form.cleaned_data["words"]
    wait = limits.ASK_RESET_FROM.spend(one_client(client_address(request)))
    wait = wait or limits.ASK_RESET.spend(names.sign_in_name(words))
    if wait:
        form = unjudged(AskResetForm, request)
        return too_many(request, template, page | {"form": form}, wait=wait)
    for person, path in User.objects.ask_reset(words):
        link = {"name": person.name, "address": site_address() + path}
        send_later(person.email, "A new password for Sayso", "accounts/reset_mail.txt", link)
    messages.info(request, ASKED if settings.HAS_MAIL else NO_MAIL)
    return redirect("accounts:sign_in")


@form_page
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """Set a new password by a one-time link; every browser is signed out."""
    template = "accounts/reset.html"
    link = Token.objects.held_by(token, Token.RESET)
    if link is None:
        return void(request, Token.RESET)
    page = {"name": link.person.name}
    if request.method != "POST":
        return render(request, template, page | {"form": ResetForm(person=link.person)})
    if wait := limits.RESET_FROM.spend(one_client(client_address(request))):
        form = ResetForm(person=link.person)
        return too_many(request, template, page | {"form": form}, wait=wait)
    form = ResetForm(request.POST, person=link.person)
    if not form.is_valid():
        return invalid(request, template, page | {"form": form})
    try:
        link.person.reset_password(link, form.cleaned_data["password"])
    except Spent:
        return void(request, Token.RESET)
    logout(request)
    messages.success(request, "Your new password is set. Sign in with it.")
    return redirect("accounts:sign_in")
