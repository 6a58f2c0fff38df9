"""Marked words with what stands around them."""

import pytest

from annotations.surroundings import MOST_AROUND, surroundings, titled

TEXT = "First paragraph here.\n\nThe mayor said it would last.\n\nThe end, she said, is near."


def shown(text, *segments):
    return [
        "".join(f"[{words}]" if marked else words for words, marked in paragraph)
        for paragraph in surroundings(text, segments)
    ]


@pytest.mark.parametrize(("segments", "lines"), [
    ([(27, 32)], ["The [mayor] said it would last."]),
    ([(0, 21)], ["[First paragraph here.]"]),
    ([(27, 32), (41, 51)], ["The [mayor] said it [would last]."]),
    ([(16, 26)], ["First paragraph [here.]", "[The] mayor said it would last."]),
    ([(41, 61)], ["The mayor said it [would last.]", "[The end], she said, is near."]),
    ([(47, 52), (76, 81)], ["The mayor said it would [last.]", "The end, she said, is [near.]"]),
    ([], []),
])  # fmt: skip
def test_the_paragraphs_in_which_they_stand(segments, lines):
    assert shown(TEXT, *segments) == lines


def test_what_is_far_away_gives_way():
    text = "word " * 400 + "here" + " tail" * 400 + " there" + " end" * 300
    start, other = text.index("here"), text.index("there")
    (line,) = shown(text, (start, start + 4), (other, other + 5))
    assert line.startswith("… word") and line.endswith("end …")
    assert "[here] tail" in line and "tail [there]" in line and " … " in line
    assert len(line) < 4 * MOST_AROUND
    unspaced = "字" * 2_000
    assert len(shown(unspaced, (1_000, 1_002))[0]) < 3 * MOST_AROUND
    assert len(shown(unspaced, (10, 12), (1_900, 1_902))[0]) < 4 * MOST_AROUND


def test_without_words_there_is_nothing_around_them():
    assert surroundings("", [(3, 4)]) == []


def test_a_claim_is_called_by_its_statement_else_by_its_words():
    assert titled("It lasts", "would last") == "It lasts"
    assert titled("", "would last") == "“would last”"
    assert titled("", "") == ""
    assert len(titled("x" * 500, "")) == 140
