"""A list of links with its label, before it is known for a list of teasers."""

from dataclasses import dataclass, field
from itertools import takewhile

from articles.parting.links import Item
from articles.parting.node import Node
from articles.parting.page import Teaser
from articles.parting.story import Core


@dataclass(eq=False)
class Listing:
    """A list of items with its label, and how sure we are that it is a list of teasers."""

    items: list[Item]
    containers: list[Node]
    label: str = ""
    label_node: Node | None = None
    named: bool = False
    score: float = 0.0
    rules: list[str] = field(default_factory=list)
    teasers: list[Teaser] = field(default_factory=list)

    def add(self, points: float, rule: str) -> None:
        self.score += points
        self.rules.append(rule)

    @property
    def first(self) -> int:
        return self.items[0].node.order

    @property
    def last(self) -> int:
        return self.items[-1].node.end


def above(listing: Listing, story: Core | None) -> list[Node]:
    """The container and what is around it, short of what holds the story too."""
    inner = takewhile(
        lambda node: node.tag not in ("body", "html") and not (story and node.holds(story.root)),
        listing.containers[0].ancestors(),
    )
    return [listing.containers[0], *inner]


def alike(first: Listing, second: Listing) -> bool:
    one, other = first.containers[-1], second.containers[0]
    return (
        one.parent is other.parent
        and one.tag == other.tag
        and one.get("class") == other.get("class")
    )
