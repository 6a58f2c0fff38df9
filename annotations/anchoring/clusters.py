"""What a reader takes for one character, so that no passage begins or ends inside of one."""

import unicodedata

_JOINER = "\u200d"
_LOOK_BACK = 64


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, widened where it would cut a character apart."""
    while 0 < start < len(text) and not parted(text, start):
        start -= 1
    while 0 < end < len(text) and not parted(text, end):
        end += 1
    return start, end


def parted(text: str, at: int) -> bool:
    """Whether one character ends before this place and another begins."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before < "\u0300" and after < "\u0300":
        return before + after != "\r\n"
    if after == _JOINER or _goes_on(after):
        return False
    if before == _JOINER:
        return after.isalnum() or after.isspace()
    if _is_flag(before) and _is_flag(after):
        return _flags_before(text, at) % 2 == 0
    return not _one_syllable(before, after)


def _goes_on(sign: str) -> bool:
    """Marks, skins of emoji and tags belong to what stands before them."""
    return (
        unicodedata.category(sign)[0] == "M"
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U000e0020" <= sign <= "\U000e007f"
        or sign in "\u200c\uff9e\uff9f"
    )


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _flags_before(text: str, at: int) -> int:
    start = at
    while start and _is_flag(text[start - 1]):
        start -= 1
    return at - start


def _one_syllable(before: str, after: str) -> bool:
    """Whether jamo make one syllable of Hangul."""
    if "\u1100" <= before <= "\u115f":
        return "\u1100" <= after <= "\u11a7" or "\uac00" <= after <= "\ud7a3"
    if "\uac00" <= before <= "\ud7a3":
        closed = (ord(before) - 0xAC00) % 28 != 0
        return "\u11a8" <= after <= "\u11ff" or (not closed and "\u1160" <= after <= "\u11a7")
    if "\u1160" <= before <= "\u11a7":
        return "\u1160" <= after <= "\u11ff"
    return "\u11a8" <= before <= "\u11ff" and "\u11a8" <= after <= "\u11ff"
