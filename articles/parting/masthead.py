"""The head of a text dump: headline, standfirst, byline, outlet, date, reading time, captions."""

import re
from dataclasses import dataclass, field, replace

from articles.parting.bylines import has_byline_marker, is_handle, is_name, is_role
from articles.parting.dates import find_published, find_updated, is_date_label, is_date_line
from articles.parting.labels import fold
from articles.parting.lines import Row
from articles.parting.outlets import is_agency, is_outlet, is_titled, quoted_outlet, source_of
from articles.parting.page import Decision
from articles.parting.roles import (
    DECK_WORDS,
    REACH,
    TITLE_WORDS,
    end_of_head,
    is_loose_byline,
    is_metadata,
    is_picture,
    minutes_in,
    without_menu,
)
from articles.parting.shapes import (
    ends_with_stop,
    is_capitals,
    is_count,
    is_credit,
    is_prose,
    is_stamp,
    without_caption_label,
    word_count,
)
from articles.parting.signatures import signed

_AND_WORDS = "and|&|und|et|y|e|dhe|και|и|та"
_AND_FIRST = re.compile(rf"(?:{_AND_WORDS})\s+(?=[^\W\da-z])")
_AND_LAST = re.compile(rf"(?:\s(?:{_AND_WORDS})|[,،、])$")
_TITLE_PARTS = re.compile(r"\s+[-–—|:·]\s+")


@dataclass
class Masthead:
    """What the head of a dump said; `rest` are the rows that follow it.

    `signatures` and `outlets` are the lines that `sign` makes byline and publisher of.
    """

    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    publisher: str = ""
    published: str | None = None
    reading_minutes: int | None = None
    captions: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    rest: list[Row] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def decide(self, about: str, rule: str, confidence: float) -> None:
        self.decisions.append(Decision(about, rule, confidence))


def read_masthead(rows: list[Row]) -> Masthead:
    """The head of a dump taken apart, and the rows of the story and what follows it."""
    head = Masthead()
    rows = _joined(without_menu(rows))
    end = end_of_head(rows)
    above, head.rest = rows[:end], rows[end:]
    title = _title_row(above)
    loose = [at for at in range(end) if at != title and not _take_metadata(head, above, at, title)]
    if title is not None:
        _take_title(head, above, title)
    kept = [above[at] for at in loose if title is not None and _is_story(head, above, at, title)]
    head.rest = kept + head.rest
    head.captions.sort(key=lambda caption: _place_of(caption, above))
    return head


def _place_of(caption: str, above: list[Row]) -> int:
    """Which row a caption begins with."""
    lines = (without_caption_label(row.plain) for row in above)
    return next((at for at, line in enumerate(lines) if caption.startswith(line)), len(above))


def _joined(rows: list[Row]) -> list[Row]:
    """The rows with a headline that was broken in two put together."""
    for at, (row, below) in enumerate(zip(rows[:REACH], rows[1:REACH], strict=False)):
        if is_prose(row.text) or is_metadata(row.text):
            break
        if not (below.gap or below.bullet or ends_with_stop(row.text)) and below.text[0].islower():
            if is_metadata(below.text) or word_count(row.text) < TITLE_WORDS:
                break
            joined = replace(row, text=f"{row.text} {below.text}")
            return [*rows[:at], joined, *rows[at + 2 :]]
    return rows


def _title_row(above: list[Row]) -> int | None:
    """The first row that may be a headline: a bare name above a longer row is the outlet's.

    Several short rows above a long one are what a browser shows around a page.
    """
    rows = _title_rows(above)
    long = next((at for at in rows if word_count(above[at].text) > TITLE_WORDS), None)
    if long is not None and rows.index(long) > 1:
        rows = rows[rows.index(long) :]
    for at, below in zip(rows, rows[1:], strict=False):
        if not _is_overline(above[at], above[below]):
            return at
    return rows[-1] if rows else None


