"""Sentences that stand elsewhere in the new text.

Equal ones that nothing else equals, and what surrounds them; or nearly equal ones that resemble
nothing else. A look-alike is no move, nor is a copy: rather lost than wrong.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotations.anchoring.chains import Pair
from annotations.anchoring.likeness import nearest
from annotations.anchoring.pairs import SURELY_ALIKE, Pairing
from annotations.anchoring.sentences import Sentence
from annotations.anchoring.words import QUOTE, WORD, kind

PARTLY_EQUAL, NEARLY_EQUAL, EQUAL, BY_FAR = 0.6, 0.82, 0.999, 0.2
MOST_COPIES = 6
BESIDE = 4
FEWEST_WORDS, FEWEST_LETTERS = 4, 16
FEWEST_WORDS_ALONE, FEWEST_LETTERS_ALONE = 2, 12
FEWEST_WORDS_CHANGED = 8


@dataclass(frozen=True)
class Run:
    """Neighbouring sentences of the old text, and the equal ones of the new text."""

    old: range
    new: range
    words: int
    letters: int

    def claims(self) -> list[tuple[str, int]]:
        """The sentences of both texts."""
        return [("old", number) for number in self.old] + [("new", number) for number in self.new]


def pair_moved(pairing: Pairing) -> None:
    """Group the sentences that moved, among those not in a group yet."""
    for run in _equal_runs(pairing):
        if _are_free(pairing, run.old, run.new):
            _take(pairing, run.old, run.new)
    for old, new in _nearly_equal(pairing):
        _take(pairing, old, new)


def _take(pairing: Pairing, old: range, new: range) -> None:
    """Group these, and what resembles right before and right after them."""
    pairing.take(old, new, moved=True)
    for step in (-1, 1):
        mine, theirs = (old[0] - 1, new[0] - 1) if step < 0 else (old.stop, new.stop)
        pairing.fill(
            _stretch(pairing.taken_old, mine, step, len(pairing.old)),
            _stretch(pairing.taken_new, theirs, step, len(pairing.new)),
            SURELY_ALIKE,
            moved=True,
        )


def _stretch(taken: set[int], start: int, step: int, size: int) -> range:
    """The free sentences from here on, a few at most."""
    at = start
    while 0 <= at < size and at not in taken and abs(at - start) < BESIDE:
        at += step
    return range(start, at) if step > 0 else range(at + 1, start + 1)


def _are_free(pairing: Pairing, old: Iterable[int], new: Iterable[int]) -> bool:
    return pairing.taken_old.isdisjoint(old) and pairing.taken_new.isdisjoint(new)


def _equal_runs(pairing: Pairing) -> list[Run]:
    """Runs of equal sentences that tell enough and that no other claims, longest first."""
    equal = set(_equal_pairs(pairing))
    runs = []
    for mine, theirs in sorted(equal):
        if (mine - 1, theirs - 1) not in equal:
            size = 1
            while (mine + size, theirs + size) in equal:
                size += 1
            runs.append(_run(pairing, range(mine, mine + size), range(theirs, theirs + size)))
    runs = [run for run in runs if not _is_copy(pairing, run.old, run.new)]
    telling = [
        run for run in _unrivalled(runs) if _tells(pairing, run) and _equals_best(pairing, run)
    ]
    return sorted(telling, key=lambda run: -run.letters)


def _equal_pairs(pairing: Pairing) -> Iterator[Pair]:
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in pairing.free_new():
        places[pairing.new[number].keys].append(number)
    for number in pairing.free_old():
        others = places.get(pairing.old[number].keys, [])
        if len(others) <= MOST_COPIES:
            yield from ((number, other) for other in others)


def _run(pairing: Pairing, old: range, new: range) -> Run:
    words = [key for number in old for key in pairing.old[number].keys if kind(key) == WORD]
    return Run(old, new, len(words), sum(map(len, words)))


def _is_copy(pairing: Pairing, old: range, new: range) -> bool:
    """Whether equal sentences are rather a headline or a pull-quote than the old ones moved: a
    part of a paragraph before and one by itself now, or quoted now."""
    apart = _is_whole(pairing.new, new) and not _is_whole(pairing.old, old)
    return apart or _is_quoted(pairing, old, new)


def _is_quoted(pairing: Pairing, old: range, new: range) -> bool:
    """Whether quotation marks were put around the sentences."""
    return _quotes(pairing.new, new) > _quotes(pairing.old, old) + 1


def _is_whole(sentences: Sequence[Sentence], run: range) -> bool:
    """Whether a run is a paragraph, or several."""
    return sentences[run[0]].opens and sentences[run[-1]].closes


def _quotes(sentences: Sequence[Sentence], run: range) -> int:
    first, last = sentences[run[0]], sentences[run[-1]]
    return sum(kind(key) == QUOTE for key in first.words.keys[first.first : last.last])


def _unrivalled(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs of whose sentences no other run of about that length claims any."""
    claims: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for run in runs:
        for claim in run.claims():
            claims[claim].append(run.letters)
    for run in runs:
        claimants = (letters for claim in run.claims() for letters in claims[claim])
        if sum(2 * letters > run.letters for letters in claimants) == len(run.claims()):
            yield run


