"""What whoever changes claims locks first: their stories, in one order, so that nobody waits in a
circle. Until then others revise no words, and say of no claim beside it whether it is contested."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles.models import Article


def hold_stories(keys: Iterable[Any]) -> None:
    """Lock these stories' rows, by row number or as a query, to the end of the transaction."""
    rows = Article.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk"))


def hold_story(article: Article) -> None:
    """Lock one, and read again what may have changed while we waited: its state and its words."""
    locked = Article.objects.filter(pk=article.pk).select_for_update(no_key=True)
    article.state, article.current_id = locked.values_list("state", "current").get()
