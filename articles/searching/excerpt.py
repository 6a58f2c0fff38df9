"""Showing hits: a text with the words that were found, and the passage that shows most of them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.blocks import BETWEEN
from articles.searching.folding import Word, unfolded_blocks, words_of
from articles.searching.query import Term

BEFORE, LONGEST = 60, 190


class Run(NamedTuple):
    """A stretch of text, and whether it is a hit."""

    text: str
    hit: bool = False


def marked(text: str, terms: Sequence[Term]) -> list[Run]:
    """The whole text, cut where hits begin and end."""
    return _runs(text, 0, len(text), _hits(text, terms))


def excerpt(text: str, folded: str, terms: Sequence[Term]) -> list[Run]:
    """The block, after the headline, that shows most of the terms, shortened around the first.

    `folded` is what `folded_blocks` made of the text.
    """
    blocks = list(zip(text.split(BETWEEN), unfolded_blocks(folded), strict=True))[1:]
    if not blocks:
        return []
    block, _ = max(blocks, key=lambda pair: _shows(pair[1], terms))
    hits = _hits(block, terms)
    start, end = _window(block, hits[0][0] if hits else 0)
    runs = _runs(block, start, end, hits)
    return [
        *([Run("… ")] if start else []),
        *runs,
        *([Run(" …")] if end < len(block) else []),
    ]


def _shows(folded: str, terms: Sequence[Term]) -> int:
    padded = f" {folded} "
    return sum(f" {' '.join(term.words)}{'' if term.begun else ' '}" in padded for term in terms)


def _hits(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where the terms stand, sorted, overlapping ones joined."""
    words = list(words_of(text))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for term in terms for span in _spans(words, term)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _spans(words: Sequence[Word], term: Term) -> Iterator[tuple[int, int]]:
    size = len(term.words)
    for at in range(len(words) - size + 1):
        if words[at].text == term.words[0] or (size == 1 and term.begun):
            found = [word.text for word in words[at : at + size]]
            if found[:-1] == list(term.words[:-1]) and (
                found[-1] == term.words[-1] or (term.begun and found[-1].startswith(term.words[-1]))
            ):
                yield words[at].start, _end(words[at + size - 1], term)


def _end(word: Word, term: Term) -> int:
    begun_by = len(term.words[-1])
    return word.start + begun_by if term.begun and len(word.text) > begun_by else word.end


def _window(text: str, first: int) -> tuple[int, int]:
    """Where to cut, at spaces if there are any near."""
    if len(text) <= LONGEST:
        return 0, len(text)
    start = max(0, min(first - BEFORE, len(text) - LONGEST))
    if start:
        space = text.find(" ", start, max(first, start))
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + LONGEST)
    if end < len(text):
        space = text.rfind(" ", start + LONGEST - 30, end)
        end = space if space > first else end
    return start, end


def _runs(text: str, start: int, end: int, hits: Sequence[tuple[int, int]]) -> list[Run]:
    runs, at = [], start
    for first, last in hits:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if at < first:
            runs.append(Run(text[at:first]))
        runs.append(Run(text[first:last], hit=True))
        at = last
    if at < end:
        runs.append(Run(text[at:end]))
    return runs
