"""Node records, as plain data between the HTML parser and our rules, and the tree they make."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from articles.blocks import is_web_address


class Record(NamedTuple):
    """One element in document order; `parent` is the index of its parent's record, -1 at the root.

    `text` follows the start tag, `tail` the end tag. Attributes are only those that our rules read.
    """

    tag: str
    parent: int
    attributes: dict[str, str]
    text: str = ""
    tail: str = ""


@dataclass(frozen=True)
class Markup:
    """A page as the parser gives it: records, JSON-LD values, and what the body engines found.

    `readings` are the texts that the engines took for the story, the most trusted first, a line
    for each block. `guessed_date` is an ISO date found by looking everywhere, or "".
    """

    records: tuple[Record, ...]
    linked_data: tuple[object, ...] = ()
    readings: tuple[str, ...] = ()
    guessed_date: str = ""


@dataclass(eq=False, slots=True)
class Node:
    """An element with its family. `order` counts through the page; descendants end before `end`."""

    tag: str
    attributes: dict[str, str]
    text: str
    tail: str
    order: int
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)
    end: int = 0
    _words: str | None = None
    _text: str | None = None

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def names(self) -> str:
        """Class, id and other naming attributes in lower case, parted by spaces."""
        if self._words is None:
            self._words = " ".join(
                self.attributes[name] for name in _NAMING if name in self.attributes
            ).lower()
        return self._words

    def walk(self) -> "Iterator[Node]":
        """This node and its descendants in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def ancestors(self) -> "Iterator[Node]":
        """The parent, its parent, and so on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def before(self) -> "Node | None":
        """The sibling right before this element."""
        family = self.parent.children if self.parent else []
        at = bisect_left(family, self.order, key=_order)
        return family[at - 1] if at else None

    def holds(self, other: "Node") -> bool:
        return self.order <= other.order < self.end

    def spans(self, order: int) -> bool:
        """Whether this place of the page is in here."""
        return self.order <= order < self.end

    def find(self, *tags: str) -> "Iterator[Node]":
        return (node for node in self.walk() if node.tag in tags)


def _order(node: Node) -> int:
    return node.order


_NAMING = ("class", "id", "role", "itemprop", "aria-label", "data-testid", "data-component")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_WORTH_KEEPING = 1_000
_LINE_ENDS = re.compile(r"[\t\n\r]+")
_UNSEEN = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|visuallyhidden|screen-?reader(?:-text)?|offscreen"
    r"|assistive-text|u-hidden|is-hidden|a11y-hidden|(?:mw-)?edit-?(?:section|link))(?:$|[\s_-])"
)


def grow(records: tuple[Record, ...]) -> Node:
    """The tree of these records. ValueError if there are none."""
    if not records:
        raise ValueError("a page has at least one element")
    nodes: list[Node] = []
    for order, (tag, parent, attributes, text, tail) in enumerate(records):
        node = Node(tag, attributes, text, tail, order, nodes[parent] if parent >= 0 else None)
        if node.parent:
            node.parent.children.append(node)
        nodes.append(node)
    for node in reversed(nodes):
        node.end = node.children[-1].end if node.children else node.order + 1
    return nodes[0]


def is_hidden(node: Node) -> bool:
    """Whether an attribute or a name hides this element from sight."""
    return "hidden" in node.attributes or bool(_UNSEEN.search(node.get("class").lower()))


def words_of(node: Node) -> str:
    """The text inside a node as a browser would lay it out on one line."""
    if node._text is not None:
        return node._text
    parts: list[str] = []
    waiting: list[Node | str] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            parts.append(part)
        elif part is node or not is_hidden(part):
            parts.append(part.text)
            for child in reversed(part.children):
                space = " " if child.tag in BLOCKS or child.tag == "br" else ""
                waiting += [child.tail, space, child, space]
    text = collapse("".join(parts))
    if len(text) <= _WORTH_KEEPING:
        node._text = text
    return text


def collapse(text: str) -> str:
    """White space as a browser shows it; non-breaking spaces stay, save at the ends."""
    return _SPACE.sub(" ", text).strip()


def absolute(href: str, base: str) -> str:
    """The address that a link leads to, if that is http(s) with a host; otherwise ""."""
    href = _LINE_ENDS.sub("", href).strip(" ").replace(" ", "%20")
    try:
        address = urljoin(base or "https:", href) if base or href.startswith("//") else href
        parts = urlsplit(address)
        named = bool(parts.hostname)
    except ValueError:
        return ""
    return address if named and is_web_address(address) else ""


BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "picture",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
        "html",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
