"""A story's other pages: plain text, its history, and an earlier revision beside what changed."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from articles.blocks import from_json
from articles.comparing import compare
from articles.models import Article
from articles.reading import Reading


@require_GET
def plain(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """The story alone: #story-text's textContent is the revision's text."""
    article = get_object_or_404(Article.objects.visible_to(request.user).with_words(), uuid=story)
    if article.state == Article.WITHDRAWN:
        return render(request, "newsroom/withdrawn.html", {"article": article}, status=451)
    return render(request, "articles/plain.html", {"article": article, "revision": article.current})


@require_GET
def revisions(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """Every revision: who, when and why."""
    article = get_object_or_404(Article.objects.visible_to(request.user).with_words(), uuid=story)
    history = article.revisions.listed()
    return render(request, "articles/revisions.html", {"article": article, "revisions": history})


@require_GET
def revision(request: HttpRequest, story: uuid.UUID, number: int) -> HttpResponse:
    """An earlier revision as it stood, with what it changed in the one before it."""
    article = get_object_or_404(Article.objects.visible_to(request.user).with_words(), uuid=story)
    shown = get_object_or_404(article.revisions.select_related("editor"), number=number)
    if shown.withdrawn_at:
        return render(request, "newsroom/withdrawn.html", {"article": article}, status=451)
    before = article.revisions.filter(number=number - 1).first()
    changes = compare(from_json(before.blocks), from_json(shown.blocks)) if before else []
    reading = Reading.of(article, request.user, shown)
    return render(
        request,
        "articles/revision.html",
        {"reading": reading, "revision": shown, "before": before, "changes": changes},
    )
