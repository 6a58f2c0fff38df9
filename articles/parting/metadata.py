"""Headline, byline, date and the other facts about a story, from its page's head and header."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit

from articles.parting import labels
from articles.parting.bylines import clean_byline, has_byline_marker, is_name
from articles.parting.dates import parse_published
from articles.parting.head import Head
from articles.parting.node import Node, absolute, words_of
from articles.parting.pieces import Piece, is_unseen, word_count
from articles.parting.story import tokens

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?\d\d(?:[.,]\d+)?)? ?(Z|[+-]\d\d:?\d\d)?)?"
)
_PUBLISHED = (
    "article:published_time og:published_time datepublished parsely-pub-date sailthru.date"
    " article.published cxenseparse:recs:publishtime dc.date.issued dcterms.created dc.date"
    " dcterms.date publish-date pubdate publication_date article:published date originalpublicationdate"
).split()
_AUTHORS = (
    "author article:author parsely-author sailthru.author dc.creator dcterms.creator byl"
    " cxenseparse:author twitter:creator_name creator og:article:author"
).split()
_NAMED_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:by-?line\w*|authors?|auth?or-?name\w*|writer|reporter|contributor|creator|byauthor|"
    r"autore?s?|autor\w*|auteurs?|posted-?by|submitted|signature)(?:$|[\s_-]|__)"
)
_NO_AUTHOR = re.compile(r"bio|avatar|image|photo|social|follow|related|comment|more|tease")
_NAMED_DATE = re.compile(
    r"(?:^|[\s_-])(?:date\w*|datetime|time-?stamp|published?\w*|pub-?date|post-?date|entry-date|dateline|posted-on)(?:$|[\s_-])"
)
_NAMED_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:stand-?first|dek|deck|sub-?head(?:line|ing)?|sub-?title|summary|strap-?line|strap|chapo|"
    r"chapeau|catenaccio|sommario|bajada|entradilla|vorspann|teaser-?text|lead-?text|lede|intro\w*|"
    r"excerpt|abstract|description|article-?lead|kicker-?text|ingress|manchet|perex|underrubrik)(?:$|[\s_-]|__)"
)
_MINUTES = re.compile(
    r"\b(\d{1,2})\s*[-–]?\s*min(?:ute|uten|uti|uto|utos|utes|s)?\b\.?\s*"
    r"(?:s?\s*(?:read\b|to read|reading|de lecture|de lectura|lesezeit|lesedauer|di lettura|de leitura|leestid|"
    r"чтения|lexim))|(?:reading time|read time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|"
    r"tempo di lettura|tempo de leitura|время чтения|読了時間)\s*[:：]?\s*(?:ca\.?\s*|about\s*|~\s*)?(\d{1,2})\b",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """A field's value, the rule that found it in words for a person, and 0 ≤ confidence ≤ 1."""

    value: str
    rule: str
    confidence: float


NOTHING = Found("", "The page does not state it.", 0.9)


def publisher(head: Head, address: str) -> Found:
    """The outlet's name: as stated, as the title's suffix, or the host."""
    name = head.first("og:site_name") or html.unescape(head.stated.publisher)
    if name and not name.startswith("http"):
        return Found(name, "The page names its site.", 0.95)
    name = head.first("application-name", "dc.publisher", "publisher", "copyright-holder")
    if name and word_count(name) <= 6 and not name.startswith("http"):
        return Found(name, "A meta element names the publisher.", 0.8)
    if len(head.title_parts) > 1 and word_count(head.title_parts[-1]) <= 5:
        return Found(head.title_parts[-1], "It ends the page's title.", 0.7)
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return Found(host, "It is the page's host.", 0.5) if host else NOTHING


def headline(head: Head, site: str) -> tuple[Found, Node | None]:
    """The headline, and the element that shows it if one does."""
    stated = [head.first("og:title"), html.unescape(head.stated.headline), head.first("twitter:title")]
    claims = [text for text in [*stated, head.title] if text]
    shown = [node for node in head.root.find("h1") if not is_unseen(node)]
    for node in shown:
        text = words_of(node)
        if word_count(text) >= 2 and not _same(text, site) and any(_agrees(text, c) for c in claims):
            return Found(text, "A level 1 heading says what the page's title says.", 0.97), node
    return _unconfirmed_headline(head, site, stated, shown)


