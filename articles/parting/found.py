"""A field of a page, found by a rule."""

from typing import NamedTuple


class Found(NamedTuple):
    """A field's value, the rule that found it in words for a person, and 0 ≤ confidence ≤ 1."""

    value: str
    rule: str
    confidence: float


NOTHING = Found("", "The page does not state it.", 0.9)
