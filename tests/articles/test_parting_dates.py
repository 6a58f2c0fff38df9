import pytest

from articles.parting.dates import (
    find_published,
    find_updated,
    is_date_label,
    is_date_line,
    is_day,
    parse_published,
    without_date,
)
from articles.parting.months import from_persian


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published 7 September 2022, 16:42 CEST", "2022-09-07T16:42+02:00"),
        ("Sept. 7, 2022 at 4:42 p.m. ET", "2022-09-07T16:42-04:00"),
        ("Jan. 7, 2022 at 12:05 a.m. ET", "2022-01-07T00:05-05:00"),
        ("September 7th 2022", "2022-09-07"),
        ("7. September 2022, 16:42 Uhr", "2022-09-07"),
        ("07.09.2022 16.42 Uhr MESZ", "2022-09-07T16:42+02:00"),
        ("Stand: 08.09.2022", "2022-09-08"),
        ("Stand: 08.09.2022, veröffentlicht am 07.09.2022", "2022-09-07"),
        ("Publié le 7 septembre 2022 à 16h42", "2022-09-07"),
        ("Publié le 3 mai 2023 à 07h12, mis à jour le 4 mai 2023", "2023-05-03"),
        ("Mis à jour le 8 septembre 2022 - Publié le 7 septembre 2022", "2022-09-07"),
        ("1er mai 2022", "2022-05-01"),
        ("7 de septiembre de 2022", "2022-09-07"),
        ("7 settembre 2022", "2022-09-07"),
        ("7 de setembro de 2022 às 16h42", "2022-09-07"),
        ("7 shtator 2022, ora 16:42", "2022-09-07"),
        ("7 Σεπτεμβρίου 2022", "2022-09-07"),
        ("7 сентября 2022 г., 16:42 МСК", "2022-09-07T16:42+03:00"),
        ("7 вересня 2022 р.", "2022-09-07"),
        ("٧ سبتمبر ٢٠٢٢", "2022-09-07"),
        ("7 أيلول/سبتمبر 2022", "2022-09-07"),
        ("7 تشرين الأول 2022", "2022-10-07"),
        ("۱۶ شهریور ۱۴۰۱", "2022-09-07"),
        ("1401/06/16", "2022-09-07"),
        ("2022年9月7日 16時42分", "2022-09-07"),
        ("令和4年9月7日", "2022-09-07"),
        ("令和元年9月7日", "2019-09-07"),
        ("平成30年9月7日", "2018-09-07"),
        ("2022년 9월 7일", "2022-09-07"),
        ("2022 September 7", "2022-09-07"),
        ("7 בספטמבר 2022", "2022-09-07"),
        ("2022-09-07T16:42:00+02:00", "2022-09-07T16:42+02:00"),
        ("2022-09-07 16:42:00 UTC", "2022-09-07T16:42+00:00"),
        ("16:42 GMT-3, 7 September 2022", "2022-09-07T16:42-03:00"),
        ("09/07/2022 4:42 PM EST", "2022-09-07T16:42-05:00"),
        ("12/25/2022", "2022-12-25"),
        ("25/12/2022", "2022-12-25"),
        ("7 September 2022 25:99 GMT", "2022-09-07"),
        ("7 September 2022, 10:00, 16:42 GMT", "2022-09-07T16:42+00:00"),
        ("Updated 7 September 2022", None),
        ("7 September", None),
        ("March 2022", None),
        ("31 February 2022", None),
        ("7 September 3022", None),
        ("Nothing here", None),
        ("The 7 doctors 2022", None),
    ],
)
def test_a_printed_date_is_read(line, published):
    assert parse_published(line) == published


def test_the_last_update_is_known_apart():
    updated = find_updated("Published 7 September 2022, updated 8 September 2022")
    assert updated and updated.iso == "2022-09-08"
    assert find_updated("7 September 2022") is None


@pytest.mark.parametrize(
    ("line", "certain"),
    [("9/7/2022", False), ("9/9/2022", True), ("25/7/2022", True), ("9.7.2022", True)],
)
def test_a_date_that_can_be_read_two_ways_says_so(line, certain):
    found = find_published(line)
    assert found and found.certain is certain


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("Wednesday 7 September 2022", True),
        ("Published 7 September 2022, updated 8 September 2022", True),
        ("Paris, 7 September 2022", True),
        ("The council met on 7 May 1822 in the small town of Brix", False),
        ("7 September 2022 " + "a" * 200, False),
        ("No date", False),
    ],
)
def test_a_line_of_nothing_but_a_date_is_a_date_line(line, alone):
    assert is_date_line(line) is alone


def test_a_day_without_its_year_is_known():
    assert is_day("7 September") and is_day("Wed, Sept. 7") and is_day("7. März")
    assert not is_day("18 arrested") and not is_day("7 September 2022")


def test_the_word_before_a_date_is_a_label_if_it_stands_alone():
    assert is_date_label("Published") and is_date_label("Publié aujourd'hui à 10h15")
    assert not is_date_label("Stand: 12.03.2024") and not is_date_label("The ferry")


def test_a_date_is_taken_out_of_its_line_with_its_words():
    assert without_date("Ada Hill on 3 May 2022 at 10:15") == "Ada Hill"
    assert without_date("Publié le 3 mai 2022 par Jean") == "par Jean"
    assert without_date("Ada, 3 May 2022 – Harbour") == "Ada, | Harbour"
    assert without_date("Ada Hill") == "Ada Hill"


@pytest.mark.parametrize(
    ("persian", "ours"),
    [
        ((1400, 1, 1), (2021, 3, 21)),
        ((1399, 12, 30), (2021, 3, 20)),
        ((1403, 12, 30), (2025, 3, 20)),
    ],
)
def test_the_persian_calendar_is_turned_into_ours(persian, ours):
    assert from_persian(*persian) == ours
