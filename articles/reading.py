"""A story as a page shows it: its body drawn, its headings listed, its teasers in groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from articles.blocks import Block, from_json, starts
from articles.drawing import draw_body
from articles.models import Article, Revision, Teaser

LONG_ENOUGH_FOR_CONTENTS = 3
MOST_KEPT = 512
GROUP_TITLES = {"related": "Related headlines", "sponsored": "Sponsored"}

_drawn: dict[tuple[Any, ...], DrawnStory] = {}


@dataclass(frozen=True)
class DrawnStory:
    """What is the same for every reader of a revision. `headings` are (start, text)."""

    body: SafeString
    headings: Sequence[tuple[int, str]]
    standfirst_start: int
    shows_picture: bool


@dataclass(frozen=True)
class TeaserGroup:
    """Teasers that stood together on the page, under their list's title."""

    title: str
    kind: str
    teasers: Sequence[Teaser]


@dataclass(frozen=True)
class Reading:
    """One story, in one revision, for one reader."""

    article: Article
    revision: Revision
    story: DrawnStory
    groups: Sequence[TeaserGroup]

    @classmethod
    def of(cls, article: Article, person: Any, revision: Revision | None = None) -> Reading:
        """Two queries, whatever the length: the teasers, and which of their stories are open."""
        revision = revision or article.current
        teasers = list(Teaser.objects.beneath(article))
        _link_to_our_copies(teasers, person)
        return cls(article, revision, drawn_story(revision), grouped(teasers))

    @property
    def contents(self) -> Sequence[tuple[int, str]]:
        """The headings to list beside the story: none where there are few."""
        headings = self.story.headings
        return headings if len(headings) >= LONG_ENOUGH_FOR_CONTENTS else ()


def drawn_story(revision: Revision) -> DrawnStory:
    """The revision drawn. It never changes, so each process draws it once."""
    key = (revision.pk, revision.withdrawn_at)
    if key not in _drawn:
        if len(_drawn) >= MOST_KEPT:
            _drawn.pop(next(iter(_drawn)))
        _drawn[key] = _draw(from_json(revision.blocks))
    return _drawn[key]


def grouped(teasers: Iterable[Teaser]) -> list[TeaserGroup]:
    """Groups in the page's order; the sponsored last, and always apart."""
    ordered = sorted(teasers, key=lambda teaser: teaser.kind == "sponsored")
    return [
        TeaserGroup(title or GROUP_TITLES[kind], kind, list(members))
        for (kind, title), members in groupby(ordered, key=lambda each: (each.kind, each.group))
    ]


def _draw(blocks: Sequence[Block]) -> DrawnStory:
    placed = list(zip(blocks, starts(blocks), strict=True))
    return DrawnStory(
        body=draw_body(blocks),
        headings=[(start or 0, block.text) for block, start in placed if block.kind == "heading"],
        standfirst_start=next(
            (start or 0 for block, start in placed if block.kind == "standfirst"), 0
        ),
        shows_picture=any(block.kind == "picture" for block in blocks),
    )


def _link_to_our_copies(teasers: Sequence[Teaser], person: Any) -> None:
    ours = [teaser.story_id for teaser in teasers if teaser.story_id]
    found = Article.objects.visible_to(person).listed().filter(pk__in=ours) if ours else []
    open_to_me = {article.pk for article in found}
    for teaser in teasers:
        teaser.our_copy = teaser.story if teaser.story_id in open_to_me else None
