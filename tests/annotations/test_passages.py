"""What was selected, in whole characters; how much two passages share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.graphemes import clusters, is_boundary, snapped
from annotations.passages import LONGEST, MOST_SEGMENTS, Unmarkable, joined, passage, shared

TEXT = "The mayor, Ilse Brand, said she was certain.\n\nEngineers were more careful 👩‍🔬."

WHOLE = {
    "e\u0301": "a letter and its accent",
    "👩‍🔬": "a woman at work",
    "👍🏽": "a thumb in its colour",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f": "Scotland's flag",
    "🇦🇱": "Albania's flag",
    "❤\ufe0f": "a red heart",
    "1\ufe0f\u20e3": "a key",
    "한": "a syllable",
    "\u1112\u1161\u11ab": "a syllable in three letters",
    "가\u11ab": "a syllable and its last letter",
    "각\u11ab": "a closed syllable and one letter more",
    "क्षि": "a conjunct with its vowel",
    "กำ": "a consonant and its vowel in Thai",
    "لَ": "a letter and its vowel sign",
    "\u0600١": "a sign that goes before a number",
    "か\u3099": "a voiced kana",
    "\r\n": "one line break",
}


@pytest.mark.parametrize("sign", WHOLE, ids=WHOLE.values())
def test_what_people_see_as_one_character_is_not_cut(sign):
    text = f"a{sign}b"
    assert list(clusters(text)) == ["a", sign, "b"]
    for at in range(2, len(sign) + 1):
        assert snapped(text, at, at + 1) in [(1, len(sign) + 1), (1, len(sign) + 2)]


@pytest.mark.parametrize(
    "text", ["🇦🇱🇮🇷", "\u200bx", "👩👩", "\u094dक", "x\u200e", "\n\u0301", "کا", "🇦\u200d👩"]
)
def test_what_people_see_as_two_is_cut(text):
    assert len(list(clusters(text))) == 2


@given(st.text(max_size=40), st.integers(-3, 45), st.integers(-3, 45))
def test_a_snapped_span_holds_what_was_selected_and_ends_between_characters(text, one, other):
    start, end = min(one, other), max(one, other)
    first, last = snapped(text, start, end)
    assert is_boundary(text, first) and is_boundary(text, last)
    assert "".join(clusters(text)) == text
    assert first <= max(start, 0) and last >= min(end, len(text))


def test_white_space_at_the_ends_is_not_part_of_a_passage():
    found = passage(TEXT, [(8, 16)])
    assert (found.quote, found.segments) == ("r, Ilse", ((8, 15),))
    assert found.prefix == TEXT[:8]
    assert found.suffix == TEXT[15:47]


def test_half_an_emoji_is_the_whole_one():
    at = TEXT.index("👩")
    assert passage(TEXT, [(at + 1, at + 2)]).quote == "👩‍🔬"


def test_segments_come_in_order_and_apart():
    found = passage(TEXT, [(45, 55), (4, 9), (0, 6)])
    assert found.quote == "The mayor … Engineers"
    assert (found.start, found.end) == (0, 55)


@pytest.mark.parametrize("spans, words", [
    ([], "at least one"),
    ([(3, 4)], "at least one"),
    ([(5, 5)], "at least one"),
    ([(-1, 4)], "not in the story"),
    ([(0, 10_000)], "not in the story"),
])  # fmt: skip
def test_what_cannot_be_marked_says_why(spans, words):
    with pytest.raises(Unmarkable, match=words):
        passage(TEXT, spans)


def test_there_is_an_end_to_what_one_claim_marks():
    text = "ab " * LONGEST
    with pytest.raises(Unmarkable, match="Select less"):
        passage(text, [(0, LONGEST + 3)])
    with pytest.raises(Unmarkable, match="at most"):
        passage(text, [(at * 3, at * 3 + 2) for at in range(MOST_SEGMENTS + 1)])


def test_the_share_is_of_the_longer_passage():
    assert shared([(0, 10)], [(0, 10)]) == 1
    assert shared([(0, 10)], [(5, 10)]) == 0.5
    assert shared([(0, 10)], [(10, 20)]) == 0
    assert shared([(0, 4), (6, 10)], [(2, 8)]) == 0.5


def test_spans_that_touch_or_overlap_are_one_and_empty_ones_none():
    assert joined([(5, 9), (0, 3), (3, 4), (8, 8), (20, 20)]) == [(0, 4), (5, 9)]
