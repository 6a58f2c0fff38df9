"""The words under a page's pictures."""

import re
from collections.abc import Iterable

from articles.parting import labels
from articles.parting.bylines import has_byline_marker
from articles.parting.dates import is_date_line, parse_published
from articles.parting.node import Node, words_of
from articles.parting.pieces import Piece

_NAMED = re.compile(
    r"(?:^|[\s_-])\w*(?:caption|legend|legende|cutline|bildunterschrift|bildtext|photo-?text|pie-?de-?foto|didascalia|"
    r"cap|(?:pic|img|photo|image|foto|bild|figure)\w*[_-]*(?:desc|cap|meta|info|text|legend|credit|note|title)\w*)"
    r"(?:[\s_\d-]|$)|wp-caption-text|(?:^|[\s_-])(?:credits?|photo-?credit|image-?credit|copyright-?text)(?:$|[\s_-])"
)
_PICTURES = frozenset(("img", "amp-img", "picture", "figure"))
LONGEST = 90
_FRAME = 14


def is_caption(piece: Piece) -> bool:
    """Whether this piece stands under a picture as its caption or credit."""
    if piece.kind == "caption":
        return True
    if piece.size > LONGEST or piece.kind == "heading":
        return False
    if is_date_line(piece.text) or has_byline_marker(piece.text):
        return False
    if parse_published(piece.text) and piece.size < 12 and piece.text[-1] not in ".)":
        return False
    near = [piece.wrapper, piece.node]
    near += [node for node, _ in zip(piece.node.ancestors(), range(2), strict=False)]
    if any(_is_named(node) for node in near):
        return True
    return any(node.tag == "figure" or _frames(node, piece) for node in piece.node.ancestors())


def _is_named(node: Node) -> bool:
    small = node.end - node.order < 15
    return small and bool(_NAMED.search(node.get("class").lower())) and _is_short(node)


def _is_short(node: Node) -> bool:
    return len(words_of(node).split()) <= LONGEST


def _frames(node: Node, piece: Piece) -> bool:
    """Whether this is a small element with a picture, these words, and hardly anything else."""
    if node.end - node.order > _FRAME or node.tag in ("a", "article", "main", "body"):
        return False
    words = words_of(node)
    return (
        piece.size <= 40
        and len(words) <= len(piece.text) + 60
        and any(True for _ in node.find("img", "amp-img", "picture"))
    )


def follows_picture(piece: Piece) -> bool:
    """Whether the element just before this piece holds a picture and no words."""
    node = piece.node
    siblings = node.parent.children if node.parent else []
    before = [sibling for sibling in siblings if sibling.order < node.order]
    return bool(before) and _is_picture(before[-1])


def _is_picture(node: Node) -> bool:
    inside = list(node.walk())
    return any(each.tag in _PICTURES for each in inside) and not any(
        each.text.strip() for each in inside
    )


def captions(pieces: Iterable[Piece], first: int, last: int, story_first: int) -> tuple[str, ...]:
    """Captions between these places of the page, a picture's words and its credit joined."""
    found: list[tuple[Node | None, str]] = []
    for piece in pieces:
        if (
            not first <= piece.order < last
            or labels.is_chrome_line(piece.text)
            and piece.kind != "caption"
        ):
            continue
        lead = piece.order < story_first and piece.size <= LONGEST and follows_picture(piece)
        lead = lead and not is_date_line(piece.text) and not has_byline_marker(piece.text)
        if not (is_caption(piece) or lead) or _is_inside_a_link(piece):
            continue
        figure = _figure(piece.node)
        if found and figure is not None and found[-1][0] is figure:
            found[-1] = (figure, f"{found[-1][1]} {piece.text}")
        else:
            found.append((figure, piece.text))
    return tuple(dict.fromkeys(text for _, text in found))


def _is_inside_a_link(piece: Piece) -> bool:
    """Whether it is a line of a card that leads to another page."""
    return any(node.tag == "a" for node in piece.node.ancestors())


def _figure(node: Node) -> Node | None:
    return next((each for each in [node, *node.ancestors()] if each.tag == "figure"), None)
