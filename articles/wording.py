"""The words of a story at one time: what a revision holds, before it is one."""

import hashlib
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.blocks import Block, canonical_text, one_line

WORDS_A_MINUTE = 238
CHARACTERS_A_MINUTE = 500

_DATE = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)"
_PUBLISHED = re.compile(rf"{_DATE}(?:T{_TIME})?")
_DENSE = re.compile("[\u3040-\u9fff\uac00-\ud7a3\U00020000-\U0010ffff]")
_AROUND_TIME = re.compile(r"(?<=\d)[T\s]+(\d\d:\d\d(?::\d\d)?)\s*", re.IGNORECASE)
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}


@dataclass(frozen=True)
class Wording:
    """Headline, standfirst and the body's blocks, with byline, captions and date.

    `published` is "", an ISO date, or an ISO time with its offset; ValueError for anything else.
    `source_minutes` is the reading time that the page printed.
    """

    headline: str
    body: tuple[Block, ...]
    standfirst: str = ""
    byline: str = ""
    captions: tuple[str, ...] = ()
    published: str = ""
    source_minutes: int | None = None

    def __post_init__(self) -> None:
        if self.published and not _PUBLISHED.fullmatch(self.published):
            raise ValueError(f"not a date, nor a time with its zone: {self.published!r}")
        if any(block.kind in ("headline", "standfirst") for block in self.body):
            raise ValueError("headline and standfirst are fields of their own")
        if not self.headline:
            raise ValueError("a story has a headline")

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in order: headline, standfirst, body."""
        lead = [Block("headline", self.headline)]
        if self.standfirst:
            lead.append(Block("standfirst", self.standfirst))
        return (*lead, *self.body)

    @property
    def text(self) -> str:
        return canonical_text(self.blocks)

    @property
    def sha256(self) -> str:
        return text_hash(self.text)

    @property
    def minutes(self) -> int:
        """Reading time: as printed, else by words, and by characters where no spaces part them."""
        return self.source_minutes or reading_minutes(self.text)


def wording(
    headline: str, body: Sequence[Block], *, standfirst: str = "", byline: str = "",
    captions: Sequence[str] = (), published: str = "", source_minutes: int | None = None,
) -> Wording:  # fmt: skip
    """A wording from words as people type them: each made one trimmed line."""
    return Wording(
        headline=one_line(headline),
        body=tuple(body),
        standfirst=one_line(standfirst),
        byline=one_line(byline),
        captions=tuple(filter(None, map(one_line, captions))),
        published=published.strip(),
        source_minutes=source_minutes,
    )


def dated(published: str) -> str | None:
    """What people write for a date, or a time with its zone, in ISO form; None if it is neither.

    "2022-09-07 16:42 +02:00" → "2022-09-07T16:42+02:00"
    """
    joined = _AROUND_TIME.sub(r"T\1", published.strip())
    written = re.sub(r"\s*(?:UTC|GMT)$", "Z", joined, flags=re.IGNORECASE)
    if not _PUBLISHED.fullmatch(written) or not "1600" <= written < "9999":
        return None
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return None
    return written


def text_hash(text: str) -> str:
    """The SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def reading_minutes(text: str) -> int:
    """Whole minutes, at least one: 238 words or 500 ideographs and kana a minute."""
    dense = len(_DENSE.findall(text))
    words = word_count(text) - dense
    return max(1, math.ceil(dense / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE - 0.5))


def word_count(text: str) -> int:
    """How many words; ideographs and kana, which no spaces part, one by one."""
    return len(_DENSE.sub(" ", text).split()) + len(_DENSE.findall(text))


def direction(language: str) -> str:
    """The direction a language is written in: "rtl" or "ltr"."""
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def folded(words: str) -> str:
    """Words for comparing names and headlines: case, accents, marks and spaces put aside."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    kept = (sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join("".join(kept).split())


def tidy_line(words: str) -> str:
    """Words on one line with single spaces, of letters that every database takes."""
    return " ".join(one_line(words).split())


def headline_key(headline: str) -> str:
    """What a headline is known again by: folded, and short enough for any index."""
    return folded(headline)[:300]


def how_many(count: int, one: str, many: str) -> str:
    """A number with its noun: "1 story", "2,000 stories"."""
    return f"{count:,} {one if count == 1 else many}"
