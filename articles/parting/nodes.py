"""Node records of an HTML page → the page in its parts.

Two steps, so that the story's own mark-up can pass the sanitiser in between: `plan` decides
everything and writes the story as HTML, `finish` makes blocks of the records of the clean one.
"""

from dataclasses import dataclass, replace

from articles.parting import (
    authors,
    days,
    fronts,
    headlines,
    labels,
    metadata,
    standfirsts,
    story,
    teasers,
)
from articles.parting.bylines import clean_byline, has_byline_marker
from articles.parting.captions import captions, is_caption
from articles.parting.closing import without_makers, without_names
from articles.parting.dates import is_date_line, parse_published
from articles.parting.found import Found
from articles.parting.head import Head
from articles.parting.links import Item, items, key_of
from articles.parting.listing import Listing
from articles.parting.node import Markup, Node, Record, grow
from articles.parting.page import Decision, Page, Refusal
from articles.parting.pieces import Piece, cut
from articles.parting.weighing import ENOUGH
from articles.parting.writing import blocks_of, html_of

LEAST_PARAGRAPHS = 2
LEAST_WORDS = 60
FRONT_TEASERS = 5
_HEADER = 40
_ABOVE_HEADLINE = 6
_AFTER = 7


@dataclass(frozen=True)
class Plan:
    """A page but for its blocks. `story` holds the story as foreign HTML, a piece each."""

    page: Page
    story: tuple[str, ...]
    base: str


def plan(markup: Markup, address: str = "") -> Plan:
    """Decide what is what. Raises Refusal: no_story, index_page."""
    root = grow(markup.records)
    head = Head(root, markup, address)
    pieces = cut(root)
    core = story.core(pieces, markup.readings)
    site = metadata.publisher(head, address)
    title, shown = headlines.headline(head, site.value)
    canonical = metadata.canonical(head)
    own = {key_of(each) for each in (canonical, address) if each}
    rows = items(root, head.base, own)
    listings = teasers.find(root, rows, title.value, core)
    if core is None or fronts.is_made_of(core.pieces, rows):
        raise _no_story(listings, rows, head)
    chosen = story.choose(pieces, core, _taken(listings))
    chosen = _below_headline(chosen, shown)
    _refuse_stubs(chosen, listings, rows, head)
    header = _header(pieces, chosen, shown)
    if not title.value:
        title = headlines.line_above(chosen)
    read = chosen
    lead, lead_piece = standfirsts.standfirst(head, header, chosen, shown)
    chosen = [piece for piece in chosen if piece is not lead_piece and not is_caption(piece)]
    chosen = _trimmed(chosen, title.value)
    _refuse_stubs(chosen, listings, rows, head)
    by = authors.byline(head, header, _tail(pieces, read, listings), site.value)
    chosen = without_makers(without_names(chosen, by.value), by.value)
    day = days.published(head, header, pieces)
    words = "\n".join(piece.text for piece in chosen)
    start = min(header[0].order if header else core.first, core.first)
    page = Page(
        headline=title.value,
        standfirst=lead.value,
        byline=by.value,
        publisher=site.value,
        published=day.value or None,
        reading_minutes=metadata.reading_minutes(header),
        captions=captions(_outside(pieces, listings), start, chosen[-1].node.end, chosen[0].order),
        teasers=tuple(teaser for listing in listings for teaser in listing.teasers),
        address=canonical,
        language=metadata.language(head, words),
        decisions=(
            *_field_decisions(
                headline=title, standfirst=lead, byline=by, publisher=site, published=day
            ),
            *_block_decisions(chosen, core, markup),
            *_teaser_decisions(listings),
        ),
    )
    return Plan(page, tuple(html_of(piece) for piece in chosen), head.base)


def finish(planned: Plan, clean: tuple[Record, ...]) -> Page:
    """The page with its blocks, made from the records of the sanitised story."""
    return replace(planned.page, blocks=blocks_of(grow(clean), planned.base))


def _no_story(listings: list[Listing], rows: list[Item], head: Head) -> Refusal:
    count = sum(len(listing.teasers) for listing in listings)
    front = count >= FRONT_TEASERS or head.stated.is_front
    front = front or len(fronts.cards(rows)) >= fronts.LEAST_CARDS
    return Refusal("index_page" if front else "no_story")


def _refuse_stubs(
    chosen: list[Piece], listings: list[Listing], rows: list[Item], head: Head
) -> None:
    paragraphs = [piece for piece in chosen if piece.kind != "heading"]
    if len(paragraphs) < LEAST_PARAGRAPHS or sum(piece.size for piece in chosen) < LEAST_WORDS:
        raise _no_story(listings, rows, head)


def _taken(listings: list[Listing]) -> list[Node]:
    nodes = [
        node for listing in listings for item in listing.items for node in (item.node, *item.more)
    ]
    return nodes + [listing.label_node for listing in listings if listing.label_node is not None]


