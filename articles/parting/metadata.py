"""Headline, byline, date and the other facts about a story, from its page's head and header."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit

from articles.parting import labels
from articles.parting.bylines import clean_byline, has_byline_marker, is_name
from articles.parting.dates import find_updated, is_date_line, parse_published
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
    r"autore?s?|autor\w*|auteurs?|posted-?by|submitted|signature|auth|authorcard|author-?card)(?:$|[\s_-]|__)"
)
_NO_AUTHOR = re.compile(r"bio|avatar|image|photo|social|follow|related|comment|more|tease")
_NAMED_DATE = re.compile(
    r"(?:^|[\s_-])(?:date\w*|datetime|time-?stamp|published?\w*|pub-?date|post-?date|entry-date|dateline|posted-on)(?:$|[\s_-])"
)
_NAMED_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:stand-?first|sub|dek|deck|sub-?head(?:line|ing)?|sub-?title|summary|strap-?line|strap|chapo|"
    r"chapeau|catenaccio|sommario|bajada|entradilla|vorspann|teaser-?text|lead-?text|lede|intro\w*|"
    r"excerpt|abstract|description|(?:\w+-)?lead|lead-?in|kicker-?text|ingress|manchet|perex|underrubrik)(?:$|[\s_-]|__)"
)
_MINUTES = re.compile(
    r"\b(\d{1,2})\s*[-–]?\s*min(?:ute|uten|uti|uto|utos|utes|s)?\b\.?\s*"
    r"(?:s?\s*(?:read\b|to read|reading|de lecture|de lectura|lesezeit|lesedauer|di lettura|de leitura|leestid|"
    r"чтения|lexim))|(?:reading time|read time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|"
    r"lecture|tempo di lettura|tempo de leitura|время чтения|読了時間)\s*[:：]\s*(?:ca\.?\s*|about\s*|~\s*)?(\d{1,2})\b|"
    r"(?:^|[—–·•|]\s*)(\d{1,2}) ?min\.?$",
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
    if head.home_name:
        return Found(head.home_name, "The link to the front page and the title name it.", 0.85)
    shown = {tuple(tokens(words_of(node))) for node in head.root.find("h1")}
    names = [
        part
        for part in head.title_parts
        if word_count(part) <= 5 and not labels.is_section_name(part) and tuple(tokens(part)) not in shown
    ]
    if len(head.title_parts) > 1 and names:
        whole = words_of(head.root).casefold()
        names.sort(key=lambda part: whole.count(part.casefold()))
        return Found(names[-1], "The page's title names it.", 0.7)
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
    claims = [text for text in claims if not _same(text, site)]
    bare = next((text for text in claims if text), "") or _without_site(head.title, head, site)
    titled = {tuple(tokens(text)) for text in [bare, *head.title_parts] if word_count(text) > 2}
    for node in head.root.find("h2", "h3", "strong", "b", "font", "td", "p", "div", "span"):
        if node.end - node.order < 8 and tuple(tokens(words_of(node))) in titled:
            return Found(words_of(node), "A line shows what the page's title says.", 0.85), node
    if len(shown) == 1 and word_count(words_of(shown[0])) >= 3:
        return Found(words_of(shown[0]), "It is the page's only level 1 heading.", 0.75), shown[0]
    if bare and not _same(bare, site):
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
            _author_text(node)
            for node in head.root.find("a", "span", "p", "div", "address", "li", "strong", "em", "h2", "h3", "h4", "h5", "cite")
            if _is_author(node, rank) and _near(node, near)
        ]
        joined = ", ".join(_names((name for name in names if len(name) < 120), site))
        if joined:
            return Found(joined, "An element near the headline is named for the author.", 0.8)
    for text in _lines(header):
        if has_byline_marker(text) and (names_found := clean_byline(text, site)[0]):
            return Found(names_found, "A line near the headline begins as bylines do.", 0.8)
    for text in _lines(header):
        dated = len(text) < 100 and parse_published(text)
        if dated and (names_found := clean_byline(text, site)[0]) and is_name(names_found.split(", ")[0]):
            return Found(names_found, "It stands beside the date.", 0.7)
    return NOTHING


def _lines(header: list[Piece]) -> Iterator[str]:
    """The header's lines, and the parts that an element of a line sets apart."""
    for piece in header:
        if piece.kind == "caption" or piece.size > 60:
            continue
        yield piece.text
        yield from (words_of(node) for node in piece.node.children if node.tag in ("span", "b", "strong", "em"))


def _author_text(node: Node) -> str:
    """The name alone where microdata sets it apart, and no label such as "Words:" before it."""
    inner = next((each for each in node.walk() if each.get("itemprop") == "name" and each is not node), node)
    text = words_of(inner)
    return text if has_byline_marker(text) else re.sub(r"^[^\W\d]+\s?[:：]\s*", "", text)


def _is_author(node: Node, rank: str) -> bool:
    if rank == "rel":
        return "author" in node.get("rel").split() or node.get("itemprop") == "author"
    return bool(_NAMED_AUTHOR.search(node.names)) and not _NO_AUTHOR.search(node.names)


def _near(node: Node, near: set[int]) -> bool:
    return any(id(each) in near for each in chain(node.walk(), node.ancestors()))


