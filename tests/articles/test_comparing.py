"""Comparing: what a revision changed, word by word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.blocks import Block
from articles.comparing import (
    Change,
    ComparedBlock,
    compare,
    compare_words,
    condensed,
    words,
)
from articles.markup import to_blocks


def side(changes, left_out):
    return "".join(change.text for change in changes if change.kind != left_out)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_from_what_changed(old, new):
    changes = compare_words(old, new)
    assert side(changes, "added") == old
    assert side(changes, "removed") == new


@given(st.text(max_size=200))
def test_words_joined_are_the_text(text):
    assert "".join(words(text)) == text


def test_a_changed_number_is_one_word():
    assert compare_words("some 2,000 members", "some 3,000 members") == (
        Change("kept", "some "),
        Change("removed", "2,000"),
        Change("added", "3,000"),
        Change("kept", " members"),
    )


def test_japanese_is_compared_by_characters():
    changes = compare_words("東京の大学", "東京の学校")
    assert changes[0] == Change("kept", "東京の")


def test_what_would_take_too_long_to_align_is_shown_whole():
    changes = compare_words("same " * 5_000, "same " * 5_001)
    assert [change.kind for change in changes] == ["removed", "added"]


def test_an_added_paragraph_stands_apart_from_a_mended_one():
    old = to_blocks("The pumps held.\n\nThe mayor is sure of it.\n\nAn end.")
    new = to_blocks("The pumps held.\n\nA storm came.\n\nThe mayor is certain of it.\n\nAn end.")
    kinds = [[change.kind for change in block.changes] for block in compare(old, new)]
    assert kinds == [["kept"], ["added"], ["kept", "removed", "added", "kept"], ["kept"]]


def test_removed_blocks_keep_their_place():
    old = to_blocks("One two three four.\n\nGone for good now.\n\nLast words stay here.")
    new = to_blocks("One two three four!\n\nLast words stay here today.")
    compared = compare(old, new)
    assert [block.changes[0].kind for block in compared] == ["kept", "removed", "kept"]


def test_pictures_are_compared_by_their_file():
    old, new = Block("picture", source="a", alt="A"), Block("picture", source="b", caption="B")
    compared = compare([old], [new])
    assert [change.text for block in compared for change in block.changes] == ["B", "A"]


def test_what_did_not_change_is_condensed():
    kept = ComparedBlock("paragraph", (Change("kept", "x"),))
    added = ComparedBlock("paragraph", (Change("added", "y"),))
    shown = condensed([kept] * 5 + [added] + [kept] * 4)
    assert [block.gap for block in shown] == [4, 0, 0, 0, 3]
    assert condensed([kept] * 3) == []
