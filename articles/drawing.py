"""Blocks as HTML: the one place where markup is made from a story's words.

Every word is escaped; links were checked when the block was made. Each element's textContent is
its block's text exactly, and `data-start` is where that text starts in the canonical text.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from string import Formatter

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from articles.blocks import BETWEEN, Block, Run, runs, starts
from articles.overlay import Overlay, Piece, Sign, begun_before, within

Signs = tuple[Sign, ...]
ELEMENTS = {"paragraph": "p", "heading": "h2", "quote": "blockquote", "list_item": "li"}
TO_ESCAPE = re.compile("[&<>\"']")
OUR_PICTURES = re.compile(r"samples/[\w-]+\.svg")


def draw(blocks: Iterable[Block], *, at: int = 0, overlay: Overlay = ()) -> SafeString:
    """The blocks as HTML, with what is drawn over them; `at` is where the first one starts."""
    blocks = tuple(blocks)
    pen = _Pen(overlay, at)
    placed = zip(blocks, starts(blocks), strict=True)
    lists = groupby(placed, key=lambda pair: pair[0].kind == "list_item")
    drawn = (_stretch(list(pairs), listed, at, pen) for listed, pairs in lists)
    return mark_safe("\n".join(drawn))


def draw_body(blocks: Iterable[Block], *, overlay: Overlay = ()) -> SafeString:
    """A story's body, given all of its blocks: headline and standfirst are drawn by the page."""
    blocks = tuple(blocks)
    lead = sum(1 for block in blocks if block.kind in ("headline", "standfirst"))
    found = starts(blocks)[lead:]
    at = next((start for start in found if start is not None), 0)
    return draw(blocks[lead:], at=at, overlay=overlay)


def draw_words(block: Block, *, at: int = 0, overlay: Overlay = ()) -> SafeString:
    """What stands within a block's element, for a page that draws the element itself."""
    return mark_safe(_Pen(overlay, at).words(block, at))


def block_of(story: str, start: int) -> SafeString | None:
    """The element of the block that starts at this place, out of a story that was drawn."""
    found = re.search(rf'<(\w+)[^>]* data-start="{start}">.*?</\1>', story, re.DOTALL)
    return mark_safe(found[0]) if found else None


class Pattern:
    """Markup with named places, for what is drawn a thousand times on a page."""

    def __init__(self, markup: str) -> None:
        parsed = [(before, name) for before, name, _, _ in Formatter().parse(markup)]
        self.places = [(before, name) for before, name in parsed if name is not None]
        self.end = "".join(before for before, name in parsed if name is None)

    def __call__(self, **values: object) -> SafeString:
        """The markup with these values in their places; what is not known to be safe is escaped."""
        safe = {name: _safe(value) for name, value in values.items()}
        parts = [part for before, name in self.places for part in (before, safe[name])]
        return SafeString("".join([*parts, self.end]))


def joined(parts: Iterable[object]) -> SafeString:
    """Markup put together; what is not known to be safe is escaped."""
    return SafeString("".join(map(_safe, parts)))


def _safe(value: object) -> str:
    return value if isinstance(value, SafeString) else _escaped(str(value))


def _escaped(words: str) -> str:
    """Most of what a page holds has nothing to escape: to look is quicker than to replace."""
    return escape(words) if TO_ESCAPE.search(words) else words


def _stretch(pairs: list[tuple[Block, int | None]], listed: bool, at: int, pen: _Pen) -> str:
    drawn = "\n".join(_block(block, start, at, pen) for block, start in pairs)
    return f"<ul>\n{drawn}\n</ul>" if listed else drawn


def _block(block: Block, start: int | None, at: int, pen: _Pen) -> str:
    if start is None:
        return _picture(block)
    element, place = ELEMENTS[block.kind], at + start
    words = pen.words(block, place)
    return f'<{element} id="b-{place}" data-start="{place}">{words}</{element}>'


class _Pen:
    """Draws the words of blocks and the signs over them. Signs nest within links, so that a link
    is cut only where a note stands in the midst of it: no link may hold another."""

    def __init__(self, overlay: Overlay, at: int) -> None:
        self.overlay = overlay
        self.drawn = begun_before(overlay, at, len(BETWEEN))

    def words(self, block: Block, place: int) -> str:
        parts: list[str] = []
        open_: tuple[str | Sign, ...] = ()
        notes: list[str] = []
        pieces = list(within(self.overlay, place, place + len(block.text), len(BETWEEN)))
        for text, run, around, after in _cut(block, pieces, place):
            if text:
                wanted = (run.href, *around) if run.href else around
                kept = _kept(open_, wanted, bool(notes))
                parts += [_closed(each) for each in reversed(open_[kept:])]
                parts += notes
                parts += [self._opened(each) for each in wanted[kept:]]
                parts.append(f"<em>{escape(text)}</em>" if run.stressed else escape(text))
                open_, notes = wanted, []
            notes += [f"{self._opened(sign)}{_closed(sign)}" for sign in after]
        return "".join([*parts, *map(_closed, reversed(open_)), *notes])

    def _opened(self, each: str | Sign) -> str:
        if isinstance(each, str):
            return f'<a href="{escape(each)}" rel="nofollow noopener noreferrer ugc">'
        attributes = each.attributes if each in self.drawn else each.once + each.attributes
        self.drawn.add(each)
        return f"<{each.element}{''.join(_attribute(*pair) for pair in attributes)}>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{_escaped(value)}"' if value else f" {name}"


def _closed(each: str | Sign) -> str:
    return "</a>" if isinstance(each, str) else f"</{each.element}>"


def _kept(open_: tuple[str | Sign, ...], wanted: tuple[str | Sign, ...], before_notes: bool) -> int:
    """How many of the open elements stay open: none if notes must get out of a link."""
    if before_notes and open_ and isinstance(open_[0], str):
        return 0
    pairs = enumerate(zip(open_, wanted, strict=False))
    alike = min(len(open_), len(wanted))
    return next((number for number, (one, other) in pairs if one != other), alike)


def _cut(
    block: Block, pieces: Sequence[Piece], place: int
) -> Iterator[tuple[str, Run, Signs, Signs]]:
    """The block's runs, cut further where a piece of the overlay begins or ends."""
    left = deque(pieces)
    for run in runs(block):
        at, end = run.start, run.start + len(run.text)
        while at < end:
            piece = left[0] if left else None
            begins = piece.start - place if piece else end
            if piece is None or begins > at:
                stop, around, after = min(begins, end), (), ()
            else:
                stop, around = min(piece.end - place, end), piece.around
                after = left.popleft().after if stop == piece.end - place else ()
            yield block.text[at:stop], run, around, after
            at = stop
    for piece in left:
        yield "", run, (), piece.after


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
