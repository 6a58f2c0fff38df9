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
            if name and name.casefold() not in seen and tokens(name) != tokens(site):
                seen.add(name.casefold())
                yield name


def _shown_byline(head: Head, header: list[Piece], site: str) -> Found:
    near = {id(piece.node) for piece in header}
    for rank in ("rel", "class"):
        names = [
            _author_text(node)
            for node in head.root.find(
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
            if _is_author(node, rank) and is_near(node, near)
        ]
        joined = ", ".join(_names((name for name in names if len(name) < 120), site))
        if joined:
            return Found(joined, "An element near the headline is named for the author.", 0.8)
    for text in _lines(header):
        if has_byline_marker(text) and (names_found := clean_byline(text, site)[0]):
            return Found(names_found, "A line near the headline begins as bylines do.", 0.8)
    for text in _lines(header):
        dated = len(text) < 100 and parse_published(text)
        if (
            dated
            and (names_found := clean_byline(text, site)[0])
            and is_name(names_found.split(", ")[0])
        ):
            return Found(names_found, "It stands beside the date.", 0.7)
    return NOTHING


def _lines(header: list[Piece]) -> Iterator[str]:
    """The header's lines, and the parts that an element of a line sets apart."""
    for piece in header:
        if piece.kind == "caption" or piece.size > 60:
            continue
        yield piece.text
        yield from (
            words_of(node)
            for node in piece.node.children
            if node.tag in ("span", "b", "strong", "em")
        )


def _author_text(node: Node) -> str:
    """The name alone where microdata sets it apart, and no label such as "Words:" before it."""
    inner = next(
        (each for each in node.walk() if each.get("itemprop") == "name" and each is not node), node
    )
    text = words_of(inner)
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
