"""Rows of a teaser list as headlines with their summaries."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from articles.parting.bylines import has_byline_marker
from articles.parting.dates import is_date_line, is_day
from articles.parting.labels import (
    is_chrome_line,
    is_related_label,
    is_section_name,
    is_sponsored_label,
)
from articles.parting.lines import Row
from articles.parting.minutes import reading_minutes
from articles.parting.outlets import is_outlet, is_titled
from articles.parting.shapes import (
    ends_with_stop,
    is_count,
    is_credit,
    is_headline,
    is_prose,
    is_stamp,
    word_count,
)

KICKER_WORDS = 3
OUTLET_WORDS = 5
TAG_WORDS = 9
_INNER_END = re.compile(r"[.!?。！？؟][\"'”’»)]?\s")
_SIGNS = re.compile(r"\s*[|•·]\s*")
_RANK = re.compile(r"(?:#|no\.?\s)?\d{1,2}[.)]?", re.IGNORECASE)
_RANKED = re.compile(r"\d{1,2}\s+(?=\S)")
_DOTS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\"'”’»)]?$")


@dataclass
class Item:
    """A headline, the lines of its summary, and whether it says that somebody paid for it."""

    headline: str
    summary: list[str] = field(default_factory=list)
    paid: bool = False


def items_of(rows: list[Row]) -> list[Item]:
    """The teasers of a list, bulleted or not, in order."""
    items: list[Item] = []
    for run in _runs(_unranked(rows)):
        items += [_bulleted(run)] if run[0].bullet else _unbulleted(run)
    return [item for item in items if item.headline]


def is_extra(text: str) -> bool:
    """What teasers carry beside headline and summary: age, date, author, counts, buttons."""
    if is_stamp(text) or is_count(text) or is_credit(text) or _RANK.fullmatch(text):
        return True
    if is_chrome_line(text) or is_related_label(text) or is_sponsored_label(text) or is_day(text):
        return True
    if is_prose(text):
        return False
    if is_date_line(text) or reading_minutes(text) is not None or has_byline_marker(text):
        return True
    parts = _SIGNS.split(text) if word_count(text) <= TAG_WORDS else []
    return len(parts) > 1 and any(map(is_extra, parts))


def _is_paid(rows: list[Row]) -> bool:
    return any(is_sponsored_label(part) for row in rows for part in _SIGNS.split(row.text))


def is_summary(text: str) -> bool:
    """Whether a line below a headline tells more, rather than being the next headline."""
    if _DOTS.search(text) and word_count(text) >= 6 or word_count(text) > 32:
        return True
    if ends_with_stop(text):
        return word_count(text) >= 3
    return is_prose(text) and bool(_INNER_END.search(text))


def _unranked(rows: list[Row]) -> list[Row]:
    """The rows without the ranks 1, 2, 3 … that open some of them."""
    ranked = [at for at, row in enumerate(rows) if _RANKED.match(row.text)]
    ranks = [int(rows[at].text.split(None, 1)[0]) for at in ranked]
    if len(ranks) < 2 or ranks != list(range(1, len(ranks) + 1)):
        return rows
    places = set(ranked)
    return [
        replace(row, text=_RANKED.sub("", row.text)) if at in places else row
        for at, row in enumerate(rows)
    ]


def _runs(rows: list[Row]) -> Iterable[list[Row]]:
    """A run per bullet with what belongs to it; rows without a bullet before them are one run."""
    runs: list[list[Row]] = []
    for row in rows:
        if row.bullet or not runs:
            runs.append([row])
        else:
            runs[-1].append(row)
    return runs


def _bulleted(rows: list[Row]) -> Item:
    lines = [row.plain for at, row in enumerate(rows) if not is_extra(row.text) or at == 0]
    lines = _peeled(lines, kickers=len(lines) > 2)
    return Item(lines[0], [line for line in lines[1:] if not _is_source(line)], _is_paid(rows))


def _unbulleted(rows: list[Row]) -> list[Item]:
    groups = _groups(rows)
    lists = _without_sources([_lines(group) for group in groups])
    kickers = sum(map(_has_kicker, lists)) * 2 > len(lists)
    lists = [_peeled(lines, kickers) for lines in lists]
    twos = [lines for lines in lists if len(lines) == 2]
    told = 0 < len(twos) <= 2 * sum(is_summary(lines[1]) for lines in twos)
    items: list[Item] = []
    for lines, group in zip(lists, groups, strict=True):
        for at, line in enumerate(lines):
            if at and _is_source(line):
                continue
            second = at == 1 and len(lines) == 2 and (told or _outgrows(line, lines[0]))
            if items and (second or _tells_more(items[-1], line, at)):
                items[-1].summary.append(line)
            else:
                items.append(Item(line, paid=_is_paid(group)))
    return items


def _groups(rows: list[Row]) -> list[list[Row]]:
    """The rows between blank lines; a section or an outlet alone goes with what follows it."""
    groups: list[list[Row]] = []
    for row in rows:
        if not groups or row.gap and not all(map(_may_be_above, groups[-1])):
            groups.append([])
        groups[-1].append(row)
    return [group for group in groups if _lines(group)]


def _may_be_above(row: Row) -> bool:
    return is_extra(row.text) or _is_source(row.text)


def _lines(rows: list[Row]) -> list[str]:
    return [row.plain for row in rows if not is_extra(row.text)]


def _without_sources(lists: list[list[str]]) -> list[list[str]]:
    """The lines without the outlet at the end of each, if most have one."""
    closed = [len(lines) > 1 and _closes(lines[-1]) for lines in lists]
    if sum(closed) < 2 or sum(closed) * 2 < len(lists):
        return lists
    return [lines[:-1] if end else lines for lines, end in zip(lists, closed, strict=True)]


def _closes(line: str) -> bool:
    return word_count(line) <= OUTLET_WORDS - 1 and is_titled(line) and line[-1:] not in '.?!…"”'


def _tells_more(item: Item, line: str, at: int) -> bool:
    """A summary follows its headline; more than one line only without a gap between them."""
    return is_summary(line) and (at > 0 or not item.summary)


def _outgrows(line: str, headline: str) -> bool:
    """Of two lines without an end the longer lower one is a summary that was cut."""
    return word_count(line) > 12 and word_count(line) > word_count(headline) * 1.5


def _has_kicker(group: list[str]) -> bool:
    return (
        len(group) > 1
        and word_count(group[0]) <= KICKER_WORDS
        and any(word_count(line) > KICKER_WORDS and is_headline(line) for line in group[1:3])
    )


def _peeled(lines: list[str], kickers: bool) -> list[str]:
    """The lines without section and outlet above the headline."""
    for _ in range(2):
        if len(lines) < 2 or not is_headline(lines[1]) and len(lines[1].split()) > 1:
            break
        if not _is_kicker(lines[0], kickers) or not _headline_follows(lines[1:]):
            break
        lines = lines[1:]
    return lines


def _is_kicker(line: str, kickers: bool) -> bool:
    words = word_count(line)
    if is_section_name(line) or words <= OUTLET_WORDS and is_outlet(line):
        return True
    return kickers and words <= KICKER_WORDS and line[-1] not in "?!"


def _is_source(line: str) -> bool:
    """The section or the outlet of a teaser, printed below its headline."""
    return is_section_name(line) or (word_count(line) <= OUTLET_WORDS - 1 and is_outlet(line))


def _headline_follows(lines: list[str]) -> bool:
    return any(word_count(line) > KICKER_WORDS and not is_summary(line) for line in lines[:2])
