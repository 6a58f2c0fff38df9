"""A list of links with its label, before it is known for a list of teasers."""

from dataclasses import dataclass, field

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
    above = [listing.containers[0]]
    for ancestor in listing.containers[0].ancestors():
        if ancestor.tag in ("body", "html") or (story and ancestor.holds(story.root)):
            break
        above.append(ancestor)
    return above


def alike(first: Listing, second: Listing) -> bool:
    one, other = first.containers[-1], second.containers[0]
    return (
        one.parent is other.parent
        and one.tag == other.tag
        and one.get("class") == other.get("class")
    )
