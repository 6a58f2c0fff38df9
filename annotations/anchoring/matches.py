"""Which words of the new text are which of the old, and which are nearly the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotations.anchoring.chains import Pair, heaviest_chain
from annotations.anchoring.likeness import Weights
from annotations.anchoring.moves import pair_moved
from annotations.anchoring.pairs import Group, Pairing
from annotations.anchoring.runs import equal_runs
from annotations.anchoring.sentences import Sentence, sentences
from annotations.anchoring.sequences import aligned, common_ends
from annotations.anchoring.words import WORD, Words, kind

NEAR = 0.5
MOST_NEAR = 400
TELLING = 1.5
SHORT_RUN, FEW_LETTERS = 2, 8
LONG_RUN, SOME_LETTERS, MANY_LETTERS = 5, 16, 32


class Matches:
    """For words of the old text the same word of the new one, by their numbers.

    `places` has it for each old word, `owners` the other way round; -1 is none. `near` has words
    that changed a little, `changed` the other way round. `moved` marks old words that stand
    elsewhere.
    """

    def __init__(self, old: Words, new: Words) -> None:
        self.old, self.new = old, new
        self.places = [-1] * len(old)
        self.owners = [-1] * len(new)
        self.near: dict[int, int] = {}
        self.moved = bytearray(len(old))
        self.weights = Weights(old, new)
        self._match(sentences(old), sentences(new))
        self.changed = {place: at for at, place in self.near.items()}

    def _match(self, old: Sequence[Sentence], new: Sequence[Sentence]) -> None:
        pairing = Pairing(old, new, self.weights)
        pairing.pair_in_place()
        pair_moved(pairing)
        for group in pairing.groups:
            mine = range(old[group.old[0]].first, old[group.old[-1]].last)
            theirs = range(new[group.new[0]].first, new[group.new[-1]].last)
            self._match_group(mine, theirs, group)
        for gap in pairing.wide_gaps:
            mine = range(old[gap[0][0]].first, old[gap[0][-1]].last)
            theirs = range(new[gap[1][0]].first, new[gap[1][-1]].last)
            self._match_wide(mine, theirs)
        self._match_parts(
            [old[number] for number in pairing.free_old()],
            [new[number] for number in pairing.free_new()],
        )

    def _match_group(self, old: range, new: range, group: Group) -> None:
        mine = self.old.keys[old.start : old.stop]
        theirs = self.new.keys[new.start : new.stop]
        pairs = [
            (old.start + one, new.start + other)
            for one, other in aligned(mine, theirs, self.weights)
        ]
        if not group.sure:
            pairs = self._telling(pairs)
        self._keep(pairs, moved=group.moved)
        if len(pairs) < min(len(old), len(new)):
            for run in equal_runs(self._free_old(old), self._free_new(new), SHORT_RUN):
                if self._letters(run) >= FEW_LETTERS:
                    self._keep(run, moved=True)
            ends = [(old.start - 1, new.start - 1), *pairs, (old.stop, new.stop)]
            for (one, other), (next_one, next_other) in pairwise(ends):
                self._match_nearly(range(one + 1, next_one), range(other + 1, next_other))

    def _telling(self, pairs: Sequence[Pair]) -> list[Pair]:
        """Without words that may be the same by chance: common ones that stand alone."""
        runs: list[list[Pair]] = []
        for mine, theirs in pairs:
            if runs and runs[-1][-1] == (mine - 1, theirs - 1):
                runs[-1].append((mine, theirs))
            else:
                runs.append([(mine, theirs)])
        return [pair for run in runs if self._weight(run) >= TELLING for pair in run]

    def _weight(self, run: Iterable[Pair]) -> float:
        return sum(self.weights[self.old.keys[mine]] for mine, _ in run)

    def _match_wide(self, old: range, new: range) -> None:
        """Words in order where sentences could not be paired: long runs, and between them what
        is close enough."""
        runs = [
            run
            for run in equal_runs(self._free_old(old), self._free_new(new), LONG_RUN)
            if self._letters(run) >= SOME_LETTERS
        ]
        starts = {run[0]: run for run in runs}
        links = heaviest_chain((*start, float(len(run))) for start, run in starts.items())
        ends = [(old.start - 1, new.start - 1)]
        for link in links:
            self._keep(starts[link], moved=False)
            self._match_between(ends[-1], starts[link][0])
            ends.append(starts[link][-1])
        self._match_between(ends[-1], (old.stop, new.stop))

    def _match_between(self, one: Pair, other: Pair) -> None:
        """Words between two matches, if they are few."""
        mine = self._free_old(range(one[0] + 1, other[0]))
        theirs = self._free_new(range(one[1] + 1, other[1]))
        if mine and theirs and len(mine) * len(theirs) <= MOST_NEAR:
            words, others = [word for _, word in mine], [word for _, word in theirs]
            pairs = aligned(words, others, self.weights)
            self._keep([(mine[at][0], theirs[place][0]) for at, place in pairs], moved=False)

    def _match_parts(self, old: Sequence[Sentence], new: Sequence[Sentence]) -> None:
        """Long parts of sentences that went into other sentences, or came out of others.

        These sentences have no counterpart. Of such a one it must be the greater part; and where
        it would go from one to another, it was decided already that they are not the same.
        """
        loose_old = {at: each for each in old for at in range(each.first, each.last)}
        loose_new = {at: each for each in new for at in range(each.first, each.last)}
        free_old = self._free_old(range(len(self.old)))
        free_new = self._free_new(range(len(self.new)))
        for run in equal_runs(free_old, free_new, LONG_RUN):
            homes = [loose_old.get(run[0][0]), loose_new.get(run[0][1])]
            letters = self._letters(run)
            if (
                letters >= MANY_LETTERS
                and None in homes
                and all(2 * letters >= home.letters for home in homes if home)
            ):
                self._keep(run, moved=True)

    def _free_old(self, within: range) -> list[tuple[int, str]]:
        return [(at, self.old.keys[at]) for at in within if self.places[at] < 0]

    def _free_new(self, within: range) -> list[tuple[int, str]]:
        return [(at, self.new.keys[at]) for at in within if self.owners[at] < 0]

    def _letters(self, run: Iterable[Pair]) -> int:
        words = (self.old.keys[mine] for mine, _ in run)
        return sum(len(word) for word in words if kind(word) == WORD)

    def _keep(self, pairs: Iterable[Pair], *, moved: bool) -> None:
        for mine, theirs in pairs:
            self.places[mine] = theirs
            self.owners[theirs] = mine
            self.moved[mine] = moved

    def _match_nearly(self, old: range, new: range) -> None:
        """Words between two matches that changed a little, in order."""
        mine, theirs = self._free_old(old), self._free_new(new)
        if mine and theirs and len(mine) * len(theirs) <= MOST_NEAR:
            degrees = (
                (one, other, nearness(word, other_word))
                for one, word in mine
                for other, other_word in theirs
            )
            self.near.update(heaviest_chain(each for each in degrees if each[2] >= NEAR))


def nearness(one: str, other: str) -> float:
    """How much of two words is the same at their beginnings and ends, from 0 to 1."""
    head, tail = common_ends(one, other)
    return (head + tail) / max(len(one), len(other))
