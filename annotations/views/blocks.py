"""One painted block of a story, alone."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from annotations.margin.page import kept_page
from annotations.models import Project
from annotations.models.project import OPEN_DESK
from annotations.views.answering import freshness
from articles.drawing import block_of
from articles.models import Article, Event


def tag(request: HttpRequest, story: uuid.UUID, **which: Any) -> str | None:
    return freshness(request, story)


@require_safe
@condition(etag_func=tag)
def block(request: HttpRequest, story: uuid.UUID, start: int) -> HttpResponse:
    """The block that starts at this place of the story's current words, as its page shows it."""
    article = get_object_or_404(Article.objects.visible_to(request.user), uuid=story)
    if article.state == Article.WITHDRAWN:
        return render(request, "newsroom/withdrawn.html", status=451)
    slug = request.GET.get("project", OPEN_DESK)
    project = get_object_or_404(Project.objects.visible_to(request.user).called(slug))
    newest = Event.objects.newest_for(article.uuid, project.uuid)
    kept = kept_page(article, project, request.user, newest)
    words = block_of(kept.story.plain.decode(), start)
    if words is None:
        raise Http404
    page = {"article": article, "project": project, "page": kept, "words": words}
    answer = render(request, "annotations/block.html", page)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer
