"""The sentence or two that a page shows between headline and story."""

import re
from collections import Counter

from articles.parting import labels
from articles.parting.authors import is_named_author
from articles.parting.bylines import has_byline_marker
from articles.parting.dates import is_date_line, parse_published
from articles.parting.found import NOTHING, Found
from articles.parting.head import Head
from articles.parting.headlines import agrees
from articles.parting.node import Node, words_of
from articles.parting.pieces import Piece

_NAMED_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:stand-?first|sub|dek|deck|sub-?head(?:line|ing)?|sub-?title|summary|strap-?line|strap|chapo|"
    r"chapeau|catenaccio|sommario|bajada|entradilla|vorspann|teaser-?text|lead-?text|lede|intro\w*|"
    r"excerpt|abstract|description|(?:\w+-)?lead(?=\s|$)|lead-?in|kicker-?text|ingress|manchet|perex|underrubrik)(?:$|[\s_-]|__)"
)


def standfirst(
    head: Head, header: list[Piece], story: list[Piece], shown: Node | None
) -> tuple[Found, Piece | None]:
    """The sentence or two that the page shows under its headline, and the piece that holds it."""
    body = body_of(story)
    start = story[1].order if len(story) > 1 else body.end
    for piece, following in zip(header, [*header[1:], None], strict=False):
        if not 4 <= piece.size <= 90 or not _may_stand_first(piece) or piece.order >= start:
            continue
        if shown is not None and piece.text == words_of(shown):
            continue
        if _named_standfirst(piece.node):
            return Found(piece.text, "An element under the headline is named for it.", 0.9), piece
        rule, confidence = _why(piece, following, head, shown, body)
        if rule:
            return Found(piece.text, rule, confidence), piece
    return NOTHING, None


def _why(
    piece: Piece, following: Piece | None, head: Head, shown: Node | None, body: Node
) -> tuple[str, float]:
    """Why an unnamed line is the standfirst, and how surely; "" if it is not."""
    below = shown is not None and piece.order >= shown.end
    if below and piece.kind == "heading":
        return "It is a smaller heading right under the headline.", 0.8
    if below and following is not None and _is_credit(following):
        return "It stands between the headline and the byline or date.", 0.8
    if piece.node.parent is body:
        return "", 0.0
    if any(agrees(piece.text, description) for description in head.descriptions):
        return "A line under the headline repeats the page's description.", 0.85
    if piece.size >= 7 and shown is not None and piece.node.parent is shown.parent:
        return ("It comes right after the headline.", 0.75) if _follows(piece, shown) else ("", 0.0)
    return "", 0.0


def _is_credit(piece: Piece) -> bool:
    if piece.node.tag == "address" or is_named_author(piece.node):
        return True
    return piece.size <= 25 and (has_byline_marker(piece.text) or is_date_line(piece.text))


def body_of(story: list[Piece]) -> Node:
    """The element in which most words of the story's paragraphs stand directly.

    Where each part of the story has an element of its own, it is the first of the large ones.
    """
    weights: Counter[Node] = Counter()
    for piece in story:
        weights[piece.node.parent or piece.node] += piece.size
    body, most = weights.most_common(1)[0]
    if 2 * most >= weights.total():
        return body
    return min((node for node in weights if weights[node] >= 0.4 * most), key=_order)


def _order(node: Node) -> int:
    return node.order


def _may_stand_first(piece: Piece) -> bool:
    text = piece.text
    return (
        piece.kind not in ("caption", "list_item")
        and piece.linked < 0.5
        and not labels.is_chrome_line(text)
        and not is_date_line(text)
        and not has_byline_marker(text)
        and not parse_published(text)
        and not is_named_author(piece.node)
    )


def _follows(piece: Piece, shown: Node) -> bool:
    siblings = shown.parent.children if shown.parent else []
    after = [
        node for node in siblings if node.order > shown.order and node.tag not in ("br", "img")
    ]
    return bool(after) and after[0] is piece.node


def _named_standfirst(node: Node) -> bool:
    return any(
        _NAMED_STANDFIRST.search(each.get("class").lower() + " " + each.get("itemprop").lower())
        for each in [node, *list(node.ancestors())[:2]]
        if each.end - each.order < 12
    )
