"""What the form without script offers to mark: a block's sentences and those beside it, each with
the level that its words suggest; and what the words suggest that were selected already."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from annotations.confidence import Expressed, expressed
from annotations.passages import Passage
from annotations.sentences import sentences
from articles.blocks import from_json, starts
from articles.models import Revision

Span = tuple[int, int]


@dataclass(frozen=True)
class Suggestion:
    """A level, why, and the words that say so: `cues` as a JSON list."""

    said: Expressed
    cues: str


@dataclass(frozen=True)
class Sentence:
    """One to choose; `value` is what the form then sends."""

    value: str
    words: str
    says: Expressed | None
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """`block` is where the block begins that was asked for; `passage` are words that were chosen
    before."""

    revision: Revision
    language: str
    block: int
    chosen: frozenset[Span] = frozenset()
    passage: Passage | None = None

    @property
    def segments(self) -> str:
        """The words chosen before, as the form sends them; "" where they are whole sentences."""
        if self.passage is None or self._are_sentences:
            return ""
        return json.dumps(self.passage.segments)

    @property
    def suggestion(self) -> Suggestion | None:
        """What the words chosen before suggest."""
        if self.passage is None:
            return None
        text = self.revision.text
        said = expressed(text, self.passage.segments, self.language)
        return said and Suggestion(said, json.dumps([text[slice(*cue)] for cue in said.cues]))

    @cached_property
    def sentences(self) -> list[list[Sentence]]:
        """By block: the one asked for, or the first one after that place, and its neighbours."""
        text = self.revision.text
        return [[self._sentence(text, each) for each in sentences(text[start:end], start)]
                for start, end in self._blocks()]  # fmt: skip

    @property
    def _are_sentences(self) -> bool:
        return any(each.is_chosen for block in self.sentences for each in block)

    def _blocks(self) -> Sequence[Span]:
        blocks = from_json(self.revision.blocks)
        placed = zip(blocks, starts(blocks), strict=True)
        spans = [(start, start + len(block.text)) for block, start in placed if start is not None]
        last = len(spans) - 1
        here = next((at for at, (_, end) in enumerate(spans) if self.block < end), last)
        return spans[max(0, here - 1) : here + 2]

    def _sentence(self, text: str, span: Span) -> Sentence:
        says = expressed(text, [span], self.language)
        return Sentence(json.dumps([span]), text[slice(*span)], says, span in self.chosen)
