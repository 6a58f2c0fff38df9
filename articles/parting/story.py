"""Which pieces of a page are its story: what the engines read, completed from the page's tree."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from articles.parting import labels
from articles.parting.node import Node
from articles.parting.pieces import Piece

COVERED = 0.7
_TOKEN = re.compile(
    "[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+"
)
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|recommend\w*|newsletter\w*|sign-?up|subscri\w+|share|sharing|"
    r"social\w*|author-?(?:bio|box|info|card)|about-author|bio|comments?|comment-?list|disqus\w*|promo\w*|"
    r"advert\w*|ad-?slot|sponsor\w*|cookie\w*|consent\w*|gdpr|tags?|tag-?list|keywords|breadcrumbs?|"
    r"toolbar|read-?more|see-?also|most-?read|popular|trending|teasers?|outbrain|taboola|caption\w*|"
    r"credits?|byline\w*|dateline-?meta|timestamp|dek-?meta|pull-?quote\w*|pullquote|pagination|pager|"
    r"donat\w+|toc|navbox|infobox|(?:foot|end)?notes?|references|reflist|skip-?link\w*|affiliate\w*|"
    r"twitter-tweet\w*|instagram-media|fb-post|tiktok-embed)"
    r"(?:$|[\s_-])"
)
_APART = frozenset(("nav", "form", "footer", "aside", "figure", "header", "menu"))
_NEVER = frozenset(("nav", "form", "menu"))
_BOX = 20


@dataclass(frozen=True)
class Core:
    """The pieces that the engines read, and the element that holds most of them."""

    root: Node
    pieces: tuple[Piece, ...]
    weights: Counter[Node]

    @property
    def first(self) -> int:
        return self.pieces[0].order

    @property
    def last(self) -> int:
        return self.pieces[-1].node.end


class Reading:
    """One engine's reading, asked how much of a text it holds."""

    def __init__(self, text: str) -> None:
        self.lines = {tuple(tokens(line)) for line in text.split("\n")}
        self.grams = set(_grams(tokens(text)))

    def share(self, text: str) -> float:
        """Which share of this text's word sequences the reading has, 0 to 1."""
        words = tokens(text)
        if len(words) < 4:
            return float(tuple(words) in self.lines)
        grams = _grams(words)
        return sum(gram in self.grams for gram in grams) / len(grams)


def tokens(text: str) -> list[str]:
    return [token.casefold() for token in _TOKEN.findall(text)]


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + 4]) for at in range(len(words) - 3)]


def core(pieces: list[Piece], readings: Iterable[str]) -> Core | None:
    """What the first reading that fits this page says; None if no reading does."""
    for text in readings:
        reading = Reading(text)
        found = [piece for piece in pieces if reading.share(piece.text) >= COVERED]
        if found:
            weights = _weights(found)
            root = _root(weights)
            inside = [
                piece
                for piece in found
                if root.holds(piece.node)
                or (piece.size >= 12 and not _is_foreign(piece, root, weights))
            ]
            return Core(root, tuple(inside), weights)
    return None


def _weights(pieces: Iterable[Piece]) -> Counter[Node]:
    """How many words of these pieces each element holds."""
    weights: Counter[Node] = Counter()
    for piece in pieces:
        weights[piece.node] += piece.size
        for ancestor in piece.node.ancestors():
            weights[ancestor] += piece.size
    return weights


def _root(weights: Counter[Node]) -> Node:
    """The deepest element with four fifths of the words."""
    most = max(weights.values())
    heavy = [node for node, weight in weights.items() if weight >= 0.8 * most]
    return max(heavy, key=lambda node: node.order)


def _is_foreign(piece: Piece, root: Node, weights: Counter[Node]) -> bool:
    """Whether it stands in an element that is named for something beside the story.

    An element that holds much of the story is part of it, whatever its name.
    """
    most = max(weights.values())
    inner = takewhile(
        lambda node: node is not root and node.tag not in ("body", "html", "main", "article"),
        (piece.node, *piece.node.ancestors()),
    )
    return any(
        weights[node] <= 0.25 * most
        and (node.tag in _NEVER or bool(_FOREIGN.search(node.names)) or _asks_for_email(node))
        for node in inner
    )


def _asks_for_email(node: Node) -> bool:
    """Whether this is a small box with a field for the reader's e-mail address."""
    return node.end - node.order <= _BOX and any(True for _ in node.find("input"))


def choose(pieces: list[Piece], found: Core, taken: Iterable[Node]) -> list[Piece]:
    """The story's pieces in order, without what stands in the taken elements."""
    apart = [(node.order, node.end) for node in taken]
    read = set(map(id, found.pieces))
    chosen: list[Piece] = []
    for piece in pieces:
        if any(start <= piece.order < end for start, end in apart) or piece.kind == "caption":
            continue
        wanted = id(piece) in read or _completes(piece, found)
        if wanted and not _is_beside(piece, found):
            chosen.append(piece)
    return _without_loose_headings(_without_repeats(chosen))


def _completes(piece: Piece, found: Core) -> bool:
    """Whether the engines passed over a piece that stands among what they read."""
    if not (found.first < piece.order < found.last and found.root.holds(piece.node)):
        return False
    linked = piece.linked > 0.5 and piece.kind != "heading"
    if linked or _is_foreign(piece, found.root, found.weights):
        return False
    return not any(
        ancestor.tag in _APART for ancestor in (piece.node, *_up_to(piece.node, found.root))
    )


def _up_to(node: Node, root: Node) -> list[Node]:
    return list(takewhile(lambda ancestor: ancestor is not root, node.ancestors()))


def _is_beside(piece: Piece, found: Core) -> bool:
    """Whether these words are never a story's, wherever they stand."""
    text = piece.text
    if (
        not re.search(r"\w", text)
        or labels.is_chrome_line(text)
        or _is_foreign(piece, found.root, found.weights)
    ):
        return True
    if piece.linked > 0.4 and labels.inline_teaser(text):
        return True
    if piece.linked > 0.9 and piece.size < 30 and piece.kind != "heading":
        return True
    if labels.is_related_label(text) and piece.kind != "paragraph":
        return True
    return piece.kind == "heading" and piece.node.tag == "h1"


def _without_repeats(chosen: list[Piece]) -> list[Piece]:
    """Pulled quotes and teased lines say again what a longer piece says."""
    whole = "\n".join(" ".join(tokens(piece.text)) for piece in chosen)
    kept: list[Piece] = []
    seen: dict[str, Node | None] = {}
    for piece in chosen:
        words = " ".join(tokens(piece.text))
        again = piece.size >= 12 and words in seen and seen[words] is not piece.node.parent
        pulled = piece.kind == "quote" and piece.size > 3 and whole.count(words) > 1
        if not again and not pulled:
            kept.append(piece)
        seen.setdefault(words, piece.node.parent)
    return kept


def _without_loose_headings(chosen: list[Piece]) -> list[Piece]:
    while chosen and chosen[-1].kind == "heading":
        chosen = chosen[:-1]
    return chosen
