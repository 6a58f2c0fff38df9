"""Which sentences of the new text are which of the old, as long as they keep their order.

In place are the sentences of the heaviest chain that keeps the order of both texts, and between
its links whatever resembles. What neither text has claimed then may have moved (`moves.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.anchoring.chains import Pair, heaviest_chain
from annotations.anchoring.likeness import Likeness, Weights
from annotations.anchoring.sentences import Sentence

# The thresholds of this room were chosen on the first set of edits of bench/anchoring.py; its
# second set tells when another choice only fits the first.
ALIKE, FEW = (0.45, 0.3, 0.18), (16, 3, 1)
SURELY_ALIKE, ALL_BUT_EQUAL = 0.6, 0.9
MOST_COMPARED = 256
MOST_COPIES = 36
MOST_UNSURE = 8
SHARED_AT_LEAST = 0.2
UNLIKE_PLACED, PUT_APART = 0.04, 0.7
SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))


@dataclass(frozen=True)
class Group:
    """Neighbouring sentences of the old text and what they became, by their numbers.

    It is not sure where they share little and were grouped because nothing else is left.
    """

    old: range
    new: range
    moved: bool = False
    sure: bool = True


class Pairing:
    """The sentences of two texts and the groups they fall into, each sentence in one at most.

    `wide_gaps` are stretches that correspond, but were too many to compare with each other.
    """

    def __init__(self, old: Sequence[Sentence], new: Sequence[Sentence], weights: Weights) -> None:
        self.old, self.new = old, new
        self.likeness = Likeness(weights, old, new)
        self.groups: list[Group] = []
        self.wide_gaps: list[tuple[range, range]] = []
        self.taken_old: set[int] = set()
        self.taken_new: set[int] = set()
        self._equal_elsewhere: tuple[set[int], set[int]] = set(), set()

    def take(self, old: range, new: range, *, moved: bool = False, sure: bool = True) -> None:
        """These became those."""
        self.groups.append(Group(old, new, moved, sure))
        self.taken_old.update(old)
        self.taken_new.update(new)

    def pair_in_place(self) -> None:
        """Group what kept its order."""
        top, bottom = self._untouched_ends()
        old_end, new_end = len(self.old) - bottom, len(self.new) - bottom
        for at in range(top):
            self.take(range(at, at + 1), range(at, at + 1))
        for back in range(bottom):
            old, new = old_end + back, new_end + back
            self.take(range(old, old + 1), range(new, new + 1))
        self._pair_middle(range(top, old_end), range(top, new_end))

    def fill(self, old: range, new: range, least: float, *, moved: bool = False) -> list[Group]:
        """Group what resembles by `least` in two stretches that correspond; what was grouped."""
        found = self.resembling(old, new, least)
        for group in found:
            self.take(*group, moved=moved, sure=least >= ALIKE[0])
        return self.groups[len(self.groups) - len(found) :]

    def free_old(self) -> list[int]:
        """Sentences of the old text in no group."""
        return [number for number in range(len(self.old)) if number not in self.taken_old]

    def free_new(self) -> list[int]:
        """Sentences of the new text in no group."""
        return [number for number in range(len(self.new)) if number not in self.taken_new]

    def resembling(self, old: range, new: range, least: float) -> list[tuple[range, range]]:
        """The heaviest sequence of groups in a gap, sentences split and joined among them."""
        best: dict[Pair, tuple[float, Pair, bool]] = {}
        for mine in range(len(old) + 1):
            for theirs in range(len(new) + 1):
                options = [
                    (best[mine - p, theirs - q][0], (mine - p, theirs - q), False)
                    for p, q in ((1, 0), (0, 1))
                    if p <= mine and q <= theirs
                ]
                for p, q in SHAPES:
                    if p <= mine and q <= theirs:
                        gain = self._gain(old[mine - p : mine], new[theirs - q : theirs], least)
                        if gain:
                            before = mine - p, theirs - q
                            options.append((best[before][0] + gain, before, True))
                best[mine, theirs] = max(options, default=(0.0, (0, 0), False))
        groups = []
        at = len(old), len(new)
        while at != (0, 0):
            _, before, grouped = best[at]
            if grouped:
                groups.append((old[before[0] : at[0]], new[before[1] : at[1]]))
            at = before
        return groups[::-1]

    def _untouched_ends(self) -> Pair:
        """How many sentences are equal at the top and at the bottom.

        The last of them may be copies that were put in beside, or may have had copies that were
        taken out: those are left to be weighed with the middle.
        """
        most = min(len(self.old), len(self.new))
        top = 0
        while top < most and self._equal(top, top):
            top += 1
        bottom = 0
        while bottom < most - top and self._equal(-1 - bottom, -1 - bottom):
            bottom += 1
        old, new = (Counter(each.keys for each in side) for side in (self.old, self.new))
        for _ in range(MOST_UNSURE):
            if top and not old[self.old[top - 1].keys] == 1 == new[self.old[top - 1].keys]:
                top -= 1
            if bottom and not old[self.old[-bottom].keys] == 1 == new[self.old[-bottom].keys]:
                bottom -= 1
        return top, bottom

    def _equal(self, old: int, new: int) -> bool:
        return self.old[old].keys == self.new[new].keys

    def _pair_middle(self, old: range, new: range) -> None:
        equal = set(self._equal_pairs(old, new))
        chain = heaviest_chain(self._weighed(equal, old, new))
        links = [pair for pair in chain if pair in equal]
        self._remember_what_is_elsewhere(equal, links)
        for mine, theirs in links:
            self.take(range(mine, mine + 1), range(theirs, theirs + 1))
        ends = [(old.start - 1, new.start - 1), *links, (old.stop, new.stop)]
        hints = [pair for pair in chain if pair not in equal]
        for (mine, theirs), (next_mine, next_theirs) in pairwise(ends):
            self._fill_gap(range(mine + 1, next_mine), range(theirs + 1, next_theirs), hints)

    def _equal_pairs(self, old: range, new: range) -> Iterator[Pair]:
        places: defaultdict[tuple[str, ...], tuple[list[int], list[int]]]
        places = defaultdict(lambda: ([], []))
        for number in old:
            places[self.old[number].keys][0].append(number)
        for number in new:
            places[self.new[number].keys][1].append(number)
        for mine, theirs in places.values():
            if len(mine) * len(theirs) <= MOST_COPIES:
                yield from ((one, other) for one in mine for other in theirs)

    def _weighed(
        self, equal: set[Pair], old: range, new: range
    ) -> Iterator[tuple[int, int, float]]:
        """Equal pairs by their weight, others by what they share and how alike they are."""
        likeness = self.likeness
        equal_old, equal_new = {mine for mine, _ in equal}, {theirs for _, theirs in equal}
        weights = {pair: 0.1 + likeness.old.weight(pair[0]) for pair in equal}
        for mine, theirs in likeness.candidates(
            sorted({*old} - equal_old), sorted({*new} - equal_new), old, new
        ):
            degree = likeness.of(mine, theirs)
            if degree >= ALIKE[0] and (mine, theirs) not in equal:
                weights[mine, theirs] = degree * likeness.shared(mine, theirs)
        for (mine, theirs), weight in sorted(weights.items()):
            placed = self._alike_placed(range(mine, mine + 1), range(theirs, theirs + 1))
            yield mine, theirs, weight * placed

    def _alike_placed(self, old: range, new: range) -> float:
        """Less than 1 where only one opens or closes a paragraph; far less where the new one is
        a paragraph by itself and the old one was not, as a headline or a pull-quote is."""
        opens, new_opens = self.old[old[0]].opens, self.new[new[0]].opens
        closes, new_closes = self.old[old[-1]].closes, self.new[new[-1]].closes
        if new_opens and new_closes and not (opens and closes):
            return PUT_APART
        return 1 - UNLIKE_PLACED * ((opens != new_opens) + (closes != new_closes))

    def _remember_what_is_elsewhere(self, equal: set[Pair], links: Sequence[Pair]) -> None:
        """Sentences that stand unchanged out of order: they hardly became others in place."""
        linked_old, linked_new = {mine for mine, _ in links}, {theirs for _, theirs in links}
        for mine, theirs in equal:
            if mine not in linked_old and theirs not in linked_new:
                self._equal_elsewhere[0].add(mine)
                self._equal_elsewhere[1].add(theirs)

    def _fill_gap(self, old: range, new: range, hints: Sequence[Pair]) -> None:
        """Group what resembles between two links; a wide gap is first cut by the hints in it."""
        if len(old) * len(new) <= MOST_COMPARED:
            self._fill_by_degrees(old, new)
            return
        self.wide_gaps.append((old, new))
        inside = [
            (range(mine, mine + 1), range(theirs, theirs + 1))
            for mine, theirs in hints
            if mine in old and theirs in new and self.likeness.of(mine, theirs) >= ALIKE[0]
        ]
        for group in inside:
            self.take(*group)
        for mine, theirs in _between(old, new, inside):
            if len(mine) * len(theirs) <= MOST_COMPARED:
                self._fill_by_degrees(mine, theirs)

    def _fill_by_degrees(self, old: range, new: range) -> None:
        """Group what resembles; then, the fewer sentences are left between those, the less need
        they resemble."""
        gaps = [(old, new)]
        for least, most in zip(ALIKE, FEW, strict=True):
            narrower: list[tuple[range, range]] = []
            for mine, theirs in gaps:
                found = []
                if min(len(mine), len(theirs)) <= most:
                    found = self.fill(mine, theirs, least)
                narrower += _between(mine, theirs, [(each.old, each.new) for each in found])
            gaps = narrower

    def _gain(self, old: range, new: range, least: float) -> float:
        likeness = self.likeness
        if len(old) + len(new) > 2 and not self._all_share(old, new):
            return 0.0
        degree, shared = likeness.of_groups(old, new)
        elsewhere_old, elsewhere_new = self._equal_elsewhere
        if elsewhere_old.intersection(old):
            least = max(least, SURELY_ALIKE)
        if elsewhere_new.intersection(new):
            least = max(least, ALL_BUT_EQUAL)
        if degree < least:
            return 0.0
        return degree * shared * self._alike_placed(old, new)

    def _all_share(self, old: range, new: range) -> bool:
        """Whether each of these sentences shares something with those of the other text."""
        likeness = self.likeness
        shared = {(one, two): likeness.shared(one, two) for one in old for two in new}
        return all(
            max(shared[one, two] for two in new) > SHARED_AT_LEAST * likeness.old.weight(one)
            for one in old
        ) and all(
            max(shared[one, two] for one in old) > SHARED_AT_LEAST * likeness.new.weight(two)
            for two in new
        )


def _between(
    old: range, new: range, groups: Sequence[tuple[range, range]]
) -> Iterator[tuple[range, range]]:
    """What lies in two stretches between groups, where both have something."""
    ends = [(range(old.start, old.start), range(new.start, new.start)), *groups]
    for (mine, theirs), (next_mine, next_theirs) in pairwise(
        [*ends, (range(old.stop, old.stop), range(new.stop, new.stop))]
    ):
        if mine.stop < next_mine.start and theirs.stop < next_theirs.start:
            yield range(mine.stop, next_mine.start), range(theirs.stop, next_theirs.start)
