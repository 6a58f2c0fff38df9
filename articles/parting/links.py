"""Links of a page that may be teasers, and the items they stand in."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from articles.parting import labels
from articles.parting.node import HEADINGS, Node, absolute, collapse, is_hidden, words_of
from articles.parting.pieces import word_count

_SHARING = re.compile(
    r"(?:facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share|home)|"
    r"linkedin\.com/share|pinterest\.\w+/pin/create|reddit\.com/submit|t\.me/share|"
    r"(?:api\.|web\.)?whatsapp\.com/send|getpocket\.com/(?:save|edit)|plus\.google\.com/share|"
    r"tumblr\.com/share|news\.ycombinator\.com/submit|vk\.com/share|addtoany\.com|addthis\.com|"
    r"mix\.com/mixit|flipboard\.com/bookmarklet|//share\.|bsky\.app/intent)",
    re.IGNORECASE,
)
_ALL_OF_THEM = re.compile(
    r"(?:see|view|show|browse|read|all|more|alle|mehr|zu[rm]?|voir|toute?s|plus|ver|todas?|más|"
    r"vedi|tutt[ei]|altr[ei]|mais|të gjitha)\b.*\b(?:all|more|them|stories|news|here|alle\w*|mehr|"
    r"tou(?:s|tes)|todas?|todos|noticias|notícias|più|tutt[ei]|mais)\b\W*$",
    re.IGNORECASE,
)
_NOWHERE = re.compile(
    r"#(?![/!])|(?:javascript|mailto|tel|sms|data|whatsapp|fb-messenger|viber):", re.IGNORECASE
)
_ABOUT_PEOPLE_OR_THEMES = re.compile(
    r"/(?:authors?|by|profiles?|people|person|users?|contributors?|writers?|journalist|staff|tags?|topics?|"
    r"categor(?:y|ies)|themen?|auteurs?|autores?|autor|search|login|signin|sign-in|subscribe|account|"
    r"newsletters?|privacy|terms)(?:/|$|\?)",
    re.IGNORECASE,
)
_HEADLINE = re.compile(
    r"(?:^|[\s_-])\w*(?:head-?line|title|titre|titulo|titolo|titel|rubrik|hed|heading)\w*(?:$|[\s_-])"
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
    held = _held_keys(links)
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
    following = family[at]
    turns = sum(
        one.tag == node.tag and one in found and two.tag == following.tag and two not in found
        for one, two in zip(family, family[1:], strict=False)
    )
    size = word_count(words_of(following))
    return [following] if 4 <= size <= 60 and (turns > 1 or following.tag == "dd") else []


def key_of(url: str) -> str:
    """What makes two links lead to the same page: no fragment, scheme, or last slash."""
    bare = urldefrag(url)[0]
    return re.sub(r"^https?://(?:www\.)?", "", bare).rstrip("/").casefold()


def _strong_links(root: Node, base: str, own: set[str]) -> dict[Node, tuple[str, str]]:
    """The links that say where they lead; of the links of a card, the one that heads it."""
    strong: dict[Node, tuple[str, str]] = {}
    weak: dict[Node, tuple[str, str]] = {}
    for link, href in _links(root):
        url = absolute(href, base)
        key = key_of(url or href)
        if key and key not in own and not _SHARING.search(url):
            (strong if _is_strong(link, url or href) else weak)[link] = (key, url)
    _promote(strong, weak)
    _promote_rows(strong, weak)
    _demote(strong)
    return dict(sorted(strong.items(), key=lambda pair: pair[0].order))


def _links(root: Node) -> Iterator[tuple[Node, str]]:
    hidden_until = -1
    for node in root.walk():
        if node.order < hidden_until:
            continue
        if is_hidden(node):
            hidden_until = node.end
        elif node.tag == "a" and (href := node.get("href").strip()) and _may_lead(href):
            yield node, href


def _may_lead(href: str) -> bool:
    return not _NOWHERE.match(href)


def _is_strong(link: Node, url: str) -> bool:
    text = words_of(link) or described(link) or link.get("aria-label")
    size = word_count(text)
    rel = link.get("rel").split()
    if labels.is_related_label(text) or labels.is_sponsored_label(text):
        return False
    if size < 6 and _ALL_OF_THEM.match(text) and not is_headed(link):
        return False
    if size < 2 or labels.is_chrome_line(text) or "author" in rel or "tag" in rel:
        return False
    if _is_about_people_or_themes(url) and size < 6:
        return False
    if size < 4 and _is_section(url) and is_headed(link):
        return False
    return size >= 3 or len(text) >= 16 or is_headed(link)


def _is_about_people_or_themes(url: str) -> bool:
    """Whether the address has such a folder near its end and no title as its last part."""
    path = urlsplit(url).path
    last = path.rstrip("/").rpartition("/")[2]
    return last.count("-") < 4 and bool(_ABOUT_PEOPLE_OR_THEMES.search(path + "/"))


def _is_section(url: str) -> bool:
    """Whether the address looks like a site's section: a short path of plain words."""
    path = urlsplit(url).path.strip("/")
    return bool(path) and not re.search(r"[\d./-]", path)


