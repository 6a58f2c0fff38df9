"""How alike sentences of two texts are: by the words they share, rare ones weighing more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from math import sqrt

from annotations.anchoring.sentences import Sentence
from annotations.anchoring.words import WORD, Words, kind

Pair = tuple[int, int]
Bag = Counter[str | tuple[str, str]]

SELDOM = 6
BEST = 3
LONG_WORD = 9


class Weights(dict[str, float]):
    """What a word weighs, by its length and by how seldom it stands in both texts."""

    def __init__(self, old: Words, new: Words) -> None:
        super().__init__()
        self.counts = Counter(old.keys)
        self.counts.update(new.keys)

    def __missing__(self, key: str) -> float:
        bare = sqrt(min(len(key), LONG_WORD)) if kind(key) == WORD else 0.1
        weight = self[key] = bare / sqrt(max(self.counts[key], 2) / 2)
        return weight

    def share(self, feature: str | tuple[str, str]) -> float:
        """What a word in a bag weighs: of a common one half is for its sequence."""
        if isinstance(feature, tuple):
            return self[feature[1]] / 2
        return self[feature] if self.seldom(feature) else self[feature] / 2

    def seldom(self, key: str) -> bool:
        """Whether a word alone tells where it stands."""
        return self.counts[key] <= 2 * SELDOM


class Side:
    """The sentences of one text, each weighed once, when it is asked for."""

    def __init__(self, sentences: Sequence[Sentence], weights: Weights) -> None:
        self.sentences = sentences
        self._weights = weights
        self._bags: dict[int, Bag] = {}
        self._heavy: dict[int, float] = {}

    def bag(self, number: int) -> Bag:
        """The words of a sentence; common ones, which tell little, also with the one before."""
        if number not in self._bags:
            keys, seldom = self.sentences[number].keys, self._weights.seldom
            bag: Bag = Counter(keys)
            bag.update(
                [pair for pair in zip(("", *keys), keys, strict=False) if not seldom(pair[1])]
            )
            self._bags[number] = bag
        return self._bags[number]

    def weight(self, number: int) -> float:
        if number not in self._heavy:
            weights = self._weights
            self._heavy[number] = sum([weights[key] for key in self.sentences[number].keys])
        return self._heavy[number]

    @cached_property
    def index(self) -> dict[object, list[int]]:
        """The sentences in which each feature stands."""
        index: defaultdict[object, list[int]] = defaultdict(list)
        for number in range(len(self.sentences)):
            for feature in self.features(number):
                index[feature].append(number)
        return index

    def features(self, number: int) -> set[object]:
        """What tells a sentence from others: seldom words, and common ones in their sequence."""
        weights, keys = self._weights, self.sentences[number].keys
        features: set[object] = {key for key in keys if weights.seldom(key)}
        common = [key if key not in features else "" for key in keys]
        features.update(pair for pair in pairwise(common) if "" not in pair)
        fours = zip(common, common[1:], common[2:], common[3:], strict=False)
        features.update(four for four in fours if "" not in four)
        return features


class Likeness:
    """Compares sentences by their numbers in either text."""

    def __init__(self, weights: Weights, old: Sequence[Sentence], new: Sequence[Sentence]) -> None:
        self._weights = weights
        self.old, self.new = Side(old, weights), Side(new, weights)
        self._shared: dict[Pair, float] = {}

    def shared(self, old: int, new: int) -> float:
        """What two sentences share."""
        pair = old, new
        if pair not in self._shared:
            self._shared[pair] = self._common(self.old.bag(old), self.new.bag(new))
        return self._shared[pair]

    def of(self, old: int, new: int) -> float:
        """How alike two sentences are, from 0 to 1."""
        return _degree(self.shared(old, new), self.old.weight(old), self.new.weight(new))

    def of_groups(self, old: range, new: range) -> tuple[float, float]:
        """How alike neighbouring sentences are, taken together, and what they share."""
        if len(old) == 1 == len(new):
            return self.of(old[0], new[0]), self.shared(old[0], new[0])
        mine = sum((self.old.bag(each) for each in old[1:]), self.old.bag(old[0]))
        theirs = sum((self.new.bag(each) for each in new[1:]), self.new.bag(new[0]))
        shared = self._common(mine, theirs)
        weights = sum(map(self.old.weight, old)), sum(map(self.new.weight, new))
        return _degree(shared, *weights), shared

    def candidates(
        self,
        old: Iterable[int],
        new: Iterable[int],
        old_within: Container[int],
        new_within: Container[int],
    ) -> set[Pair]:
        """Pairs worth comparing: for each of these sentences of either text the nearest ones
        within a stretch of the other."""
        return {
            *nearest(self.old, old, self.new, new_within),
            *((mine, theirs) for theirs, mine in nearest(self.new, new, self.old, old_within)),
        }

    def _common(self, mine: Bag, theirs: Bag) -> float:
        if len(theirs) < len(mine):
            mine, theirs = theirs, mine
        weights = self._weights
        return sum(
            [
                min(count, theirs[key]) * weights.share(key)
                for key, count in mine.items()
                if key in theirs
            ]
        )


def nearest(
    side: Side, numbers: Iterable[int], among: Side, within: Container[int]
) -> Iterator[Pair]:
    """For each of these sentences, those of the other text that share most of what is seldom."""
    for number in numbers:
        found: Counter[int] = Counter()
        for feature in side.features(number):
            places = among.index.get(feature, ())
            if len(places) <= SELDOM:
                found.update([place for place in places if place in within])
        yield from ((number, place) for place, _ in found.most_common(BEST))


def _degree(shared: float, mine: float, theirs: float) -> float:
    """Half by the share of the lesser side, so that what was cut or joined is still alike, and
    half by the share of both."""
    return shared / min(mine, theirs) / 2 + shared / (mine + theirs) if shared else 0.0
