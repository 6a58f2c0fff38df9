"""Blocks, canonical text and markup: nothing is lost on the way there and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.blocks import (
    KINDS,
    LONGEST_ADDRESS,
    Block,
    Link,
    as_json,
    canonical_text,
    from_json,
    is_web_address,
    one_line,
    runs,
    starts,
    tidy,
)
from articles.markup import inline_markup, to_blocks, to_markup

SIGNS = st.one_of(
    st.sampled_from("*[]()\\#>-! ab\u200f\u0301\u200d👩🏽"),
    st.characters(exclude_categories=["Cs", "Cc"]),
)
LINES = st.text(SIGNS, min_size=1, max_size=30).map(one_line).filter(bool)
ADDRESSES = st.text(st.sampled_from("ab()\\]*[?&"), max_size=8).map(
    lambda tail: "https://example.org/" + tail
)


@st.composite
def body_blocks(draw):
    kind = draw(st.sampled_from(KINDS[2:]))
    if kind == "picture":
        words = st.one_of(st.just(""), LINES)
        return Block(kind, source=draw(LINES), alt=draw(words), caption=draw(words))
    text = draw(LINES)
    spans = st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=3)
    links = [Link(start, end, draw(ADDRESSES)) for start, end in draw(spans)]
    return Block(kind, text, *tidy(text, links, draw(spans)))


@settings(max_examples=300, deadline=None)
@given(st.lists(body_blocks(), max_size=4).map(tuple))
def test_blocks_survive_markup_and_json(blocks):
    assert to_blocks(to_markup(blocks)) == blocks
    assert to_blocks(to_markup(blocks).replace("\n", "\r\n")) == blocks
    assert from_json(as_json(blocks)) == blocks


@settings(max_examples=300, deadline=None)
@given(st.text(st.one_of(st.sampled_from("*[]()\\#>-! \n\rhtps:/"), SIGNS)))
def test_any_text_is_markup_that_settles_at_once(typed):
    blocks = to_blocks(typed)
    assert to_blocks(to_markup(blocks)) == blocks


@settings(max_examples=200, deadline=None)
@given(st.lists(body_blocks(), max_size=5).map(tuple))
def test_every_block_stands_in_the_canonical_text_where_starts_says(blocks):
    text = canonical_text(blocks)
    for block, start in zip(blocks, starts(blocks), strict=True):
        if block.kind == "picture":
            assert start is None
        else:
            assert text[start : start + len(block.text)] == block.text
            assert "".join(run.text for run in runs(block)) == block.text


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("## A heading", "heading", "A heading"),
        ("> Somebody said so", "quote", "Somebody said so"),
        ("- One thing", "list_item", "One thing"),
        ("\\- Not a list", "paragraph", "- Not a list"),
        ("##No space, no heading", "paragraph", "##No space, no heading"),
        ("Two lines\nof one paragraph", "paragraph", "Two lines of one paragraph"),
        ("2 * 3 is six", "paragraph", "2 * 3 is six"),
        ("[words](javascript:alert(1))", "paragraph", "[words](javascript:alert(1))"),
        ("[words](/ours/)", "paragraph", "[words](/ours/)"),
        ("![](x", "paragraph", "![](x"),
    ],
)
def test_markup_reads_one_block(typed, kind, text):
    (block,) = to_blocks(typed)
    assert (block.kind, block.text, block.links) == (kind, text, ())


def test_links_and_emphasis_may_cross():
    (block,) = to_blocks("*one [two* three](https://example.org/a)")
    assert block.text == "one two three"
    assert block.emphasis == ((0, 7),)
    assert block.links == (Link(4, 13, "https://example.org/a"),)
    assert to_blocks(inline_markup(block)) == (block,)


def test_a_picture_has_alt_source_and_caption():
    (block,) = to_blocks("![A gate](samples/gate.svg) Closed on Monday")
    assert (block.source, block.alt) == ("samples/gate.svg", "A gate")
    assert (block.caption, block.text) == ("Closed on Monday", "")


def test_list_items_need_no_blank_line_between_them():
    assert [block.text for block in to_blocks("- a\n- b\nand more\n- c")] == [
        "a",
        "b and more",
        "c",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "poem", "text": "x"},
        {"kind": "paragraph"},
        {"kind": "paragraph", "text": " x"},
        {"kind": "paragraph", "text": "x\ny"},
        {"kind": "paragraph", "text": "x\x00"},
        {"kind": "paragraph", "text": "\ud800"},
        {"kind": "paragraph", "text": "x", "source": "y"},
        {"kind": "picture", "text": "x", "source": "y"},
        {"kind": "picture"},
        {"kind": "paragraph", "text": "word", "links": (Link(0, 4, "ftp://example.org"),)},
        {"kind": "paragraph", "text": "word", "links": (Link(0, 9, "https://example.org"),)},
        {"kind": "paragraph", "text": "word", "emphasis": ((2, 4), (0, 1))},
        {"kind": "paragraph", "text": "word", "emphasis": ((2, 2),)},
    ],
)
def test_a_block_out_of_shape_is_refused(fields):
    with pytest.raises(ValueError):
        Block(**fields)


def test_where_links_overlap_the_first_keeps_its_words():
    first, second = Link(0, 5, "https://a.example/"), Link(3, 8, "https://b.example/")
    links, _ = tidy("some words", [second, first], [])
    assert links == (first, Link(5, 8, "https://b.example/"))


def test_adjacent_links_to_one_address_are_one():
    halves = [Link(0, 2, "https://a.example/"), Link(2, 4, "https://a.example/")]
    assert tidy("word", halves, [(0, 2), (1, 3)]) == (
        (Link(0, 4, "https://a.example/"),),
        ((0, 3),),
    )


def test_an_address_has_a_longest_length():
    assert is_web_address("https://example.org/")
    assert not is_web_address("https://example.org/" + "a" * LONGEST_ADDRESS)
