"""Marked words with what stands around them, for where the whole story is not shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Piece = tuple[str, bool]
BETWEEN = "\n\n"
MOST_AROUND = 320
MOST_WITHIN = 480
LONGEST_TITLE = 140


def surroundings(text: str, segments: Sequence[Sequence[int]]) -> list[list[Piece]]:
    """The paragraphs in which the segments stand, each as (words, whether marked); what is far
    from a segment gives way to an ellipsis. None for no segments, or a text without words."""
    if not segments or not text:
        return []
    first, last = segments[0][0], segments[-1][1]
    before = text.rfind(BETWEEN, 0, first)
    start = before + len(BETWEEN) if before >= 0 else 0
    after = text.find(BETWEEN, last)
    end = after if after >= 0 else len(text)
    pieces = [(_ending(text[start:first]), False)]
    for number, (here, there) in enumerate(segments):
        pieces.append((text[here:there], True))
        if number + 1 < len(segments):
            pieces.append((_middle(text[there : segments[number + 1][0]]), False))
    pieces.append((_beginning(text[last:end]), False))
    return [list(paragraph) for paragraph in _paragraphs(pieces)]


def titled(statement: str, quote: str) -> str:
    """What a claim is called in lists: its statement, else its words."""
    words = statement or quote
    short = words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1].rstrip() + "…"
    return short if statement or not quote else f"“{short}”"


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    paragraph: list[Piece] = []
    for words, marked in pieces:
        for number, part in enumerate(words.split(BETWEEN)):
            if number:
                yield paragraph
                paragraph = []
            if part:
                paragraph.append((part, marked))
    yield paragraph


def _ending(words: str) -> str:
    if len(words) <= MOST_AROUND:
        return words
    kept = words[-MOST_AROUND:]
    return "… " + (kept.partition(" ")[2] or kept)


def _beginning(words: str) -> str:
    if len(words) <= MOST_AROUND:
        return words
    kept = words[:MOST_AROUND]
    return (kept.rpartition(" ")[0] or kept) + " …"


def _middle(words: str) -> str:
    if len(words) <= MOST_WITHIN:
        return words
    return words[: MOST_WITHIN // 2].rpartition(" ")[0] + " … " + _ending(words)[2:]
