"""What a browser says was selected, held against the text; and a text's sentences."""

import pytest

from annotations.passages import Unmarkable
from annotations.selected import selected, spans_of, typed
from annotations.sentences import sentences

TEXT = "He said “no”. It rained; he said so.\n\nThen — at last — it stopped\u00a0raining."


def span(words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return at, at + len(words)


def test_places_come_as_pairs():
    assert spans_of(["[[1, 4], [6,9]]", "", "[[2,3]]"]) == [(1, 4), (6, 9), (2, 3)]


@pytest.mark.parametrize("written", [
    "1", "null", "[1, 2]", "[[1]]", "[[1, 2, 3]]", '[["1", 2]]', "[[true, 2]]", "[[-1, 2]]",
    "[[1.5, 2]]", f"[[1, {2**31}]]", "{}", "[[1, 2]", "[" * 4_000, "[[1,2]" + " " * 4_000 + "]",
])  # fmt: skip
def test_what_is_no_list_of_pairs_is_refused(written):
    with pytest.raises(Unmarkable):
        spans_of([written])


def test_the_words_seen_are_those_at_the_places():
    assert selected(TEXT, [span("It rained")], "It rained").segments == (span("It rained"),)
    assert selected(TEXT, [span("It rained")]).quote == "It rained"


def test_parts_with_nothing_but_white_space_between_them_are_one():
    first, second = span("so."), span("Then")
    found = selected(TEXT, [second, first], "so. … Then")
    assert (found.quote, found.segments) == ("so.\n\nThen", ((first[0], second[1]),))
    assert len(selected(TEXT, [span("It"), span("so.")], "It … so.").segments) == 2
    assert selected(TEXT, [(14, 20), (16, 23)]).quote == TEXT[14:23]


def test_where_places_and_words_disagree_the_words_win_if_they_are_certain():
    assert selected(TEXT, [(0, 3)], "It rained").segments == (span("It rained"),)
    near = selected(TEXT, [(span("he said", 0)[0] + 2, 40)], "e said")
    assert near.start == span("he said")[0] + 1
    two = selected(TEXT, [(0, 1)], "It rained … it stopped")
    assert two.quote == "It rained … it stopped"


@pytest.mark.parametrize(("places", "seen"), [
    ([(0, 1)], "said"),  # twice, neither here
    ([(0, 1)], "never said"),
    ([], "e"),
    ([], " "),
    ([(0, 1)], "It … "),
])  # fmt: skip
def test_else_one_is_asked_to_select_again(places, seen):
    with pytest.raises(Unmarkable):
        selected(TEXT, places, seen)


@pytest.mark.parametrize(("words", "quote"), [
    ('said "no"', "said “no”"),
    ("Then - at last", "Then — at last"),
    ("stopped raining", "stopped\u00a0raining"),
    ("  It \n rained ", "It rained"),
    ("he said", "he said"),
])  # fmt: skip
def test_typed_words_need_not_be_typeset(words, quote):
    assert typed(TEXT, words, (0, TEXT.index("\n"))).quote == quote


def test_typed_words_are_looked_for_in_the_block_and_then_everywhere():
    assert typed(TEXT, "stopped", (0, 10)).quote == "stopped"
    assert typed("A so. B so.", "so", (0, 5)).start == 2


@pytest.mark.parametrize("words", [" ", "snow", "e"])
def test_typed_words_that_are_not_there_or_often_are_refused(words):
    with pytest.raises(Unmarkable):
        typed(TEXT, words, (0, 30))


@pytest.mark.parametrize(("text", "found"), [
    ("One. Two! “Three?” Four", ["One.", "Two!", "“Three?”", "Four"]),
    ("Mr. Rama met Dr. Watson. He left.", ["Mr. Rama met Dr. Watson.", "He left."]),
    ("J. F. Smith of the U.S. army. Then", ["J. F. Smith of the U.S. army.", "Then"]),
    ("He said: “No. never.” and left.", ["He said: “No. never.” and left."]),
    ("It cost 3.5 million. Yes.", ["It cost 3.5 million.", "Yes."]),
    (
        "動かぬ証拠がある。政府は「ない。」と言う。",
        ["動かぬ証拠がある。", "政府は「ない。」", "と言う。"],
    ),
    ("هل قال؟ نعم. لا.", ["هل قال؟", "نعم.", "لا."]),
    ("  ", []),
    ("No end", ["No end"]),
])  # fmt: skip
def test_sentences(text, found):
    assert [text[start - 5 : end - 5] for start, end in sentences(text, 5)] == found


@pytest.mark.parametrize(("spans", "seen", "why"), [
    ([(0, 5)], " … ".join(f"word{number}" for number in range(500)), "at most 20 passages"),
    ([(0, 5)], "a" * 5_001, "at most 5,000 characters"),
    ([(at, at + 1) for at in range(0, 9_000, 9)], "a", "more than once"),
    ([], "a" * 4_000, "more than once"),
])  # fmt: skip
def test_what_nobody_selects_is_refused_before_it_is_looked_for(spans, seen, why):
    with pytest.raises(Unmarkable, match=why):
        selected("a" * 100_000, spans, seen)


def test_very_many_places_are_refused():
    with pytest.raises(Unmarkable, match="at most 20 passages"):
        spans_of(["[[1, 2]" + ", [1, 2]" * 400 + "]"] * 3)
