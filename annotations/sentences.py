"""A block's text in sentences, for choosing words without a pointer. In any language that ends a
sentence with a sign; where it is not sure that one ends, it goes on."""

from __future__ import annotations

import re

Span = tuple[int, int]
_END = re.compile(r"[.!?…؟۔।]+[\"'”’»)\]]*(?=\s)|[。｡！？]+[」』”’）]*")
_SHORT = re.compile(
    r"(?:^|[\s(“\"‘'])(?:Mrs?|Ms|Dr|Prof|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Rev|Hon|No|vs|cf|etc|e\.g"
    r"|i\.e|\w\.\w|[^\W\d_])\.$"
)


def sentences(text: str, start: int = 0) -> list[Span]:
    """Where they stand, without the white space between them; `start` is where the text stands."""
    cuts = [found.end() for found in _END.finditer(text) if _ends(text, found)]
    edges = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return [
        (start + first + len(words) - len(words.lstrip()), start + first + len(words.rstrip()))
        for first, words in ((first, text[first:last]) for first, last in edges)
        if words.strip()
    ]


def _ends(text: str, found: re.Match[str]) -> bool:
    rest = text[found.end() :].lstrip()
    if rest[:1].islower():
        return False
    return not (found[0] == "." and _SHORT.search(text, max(0, found.start() - 12), found.end()))
