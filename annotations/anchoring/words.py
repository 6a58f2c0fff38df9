"""Text cut into words and signs, each with a reading that typesetting does not change.

White space and invisible signs lie between them. Scripts without spaces are cut letter by letter,
and nothing that a reader takes for one character is ever cut apart.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

WORD, QUOTE, SIGN, LIGHT = "word", "quote", "sign", "light"

_DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_MARKS = "\u0300-\u036f\u20e3\ufe0e\ufe0f"
_SKINS_AND_TAGS = "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_QUOTES = "\"'`´‘’‚‛“”„‟«»‹›「」『』〝〞〟＂＇′″"
_DASHES = "-‐‑‒–—―−﹘﹣－~〜～"
_LIGHT = frozenset(",.;:-…()[]{}/|·•*、،؛۔・‧¡¿।")

_FOLDED_SIGNS = {
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _QUOTES), '"'),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, "。｡"), "."),
    ord("؟"): "?",
    0xFE0E: None,
    0xFE0F: None,
}
_FOLDED_LETTERS = {
    **{wide: wide - 0xFEE0 for wide in range(0xFF10, 0xFF5B) if chr(wide).isalnum()},
    **dict.fromkeys(map(ord, "‘’ʼ＇"), "'"),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), None),
}


@dataclass(frozen=True)
class Words:
    """The words and signs of a text in order: where each starts and ends, how it reads, its key
    and its kind. Words of one key differ in their capitals at most."""

    text: str
    starts: list[int]
    ends: list[int]
    readings: list[str]
    keys: list[str]
    kinds: list[str]

    def __len__(self) -> int:
        return len(self.keys)

    def breaks(self, one: int, other: int) -> bool:
        """Whether a line breaks between two words."""
        first, last = min(one, other), max(one, other)
        return "\n" in self.text[self.ends[first] : self.starts[last]]

    def touch(self, one: int, other: int) -> bool:
        """Whether nothing stands between two neighbouring words."""
        first, last = min(one, other), max(one, other)
        return self.ends[first] == self.starts[last]


def cut(text: str) -> Words:
    """The text in words and signs."""
    marks = "".join(sorted(sign for sign in set(text) if _is_mark(sign)))
    spans = [found.span() for found in _pattern(marks).finditer(text)]
    readings = [_reading(text[start:end]) for start, end in spans]
    keys = list(map(str.lower, readings))
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    return Words(text, starts, ends, readings, keys, list(map(kind, keys)))


@lru_cache(maxsize=50_000)
def kind(key: str) -> str:
    """A word, a quotation mark, a light sign (comma, dash …) or one that carries meaning."""
    if any(map(str.isalnum, key)):
        return WORD
    if key == '"':
        return QUOTE
    return LIGHT if key in _LIGHT else SIGN


def _is_mark(sign: str) -> bool:
    return sign > "\u02ff" and unicodedata.category(sign)[0] == "M"


@lru_cache(maxsize=64)
def _pattern(more_marks: str) -> re.Pattern[str]:
    marks = _MARKS + re.escape(more_marks)
    dashes = re.escape(_DASHES)
    letter = rf"[^\W_{_DENSE}]"
    return re.compile(
        rf"(?:(?<!\S)[{dashes}](?=\d))?{letter}"
        rf"(?:{letter}+|[{marks}\u00ad\u200c\u200d\u2060]+|['‘’ʼ＇](?={letter})"
        rf"|(?<=\d)[.,:](?=\d))*"
        rf"|[{_DENSE}][{marks}]*"
        r"|\.{2,}|-{2,}"
        r"|[\U0001f1e6-\U0001f1ff]{2}"
        rf"|[^\s{_INVISIBLE}](?:[{marks}{_SKINS_AND_TAGS}]|\u200d[^\s\w])*"
    )


@lru_cache(maxsize=50_000)
def _reading(word: str) -> str:
    if any(map(str.isalnum, word)):
        return word if word.isascii() else _plain(word.translate(_FOLDED_LETTERS))
    folded = word.translate(_FOLDED_SIGNS)
    if len(folded) > 1 and folded.strip(".") == "":
        return "…"
    return "-" if folded.strip("-") == "" else folded


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word)