def published(head: Head, header: list[Piece], pieces: list[Piece]) -> Found:
    """When the story was published, as `Page.published` has it."""
    for text in [head.stated.published, *(head.first(name) for name in _PUBLISHED)]:
        if day := _moment(text):
            return Found(day, "The page states when it was published.", 0.95)
    for node, text in _times(head.root, header):
        if day := _moment(node.get("datetime") or node.get("content")) or _printed(text):
            return Found(day, "A time element near the headline gives it.", 0.85)
    for piece in header:
        if _may_date(piece) and (day := _printed(piece.text)):
            return Found(day, "A line near the headline gives it.", 0.8)
    for node in head.root.find("span", "div", "p", "li", "small", "em", "font", "td"):
        if _NAMED_DATE.search(node.names) and (day := _printed(words_of(node)[:200])):
            return Found(day, "An element named for a date gives it.", 0.65)
    if head.guessed_date and not any(_is_update(piece, head.guessed_date) for piece in pieces):
        return Found(head.guessed_date, "It is the likeliest date on the page.", 0.55)
    return NOTHING


def _printed(text: str) -> str:
    """The printed day or moment in a line; "" without one, or if it is of another age."""
    return _moment_of(parse_published(text) or "")


def _is_update(piece: Piece, day: str) -> bool:
    """Whether this line says that the page was edited on that day."""
    updated = find_updated(piece.text) if piece.size <= 40 else None
    return updated is not None and updated.iso.startswith(day)


def _may_date(piece: Piece) -> bool:
    if piece.kind == "caption" or piece.size > 40:
        return False
    return piece.size <= 20 or is_date_line(piece.text) or bool(_NAMED_DATE.search(piece.node.names))


def _times(root: Node, header: list[Piece]) -> Iterator[tuple[Node, str]]:
    near = {id(piece.node) for piece in header}
    found = [node for node in root.walk() if node.tag == "time" or "datepublished" in node.names]
    found.sort(key=lambda node: ("datepublished" not in node.names, not _near(node, near), node.order))
    return ((node, words_of(node)) for node in found if "modified" not in node.names and "updated" not in node.names)


def _moment(text: str) -> str:
    """An ISO date, or time with its offset, from how machines write them; "" if it is neither."""
    return _moment_of(text) or (_printed(text) if text and not _ISO.match(text.strip()) else "")


def _moment_of(text: str) -> str:
    match = _ISO.match(text.strip())
    if not match:
        return ""
    year, month, day, hour, minute, offset = match.groups()
    if not ("1985" <= year <= "2100" and "01" <= month <= "12" and "01" <= day <= "31"):
        return ""
    stated = f"{year}-{month}-{day}"
    if not hour or not offset:
        return stated
    if offset != "Z" and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{stated}T{hour}:{minute}{offset}"


def standfirst(
    head: Head, header: list[Piece], story: list[Piece], shown: Node | None
) -> tuple[Found, Piece | None]:
    """The sentence or two that the page shows under its headline, and the piece that holds it."""
    body = body_of(story)
    start = story[1].order if len(story) > 1 else body.end
    for piece in header:
        if not 4 <= piece.size <= 90 or not _may_stand_first(piece) or piece.order >= start:
            continue
        if _named_standfirst(piece.node):
            return Found(piece.text, "An element under the headline is named for it.", 0.9), piece
        if piece.node.parent is body:
            continue
        if any(_agrees(piece.text, description) for description in head.descriptions):
            return Found(piece.text, "A line under the headline repeats the page's description.", 0.85), piece
        if piece.size >= 7 and shown is not None and piece.node.parent is shown.parent and _follows(piece, shown):
            return Found(piece.text, "It comes right after the headline, apart from the story.", 0.75), piece
    return NOTHING, None


def line_above(story: list[Piece]) -> Found:
    """A page without any title: the story's first line, if that could be one."""
    if not story or not _may_head(story[0]):
        return Found("", "Neither a heading nor a title was found.", 0.2)
    return Found(story[0].text, "It is the first line of the story.", 0.5)


def _may_head(piece: Piece) -> bool:
    return _may_stand_first(piece) and 3 <= piece.size <= 25 and piece.text[-1] not in ".:;,"


def body_of(story: list[Piece]) -> Node:
    """The element in which most words of the story's paragraphs stand directly."""
    weights: Counter[Node] = Counter()
    for piece in story:
        weights[piece.node.parent or piece.node] += piece.size
    return weights.most_common(1)[0][0]


def _may_stand_first(piece: Piece) -> bool:
    text = piece.text
    return (
        piece.kind not in ("caption", "list_item")
        and piece.linked < 0.5
        and not labels.is_chrome_line(text)
        and not is_date_line(text)
        and not has_byline_marker(text)
        and not parse_published(text)
        and not _NAMED_AUTHOR.search(piece.node.names)
    )


def _follows(piece: Piece, shown: Node) -> bool:
    siblings = shown.parent.children if shown.parent else []
    after = [node for node in siblings if node.order > shown.order and node.tag not in ("br", "img")]
    return bool(after) and after[0] is piece.node


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
            return int(match[1] or match[2] or match[3]) or None
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
