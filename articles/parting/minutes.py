"""The reading time that a page prints."""

import re

from articles.parting.labels import unaccented

_READ = (
    r"read|reading|lese|lesezeit|lecture|lectura|lettura|leitura|leximi|lexim|αναγνωσ|чтени|"
    r"читан|чита|czytani|okuma|"
    r"leestijd|lezen|lastid|القراءة|قراءة|مطالعه|خواندن|קריאה|読|閱讀|阅读|读完|읽"
)
_MINUTE = (
    r"mins?\b|minutes?\b|minuten?\b|minuter\b|minutos?\b|minuti\b|minut\w*|λεπτ|мин|хв|dakika|"
    r"dk\b|دقيقة|دقائق|دقیقه|"
    r"דקות|דק|分|분"
)
_LABELLED = re.compile(
    rf"^[^\d\n]{{0,30}}(?:{_READ})[^\d\n]{{0,25}}(\d{{1,3}})\s?(?:(?:{_MINUTE})|\W*$)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![\d:.時时点])(\d{{1,3}})\s?[-–]?\s?(?:{_MINUTE})[^\d\n]{{0,25}}?(?:{_READ})",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\W{{0,3}}(\d{{1,3}})\s?[-–]?\s?(?:{_MINUTE})\W{{0,3}}", re.IGNORECASE)
LONGEST_LINE = 120


def reading_minutes(text: str) -> int | None:
    """The minutes of "2 min read", "Lesezeit: 4 Minuten", "この記事は3分で読めます"; else None."""
    if len(text) > LONGEST_LINE:
        return None
    plain = unaccented(text)
    found = _COUNTED.search(plain) or _ALONE.fullmatch(plain.strip()) or _LABELLED.match(plain)
    return int(found[1]) if found else None
