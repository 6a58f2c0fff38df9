"""How sure it is that a list of links is one of teasers, in points for and against."""

import re
from statistics import fmean
from urllib.parse import urlsplit

from articles.parting import labels
from articles.parting.links import Item, is_headed
from articles.parting.listing import Listing, above
from articles.parting.node import Node, words_of
from articles.parting.pieces import word_count
from articles.parting.story import Core

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
    r"languages?|cookie\w*|masthead|toolbar|tools|actions|jump-?list|follow|credits?)(?:$|[\s_-])"
)
_SOURCES = re.compile(
    r"(?:^|[\s_-])(?:references?|reflist|navbox\w*|infobox\w*|catlinks|footnotes?|citations?|bibliography|mw-\w+|"
    r"sources?-?list|external-?links|vertical-navbox|sidebar-wiki|hatnote|toc\w*)(?:$|[\s_-])"
)

_SOURCE_LABEL = re.compile(
    r"(?:sources?|references?|footnotes?|notes|citations?|bibliography|documents?|external links|"
    r"quellen|einzelnachweise|fuentes|referencias|fonti|fontes|notes et references|burimet|"
    r"πηγες|источники|джерела)"
)
_NEWS = re.compile(
    r"\b(?:news|stories|headlines|articles|reads|picks|nachrichten|meldungen|artikel|noticias|"
    r"notizie|nouvelles|articulos|artigos|articoli|lajme|lajmet|ειδησεις|новости|новини)\b"
)
_PRICE = re.compile(r"[$€£¥]\s?\d|\d\s?[€£]")
_FRAMES = frozenset(("nav", "footer", "header"))


def weigh(listing: Listing, story: Core | None, prose: set[Node]) -> None:
    _weigh_names(listing, story)
    _weigh_words(listing)
    _weigh_place(listing, story)
    if sum(item.link in prose for item in listing.items) > len(listing.items) / 3:
        listing.add(-2.5, "its links are words of the story's paragraphs")
    if _is_all_headlines(listing, story):
        listing.add(2.5, "it is nothing but headlines")
    elif not listing.named and not _speaks_for_itself(listing, story):
        listing.add(-2, "neither a name nor a label says that it is one")


def weigh_neighbours(found: list[Listing]) -> None:
    """Lists built alike that stand side by side are of one kind: "Top stories", "Sport"."""
    accepted = {_built(listing) for listing in found if listing.score >= ENOUGH}
    for listing in found:
        if listing.score >= ENOUGH or not listing.teasers:
            continue
        if listing.label_node is None and len(listing.teasers) < 2:
            continue
        if fmean(word_count(teaser.headline) for teaser in listing.teasers) < 5:
            continue
        if _built(listing) in accepted:
            listing.add(2.5, "it stands beside such a list and is built alike")


def _built(listing: Listing) -> tuple[Node | None, tuple[str, ...]]:
    """Where a list stands, and how it, its rows and their links are made."""
    box, row = listing.containers[0], listing.items[0]
    return box.parent, tuple(
        name for node in (box, row.node, row.link) for name in (node.tag, node.get("class"))
    )


def _speaks_for_itself(listing: Listing, story: Core | None) -> bool:
    """Three headlines or more that stand after the story or beside it."""
    beside = any(node.tag == "aside" for node in above(listing, story))
    after = story is None or listing.first >= story.last
    mean = fmean(word_count(teaser.headline) for teaser in listing.teasers)
    headed = listing.label_node is not None and mean >= 5
    headed = headed or (mean >= 5 and _are_small_cards(listing, story))
    if not (beside or after):
        return headed and len(listing.teasers) >= 3 and _are_small_cards(listing, story)
    return len(listing.teasers) >= (2 if headed else 3) and mean >= 4