def _tells(pairing: Pairing, run: Run) -> bool:
    """Whether there are too many words to be the same by chance; whole paragraphs tell more."""
    if _is_whole(pairing.old, run.old) and _is_whole(pairing.new, run.new):
        return run.words >= FEWEST_WORDS_ALONE and run.letters >= FEWEST_LETTERS_ALONE
    return run.words >= FEWEST_WORDS and run.letters >= FEWEST_LETTERS


def _equals_best(pairing: Pairing, run: Run) -> bool:
    """Whether no other free sentence is nearly equal to a single one."""
    likeness, taken = pairing.likeness, pairing.taken_new
    everywhere = range(len(pairing.new))
    return len(run.old) > 1 or not any(
        likeness.of(mine, other) >= NEARLY_EQUAL
        for mine, other in nearest(likeness.old, run.old, likeness.new, everywhere)
        if other not in taken and pairing.old[mine].keys != pairing.new[other].keys
    )


def _nearly_equal(pairing: Pairing) -> Iterator[tuple[range, range]]:
    """Sentences still free when it comes to them, or neighbours taken together, that are nearly
    equal and far less like any others."""
    likeness = pairing.likeness
    free_old, free_new = pairing.free_old(), pairing.free_new()
    pairs = likeness.candidates(free_old, free_new, set(free_old), set(free_new))
    degrees = {pair: likeness.of(*pair) for pair in sorted(pairs)}
    like: defaultdict[tuple[str, int], dict[int, float]] = defaultdict(dict)
    for (mine, theirs), degree in degrees.items():
        like["old", mine][theirs] = degree
        like["new", theirs][mine] = degree
    for mine, theirs in sorted(degrees, key=lambda pair: -degrees[pair]):
        if degrees[mine, theirs] < PARTLY_EQUAL:
            return
        group = _grown(pairing, mine, theirs)
        if group is None:
            continue
        old, new = group
        rivals = [
            *(degree for one in old for at, degree in like["old", one].items() if at not in new),
            *(degree for one in new for at, degree in like["new", one].items() if at not in old),
        ]
        degree, shared = likeness.of_groups(old, new)
        shorter = min(_words(pairing.old, old), _words(pairing.new, new))
        alone = degree - max(rivals, default=0.0) >= BY_FAR
        quoted = shared > EQUAL * sum(map(likeness.old.weight, old)) and _is_quoted(
            pairing, old, new
        )
        copy = quoted or (degree > EQUAL and _is_copy(pairing, old, new))
        if alone and shorter >= FEWEST_WORDS_CHANGED and not copy:
            yield old, new


def _grown(pairing: Pairing, mine: int, theirs: int) -> tuple[range, range] | None:
    """Two free sentences, each with its neighbour where it was split or joined, as far as that
    makes them nearly equal."""
    old = _free_around(pairing.taken_old, mine, len(pairing.old))
    new = _free_around(pairing.taken_new, theirs, len(pairing.new))
    groups = pairing.resembling(old, new, NEARLY_EQUAL)
    return next((group for group in groups if mine in group[0] and theirs in group[1]), None)


def _free_around(taken: set[int], at: int, size: int) -> range:
    if at in taken:
        return range(0)
    first = at - (at > 0 and at - 1 not in taken)
    return range(first, at + 1 + (at + 1 < size and at + 1 not in taken))


def _words(sentences: Sequence[Sentence], numbers: range) -> int:
    return sum(kind(key) == WORD for number in numbers for key in sentences[number].keys)
