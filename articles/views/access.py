"""Who may import, and what becomes of what was typed when somebody may not, or no longer."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from articles.models.article import annotates

View = Callable[..., HttpResponse]
_NOT_TYPED = ("csrfmiddlewaretoken", "expected", "seen", "html", "audience")


def annotators_only(view: View) -> View:
    """Annotators, curators and owners; others are asked to sign in, or told no."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request)
        if not annotates(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def signed_out(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; what was typed is given back first."""
    to_sign_in = redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    if request.method != "POST":
        return to_sign_in
    if request.htmx:
        return HttpResponseClientRedirect(to_sign_in.url)
    return give_back(
        request, 403, "You were signed out",
        "Nothing was stored. Copy what you typed, sign in, and paste it again.", to_sign_in.url,
    )  # fmt: skip


def give_back(
    request: HttpRequest, status: int, title: str, message: str, onward: str = ""
) -> HttpResponse:
    """A page that returns what was typed, where there is nothing to put it in."""
    typed = [
        value.strip() for name, value in request.POST.items()
        if name not in _NOT_TYPED and not name.endswith("-kind") and value.strip()
    ]  # fmt: skip
    page = {"title": title, "message": message, "typed": "\n\n".join(typed), "onward": onward}
    return render(request, "articles/typed.html", page, status=status)