def _outside(pieces: list[Piece], listings: list[Listing]) -> list[Piece]:
    spans = [(node.order, node.end) for node in _taken(listings)]
    return [
        piece for piece in pieces if not any(start <= piece.order < end for start, end in spans)
    ]


def _tail(pieces: list[Piece], read: list[Piece], listings: list[Listing]) -> list[Piece]:
    """The story's last two pieces and the few after them that are no teasers."""
    outside = _outside(pieces, listings)
    at = next((at for at, piece in enumerate(outside) if piece is read[-1]), len(outside))
    return outside[max(0, at - 1) : at + _AFTER]


def _below_headline(chosen: list[Piece], shown: Node | None) -> list[Piece]:
    """Without what stands over the headline or in it, and date or byline under it."""
    if shown is not None:
        below = [piece for piece in chosen if piece.order >= shown.end]
        if sum(piece.size for piece in below) > 0.8 * sum(piece.size for piece in chosen):
            chosen = below
        chosen = [piece for piece in chosen if not shown.spans(piece.order)]
    return [piece for at, piece in enumerate(chosen) if at > 3 or not _is_credit_line(piece)]


def _header(pieces: list[Piece], chosen: list[Piece], shown: Node | None) -> list[Piece]:
    """The pieces around the headline, up to the story's second paragraph."""
    order = {id(piece): at for at, piece in enumerate(pieces)}
    end = order[id(chosen[0])] if chosen else len(pieces)
    start = end - _HEADER
    if shown is not None:
        at = next((at for at, piece in enumerate(pieces) if piece.order >= shown.order), end)
        start = at - _ABOVE_HEADLINE if at <= end else start
    third = order[id(chosen[min(2, len(chosen) - 1)])]
    header = pieces[max(0, start) : end][: _HEADER + _ABOVE_HEADLINE]
    header += [piece for piece in pieces[end : third + 1] if piece.size <= 60]
    return [piece for piece in header if shown is None or not shown.spans(piece.order)]


def _trimmed(chosen: list[Piece], headline: str) -> list[Piece]:
    """Without headline, bylines and dates at the story's ends."""
    if not chosen:
        return []
    body = standfirsts.body_of(chosen)
    inner = [
        piece
        for at, piece in enumerate(chosen)
        if not (at < 4 and piece.text.casefold() == headline.casefold())
        and not (at < 3 and _is_credit_line(piece))
        and not (piece.order < body.order and piece.size <= 25 and _is_header_line(piece))
    ]
    while inner and (_is_credit_line(inner[-1]) or inner[-1].kind == "heading"):
        inner = inner[:-1]
    return inner


def _is_header_line(piece: Piece) -> bool:
    """A line between headline and story that is no sentence, or states a date or an author."""
    if has_byline_marker(piece.text) or parse_published(piece.text):
        return True
    return piece.size <= 12 and piece.text[-1] not in '.!?。！？…”"»'


def _is_credit_line(piece: Piece) -> bool:
    if piece.size > 25 or piece.kind in ("list_item", "quote"):
        return False
    if is_date_line(piece.text) or labels.is_section_name(piece.text):
        return True
    if parse_published(piece.text) and (
        has_byline_marker(piece.text) or metadata.reading_minutes([piece])
    ):
        return True
    return piece.size <= 14 and has_byline_marker(piece.text) and bool(clean_byline(piece.text)[0])


def _field_decisions(**fields: Found) -> list[Decision]:
    return [Decision(name, found.rule, found.confidence) for name, found in fields.items()]


def _block_decisions(chosen: list[Piece], core: story.Core, markup: Markup) -> list[Decision]:
    readings = [story.Reading(text) for text in markup.readings]
    decisions: list[Decision] = []
    for at, piece in enumerate(chosen):
        agreeing = sum(reading.share(piece.text) >= story.COVERED for reading in readings)
        edge = at in (0, len(chosen) - 1)
        if agreeing > 1:
            decisions.append(
                Decision("blocks", "Two readers of the page take it for the story.", 0.97, at)
            )
        elif agreeing:
            decisions.append(
                Decision(
                    "blocks",
                    "One of two readers takes it for the story.",
                    0.65 if edge else 0.8,
                    at,
                )
            )
        else:
            decisions.append(
                Decision(
                    "blocks", "It stands among the story's paragraphs.", 0.65 if edge else 0.72, at
                )
            )
    return decisions


def _teaser_decisions(listings: list[Listing]) -> list[Decision]:
    decisions: list[Decision] = []
    for listing in listings:
        confidence = min(0.97, 0.6 + 0.1 * (listing.score - ENOUGH))
        rule = "A list beside the story: " + ", ".join(listing.rules) + "."
        for _ in listing.teasers:
            decisions.append(Decision("teasers", rule, round(confidence, 2), len(decisions)))
    return decisions
