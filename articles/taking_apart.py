"""Bytes as they came in → a page in its parts: the entry for text and HTML alike."""

import logging
from typing import Any

from articles.blocks import from_json
from articles.killable import Fault, Killable
from articles.parting.page import Decision, Page, Refusal, Teaser
from articles.parting.sniffing import decode, sniff
from articles.parting.text import part_text

logger = logging.getLogger(__name__)
dissect = Killable("articles.dissecting:part_html_as_json")


def part_page(data: bytes, kind: str | None = None, address: str = "") -> Page:
    """The page in its parts. `kind` is text or html, or sniffed if None.

    Raises Refusal with any code of `articles.parting.page.REFUSALS` but duplicate. HTML is parsed
    in a child process, which is killed after 10 seconds or at 1 GiB of memory.
    """
    text = decode(data)
    sniffed = sniff(text)
    if (kind or sniffed) == "html":
        return part_html(text, address)
    return part_text(text, address)


def part_html(html: str, address: str = "") -> Page:
    """The parts of decoded HTML, taken in a child process."""
    try:
        return _page(dissect(html, address))
    except Fault as fault:
        logger.error("taking a page apart failed: %s", fault)
        raise Refusal("not_a_page", "The page's HTML broke our reader.") from fault


def _page(values: Any) -> Page:
    return Page(
        **{
            **values,
            "captions": tuple(values["captions"]),
            "blocks": from_json(values["blocks"]),
            "teasers": tuple(Teaser(**teaser) for teaser in values["teasers"]),
            "decisions": tuple(Decision(**decision) for decision in values["decisions"]),
        }
    )
