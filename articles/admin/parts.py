"""What the pages of one story share: its head, its tabs, and what can be done with it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.models import Article

TABS = {
    "words": "Words",
    "teasers": "Teasers",
    "captures": "Captures",
    "history": "History",
}


@dataclass(frozen=True)
class Act:
    """A button: what it posts, and where."""

    url: str
    name: str
    value: str
    label: str
    kind: str = ""


@dataclass(frozen=True)
class Tab:
    url: str
    label: str
    current: bool
    count: int | None = None


# Other rooms add here what stands on a story beside its own parts.
tabs_beside: list[Callable[[HttpRequest, Article], Tab]] = []


def fetch(request: HttpRequest, story: uuid.UUID) -> Article:
    """The story, if the person may see it; else 404."""
    stories = Article.objects.visible_to(request.user).with_words().select_related("importer")
    return get_object_or_404(stories, uuid=story)


def fetch_to_change(request: HttpRequest, story: uuid.UUID) -> Article:
    """The story, if the person may change it; else 404."""
    stories = Article.objects.editable_by(request.user).with_words()
    return get_object_or_404(stories, uuid=story)


def story_page(request: HttpRequest, article: Article, tab: str, **more: Any) -> dict[str, Any]:
    """The context of a page of the story."""
    counts = {"teasers": article.teasers.count(), "captures": article.captures.count()}
    withdrawn = article.state == Article.WITHDRAWN
    return {
        "article": article,
        "title": str(article),
        "desk_section": "articles_article",
        "tabs": [
            *(
                Tab(address(article, name), label, name == tab, counts.get(name))
                for name, label in TABS.items()
                if not withdrawn or name == "history"
            ),
            *(tab_of(request, article) for tab_of in tabs_beside),
        ],
        "acts": [] if withdrawn else acts(article),
        **leaving(request, article),
        **more,
    }


def acts(article: Article) -> list[Act]:
    """What fits the state that the story is in, the likeliest first."""
    state, place = address(article, "state"), address(article, "placement")
    if article.state == Article.DRAFT:
        return [Act(state, "state", Article.PUBLISHED, "Publish", "primary")]
    if article.state == Article.ARCHIVED:
        return [Act(state, "state", Article.PUBLISHED, "Bring back")]
    placed = {
        Article.LEAD: [Act(place, "placement", "", "Lead no longer")],
        Article.FEATURED: [
            Act(place, "placement", Article.LEAD, "Make it the lead"),
            Act(place, "placement", "", "Feature no longer"),
        ],
    }.get(article.placement) or [
        Act(place, "placement", Article.LEAD, "Make it the lead"),
        Act(place, "placement", Article.FEATURED, "Feature"),
    ]
    return [*placed, Act(state, "state", Article.ARCHIVED, "Archive")]


def leaving(request: HttpRequest, article: Article) -> dict[str, Any]:
    """How the story may go: drafts are discarded, and an owner may withdraw any."""
    mine = Article.objects.withdrawable_by(request.user).exclude(state=Article.WITHDRAWN)
    withdrawable = mine.filter(pk=article.pk).exists()
    return {
        "delete_url": "" if article.state == Article.WITHDRAWN else address(article, "delete"),
        "withdraw_url": address(article, "withdrawal") if withdrawable else "",
    }


def address(article: Article, name: str) -> str:
    """A page of the story at the desk."""
    view = "change" if name == "words" else name
    return reverse(f"admin:articles_article_{view}", args=[article.uuid])
