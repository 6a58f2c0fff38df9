"""The only importer of bleach: foreign HTML down to a few harmless tags.

One layer of several: stories are stored as plain text, whatever passes here.
"""

from collections.abc import Iterator
from typing import Any

import bleach
from bleach.html5lib_shim import Filter

from articles.parting.depth import deepest, most_attributes, without_raw
from articles.parting.node import absolute
from articles.parting.page import Refusal

LARGEST = 100_000
DEEPEST = 100
MOST_ATTRIBUTES = 200
TAGS = frozenset(
    [
        "p",
        "br",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ul",
        "ol",
        "li",
        "a",
        "em",
        "i",
        "b",
        "strong",
    ]
)


def sanitize(html: str, address: str = "") -> str:
    """The HTML with nothing left but paragraphs, headings, quotes, lists, emphasis and web links.

    Links are made absolute against `address`; one that does not lead to http(s) loses its href.
    Scripts, styles and the like go with their contents, other elements leave their words.
    Raises Refusal: too_large over 100 kB, too_deep over 100 levels or 200 attributes in a tag.
    """
    if len(html) > LARGEST:
        raise Refusal("too_large", f"This is more than {LARGEST // 1000} kB of rich text.")
    if deepest(html) > DEEPEST:
        raise Refusal("too_deep", f"Its elements are nested more than {DEEPEST} deep.")
    if most_attributes(html) > MOST_ATTRIBUTES:
        raise Refusal("too_deep", f"One of its tags has more than {MOST_ATTRIBUTES} attributes.")

    class WebLinks(Filter):  # type: ignore[misc]
        def __iter__(self) -> Iterator[dict[str, Any]]:
            return (_with_web_link(token, address) for token in super().__iter__())

    cleaner = bleach.Cleaner(
        tags=TAGS,
        attributes={"a": ["href"]},
        protocols={"http", "https"},
        strip=True,
        strip_comments=True,
        filters=[WebLinks],
    )
    cleaned: str = cleaner.clean(without_raw(html))
    return cleaned


def _with_web_link(token: dict[str, Any], address: str) -> dict[str, Any]:
    href = (None, "href")
    if token["type"] == "StartTag" and href in token["data"]:
        resolved = absolute(token["data"].pop(href), address)
        if resolved:
            token["data"][href] = resolved
    return token