def _unconfirmed_headline(
    head: Head, site: str, stated: list[str], shown: list[Node]
) -> tuple[Found, Node | None]:
    claims = [_without_site(text, head, site) for text in [stated[1], stated[0], stated[2]] if text]
    bare = next((text for text in claims if text), "") or _without_site(head.title, head, site)
    for node in head.root.find("h2", "h3", "strong", "b", "font", "td", "p", "div"):
        if bare and node.end - node.order < 8 and _same(words_of(node), bare):
            return Found(words_of(node), "A line shows what the page's title says.", 0.85), node
    if len(shown) == 1 and word_count(words_of(shown[0])) >= 3:
        return Found(words_of(shown[0]), "It is the page's only level 1 heading.", 0.75), shown[0]
    if bare:
        return Found(bare, "It is the title that the page states; no heading shows it.", 0.65), None
    return Found("", "Neither a heading nor a title was found.", 0.2), None


def _without_site(text: str, head: Head, site: str) -> str:
    for mark in (" | ", " - ", " – ", " — ", " :: ", " • ", " · ", "｜", "|", " » ", " / "):
        before, _, after = text.rpartition(mark)
        if before and (_same(after, site) or (text == head.title and word_count(after) <= 4)):
            return before.strip() if word_count(before) > 1 else text
    return text


def _same(text: str, other: str) -> bool:
    return bool(text) and tokens(text) == tokens(other)


def _agrees(shown: str, claim: str) -> bool:
    """Whether one contains the other, or most of their words are the same."""
    ours, theirs = tokens(shown), tokens(claim)
    if not ours or not theirs:
        return False
    first, second = f" {' '.join(ours)} ", f" {' '.join(theirs)} "
    shared = len(set(ours) & set(theirs)) / max(1, min(len(set(ours)), len(set(theirs))))
    longer = max(len(ours), len(theirs))
    return first in second or second in first or (shared >= 0.75 and min(len(ours), len(theirs)) > 0.4 * longer)


def byline(head: Head, header: list[Piece], site: str) -> Found:
    """Names of the authors, joined by ", "."""
    stated = ", ".join(_names(map(html.unescape, head.stated.authors), site))
    if stated:
        return Found(stated, "The page states its author.", 0.95)
    metas = chain.from_iterable(head.metas.get(name, []) for name in _AUTHORS)
    stated = ", ".join(_names(metas, site))
    if stated:
        return Found(stated, "A meta element names the author.", 0.9)
    return _shown_byline(head, header, site)


def _names(texts: Iterable[str], site: str) -> Iterator[str]:
    seen: set[str] = set()
    for text in texts:
        if text.startswith("http") or "@" in text or "/" in text:
            continue
        names, _ = clean_byline(text, site)
        for name in names.split(", "):
            if name and name.casefold() not in seen and not _same(name, site):
                seen.add(name.casefold())
                yield name


def _shown_byline(head: Head, header: list[Piece], site: str) -> Found:
    near = {id(piece.node) for piece in header}
    for rank in ("rel", "class"):
        names = [
            words_of(node)
            for node in head.root.find("a", "span", "p", "div", "address", "li", "strong", "em", "h2", "h3", "h4", "h5", "cite")
            if _is_author(node, rank) and _near(node, near)
        ]
        joined = ", ".join(_names((name for name in names if len(name) < 120), site))
        if joined:
            return Found(joined, "An element near the headline is named for the author.", 0.8)
    for piece in header:
        if has_byline_marker(piece.text):
            names_found, _ = clean_byline(piece.text, site)
            if names_found:
                return Found(names_found, "A line near the headline begins as bylines do.", 0.8)
    return NOTHING


def _is_author(node: Node, rank: str) -> bool:
    if rank == "rel":
        return "author" in node.get("rel").split() or node.get("itemprop") == "author"
    return bool(_NAMED_AUTHOR.search(node.names)) and not _NO_AUTHOR.search(node.names)


def _near(node: Node, near: set[int]) -> bool:
    return any(id(each) in near for each in chain(node.walk(), node.ancestors()))


def published(head: Head, header: list[Piece]) -> Found:
    """When the story was published, as `Page.published` has it."""
    for text in [head.stated.published, *(head.first(name) for name in _PUBLISHED)]:
        if day := _moment(text):
            return Found(day, "The page states when it was published.", 0.95)
    for node, text in _times(head.root, header):
        if day := _moment(node.get("datetime") or node.get("content")) or parse_published(text) or "":
            return Found(day, "A time element near the headline gives it.", 0.85)
    for piece in header:
        if piece.size <= 40 and (day := parse_published(piece.text) or ""):
            return Found(day, "A line near the headline gives it.", 0.8)
    for node in head.root.find("span", "div", "p", "li", "small", "em", "font", "td"):
        if _NAMED_DATE.search(node.names) and (day := parse_published(words_of(node)[:200]) or ""):
            return Found(day, "An element named for a date gives it.", 0.65)
    if head.guessed_date:
        return Found(head.guessed_date, "It is the likeliest date on the page.", 0.55)
    return NOTHING


