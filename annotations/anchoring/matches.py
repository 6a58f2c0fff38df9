"""Which words of the new text are which of the old, and which are nearly the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from annotations.anchoring.chains import Pair, heaviest_chain
from annotations.anchoring.likeness import Weights
from annotations.anchoring.moves import pair_moved
from annotations.anchoring.pairs import Group, Pairing
from annotations.anchoring.sentences import sentences
from annotations.anchoring.words import WORD, Words, kind

MOST_PAIRS = 4_000
NEAR = 0.5
LONGEST_NEAR = 400
FEWEST_SWAPPED_LETTERS = 8
LONG_RUN, MANY_LETTERS = 5, 32


class Matches:
    """For words of the old text the same word of the new one, by their numbers.

    `places` has it for each old word, `owners` the other way round; -1 is none. `near` has words
    that changed a little. `moved` marks old words whose sentence stands elsewhere.
    """

    def __init__(self, old: Words, new: Words) -> None:
        self.old, self.new = old, new
        self.places = [-1] * len(old)
        self.owners = [-1] * len(new)
        self.near: dict[int, int] = {}
        self.moved = bytearray(len(old))
        self._weights = Weights(old, new)
        self._match()

    def _match(self) -> None:
        old, new = sentences(self.old), sentences(self.new)
        pairing = Pairing(old, new, self._weights)
        pairing.pair_in_place()
        pair_moved(pairing)
        for group in pairing.groups:
            self._match_group(
                range(old[group.old.start].first, old[group.old.stop - 1].last),
                range(new[group.new.start].first, new[group.new.stop - 1].last),
                group,
            )
        self._match_runs(range(len(self.old)), range(len(self.new)), LONG_RUN, MANY_LETTERS)

    def _match_group(self, old: range, new: range, group: Group) -> None:
        mine = self.old.keys[old.start : old.stop]
        theirs = self.new.keys[new.start : new.stop]
        pairs = [
            (old.start + one, new.start + other)
            for one, other in aligned(mine, theirs, self._weights)
        ]
        self._keep(pairs, moved=group.moved)
        if len(pairs) < len(old) and len(pairs) < len(new):
            self._match_runs(old, new, 2, FEWEST_SWAPPED_LETTERS)
            ends = [(old.start - 1, new.start - 1), *pairs, (old.stop, new.stop)]
            for (one, other), (next_one, next_other) in pairwise(ends):
                self._match_nearly(range(one + 1, next_one), range(other + 1, next_other))

    def _keep(self, pairs: Sequence[Pair], *, moved: bool) -> None:
        for mine, theirs in pairs:
            self.places[mine] = theirs
            self.owners[theirs] = mine
            self.moved[mine] = moved

    def _match_runs(self, old: range, new: range, size: int, letters: int) -> None:
        """Words that went elsewhere together: free runs that either side has once."""
        free_new = self._free_runs(self.new.keys, self.owners, new, size)
        for run, places in self._free_runs(self.old.keys, self.places, old, size).items():
            others = free_new.get(run, ())
            if len(places) == 1 == len(others) and self.places[places[0]] < 0:
                pairs = self._grown(places[0], others[0], old, new)
                words = [self.old.keys[mine] for mine, _ in pairs]
                if sum(len(word) for word in words if kind(word) == WORD) >= letters:
                    self._keep(pairs, moved=True)

    @staticmethod
    def _free_runs(
        keys: Sequence[str], taken: Sequence[int], within: range, size: int
    ) -> dict[tuple[str, ...], list[int]]:
        runs: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        free = 0
        for at in within:
            free = free + 1 if taken[at] < 0 else 0
            if free >= size:
                runs[tuple(keys[at - size + 1 : at + 1])].append(at - size + 1)
        return runs

    def _grown(self, mine: int, theirs: int, old: range, new: range) -> list[Pair]:
        """The longest run of free equal words through this pair."""
        first = 0
        while self._equal_free(mine + first - 1, theirs + first - 1, old, new):
            first -= 1
        last = 0
        while self._equal_free(mine + last, theirs + last, old, new):
            last += 1
        return [(mine + step, theirs + step) for step in range(first, last)]

    def _equal_free(self, mine: int, theirs: int, old: range, new: range) -> bool:
        return (
            mine in old
            and theirs in new
            and self.places[mine] < 0
            and self.owners[theirs] < 0
            and self.old.keys[mine] == self.new.keys[theirs]
        )

    def _match_nearly(self, old: range, new: range) -> None:
        """Words between two matches that changed a little, in order."""
        mine = [each for each in old if self.places[each] < 0]
        theirs = [each for each in new if self.owners[each] < 0]
        if mine and theirs and len(mine) * len(theirs) <= LONGEST_NEAR:
            degrees = (
                (one, other, nearness(self.old.keys[one], self.new.keys[other]))
                for one in mine
                for other in theirs
            )
            self.near.update(heaviest_chain(each for each in degrees if each[2] >= NEAR))


def aligned(old: Sequence[str], new: Sequence[str], weights: Weights) -> list[Pair]:
    """Pairs of equal words, both rising, of the greatest weight."""
    most = min(len(old), len(new))
    top = 0
    while top < most and old[top] == new[top]:
        top += 1
    bottom = 0
    while bottom < most - top and old[-1 - bottom] == new[-1 - bottom]:
        bottom += 1
    return [
        *((at, at) for at in range(top)),
        *_between(old, new, range(top, len(old) - bottom), range(top, len(new) - bottom), weights),
        *((len(old) - back, len(new) - back) for back in range(bottom, 0, -1)),
    ]


def _between(
    old: Sequence[str], new: Sequence[str], mine: range, theirs: range, weights: Weights
) -> list[Pair]:
    places: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for at in mine:
        places[old[at]][0].append(at)
    for at in theirs:
        places[new[at]][1].append(at)
    if sum(len(ones) * len(others) for ones, others in places.values()) <= MOST_PAIRS:
        return heaviest_chain(
            (one, other, weights[key])
            for key, (ones, others) in places.items()
            for one in ones
            for other in others
        )
    links = heaviest_chain(
        (ones[0], others[0], weights[key])
        for key, (ones, others) in places.items()
        if len(ones) == 1 == len(others)
    )
    if not links:
        return []
    ends = [(mine.start - 1, theirs.start - 1), *links, (mine.stop, theirs.stop)]
    found: list[Pair] = []
    for (one, other), (next_one, next_other) in pairwise(ends):
        inner = range(one + 1, next_one), range(other + 1, next_other)
        found += _between(old, new, *inner, weights)
        found.append((next_one, next_other))
    return found[:-1]


def nearness(one: str, other: str) -> float:
    """How much of two words is the same at their beginnings and ends, from 0 to 1."""
    if one.casefold() == other.casefold():
        return 0.95
    head, tail = common_ends(one, other)
    return (head + tail) / max(len(one), len(other))


def common_ends(one: str, other: str) -> Pair:
    """How many letters two words share at the beginning, and how many at the end."""
    most = min(len(one), len(other))
    head = 0
    while head < most and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < most - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return head, tail
