"""Blocks as HTML: the one place where markup is made from a story's words.

Every word is escaped; links were checked when the block was made. Each element's textContent is
its block's text exactly, and `data-start` is where that text starts in the canonical text.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from articles.blocks import Block, runs, starts

ELEMENTS = {"paragraph": "p", "heading": "h2", "quote": "blockquote", "list_item": "li"}
OUR_PICTURES = re.compile(r"samples/[\w-]+\.svg")


def draw(blocks: Iterable[Block], *, at: int = 0) -> SafeString:
    """The body's blocks as HTML; `at` is where the first one starts."""
    blocks = tuple(blocks)
    placed = zip(blocks, starts(blocks), strict=True)
    lists = groupby(placed, key=lambda pair: pair[0].kind == "list_item")
    return mark_safe("\n".join(_stretch(list(pairs), listed, at) for listed, pairs in lists))


def draw_body(blocks: Iterable[Block]) -> SafeString:
    """A story's body, given all of its blocks: headline and standfirst are drawn by the page."""
    blocks = tuple(blocks)
    lead = sum(1 for block in blocks if block.kind in ("headline", "standfirst"))
    found = starts(blocks)[lead:]
    return draw(blocks[lead:], at=next((start for start in found if start is not None), 0))


def _stretch(pairs: list[tuple[Block, int | None]], listed: bool, at: int) -> str:
    drawn = "\n".join(_block(block, start, at) for block, start in pairs)
    return f"<ul>\n{drawn}\n</ul>" if listed else drawn


def _block(block: Block, start: int | None, at: int) -> str:
    if start is None:
        return _picture(block)
    element, place = ELEMENTS[block.kind], at + start
    return f'<{element} id="b-{place}" data-start="{place}">{"".join(_inline(block))}</{element}>'


def _inline(block: Block) -> Iterator[str]:
    for run in runs(block):
        words = escape(run.text)
        if run.stressed:
            words = f"<em>{words}</em>"
        if run.href:
            words = (
                f'<a href="{escape(run.href)}" rel="nofollow noopener noreferrer ugc">{words}</a>'
            )
        yield words


def picture_address(source: str) -> str:
    """Where we serve the picture; "" for one that we do not hold."""
    if not OUR_PICTURES.fullmatch(source):
        return ""
    try:
        return static(source)
    except ValueError:
        return ""


def _picture(block: Block) -> str:
    """A picture that we hold, else its words alone: nothing is fetched from another host."""
    address = picture_address(block.source)
    image = f'<img src="{escape(address)}" alt="{escape(block.alt)}">' if address else ""
    words = block.caption or ("" if image else block.alt)
    caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    return f"<figure>{image}{caption}</figure>" if image or caption else ""