def _times(root: Node, header: list[Piece]) -> Iterator[tuple[Node, str]]:
    near = {id(piece.node) for piece in header}
    found = [node for node in root.walk() if node.tag == "time" or "datepublished" in node.names]
    found.sort(key=lambda node: ("datepublished" not in node.names, not _near(node, near), node.order))
    return ((node, words_of(node)) for node in found if "modified" not in node.names and "updated" not in node.names)


def _moment(text: str) -> str:
    """An ISO date, or time with its offset, from how machines write them; "" if it is neither."""
    match = _ISO.match(text.strip())
    if not match:
        return parse_published(text) or "" if text else ""
    year, month, day, hour, minute, offset = match.groups()
    if not ("1990" <= year <= "2100" and "01" <= month <= "12" and "01" <= day <= "31"):
        return ""
    stated = f"{year}-{month}-{day}"
    if not hour or not offset:
        return stated
    if offset != "Z" and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{stated}T{hour}:{minute}{offset}"


def standfirst(head: Head, header: list[Piece], story: list[Piece]) -> tuple[Found, Piece | None]:
    """The sentence or two that the page shows under its headline, and the piece that holds it."""
    body = {id(piece.node.parent) for piece in story[1:]}
    for piece in header:
        if not 4 <= piece.size <= 90 or piece.kind == "caption" or labels.is_chrome_line(piece.text):
            continue
        if _named_standfirst(piece.node):
            return Found(piece.text, "An element under the headline is named for it.", 0.9), piece
        if id(piece.node.parent) not in body and any(_agrees(piece.text, d) for d in head.descriptions):
            return Found(piece.text, "A line under the headline repeats the page's description.", 0.85), piece
    return NOTHING, None


def _named_standfirst(node: Node) -> bool:
    return any(
        _NAMED_STANDFIRST.search(each.get("class").lower() + " " + each.get("itemprop").lower())
        for each in [node, *list(node.ancestors())[:2]]
        if each.end - each.order < 12
    )


def reading_minutes(header: list[Piece]) -> int | None:
    """The printed reading time, if one is near the headline."""
    for piece in header:
        if piece.size <= 40 and (match := _MINUTES.search(piece.text)):
            return int(match[1] or match[2]) or None
    return None


def language(head: Head, text: str) -> str:
    """A BCP 47 tag, as the page states it or by its script and commonest words; "" if unknown."""
    lang = next((node.get("lang") for node in head.root.find("html")), "")
    for stated in (lang, head.first("og:locale"), head.stated.language, head.first("content-language")):
        tag = stated.split(",")[0].strip().replace("_", "-")
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", tag):
            return tag
    return guess_language(text)


_COMMON = {
    "en": "the and of to in that is was for with",
    "de": "der die und das nicht ist mit dem von den",
    "fr": "les des est une dans que pour qui sur pas",
    "es": "los las que una por con del para como pero",
    "it": "che della per non sono con del una gli anche",
    "pt": "que não uma para com os dos mais foi pelo",
    "nl": "het een van niet dat zijn met voor ook maar",
    "sq": "dhe për një në nga është të së me që",
    "tr": "bir ve bu için ile da olarak daha çok gibi",
    "pl": "się nie jest że na do oraz przez dla jak",
}
_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("fa", "پچژگ"),
    ("ar", "\u0600-\u06ff"),
    ("uk", "іїєґ"),
    ("ru", "\u0400-\u04ff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
)


def guess_language(text: str) -> str:
    """The language by script, else by which language's commonest words the text has most of."""
    sample = text[:4000].casefold()
    letters = sum(sign.isalpha() for sign in sample) or 1
    for tag, signs in _SCRIPTS:
        if len(re.findall(f"[{signs}]", sample)) > 0.02 * letters:
            return tag
    words = re.findall(r"[^\W\d_]+", sample)
    counts = {tag: sum(word in set(common.split()) for word in words) for tag, common in _COMMON.items()}
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] > 0.05 * max(1, len(words)) else ""


def canonical(head: Head) -> str:
    """The address that the page calls its own, unless that is a site's front page."""
    given = head.given_address
    stated = [*head.links("canonical"), head.first("og:url"), head.stated.address]
    for href in stated:
        address = absolute(href, head.base) if href else ""
        if address and (urlsplit(address).path.strip("/") or not urlsplit(given).path.strip("/")):
            return address.split("#")[0]
    return absolute(given, "")
