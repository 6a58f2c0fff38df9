"""What a browser says was selected, held against the story's text: places, and the words it saw.

The server decides where a claim stands. Where the places and the words disagree the words win, if
it is certain which ones are meant; else the person is asked to select again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from annotations.passages import (
    BETWEEN,
    LONG,
    LONGEST,
    MOST_SEGMENTS,
    PIECES,
    Passage,
    Span,
    Unmarkable,
    passage,
)

MOST_WRITTEN, MOST_SPANS = 4_000, 1_000
AGAIN = "These words do not stand at this place in the story. Select them again."
OFTEN = "These words stand in the story more than once. Select them in the story."
# As people type them, sign for sign: a place in one text is the same place in the other.
_PLAIN = str.maketrans({
    **dict.fromkeys("“”„‟«»″＂", '"'), **dict.fromkeys("‘’‚‛′＇", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("\u00a0\u2007\u2009\u202f\n\r\t", " "),
})  # fmt: skip


def spans_of(written: Iterable[str]) -> list[Span]:
    """Pairs of places from JSON like [[12, 40], [52, 61]]; Unmarkable if that is not what it is."""
    spans: list[Span] = []
    for each in filter(None, written):
        try:
            pairs = json.loads(each) if len(each) <= MOST_WRITTEN else None
        except (ValueError, RecursionError):
            pairs = None
        if not isinstance(pairs, list) or not all(map(_is_pair, pairs)):
            raise Unmarkable("What was selected did not arrive whole. Select it again.")
        spans += [(start, end) for start, end in pairs]
        if len(spans) > MOST_SPANS:
            raise Unmarkable(PIECES)
    return spans


def selected(text: str, spans: Iterable[Span], seen: str = "") -> Passage:
    """The passage at these places, if the words seen there are the text's; else where these words
    are. Spans with nothing but white space between them are one. Raises Unmarkable."""
    joined = list(_joined(text, spans))
    if joined and (not seen or _says(text, joined, seen)):
        return passage(text, joined)
    if not seen.strip():
        raise Unmarkable("Select the words of the claim.")
    parts = _parts(text, seen)
    if sum(map(len, parts)) > LONGEST:
        raise Unmarkable(LONG)
    if len(parts) > MOST_SEGMENTS:
        raise Unmarkable(PIECES)
    return passage(text, [_find(text, part, joined) for part in parts])


def typed(text: str, words: str, within: Span) -> Passage:
    """The words that somebody typed, first in one block of the text and then in all of it;
    straight quotation marks and hyphens stand for any. Raises Unmarkable."""
    plain, sought = text.translate(_PLAIN), " ".join(words.translate(_PLAIN).split())
    if not sought:
        raise Unmarkable("Choose a sentence, or type the words of the claim.")
    start, end = within
    for first, last in ((start, end), (0, len(text))):
        places = list(islice(_places(plain, sought, first, last), 2))
        if len(places) == 1:
            return passage(text, places)
        if places:
            raise Unmarkable(OFTEN)
    raise Unmarkable("These words are not in the story. Type them just as they stand there.")


def _is_pair(pair: object) -> bool:
    return (
        isinstance(pair, list)
        and len(pair) == 2
        and all(type(place) is int and 0 <= place < 1 << 31 for place in pair)
    )


def _joined(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for start, end in sorted(spans):
        if last and (start <= last[1] or text[last[1] : start].isspace()):
            last = last[0], max(last[1], end)
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _says(text: str, spans: Sequence[Span], seen: str) -> bool:
    """Whether the words seen are those at the spans, however many passages they were seen as."""
    there = BETWEEN.join(text[start:end] for start, end in spans)
    return _squeezed(there) == _squeezed(seen)


def _squeezed(words: str) -> str:
    return "".join(words.replace(BETWEEN, "").split())


def _parts(text: str, seen: str) -> list[str]:
    whole = seen.strip()
    return [whole] if whole in text else [part.strip() for part in seen.split(BETWEEN)]


def _find(text: str, part: str, near: Sequence[Span]) -> Span:
    """The one place of these words, or the one of several that overlaps what was selected."""
    reach = len(part) - 1
    around = ((max(0, start - reach), end + reach) for start, end in near)
    there = {at for first, last in around for at in islice(_places(text, part, first, last), 2)}
    places = list(islice(_places(text, part, 0, len(text)), 2))
    for found in (there, places):
        if len(found) == 1:
            return found.pop()
    raise Unmarkable(OFTEN if places else AGAIN)


def _places(text: str, words: str, start: int, end: int) -> Iterator[Span]:
    """Every one, in order; who asks takes as many as decide."""
    at = text.find(words, start, end) if words else -1
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1, end)
