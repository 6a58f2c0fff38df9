"""Names that may mean the same source: so that nobody is entered twice unawares."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from articles.wording import folded

NEAR = 0.84
SHORTEST = 3


def alike(one: str, other: str) -> bool:
    """Whether the two may be names of one: "Rama, Edi", "E. Rama", "Microsoft" beside "Microsoft
    Corporation", "NSC" beside "National Security Council", or a slip of the pen."""
    mine, theirs = folded(one).split(), folded(other).split()
    if not mine or not theirs:
        return False
    short, long = sorted((mine, theirs), key=len)
    if _is_part(short, long) or _is_short_form(short, long):
        return True
    if len(short) == len(long) and _is_part(long, short):
        return True
    joined = " ".join(sorted(mine)), " ".join(sorted(theirs))
    return min(map(len, joined)) > SHORTEST and _ratio(*joined) >= NEAR


def _is_part(short: Sequence[str], long: Sequence[str]) -> bool:
    """Each word stands in the longer name too, or begins a word of it; one of them whole."""
    whole = [word for word in short if word in long and len(word) >= SHORTEST]
    left = [word for word in long if word not in short]
    rest = [word for word in short if word not in long]
    return bool(whole) and all(any(each.startswith(word) for each in left) for word in rest)


def _is_short_form(short: Sequence[str], long: Sequence[str]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(a=one, b=other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= NEAR else 0.0
