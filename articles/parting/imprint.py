"""The outlet as the foot of a page names it, or a line that states the source."""

import re
from collections.abc import Iterable

from articles.parting.lines import Row
from articles.parting.outlets import source_of

LONGEST_LINE = 200
LONGEST_NAME = 6  # words

_FOOT = re.compile(
    r"(?:©|ⓒ|\(c\)|\bcopyright\b)[\s©]{0,3}(?:\(c\)\s)?(?:by\s)?(?:\d{4}(?:\s?[-–—]\s?\d{2,4})?)?[\s,.:–-]{0,3}"
    r"(?:by\s)?([^\d.,|;·•©\n]{3,60})",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\s*[-–—]?\s*(?:\(?all rights|alle rechte|tous droits|todos los|todos os|tutti i|të gjitha|"
    r"με επιφύλαξη|все права|"
    r"всі права|усі права|wszelkie|tüm hakları|جميع|تمامی|כל הזכויות|版权所有|版權所有|無断転載|"
    r"reserved|\binc\b|\bltd\b|\bllc\b|\bgmbh\b|\bplc\b).*",
    re.IGNORECASE,
)


def imprint_of(rows: Iterable[Row]) -> str:
    """The outlet that a foot or a source line names; "" if none does."""
    return next(filter(None, (_outlet(row.text) for row in rows)), "")


def _outlet(line: str) -> str:
    if len(line) > LONGEST_LINE:
        return ""
    match = _FOOT.search(line)
    name = source_of(line) or (_RIGHTS.sub("", match[1]).strip(" \"'“”«»:-–—") if match else "")
    return name if 0 < len(name.split()) <= LONGEST_NAME else ""
