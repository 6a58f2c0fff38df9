"""Pieces of a story as small HTML for the sanitiser, and blocks from what it lets through."""

import html
import re

from articles.blocks import Block, Link, one_line, tidy
from articles.parting.node import Node, absolute
from articles.parting.pieces import Piece

_TAGS = {"heading": "h2", "quote": "blockquote", "list_item": "li", "paragraph": "p"}
_KINDS = {tag: kind for kind, tag in _TAGS.items()}
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9]*")
_EMPHASIS = frozenset(("em", "i", "b", "strong"))
_SPACE = re.compile("[\x00-\x20\x7f\ud800-\udfff]+")
DEEPEST = 90


def html_of(piece: Piece) -> str:
    """One piece with the inline elements that the page had, and of attributes only href."""
    written: list[str] = []
    depth = 0
    for token in piece.tokens:
        if token.node is None:
            written.append(html.escape(token.words))
            continue
        depth += 1 if token.opens else -1
        if depth + (not token.opens) <= DEEPEST and _PLAIN_NAME.fullmatch(token.node.tag):
            written.append(_tag(token.node, token.opens))
    tag = _TAGS[piece.kind]
    return f"<{tag}>{''.join(written)}</{tag}>"


def _tag(node: Node, opens: bool) -> str:
    if not opens:
        return f"</{node.tag}>"
    href = node.get("href") if node.tag == "a" else ""
    return f'<{node.tag} href="{html.escape(href)}">' if href else f"<{node.tag}>"


def blocks_of(root: Node, base: str) -> tuple[Block, ...]:
    """A block for each element below the root that has words. Links are resolved against base."""
    blocks = (_block(node, base) for node in root.children)
    return tuple(block for block in blocks if block is not None)


def _block(node: Node, base: str) -> Block | None:
    text: list[str] = []
    links: list[Link] = []
    emphasis: list[tuple[int, int]] = []
    size = 0
    waiting: list[tuple[Node, int | None]] = [(node, None)]
    while waiting:
        inner, start = waiting.pop()
        if start is None:
            waiting.append((inner, size))
            words = inner.text
            waiting.extend((child, None) for child in reversed(inner.children))
        else:
            if inner.tag in _EMPHASIS:
                emphasis.append((start, size))
            if inner.tag == "a" and (href := absolute(inner.get("href"), base)):
                links.append(Link(start, size, href))
            words = inner.tail if inner is not node else ""
        text.append(words)
        size += len(words)
    return _collapsed(_KINDS.get(node.tag, "paragraph"), "".join(text), links, emphasis)


def _collapsed(
    kind: str, text: str, links: list[Link], emphasis: list[tuple[int, int]]
) -> Block | None:
    """White space as a browser would show it, and the spans moved along."""
    places, plain = _places(text)
    left = len(plain) - len(plain.lstrip())
    bare = plain.strip()
    if not bare:
        return None
    moved = [Link(places[link.start] - left, places[link.end] - left, link.href) for link in links]
    stressed = [(places[start] - left, places[end] - left) for start, end in emphasis]
    return Block(kind, one_line(bare), *tidy(bare, moved, stressed))


def _places(text: str) -> tuple[list[int], str]:
    """For each place in the text its place in the collapsed text, which comes second."""
    places: list[int] = []
    kept: list[str] = []
    spaced = True
    for sign in text:
        places.append(len(kept))
        blank = bool(_SPACE.match(sign))
        if blank and spaced:
            continue
        kept.append(" " if blank else sign)
        spaced = blank
    return [*places, len(kept)], "".join(kept)
