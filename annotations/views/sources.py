"""A project's sources: by name, or those used last on the story where one is marking."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from annotations.models import Project
from annotations.offering import MOST_LISTED, MOST_OFFERED, named, recent
from annotations.passages import Unmarkable
from annotations.selected import spans_of
from annotations.views.access import signed_in_only
from articles.models import Article

LONGEST_QUERY = 200


@require_safe
@signed_in_only
def sources(request: HttpRequest, project: str) -> HttpResponse:
    """The list is the same that the composer takes its options from."""
    found = get_object_or_404(Project.objects.visible_to(request.user), slug=project)
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    article = _story(request)
    if article and not words:
        offers = recent(found, article, request.user, beside=_beside(request))
    else:
        offers = named(found, words, request.user, most=MOST_OFFERED if article else MOST_LISTED)
    page = {
        "project": found, "words": words, "offers": offers, "article": article, "section": "read",
    }  # fmt: skip
    return render(request, "annotations/sources.html", page)


def _beside(request: HttpRequest) -> list[tuple[int, int]]:
    """The words that are being marked, if they are said."""
    try:
        return spans_of(request.GET.getlist("segments"))
    except Unmarkable:
        return []


def _story(request: HttpRequest) -> Article | None:
    """The story that is being marked, if one is named; 404 if it is not the person's to read."""
    written = request.GET.get("story")
    if not written:
        return None
    try:
        key = uuid.UUID(written)
    except ValueError:
        return None
    return get_object_or_404(
        Article.objects.visible_to(request.user).select_related("publisher"), uuid=key
    )