def described(node: Node) -> str:
    """What the pictures in here are said to show."""
    return collapse(" ".join(each.get("alt") for each in node.find("img", "amp-img")))


def is_headed(link: Node) -> bool:
    """Whether a heading, or an element named for a headline, is around this link or in it."""
    around = [link, *(node for node, _ in zip(link.ancestors(), range(2), strict=False))]
    return any(map(is_heading, around)) or any(map(is_heading, link.walk()))


def is_heading(node: Node) -> bool:
    """A heading, or a small element that is named for a headline."""
    return node.tag in HEADINGS or (
        node.end - node.order < 8 and bool(_HEADLINE.search(node.get("class").lower()))
    )


def _promote(strong: dict[Node, tuple[str, str]], weak: dict[Node, tuple[str, str]]) -> None:
    """A link without telling words counts where a heading beside it tells: "Read more", a cover."""
    held = _held_keys({**strong, **weak})
    told = {key for key, _ in strong.values()}
    for link, (key, url) in weak.items():
        card = _widest(link, key, held)
        headings = [node for node in card.walk() if is_heading(node)]
        if key not in told and any(word_count(words_of(node)) >= 2 for node in headings):
            strong[link] = (key, url)
            told.add(key)


def _promote_rows(strong: dict[Node, tuple[str, str]], weak: dict[Node, tuple[str, str]]) -> None:
    """A link of two words alone in its row counts where the rows around it are of links."""
    telling = {_row(link) for link in strong}
    brief = {
        _row(link): link
        for link in weak
        if word_count(words_of(link)) == 2 and words_of(_row(link)) == words_of(link)
    }
    others: set[tuple[Node | None, str, str]] = set()
    for parent in {row.parent for row in brief if row.parent is not None}:
        rest = (node for node in parent.children if node not in brief and node not in telling)
        others |= {_shape(node) for node in rest}
    alike = Counter(map(_shape, (*brief, *telling)))
    for row, link in brief.items():
        if _shape(row) not in others and row not in telling and alike[_shape(row)] > 1:
            strong[link] = weak[link]


def _row(link: Node) -> Node:
    """The outermost element around this link alone; the link itself where others are beside it."""
    row = link
    while row.tag != "li" and row.parent is not None and len(row.parent.children) == 1:
        row = row.parent
    return row


def _shape(node: Node) -> tuple[Node | None, str, str]:
    """What the rows of one list have in common."""
    return node.parent, node.tag, node.get("class")


def _demote(strong: dict[Node, tuple[str, str]]) -> None:
    """Links to section or author do not part the card that a headline heads."""
    headed = {link: pair for link, pair in strong.items() if is_headed(link)}
    held = _held_keys(headed)
    for link, (key, _) in headed.items():
        card = _widest(link, key, held)
        others = [node for node in card.find("a") if node in strong and strong[node][0] != key]
        if any(True for _ in card.find("ul", "ol")):
            continue
        if len(others) <= 2 and all(word_count(words_of(node)) <= 5 for node in others):
            for node in others:
                del strong[node]


def _held_keys(links: dict[Node, tuple[str, str]]) -> dict[Node, set[str]]:
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
        and not _is_labelled(node)
    ):
        node = node.parent
    return node


def _is_labelled(node: Node) -> bool:
    """Whether a label for related stories stands right before this element."""
    before = node.before
    return (
        before is not None
        and before.end - before.order < 5
        and labels.is_related_label(words_of(before))
    )
