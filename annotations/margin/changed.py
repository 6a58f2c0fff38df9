"""The part of a page that some claims stand on, for those who have the page open when these change:
the blocks of the story that they touch, and the cards of all claims in those blocks."""

from __future__ import annotations

import uuid
from bisect import bisect, bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString

from annotations.margin.cards import Card, Cluster, margin
from annotations.margin.codes import Codes
from annotations.margin.drawn import Setting
from annotations.margin.facets import Facets, SourceFacet
from annotations.margin.listed import HEADED, HEADED_ENDS, draw_whole
from annotations.margin.page import alone
from annotations.margin.readings import Reading, readings
from annotations.margin.strokes import stroke_of
from annotations.margin.wording import readings_of_one_passage
from annotations.models import Anchoring, Project
from annotations.painting import paint
from annotations.passages import Span
from articles.blocks import Block, from_json, starts
from articles.drawing import draw_words, joined
from articles.models import Article, Revision

MOST_ROUNDS = 5
# What a database takes in one question.
MOST_STRETCHES = 200


@dataclass(frozen=True)
class Changed:
    """`blocks` are (start, what stands in it); `cards` are entries of the list, in order, without
    their numbers."""

    revision: int
    blocks: Sequence[tuple[int, SafeString]]
    cards: Sequence[SafeString]
    sources: Sequence[SourceFacet]

    @classmethod
    def around(
        cls, article: Article, project: Project, person: Any,
        claims: Iterable[uuid.UUID], places: Iterable[int],
    ) -> Changed:  # fmt: skip
        """Around these claims, and the blocks that start at these places of the current text."""
        revision = Revision.objects.defer("text", "folded_text").get(pk=article.current_id)
        blocks = _Blocks(revision)
        only_by = alone(project, person)
        asked = Anchoring.objects.filter(revision=revision, claim__uuid__in=claims)
        touched = blocks.at([(place, place + 1) for place in places])
        touched |= blocks.at(
            span for spans in asked.values_list("segments", flat=True) for span in spans
        )
        pending = Q(claim__uuid__in=claims, verdict="lost")
        found: list[Reading] = []
        for _ in range(MOST_ROUNDS):
            among = pending
            for first, last in blocks.stretches(touched):
                among |= Q(start__lt=last, end__gt=first)
            found = readings(revision.pk, project.pk, only_by=only_by, among=among)
            wider = touched | blocks.at(span for each in found for span in each.segments)
            if wider == touched:
                break
            touched = wider
        return cls._drawn(article, project, person, revision.number, blocks, touched, found)

    @classmethod
    def _drawn(
        cls, article: Article, project: Project, person: Any, number: int, blocks: _Blocks,
        touched: set[int], found: Sequence[Reading],
    ) -> Changed:  # fmt: skip
        shown = margin(found)
        setting = Setting.of(article)
        painted = paint(stroke_of(card, setting.publisher) for card in shown.placed)
        mine = Codes.of(person, article.pk, project.pk)
        blind = alone(project, person) is not None
        curated = Codes() if blind else Codes.curated(article.pk, project.pk)

        def drawn(card: Card) -> SafeString:
            return draw_whole(card, setting, mine, curated)

        return cls(
            revision=number,
            blocks=[
                (at, draw_words(blocks.rows[at], at=at, overlay=painted)) for at in sorted(touched)
            ],
            cards=[
                *map(drawn, shown.pending),
                *(_together(each, [drawn(card) for card in each.cards]) for each in shown.clusters),
            ],
            sources=Facets.of(shown.cards, setting.publisher).sources,
        )


def _together(cluster: Cluster, cards: Sequence[SafeString]) -> SafeString:
    if len(cards) == 1:
        return cards[0]
    return joined([HEADED(words=readings_of_one_passage(len(cards))), *cards, HEADED_ENDS])


class _Blocks:
    """A revision's blocks by where they start."""

    def __init__(self, revision: Revision) -> None:
        blocks = from_json(revision.blocks)
        placed = zip(starts(blocks), blocks, strict=True)
        self.rows: dict[int, Block] = {start: each for start, each in placed if start is not None}

        self._starts = sorted(self.rows)
        self._ends = [start + len(self.rows[start].text) for start in self._starts]

    def at(self, spans: Iterable[Sequence[int]]) -> set[int]:
        """Where the blocks start that the spans touch."""
        return {
            start
            for first, last in spans
            for start in self._starts[bisect(self._ends, first) : bisect_left(self._starts, last)]
        }

    def stretches(self, starts: Iterable[int]) -> list[Span]:
        """These blocks, those in a row as one: all from first to last, if they are very many."""
        places = {bisect_left(self._starts, start) for start in starts}
        firsts = sorted(at for at in places if at - 1 not in places)
        lasts = sorted(at for at in places if at + 1 not in places)
        if len(firsts) > MOST_STRETCHES:
            firsts, lasts = firsts[:1], lasts[-1:]
        return [(self._starts[a], self._ends[b]) for a, b in zip(firsts, lasts, strict=True)]
