"""Links of a page that may be teasers, and the items they stand in."""

import re
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from articles.parting import labels
from articles.parting.node import HEADINGS, Node, absolute, words_of
from articles.parting.pieces import is_unseen, word_count

_SHARING = re.compile(
    r"(?:facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share|home)|"
    r"linkedin\.com/share|pinterest\.\w+/pin/create|reddit\.com/submit|t\.me/share|"
    r"(?:api\.|web\.)?whatsapp\.com/send|getpocket\.com/(?:save|edit)|plus\.google\.com/share|"
    r"tumblr\.com/share|news\.ycombinator\.com/submit|vk\.com/share|addtoany|addthis|"
    r"mix\.com/mixit|flipboard\.com/bookmarklet|share\.\w+|bsky\.app/intent)",
    re.IGNORECASE,
)
_ABOUT_PEOPLE_OR_THEMES = re.compile(
    r"/(?:authors?|by|profiles?|people|person|users?|contributors?|writers?|journalist|staff|tags?|topics?|"
    r"categor(?:y|ies)|themen?|auteurs?|autores?|autor|search|login|signin|sign-in|subscribe|account|"
    r"newsletters?|privacy|terms)(?:/|$|\?)",
    re.IGNORECASE,
)
# An item is never as wide as these.
_WIDE = frozenset(
    [
        "ul",
        "ol",
        "dl",
        "section",
        "aside",
        "main",
        "body",
        "html",
        "nav",
        "table",
        "tbody",
        "header",
        "footer",
        "form",
    ]
)
_MOST_WORDS = 110


@dataclass(eq=False)
class Item:
    """What the page shows about one address: an element with the link that heads it."""

    node: Node
    link: Node
    key: str
    url: str
    more: list[Node] = field(default_factory=list)


def items(root: Node, base: str, own: set[str]) -> list[Item]:
    """The items of the page in order. `own` are addresses of the page itself."""
    links = _strong_links(root, base, own)
    held = _held_keys(root, links)
    found: dict[Node, Item] = {}
    for link, (key, url) in links.items():
        node = _widest(link, key, held)
        if node not in found:
            found[node] = Item(node, link, key, url)
    for item in found.values():
        item.more = _continuation(item.node, found)
    return list(found.values())


def _continuation(node: Node, found: dict[Node, Item]) -> list[Node]:
    """The next element, where lines and their summaries take turns: h3, p, h3, p or dt, dd."""
    if node.parent is None or node.tag not in (*HEADINGS, "dt", "a"):
        return []
    family = node.parent.children
    at = family.index(node) + 1
    if at == len(family) or family[at] in found or family[at].tag not in ("p", "dd", "div", "span"):
        return []
    text = words_of(family[at])
    turns = (
        family[at].tag == "dd" or sum(each.tag == node.tag and each in found for each in family) > 1
    )
    return [family[at]] if turns and 4 <= word_count(text) <= 60 else []


def key_of(url: str) -> str:
    """What makes two links lead to the same page: no fragment, scheme, or last slash."""
    bare = urldefrag(url)[0]
    return re.sub(r"^https?://(?:www\.)?", "", bare).rstrip("/").casefold()


def _strong_links(root: Node, base: str, own: set[str]) -> dict[Node, tuple[str, str]]:
    links: dict[Node, tuple[str, str]] = {}
    hidden_until = -1
    for node in root.walk():
        if node.order < hidden_until:
            continue
        if is_unseen(node):
            hidden_until = node.end
        elif node.tag == "a" and (href := node.get("href").strip()) and _may_lead(href):
            url = absolute(href, base)
            key = key_of(url or href)
            if (
                key
                and key not in own
                and not _SHARING.search(url)
                and _is_strong(node, url or href)
            ):
                links[node] = (key, url)
    return links


def _may_lead(href: str) -> bool:
    return not re.match(
        r"#|(?:javascript|mailto|tel|sms|data|whatsapp|fb-messenger|viber):", href, re.IGNORECASE
    )


def _is_strong(link: Node, url: str) -> bool:
    text = words_of(link)
    size = word_count(text)
    if (
        size < 2
        or labels.is_chrome_line(text)
        or "author" in link.get("rel")
        or "tag" in link.get("rel").split()
    ):
        return False
    if _ABOUT_PEOPLE_OR_THEMES.search(urlsplit(url).path + "/") and size < 6:
        return False
    return size >= 3 or len(text) >= 16 or is_headed(link)


def is_headed(link: Node) -> bool:
    """Whether a heading is around this link or inside it."""
    if any(node.tag in HEADINGS for node in link.walk()):
        return True
    return any(node.tag in HEADINGS for node, _ in zip(link.ancestors(), range(3), strict=False))


def _held_keys(root: Node, links: dict[Node, tuple[str, str]]) -> dict[Node, set[str]]:
    held: dict[Node, set[str]] = {}
    for link, (key, _) in links.items():
        held.setdefault(link, set()).add(key)
        for ancestor in link.ancestors():
            keys = held.setdefault(ancestor, set())
            if len(keys) > 1:
                break
            keys.add(key)
    return held


def _widest(link: Node, key: str, held: dict[Node, set[str]]) -> Node:
    node = link
    while (
        node.parent is not None
        and node.parent.tag not in _WIDE
        and node.tag != "li"
        and held[node.parent] == {key}
        and word_count(words_of(node.parent)) <= _MOST_WORDS
    ):
        node = node.parent
    return node
