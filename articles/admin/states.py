"""One-click changes to a story: its state, its place, and back to an earlier revision."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from articles import revising
from articles.admin.desk import desk_page
from articles.admin.histories import history_page
from articles.admin.parts import address, fetch, fetch_to_change, story_page
from articles.models import Article, Event
from articles.models.refusal import NotAllowed, Stale

PLACED = {
    Article.LEAD: "“{}” is the lead now.",
    Article.FEATURED: "“{}” is featured now.",
    Article.ORDINARY: "“{}” stands among the ordinary stories now.",
}


@require_POST
def state(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """Publish, bring back, or archive."""
    article = fetch_to_change(request, story)
    verbs = {Article.PUBLISHED: article.publish, Article.ARCHIVED: article.archive}
    wanted = request.POST.get("state", "")
    try:
        if wanted not in verbs:
            raise NotAllowed("A story is published or archived here.")
        verbs[wanted](by=request.user)
        messages.success(request, f"“{article}” is {wanted} now.")
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return back(request, article)


@require_POST
def placement(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """Make it the lead, feature it, or put it back among the ordinary."""
    article = fetch_to_change(request, story)
    wanted = request.POST.get("placement", "?")
    try:
        if wanted not in PLACED:
            raise NotAllowed("A story is the lead, featured, or ordinary.")
        article.place(wanted, by=request.user)
        messages.success(request, PLACED[wanted].format(article))
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return back(request, article)


@require_GET
def history(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """All that happened to a story and to what belongs to it."""
    article = fetch(request, story)
    return desk_page(request, "admin/articles/article/history.html", told(request, article))


@require_POST
def revert(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """A new revision with the words of an earlier one; 409 if another came meanwhile."""
    article = fetch_to_change(request, story)
    number, expected = (_number(request.POST.get(name)) for name in ("number", "expected"))
    earlier = get_object_or_404(article.revisions, number=number)
    try:
        made = revising.revert(article, earlier.number, by=request.user, expected=expected)
    except Stale:
        messages.warning(
            request,
            "Somebody revised the story in the meantime. Look at what changed, then choose again.",
        )
        page = told(request, fetch(request, story))
        return desk_page(request, "admin/articles/article/history.html", page, status=409)
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    else:
        same = made.number == expected
        messages.success(
            request,
            "The words are these already." if same
            else f"Revision {made.number} has the words of revision {earlier.number}.",
        )  # fmt: skip
    return redirect(address(article, "history"))


def told(request: HttpRequest, article: Article) -> dict[str, Any]:
    page = story_page(request, article, "history")
    events = Event.objects.visible_to(request.user).on_story(article)
    return page | history_page(request, events)


def back(request: HttpRequest, article: Article) -> HttpResponse:
    """To the list that the button stood in, or to the story's page."""
    if "list" in request.POST:
        query = request.POST["list"]
        return redirect(reverse("admin:articles_article_changelist") + (query and f"?{query}"))
    return redirect(address(article, "words"))


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else 0
