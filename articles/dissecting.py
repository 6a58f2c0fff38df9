"""HTML → page, all in one process: what the killable child runs."""

from articles import extracting
from articles.blocks import as_json
from articles.parting.node import Record
from articles.parting.nodes import finish, plan
from articles.parting.page import Page
from articles.sanitizing import LARGEST, sanitize

_ROOM = LARGEST - 1_000


def part_html(html: str, address: str = "") -> Page:
    """The page in its parts. Raises Refusal: empty, too_large, too_deep, no_story, index_page."""
    planned = plan(extracting.read(html, address), address)
    return finish(planned, _clean_records(planned.story, planned.base))


def part_html_as_json(html: str, address: str = "") -> dict[str, object]:
    """As `part_html`, in JSON values; `articles.taking_apart` makes a page of them again."""
    page = part_html(html, address)
    return {
        **{name: getattr(page, name) for name in _PLAIN},
        "captions": list(page.captions),
        "blocks": as_json(page.blocks),
        "teasers": [vars(teaser) for teaser in page.teasers],
        "decisions": [vars(decision) for decision in page.decisions],
    }


_PLAIN = [
    "headline",
    "standfirst",
    "byline",
    "publisher",
    "published",
    "reading_minutes",
    "address",
    "language",
]


def _clean_records(story: tuple[str, ...], base: str) -> tuple[Record, ...]:
    """The story through the sanitiser, in stretches that it takes."""
    clean: list[str] = []
    stretch: list[str] = []
    size = 0
    for piece in (piece for piece in story if len(piece) <= _ROOM):
        if size + len(piece) > _ROOM:
            clean.append(sanitize("".join(stretch), base))
            stretch, size = [], 0
        stretch.append(piece)
        size += len(piece)
    clean.append(sanitize("".join(stretch), base))
    return extracting.fragment("".join(clean))
