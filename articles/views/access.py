"""Who may import; what somebody typed who may not, or no longer, is given back."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from articles.models.article import annotates
from articles.views.given_back import give_back

View = Callable[..., HttpResponse]


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
