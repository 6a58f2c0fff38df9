"""Sentences that stand elsewhere in the new text.

Equal ones that neither text has twice, and what surrounds them; or nearly equal ones that resemble
nothing else. A look-alike is no move: rather lost than wrong.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from annotations.anchoring.chains import Pair
from annotations.anchoring.likeness import nearest
from annotations.anchoring.pairs import SURELY_ALIKE, Group, Pairing
from annotations.anchoring.words import WORD, kind

NEARLY_EQUAL, BY_FAR = 0.82, 0.2
MOST_COPIES = 6
BESIDE = 4
FEWEST_WORDS, FEWEST_LETTERS = 4, 16
FEWEST_WORDS_CHANGED = 8


def pair_moved(pairing: Pairing) -> None:
    """Group the sentences that moved, among those not in a group yet."""
    for old, new in _equal_runs(pairing):
        if not pairing.taken_old.intersection(old) and not pairing.taken_new.intersection(new):
            pairing.take(old, new, moved=True)
            _take_beside(pairing, Group(old, new))
    for mine, theirs in _nearly_equal(pairing):
        if mine not in pairing.taken_old and theirs not in pairing.taken_new:
            pairing.take(range(mine, mine + 1), range(theirs, theirs + 1), moved=True)
            _take_beside(pairing, pairing.groups[-1])


def _equal_runs(pairing: Pairing) -> list[tuple[range, range]]:
    """Runs of equal sentences that tell enough to be the same ones, longest first."""
    free_old = _free(len(pairing.old), pairing.taken_old)
    free_new = _free(len(pairing.new), pairing.taken_new)
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in free_new:
        places[pairing.new[number].keys].append(number)
    copies = Counter(pairing.old[number].keys for number in free_old)
    equal = {
        (mine, theirs)
        for mine in free_old
        for theirs in places.get(pairing.old[mine].keys, ())
        if len(places[pairing.old[mine].keys]) <= MOST_COPIES
    }
    runs: list[tuple[int, range, range]] = []
    for mine, theirs in sorted(equal):
        if (mine - 1, theirs - 1) in equal:
            continue
        size = 1
        while (mine + size, theirs + size) in equal:
            size += 1
        keys = [pairing.old[number].keys for number in range(mine, mine + size)]
        alone = any(copies[key] == 1 == len(places[key]) for key in keys)
        if alone and _tells([each for key in keys for each in key]):
            letters = sum(len(each) for key in keys for each in key)
            runs.append((letters, range(mine, mine + size), range(theirs, theirs + size)))
    runs.sort(key=lambda run: -run[0])
    return [(old, new) for _, old, new in runs]


def _free(size: int, taken: set[int]) -> list[int]:
    return [number for number in range(size) if number not in taken]


def _tells(keys: list[str], words: int = FEWEST_WORDS) -> bool:
    """Whether these words are too many to be the same by chance."""
    spoken = [key for key in keys if kind(key) == WORD]
    return len(spoken) >= words and sum(map(len, spoken)) >= FEWEST_LETTERS


def _take_beside(pairing: Pairing, group: Group) -> None:
    """Group what resembles right before and right after sentences that moved."""
    before = (
        _stretch(pairing.taken_old, group.old.start - 1, -1, len(pairing.old)),
        _stretch(pairing.taken_new, group.new.start - 1, -1, len(pairing.new)),
    )
    after = (
        _stretch(pairing.taken_old, group.old.stop, 1, len(pairing.old)),
        _stretch(pairing.taken_new, group.new.stop, 1, len(pairing.new)),
    )
    for old, new in (before, after):
        pairing.fill(old, new, SURELY_ALIKE, moved=True)


def _stretch(taken: set[int], start: int, step: int, size: int) -> range:
    """The free sentences from here on, a few at most."""
    at = start
    while 0 <= at < size and at not in taken and abs(at - start) < BESIDE:
        at += step
    return range(start, at) if step > 0 else range(at + 1, start + 1)


def _nearly_equal(pairing: Pairing) -> Iterator[Pair]:
    """Pairs of free sentences that are nearly equal and far less like any other, best first."""
    likeness = pairing.likeness
    free_old = _free(len(pairing.old), pairing.taken_old)
    free_new = set(_free(len(pairing.new), pairing.taken_new))
    degrees: dict[Pair, float] = {}
    for mine, theirs in nearest(likeness.old, free_old, likeness.new, range(len(pairing.new))):
        if theirs in free_new:
            degrees[mine, theirs] = likeness.of(mine, theirs)
    for (mine, theirs), degree in sorted(degrees.items(), key=lambda item: -item[1]):
        rivals = [
            other
            for pair, other in degrees.items()
            if pair != (mine, theirs) and (pair[0] == mine or pair[1] == theirs)
        ]
        shorter = min(pairing.old[mine].keys, pairing.new[theirs].keys, key=len)
        if (
            degree >= NEARLY_EQUAL
            and degree - max(rivals, default=0.0) >= BY_FAR
            and _tells(list(shorter), FEWEST_WORDS_CHANGED)
        ):
            yield mine, theirs
