"""Where exactly a passage begins and ends in the new text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from annotations.anchoring.clusters import parted, whole
from annotations.anchoring.matches import Matches
from annotations.anchoring.qualifiers import qualifies
from annotations.anchoring.sequences import common_ends
from annotations.anchoring.words import SIGN, WORD, Words

ENDERS = frozenset(".?!…")

Span = tuple[int, int]


@dataclass(frozen=True)
class StandIn:
    """Old words of a passage and the new ones in their place; whether they are of the same sort:
    numbers, names, or words that negate or weaken."""

    lost: range
    came: range
    alike: bool


class Edges:
    """Finds the words at the edges of a passage, and the edges in them."""

    def __init__(self, matches: Matches) -> None:
        self.matches = matches
        self.old, self.new = matches.old, matches.new

    def widened(self, first: int, last: int, part: dict[int, int]) -> tuple[int, int]:
        """The first and the last new word of a passage, of which some words are found.

        What replaced its words at an edge belongs to it; what was put in beside it does not.
        """
        low, high = min(part.values()), max(part.values())
        start, end = min(part), max(part)
        if part[start] == low and start > first:
            low -= self._replaced(range(start - 1, first - 1, -1), low, -1)
        if part[end] == high and end < last - 1:
            high += self._replaced(range(end + 1, last), high, 1)
        return low, high

    def stand_ins(self, first: int, last: int, places: Sequence[int]) -> Iterator[StandIn]:
        """For each run of words that a passage lost, what stands between its neighbours now: where
        both still stand around it, in one sentence, and what came is about as long."""
        at = first
        while at < last:
            stop = at
            while stop < last and places[stop - first] < 0:
                stop += 1
            if stop > at:
                low = self._place(at - 1, first, last, places) + 1
                high = self._place(stop, first, last, places)
                came = range(low, high)
                if (low or not at) and 0 < len(came) <= 2 * (stop - at) + 1 and self._are_new(came):
                    yield StandIn(range(at, stop), came, self._same_sort(range(at, stop), came))
            at = max(stop, at + 1)

    def _place(self, at: int, first: int, last: int, places: Sequence[int]) -> int:
        """Where a word in a passage or beside it stands now, the ends of the text included."""
        if first <= at < last:
            return places[at - first]
        if at < 0:
            return -1
        return self.matches.places[at] if at < len(self.old) else len(self.new)

    def _are_new(self, came: range) -> bool:
        keys = self.new.keys[came.start : came.stop]
        return ENDERS.isdisjoint(keys) and max(self.matches.owners[came.start : came.stop]) < 0

    def _same_sort(self, lost: range, came: range) -> bool:
        """Whether all are numbers, all names, or all words that negate or weaken."""
        words = [self.old.readings[at] for at in lost if self.old.kinds[at] == WORD]
        words += [self.new.readings[at] for at in came if self.new.kinds[at] == WORD]
        return any(all(map(sort, words)) for sort in (_is_number, _is_name, qualifies))

    def _replaced(self, lost: range, place: int, step: int) -> int:
        """How many new words beyond a place stand for the old ones that were lost there, which
        are given from the place outwards."""
        kinds = {self.old.kinds[at] for at in lost}
        if not kinds & {WORD, SIGN}:
            return self._signs_set_anew(lost, place, step)
        words = sum(self.old.kinds[at] == WORD for at in lost)
        further = self._new_sentence(lost, step)
        come = list(self._come(lost, place, step, kinds, further=further))
        if further and not self._bounded(lost[-1], come, place, step):
            return 0
        most = sum(self.new.kinds[at] == WORD for at in come)
        outside = self._lost_words_beyond(lost[-1], step)
        if outside:
            most = ceil(most * words / (words + outside))
        size = spoken = 0
        for number, at in enumerate(come, start=1):
            spoken += self.new.kinds[at] == WORD
            if spoken > most:
                break
            if self.new.kinds[at] in (WORD, SIGN, self.old.kinds[lost[-1]]):
                size = number
        return size

    def _signs_set_anew(self, lost: range, place: int, step: int) -> int:
        """How many light signs or quotation marks stand right where others were lost."""
        size = 0
        for was in lost:
            at = place + step * (size + 1)
            if not 0 <= at < len(self.new) or self.matches.owners[at] >= 0:
                break
            if self.new.kinds[at] != self.old.kinds[was] or not self.new.touch(at, at - step):
                break
            size += 1
        return size

    def _come(
        self, lost: range, place: int, step: int, kinds: set[str], *, further: bool
    ) -> Iterator[int]:
        """New words from a place outwards, as long as they may stand for the lost ones; and into
        the next sentence where these went `further`."""
        at = place + step
        while 0 <= at < len(self.new) and self.matches.owners[at] < 0:
            sort = self.new.kinds[at]
            ends = self.new.keys[at] in ENDERS or self.new.breaks(at, at - step)
            if ends and not further:
                return
            if sort == WORD and WORD not in kinds:
                return
            if sort not in kinds | {WORD} and not self._joins(at):
                return
            if self.matches.changed.get(at, lost[0]) not in lost:
                return
            yield at
            at += step

    def _joins(self, at: int) -> bool:
        """Whether a sign stands between two words without a space: a hyphen, an oblique."""
        new = self.new
        return (
            0 < at < len(new) - 1
            and new.touch(at - 1, at)
            and new.touch(at, at + 1)
            and new.kinds[at - 1] == WORD == new.kinds[at + 1]
        )

    def _new_sentence(self, lost: range, step: int) -> bool:
        """Whether what was lost reaches into another sentence than the words that were found."""
        keys = [self.old.keys[at] for at in (lost[0] - step, *lost[:-1])]
        breaks = (self.old.breaks(at, at - step) for at in lost)
        if step < 0:
            keys = [self.old.keys[at] for at in lost]
        return not ENDERS.isdisjoint(keys) or any(breaks)

    def _bounded(self, at: int, come: list[int], place: int, step: int) -> bool:
        """Whether beyond what was lost, and what came, a word of that sentence still stands."""
        places, size = self.matches.places, len(self.old)
        while places[at] < 0:
            at += step
            if not 0 <= at < size or self.old.breaks(at, at - step):
                return False
            if self.old.keys[at] in ENDERS and places[at] < 0:
                return False
        beyond = (come[-1] if come else place) + step
        return places[at] == beyond and self.old.keys[at] not in ENDERS

    def _lost_words_beyond(self, at: int, step: int) -> int:
        """How many old words next to this one, outside the passage, have no place."""
        count = 0
        at += step
        while 0 <= at < len(self.old) and self.matches.places[at] < 0:
            if at in self.matches.near or self.old.breaks(at, at - step):
                break
            count += self.old.kinds[at] == WORD
            at += step
        return count

    def exact(self, start: int, end: int, part: dict[int, int], low: int, high: int) -> Span:
        """The passage in the new text, between the first and the last of its words there."""
        old, new = self.old, self.new
        first, last = min(part), max(part)
        new_start, new_end = new.starts[low], new.ends[high]
        if part[first] == low:
            into = start - old.starts[first]
            if into > 0:
                new_start += _within(old, first, new, low, into, end=False)
            elif old.ends[first - 1] <= start if first else True:
                new_start -= _white_before(new, low, -into)
        if part[last] == high:
            into = end - old.starts[last]
            if end < old.ends[last]:
                new_end = new.starts[high] + _within(old, last, new, high, into, end=True)
            elif last + 1 == len(old) or end <= old.starts[last + 1]:
                new_end += _white_after(new, high, end - old.ends[last])
        return self.whole(start, end, new_start, new_end)

    def whole(self, start: int, end: int, new_start: int, new_end: int) -> Span:
        """The new passage without a character cut apart, unless the old one has such too."""
        old, new = self.old.text, self.new.text
        if parted(old, start) and parted(old, end) and new_start < new_end:
            return whole(new, new_start, new_end)
        return new_start, new_end


def _is_number(word: str) -> bool:
    return word[-1].isdigit()


def _is_name(word: str) -> bool:
    return word[0].isupper()


def _within(old: Words, mine: int, new: Words, theirs: int, into: int, *, end: bool) -> int:
    """So many letters into an old word, where is that in the new one?"""
    before = old.text[old.starts[mine] : old.ends[mine]]
    after = new.text[new.starts[theirs] : new.ends[theirs]]
    head, tail = common_ends(before, after)
    rest = len(before) - into
    at_head, at_tail = into <= head, rest <= tail
    if at_head and (end or not at_tail):
        return into
    if at_tail:
        return len(after) - rest
    return len(after) - tail if end else head


def _white_before(new: Words, theirs: int, size: int) -> int:
    """How much of the white space before an old word is there before the new one."""
    return min(size, new.starts[theirs] - (new.ends[theirs - 1] if theirs else 0))


def _white_after(new: Words, theirs: int, size: int) -> int:
    after = new.starts[theirs + 1] if theirs + 1 < len(new) else len(new.text)
    return min(size, after - new.ends[theirs])
