"""A story's other pages: its plain text, its history, and a revision with what it changed."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from articles.blocks import from_json
from articles.comparing import compare, condensed
from articles.models import Article, Revision
from articles.reading import Reading, painters

COMPARED_FIELDS = {"byline": "Byline", "published": "Published", "captions": "Captions"}


@require_GET
def plain(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """The story alone: #story-text's textContent is the revision's text."""
    article = get_object_or_404(Article.objects.visible_to(request.user).with_words(), uuid=story)
    if article.state == Article.WITHDRAWN:
        return render(request, "newsroom/withdrawn.html", status=451)
    page = {"article": article, "revision": article.current, "text": article.current.text}
    return render(request, "articles/plain.html", page)


@require_GET
def revisions(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """Every revision: who made it, when and why."""
    article = get_object_or_404(Article.objects.visible_to(request.user).with_words(), uuid=story)
    if article.state == Article.WITHDRAWN:
        return render(request, "newsroom/withdrawn.html", status=451)
    page = {"article": article, "revisions": article.revisions.listed()}
    return render(request, "articles/revisions.html", page)


@require_GET
def revision(request: HttpRequest, story: uuid.UUID, number: int) -> HttpResponse:
    """A revision as it stood, and what it changed: in the one before it, or in `?against=`."""
    article = get_object_or_404(Article.objects.visible_to(request.user).with_words(), uuid=story)
    shown = get_object_or_404(article.revisions.select_related("editor"), number=number)
    if article.state == Article.WITHDRAWN:
        return render(request, "newsroom/withdrawn.html", status=451)
    against = request.GET.get("against", "")
    before = article.revisions.filter(
        number=int(against) if against.isdecimal() and len(against) < 6 else number - 1
    ).first()
    beside = painters[-1](request, article, shown)
    page = {
        "reading": Reading.past(article, shown, beside.overlay),
        "margin": beside.margin,
        "revision": shown,
        "before": before,
        "against": against,
        "past": True,
        "numbers": article.revisions.order_by("-number").values_list("number", flat=True),
    }
    if before:
        page["changes"] = condensed(compare(from_json(before.blocks), from_json(shown.blocks)))
        page["field_changes"] = list(field_changes(before, shown))
    return render(request, "articles/revision.html", page)


def field_changes(before: Revision, after: Revision) -> list[tuple[str, str, str]]:
    """(label, old, new) of the details around the words that differ."""
    pairs = [
        (label, _shown(getattr(before, name)), _shown(getattr(after, name)))
        for name, label in COMPARED_FIELDS.items()
    ]
    return [(label, old, new) for label, old, new in pairs if old != new]


def _shown(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " · ".join(value)
