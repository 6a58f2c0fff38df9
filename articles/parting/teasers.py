"""The headlines that came along with a story: which lists of links they are."""

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.parting import labels, listing_labels
from articles.parting.bare_rows import unlinked
from articles.parting.cards import headline_and_summary, is_cut, parts
from articles.parting.links import Item, key_of
from articles.parting.listing import Listing, above, alike
from articles.parting.node import Node
from articles.parting.page import Teaser
from articles.parting.pieces import links_in_prose, word_count
from articles.parting.story import Core, tokens
from articles.parting.weighing import ENOUGH, weigh, weigh_neighbours

_PAID = re.compile(
    r"outbrain|taboola|\btrc_|zergnet|revcontent|\bmgid|plista|adblade|nativo|sponsor|promoted|paid-?(?:content|post)|"
    r"advertorial|partner-?(?:content|links)|native-?ad"
)
_TOOLS = re.compile(r"(?:^|[\s_-])(?:tools|toolbar|actions|shar(?:e|ing))(?:$|[\s_-])")
_COUNTED = re.compile(r"[(（]\d{1,3}[)）]$")


def find(root: Node, rows: list[Item], headline: str, story: Core | None) -> list[Listing]:
    """The lists of these rows that are teasers, in page order, each teaser once."""
    prose = links_in_prose(story.pieces if story else ())
    story = _without_rows(story, rows, prose) if story else None
    found = _listings(root, rows + unlinked(root), story)
    accepted: list[Listing] = []
    seen: set[object] = {tuple(tokens(headline))}
    for listing in found:
        _fill(listing, story)
        if listing.teasers:
            weigh(listing, story, prose)
    weigh_neighbours(found)
    for listing in found:
        if listing.score >= ENOUGH and listing.teasers:
            _drop_seen(listing, seen)
            accepted += [listing] if listing.teasers else []
    return accepted


def _without_rows(story: Core, rows: list[Item], prose: set[Node]) -> Core:
    """What the engines read, without rows of links that they took for the story's end."""
    spans = [(row.node.order, row.node.end) for row in rows if row.link not in prose]
    kept = [
        piece
        for piece in story.pieces
        if not any(start <= piece.order < end for start, end in spans)
    ]
    return replace(story, pieces=tuple(kept)) if kept else story


def _listings(root: Node, found: list[Item], story: Core | None) -> list[Listing]:
    by_container: dict[Node, list[Item]] = {}
    for item in found:
        assert item.node.parent is not None
        by_container.setdefault(item.node.parent, []).append(item)
    listings: list[Listing] = []
    every = listing_labels.Rows(found)
    for container, inside in by_container.items():
        for run in _runs(container, inside):
            label, node = listing_labels.over(run, every, story)
            listings.append(Listing(run, [container], label, node))
    return _merged(sorted(listings, key=lambda listing: listing.first))


def _runs(container: Node, inside: list[Item]) -> Iterator[list[Item]]:
    """The container's items cut wherever a heading or other label stands between them."""
    run: list[Item] = []
    for item in inside:
        if run and any(
            listing_labels.is_label(node)
            for node in container.children
            if run[-1].node.order < node.order < item.node.order
        ):
            yield run
            run = []
        run.append(item)
    yield run


def _merged(listings: list[Listing]) -> list[Listing]:
    merged: list[Listing] = []
    for listing in listings:
        last = merged[-1] if merged else None
        if last and (
            (listing.label_node is not None and listing.label_node is last.label_node)
            and not _is_of_tools(listing.containers[0])
            or (listing.label_node is None and last.label_node is None and alike(last, listing))
        ):
            last.items += listing.items
            last.containers += listing.containers
        else:
            merged.append(listing)
    for listing in merged:
        listing.items.sort(key=lambda item: item.node.order)
    return merged


def _is_of_tools(node: Node) -> bool:
    """Whether this element is named for what one can do with a page: print it, send it."""
    return bool(_TOOLS.search(node.get("class").lower()))


def _fill(listing: Listing, story: Core | None) -> None:
    kind = _kind(listing, story)
    for item in listing.items:
        headline, summary = headline_and_summary(item)
        if _is_of_tools(item.node) or _COUNTED.search(headline):
            continue
        if 2 <= word_count(headline) <= 40:
            paid = kind == "related" and _is_paid(item)
            teaser = Teaser(
                headline=headline,
                summary=summary,
                url=item.url,
                kind="sponsored" if paid else kind,
                group=listing.label,
                truncated=is_cut(summary),
            )
            listing.teasers.append(teaser)


def _kind(listing: Listing, story: Core | None) -> str:
    if labels.is_sponsored_label(listing.label):
        return "sponsored"
    named = above(listing, story)[:5]
    if any(_PAID.search(f"{node.get('class')} {node.get('id')}".lower()) for node in named):
        return "sponsored"
    return "related"


def _is_paid(item: Item) -> bool:
    """Whether the item says of itself that somebody paid for it."""
    if "sponsored" in item.link.get("rel").split():
        return True
    return any(labels.is_sponsored_label(part.text) for part in parts(item))


def _drop_seen(listing: Listing, seen: set[object]) -> None:
    kept: list[Teaser] = []
    for teaser in listing.teasers:
        names = {tuple(tokens(teaser.headline))} | ({key_of(teaser.url)} if teaser.url else set())
        if not names & seen:
            kept.append(teaser)
        seen |= names
    listing.teasers = kept
