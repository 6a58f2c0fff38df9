"""Blocks of a story: plain text with link and emphasis spans, and the canonical text they make.

A block is one line of plain text; a story is a list of blocks. The canonical text of a story is
the texts of its blocks joined by a blank line; every offset in Sayso counts Unicode code points
of that text, half-open. Nothing here normalises text: joiners, bidi marks and decomposed letters
stay as they came.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

KINDS = ("headline", "standfirst", "paragraph", "heading", "quote", "list_item", "picture")
BETWEEN = "\n\n"
LONGEST_ADDRESS = 2048

_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\x00-\x20\ud800-\udfff]+", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Link:
    """Code points [start, end) of a block's text lead to an absolute http(s) address."""

    start: int
    end: int
    href: str


@dataclass(frozen=True)
class Block:
    """One block. Spans are in the normal form of `tidy`; ValueError if anything is out of shape.

    A picture has no text of its own (its words cannot be marked): `source` names the file,
    `alt` describes it and `caption` stands below it.
    """

    kind: str
    text: str = ""
    links: tuple[Link, ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()
    source: str = ""
    alt: str = ""
    caption: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of block: {self.kind!r}")
        if self.kind == "picture":
            if self.text or self.links or self.emphasis or not self.source:
                raise ValueError("a picture has a source and no text")
        elif not self.text or self.source or self.alt or self.caption:
            raise ValueError(f"a {self.kind} has text and no picture")
        for words in (self.text, self.source, self.alt, self.caption):
            if _CONTROL.search(words) or words != words.strip(" "):
                raise ValueError(f"not one trimmed line of text: {words!r}")
        if any(not is_web_address(link.href) for link in self.links):
            raise ValueError("links lead to absolute http or https addresses")
        if (self.links, self.emphasis) != tidy(self.text, self.links, self.emphasis):
            raise ValueError("spans overlap, are empty, unsorted, or outside the text")


def is_web_address(href: str) -> bool:
    """Whether this is an absolute http or https address without white space."""
    return len(href) <= LONGEST_ADDRESS and _WEB_ADDRESS.fullmatch(href) is not None


def one_line(text: str) -> str:
    """The text as a block may hold it: no line breaks or controls, no spaces at its ends."""
    return _CONTROL.sub(" ", text).strip(" ")


def tidy(
    text: str, links: Iterable[Link], emphasis: Iterable[tuple[int, int]]
) -> tuple[tuple[Link, ...], tuple[tuple[int, int], ...]]:
    """Spans in normal form: inside the text, sorted, disjoint, adjacent equals joined.

    Where links overlap, the one that begins first keeps its words.
    """
    size = len(text)
    tidied: list[Link] = []
    for link in sorted(links):
        start, end = max(link.start, tidied[-1].end if tidied else 0), min(link.end, size)
        if start >= end:
            continue
        if tidied and tidied[-1].end == start and tidied[-1].href == link.href:
            tidied[-1] = Link(tidied[-1].start, end, link.href)
        else:
            tidied.append(Link(start, end, link.href))
    stressed: list[tuple[int, int]] = []
    for start, end in sorted(emphasis):
        start, end = max(start, 0), min(end, size)
        if start >= end:
            continue
        if stressed and stressed[-1][1] >= start:
            stressed[-1] = (stressed[-1][0], max(end, stressed[-1][1]))
        else:
            stressed.append((start, end))
    return tuple(tidied), tuple(stressed)


@dataclass(frozen=True)
class Run:
    """A stretch of a block's text that is drawn in one way; `start` counts within the block."""

    start: int
    text: str
    href: str = ""
    stressed: bool = False


def runs(block: Block) -> Iterator[Run]:
    """The block's text cut wherever a link or emphasis begins or ends; joined, it is the text."""
    cuts = {0, len(block.text)}
    for link in block.links:
        cuts |= {link.start, link.end}
    for start, end in block.emphasis:
        cuts |= {start, end}
    edges = sorted(cuts)
    for start, end in zip(edges, edges[1:], strict=False):
        href = next((link.href for link in block.links if link.start <= start < link.end), "")
        stressed = any(first <= start < last for first, last in block.emphasis)
        yield Run(start, block.text[start:end], href, stressed)


def canonical_text(blocks: Iterable[Block]) -> str:
    """The text that every offset counts in: texts of the blocks joined by a blank line."""
    return BETWEEN.join(block.text for block in blocks if block.text)


def starts(blocks: Iterable[Block]) -> list[int | None]:
    """Where each block's text starts in the canonical text; None for a picture."""
    found: list[int | None] = []
    at = 0
    for block in blocks:
        found.append(at if block.text else None)
        at += len(block.text) + len(BETWEEN) if block.text else 0
    return found


def as_json(blocks: Iterable[Block]) -> list[dict[str, object]]:
    """Blocks as JSON values, empty fields left out."""
    return [_block_as_json(block) for block in blocks]


def _block_as_json(block: Block) -> dict[str, object]:
    fields: dict[str, object] = {"kind": block.kind}
    if block.text:
        fields["text"] = block.text
    if block.links:
        fields["links"] = [[link.start, link.end, link.href] for link in block.links]
    if block.emphasis:
        fields["emphasis"] = [list(span) for span in block.emphasis]
    for name in ("source", "alt", "caption"):
        if getattr(block, name):
            fields[name] = getattr(block, name)
    return fields


def from_json(values: Iterable[Mapping[str, object]]) -> tuple[Block, ...]:
    """Blocks from what `as_json` gave; ValueError or TypeError if the values are out of shape."""
    return tuple(_block_from_json(dict(value)) for value in values)


def _block_from_json(value: dict) -> Block:  # type: ignore[type-arg]
    links = tuple(Link(*link) for link in value.pop("links", ()))
    emphasis = tuple((start, end) for start, end in value.pop("emphasis", ()))
    return Block(links=links, emphasis=emphasis, **value)
