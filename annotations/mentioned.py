"""Which of the names that are known stand in the text just before a passage, or in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

BEFORE = 600
SHORTEST = 4
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def mentioned(names: Iterable[tuple[int, str, bool]], text: str, start: int, end: int) -> list[int]:
    """Keys of the names that are mentioned near these places, the nearest first; what stands before
    a passage is nearer than what comes after it. A name is (key, name, whether it is a person's):
    a person's counts by its last word, others as a whole."""
    low = max(0, start - BEFORE)
    high = text.find("\n", end)
    around = text[low : high if high >= 0 else len(text)]
    words = [(found.start() + low, _bare(found[0])) for found in _WORD.finditer(around)]
    places: dict[str, list[int]] = {}
    for number, (_, word) in enumerate(words):
        places.setdefault(word, []).append(number)
    near = []
    for key, name, is_person in names:
        sought = [_bare(word) for word in _WORD.findall(name)]
        sought = sought[-1:] if is_person else sought
        if not sought or max(map(len, sought)) < SHORTEST:
            continue
        found = [
            _distance(words[number][0], start, end)
            for number in places.get(sought[0], ())
            if [word for _, word in words[number : number + len(sought)]] == sought
        ]
        if found:
            near.append((min(found), key))
    return [key for _, key in sorted(near)]


def _bare(word: str) -> str:
    """Without a genitive: "Rama’s" is Rama."""
    return re.sub(r"[’']s$", "", word)


def _distance(at: int, start: int, end: int) -> int:
    if at < start:
        return start - at
    return 0 if at < end else 2 * (at - end) + 1
