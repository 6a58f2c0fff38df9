"""One item of a list of teasers → its headline and summary."""

import re
from dataclasses import dataclass

from articles.parting import labels
from articles.parting.bylines import has_byline_marker
from articles.parting.dates import is_date_line
from articles.parting.links import Item, described
from articles.parting.node import BLOCKS, HEADINGS, Node, collapse, words_of
from articles.parting.pieces import cut, is_unseen, word_count

_HEADLINE = re.compile(
    r"(?:^|[\s_-])\w*(?:head-?line|title|titre|titulo|titolo|hed|heading)\w*(?:$|[\s_-])"
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:kicker|eyebrow|overline|label|categor\w+|section|topic|time\w*|date\w*|rank|number|num|badge|"
    r"icon|prefix|source|publisher|provider|author\w*|byline|by|credit|meta|counts?|comments?|duration|tag|flag|"
    r"vh|caption|site|brand\w*|attribution|cta|read-?more|more|button|btn)(?:$|[\s_-])"
)
_SUMMARY = re.compile(
    r"(?:^|[\s_-])\w*(?:summary|descr\w*|excerpt|dek|standfirst|teaser-?text|intro|abstract|snippet|blurb|lead|text)\w*(?:$|[\s_-])"
)
_PHRASES = frozenset(
    [
        "ins",
        "mark",
        "em",
        "i",
        "b",
        "strong",
        "u",
        "s",
        "sub",
        "sup",
        "q",
        "cite",
        "abbr",
        "font",
        "bdi",
        "wbr",
    ]
)
_RANK = re.compile(r"^(?:#\s?\d{1,2}[.)]?|\d{1,2}[.)])\s+(?=\D)")
_INVITATION = re.compile(
    r"(?:read|see|view|watch|check|learn|find|continue|get|shop|buy|discover|play|listen|click|go|"
    r"mehr|weiter|jetzt|lire|voir|leer|ver|leggi|scopri|ler|lexo)\b(?:\W+\w+){0,3}\W*",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\d{1,2}[:.]\d\d(?: Uhr| h)?\s*[–—|·:-]?\s+(?=\D)")
_AGO = re.compile(
    r"^(?:\d+|an?|one) ?(?:s|m|h|d|sec\w*|min\w*|hours?|hrs?|days?|weeks?|months?|years?)\.?"
    r"(?: ago)?$|^\d{1,2}[:.]\d\d(?: uhr| h)?$|^(?:il y a|vor|hace|há|para) \d+ \w+$|"
    r"^\d+ (?:words?|photos?|shares?|views?)$|^yesterday$|^today$|^\d+$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[.!?。！？؟।]['\"”’»›)\]）」』]*$")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")


@dataclass(frozen=True)
class Part:
    """A stretch of an item's text that is set apart from the rest."""

    text: str
    node: Node
    linked: bool
    heading: bool


def parts(item: Item) -> list[Part]:
    """The item's text cut wherever the page sets words apart."""
    return [part for node in (item.node, *item.more) for part in _parts(node, False) if part.text]


def _parts(node: Node, linked: bool) -> list[Part]:
    linked = linked or node.tag == "a"
    if node.tag in HEADINGS:
        return [_whole(node, linked)]
    mixed = node.text.strip() or any(child.tail.strip() for child in node.children)
    mixed = mixed or (len(node.children) > 1 and all(c.tag in _PHRASES for c in node.children))
    if not mixed:
        return [
            part
            for child in node.children
            if not is_unseen(child)
            for part in _parts(child, linked)
        ]
    if any(inner.tag in BLOCKS or inner.tag == "br" for inner in node.walk() if inner is not node):
        return _cut_parts(node, linked)
    return _split(node, linked)


def _whole(node: Node, linked: bool) -> Part:
    inside = linked or any(True for _ in node.find("a"))
    kicker = next(
        (n for n in node.walk() if n is not node and _ASIDE.search(n.get("class").lower())), None
    )
    text = words_of(node)
    if kicker is not None and len(words_of(kicker)) < 0.5 * len(text):
        text = text.removeprefix(words_of(kicker)).lstrip(" :|•·-–—")
    return Part(text, node, inside, True)


def _cut_parts(node: Node, linked: bool) -> list[Part]:
    return [
        Part(piece.text, piece.node, linked or piece.linked > 0.6, piece.kind == "heading")
        for piece in cut(node, lines=True)
    ]


def _split(node: Node, linked: bool) -> list[Part]:
    """A line of mixed text; children named as extras and links stand alone."""
    apart: list[Part] = []
    rest = [node.text]
    for child in node.children:
        words = words_of(child) if not is_unseen(child) else ""
        extra = _ASIDE.search(child.get("class").lower()) or child.tag in ("time", "small")
        if extra or child.tag == "a":
            apart.append(Part(words, child, linked or child.tag == "a", False))
            rest.append(" ")
        else:
            rest.append(words)
        rest.append(child.tail)
    return [*apart, Part(collapse("".join(rest)), node, linked, False)]


def headline_and_summary(item: Item) -> tuple[str, str]:
    """What the item says, "" where it says nothing."""
    useful = [part for part in parts(item) if not _is_extra(part)]
    head = _headline(useful) or _headline([part for part in parts(item) if part.linked])
    if head is None:
        return described(item.node), ""
    title = _RANK.sub("", head.text).strip()
    title = _CLOCK.sub("", title) or title
    rest = [part for part in useful if part is not head and part.text not in (head.text, title)]
    return ("", "") if is_date_line(title) else (title, _summary(rest))


def _is_extra(part: Part) -> bool:
    text = part.text
    if not re.search(r"\w", text) or _AGO.match(text) or labels.is_chrome_line(text):
        return True
    if part.heading or _HEADLINE.search(part.node.get("class").lower()):
        return False
    if part.linked and word_count(text) <= 3 and _INVITATION.fullmatch(text):
        return True
    if word_count(text) <= 8 and (
        _ASIDE.search(part.node.get("class").lower()) or is_date_line(text)
    ):
        return True
    return word_count(text) <= 6 and has_byline_marker(text)


def _headline(useful: list[Part]) -> Part | None:
    for fits in (
        lambda part: part.heading and word_count(part.text) >= 3,
        lambda part: part.heading,
        lambda part: (
            _HEADLINE.search(part.node.get("class").lower()) and word_count(part.text) >= 2
        ),
        lambda part: part.linked and word_count(part.text) >= 3,
        lambda part: part.linked,
        lambda part: word_count(part.text) >= 3,
    ):
        for part in useful:
            if fits(part):
                return part
    return None


def _summary(rest: list[Part]) -> str:
    named = [part for part in rest if _SUMMARY.search(part.node.get("class").lower())]
    for part in sorted(named or rest, key=lambda part: -len(part.text)):
        if word_count(part.text) >= (4 if named else 6):
            return part.text.lstrip("–—:|· -")
    return ""


def is_cut(summary: str) -> bool:
    """Whether the page itself cut this summary short."""
    return bool(summary) and (bool(_CUT.search(summary)) or not _WHOLE.search(summary))
