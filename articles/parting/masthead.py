"""The head of a text dump: headline, standfirst, byline, outlet, date, reading time, captions."""

import re
from dataclasses import dataclass, field

from articles.parting.bylines import are_names, clean_byline, has_byline_marker, is_name, is_role
from articles.parting.dates import find_published, find_updated, is_date_line
from articles.parting.labels import fold, is_related_label, is_sponsored_label
from articles.parting.lines import Row
from articles.parting.outlets import is_outlet, is_titled, source_of
from articles.parting.page import Decision
from articles.parting.roles import (
    DECK_WORDS,
    TITLE_WORDS,
    end_of_head,
    is_loose_byline,
    is_metadata,
    minutes_in,
    without_menu,
)
from articles.parting.shapes import (
    ends_with_stop,
    is_capitals,
    is_caption,
    is_count,
    is_credit,
    is_stamp,
    without_caption_label,
    word_count,
)

_TITLE_PARTS = re.compile(r"\s+[-–—|:·]\s+")


@dataclass
class Masthead:
    """What the head of a dump said; `rest` are the rows that follow it."""

    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    publisher: str = ""
    published: str | None = None
    reading_minutes: int | None = None
    captions: list[str] = field(default_factory=list)
    signed: bool = False  # the byline opened as bylines do
    rest: list[Row] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def decide(self, about: str, rule: str, confidence: float) -> None:
        self.decisions.append(Decision(about, rule, confidence))


def read_masthead(rows: list[Row]) -> Masthead:
    """The head of a dump taken apart, and the rows of the story and what follows it."""
    head = Masthead()
    rows = without_menu(rows)
    end = end_of_head(rows)
    above, head.rest = rows[:end], rows[end:]
    title = _title_row(above)
    loose = [at for at in range(end) if at != title and not _take_metadata(head, above, at, title)]
    if title is not None:
        _take_title(head, above, title)
    kept = [above[at] for at in loose if title is not None and _is_story(head, above, at, title)]
    head.rest = kept + head.rest
    return head


def _title_row(above: list[Row]) -> int | None:
    """The first row that may be a headline: a bare name above a longer row is the outlet's."""
    rows = [at for at, row in enumerate(above) if _may_be_title(row)]
    for at, below in zip(rows, rows[1:], strict=False):
        if not _is_overline(above[at], above[below]):
            return at
    return rows[-1] if rows else None


def _may_be_title(row: Row) -> bool:
    if row.bullet or is_metadata(row.text) or is_stamp(row.text) or is_count(row.text):
        return False
    if is_related_label(row.text) or is_sponsored_label(row.text):
        return False
    return not is_caption(row.text) and not is_credit(row.text)


def _is_overline(row: Row, below: Row) -> bool:
    """The site's name or a topic above the headline."""
    words, more = word_count(row.text), word_count(below.text)
    if words >= more or words > TITLE_WORDS or ends_with_stop(below.text):
        return False
    if words <= 2 or is_outlet(row.text) or is_capitals(row.text):
        return True
    titled = is_titled(row.text) and not is_titled(below.text)
    return more >= 2 * words and (words < TITLE_WORDS or titled)


def _take_title(head: Masthead, above: list[Row], at: int) -> None:
    text = above[at].plain
    head.headline, site = _without_site(text)
    head.publisher = head.publisher or site
    short = word_count(head.headline) < TITLE_WORDS - 1
    head.decide("headline", "First line that is no menu and no name.", 0.6 if short else 0.92)
    for row in above[:at]:
        name = row.plain
        if (
            head.publisher
            and not head.byline
            and _is_outlet_name(row)
            and fold(name) != fold(head.publisher)
        ):
            head.byline, head.publisher = head.publisher, ""
            head.decide("byline", "An agency, on the page of another outlet.", 0.7)
        if not head.publisher and _is_outlet_name(row):
            head.publisher = name
            head.decide("publisher", "A name above the headline.", 0.6)


def _is_outlet_name(row: Row) -> bool:
    return _may_be_title(row) and not ends_with_stop(row.text)


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
    if is_stamp(text) or is_count(text):
        return True
    if is_caption(text) or is_credit(text) and (head.captions or not is_outlet(text)):
        _take_caption(head, text)
        return True
    source = source_of(text)
    if source:
        head.publisher = head.publisher or source
        head.decide("publisher", "Named as the source.", 0.8)
        return True
    known = _take_minutes(head, text) | _take_date(head, text) | (at > 0 and is_role(text))
    return _take_byline(head, above, at, title) or known


def _take_caption(head: Masthead, text: str) -> None:
    if is_credit(text) and head.captions:
        head.captions[-1] = f"{head.captions[-1]} {text}"
    else:
        head.captions.append(without_caption_label(text))
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
    text = above[at].plain
    marked = has_byline_marker(text)
    if not marked and not _may_be_byline(head, above, at, title):
        return False
    byline, publisher = clean_byline(text, head.publisher)
    if not marked and not are_names(byline):
        byline = ""
    if marked and byline and head.byline and not head.signed:
        head.publisher, head.byline = head.publisher or head.byline, ""
    head.signed = head.signed or marked
    if byline and head.byline and not marked:
        publisher = head.publisher or _second_name(above, at)
    if byline and (marked or not head.byline):
        joined = [head.byline] if head.byline and fold(head.byline) != fold(byline) else []
        head.byline = ", ".join([*joined, byline])
        rule = "Opens as a byline does." if marked else "A name in the head."
        head.decide("byline", rule, 0.95 if marked else 0.8)
    if publisher and not head.publisher:
        head.publisher = publisher
        head.decide("publisher", "Named with the byline.", 0.85)
    return marked or bool(byline or publisher)


def _second_name(above: list[Row], at: int) -> str:
    """A name right below the author's is the outlet's, unless the outlet follows it."""
    below = above[at + 1].text if at + 1 < len(above) else ""
    row = above[at]
    return "" if row.gap or is_outlet(below) or is_metadata(row.text) else row.plain


def _may_be_byline(head: Masthead, above: list[Row], at: int, title: int | None) -> bool:
    """A name or an outlet without "By", below the headline; or the line just under the byline."""
    if title is None or at < title:
        return False
    if is_loose_byline([*above[max(at - 1, 0) : at + 3], *head.rest[:1]], min(at, 1)):
        return True
    row = above[at]
    over = above[at - 1].text
    signed = has_byline_marker(over) or is_name(over)
    under_byline = not row.gap and bool(head.byline) and signed
    short = word_count(row.text) <= 5 and not ends_with_stop(row.text) and not row.bullet
    short = short and not is_metadata(row.text) and not is_role(row.text)
    if under_byline and short and not head.publisher:
        head.publisher = row.plain
        head.decide("publisher", "The line under the byline.", 0.75)
    return under_byline and short


def _is_story(head: Masthead, above: list[Row], at: int, title: int) -> bool:
    """Whether a row of the head that is no metadata is the story's; else it is taken here."""
    row = above[at]
    if at < title or fold(row.text) in (fold(head.headline), fold(head.publisher)):
        return False
    captioned = not row.gap and is_caption(above[at - 1].text)
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