def _title_rows(above: list[Row]) -> list[int]:
    """The rows that may be the headline: none below metadata that follows a likely one."""
    rows: list[int] = []
    for at, row in enumerate(above):
        likely = any(word_count(above[before].text) >= TITLE_WORDS for before in rows)
        if likely and (not _may_be_title(row) or is_agency(row.text)):
            break
        rows += [at] if _may_be_title(row) else []
    return rows


def _may_be_title(row: Row) -> bool:
    if row.bullet or is_metadata(row.text) or is_stamp(row.text) or is_count(row.text):
        return False
    if row.label:
        return False
    return not is_picture(row.text) and not is_credit(row.text)


def _is_overline(row: Row, below: Row) -> bool:
    """The site's name or a topic above the headline."""
    words, more = word_count(row.text), word_count(below.text)
    if is_outlet(row.text) and is_titled(row.text) and not is_titled(below.text):
        return words <= more + 1
    if words >= more or words > TITLE_WORDS or ends_with_stop(below.text):
        return False
    if words <= 2 or is_outlet(row.text) or is_capitals(row.text):
        return True
    titled = is_titled(row.text) and not is_titled(below.text)
    return more >= 2 * words and (words < TITLE_WORDS or titled)


def _take_title(head: Masthead, above: list[Row], at: int) -> None:
    head.headline, site = _without_site(above[at].plain.lstrip("# "))
    head.outlets += [site] if site else []
    head.outlets += [row.plain for row in above[:at] if _is_outlet_name(row)]
    short = word_count(head.headline) < TITLE_WORDS - 1
    head.decide("headline", "First line that is no menu and no name.", 0.6 if short else 0.92)


def _is_outlet_name(row: Row) -> bool:
    """A name above the headline, rather than a topic or a button."""
    named = is_titled(row.text) and row.text[:1].isalpha() and word_count(row.text) <= 7
    return _may_be_title(row) and named and not ends_with_stop(row.text)


def _without_site(title: str) -> tuple[str, str]:
    """A browser's title without the site's name at its end."""
    cuts = list(_TITLE_PARTS.finditer(title))
    if cuts:
        site = title[cuts[-1].end() :]
        bar = "|" in cuts[-1][0] and word_count(site) <= 5
        named = is_outlet(site) and word_count(site) <= 4 and ":" not in cuts[-1][0]
        if (bar or named) and word_count(title[: cuts[-1].start()]) >= TITLE_WORDS:
            return title[: cuts[-1].start()], site
    return title, ""


def _take_metadata(head: Masthead, above: list[Row], at: int, title: int | None) -> bool:
    """Take what a row says of its page. False if it is a deck or a caption without a credit."""
    text = above[at].plain
    if is_stamp(text) or is_count(text) or is_handle(text) or is_date_label(text):
        return True
    source = source_of(text)
    if source:
        head.outlets.insert(0, source)
        return True
    if is_picture(text) or is_credit(text) and (head.captions or not is_outlet(text)):
        _take_caption(head, text)
        return True
    known = _take_minutes(head, text) | _take_date(head, text) | (at > 0 and is_role(text))
    return _take_byline(head, above, at, title) or known


def _take_caption(head: Masthead, text: str) -> None:
    """Keep a caption; a credit belongs to the one above it, or to a picture that isn't here."""
    if not is_credit(text):
        head.captions.append(without_caption_label(text))
    elif head.captions:
        head.captions[-1] = f"{head.captions[-1]} {text}"
    else:
        head.decide("left out", f"A credit without a picture: {text[:60]}", 0.8)
        return
    head.decide("captions", "A credit or a day in brackets closes it.", 0.85)


def _take_minutes(head: Masthead, text: str) -> bool:
    minutes = minutes_in(text)
    if minutes and head.reading_minutes is None:
        head.reading_minutes = minutes
        head.decide("reading_minutes", "Printed as reading time.", 0.97)
    return bool(minutes)


