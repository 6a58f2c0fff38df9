"""The headlines that came along with a story: which lists of links they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import fmean

from articles.parting import labels, listing_labels
from articles.parting.cards import headline_and_summary, is_cut, parts
from articles.parting.links import Item, is_headed, items, key_of, unlinked
from articles.parting.node import Node, words_of
from articles.parting.page import Teaser
from articles.parting.pieces import links_in_prose, word_count
from articles.parting.story import Core, tokens

ENOUGH = 2.5
_GOOD = re.compile(
    r"related|recirc|recommend|most[\s_-]?(?:read|popular|viewed|shared)|mostread|popular|trending|read[\s_-]?next|up[\s_-]?next|"
    r"more[\s_-]?(?:from|on|stories|news|in|to)|also[\s_-]?(?:read|like|on)|you[\s_-]?(?:may|might)|teaser|ranking|"
    r"(?:^|[\s_-])(?:river|stream|further|latest)(?:$|[\s_-])|top[\s_-]?stories|read[\s_-]?also|see[\s_-]?also|similar|outbrain|taboola|sponsor|promoted|"
    r"relacionad|verwandt|meistgelesen|plus[\s_-]?lus|leggi|lire[\s_-]?aussi|a[\s_-]?lire|correlat"
)
_BAD = re.compile(
    r"(?:^|[\s_-])(?:menus?|nav\w*|tags?|tag-?list|topics?|keywords?|share|sharing|social\w*|authors?|bio|comments?|"
    r"comment-?list|disqus\w*|breadcrumbs?|footer|legal|login|newsletter\w*|subscri\w*|toc|contents|pagination|pager|"
    r"languages?|cookie\w*|ticker|masthead|toolbar|jump-?list|follow|credits?)(?:$|[\s_-])"
)
_SOURCES = re.compile(
    r"(?:^|[\s_-])(?:references?|reflist|navbox\w*|infobox\w*|catlinks|footnotes?|citations?|bibliography|mw-\w+|"
    r"sources?-?list|external-?links|vertical-navbox|sidebar-wiki|hatnote|toc\w*)(?:$|[\s_-])"
)
_PAID = re.compile(
    r"outbrain|taboola|\btrc_|zergnet|revcontent|\bmgid|plista|adblade|nativo|sponsor|promoted|paid-?(?:content|post)|"
    r"advertorial|partner-?(?:content|links)|native-?ad"
)
_COUNTED = re.compile(r"[(（]\d{1,3}[)）]$")


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


def find(root: Node, base: str, own: set[str], headline: str, story: Core | None) -> list[Listing]:
    """The lists that are teasers, in page order, each teaser once."""
    rows = items(root, base, own)
    prose = links_in_prose(story.pieces if story else ())
    story = _without_rows(story, rows, prose) if story else None
    found = _listings(root, rows + unlinked(root), story)
    accepted: list[Listing] = []
    seen: set[object] = {tuple(tokens(headline))}
    for listing in found:
        _fill(listing, story)
        if listing.teasers:
            _weigh(listing, story, prose)
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
            or (listing.label_node is None and last.label_node is None and _alike(last, listing))
        ):
            last.items += listing.items
            last.containers += listing.containers
        else:
            merged.append(listing)
    return merged


def _alike(first: Listing, second: Listing) -> bool:
    one, other = first.containers[-1], second.containers[0]
    return (
        one.parent is other.parent
        and one.tag == other.tag
        and one.get("class") == other.get("class")
    )


def _fill(listing: Listing, story: Core | None) -> None:
    kind = _kind(listing, story)
    for item in listing.items:
        headline, summary = headline_and_summary(item)
        if 2 <= word_count(headline) <= 40 and not _COUNTED.search(headline):
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
    named = _above(listing, story)[:5]
    if any(_PAID.search(f"{node.get('class')} {node.get('id')}".lower()) for node in named):
        return "sponsored"
    return "related"


def _is_paid(item: Item) -> bool:
    """Whether the item says of itself that somebody paid for it."""
    if "sponsored" in item.link.get("rel").split():
        return True
    return any(labels.is_sponsored_label(part.text) for part in parts(item))


def _above(listing: Listing, story: Core | None) -> list[Node]:
    """The container and what is around it, short of what holds the story too."""
    above = [listing.containers[0]]
    for ancestor in listing.containers[0].ancestors():
        if ancestor.tag in ("body", "html") or (story and ancestor.holds(story.root)):
            break
        above.append(ancestor)
    return above


def _weigh(listing: Listing, story: Core | None, prose: set[Node]) -> None:
    _weigh_names(listing, story)
    _weigh_words(listing)
    _weigh_place(listing, story)
    if sum(item.link in prose for item in listing.items) > len(listing.items) / 3:
        listing.add(-2.5, "its links are words of the story's paragraphs")
    if not listing.named and not _speaks_for_itself(listing, story):
        listing.add(-2, "neither a name nor a label says that it is one")


def _speaks_for_itself(listing: Listing, story: Core | None) -> bool:
    """Three headlines or more that stand after the story or beside it."""
    beside = any(node.tag == "aside" for node in _above(listing, story))
    after = story is None or listing.first >= story.last
    mean = fmean(word_count(teaser.headline) for teaser in listing.teasers)
    headed = listing.label_node is not None and mean >= 5
    if not (beside or after):
        return headed and len(listing.teasers) >= 3 and _are_small_cards(listing, story)
    return len(listing.teasers) >= (2 if headed else 3) and mean >= 4


def _are_small_cards(listing: Listing, story: Core | None) -> bool:
    """Whether most rows have more than a link, and all of them are little beside the story."""
    words = sum(word_count(words_of(item.node)) for item in listing.items)
    if story is not None and words > 0.25 * sum(piece.size for piece in story.pieces):
        return False
    cards = sum(
        bool(teaser.summary) or any(True for _ in item.node.find("h2", "h3", "h4", "h5", "img"))
        for teaser, item in zip(listing.teasers, listing.items, strict=False)
    )
    return cards > len(listing.items) / 2


def _weigh_names(listing: Listing, story: Core | None) -> None:
    above = _above(listing, story)
    names = " ".join(
        node.names for node in [*above[:6], *(item.node for item in listing.items[:1])]
    )
    listing.named = bool(_GOOD.search(names)) or labels.is_related_label(listing.label)
    listing.named = listing.named or labels.is_sponsored_label(listing.label)
    if _GOOD.search(names):
        listing.add(1.5, "its element is named for related stories")
    if _BAD.search(names):
        listing.add(-2, "its element is named for menus, tags or people")
    if _SOURCES.search(names):
        listing.add(-4, "it is a list of sources")
    tags = {node.tag for node in above}
    placed = "nav" in tags or ("footer" in tags and not tags & {"article", "main"})
    if placed or "navigation" in {node.get("role") for node in above}:
        listing.add(-1.5, "it stands in navigation or footer")
    if "header" in tags and story and listing.last < story.last:
        listing.add(-3, "it stands in the page's header")
    if "aside" in tags or "complementary" in {node.get("role") for node in above}:
        listing.add(0.5, "it stands aside")


def _weigh_words(listing: Listing) -> None:
    if labels.is_related_label(listing.label) or labels.is_sponsored_label(listing.label):
        listing.add(2, "a label for related stories stands over it")
    elif listing.label_node is not None:
        listing.add(1, "a heading stands over it")
    count, mean = len(listing.teasers), fmean(word_count(t.headline) for t in listing.teasers)
    if count == 1:
        listing.add(-1, "it has only one story")
    if count >= 3:
        listing.add(1, "it has three stories or more")
    if count >= 5:
        listing.add(0.5, "it has five stories or more")
    signs = fmean(len(t.headline) for t in listing.teasers)
    if (mean >= 5 or signs >= 28) and mean <= 20:
        listing.add(1, "its lines are as long as headlines")
    elif mean < 3.5 and signs < 20:
        listing.add(-1.5, "its lines are too short for headlines")
    if sum(is_headed(item.link) for item in listing.items) > len(listing.items) / 2:
        listing.add(0.5, "its lines are headings")
    if sum(bool(t.summary) for t in listing.teasers) > count / 2:
        listing.add(0.5, "its lines have summaries")


def _weigh_place(listing: Listing, story: Core | None) -> None:
    if story is None:
        return
    if listing.first >= story.last:
        listing.add(0.5, "it comes after the story")
    elif listing.last <= story.first:
        listing.add(-1, "it comes before the story")
    elif story.root.holds(listing.containers[0]):
        listing.add(-0.5, "it stands inside the story")


def _drop_seen(listing: Listing, seen: set[object]) -> None:
    kept: list[Teaser] = []
    for teaser in listing.teasers:
        names = {tuple(tokens(teaser.headline))} | ({key_of(teaser.url)} if teaser.url else set())
        if not names & seen:
            kept.append(teaser)
        seen |= names
    listing.teasers = kept
