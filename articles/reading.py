"""A story as a page shows it: its blocks drawn with their starts, and its teasers in groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from articles.blocks import Block, from_json, runs, starts
from articles.models import Article, Revision, Teaser


@dataclass(frozen=True)
class DrawnBlock:
    """A block with its start in the canonical text (None for a picture) and its runs."""

    block: Block
    start: int | None

    @property
    def kind(self) -> str:
        return self.block.kind

    @property
    def runs(self) -> list[Any]:
        return list(runs(self.block))


@dataclass(frozen=True)
class TeaserGroup:
    """Teasers that stood together on the page, under their list's title."""

    title: str
    kind: str
    teasers: Sequence[Teaser]


@dataclass(frozen=True)
class Reading:
    """One story, one revision, one reader."""

    article: Article
    revision: Revision
    blocks: Sequence[DrawnBlock]
    groups: Sequence[TeaserGroup]

    @classmethod
    def of(cls, article: Article, person: Any, revision: Revision | None = None) -> Reading:
        """Two queries, whatever the length: the teasers, and which of their stories are open."""
        revision = revision or article.current
        teasers = list(Teaser.objects.beneath(article))
        open_to_me = set(
            Article.objects.visible_to(person).listed()
            .filter(pk__in=[teaser.story_id for teaser in teasers if teaser.story_id])
            .values_list("pk", flat=True)
        )  # fmt: skip
        for teaser in teasers:
            teaser.our_copy = teaser.story if teaser.story_id in open_to_me else None
        return cls(article, revision, drawn(from_json(revision.blocks)), grouped(teasers))

    @property
    def headline(self) -> DrawnBlock:
        return self.blocks[0]

    @property
    def standfirst(self) -> DrawnBlock | None:
        return next((block for block in self.blocks[:2] if block.kind == "standfirst"), None)

    @property
    def body(self) -> Sequence[DrawnBlock]:
        return self.blocks[2 if self.standfirst else 1 :]


def drawn(blocks: Sequence[Block]) -> list[DrawnBlock]:
    return [DrawnBlock(*pair) for pair in zip(blocks, starts(blocks), strict=True)]


def grouped(teasers: Iterable[Teaser]) -> list[TeaserGroup]:
    """Groups in the page's order; the sponsored last, and always apart."""
    ordered = sorted(teasers, key=lambda teaser: teaser.kind == "sponsored")
    return [
        TeaserGroup(title or ("Sponsored" if kind == "sponsored" else "Related headlines"), kind, list(members))
        for (kind, title), members in groupby(ordered, key=lambda each: (each.kind, each.group))
    ]
