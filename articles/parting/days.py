"""When the story was published, as the page's head or header states it."""

import contextlib
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from articles.parting.authors import is_near
from articles.parting.dates import find_updated, is_date_line, parse_published
from articles.parting.found import NOTHING, Found
from articles.parting.head import Head
from articles.parting.node import Node, words_of
from articles.parting.pieces import Piece

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?\d\d(?:[.,]\d+)?)? ?(Z|[+-]\d\d:?\d\d)?)?"
)
_PUBLISHED = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "publish-date",
    "pubdate",
    "publication_date",
    "article:published",
    "date",
    "originalpublicationdate",
]
_NAMED_DATE = re.compile(
    r"(?:^|[\s_-])(?:date\w*|datetime|time-?stamp|published?\w*|pub-?date|post-?date|entry-date|dateline|posted-on)(?:$|[\s_-])"
)


def published(head: Head, header: list[Piece], pieces: list[Piece]) -> Found:
    """When the story was published, as `Page.published` has it."""
    for text in [head.stated.published, *(head.first(name) for name in _PUBLISHED)]:
        if day := _moment(text):
            return _as_printed(day, header)
    for node, text in _times(head.root, header):
        if day := _moment(node.get("datetime") or node.get("content")) or _printed(text):
            return Found(day, "A time element near the headline gives it.", 0.85)
    for piece in header:
        if _may_date(piece) and (day := _printed(piece.text)):
            return Found(day, "A line near the headline gives it.", 0.8)
    for node in head.root.find("span", "div", "p", "li", "small", "em", "font", "td"):
        if _NAMED_DATE.search(node.names) and (day := _printed(words_of(node)[:200])):
            return Found(day, "An element named for a date gives it.", 0.65)
    return _guess(head.guessed_date, pieces)


def _as_printed(moment: str, header: list[Piece]) -> Found:
    """What the page states; in a time of Greenwich its readers' day may have been another."""
    if moment.endswith(("Z", "+00:00")):
        stated = date.fromisoformat(moment[:10])
        for piece in header:
            day = _printed(piece.text)[:10] if _may_date(piece) else ""
            if day and abs(date.fromisoformat(day) - stated) == timedelta(days=1):
                return Found(day, "A line near the headline gives the day.", 0.85)
    return Found(moment, "The page states when it was published.", 0.95)


def _guess(day: str, pieces: list[Piece]) -> Found:
    """The likeliest day on the whole page, unless that is the day of an edit or a year alone."""
    lines = [piece.text for piece in pieces if piece.size <= 40]
    edited = ((updated := find_updated(line)) and updated.iso.startswith(day) for line in lines)
    if not day or any(edited):
        return NOTHING
    if any(_printed(line).startswith(day) for line in lines):
        return Found(day, "A line somewhere on the page gives it.", 0.55)
    if day.endswith("-01-01"):
        return NOTHING
    return Found(day, "It is the likeliest date in the page's source.", 0.4)


def _printed(text: str) -> str:
    """The printed day or moment in a line; "" without one, or if it is of another age."""
    return _moment_of(parse_published(text) or "")


def _may_date(piece: Piece) -> bool:
    if piece.kind == "caption" or piece.size > 40:
        return False
    return (
        piece.size <= 20 or is_date_line(piece.text) or bool(_NAMED_DATE.search(piece.node.names))
    )


def _times(root: Node, header: list[Piece]) -> Iterator[tuple[Node, str]]:
    near = {id(piece.node) for piece in header}
    found = [node for node in root.walk() if node.tag == "time" or "datepublished" in node.names]
    found.sort(
        key=lambda node: ("datepublished" not in node.names, not is_near(node, near), node.order)
    )
    return (
        (node, words_of(node))
        for node in found
        if "modified" not in node.names and "updated" not in node.names
    )


def _moment(text: str) -> str:
    """An ISO date, or time with its offset, from how machines write them; "" if it is neither."""
    return _moment_of(text) or (_printed(text) if text and not _ISO.match(text.strip()) else "")


def _moment_of(text: str) -> str:
    match = _ISO.match(text.strip())
    stated = _stated(match) if match and "1985" <= match[1] <= "2100" else ""
    with contextlib.suppress(ValueError):
        return stated if datetime.fromisoformat(stated) else ""
    return ""


def _stated(match: re.Match[str]) -> str:
    year, month, day, hour, minute, offset = match.groups()
    stated = f"{year}-{month}-{day}"
    if not hour or not offset:
        return stated
    if offset != "Z" and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{stated}T{hour}:{minute}{offset}"
