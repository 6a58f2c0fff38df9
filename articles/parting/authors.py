"""Who wrote the story, as the page's head or header states it."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from articles.parting.bylines import clean_byline, has_byline_marker, is_name
from articles.parting.dates import parse_published
from articles.parting.found import NOTHING, Found
from articles.parting.head import Head
from articles.parting.node import Node, words_of
from articles.parting.pieces import Piece
from articles.parting.story import tokens

_AUTHORS = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "cxenseparse:author",
    "twitter:creator_name",
    "creator",
    "og:article:author",
]
_NAMED_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:by-?line\w*|authors?|auth?or-?name\w*|writer|reporter|contributor|creator|byauthor|"
    r"autore?s?|autor\w*|auteurs?|posted-?by|submitted|signature|auth|authorcard|author-?card)(?:$|[\s_-]|__)"
)
_NO_AUTHOR = re.compile(r"bio|avatar|image|photo|social|follow|related|comment|more|tease")


_HOLDERS = (
    "a",
    "span",
    "p",
    "div",
    "address",
    "li",
    "strong",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "cite",
)
_NOBODY = re.compile(
    r"(?:wordpress)?admin\w*|publisher|webmaster|editor|anonym\w*|anónimo|guest|unknown|root|user|"
    r"(?:veröffentlicht |posted |written )?(?:von|by|por|par|di|in|vom|am)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:GmbH|AG|Inc|Ltd|LLC|e\.\s?V|Verlag|Verband|Corporation|S\.A)\b", re.IGNORECASE
)
_CREDIT = re.compile(r"(?:^|[\s_-])(?:credit|source|agency|agence|agentur|agencia)(?:$|[\s_-])")
_BAR = re.compile(r"\s+[·|•–—-]\s+")
_GLUED = re.compile(r"^(?:By|Von|Por|Par)(?=[A-ZÀ-Þ])")


def byline(head: Head, header: list[Piece], tail: list[Piece], site: str) -> Found:
    """Names of the authors, joined by ", ". `tail` is what stands around the story's end."""
    stated = ", ".join(_names(map(html.unescape, head.stated.authors), site))
    if stated:
        return Found(stated, "The page states its author.", 0.95)
    metas = chain.from_iterable(head.metas.get(name, []) for name in _AUTHORS)
    stated = ", ".join(_names(metas, site))
    if stated:
        return Found(stated, "A meta element names the author.", 0.9)
    for found in (
        _named(head, header, site, "near the headline", 0.8),
        _marked(header, site, "near the headline", 0.8),
        _dated(header, site),
        _credited(header, site),
        _named(head, tail, site, "after the story", 0.72),
        _marked(tail, site, "after the story", 0.7),
        _signed(tail, site),
    ):
        if found.value:
            return found
    return NOTHING


def _names(texts: Iterable[str], site: str) -> Iterator[str]:
    seen: set[str] = set()
    for text in texts:
        if text.startswith("http") or "@" in text or ("/" in text and " " not in text):
            continue
        names, _ = clean_byline(_GLUED.sub("", text), site)
        for name in names.split(", "):
            if name.casefold() not in seen and _is_somebody(name, site):
                seen.add(name.casefold())
                yield name


def _is_somebody(name: str, site: str) -> bool:
    if not name or _NOBODY.fullmatch(name) or _COMPANY.search(name):
        return False
    return "".join(tokens(name)) != "".join(tokens(site))


def _named(head: Head, pieces: list[Piece], site: str, where: str, confidence: float) -> Found:
    """From elements that are named for the author, those with rel or itemprop first."""
    near = {id(piece.node) for piece in pieces}
    for rank in ("rel", "class"):
        texts = [
            _author_text(node)
            for node in head.root.find(*_HOLDERS)
            if _is_author(node, rank) and is_near(node, near)
        ]
        joined = ", ".join(_names((text for text in texts if len(text) < 120), site))
        if joined:
            return Found(joined, f"An element {where} is named for the author.", confidence)
    return NOTHING


def _marked(pieces: list[Piece], site: str, where: str, confidence: float) -> Found:
    for text in _lines(pieces):
        if has_byline_marker(text) and len(text) < 160:
            names = ", ".join(_names([text], site))
            if names:
                return Found(names, f"A line {where} begins as bylines do.", confidence)
    return NOTHING


def _dated(header: list[Piece], site: str) -> Found:
    for text in _lines(header):
        if len(text) < 100 and parse_published(text):
            names = list(_names([text], site))
            if names and is_name(names[0]):
                return Found(", ".join(names), "It stands beside the date.", 0.7)
    return NOTHING


def _credited(header: list[Piece], site: str) -> Found:
    """An agency before the date, in an element that is named for the credit."""
    for piece in header:
        if piece.kind == "caption" or not _CREDIT.search(piece.node.names):
            continue
        name, *rest = _BAR.split(piece.text, maxsplit=1)
        words = name.split()
        titled = 1 < len(words) <= 4 and all(word[0].isupper() for word in words)
        if titled and rest and parse_published(rest[0]) and _is_somebody(name, site):
            return Found(name, "The line of credits names it before the date.", 0.65)
    return NOTHING


def _signed(tail: list[Piece], site: str) -> Found:
    """A name alone at the story's end, set apart from its words."""
    for piece in tail[:3]:
        stressed = any(node.tag in ("em", "i", "b", "strong") for node in piece.node.children)
        if (
            stressed
            and piece.size <= 4
            and is_name(piece.text)
            and list(_names([piece.text], site))
        ):
            return Found(piece.text, "It is signed at the end of the story.", 0.65)
    return NOTHING


def _lines(pieces: list[Piece]) -> Iterator[str]:
    """The parts that an element of a line sets apart, and the lines."""
    for piece in pieces:
        if piece.kind == "caption" or piece.size > 60:
            continue
        inner = (node for node in piece.node.children if node.tag in ("span", "b", "strong", "em"))
        yield from (words_of(node) for node in inner)
        yield piece.text


def _author_text(node: Node) -> str:
    """The name alone where the page sets it apart, and no label such as "Words:" before it."""
    named = (each for each in node.walk() if each.get("itemprop") == "name" and each is not node)
    linked = (each for each in node.find("a") if is_name(words_of(each)))
    links = list(linked) if node.tag != "a" else []
    text = ", ".join(map(words_of, links)) or words_of(next(named, node))
    return text if has_byline_marker(text) else re.sub(r"^[^\W\d]+\s?[:：]\s*", "", text)


def _is_author(node: Node, rank: str) -> bool:
    if rank == "rel":
        return "author" in node.get("rel").split() or node.get("itemprop") == "author"
    return bool(_NAMED_AUTHOR.search(node.names)) and not _NO_AUTHOR.search(node.names)


def is_near(node: Node, near: set[int]) -> bool:
    return any(id(each) in near for each in chain(node.walk(), node.ancestors()))


def is_named_author(node: Node) -> bool:
    """Whether the page names this element for whoever wrote the story."""
    return bool(_NAMED_AUTHOR.search(node.names))
