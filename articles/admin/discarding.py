"""How a story goes: a draft is discarded, a published one archived, and an owner may withdraw."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles import withdrawing
from articles.admin.bulk import nouns_of
from articles.admin.desk import desk_page
from articles.admin.parts import fetch_to_change, story_page
from articles.models import Article
from articles.models.refusal import NotAllowed
from articles.wording import how_many

LIST = "admin:articles_article_changelist"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=withdrawing.LONGEST_REASON, help_text="It is kept, and shown in the history."
    )


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """Discard a draft; anything else is refused with the reason, and with what to do instead."""
    article = fetch_to_change(request, story)
    refusal = why_not(article)
    if request.method == "POST" and not refusal:
        headline = str(article)
        try:
            discard(article, by=request.user)
        except NotAllowed as changed:
            refusal = str(changed)
        else:
            messages.success(request, f"Discarded: “{headline}”.")
            return redirect(LIST)
    page = story_page(
        request, article, "", refusal=refusal, references=references(article, seen_by=request.user),
        archivable=article.state == Article.PUBLISHED,
    )  # fmt: skip
    status = 409 if request.method == "POST" else 200
    return desk_page(request, "admin/articles/article/delete.html", page, status)


@require_http_methods(["GET", "POST"])
def withdrawal(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """Take a story down for good, with a reason. Owners alone."""
    mine = Article.objects.withdrawable_by(request.user).exclude(state=Article.WITHDRAWN)
    article = get_object_or_404(mine.with_words(), uuid=story)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdrawing.withdraw(article, reason=form.cleaned_data["reason"], by=request.user)
        except NotAllowed as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "The story is withdrawn.")
            return redirect(reverse(LIST))
    page = story_page(
        request, article, "", form=form, references=references(article, seen_by=request.user)
    )
    status = 422 if form.errors else 200
    return desk_page(request, "admin/articles/article/withdraw.html", page, status)


def discard(article: Article, *, by: Any) -> None:
    """Throw a draft away, unless something else refers to it."""
    refusal = why_not(article)
    if refusal:
        raise NotAllowed(refusal)
    article.discard(by=by)


def why_not(article: Article) -> str:
    """Why the story cannot be discarded; empty when it can."""
    if article.state != Article.DRAFT or article.published_at:
        return "What was published is kept, so that its claims keep their story."
    referring = ", ".join(references(article))
    return f"Others refer to it: {referring}." if referring else ""


def references(article: Article, *, seen_by: Any = None) -> list[str]:
    """What refers to the story, as "2 teasers"; for somebody to read, only what they may see."""
    told = []
    for rows in article.referring():
        if seen_by is not None and hasattr(rows, "visible_to"):
            rows = rows.visible_to(seen_by)
        told += [how_many(count, *nouns_of(rows))] if (count := rows.count()) else []
    return told
