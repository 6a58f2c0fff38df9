"""A page's publisher, language, canonical address and reading time."""

import html
import re
from urllib.parse import urlsplit

from articles.parting import labels
from articles.parting.found import NOTHING, Found
from articles.parting.head import Head
from articles.parting.languages import language_of
from articles.parting.minutes import reading_minutes as minutes_in
from articles.parting.node import absolute, words_of
from articles.parting.pieces import Piece, word_count
from articles.parting.story import tokens

_PARTS = re.compile(r"\u3000|\s+[·—–|•-]\s+|(?<=[.!?])\s+")


def publisher(head: Head, address: str) -> Found:
    """The outlet's name: as stated, as the title's suffix, or the host."""
    name = head.first("og:site_name") or html.unescape(head.stated.publisher)
    if name and not name.startswith("http"):
        return Found(name, "The page names its site.", 0.95)
    name = head.first("application-name", "dc.publisher", "publisher", "copyright-holder")
    if name and word_count(name) <= 6 and not name.startswith("http"):
        return Found(name, "A meta element names the publisher.", 0.8)
    if head.home_name:
        return Found(head.home_name, "The link to the front page and the title name it.", 0.85)
    shown = {tuple(tokens(words_of(node))) for node in head.root.find("h1")}
    names = [
        part
        for part in head.title_parts
        if word_count(part) <= 5
        and not labels.is_section_name(part)
        and tuple(tokens(part)) not in shown
    ]
    if len(head.title_parts) > 1 and names:
        whole = words_of(head.root).casefold()
        names.sort(key=lambda part: whole.count(part.casefold()))
        return Found(names[-1], "The page's title names it.", 0.7)
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return Found(host, "It is the page's host.", 0.5) if host else NOTHING


def reading_minutes(header: list[Piece]) -> int | None:
    """The printed reading time, if one is near the headline."""
    for piece in header:
        for part in _PARTS.split(piece.text) if piece.size <= 40 else ():
            if minutes := minutes_in(part):
                return minutes
    return None


def language(head: Head, text: str) -> str:
    """A BCP 47 tag, as the page states it or by its script and commonest words; "" if unknown."""
    lang = next((node.get("lang") for node in head.root.find("html")), "")
    for stated in (
        lang,
        head.first("og:locale"),
        head.stated.language,
        head.first("content-language"),
    ):
        tag = stated.split(",")[0].strip().replace("_", "-")
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", tag):
            return tag
    return language_of(text)


def canonical(head: Head) -> str:
    """The address that the page calls its own, unless that is a site's front page."""
    given = head.given_address
    stated = [*head.links("canonical"), head.first("og:url"), head.stated.address]
    for href in stated:
        address = absolute(href, head.base) if href else ""
        if address and (urlsplit(address).path.strip("/") or not urlsplit(given).path.strip("/")):
            return address.split("#")[0]
    return absolute(given, "")
