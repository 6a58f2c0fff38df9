"""Words as search compares them: case, accents and compatibility forms put aside.

Scripts written without spaces are cut into overlapping pairs, and the end of each stretch is a
word of its own: 日本語 is 日本, 本語 and 語. So two characters are one word, a longer stretch is a
phrase, and one character is how a word begins. Both indexes hold exactly these words, parted by
spaces, with a sign between blocks that no phrase can cross.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from articles.blocks import BETWEEN

APART = "¶"
LONGEST_WORD = 64

_BETWEEN_BLOCKS = f" {APART} "
_ASCII_WORD = re.compile("[a-z0-9]+")
# What parts words whatever stands beside it; a stretch between these is folded as a whole.
_STRETCH = re.compile(r"[^\s!-/:-@\[-`{-~«»‐-‧‹›、。「-』【】！（），．：；？]+")
_RARELY_REPEATED = 32
_OTHER_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ـ": ""}
)
_ZERO_WIDTH_SPACE = "\u200b"
_HALF_WIDTH_VOICING = "\uff9e\uff9f"
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]"
)


class Word(NamedTuple):
    """A folded word, and the code points [start, end) it came from."""

    text: str
    start: int
    end: int


def folded_blocks(text: str) -> str:
    """A story's canonical text as its words, for the indexes."""
    return _BETWEEN_BLOCKS.join(" ".join(_plain_words(block)) for block in text.split(BETWEEN))


def unfolded_blocks(folded: str) -> list[str]:
    """The words of each block, from what `folded_blocks` gave."""
    return folded.split(_BETWEEN_BLOCKS)


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for stretch in _STRETCH.finditer(text):
        fold = _fold_again if len(stretch[0]) <= _RARELY_REPEATED else _fold
        at = stretch.start()
        for word, start, end in fold(stretch[0]):
            yield Word(word, at + start, at + end)


def without_spaces(text: str) -> bool:
    """Whether the text begins in a script that is written without spaces."""
    return _WITHOUT_SPACES.match(text) is not None


def _plain_words(text: str) -> Iterable[str]:
    if text.isascii():
        return (word[:LONGEST_WORD] for word in _ASCII_WORD.findall(text.lower()))
    return (word.text for word in words_of(text))


def _fold(stretch: str) -> tuple[Word, ...]:
    signs, spans = [], []
    for start, end in _clusters(stretch):
        for sign in _piece(stretch[start:end]):
            signs.append(sign)
            spans.append((start, end))
    words: list[Word] = []
    first = 0
    while first < len(signs):
        last = first + 1
        if signs[first] != " ":
            dense = without_spaces(signs[first])
            while last < len(signs) and _goes_on(signs[last], dense):
                last += 1
            cut = _pairs if dense else _whole
            words += cut(signs[first:last], spans[first:last])
        first = last
    return tuple(words)


_fold_again = lru_cache(maxsize=20_000)(_fold)


def _clusters(stretch: str) -> Iterator[tuple[int, int]]:
    """Each character with the marks that follow it."""
    start = 0
    for end in range(1, len(stretch) + 1):
        if end < len(stretch) and _joins(stretch[end]):
            continue
        yield start, end
        start = end


def _joins(sign: str) -> bool:
    return unicodedata.combining(sign) != 0 or sign in _HALF_WIDTH_VOICING


@lru_cache(maxsize=20_000)
def _piece(cluster: str) -> str:
    """What a character comes to: letters, digits and spaces."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", cluster).casefold())
    kept = "".join(_kept(sign) for sign in plain.translate(_OTHER_LETTERS))
    return unicodedata.normalize("NFC", kept)


def _kept(sign: str) -> str:
    """Accents and points fall away; vowel signs, voicing and the like change the word, and stay."""
    category = unicodedata.category(sign)
    if category.startswith("M"):
        return sign if unicodedata.combining(sign) < 10 else ""
    if category == "Cf" and sign != _ZERO_WIDTH_SPACE:
        return ""
    return sign if sign.isalnum() else " "


def _goes_on(sign: str, dense: bool) -> bool:
    if sign == " ":
        return False
    return without_spaces(sign) == dense or unicodedata.category(sign).startswith("M")


def _whole(signs: list[str], spans: list[tuple[int, int]]) -> list[Word]:
    return [Word("".join(signs)[:LONGEST_WORD], spans[0][0], spans[-1][1])]


def _pairs(signs: list[str], spans: list[tuple[int, int]]) -> list[Word]:
    pairs = [
        Word(signs[at] + signs[at + 1], spans[at][0], spans[at + 1][1])
        for at in range(len(signs) - 1)
    ]
    return [*pairs, Word(signs[-1], *spans[-1])]
