"""Rich text that a curator pastes, as the small markup: sanitised, then read into blocks."""

import re
from html.parser import HTMLParser

from articles.blocks import Block, Link, is_web_address, tidy
from articles.markup import to_markup
from articles.sanitizing import sanitize

_KINDS = {
    "p": "paragraph", "blockquote": "quote", "li": "list_item", "br": "paragraph",
    **{f"h{level}": "heading" for level in range(2, 7)},
}  # fmt: skip
_STRESS = ("em", "i")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")
_WHOLE = re.compile(r"(?i)<(/?)h1\b")


def from_rich_text(html: str, address: str = "") -> str:
    """The words with their links, emphasis, headings, quotes and lists; Refusal if it is too much.

    Other markup leaves its words. Pasted main headings become headings of the body.
    """
    reader = _Reader()
    reader.feed(sanitize(_WHOLE.sub(r"<\1h2", html), address))
    reader.close()
    return to_markup(reader.blocks)


class _Reader(HTMLParser):
    """Gathers blocks from the few tags that sanitising leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.kinds: list[str] = []
        self.begin()

    def begin(self) -> None:
        self.text = ""
        self.links: list[Link] = []
        self.stressed: list[tuple[int, int]] = []
        self.link: tuple[int, str] | None = None
        self.stress: int | None = None

    def end(self) -> None:
        text = self.text.rstrip(" ")
        kind = next((kind for kind in reversed(self.kinds) if kind != "paragraph"), "paragraph")
        if text:
            self.blocks.append(Block(kind, text, *tidy(text, self.links, self.stressed)))
        self.begin()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _KINDS:
            self.end()
            if tag != "br":
                self.kinds.append(_KINDS[tag])
        elif tag == "a":
            href = dict(attrs).get("href") or ""
            self.link = (len(self.text), href) if is_web_address(href) else None
        elif tag in _STRESS and self.stress is None:
            self.stress = len(self.text)

    def handle_endtag(self, tag: str) -> None:
        if tag in _KINDS:
            self.end()
            if self.kinds:
                self.kinds.pop()
        elif tag == "a" and self.link:
            start, href = self.link
            self.links.append(Link(start, len(self.text), href))
            self.link = None
        elif tag in _STRESS and self.stress is not None:
            self.stressed.append((self.stress, len(self.text)))
            self.stress = None

    def handle_data(self, data: str) -> None:
        words = _BLANK.sub(" ", data)
        if not self.text or self.text.endswith(" "):
            words = words.lstrip(" ")
        self.text += words

    def close(self) -> None:
        super().close()
        self.end()
