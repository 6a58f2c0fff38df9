"""Reviewing an import: one form that keeps the draft, publishes it, or throws it away."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from articles.models import Article
from articles.models.article import curates
from articles.models.refusal import NotAllowed, Stale
from articles.review_sheet import ReviewSheet, clashing, kept_for, sheet_of
from articles.review_typed import TypedReview
from articles.reviewing import stamp
from articles.rows import MOST_ROWS
from articles.views.access import annotators_only
from articles.views.given_back import give_back


@require_http_methods(["GET", "HEAD", "POST"])
@annotators_only
def review(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """A draft as story and related headlines, to be sorted and published."""
    article = Article.objects.reviewable_by(request.user).with_words().filter(uuid=story).first()
    if request.method == "POST":
        try:
            return _act(request, article) if article else _gone(request)
        except Article.DoesNotExist:  # thrown away at this moment
            return _gone(request)
    if article is None:
        raise Http404
    if article.state != Article.DRAFT:
        return redirect(article)
    return _answer(request, sheet_of(article, request.user), status=200)


def _act(request: HttpRequest, article: Article) -> HttpResponse:
    typed = TypedReview(article, request.POST.dict())
    if typed.is_too_much:
        return _too_much(request)
    if typed.publishes and not curates(request.user):
        raise PermissionDenied
    try:
        if request.POST.get("act") == "discard":
            return _discarded(request, article)
        if not typed.is_valid():
            sheet = ReviewSheet(article, request.user, typed.form, typed.rows, typed.faults)
            return _answer(request, sheet)
        typed.save(by=request.user)
    except Stale:
        now = Article.objects.with_words().get(pk=article.pk)
        return _answer(request, clashing(now, request.user, typed.sent, typed.rows), status=409)
    except NotAllowed as refusal:
        faults = {"story": str(refusal)}
        return _answer(request, ReviewSheet(article, request.user, typed.form, typed.rows, faults))
    return _saved(request, article, typed)


def _discarded(request: HttpRequest, article: Article) -> HttpResponse:
    if stamp(article) != request.POST.get("seen"):
        raise Stale(article)
    article.discard(by=request.user)
    messages.success(request, f"“{article}” was thrown away.")
    return _onward(request, reverse("articles:import_page"))


def _saved(request: HttpRequest, article: Article, typed: TypedReview) -> HttpResponse:
    if typed.publishes:
        return _onward(request, article.get_absolute_url())
    if request.htmx:
        now = Article.objects.with_words().get(pk=article.pk)
        answer = _answer(request, sheet_of(now, request.user, saved=True), status=200)
        return trigger_client_event(answer, "stored")
    messages.success(request, kept_for(request.user))
    place = typed.place_of_move
    anchor = "" if place is None else f"#row-{place}"
    return redirect(reverse("articles:review", args=[article.uuid]) + anchor)


def _onward(request: HttpRequest, address: str) -> HttpResponse:
    if request.htmx:
        return trigger_client_event(HttpResponseClientRedirect(address), "stored")
    return redirect(address)


def _gone(request: HttpRequest) -> HttpResponse:
    return give_back(
        request, 404, "This import is gone",
        "It was thrown away, or it is not yours. What you typed is here: copy what you need.",
        reverse("articles:import_page"),
    )  # fmt: skip


def _too_much(request: HttpRequest) -> HttpResponse:
    return give_back(
        request, 422, "This is more than one page",
        f"A page has at most {MOST_ROWS:,} paragraphs and headlines. Nothing was stored. What you "
        "typed is here: copy what you need.",
        request.path,
    )  # fmt: skip


def _answer(request: HttpRequest, sheet: ReviewSheet, status: int = 422) -> HttpResponse:
    name = "articles/_review.html" if request.htmx else "articles/review.html"
    return render(request, name, {"sheet": sheet, "section": "import"}, status=status)
