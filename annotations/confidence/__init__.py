"""How sure the words of a passage are: a level to suggest, with the words that say so.

It looks at the words that were marked, and at those just around them that govern them. English
only; for other languages, and where the words leave doubt about what they say, there is no
suggestion. A suggestion is never stored unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.confidence.lexicon import DISTANCE, LEVELS, OPEN, ROWS, UNSURE, Row, stems_of

Span = tuple[int, int]
FARTHEST = 400
FEW, MORE = 2, 8
_PLAIN = str.maketrans({
    **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‛", "'"),
    **dict.fromkeys("\u00a0\u202f\n\r\t", " "), **dict.fromkeys("‐‑", "-"),
})  # fmt: skip
# The first word of a sentence, but for the month and the noun, which no small letter tells apart.
_FIRST = re.compile(r"(?:^|[\"(]|[.!?] )(?!May |Might )[A-Z](?=[a-z])|\bI\b")
_ENDS = re.compile(
    r"[.!?](?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bSt\.)"
    r"(?=[\"')\]]*(?: |$))"
)
_TURNS = re.compile(r"[;\u2013\u2014]|:(?! ?\")|, (?:but|while|whereas|although|though) ")
_NEGATOR = re.compile(
    r"(?:\b(?:not|never|nor|neither|nobody|no one|no|none|hardly|scarcely|cannot)|n't)"
    r"(?: (?!only\b|just\b|because\b|that\b|one\b)[\w'-]+){0,2} ?$"
)
_ASKED = re.compile(r"\b(?:whether|if|unless)(?: [\w'-]+){0,3} ?$")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|that|was|is|are|were|has|had|have|said|it|with|from|by|for|not|be|been|he|she"
    r"|they|would|this|to)\b"
)


@dataclass(frozen=True)
class Expressed:
    """`cues` are the words that say so, in the text; `reason` says why, in words."""

    level: str
    kind: str
    polarity: str
    cues: tuple[Span, ...]
    reason: str


@dataclass(frozen=True)
class Cue:
    """A row that matched the text, and the level it has there."""

    start: int
    end: int
    row: Row
    level: str
    why: str

    @property
    def denies(self) -> bool:
        return self.row.polarity == "-"


def expressed(text: str, segments: Sequence[Span], language: str = "") -> Expressed | None:
    """What the words at these places express; None where nothing certain can be said."""
    if language and language.split("-")[0].lower() != "en":
        return None
    inside: list[Cue] = []
    before: list[Cue] = []
    after: list[Cue] = []
    for start, end in segments:
        low, high = _sentences_around(text, start, end)
        plain = text[low:high].translate(_PLAIN)
        if len(_ENGLISH.findall(plain.lower())) < 2 or plain.rstrip("\"' ").endswith("?"):
            continue
        for cue in cues_of(plain, low):
            if start <= cue.start and cue.end <= end:
                inside.append(cue)
            elif cue.start < start and _governs(plain[max(cue.end - low, 0) : start - low]):
                before.append(cue)
            elif cue.start >= end and _follows(plain[end - low : cue.start - low]):
                after.append(cue)
    denied = any(cue.denies for cue in inside + before)
    return _settled(text, inside or before or after, denied=denied)


def cues_of(plain: str, offset: int = 0) -> Iterator[Cue]:
    """The cues of a sentence in order, the longest of those that overlap."""
    lowered = _FIRST.sub(lambda found: found[0].lower(), plain)
    stems = stems_of(lowered)
    rows = (row for row in ROWS if not stems.isdisjoint(row.stems))
    found = [(match.span(), row) for row in rows for match in row.pattern.finditer(lowered)]
    found.sort(key=lambda each: (each[0][0] - each[0][1], each[0]))
    taken: list[Cue] = []
    for (start, end), row in found:
        if any(start < cue.end - offset and cue.start - offset < end for cue in taken):
            continue
        cue = _read(lowered, start, end, row, offset)
        if cue:
            taken.append(cue)
    yield from sorted(taken, key=lambda cue: cue.start)


def _read(lowered: str, start: int, end: int, row: Row, offset: int) -> Cue | None:
    before = lowered[max(0, start - 60) : start]
    if row.why != OPEN and _ASKED.search(before):
        return None
    negator = None if row.stands else _NEGATOR.search(before)
    if not negator:
        return Cue(start + offset, end + offset, row, row.level, row.why)
    if row.negated is None:
        return None
    first = start - len(before) + negator.start()
    return Cue(first + offset, end + offset, row, row.negated, UNSURE)


def _sentences_around(text: str, start: int, end: int) -> Span:
    """The sentences that the words stand in, within their block and within bounds."""
    low = max(text.rfind("\n", 0, start) + 1, start - FARTHEST)
    high = text.find("\n", end)
    high = min(high if high >= 0 else len(text), end + FARTHEST)
    ends = [low + found.end() for found in _ENDS.finditer(text[low:high].translate(_PLAIN))]
    first = max((each for each in ends if each <= start), default=low)
    return first, min((each for each in ends if each >= end), default=high)


def _governs(gap: str) -> bool:
    """Whether what stands between a cue and the words marked leaves no doubt that it is theirs."""
    if _TURNS.search(gap):
        return False
    words = gap.strip(" \"',").split()
    joined = "that" in (words[:1] + words[-1:])
    return len(words) <= MORE if joined else len(words) <= FEW and "," not in gap


def _follows(gap: str) -> bool:
    if _TURNS.search(gap):
        return False
    bare = gap.strip(" \"'")
    return not bare or (bare.startswith(",") and len(bare.split()) <= FEW + 1)


def _settled(text: str, cues: Sequence[Cue], *, denied: bool) -> Expressed | None:
    """What the cues say together; None if they speak against one another."""
    cues = [cue for cue in cues if not cue.denies] or list(cues)
    cues = [cue for cue in cues if cue.row.why != DISTANCE] or cues
    cues = [cue for cue in cues if cue.row.kind == "analytic"] or cues
    if not cues:
        return None
    places = [LEVELS.index(cue.level) for cue in cues]
    if max(places) - min(places) > 1:
        return None
    first = cues[0]
    return Expressed(
        level=first.level,
        kind="plain" if first.level == "unstated" else first.row.kind,
        polarity="-" if denied else "+",
        cues=tuple((cue.start, cue.end) for cue in cues),
        reason=f"“{text[first.start : first.end]}” {first.why}",
    )
