"""Lines at a story's end that are about its makers: notes on the author, credits, signatures."""

import re

from articles.parting.bylines import has_byline_marker, is_name
from articles.parting.labels import fold
from articles.parting.pieces import Piece

_STAFF = re.compile(
    r"^[(\[]?(?:(?:additional |with )?(?:reporting|writing|editing|research) (?:by|from)|edited by|"
    r"with (?:files|contributions|reporting) (?:from|by))\b",
    re.IGNORECASE,
)
_FIRST = 4
_LAST = 3


def without_makers(story: list[Piece], byline: str) -> list[Piece]:
    """The story without such lines among its last three pieces."""
    authors = [fold(name) for name in byline.split(", ") if " " in name]
    early, late = story[:-_LAST], story[-_LAST:]
    return early + [piece for piece in late if not _is_about_makers(piece, authors)]


def without_names(story: list[Piece], byline: str) -> list[Piece]:
    """The story without a line among its first four that only says the byline, or a name of it."""
    names = {fold(name) for name in [byline, *byline.split(", ")] if " " in name}
    early, late = story[:_FIRST], story[_FIRST:]
    return [piece for piece in early if fold(piece.text) not in names] + late


def _is_about_makers(piece: Piece, authors: list[str]) -> bool:
    if piece.kind not in ("paragraph", "heading") or piece.size > 60:
        return False
    if _STAFF.match(piece.text):
        return True
    opening = fold(piece.text)
    if any(opening.startswith(f"{author} ") for author in authors):
        return True
    signed = opening in authors or has_byline_marker(piece.text) or _is_set_apart_name(piece)
    return signed and piece.size <= 6 and piece.text[-1] not in ".!?"


def _is_set_apart_name(piece: Piece) -> bool:
    stressed = any(node.tag in ("em", "i", "b", "strong") for node in piece.node.children)
    return stressed and is_name(piece.text)
