"""A page's tree as a row of pieces: each a block of text with its inline mark-up, as laid out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from articles.parting.node import BLOCKS, HEADINGS, Node, collapse, is_hidden, words_of

_KINDS = {
    "blockquote": "quote",
    "li": "list_item",
    "dt": "list_item",
    "dd": "list_item",
    "figcaption": "caption",
    "caption": "caption",
    **dict.fromkeys(HEADINGS, "heading"),
}
_SKIPPED = frozenset(("button", "head", "rt", "rp", "dialog", "label", "fieldset", "progress"))
# A whole page may be hidden from screen readers while a dialog is open; a decoration is short.
_DECORATION = 60


class Token(NamedTuple):
    """Words, or where an inline element opens or closes; `words` empty then."""

    words: str
    node: Node | None = None
    opens: bool = False


@dataclass(eq=False)
class Piece:
    """One block of text. `kind` is a block's kind or caption; `node` the element it stands in.

    `order` is its first word's place in the page, comparable with the orders of nodes.
    """

    kind: str
    node: Node
    tokens: list[Token]
    order: int

    @cached_property
    def text(self) -> str:
        return collapse("".join(token.words for token in self.tokens))

    @cached_property
    def linked(self) -> float:
        """Which share of the characters is inside links."""
        inside = linked = 0
        for token in self.tokens:
            if token.node is not None and token.node.tag == "a":
                inside += 1 if token.opens else -1
            elif inside > 0:
                linked += len(token.words.strip())
        return min(1.0, linked / max(1, len(self.text)))

    @cached_property
    def wrapper(self) -> Node:
        """The inline element around all its words, if there is one; else the element itself."""
        first = next((token.node for token in self.tokens if token.opens), None)
        return first if first is not None and words_of(first) == self.text else self.node

    @cached_property
    def size(self) -> int:
        """How many words; a sign of a script without spaces is half a word."""
        return word_count(self.text)


_TWO_WORDS = re.compile(r"\s*\S+\s+\S")
_SIGN = re.compile(r"\S")
_DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def word_count(text: str) -> int:
    """Words parted by spaces; in scripts without spaces two signs are one."""
    dense = len(_DENSE.findall(text))
    return len(_DENSE.sub(" ", text).split()) + dense // 2 if dense else len(text.split())


def links_in_prose(pieces: Iterable[Piece]) -> set[Node]:
    """Links with words before them in their piece, or after them in the same sentence."""
    return {link for piece in pieces if piece.linked < 0.6 for link in _links_within(piece)}


def _links_within(piece: Piece) -> Iterator[Node]:
    text = "".join(token.words for token in piece.tokens)
    begun = _TWO_WORDS.match(text)
    at = 0
    for token in piece.tokens:
        at += len(token.words)
        if token.node is None or token.node.tag != "a":
            continue
        after = _SIGN.search(text, at)
        if (
            token.opens
            and begun
            and at >= begun.end()
            or not token.opens
            and after
            and after[0].islower()
        ):
            yield token.node


def is_unseen(node: Node) -> bool:
    """Whether this element is hidden, or a decoration that is not meant to be read."""
    if is_hidden(node):
        return True
    return node.get("aria-hidden") == "true" and word_count(words_of(node)) <= _DECORATION


def cut(root: Node, *, lines: bool = False) -> list[Piece]:
    """The pieces below this node in order; a piece for every line, if `lines`."""
    walker = _Walker(lines)
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting:
        node, leaving = waiting.pop()
        if leaving:
            walker.leave(node)
        elif node is not root and (node.tag in _SKIPPED or is_unseen(node)):
            walker.say(node.tail)
        else:
            walker.enter(node)
            waiting.append((node, True))
            waiting.extend((child, False) for child in reversed(node.children))
    walker.close()
    return [piece for piece in walker.pieces if piece.text]


class _Walker:
    def __init__(self, lines: bool) -> None:
        self.lines = lines
        self.pieces: list[Piece] = []
        self.tokens: list[Token] = []
        self.inline: list[Node] = []
        self.blocks: list[Node] = []
        self.breaks = 0
        self.at = 0
        self.start: int | None = None

    def enter(self, node: Node) -> None:
        self.at = node.order
        if node.tag == "br":
            self._break(node)
        elif node.tag in ("td", "th") and _is_cell(node):
            self.say(" ")
        elif node.tag in BLOCKS:
            self.close()
            self.blocks.append(node)
        else:
            self.inline.append(node)
            self.tokens.append(Token("", node, True))
        self.say(node.text)

    def leave(self, node: Node) -> None:
        # words after a line break must not share their place with the element after them
        self.at = node.order if node.tag == "br" else node.end
        if self.blocks and self.blocks[-1] is node:
            self.close()
            self.blocks.pop()
        elif self.inline and self.inline[-1] is node:
            self.inline.pop()
            self.tokens.append(Token("", node))
        self.say(node.tail)

    def say(self, words: str) -> None:
        if not words:
            return
        self.tokens.append(Token(words))
        if words.strip():
            self.breaks = 0
            self.start = self.at if self.start is None else self.start

    def close(self) -> None:
        """End the piece here; the inline elements still open go on in the next one."""
        if self.blocks and self.start is not None:
            ended = [Token("", node) for node in reversed(self.inline)]
            block = self.blocks[-1]
            self.pieces.append(Piece(_kind(block), block, self.tokens + ended, self.start))
            self.start = None
        self.tokens = [Token("", node, True) for node in self.inline]
        self.breaks = 0

    def _break(self, node: Node) -> None:
        self.breaks += 1
        if self.lines or self.breaks > 1 or _parts_elements(node):
            self.close()
        else:
            self.tokens.append(Token(" "))


def _parts_elements(line_break: Node) -> bool:
    """Whether the break stands between two elements and not within running words."""
    family = line_break.parent.children if line_break.parent else []
    at = family.index(line_break)
    before, after = family[at - 1] if at else None, family[at + 1] if at + 1 < len(family) else None
    return (
        before is not None
        and after is not None
        and not before.tail.strip()
        and not line_break.tail.strip()
        and not {before.tag, after.tag} & {"a", "br"}
    )


def _is_cell(node: Node) -> bool:
    """Whether this is a cell of data, whose row reads as one line, and not of a page's layout."""
    row = node.parent
    if row is None or row.tag != "tr" or len(row.children) < 2:
        return False
    return not any(inner.tag in BLOCKS - {"td", "th"} for inner in _below(row))


def _below(node: Node) -> Iterator[Node]:
    return (inner for inner in node.walk() if inner is not node)


def _kind(block: Node) -> str:
    if block.tag in _KINDS:
        return _KINDS[block.tag]
    for ancestor in block.ancestors():
        if ancestor.tag in _KINDS and ancestor.tag not in HEADINGS:
            return _KINDS[ancestor.tag]
        if ancestor.tag in ("article", "section", "aside", "table"):
            break
    return "paragraph"
