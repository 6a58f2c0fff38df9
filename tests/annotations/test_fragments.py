"""Links to words on the publisher's page: what browsers look for there is what was marked."""

from urllib.parse import unquote

import pytest

from annotations.fragments import words_at

PAGE = "https://example.org/story?id=1"


def told(**fields):
    fields = {"words": "held without a fault", "prefix": "", "suffix": ""} | fields
    return words_at(PAGE, **fields).removeprefix(f"{PAGE}#:~:text=")


def test_the_words_stand_between_whole_words_around_them():
    found = told(
        prefix="aid on Monday that the pumps had ", suffix=" through the storm, and the ma"
    )
    around = "on Monday that the pumps had-,held without a fault,-through the storm, and the"
    assert unquote(found) == around


def test_signs_that_mean_something_in_a_fragment_are_encoded():
    found = told(words="so-called “help”, they said & left 100%")
    assert "-" not in found and "&" not in found and "," not in found
    assert found.startswith("so%2Dcalled%20%E2%80%9Chelp")
    assert unquote(found) == "so-called “help”, they said & left 100%"


def test_what_stands_in_another_block_is_not_asked_for():
    found = told(prefix="the end.\n\n", suffix="\n\nThe mayor said")
    assert found == "held%20without%20a%20fault"
    assert unquote(told(prefix="of the day.\n\nThe pumps ")) == "The pumps-,held without a fault"


def test_long_words_are_named_by_how_they_begin_and_end():
    words = "one two three four " + "and so on " * 20 + "five six seven eight"
    assert unquote(told(words=words)) == "one two three four,five six seven eight"
    over = "The pumps held without a fault.\n\nThe mayor was certain of it."
    assert unquote(told(words=over)) == "The pumps held without,was certain of it."


def test_words_without_spaces_are_named_whole():
    words = "堤防が三十年もつことは確実だ" * 12
    assert unquote(told(words=words)) == words


def test_of_a_quotation_in_parts_the_first_is_looked_for():
    assert unquote(told(words="It holds … for years", suffix=" she")) == "It holds"


def test_an_address_loses_its_own_fragment_and_none_leads_nowhere():
    assert words_at(f"{PAGE}#top", "held", "", "") == f"{PAGE}#:~:text=held"
    assert words_at("", "held", "", "") == ""


@pytest.mark.parametrize("words", ["a", "👩‍👧 too", "e\u0301t\u00e9", "نص القصة"])
def test_any_words_come_back_as_they_were(words):
    assert unquote(told(words=words)) == words
