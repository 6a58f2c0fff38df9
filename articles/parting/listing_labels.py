"""Which line is the label over a list of links."""

import re
from bisect import bisect_left

from articles.parting import labels
from articles.parting.links import Item
from articles.parting.node import BLOCKS, HEADINGS, Node, collapse, words_of
from articles.parting.pieces import is_unseen, word_count
from articles.parting.story import Core

_FURTHEST = 60
_LABEL_NAME = re.compile(
    r"(?:^|[\s_-])\w*(?:title|head\w*|label|hd|caption|legend|name|kop)\w*(?:$|[\s_-])"
)


class Rows:
    """All items of a page, asked which of them an element holds."""

    def __init__(self, found: list[Item]) -> None:
        self._items = sorted(found, key=lambda item: item.node.order)
        self._orders = [item.node.order for item in self._items]

    def within(self, node: Node) -> list[Item]:
        """The items in this element."""
        return self._items[
            bisect_left(self._orders, node.order) : bisect_left(self._orders, node.end)
        ]

    def fill(self, node: Node) -> bool:
        """Whether most of this element's words are items', or it is a part of one."""
        at = bisect_left(self._orders, node.order)
        if at and self._items[at - 1].node.holds(node):
            return True
        words = sum(word_count(words_of(item.node)) for item in self.within(node))
        return words >= 0.6 * word_count(words_of(node))


def over(run: list[Item], found: Rows, story: Core | None) -> tuple[str, Node | None]:
    """The nearest label before these items, looking outwards past other items, and its element.

    `run` are items of one container, `found` all items of the page.
    """
    inside = run[0].node
    container = inside.parent or inside
    if labels.is_related_label(container.text) or labels.is_sponsored_label(container.text):
        return collapse(container.text).rstrip(":：").rstrip(), container
    for node in [container, *list(container.ancestors())[:4]]:
        around = story is not None and node is not story.root and node.holds(story.root)
        for child in reversed(node.children[: node.children.index(inside)][-_FURTHEST:]):
            if story is not None and child is not story.root and child.spans(story.first):
                break
            if _heads(child, inside) and len(run) > 1:
                return _text(child), child
            if label := _label_in(child, found):
                return _text(label), label
            if word_count(words_of(child)) > 3 and not _is_made_of(child, found, inside):
                return _named(container), None
        inside = node
        if around or (story is not None and node is story.root):
            break
    return _named(container), None


def _label_in(node: Node, found: Rows) -> Node | None:
    """This element, or the heading in it, if that is a label and no item."""
    if is_unseen(node):
        return None
    inner = next((each for each in node.walk() if each.tag in HEADINGS), None)
    if inner is not None and word_count(words_of(node)) < 20 and is_label(inner):
        known = labels.is_related_label(words_of(inner))
        if not found.within(inner if known else node):
            return inner
    return node if is_label(node) else None


def _is_made_of(node: Node, found: Rows, inside: Node) -> bool:
    """Whether these are more items of the same list, and not something else before it."""
    if (node.tag, node.get("class")) == (inside.tag, inside.get("class")) and inside.get("class"):
        return True
    same = node.tag == inside.tag and node.tag in ("li", "ul", "ol")
    return same or found.fill(node)


def _named(container: Node) -> str:
    for node in [container, *list(container.ancestors())[:3]]:
        if labels.is_related_label(node.get("aria-label")):
            return node.get("aria-label")
    return ""


def _text(node: Node) -> str:
    return words_of(node).rstrip(":：").rstrip()


def is_label(node: Node) -> bool:
    text = words_of(node) if node.end - node.order < 15 else ""
    if not 1 <= len(text) <= 70 or not re.search(r"\w", text):
        return False
    if labels.is_related_label(text) or labels.is_sponsored_label(text):
        return True
    if any(link.get("href") and word_count(words_of(link)) > 3 for link in node.find("a")):
        return False
    if node.tag in HEADINGS or node.tag in ("strong", "b", "dt", "legend", "caption", "header"):
        return word_count(text) <= 9
    return bool(_LABEL_NAME.search(node.get("class").lower())) and word_count(text) <= 6


def _heads(node: Node, inside: Node) -> bool:
    """Whether this is a short line of its own just before a container's items."""
    text = words_of(node)
    return (
        inside.before is node
        and node.tag in BLOCKS
        and word_count(text) <= 7
        and text[-1:] not in ".!?"
        and not any(True for _ in node.find("a", "img"))
    )
