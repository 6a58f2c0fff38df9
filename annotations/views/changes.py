"""What changed on a story's page, for those who have it open."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from annotations.margin.changed import Changed
from annotations.models import Project
from annotations.models.project import OPEN_DESK
from articles.models import Article

MOST = 50


@require_GET
def changes(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """The blocks and cards around the claims and blocks that the address names."""
    readable = Article.objects.visible_to(request.user).exclude(state=Article.WITHDRAWN)
    article = get_object_or_404(readable.select_related("publisher"), uuid=story)
    slug = request.GET.get("project", OPEN_DESK)
    project = get_object_or_404(Project.objects.visible_to(request.user).called(slug))
    claims = [_uuid(each) for each in request.GET.getlist("claim")[:MOST]]
    blocks = [_place(each) for each in request.GET.getlist("block")[:MOST]]
    changed = Changed.around(article, project, request.user, claims, blocks)
    page = {"article": article, "project": project, "changed": changed}
    answer = render(request, "annotations/changes.html", page)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _uuid(words: str) -> uuid.UUID:
    try:
        return uuid.UUID(words)
    except ValueError:
        raise Http404 from None


def _place(words: str) -> int:
    if not (words.isascii() and words.isdigit() and len(words) < 9):
        raise Http404
    return int(words)
