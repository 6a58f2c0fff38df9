"""Marks over a story's words: whatever overlaps, the words stay as they are and every mark lies
where it should."""

import time
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as some

from annotations.painting import DEEPEST, DRAWN, Stroke, lanes, paint
from articles.blocks import Block, Link, canonical_text, starts, tidy
from articles.drawing import draw, draw_body, draw_words

LETTERS = "ab c<&\"'é\u0301 \u200d👩‍👧نص日本語\u202e"
KINDS = ("paragraph", "heading", "quote", "list_item")


class Read(HTMLParser):
    """What a browser would make of the markup: each block's words, which claims lie over each of
    them, and after how many of them each note stands. Refuses what does not nest."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.open, self.blocks, self.notes, self.firsts, self.lanes = [], {}, {}, [], {}
        self.at = None
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "a":
            assert "a" not in [name for name, _ in self.open], "a link within a link"
        if "data-start" in attributes:
            self.at = int(attributes["data-start"])
            self.blocks[self.at] = []
        claim = attributes.get("data-claim")
        if attributes.get("class") == "fn":
            assert claim not in self.notes
            self.notes[claim] = self.at + len(self.blocks[self.at])
        if "id" in attributes and attributes["id"].startswith("m-"):
            self.firsts.append(attributes["id"])
        if tag == "mark":
            self.lanes.setdefault(claim, set()).add(attributes.get("data-lane"))
        self.open.append((tag, claim))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag
        if tag in ("p", "h1", "h2", "blockquote", "li"):
            self.at = None

    def handle_data(self, data):
        if self.at is not None:
            over = frozenset(claim for tag, claim in self.open if tag == "mark")
            self.blocks[self.at] += [(sign, over) for sign in data]

    def words(self, start):
        return "".join(sign for sign, _ in self.blocks[start])

    def places(self, claim):
        return {
            start + offset
            for start, signs in self.blocks.items()
            for offset, (_, over) in enumerate(signs)
            if claim in over
        }


@some.composite
def lines(draw_some):
    line = draw_some(some.text(LETTERS, min_size=1, max_size=30)).strip(" ")
    return line or "x"


def spans(size):
    edges = some.tuples(some.integers(0, size), some.integers(0, size))
    return edges.map(sorted).filter(lambda pair: pair[0] < pair[1]).map(tuple)


@some.composite
def blocks(draw_some):
    found = []
    for number in range(draw_some(some.integers(1, 5))):
        text = draw_some(lines())
        some_spans = some.lists(spans(len(text)), max_size=2)
        links = [Link(*span, "https://example.org/?a=1&b=2") for span in draw_some(some_spans)]
        links, emphasis = tidy(text, links, draw_some(some_spans))
        kind = "headline" if number == 0 else draw_some(some.sampled_from(KINDS))
        found.append(Block(kind, text, links=links, emphasis=emphasis))
    return tuple(found)


@some.composite
def claims(draw_some, text):
    """Each claim's segments: in order, apart from each other, and none between blocks alone."""
    places, found = some.integers(0, len(text)), []
    for _ in range(draw_some(some.integers(0, 10))):
        edges = sorted(draw_some(some.sets(places, min_size=2, max_size=6)))
        pairs = zip(edges[::2], edges[1::2], strict=False)
        found.append([(start, end) for start, end in pairs if text[start:end].strip("\n")])
    return list(filter(None, found))


def stroke(number, segments):
    key = str(number)
    return Stroke(
        segments,
        mark=(("class", "hl"), ("data-claim", key)),
        once=(("id", f"m-{key}"),),
        note=(("class", "fn"), ("data-claim", key)),
        age=number,
    )


def page(story, overlay):
    headline = draw_words(story[0], overlay=overlay)
    body = draw_body(story, overlay=overlay)
    return f'<h1 data-start="0">{headline}</h1>{body}'


@settings(max_examples=300, deadline=None)
@given(some.data())
def test_words_stay_marks_nest_and_every_span_is_covered_exactly(data):
    story = data.draw(blocks())
    text = canonical_text(story)
    marked = data.draw(claims(text))
    strokes = [stroke(number, segments) for number, segments in enumerate(marked)]
    read = Read(page(story, paint(strokes)))

    in_blocks = set()
    for block, start in zip(story, starts(story), strict=True):
        assert read.words(start) == block.text
        in_blocks |= set(range(start, start + len(block.text)))

    ordered = sorted(strokes, key=lambda each: (each.start, -each.end, each.age))
    lane_of = dict(zip((each.age for each in ordered), lanes(ordered), strict=True))
    for number, segments in enumerate(marked):
        wanted = {at for start, end in segments for at in range(start, end)} & in_blocks
        deep = lane_of[number] >= DEEPEST
        assert read.places(str(number)) == (set() if deep else wanted)
        assert read.firsts.count(f"m-{number}") == (0 if deep or not wanted else 1)
        shown = str(lane_of[number]) if lane_of[number] < DRAWN else None
        assert read.lanes.get(str(number), {shown}) == {shown}
        if segments[-1][1] - 1 in in_blocks:
            assert read.notes[str(number)] == segments[-1][1]
    assert len(read.notes) == len(marked)


@settings(max_examples=100, deadline=None)
@given(some.data())
def test_a_block_drawn_alone_is_the_same_as_on_its_page(data):
    story = data.draw(blocks())
    marked = data.draw(claims(canonical_text(story)))
    overlay = paint(stroke(number, segments) for number, segments in enumerate(marked))
    whole = page(story, overlay)
    for block, start in zip(story, starts(story), strict=True):
        if block.kind != "headline":
            alone = draw([block], at=start, overlay=overlay)
            assert alone.removeprefix("<ul>\n").removesuffix("\n</ul>") in whole


def test_the_longer_of_two_claims_lies_outside_and_the_older_of_two_equal_ones():
    text = Block("paragraph", "They said that the barrier would hold.")
    strokes = [stroke(1, [(5, 9)]), stroke(2, [(0, 9)]), stroke(3, [(5, 9)])]
    drawn = draw_words(text, overlay=paint(strokes))
    assert drawn.index('id="m-2"') < drawn.index('id="m-1"') < drawn.index('id="m-3"')


def test_a_quotation_interrupted_is_one_claim_with_one_note():
    text = Block("paragraph", "“It holds,” she said, “for thirty years.”")
    drawn = draw_words(text, overlay=paint([stroke(1, [(0, 11), (22, 41)])]))
    assert drawn.count("<mark") == 2
    assert drawn.count('id="m-1"') == 1
    assert drawn.endswith('</mark><a class="fn" data-claim="1"></a>')


def test_a_note_within_a_link_parts_it_and_nothing_else_does():
    text = "The report says so."
    block = Block("paragraph", text, links=(Link(4, 15, "https://example.org/"),))
    crossing = draw_words(block, overlay=paint([stroke(1, [(0, 10), (16, 18)])]))
    assert crossing.count("<a href") == 1
    ending = draw_words(block, overlay=paint([stroke(1, [(0, 10)])]))
    assert ending.count("<a href") == 2


def test_a_thousand_claims_cost_little_however_they_overlap():
    words = Block("paragraph", "word " * 12_400 + "end")
    apart = [stroke(number, [(number * 60, number * 60 + 50)]) for number in range(1000)]
    heaped = [stroke(number, [(number, 62_000 - number)]) for number in range(1000)]
    for strokes in (apart, heaped):
        began = time.process_time()
        drawn = draw_words(words, overlay=paint(strokes))
        assert time.process_time() - began < 0.5
        assert drawn.count('class="fn"') == 1000
    assert len(drawn) < 400_000
