"""Two sequences of words, aligned."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from annotations.anchoring.chains import Pair, WeighedPair, heaviest_chain

MOST_PAIRS = 4_000


def aligned(old: Sequence[str], new: Sequence[str], weights: Mapping[str, float]) -> list[Pair]:
    """Pairs of equal words by their numbers, both rising, of the greatest weight."""
    top, bottom = common_ends(old, new)
    pairs = [(at, at) for at in range(top)]
    gaps = [(range(top, len(old) - bottom), range(top, len(new) - bottom))]
    while gaps:
        mine, theirs = gaps.pop()
        places = _places(old, new, mine, theirs)
        links = heaviest_chain(_weighed(places, weights))
        pairs += links
        if links and _too_many(places):
            ends = [(mine.start - 1, theirs.start - 1), *links, (mine.stop, theirs.stop)]
            gaps += [
                (range(one + 1, next_one), range(other + 1, next_other))
                for (one, other), (next_one, next_other) in pairwise(ends)
            ]
    pairs += [(len(old) - back, len(new) - back) for back in range(bottom, 0, -1)]
    return sorted(pairs)


def common_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How much two sequences share at the beginning, and how much at the end."""
    most = min(len(one), len(other))
    head = 0
    while head < most and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < most - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return head, tail


Places = Mapping[str, tuple[list[int], list[int]]]


def _places(old: Sequence[str], new: Sequence[str], mine: range, theirs: range) -> Places:
    places: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for at in mine:
        places[old[at]][0].append(at)
    for at in theirs:
        places[new[at]][1].append(at)
    return places


def _too_many(places: Places) -> bool:
    return sum(len(ones) * len(others) for ones, others in places.values()) > MOST_PAIRS


def _weighed(places: Places, weights: Mapping[str, float]) -> Iterable[WeighedPair]:
    """Every pair of equal words; where they are too many, of those alone that stand once."""
    alone = _too_many(places)
    for word, (ones, others) in places.items():
        if not alone or len(ones) == 1 == len(others):
            yield from ((one, other, weights[word]) for one in ones for other in others)
