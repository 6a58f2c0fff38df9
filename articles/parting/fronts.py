"""Whether what was read as a story is a list of other stories, each with a few words of its own."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from articles.parting.links import Item
from articles.parting.node import BLOCKS
from articles.parting.pieces import Piece, cut, word_count

LEAST_CARDS = 4
_MOST_IN_A_CARD = 4


def cards(rows: list[Item]) -> list[Item]:
    """The rows that begin with a linked headline and go on with words about it."""
    return [row for row in rows if _is_card(row)]


def is_made_of(story: Sequence[Piece], rows: list[Item]) -> bool:
    """Whether most words of these pieces stand in four cards or more."""
    found = cards(rows)
    found.sort(key=lambda row: row.node.order)
    starts = [row.node.order for row in found]
    inside: Counter[int] = Counter()
    for piece in story:
        at = bisect_right(starts, piece.order) - 1
        if at >= 0 and found[at].node.spans(piece.order):
            inside[at] += piece.size
    whole = sum(piece.size for piece in story)
    return len(inside) >= LEAST_CARDS and inside.total() >= 0.7 * whole


def _is_card(row: Item) -> bool:
    if row.node.tag not in BLOCKS | {"a"} or row.node.tag == "p":
        return False
    pieces = [piece for piece in cut(row.node) if piece.kind != "caption"]
    if not 2 <= len(pieces) <= _MOST_IN_A_CARD + 1:
        return False
    head, *rest = pieces
    invited = head.kind == "heading" and any(piece.linked > 0.8 for piece in rest)
    linked = head.linked > 0.8 or row.node.tag == "a" or invited
    return linked and head.size <= 25 and sum(word_count(piece.text) for piece in rest) >= 6
