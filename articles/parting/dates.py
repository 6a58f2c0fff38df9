"""Printed dates, in many languages and calendars, as ISO dates."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from articles.parting.date_words import AS_OF, DATE_WORDS, PUBLISHED, UPDATED
from articles.parting.labels import fold, unaccented
from articles.parting.months import MONTHS, PERSIAN_MONTHS, from_persian
from articles.parting.zones import ZONE, offset

LONGEST_LINE = 400

_MONTH = r"((?:كانون|تشرين)\s\w+|[^\W\d_]{2,12})(?:\s?/\s?[^\W\d_]{2,12})?"
_WORDED = re.compile(
    r"(?<![\d/])(\d{1,2})(?:st|nd|rd|th|er|e|o|a)?[.,]?[\s-]+(?:de |of |d')?(?:و )?"
    + _MONTH
    + r"[.,]?[\s-]+(?:de |del |г\. )?(\d{4})(?![\d:])",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    _MONTH + r"\.?\s+(\d{1,2})(?:st|nd|rd|th)?[.,]?\s+(\d{4})(?![\d:])", re.IGNORECASE
)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})[.,]?\s+" + _MONTH + r"\.?\s+(\d{1,2})(?![\d:])", re.IGNORECASE
)
_EASTERN = re.compile(
    unicodedata.normalize(
        "NFKD", r"(?<!\d)(\d{4})\s?(?:年|년)\s?(\d{1,2})\s?(?:月|월)\s?(\d{1,2})\s?(?:日|일|号|號)"
    )
)
_ERA = re.compile(r"(令和|平成)(元|\d{1,2})年(\d{1,2})月(\d{1,2})日")
_ISO = re.compile(r"(?<!\d)(\d{4})([-./])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([-./])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")

_CLOCK = re.compile(
    r"(?<![\d:])(?:(\d{1,2})\s?[:.h時]\s?(\d{2})(?::\d{2}(?:\.\d{1,6})?)?|(\d{1,2})(?=\s?[apAP]\.?[mM]))"
    r"\s?([apAP]\.?[mM]\b\.?)?\s?(?:Uhr|hrs|h|分)?[\s,]?[(\[]?(" + ZONE + r")?",
)
_CLOCK_AFTER_T = re.compile(r"T(?=\d{2}:\d{2})")
_MERIDIEM = re.compile(r"\d\s?[ap]\.?m\b|\b(?:E[DS]?T|C[DS]?T|M[DS]T|P[DS]?T)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"(?:[^\W\d_]+,? )?(?:\d{1,2}\.? (?:de )?([^\W\d_]+)\.?|([^\W\d_]+)\.? \d{1,2})")
_LETTERS = re.compile(r"[^\W\d_']+")


@dataclass(frozen=True)
class Printed:
    """A date as it stands in a line: characters [start, end) of the unaccented line.

    `certain` is false where day and month could be read the other way round.
    """

    iso: str
    start: int
    end: int
    certain: bool = True


def parse_published(text: str) -> str | None:
    """The day a line says its page was published, "2022-09-07" or "2022-09-07T16:42+02:00".

    The time is given only with a printed zone. A date that the line calls the last update is
    not the day of publication: None, as for a line without a full date.
    """
    found = find_published(text)
    return found.iso if found else None


def find_published(text: str) -> Printed | None:
    """As `parse_published`, with the place of the date and whether it can be read two ways."""
    parts = [part for part in _parts(text) if not UPDATED.match(part)]
    parts.sort(key=lambda part: bool(AS_OF.match(part)))
    return next(filter(None, map(_find, parts)), None)


def find_updated(text: str) -> Printed | None:
    """The day of the last update, where the line names one."""
    found = (_find(part) for part in _parts(text) if UPDATED.match(part))
    return next(filter(None, found), None)


def is_date_line(text: str) -> bool:
    """Whether a line states a date and next to nothing else."""
    parts = _parts(text) if len(text) <= 160 else []
    dates = [_find(part) for part in parts]
    if not any(dates):
        return False
    rest = " ".join(
        part[: found.start] + " " + part[found.end :] if found else part
        for found, part in zip(dates, parts, strict=True)
    )
    words = [word for word in _LETTERS.findall(rest) if fold(word) not in DATE_WORDS]
    strange = [word for word in words if not _is_zone_like(word)]
    return len(strange) <= (3 if _CLOCK.search(rest) else 2) and len(words) <= 4


def is_date_label(text: str) -> bool:
    """The words before a date, on a line of their own: "Published", "Last updated"."""
    words = _LETTERS.findall(text) if len(text) < 40 else []
    return 0 < len(words) <= 6 and all(map(_goes_with_date, words)) and not _find(_plain(text))


def is_day(text: str) -> bool:
    """A day without its year, and nothing else: "7 September", "Sept. 7"."""
    match = _DAY.fullmatch(_plain(text[:40]).strip())
    return match is not None and bool(_month(match[1] or match[2]))


def without_date(text: str) -> str:
    """The line with a bar in place of its first date, of the time and the words that go with it."""
    plain, places = _placed(text)
    found = _find(plain)
    if not found:
        return text
    before = text[: places[found.start]].split(" ")
    while before and (not before[-1] or _goes_with_date(before[-1])):
        before.pop()
    after = _CLOCK.sub(" ", text[places[found.end - 1] + 1 :]).split(" ")
    while after and (not after[0] or _goes_with_date(after[0])):
        after.pop(0)
    return " | ".join(" ".join(words) for words in (before, after) if words)


def _placed(text: str) -> tuple[str, list[int]]:
    """The line as dates are looked for in it, and where each sign of that stands in the line."""
    plain, places = "", []
    for at, sign in enumerate(text[:LONGEST_LINE]):
        bare = _plain(sign)
        plain += bare
        places += [at] * len(bare)
    return plain, places


def _goes_with_date(word: str) -> bool:
    folded = fold(word)
    return not folded or folded in DATE_WORDS


def _is_zone_like(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= 5


def _parts(text: str) -> list[str]:
    """The line cut before every word for publishing or updating."""
    if not _DIGIT.search(text):
        return []
    parts = [_plain(text)]
    for word in (UPDATED, PUBLISHED, AS_OF):
        parts = [cut for part in parts for cut in word.split(part)]
    return [part for part in parts if part]


def _plain(text: str) -> str:
    plain = unaccented(text[:LONGEST_LINE])
    return plain if plain.isascii() else _DIGIT.sub(lambda digit: str(int(digit[0])), plain)


def _find(line: str) -> Printed | None:
    """The first date of a line, with its time if a zone is printed after that."""
    found = min(_dates(line), key=lambda printed: printed.start, default=None)
    if not found:
        return None
    rest = line[: found.start] + " " * (found.end - found.start) + line[found.end :]
    return _timed(found, _CLOCK_AFTER_T.sub(" ", rest))


def _dates(line: str) -> Iterator[Printed]:
    for form, read in _FORMS:
        for match in form.finditer(line):
            year, month, day, certain = read(match, line)
            day_found = _day(year, month, day)
            if day_found:
                yield Printed(day_found.isoformat(), match.start(), match.end(), certain)
                break


def _timed(found: Printed, rest: str) -> Printed:
    for clock in _CLOCK.finditer(rest):
        zone = clock[5]
        hour, minute = int(clock[1] or clock[3]), int(clock[2] or 0)
        half = (clock[4] or "")[:1].lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        if zone and hour < 24 and minute < 60:
            shift = offset(zone, date.fromisoformat(found.iso))
            iso = f"{found.iso}T{hour:02}:{minute:02}{shift}"
            return Printed(iso, found.start, found.end, found.certain)
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        if 1300 <= year < 1500 and month:
            year, month, day = from_persian(year, month, day)
        return date(year, month, day) if 1600 <= year <= 2100 else None
    except ValueError:
        return None


_Read = tuple[int, int, int, bool]


def _month(name: str) -> int:
    folded = fold(name)
    return (
        MONTHS.get(folded) or PERSIAN_MONTHS.get(folded) or MONTHS.get(folded.removeprefix("ב"), 0)
    )


def _worded(match: re.Match[str], line: str) -> _Read:
    return int(match[3]), _month(match[2]), int(match[1]), True


def _month_first(match: re.Match[str], line: str) -> _Read:
    return int(match[3]), _month(match[1]), int(match[2]), True


def _year_first(match: re.Match[str], line: str) -> _Read:
    return int(match[1]), _month(match[2]), int(match[3]), True


def _eastern(match: re.Match[str], line: str) -> _Read:
    return int(match[1]), int(match[2]), int(match[3]), True


def _era(match: re.Match[str], line: str) -> _Read:
    before = 2018 if match[1] == "令和" else 1988
    year = 1 if match[2] == "元" else int(match[2])
    return before + year, int(match[3]), int(match[4]), True


def _iso(match: re.Match[str], line: str) -> _Read:
    return int(match[1]), int(match[3]), int(match[4]), True


def _numeric(match: re.Match[str], line: str) -> _Read:
    """Day first, as nearly everywhere, unless only the other way makes a date or the line is "
    "American."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    open_question = match[2] == "/" and first <= 12 and second <= 12 and first != second
    american = match[2] != "." and (second > 12 or open_question and _MERIDIEM.search(line))
    return (year, first, second, not open_question) if american else (
        year, second, first, not open_question
    )  # fmt: skip


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], _Read]], ...] = (
    (_WORDED, _worded),
    (_MONTH_FIRST, _month_first),
    (_YEAR_FIRST, _year_first),
    (_EASTERN, _eastern),
    (_ERA, _era),
    (_ISO, _iso),
    (_NUMERIC, _numeric),
)
