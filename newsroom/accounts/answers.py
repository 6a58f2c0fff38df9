"""How the pages of accounts answer: a page, a page with its faults, a page that says to wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def form_page(view: View) -> View:
    """A page that shows a form and takes it; never kept by a cache."""
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


def invalid(request: HttpRequest, template: str, page: dict[str, Any]) -> HttpResponse:
    """The page with what was typed and what is wrong with it."""
    return render(request, template, page, status=422)


def too_many(
    request: HttpRequest, template: str, page: dict[str, Any], *, wait: int
) -> HttpResponse:
    """The page with what was typed, unjudged, and how long to wait."""
    minutes = max(1, round(wait / 60))
    words = "a minute" if minutes == 1 else f"{minutes} minutes"
    problem = f"Too many tries. Wait {words}, then try again."
    response = render(request, template, {**page, "problem": problem}, status=429)
    response.headers["Retry-After"] = str(wait)
    return response


def unjudged(form_class: type[Form], request: HttpRequest, **options: Any) -> Form:
    """The form as it was typed, without saying whether it is right; passwords are left out."""
    return form_class(initial=request.POST.dict(), **options)
