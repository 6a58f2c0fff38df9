"""Runs of words that stand in both texts, each of them once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from annotations.anchoring.chains import Pair

Numbered = Sequence[tuple[int, str]]
Places = Mapping[tuple[str, ...], list[int]]


def equal_runs(old: Numbered, new: Numbered, size: int) -> Iterator[list[Pair]]:
    """Runs of at least so many neighbouring words that both sides have, longest first.

    The words come with their numbers in the texts. No part of a run of `size` words stands on
    either side a second time, so that it could not be a part of something else.
    """
    seeds_old, seeds_new = _seeds(old, size), _seeds(new, size)
    starts = {
        places[0]: seeds_new[words][0]
        for words, places in seeds_old.items()
        if len(places) == 1 == len(seeds_new.get(words, ()))
    }
    runs: list[list[Pair]] = []
    for mine, theirs in sorted(starts.items()):
        if starts.get(mine - 1) == theirs - 1:
            runs[-1].append((mine + size - 1, theirs + size - 1))
        else:
            runs.append([(mine + step, theirs + step) for step in range(size)])
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for run in sorted(runs, key=len, reverse=True):
        if all(mine not in taken_old and theirs not in taken_new for mine, theirs in run):
            yield run
            taken_old.update(mine for mine, _ in run)
            taken_new.update(theirs for _, theirs in run)


def _seeds(words: Numbered, size: int) -> Places:
    seeds: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for first in range(len(words) - size + 1):
        start = words[first][0]
        if words[first + size - 1][0] == start + size - 1:
            seeds[tuple(word for _, word in words[first : first + size])].append(start)
    return seeds
