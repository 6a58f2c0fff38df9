"""Where words repeat, the same edit can be read in several ways; one may leave a passage whole."""

from __future__ import annotations

from annotations.anchoring.matches import Matches

MOST_SLID = 16
LONGEST_GAP = 64


def slid(matches: Matches, first: int, last: int) -> list[int]:
    """Places in the new text of old words [first, last), by the reading that keeps them best.

    Where words were put in among them, or taken out at their edge, and the same words stand there
    twice, the others may be the ones that came or went.
    """
    places = matches.places[first:last]
    if places[0] < 0:
        _slide_back(matches, first, places)
    if places[-1] < 0:
        _slide_on(matches, last, places)
    if -1 not in places:
        _slide_insertion(matches, first, last, places)
    return places


def _slide_back(matches: Matches, first: int, places: list[int]) -> None:
    """Let the words before the passage be those that were taken out."""
    begin, end = _gap(matches, first)
    size = end - first
    if begin >= size <= MOST_SLID and _nothing_came(matches, begin, end):
        old = matches.old.keys
        twins = range(begin - size, begin)
        if old[begin - size : begin] == old[first:end] and _in_one(matches, begin - size, end):
            for at, twin in zip(range(min(size, len(places))), twins, strict=False):
                places[at] = matches.places[twin]


def _slide_on(matches: Matches, last: int, places: list[int]) -> None:
    """Let the words after the passage be those that were taken out."""
    begin, end = _gap(matches, last - 1)
    size = last - begin
    if size <= MOST_SLID and _nothing_came(matches, begin, end):
        old = matches.old.keys
        twins = range(end, end + size)
        if old[end : end + size] == old[begin:last] and _in_one(matches, begin, end + size):
            for back in range(1, min(size, len(places)) + 1):
                places[-back] = matches.places[twins[-back]]


def _gap(matches: Matches, at: int) -> tuple[int, int]:
    """The old words around this one that have no place, some dozens at most."""
    begin, end = at, at + 1
    while begin and matches.places[begin - 1] < 0 and at - begin < LONGEST_GAP:
        begin -= 1
    while end < len(matches.places) and matches.places[end] < 0 and end - at < LONGEST_GAP:
        end += 1
    return begin, end


def _nothing_came(matches: Matches, begin: int, end: int) -> bool:
    """Whether the words at both sides of a gap now meet."""
    before = matches.places[begin - 1] if begin else -1
    after = matches.places[end] if end < len(matches.places) else len(matches.owners)
    return after == before + 1


def _in_one(matches: Matches, begin: int, end: int) -> bool:
    """Whether no line breaks between the first and the last of these words."""
    old = matches.old
    return "\n" not in old.text[old.starts[begin] : old.ends[end - 1]]


def _slide_insertion(matches: Matches, first: int, last: int, places: list[int]) -> None:
    """Let the words beside the passage be those that were put in."""
    gaps = [at for at in range(1, len(places)) if places[at] != places[at - 1] + 1]
    if len(gaps) != 1:
        return
    (cut,) = gaps
    old, new = matches.old.keys, matches.new.keys
    before, after = places[cut - 1] + 1, places[cut]
    head, tail = cut, len(places) - cut
    if max(matches.owners[before:after], default=0) >= 0:
        return
    size = min(MOST_SLID, after - before)
    if head <= size and new[after - head : after] == old[first : first + cut]:
        places[:cut] = range(after - head, after)
    elif tail <= size and new[before : before + tail] == old[first + cut : last]:
        places[cut:] = range(before, before + tail)
