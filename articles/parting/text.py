"""A text dump of a news page, taken apart."""

from articles.blocks import Block
from articles.parting.body import body_of
from articles.parting.imprint import imprint_of
from articles.parting.items import Item
from articles.parting.labels import is_chrome_line
from articles.parting.languages import language_of
from articles.parting.lines import Row, rows_of
from articles.parting.masthead import Masthead, read_masthead, sign
from articles.parting.noise import labelled, without_noise
from articles.parting.page import Decision, Page, Refusal, Teaser
from articles.parting.runs import Found, letter_of
from articles.parting.shapes import is_cut, is_headline, is_prose, same_words, word_count
from articles.parting.sniffing import sniff
from articles.parting.tail import find_teasers, ticker_of

LEAST_PARAGRAPHS = 2
LEAST_WORDS = 60
INDEX_HEADLINES = 5
INDEX_WORDS = 4


def part_text(text: str, address: str = "") -> Page:
    """A text dump taken apart. `address` is the page's, if known.

    Refusals: those of `sniff`, and no_story or index_page where no story is found.
    """
    sniff(text)
    lines = labelled(rows_of(text))
    ticker, rows = ticker_of(lines)
    head = read_masthead(rows)
    imprint = imprint_of(rows)
    head.outlets += [imprint] if imprint else []
    sign(head)
    rest, captions, left_out = without_noise(head)
    found = find_teasers(rest)
    blocks, decisions = body_of(_outside(rest, found))
    _refuse_without_story(head, rest, blocks, lines)
    found = [ticker, *found] if ticker else found
    teasers, about_teasers = _teasers(found, head.headline)
    return Page(
        headline=head.headline,
        standfirst=head.standfirst,
        byline=head.byline,
        publisher=head.publisher,
        published=head.published,
        reading_minutes=head.reading_minutes,
        captions=tuple(dict.fromkeys([*head.captions, *captions])),
        blocks=blocks,
        teasers=teasers,
        address=address,
        language=language_of(" ".join(block.text for block in blocks)),
        decisions=(*head.decisions, *decisions, *about_teasers, *left_out),
    )


def _outside(rows: list[Row], found: list[Found]) -> list[Row]:
    """The rows of the story: those in no teaser list."""
    taken = {at for one in found for at in range(one.start, one.end)}
    return [row for at, row in enumerate(rows) if at not in taken]


def _teasers(found: list[Found], headline: str) -> tuple[tuple[Teaser, ...], list[Decision]]:
    teasers: list[Teaser] = []
    decisions: list[Decision] = []
    seen: set[tuple[str, str]] = set()
    for one in found:
        for item in one.items:
            teaser = _teaser(item, one)
            key = (teaser.headline.casefold(), teaser.kind)
            if key in seen or same_words(teaser.headline, headline):
                continue
            seen.add(key)
            decisions.append(_decision(item, one, len(teasers)))
            teasers.append(teaser)
    return tuple(teasers), decisions


def _teaser(item: Item, found: Found) -> Teaser:
    summary = " ".join(item.summary)
    cut = bool(summary) and is_cut(summary)
    kind = "sponsored" if item.paid else found.kind
    return Teaser(item.headline, summary, "", kind, found.group, cut)


def _decision(item: Item, found: Found, index: int) -> Decision:
    if is_prose(item.headline) and not item.summary and item.headline[-1:] == ".":
        rule = "A full sentence without a summary: may be the story's."
        return Decision("teasers", rule, min(found.confidence, 0.6), index)
    return Decision("teasers", found.rule, found.confidence, index)


def _refuse_without_story(
    head: Masthead, rows: list[Row], blocks: tuple[Block, ...], lines: list[Row]
) -> None:
    """Refuse an index page or a page without a story."""
    words = sum(word_count(block.text) for block in blocks)
    paragraphs = sum(block.kind != "heading" for block in blocks)
    enough = paragraphs >= LEAST_PARAGRAPHS and words >= LEAST_WORDS
    if enough and not _is_index(head, rows):
        return
    headlines = sum(map(_may_be_headline, lines))
    raise Refusal("index_page" if headlines >= INDEX_HEADLINES else "no_story")


def _may_be_headline(row: Row) -> bool:
    words = word_count(row.text)
    return words >= INDEX_WORDS and is_headline(row.text) and not is_chrome_line(row.text)


def _is_index(head: Masthead, rows: list[Row]) -> bool:
    """Headlines, each with a line or two, and no sign of who wrote them or when."""
    letters = "".join(map(letter_of, rows))
    headlines = letters.count("h")
    if head.byline or head.published or headlines < INDEX_HEADLINES:
        return False
    questions = sum(row.text[-1:] in "?？؟" for row in rows)
    return "ss" not in letters and letters.count("s") <= headlines + 1 and questions * 2 < headlines
