"""Importing: a page is pasted or uploaded, and becomes a draft; or a refusal says what to do."""

import uuid
from datetime import timedelta
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from articles import importing
from articles.forms import ImportForm
from articles.importing import Duplicate
from articles.models import Article, RateLimit, Revision
from articles.models.refusal import NotAllowed
from articles.parting.page import Refusal
from articles.uploading import CappedUpload
from articles.views.access import annotators_only

MOST_AN_HOUR = 30
HOUR = timedelta(hours=1)
MOST_LISTED = 200
NOT_WHOLE = "What was sent did not arrive whole. Please send it again."


@csrf_exempt  # only so far as to cap the upload before the token is read; see _import_page
@require_http_methods(["GET", "HEAD", "POST"])
@annotators_only
def import_page(request: HttpRequest) -> HttpResponse:
    """Paste or upload a page; below stand the imports that wait for review."""
    if request.method == "POST":
        request.upload_handlers = [CappedUpload(request)]
        try:
            request.POST  # noqa: B018  what is too large to be read shows here
        except SuspiciousOperation:
            return _answer(request, ImportForm(), refusal=Refusal("too_large"))
        except MultiPartParserError:
            return _answer(request, ImportForm(), message=NOT_WHOLE)
    return _import_page(request)


@csrf_protect
def _import_page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _answer(request, ImportForm(), status=200)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _answer(request, form)
    key = f"import {request.user.uuid}"
    if not RateLimit.objects.spend(key, most=MOST_AN_HOUR, within=HOUR):
        wait = RateLimit.objects.wait(key, within=HOUR)
        return _answer(request, form, status=429, wait=wait.total_seconds() // 60 + 1)
    try:
        return _stored(request, _take_in(request, form))
    except Refusal as refusal:
        return _answer(request, form, refusal=refusal)
    except NotAllowed as refusal:
        return _answer(request, form, message=str(refusal))


def _take_in(request: HttpRequest, form: ImportForm) -> Article | Revision:
    """The draft, or the revision of the story that the person chose to add to."""
    chosen = _story_to_revise(request)
    given = {"by": request.user, "address": form.cleaned_data["address"]}

    def take(data: bytes, kind: str | None) -> Article | Revision:
        if chosen:
            return importing.take_in_again(chosen, data, kind, **given)
        return importing.take_in(data, kind, **given)

    *better, last = form.sources()
    for source in better:
        try:
            return take(*source)
        except Duplicate:
            raise
        except Refusal:
            continue
    return take(*last)


def _story_to_revise(request: HttpRequest) -> Article | None:
    try:
        chosen = uuid.UUID(request.POST.get("revision_of", ""))
    except ValueError:
        return None
    return Article.objects.editable_by(request.user).filter(uuid=chosen).first()


def _stored(request: HttpRequest, stored: Article | Revision) -> HttpResponse:
    """On to the draft's review, or to what the new revision changed."""
    article = stored if isinstance(stored, Article) else stored.article
    if article.state == Article.DRAFT:
        onward = reverse("articles:review", args=[article.uuid])
    else:
        onward = reverse("articles:revision", args=[article.uuid, stored.number])
    if request.htmx:
        return trigger_client_event(HttpResponseClientRedirect(onward), "stored")
    return redirect(onward)


def _answer(
    request: HttpRequest, form: ImportForm, *, status: int = 422, refusal: Refusal | None = None,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page, or for htmx the refusal alone: what was pasted and chosen stays where it is."""
    context: dict[str, Any] = {"form": form, "refusal": refusal, "section": "import", **more}
    context["upload"] = next(iter(request.FILES.values()), None) if form.is_bound else None
    if isinstance(refusal, Duplicate):
        context |= _here_already(request, refusal.article)
    if request.htmx:
        return render(request, "articles/_refusal.html", context, status=status)
    drafts = Article.objects.editable_by(request.user).drafts()
    context |= {
        "drafts": drafts.for_review()[:MOST_LISTED],
        "waiting": drafts.count(),
        "most": MOST_LISTED,
    }
    return render(request, "articles/import.html", context, status=status)


def _here_already(request: HttpRequest, article: Article) -> dict[str, Any]:
    """The stored story, as far as the person may know of it."""
    mine = {"uuid": article.uuid}
    stored = Article.objects.visible_to(request.user).with_words().filter(**mine).first()
    return {
        "stored": stored,
        "may_revise": Article.objects.editable_by(request.user).filter(**mine).exists(),
    }
