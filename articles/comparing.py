"""Comparing two texts of a story, word by word."""

import difflib
import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from articles.blocks import Block

_WORDS = re.compile(r"\s+|\d+(?:[.,:]\d+)*|[^\W_]+(?:['’][^\W_]+)*|.", re.DOTALL)
_DENSE = re.compile(r"[\u3040-\u9fff]")
Opcode = tuple[str, int, int, int, int]
MOST_PAIRS = 40_000


@dataclass(frozen=True)
class Change:
    """A stretch of a block: kept in both, added in the new, or removed from the old."""

    kind: str
    text: str


@dataclass(frozen=True)
class ComparedBlock:
    """A block of the new text, of the old, or of both, with what changed within.

    In a condensed list a `gap` stands for that many unchanged blocks.
    """

    kind: str
    changes: tuple[Change, ...] = ()
    gap: int = 0

    @property
    def changed(self) -> bool:
        return any(change.kind != "kept" for change in self.changes)


def compare(old: Sequence[Block], new: Sequence[Block]) -> list[ComparedBlock]:
    """Blocks of both in reading order, changed ones compared by words.

    Blocks are aligned first, then words within those that differ.
    """
    compared: list[ComparedBlock] = []
    for verdict, old_from, old_to, new_from, new_to in _opcodes(
        [_sign(block) for block in old], [_sign(block) for block in new]
    ):
        before, after = old[old_from:old_to], new[new_from:new_to]
        if verdict == "equal":
            compared += [_whole(block, "kept") for block in after]
        else:
            compared += _paired(before, after)
    return compared


def condensed(compared: Sequence[ComparedBlock], *, around: int = 1) -> list[ComparedBlock]:
    """Only what changed, with `around` unchanged blocks at each side; empty if nothing did."""
    changed = [index for index, block in enumerate(compared) if block.changed]
    shown = {near for index in changed for near in range(index - around, index + around + 1)}
    kept: list[ComparedBlock] = []
    for index, block in enumerate(compared if changed else ()):
        if index in shown:
            kept.append(block)
        elif kept and kept[-1].gap:
            kept[-1] = ComparedBlock("gap", gap=kept[-1].gap + 1)
        else:
            kept.append(ComparedBlock("gap", gap=1))
    return kept


def words(text: str) -> list[str]:
    """The text cut into words, signs and spaces; joined, it is the text again."""
    return [part for word in _WORDS.findall(text) for part in _dense_apart(word)]


def _dense_apart(word: str) -> Iterator[str]:
    if not _DENSE.search(word):
        yield word
    else:
        yield from word


def compare_words(old: str, new: str) -> tuple[Change, ...]:
    """What was kept, removed and added, in reading order."""
    before, after = words(old), words(new)
    changes: list[Change] = []
    for verdict, old_from, old_to, new_from, new_to in _opcodes(before, after):
        if verdict == "equal":
            changes.append(Change("kept", "".join(after[new_from:new_to])))
            continue
        for kind, part in (
            ("removed", before[old_from:old_to]), ("added", after[new_from:new_to])
        ):  # fmt: skip
            if part:
                changes.append(Change(kind, "".join(part)))
    return tuple(changes)


def _opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[Opcode]:
    """What makes the new from the old; all of it replaced where aligning would take too long.

    The matcher visits every pair of equal elements, so their number bounds its time.
    """
    counts = Counter(old)
    if sum(counts[each] for each in new) > MOST_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _sign(block: Block) -> tuple[str, str]:
    return block.kind, block.text or block.source


def _whole(block: Block, kind: str) -> ComparedBlock:
    return ComparedBlock(block.kind, (Change(kind, block.text or block.caption or block.alt),))


def _paired(before: Sequence[Block], after: Sequence[Block]) -> list[ComparedBlock]:
    """Blocks that replaced one another, paired by their words where they share most of them."""
    pairs = _likeness(before, after)
    compared: list[ComparedBlock] = []
    at = 0
    for index, block in enumerate(after):
        partner = pairs.get(index)
        if partner is None:
            compared.append(_whole(block, "added"))
            continue
        compared += [_whole(gone, "removed") for gone in before[at:partner]]
        compared.append(ComparedBlock(block.kind, compare_words(before[partner].text, block.text)))
        at = partner + 1
    return compared + [_whole(gone, "removed") for gone in before[at:]]


def _likeness(before: Sequence[Block], after: Sequence[Block]) -> dict[int, int]:
    """New index → old index of blocks that share at least half of their words, in order."""
    old_words = [set(block.text.split()) for block in before]
    pairs: dict[int, int] = {}
    at = 0
    for index, block in enumerate(after):
        mine = set(block.text.split())
        for partner in range(at, min(len(before), at + 50)):
            theirs = old_words[partner]
            if mine and 2 * len(mine & theirs) >= max(len(mine), len(theirs)):
                pairs[index] = partner
                at = partner + 1
                break
    return pairs
