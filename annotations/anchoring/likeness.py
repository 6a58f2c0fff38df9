"""How alike sentences of two texts are: by the words they share, rare ones weighing more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import sqrt

from annotations.anchoring.sentences import Sentence
from annotations.anchoring.words import WORD, Words, kind

Pair = tuple[int, int]

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


class Side:
    """The sentences of one text, weighed; each is weighed once, when it is asked for."""

    def __init__(self, sentences: Sequence[Sentence], weights: Weights) -> None:
        self.sentences = sentences
        self._weights = weights
        self._bags: dict[int, Counter[str]] = {}
        self._heavy: dict[int, float] = {}

    def bag(self, number: int) -> Counter[str]:
        if number not in self._bags:
            self._bags[number] = Counter(self.sentences[number].keys)
        return self._bags[number]

    def weight(self, number: int) -> float:
        if number not in self._heavy:
            weights = self._weights
            self._heavy[number] = sum([weights[key] for key in self.sentences[number].keys])
        return self._heavy[number]


class Likeness:
    """Compares sentences by their numbers in either text."""

    def __init__(self, weights: Weights, old: Sequence[Sentence], new: Sequence[Sentence]) -> None:
        self._weights = weights
        self.old, self.new = Side(old, weights), Side(new, weights)
        self._shared: dict[tuple[int, int], float] = {}

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
        mine = sum((self.old.bag(each) for each in old[1:]), self.old.bag(old[0]))
        theirs = sum((self.new.bag(each) for each in new[1:]), self.new.bag(new[0]))
        shared = self._common(mine, theirs)
        return _degree(
            shared, sum(map(self.old.weight, old)), sum(map(self.new.weight, new))
        ), shared

    def _common(self, mine: Counter[str], theirs: Counter[str]) -> float:
        if len(theirs) < len(mine):
            mine, theirs = theirs, mine
        weights = self._weights
        return sum(
            [min(count, theirs[key]) * weights[key] for key, count in mine.items() if key in theirs]
        )


def nearest(
    side: Side, numbers: Iterable[int], among: Side, within: Iterable[int]
) -> Iterator[Pair]:
    """For each of these sentences, those of the other text that share most of what is seldom."""
    index: defaultdict[object, list[int]] = defaultdict(list)
    for number in within:
        for feature in _features(among.sentences[number].keys):
            index[feature].append(number)
    for number in numbers:
        found: Counter[int] = Counter()
        for feature in _features(side.sentences[number].keys):
            places = index.get(feature, ())
            if len(places) <= SELDOM:
                found.update(dict.fromkeys(places, 1))
        yield from ((number, place) for place, _ in found.most_common(BEST))


def _degree(shared: float, mine: float, theirs: float) -> float:
    """Half by the share of the lesser side, so that what was cut or joined is still alike, and
    half by the share of both."""
    return shared / min(mine, theirs) / 2 + shared / (mine + theirs) if shared else 0.0


def _features(keys: Sequence[str]) -> set[object]:
    return {*keys, *pairwise(keys)}
