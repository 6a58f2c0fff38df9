"""Where a marked passage stands in the new text, and what became of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from annotations.anchoring.edges import ENDERS, Edges
from annotations.anchoring.matches import Matches
from annotations.anchoring.qualifiers import qualifies
from annotations.anchoring.sequences import common_ends
from annotations.anchoring.slides import slid
from annotations.anchoring.words import LIGHT, SIGN, WORD, Words, kind

SAME, MOVED, EDITED, LOST = "same", "moved", "edited", "lost"
LEAST_LEFT, LEAST_HEAVY_LEFT = 0.4, 0.3
ANY_STAND_IN = 0.25
SHORT = 4
SEVERAL = 3
MOST_FOREIGN, MOST_PUT_IN = 2, 250
MOST_BEFORE_SIGN = 12
CLAUSE = 8
BARE = 0.01

Span = tuple[int, int]
Verdict = tuple[str, int | None, int | None]
GONE: Verdict = (LOST, None, None)


class Passages:
    """Places passages of the old text in the new one."""

    def __init__(self, matches: Matches) -> None:
        self.matches = matches
        self.old, self.new = matches.old, matches.new
        self.edges = Edges(matches)
        owned = (
            owner >= 0 and sort == WORD
            for owner, sort in zip(matches.owners, self.new.kinds, strict=True)
        )
        self._owned_before = list(accumulate(owned, initial=0))

    def place(self, start: int, end: int) -> Verdict:
        """What became of a passage within the old text, and where it stands now."""
        first = bisect_right(self.old.ends, start)
        last = bisect_left(self.old.starts, end)
        if first >= last:
            return self._space(start, end, first)
        places = slid(self.matches, first, last)
        part = self._heaviest_part(first, last, places)
        credit = self._credit(first, last, places, part)
        if not self._survives(start, end, range(first, last), part, credit):
            return GONE
        if self._tells_of_others(part):
            return GONE
        part = part or self._replaced(first, last, places)
        low, high = self.edges.widened(first, last, part)
        new_start, new_end = self.edges.exact(start, end, part, low, high)
        if new_start >= new_end:
            return GONE
        return self._verdict(first, last, low, high), new_start, new_end

    def _space(self, start: int, end: int, after: int) -> Verdict:
        """White space stays where the words at both of its sides still meet."""
        places, new = self.matches.places, self.new
        before_place = places[after - 1] if after else -1
        after_place = places[after] if after < len(places) else len(new)
        if after_place != before_place + 1 or (after and before_place < 0):
            return GONE
        lead = start - (self.old.ends[after - 1] if after else 0)
        low = new.ends[before_place] if before_place >= 0 else 0
        high = new.starts[after_place] if after_place < len(new) else len(new.text)
        new_start, new_end = low + lead, low + lead + end - start
        if new_end > high:
            new_start, new_end = low, high
        if new_start >= new_end:
            return GONE
        return SAME, *self.edges.whole(start, end, new_start, new_end)

    def _heaviest_part(self, first: int, last: int, places: Sequence[int]) -> dict[int, int]:
        """Old word → new word for those words of the passage that are still together."""
        found = [(place, first + at) for at, place in enumerate(places) if place >= 0]
        near = self.matches.near
        found += [(near[at], at) for at in range(first, last) if at in near]
        found.sort()
        parts: list[dict[int, int]] = []
        previous = None
        for place, at in found:
            if previous is None or self._apart(previous, place):
                parts.append({})
            parts[-1][at] = place
            previous = place
        return self._without_stray_signs(max(parts, key=self._letters, default={}))

    def _without_stray_signs(self, part: dict[int, int]) -> dict[int, int]:
        """A sign at either end of a passage is not its own where words came in between."""
        order = list(part)
        while len(order) > 1 and self._strays(part, order[-1], order[-2]):
            order.pop()
        while len(order) > 1 and self._strays(part, order[0], order[1]):
            order.pop(0)
        return {at: part[at] for at in order}

    def _strays(self, part: dict[int, int], sign: int, other: int) -> bool:
        if self.old.kinds[sign] == WORD:
            return False
        low, high = sorted((part[sign], part[other]))
        between = range(low + 1, high)
        came = sum(self.new.kinds[at] == WORD for at in between)
        return (
            came > MOST_BEFORE_SIGN or self._foreign(low, high) > 0 or self._ends_between(low, high)
        )

    def _apart(self, low: int, high: int) -> bool:
        """Whether other old words stand between two places, some or any in another sentence, or
        so many new ones that it is no longer one passage."""
        foreign = self._foreign(low, high)
        if foreign > MOST_FOREIGN or high - low > MOST_PUT_IN:
            return True
        return foreign > 0 and self._ends_between(low, high)

    def _foreign(self, low: int, high: int) -> int:
        """How many words between two places belong to other old words."""
        return self._owned_before[high] - self._owned_before[low + 1]

    def _ends_between(self, low: int, high: int) -> bool:
        return not ENDERS.isdisjoint(self.new.keys[low + 1 : high])

    def _letters(self, part: dict[int, int]) -> float:
        return sum(_weight(self.old.keys[at]) for at in part)

    def _credit(
        self, first: int, last: int, places: Sequence[int], part: dict[int, int]
    ) -> dict[int, float]:
        """How much of each lost word counts as left: all where a number stands for a number, a
        name for a name, else some where anything stands in its place."""
        return {
            at: 1.0 if stand_in.alike else ANY_STAND_IN
            for stand_in in self.edges.stand_ins(first, last, places)
            if not part or stand_in.lost.start - 1 in part or stand_in.lost.stop in part
            for at in stand_in.lost
        }

    def _replaced(self, first: int, last: int, places: Sequence[int]) -> dict[int, int]:
        """The first and the last word of a passage that was replaced as a whole."""
        (stand_in,) = self.edges.stand_ins(first, last, places)
        return {first: stand_in.came[0], last - 1: stand_in.came[-1]}

    def _survives(
        self, start: int, end: int, words: range, part: dict[int, int], credit: dict[int, float]
    ) -> bool:
        """Whether enough is left of its letters, and of what is seldom among its words."""
        weights = self.matches.weights
        left = total = heavy_left = heavy_total = 0.0
        for at in words:
            letters = self._kept(start, end, at, None)
            kept = self._kept(start, end, at, part[at]) if at in part else 0.0
            weight = weights[self.old.keys[at]] / max(letters, 1)
            heavy_left, heavy_total = heavy_left + kept * weight, heavy_total + letters * weight
            left += max(kept, credit.get(at, 0.0) * letters)
            total += letters
        told = len(words) <= SHORT or heavy_left >= LEAST_HEAVY_LEFT * heavy_total
        return told and left >= LEAST_LEFT * total

    def _tells_of_others(self, part: dict[int, int]) -> bool:
        """Whether among the words that are together hardly a name and not one number of several
        is left: the same was said of somebody else."""
        old = self.old
        words = range(min(part), max(part) + 1) if part else range(0)
        kept = {at for at, place in part.items() if self.new.keys[place] == old.keys[at]}
        names = [at for at in words if old.readings[at][0].isupper()]
        numbers = [at for at in words if old.readings[at][-1].isdigit()]
        return (
            len(names) >= SEVERAL
            and bool(numbers)
            and kept.isdisjoint(numbers)
            and len(kept.intersection(names)) <= len(names) // 4
        )

    def _kept(self, start: int, end: int, at: int, place: int | None) -> float:
        """How many letters a word has inside the passage, or has left in the new word there."""
        old, new = self.old, self.new
        begin, stop = max(start, old.starts[at]), min(end, old.ends[at])
        key = old.keys[at]
        if kind(key) != WORD:
            return BARE
        if place is None or new.keys[place] == key:
            return stop - begin
        head, tail = common_ends(
            old.text[old.starts[at] : old.ends[at]],
            new.text[new.starts[place] : new.ends[place]],
        )
        kept_head = min(stop, old.starts[at] + head) - begin
        kept_tail = stop - max(begin, old.ends[at] - tail)
        return max(0, kept_head) + max(0, kept_tail)

    def _verdict(self, first: int, last: int, low: int, high: int) -> str:
        mine, theirs = _said(self.old, first, last), _said(self.new, low, high + 1)
        if mine != theirs or self._qualified_anew(first, last, low, high):
            return EDITED
        moved = self.matches.moved
        return MOVED if 2 * sum(moved[first:last]) > last - first else SAME

    def _qualified_anew(self, first: int, last: int, low: int, high: int) -> bool:
        """Whether a negation or a hedge came or went beside the passage, in its own clause."""
        old, new, matches = self.old, self.new, self.matches
        gone = (
            (old.keys[at], new.keys[matches.near[at]] if at in matches.near else "")
            for at in _clause(old, first, last)
            if matches.places[at] < 0
        )
        come = (
            (new.keys[place], old.keys[matches.changed[place]] if place in matches.changed else "")
            for place in _clause(new, low, high + 1)
            if matches.owners[place] < 0
        )
        return any(
            qualifies(one) and not qualifies(other)
            for pairs in (gone, come)
            for one, other in pairs
        )


def _said(words: Words, first: int, last: int) -> list[str]:
    """The words, and the signs that carry meaning."""
    return [words.readings[at] for at in range(first, last) if words.kinds[at] != LIGHT]


def _weight(key: str) -> float:
    return len(key) if kind(key) == WORD else BARE


def _clause(words: Words, first: int, last: int) -> Iterator[int]:
    """The words around a passage, up to the next sign or line break on both sides; and a word
    that a comma sets apart from it."""
    for edge, step in ((first, -1), (last - 1, 1)):
        at = edge
        for size in range(CLAUSE):
            if words.kinds[at] in (LIGHT, SIGN):
                if size < 2 and words.keys[at] == ",":
                    yield from _set_apart(words, at, step)
                break
            at += step
            if not 0 <= at < len(words) or words.breaks(at, at - step):
                break
            yield at


def _set_apart(words: Words, comma: int, step: int) -> Iterator[int]:
    """The word between a comma and the next sign."""
    at, after = comma + step, comma + 2 * step
    if 0 <= after < len(words) and words.kinds[at] == WORD and words.kinds[after] == LIGHT:
        yield at
