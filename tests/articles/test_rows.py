"""Rows of a review: a page's parts as one list and back, whatever people do to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.blocks import Block, Link, one_line, tidy
from articles.parting.page import Teaser
from articles.rows import (
    LEFT_OUT,
    Parts,
    Row,
    line,
    moved,
    moved_across,
    parts_of,
    rows_of,
    settled,
)  # fmt: skip

SIGNS = st.one_of(
    st.sampled_from("*[]()\\#>-! ab\u200f\u0301."), st.characters(exclude_categories=["Cs", "Cc"])
)
LINE = st.text(SIGNS, min_size=1, max_size=30).map(one_line).filter(str.strip)
MAYBE = st.one_of(st.just(""), LINE)
ADDRESS = st.text(st.sampled_from("ab()\\]*[?&"), max_size=8).map("https://x.org/{}".format)
MAYBE_ADDRESS = st.one_of(st.just(""), ADDRESS)
TEASER = st.builds(
    Teaser, LINE, MAYBE, MAYBE_ADDRESS, st.sampled_from(["related", "sponsored"]), MAYBE
)


@st.composite
def blocks(draw):
    kind = draw(st.sampled_from(["paragraph", "heading", "quote", "list_item", "picture"]))
    if kind == "picture":
        return Block(kind, source=draw(LINE), alt=draw(MAYBE), caption=draw(MAYBE))
    text = draw(LINE)
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    links = [Link(*ends, draw(ADDRESS)) for ends in draw(st.lists(span, max_size=3))]
    return Block(kind, text, *tidy(text, links, draw(st.lists(span, max_size=3))))


@given(LINE, MAYBE, st.lists(LINE, max_size=2), st.lists(blocks(), max_size=4),
       st.lists(TEASER, max_size=3))  # fmt: skip
def test_a_page_that_nobody_touched_comes_back_as_it_was(
    headline, standfirst, captions, body, along
):
    rows = rows_of(headline, standfirst, captions, body, along)
    parts = parts_of(settled(rows, headline=headline, standfirst=standfirst))
    assert parts == Parts(headline, standfirst, tuple(captions), tuple(body), tuple(along))


def row(number, kind="paragraph", text="Words.", **fields):
    return Row(number, kind, text, **fields)


def test_words_show_no_backslash_where_none_is_needed():
    assert line(Block("paragraph", "He said it […] and (again) 2*3")) == (
        "He said it […] and (again) 2*3"
    )
    assert line(Block("paragraph", "A *star*")) == "A \\*star\\*"


def test_a_teaser_in_the_story_is_one_sentence_after_the_other():
    asked = Row(0, "paragraph", "Will it hold?", "They think so.")
    told = Row(1, "paragraph", "It holds", "They are sure.")
    bare = Row(2, "paragraph", "", "Only a summary.")
    texts = [block.text for block in parts_of([asked, told, bare]).body]
    assert texts == ["Will it hold? They think so.", "It holds. They are sure.", "Only a summary."]


def test_a_paragraph_among_the_headlines_keeps_its_words_and_its_link():
    moved = row(1, "related", "The [barrier](https://x.org/b) *holds*, they say.")
    assert parts_of([moved]).teasers == (
        Teaser("The barrier holds, they say.", url="https://x.org/b"),
    )


def test_a_long_paragraph_among_the_headlines_loses_nothing():
    text = " ".join(["word"] * 400)
    (teaser,) = parts_of([row(1, "related", text, summary="More.")]).teasers
    assert len(teaser.headline) <= 1000
    assert f"{teaser.headline} {teaser.summary}" == f"{text} More."
    (unbroken,) = parts_of([row(1, "related", "x" * 1500)]).teasers
    assert unbroken.headline + unbroken.summary == "x" * 1500


def test_a_summary_known_to_be_cut_short_stays_so():
    rows = [row(0, "related", "One", summary="Cut of"), row(1, "related", "Two", summary="Whole.")]
    assert [each.truncated for each in parts_of(rows, {"Cut of"}).teasers] == [True, False]


def test_a_newly_chosen_headline_takes_the_place_of_the_old_one():
    rows = [row(0, "headline", "Old"), row(1), row(2, "headline", "New")]
    found = settled(rows, headline="Old")
    assert [(each.kind, each.text) for each in found] == [
        ("paragraph", "Old"), ("paragraph", "Words."), ("headline", "New"),
    ]  # fmt: skip
    assert parts_of(found).headline == "New"


def test_of_two_equal_headlines_the_first_stays():
    rows = [row(0, "headline", "Old"), row(1, "headline", "Old")]
    assert [each.kind for each in settled(rows, headline="Old")] == ["headline", "paragraph"]


@pytest.mark.parametrize("chosen", ["headline", "standfirst"])
def test_many_that_claim_one_place_are_not_compared_with_one_another(monkeypatch, chosen):
    compared = []
    monkeypatch.setattr(Row, "__eq__", lambda *pair: compared.append(pair) or pair[0] is pair[1])
    rows = [row(number, chosen, f"Claim {number}") for number in range(50)]
    kinds = [each.kind for each in settled(rows)]
    assert kinds == [chosen, *["paragraph"] * 49]
    assert compared == []


def test_what_is_left_out_or_empty_goes():
    rows = [row(0), row(1, LEFT_OUT), row(2, text=" \n "), row(3, "related", "", summary="Kept")]
    assert [each.number for each in settled(rows)] == [0, 3]


def test_a_row_parted_by_a_blank_line_is_two_blocks():
    (first, second) = parts_of([row(0, "quote", "One\nline.\r\n\r\n \n\n*Two*.\n \n")]).body
    assert (first.text, second.text, second.kind) == ("One line.", "Two.", "quote")


def test_a_picture_whose_line_was_emptied_of_meaning_becomes_words():
    rows = [row(0, "picture", "![A pump](samples/pump.svg) It held"), row(1, "picture", "Words")]
    picture, words = parts_of(rows).body
    assert (picture.kind, picture.source, words.kind) == (
        "picture",
        "samples/pump.svg",
        "paragraph",
    )


@pytest.mark.parametrize(
    ("number", "by", "order"),
    [(1, -1, [1, 0, 2]), (0, 1, [1, 0, 2]), (0, -1, [0, 1, 2]), (2, 1, [0, 1, 2]),
     (1, 1, [0, 1, 2]), (9, 1, [0, 1, 2])],
)  # fmt: skip
def test_a_row_moves_by_one_place_within_its_half(number, by, order):
    rows = [row(0), row(1), row(2, "related")]
    assert [each.number for each in moved(rows, number, by)] == order


def test_a_row_moves_across_and_back():
    rows = [row(0), row(1, "sponsored")]
    assert [each.kind for each in moved_across(rows, 0)] == ["related", "sponsored"]
    assert [each.kind for each in moved_across(rows, 1)] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("opening", ["[a](", "[a](http://x", "[", "*a", "\\", "[*"])
def test_a_megabyte_of_openings_is_read_as_the_words_it_is(opening):
    """Each of these took minutes where every opening looked for its end anew."""
    text = opening * (1_000_000 // len(opening))
    (block,) = parts_of([row(1, text=text)]).body
    assert not block.links
