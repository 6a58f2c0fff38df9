"""Which line is a page's headline."""

import html

from articles.parting import labels
from articles.parting.bylines import has_byline_marker
from articles.parting.dates import is_date_line, parse_published
from articles.parting.found import Found
from articles.parting.head import Head
from articles.parting.node import Node, words_of
from articles.parting.pieces import Piece, is_unseen, word_count
from articles.parting.story import tokens


def headline(head: Head, site: str) -> tuple[Found, Node | None]:
    """The headline, and the element that shows it if one does."""
    stated = [
        head.first("og:title"),
        html.unescape(head.stated.headline),
        head.first("twitter:title"),
    ]
    claims = [text for text in [*stated, head.title] if text]
    shown = [node for node in head.root.find("h1") if not is_unseen(node)]
    for node in shown:
        text = words_of(node)
        if word_count(text) >= 2 and not same(text, site) and any(agrees(text, c) for c in claims):
            return Found(text, "A level 1 heading says what the page's title says.", 0.97), node
    return _unconfirmed_headline(head, site, stated, shown)


def _unconfirmed_headline(
    head: Head, site: str, stated: list[str], shown: list[Node]
) -> tuple[Found, Node | None]:
    claims = [_without_site(text, head, site) for text in [stated[1], stated[0], stated[2]] if text]
    claims = [text for text in claims if not same(text, site)]
    bare = next((text for text in claims if text), "") or _without_site(head.title, head, site)
    titled = {tuple(tokens(text)) for text in [bare, *head.title_parts] if word_count(text) > 2}
    for node in head.root.find("h2", "h3", "strong", "b", "font", "td", "p", "div", "span"):
        if node.end - node.order < 8 and tuple(tokens(words_of(node))) in titled:
            return Found(words_of(node), "A line shows what the page's title says.", 0.85), node
    if len(shown) == 1 and word_count(words_of(shown[0])) >= 3:
        return Found(words_of(shown[0]), "It is the page's only level 1 heading.", 0.75), shown[0]
    if bare and not same(bare, site):
        return Found(bare, "It is the title that the page states; no heading shows it.", 0.65), None
    return Found("", "Neither a heading nor a title was found.", 0.2), None


def _without_site(text: str, head: Head, site: str) -> str:
    for mark in (" | ", " - ", " – ", " — ", " :: ", " • ", " · ", "｜", "|", " » ", " / "):
        before, _, after = text.rpartition(mark)
        if before and (same(after, site) or (text == head.title and word_count(after) <= 4)):
            return before.strip() if word_count(before) > 1 else text
    return text


def same(text: str, other: str) -> bool:
    return bool(text) and tokens(text) == tokens(other)


def agrees(shown: str, claim: str) -> bool:
    """Whether one contains the other, or most of their words are the same."""
    ours, theirs = tokens(shown), tokens(claim)
    if not ours or not theirs:
        return False
    first, second = f" {' '.join(ours)} ", f" {' '.join(theirs)} "
    shared = len(set(ours) & set(theirs)) / max(1, min(len(set(ours)), len(set(theirs))))
    longer = max(len(ours), len(theirs))
    return (
        first in second
        or second in first
        or (shared >= 0.75 and min(len(ours), len(theirs)) > 0.4 * longer)
    )


def line_above(story: list[Piece]) -> Found:
    """A page without any title: the story's first line, if that could be one."""
    if not story or not _may_head(story[0]):
        return Found("", "Neither a heading nor a title was found.", 0.2)
    return Found(story[0].text, "It is the first line of the story.", 0.5)


def _may_head(piece: Piece) -> bool:
    return _is_plain(piece) and 3 <= piece.size <= 25 and piece.text[-1] not in ".:;,"


def _is_plain(piece: Piece) -> bool:
    text = piece.text
    return not (
        piece.linked > 0.5
        or labels.is_chrome_line(text)
        or is_date_line(text)
        or has_byline_marker(text)
        or parse_published(text)
    )
