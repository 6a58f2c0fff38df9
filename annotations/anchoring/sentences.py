"""Sentences of a text: the units that are paired before their words are."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, pairwise

from annotations.anchoring.words import SIGN, WORD, Words, kind

LONGEST = 240
_BREAK = re.compile(r"[\n\r\u0085\u2028\u2029]")
_ENDERS = frozenset(".?!…।۔")
_DENSE_ENDERS = frozenset("。｡！？")
_CLOSERS = _ENDERS | set('")]}')
_COMMAS = frozenset(",;:،؛、")
_ONE_IN = 24


@dataclass(frozen=True)
class Sentence:
    """Words [first, last) of a text, and whether a paragraph opens or closes with them.

    `keys` are what is said, whatever the typesetting: words, and the signs that carry meaning.
    """

    words: Words
    first: int
    last: int
    opens: bool
    closes: bool
    keys: tuple[str, ...]

    @property
    def letters(self) -> int:
        return sum(len(key) for key in self.keys if kind(key) == WORD)


def sentences(words: Words) -> list[Sentence]:
    """The text in sentences, in order; a line break always ends one."""
    opening = _paragraph_starts(words)
    closing = {start - 1 for start in opening} | {len(words) - 1}
    starts = sorted(opening.union(_sentence_starts(words)))
    keys, says = words.keys, [each in (WORD, SIGN) for each in words.kinds]
    return [
        Sentence(
            words,
            first,
            last,
            first in opening,
            last - 1 in closing,
            tuple(compress(keys[first:last], says[first:last])),
        )
        for start, end in pairwise([*starts, len(words)])
        for first, last in _bearable(words, start, end)
    ]


def _paragraph_starts(words: Words) -> set[int]:
    breaks = (found.end() for found in _BREAK.finditer(words.text))
    starts = {0, *(bisect_left(words.starts, place) for place in breaks)}
    return {start for start in starts if start < len(words)}


def _sentence_starts(words: Words) -> Iterator[int]:
    """Where a sentence starts after another, its closing quotation marks and brackets."""
    for at in [at for at, key in enumerate(words.keys) if key in _ENDERS]:
        after = at + 1
        while _closes(words, after):
            after += 1
        if after < len(words) and _parted(words, at, after):
            yield after


def _closes(words: Words, at: int) -> bool:
    return _touches(words, at) and words.keys[at] in _CLOSERS


def _touches(words: Words, at: int) -> bool:
    return at < len(words) and words.starts[at] == words.ends[at - 1]


def _parted(words: Words, end: int, start: int) -> bool:
    """Whether the sign at `end` ends a sentence, the next word being the one at `start`."""
    if words.text[words.starts[end]] in _DENSE_ENDERS:
        return True
    if _touches(words, start) or words.readings[start][0].islower():
        return False
    return not (words.keys[end] == "." and end and _abbreviated(words.readings[end - 1]))


def _abbreviated(word: str) -> bool:
    return word.isalpha() and (len(word) == 1 or (len(word) == 2 and word[0].isupper()))


def _bearable(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The sentence, or what it falls into at its commas or wherever its letters say so, when it
    is longer than sentences are: an edit moves none of the cuts but those it touches."""
    if last - first <= LONGEST:
        yield first, last
        return
    keys = words.keys
    cuts = [at + 1 for at in range(first, last - 1) if keys[at] in _COMMAS]
    if len(cuts) * LONGEST < last - first:
        cuts = [at for at in range(first + 1, last) if sum(map(ord, keys[at])) % _ONE_IN == 0]
    yield from zip([first, *cuts], [*cuts, last], strict=True)