def _is_all_headlines(listing: Listing, story: Core | None) -> bool:
    """Whether it is a small box of links that are all as long as headlines, within this site."""
    if story is None or listing.named or not 2 <= len(listing.teasers) <= 6:
        return False
    if any(not 4 <= word_count(teaser.headline) <= 25 for teaser in listing.teasers):
        return False
    if any(_PRICE.search(teaser.headline) for teaser in listing.teasers):
        return False
    hosts = {urlsplit(teaser.url).hostname for teaser in listing.teasers}
    return (
        len(hosts) == 1
        and len(listing.teasers) == len(listing.items)
        and all(words_of(item.node) == words_of(item.link) for item in listing.items)
        and not any(
            node.tag in _FRAMES or _BAD.search(node.names) for node in above(listing, story)
        )
        and not _is_announced(listing.containers[0], listing.label_node)
    )


def _is_announced(container: Node, label: Node | None) -> bool:
    """Whether other words stand in its element, or a sentence that ends in a colon before it."""
    others = [
        node
        for node in container.children
        if node is not label and words_of(node) and not any(True for _ in node.find("a"))
    ]
    before = container.before
    colon = before is not None and words_of(before).endswith((":", "："))
    return colon or bool(others) or bool(container.text.strip())


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
    around = above(listing, story)
    names = " ".join(
        node.names for node in [*around[:6], *(item.node for item in listing.items[:1])]
    )
    listing.named = bool(_GOOD.search(names)) or labels.is_related_label(listing.label)
    listing.named = listing.named or labels.is_sponsored_label(listing.label)
    listing.named = listing.named or bool(_NEWS.search(labels.fold(listing.label)))
    if _GOOD.search(names):
        listing.add(1.5, "its element is named for related stories")
    if _BAD.search(names):
        listing.add(-2, "its element is named for menus, tags or people")
    if _SOURCES.search(names) or _SOURCE_LABEL.fullmatch(labels.fold(listing.label)):
        listing.add(-4, "it is a list of sources")
    tags = {node.tag for node in around}
    placed = "nav" in tags or ("footer" in tags and not tags & {"article", "main"})
    if placed or "navigation" in {node.get("role") for node in around}:
        listing.add(-1.5, "it stands in navigation or footer")
    if "header" in tags and story and listing.last < story.last:
        listing.add(-3, "it stands in the page's header")
    if "aside" in tags or "complementary" in {node.get("role") for node in around}:
        listing.add(0.5, "it stands aside")


def _weigh_words(listing: Listing) -> None:
    if labels.is_related_label(listing.label) or labels.is_sponsored_label(listing.label):
        listing.add(2, "a label for related stories stands over it")
    elif listing.label_node is not None:
        news = bool(_NEWS.search(labels.fold(listing.label)))
        listing.add(1.5 if news else 1, "a heading stands over it")
    count, mean = len(listing.teasers), fmean(word_count(t.headline) for t in listing.teasers)
    if count == 1:
        listing.add(-1, "it has only one story")
    if count >= 3:
        listing.add(1, "it has three stories or more")
    if count >= 5:
        listing.add(0.5, "it has five stories or more")
    if sum(_says_when(item) for item in listing.items) > count / 2:
        listing.add(1, "its lines say when")
    signs = fmean(len(t.headline) for t in listing.teasers)
    if (mean >= 5 or signs >= 28) and mean <= 20:
        listing.add(1, "its lines are as long as headlines")
    elif mean < 3.5 and signs < 20:
        listing.add(-1.5, "its lines are too short for headlines")
    if sum(is_headed(item.link) for item in listing.items) > len(listing.items) / 2:
        listing.add(0.5, "its lines are headings")
    if sum(bool(t.summary) for t in listing.teasers) > count / 2:
        listing.add(0.5, "its lines have summaries")


def _says_when(item: Item) -> bool:
    return any(True for _ in item.node.find("time"))


def _weigh_place(listing: Listing, story: Core | None) -> None:
    if story is None:
        return
    if listing.first >= story.last:
        listing.add(0.5, "it comes after the story")
    elif listing.last <= story.first:
        listing.add(-1, "it comes before the story")
    elif story.root.holds(listing.containers[0]):
        alone = len(listing.teasers) == 1
        listing.add(-2 if alone else -0.5, "it stands inside the story")