def _take_date(head: Masthead, text: str) -> bool:
    if not is_date_line(text) and not has_byline_marker(text) and not minutes_in(text):
        return False
    published, updated = find_published(text), find_updated(text)
    if published and not head.published:
        head.published = published.iso
        rule = "Printed in the head." if published.certain else "Day and month may be swapped."
        head.decide("published", rule, 0.95 if published.certain else 0.6)
    elif updated and not head.published:
        head.decide("published", f"Only the last update is printed, {updated.iso[:10]}.", 0.6)
    return is_date_line(text)


def _take_byline(head: Masthead, above: list[Row], at: int, title: int | None) -> bool:
    """Keep a row that looks like a byline, for `sign`."""
    text = above[at].plain
    marked = has_byline_marker(text)
    if head.signatures and not above[at].gap and _goes_on(head.signatures[-1], text):
        head.signatures[-1] += f" {text}"
        return True
    if marked or (title is not None and at > title and _may_be_byline(head, above, at)):
        head.signatures.append(text)
        return True
    return False


def _goes_on(over: str, text: str) -> bool:
    """Whether a list of authors was broken at "and" or a comma."""
    return bool(_AND_FIRST.match(text) or _AND_LAST.search(over)) and word_count(text) <= 9


def _may_be_byline(head: Masthead, above: list[Row], at: int) -> bool:
    """A name or an outlet without "By"; or the line just under the byline."""
    if is_loose_byline([*above[at - 1 : at + 3], *head.rest[:1]], 1):
        return True
    row = above[at]
    under = not row.gap and head.signatures[-1:] == [above[at - 1].plain]
    short = word_count(row.text) <= 5 and not ends_with_stop(row.text) and not row.bullet
    below = above[at + 1] if at + 1 < len(above) else None
    between = below is not None and not below.gap and is_metadata(below.text)
    named = is_titled(row.text) or quoted_outlet(row.text) or between and row.text[:1].isupper()
    return under and short and bool(named) and not _has_own_role(row.text)


def _has_own_role(text: str) -> bool:
    return is_metadata(text) or is_role(text) or is_handle(text) or is_picture(text)


def sign(head: Masthead) -> None:
    """Settle author and outlet, once the whole page has been asked for its outlet's name."""
    head.byline, head.publisher = signed(head.signatures, head.outlets)
    marked = any(map(has_byline_marker, head.signatures))
    if head.byline:
        rule = "Opens as a byline does." if marked else "A name in the head."
        placed = all(map(is_date_line, head.signatures))
        head.decide("byline", rule, 0.95 if marked else 0.6 if placed else 0.8)
    if head.publisher:
        beside = any(head.publisher in line for line in head.signatures)
        rule = "Named with the byline." if beside else "A name above the headline or in the foot."
        head.decide("publisher", rule, 0.85 if beside else 0.65)


def _is_story(head: Masthead, above: list[Row], at: int, title: int) -> bool:
    """Whether a row of the head that is no metadata is the story's; else it is taken here."""
    row = above[at]
    if at < title or fold(row.text) in map(fold, [head.headline, *head.outlets]):
        return False
    captioned = not row.gap and is_picture(above[at - 1].text)
    after = captioned or any(is_metadata(other.text) for other in above[title + 1 : at])
    glued = after and (not row.gap or at + 1 < len(above) and not above[at + 1].gap)
    if row.bullet or word_count(row.text) < DECK_WORDS - 2 and not glued:
        return True
    if ends_with_stop(row.text) and not glued and not any(map(_says_more, above[at + 1 :])):
        return True
    if glued or head.standfirst:
        head.captions.append(row.plain)
        rule = "Stands in the head, between byline and story."
        head.decide("captions", rule, 0.75 if glued else 0.55)
    else:
        head.standfirst = row.plain
        rule = "Stands between headline and story."
        head.decide("standfirst", rule, 0.75 if after else 0.85)
    return False


def _says_more(row: Row) -> bool:
    return is_metadata(row.text) or is_outlet(row.text) or is_name(row.text)
