"""What a page's head says: titles, descriptions, links and the rest of its meta elements."""

import html
import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlsplit

from articles.parting.linked_data import Statement, statement
from articles.parting.node import Markup, Node, absolute, collapse, words_of

_SITE_MARK = re.compile(r"\s+[|–—»«·•:‹›/-]+\s+|\s+::\s+|\s*[|｜»_]\s*|:\s+")


class Head:
    """The page's own statements, read once from its tree and its JSON-LD."""

    def __init__(self, root: Node, markup: Markup, address: str) -> None:
        self.root = root
        self.given_address = address
        self.stated: Statement = statement(markup.linked_data)
        self.guessed_date = markup.guessed_date
        self.base = self._base(address)

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Contents of meta elements by name or property, in lower case."""
        found: dict[str, list[str]] = {}
        for node in self.root.find("meta"):
            content = collapse(html.unescape(node.get("content")))
            for name in {node.get("property"), node.get("name"), node.get("itemprop")} - {""}:
                if content:
                    found.setdefault(name.lower(), []).append(content)
        return found

    def first(self, *names: str) -> str:
        """The content of the first of these meta elements that has any."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    @cached_property
    def title(self) -> str:
        return next((words_of(node) for node in self.root.find("title")), "")

    @cached_property
    def title_parts(self) -> list[str]:
        """The title cut where a site puts its name before or after."""
        return [part.strip() for part in _SITE_MARK.split(self.title) if part.strip()]

    @cached_property
    def home_name(self) -> str:
        """What the link to the site's front page says, where that is in the title too."""
        titled = {part.casefold() for part in self.title_parts}
        for link in self.root.find("a"):
            if urlsplit(link.get("href")).path in ("", "/") and link.get("href")[:1] not in (
                "",
                "#",
            ):
                text = words_of(link)
                if text.casefold() in titled:
                    return text
        return ""

    @cached_property
    def descriptions(self) -> list[str]:
        named = ("og:description", "description", "twitter:description", "dcterms.abstract")
        texts = [self.first(name) for name in named] + [html.unescape(self.stated.description)]
        return [text for text in texts if text]

    def links(self, rel: str) -> Iterator[str]:
        for node in self.root.find("link"):
            if rel in node.get("rel").lower().split():
                yield node.get("href")

    def _base(self, address: str) -> str:
        for node in self.root.find("base"):
            if stated := absolute(node.get("href"), address):
                return stated
        for href in self.links("canonical"):
            return address or absolute(href, "")
        return address or absolute(self.first("og:url"), "") or absolute(self.stated.address, "")
