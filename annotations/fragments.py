"""Links to words on the publisher's own page, as text fragments of its address."""

from __future__ import annotations

from urllib.parse import quote

from annotations.passages import BETWEEN
from articles.blocks import BETWEEN as BETWEEN_BLOCKS

# Longer words are named by how they begin and end.
LONGEST = 120
EDGE = 4


def words_at(address: str, words: str, prefix: str, suffix: str) -> str:
    """The address of a passage: `address#:~:text=prefix-,words,-suffix`; "" without an address.

    Of a passage in several parts it is the first that is pointed at.
    """
    if not address:
        return ""
    first, *more = words.split(BETWEEN)
    told = [_encoded(each) for each in _ends(first)]
    before, after = _before(prefix), "" if more else _after(suffix)
    if before:
        told.insert(0, f"{_encoded(before)}-")
    if after:
        told.append(f"-{_encoded(after)}")
    return f"{address.partition('#')[0]}#:~:text={','.join(told)}"


def _ends(words: str) -> list[str]:
    """The words, or how they begin and end where they are long or go on in another block."""
    if len(words) <= LONGEST and BETWEEN_BLOCKS not in words:
        return [words]
    blocks = words.split(BETWEEN_BLOCKS)
    begin, end = blocks[0].split(), blocks[-1].split()
    if len(blocks) == 1 and len(begin) <= EDGE * 2:
        return [words]
    return [" ".join(begin[:EDGE]), " ".join(end[-EDGE:])]


def _before(prefix: str) -> str:
    """Whole words of the same block: the first one may have been cut."""
    line = prefix.rpartition(BETWEEN_BLOCKS)[2]
    cut = len(line) == len(prefix) and " " in line
    return (line.partition(" ")[2] if cut else line).strip()


def _after(suffix: str) -> str:
    line = suffix.partition(BETWEEN_BLOCKS)[0]
    cut = len(line) == len(suffix) and " " in line
    return (line.rpartition(" ")[0] if cut else line).strip()


def _encoded(words: str) -> str:
    """Hyphens have a meaning of their own in a fragment."""
    return quote(words, safe="").replace("-", "%2D")
