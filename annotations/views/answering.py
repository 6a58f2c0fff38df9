"""How the pages of a claim answer: the whole page, one part of it, or the way on."""

from __future__ import annotations

import functools
import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django_htmx.http import trigger_client_event

from annotations.claim_page import ClaimPage
from annotations.models import Claim, Notice
from articles.models import Article, Event
from articles.models.refusal import NotAllowed
from articles.views.given_back import give_back, typed_in

View = Callable[..., HttpResponse]
GONE = (
    "It was deleted, hidden or closed in the meantime, or it is not yours. Nothing was stored. "
    "What you typed is here: copy what you need."
)
CHANGED = "It was changed in the meantime. Look at what it says now, then decide again."


def giving_back(view: View) -> View:
    """Where the thing is gone or closed by the time that something is sent, what was typed is
    returned."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.method != "POST" or request.htmx or not typed_in(request.POST):
                raise
            return give_back(request, 404, "This is not here any more", GONE)
        except NotAllowed as refusal:
            if request.htmx:
                problem = {"problem": str(refusal)}
                return render(request, "annotations/_refusal.html", problem, status=422)
            return give_back(request, 422, "This was not stored", str(refusal))

    return guarded


def readable(request: HttpRequest, claim: uuid.UUID) -> Claim:
    """The claim, for its page; 404 where the person may not know of it."""
    return get_object_or_404(Claim.objects.readable_by(request.user).with_parts(), uuid=claim)


def answerable(request: HttpRequest, claim: uuid.UUID) -> Claim:
    """The claim, for adding something to it."""
    return get_object_or_404(Claim.objects.answerable_by(request.user).with_parts(), uuid=claim)


def not_readable(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """For a claim on a story that was withdrawn, what readers of that are told; else 404."""
    gone = {"article__state": Article.WITHDRAWN, "deleted_at": None}
    if Claim.objects.visible_to(request.user).filter(uuid=claim, **gone).exists():
        return render(request, "newsroom/withdrawn.html", status=451)
    raise Http404


def whole(request: HttpRequest, page: ClaimPage, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "annotations/claim.html", {"page": page, **more}, status=status)


def refused(request: HttpRequest, claim: Claim, why: str, status: int = 422) -> HttpResponse:
    """The claim as it is now, and why nothing was done; for htmx why alone."""
    now = readable(request, claim.uuid)
    page = ClaimPage(now, request.user)
    if request.htmx:
        return render(request, "annotations/_refusal.html", {"problem": why}, status=status)
    return whole(request, page, status, problem=why)


def part(
    request: HttpRequest, claim: Claim, name: str, status: int = 200, **forms: Form
) -> HttpResponse:
    """One part of the page, anew: alone for htmx; otherwise the way back to it, or with a form
    that was refused the whole page."""
    page = ClaimPage(claim, request.user, forms)
    if request.htmx:
        answer = render(request, f"annotations/_{name}.html", {"page": page}, status=status)
        return answer if status >= 400 else trigger_client_event(answer, "claims:changed")
    if status >= 400:
        return whole(request, page, status)
    return redirect(f"{claim.get_absolute_url()}#{name}-{claim.uuid}")


def expected(request: HttpRequest) -> int:
    """The version that the person saw; 0, which is never current, if the form does not say."""
    words = request.POST.get("expected", "")
    return int(words) if words.isascii() and words.isdigit() and len(words) < 9 else 0


def freshness(request: HttpRequest, claim: uuid.UUID) -> str | None:
    """What a claim's page was made from, as an ETag. Whatever happens anywhere makes it another:
    names, rights and roles show on it too. None while a message waits to be shown."""
    if request.session.get("_messages"):
        return None
    made_from = (
        request.user.pk,
        Event.objects.newest(),
        Notice.objects.of(request.user).unseen().count(),
        request.META.get("CSRF_COOKIE", ""),
        request.COOKIES.get("reader", ""),
        static("sayso.css"),
        static("work.css"),
        timezone.localdate(),
        bool(request.htmx),
    )
    return f'"{hashlib.sha256(repr(made_from).encode()).hexdigest()[:32]}"'
