"""Where one may cut a text: between user-perceived characters, never inside one.

Extended grapheme clusters as Unicode Standard Annex 29 defines them, from the properties that the
standard library knows. Positions are code points.
"""

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
# Signs that stand before the number or the letters they belong to.
_PREPENDED = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_VIRAMAS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
_EXTENDING = frozenset({"\u200c", _JOINER})


def is_boundary(text: str, at: int) -> bool:
    """Whether the text may be cut before the code point at this position."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before == "\r" and after == "\n":
        return False
    if _controls(before) or _controls(after):
        return True
    if before in _PREPENDED:
        return False
    if _extends(after) or _joins_hangul(before, after):
        return False
    if before == _JOINER and _is_pictograph(after):
        return not _is_pictograph(_base(text, at - 1))
    if _is_indic(after) and _ends_joined(text, at):
        return False
    if _is_flag(before) and _is_flag(after):
        return _flags_before(text, at) % 2 == 0
    return True


def snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The smallest span around [start, end) that cuts no character apart."""
    start, end = max(start, 0), min(end, len(text))
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return start, end


def clusters(text: str) -> Iterator[str]:
    """The text's characters as people see them."""
    start = 0
    for at in range(1, len(text) + 1):
        if is_boundary(text, at):
            yield text[start:at]
            start = at


def _extends(sign: str) -> bool:
    """Marks, joiners, variation selectors, skin tones and tags belong to what they follow."""
    if sign < "\u0300":
        return False
    return (
        unicodedata.category(sign) in ("Mn", "Me", "Mc")
        or sign in _EXTENDING
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U000e0020" <= sign <= "\U000e007f"
        or sign in "\u0e33\u0eb3\uff9e\uff9f"
    )


def _controls(sign: str) -> bool:
    category = unicodedata.category(sign)
    if category == "Cf":
        return not _extends(sign) and sign not in _PREPENDED
    return category in ("Cc", "Zl", "Zp")


def _base(text: str, at: int) -> str:
    """What the marks before this position stand on."""
    at -= 1
    while at > 0 and _extends(text[at]):
        at -= 1
    return text[at] if at >= 0 else ""


def _is_pictograph(sign: str) -> bool:
    if not sign:
        return False
    plain = (
        "\U0001f200" <= sign <= "\U0001faff"
        or "\U0001f000" <= sign < "\U0001f1e6"
        or "\u2190" <= sign <= "\u2bff"
    )
    return plain or sign in "©®‼⁉™ℹ〰〽㊗㊙"


def _is_indic(sign: str) -> bool:
    """A letter of a script whose virama joins consonants into one character."""
    return "\u0904" <= sign <= "\u0d7f" and unicodedata.category(sign) == "Lo"


def _ends_joined(text: str, at: int) -> bool:
    """Whether a consonant with a virama stands before this position."""
    joined = False
    while at > 0 and _extends(text[at - 1]):
        at -= 1
        joined = joined or text[at] in _VIRAMAS
    return joined and at > 0 and _is_indic(text[at - 1])


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _flags_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag(text[at - count - 1]):
        count += 1
    return count


def _joins_hangul(before: str, after: str) -> bool:
    """Letters of one Korean syllable, written one by one."""
    leads = "\u1100" <= before <= "\u115f" or "\ua960" <= before <= "\ua97c"
    if leads:
        return "\u1100" <= after <= "\u11a7" or "\uac00" <= after <= "\ud7a3"
    syllable = "\uac00" <= before <= "\ud7a3"
    open_syllable = syllable and (ord(before) - 0xAC00) % 28 == 0
    if open_syllable or "\u1160" <= before <= "\u11a7" or "\ud7b0" <= before <= "\ud7c6":
        return "\u1160" <= after <= "\u11ff" or "\ud7b0" <= after <= "\ud7fb"
    if syllable or "\u11a8" <= before <= "\u11ff" or "\ud7cb" <= before <= "\ud7fb":
        return "\u11a8" <= after <= "\u11ff" or "\ud7cb" <= after <= "\ud7fb"
    return False
