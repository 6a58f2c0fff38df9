"""What differs between two readings of the same words, field by field, in words people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotations.vocabulary import (
    BASES,
    CHANNELS,
    CLAIM_TYPES,
    CONFIDENCE,
    CONFIDENCE_KINDS,
    POLARITIES,
    VOICES,
)  # fmt: skip
from articles.comparing import Change, compare_words

Plain = Mapping[str, Any]
Names = Mapping[str, str]

LABELS = {
    "chain": "Source",
    "confidence": "Confidence",
    "confidence_kind": "Kind of confidence",
    "cues": "Cue words",
    "holder": "Who is sure",
    "polarity": "Affirmed or denied",
    "statement": "Statement",
    "type": "Type",
    "tags": "Tags",
    "note": "Note",
    "is_sure": "Sure of this reading",
}
CODES = {
    "confidence": CONFIDENCE,
    "confidence_kind": CONFIDENCE_KINDS,
    "polarity": POLARITIES,
    "type": CLAIM_TYPES,
}
PROSE = frozenset({"statement", "note"})
SOMEBODY = "A source"


@dataclass(frozen=True)
class Difference:
    """One field before and after, as words; prose is compared word by word."""

    label: str
    before: str
    after: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Row:
    """One field in three versions; `by` says which of the two changed it: mine, theirs or both."""

    label: str
    base: str
    theirs: str
    mine: str
    by: str = ""


def differences(before: Plain, after: Plain, names: Names) -> list[Difference]:
    """The fields of two codings, as `Coding.as_plain` gives them, that differ. `names` are those
    of the sources, by UUID."""
    return [
        difference(label, worded(key, before, names), worded(key, after, names), key in PROSE)
        for key, label in LABELS.items()
        if _differs(key, before, after)
    ]


def difference(label: str, before: str, after: str, prose: bool = True) -> Difference:
    """Two words, or two texts that are compared."""
    compared = compare_words(before, after) if prose and before and after else ()
    return Difference(label, before, after, compared)


def three_ways(base: Plain, theirs: Plain, mine: Plain, names: Names) -> list[Row]:
    """Every field that one of the two changed."""
    return list(_three_ways(base, theirs, mine, names))


def sources_in(*plains: Plain) -> set[str]:
    """The UUIDs of all sources that are named in the codings."""
    return {link["source"] for plain in plains for link in plain.get("chain", ()) if link["source"]}


def worded(key: str, plain: Plain, names: Names) -> str:
    """A field's value in words."""
    value = plain.get(key)
    if key == "chain":
        return " → ".join(_step(link, names) for link in value or ())
    if key == "holder":
        chain = plain.get("chain") or ()
        return _name(chain[value], names) if value is not None and value < len(chain) else ""
    if key == "is_sure":
        return "Sure" if value in (True, None) else "Unsure"
    if key in ("cues", "tags"):
        return ", ".join(value or ())
    words = str(value or "")
    return CODES[key].get(words, words) if key in CODES else words


def _three_ways(base: Plain, theirs: Plain, mine: Plain, names: Names) -> Iterator[Row]:
    for key, label in LABELS.items():
        by_them, by_me = _differs(key, base, theirs), _differs(key, base, mine)
        if by_them or by_me:
            by = "both" if by_them and by_me else "theirs" if by_them else "mine"
            said = [worded(key, plain, names) for plain in (base, theirs, mine)]
            yield Row(label, said[0], said[1], said[2], by)


def _differs(key: str, one: Plain, other: Plain) -> bool:
    if key == "holder":  # it follows from the chain, unless another link was chosen
        return bool(one.get(key, 0) != other.get(key, 0))
    return bool(_listed(one.get(key)) != _listed(other.get(key)))


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else value


def _step(link: Plain, names: Names) -> str:
    told = [CHANNELS.get(link.get("channel", ""), ""), BASES.get(link.get("basis", ""), "")]
    asides = [part for part in (*_quoted(link), *map(str.lower, told)) if part]
    return _name(link, names) + (f" ({', '.join(asides)})" if asides else "")


def _quoted(link: Plain) -> list[str]:
    return [f"“{words}”" for words in (link.get("mention"), link.get("cue")) if words]


def _name(link: Plain, names: Names) -> str:
    if link["voice"] != "source":
        return VOICES[link["voice"]]
    return names.get(link["source"] or "", SOMEBODY)
