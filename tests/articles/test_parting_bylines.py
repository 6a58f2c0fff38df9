import pytest

from articles.parting.bylines import (
    are_names,
    clean_byline,
    has_byline_marker,
    is_handle,
    is_name,
    is_name_with_role,
    is_role,
    pieces_of,
)
from articles.parting.imprint import imprint_of
from articles.parting.lines import rows_of
from articles.parting.outlets import is_agency, is_outlet, is_titled
from articles.parting.signatures import signed


@pytest.mark.parametrize(
    ("line", "byline", "publisher"),
    [
        ("Ada Hill - Harbour News", "Ada Hill", "Harbour News"),
        ("Harbour News - Ada Hill", "Ada Hill", "Harbour News"),
        ("By Tomas Abernathy-Reid and Liesl Oduya", "Tomas Abernathy-Reid, Liesl Oduya", ""),
        (
            "Von Jens-Uwe Kolbrandt, Wesertaler Anzeiger",
            "Jens-Uwe Kolbrandt",
            "Wesertaler Anzeiger",
        ),
        ("Par Anne-Sophie Le Guérec", "Anne-Sophie Le Guérec", ""),
        ("Nga Ardita Kolonja | Gazeta e Lumit", "Ardita Kolonja", "Gazeta e Lumit"),
        ("سلمى الحوراني", "سلمى الحوراني", ""),
        ("北浜新報　水原 葉子", "水原 葉子", "北浜新報"),
        ("田中太郎記者", "田中太郎", ""),
        ("文/王小明", "王小明", ""),
        ("Inês Valadares, Diário da Barra", "Inês Valadares", "Diário da Barra"),
        ("Rolling coverage with Priya Lancing", "Priya Lancing", ""),
        ("Story by Delphine O'Hara-Stone • 2h • 3 min read", "Delphine O'Hara-Stone", ""),
        ("Оксана Дзвінчук, 14 жовтня 2023", "Оксана Дзвінчук", ""),
        ("By Jean-Luc O'Neill, political correspondent", "Jean-Luc O'Neill", ""),
        ("By Nick Bryant, New York correspondent", "Nick Bryant", ""),
        ("By Jane Doe in Tirana and John Roe in Skopje", "Jane Doe, John Roe", ""),
        ("Reuters", "", "Reuters"),
        ("By Reuters Staff", "", "Reuters"),
        ("By Staff Reporter", "", ""),
        ("By Ana Ruiz, Luis Gómez y Marta Díaz", "Ana Ruiz, Luis Gómez, Marta Díaz", ""),
        ("José Ortega y Gasset - El Diario", "José Ortega y Gasset", "El Diario"),
        ("Jane Doe | The Marlow Examiner | 3 May 2022", "Jane Doe", "The Marlow Examiner"),
        ("By Jane Doe | Ada Hill, John Roe", "Jane Doe, Ada Hill, John Roe", ""),
        ("By John Smith for The Guardian", "John Smith", "The Guardian"),
        ("By Ada Hill (@adahill) ada@hill.example", "Ada Hill", ""),
        ("Von Anna Müller (dpa)", "Anna Müller", "dpa"),
        ("Автор: Иван Петров", "Иван Петров", ""),
        ("By Madonna", "Madonna", ""),
        ("By Ada Hill on 3 May 2022", "Ada Hill", ""),
        ("3 May 2022 by Ada Hill", "Ada Hill", ""),
        ("By Ada Hill and agencies", "Ada Hill", ""),
        ("Par Jean Dupont avec AFP", "Jean Dupont", "AFP"),
        ("By Ada Hill and John Roe, Harbour Watch", "Ada Hill, John Roe", "Harbour Watch"),
        ("Ada Hill, Harbour Watch, Port Ansell", "Ada Hill", "Harbour Watch"),
        ("Мария Иванова, Пётр Ильин", "Мария Иванова, Пётр Ильин", ""),
        ("Мария Иванова, «Вестник гавани»", "Мария Иванова", "Вестник гавани"),
        ("Текст: Анна Котова. Фото: Пётр Ильин", "Анна Котова", ""),
        ("Της Μαρίας Νικολάου και του Γιάννη Παππά", "Μαρίας Νικολάου, Γιάννη Παππά", ""),
        ("HARBOUR WATCH – Ada Hill", "Ada Hill", "HARBOUR WATCH"),
        ("Research: Ada Hill", "Ada Hill", ""),
        ("(By Ada Hill)", "Ada Hill", ""),
        ("بقلم سلمى الحوراني", "سلمى الحوراني", ""),
        ("By Ada Hill, follow her", "Ada Hill", ""),
        ("Ada Hill Staff Writer", "Ada Hill", ""),
        ("2022年5月3日 来源：海港日报 作者：王小明", "王小明", "海港日报"),
        ("海港日报记者 王小明", "王小明", "海港日报"),
        ("文／王小明 攝影／李大偉", "王小明", ""),
        ("By the time the sun came up, the harbour was quiet", "", ""),
        ("", "", ""),
    ],
)
def test_a_byline_is_names_and_an_outlet(line, byline, publisher):
    assert clean_byline(line) == (byline, publisher)


def test_a_known_outlet_is_kept_and_cut_from_the_name():
    assert clean_byline("By Ada Hill, Harbour News", "Harbour News") == ("Ada Hill", "Harbour News")
    assert clean_byline("By Ada Hill Quay Street", "Quay Street") == ("Ada Hill", "Quay Street")


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("By Ada Hill", True),
        ("By AFP", True),
        ("By", False),
        ("By the river the farmers waited", False),
        ("Von der Leyen sagte nichts", False),
        ("Autor:", False),
        ("By " + "Ada Hill and " * 40, False),
    ],
)
def test_a_byline_opens_with_a_word_for_it_and_a_name(line, marked):
    assert has_byline_marker(line) is marked


def test_a_line_is_cut_into_its_pieces():
    assert pieces_of("Ada Hill, Harbour Watch | 3 May 2022") == ["Ada Hill", "Harbour Watch"]
    assert pieces_of("Ada Hill for Harbour Watch") == ["Ada Hill", "Harbour Watch"]


def test_a_role_is_told_from_a_name_with_a_role():
    assert is_role("Ferry correspondent") and not is_role("Ada Hill Staff Writer")
    assert is_name_with_role("Ada Hill Staff Writer") and not is_name_with_role("Staff Writer")
    assert not is_role("By Ada Hill, reporter") and not is_role("The reporter saw how it all began")


def test_an_account_alone_is_a_handle():
    assert is_handle("@adahill") and not is_handle("Ada Hill @adahill")


def test_agencies_and_titles_are_told_from_other_words():
    assert is_agency("Agence France-Presse") and not is_agency("The Fenwick Gazette")
    assert is_titled("Tidings of the Shore") and not is_titled("Tidings from the shore")


@pytest.mark.parametrize(
    ("lines", "outlets", "byline", "publisher"),
    [
        (["Ada Hill", "Harbour Watch"], [], "Ada Hill", "Harbour Watch"),
        (["Ada Hill, John Roe", "Harbour Watch"], [], "Ada Hill, John Roe", "Harbour Watch"),
        (["Ada Hill, Quayside"], ["Quayside"], "Ada Hill", "Quayside"),
        (["Harbour Watch", "By Ada Hill"], [], "Ada Hill", "Harbour Watch"),
        (["Reuters"], [], "", "Reuters"),
        (["Reuters"], ["Quayside"], "Reuters", "Quayside"),
        (["Reuters", "By Ada Hill"], [], "Ada Hill", "Reuters"),
        (["Harbour Post", "By Ada Hill"], ["Quayside"], "Ada Hill", "Harbour Post"),
        (["Port Ansell, 3 May 2022", "By Ada Hill"], [], "Ada Hill", ""),
        ([], ["Quayside"], "", "Quayside"),
        ([], [], "", ""),
    ],
)
def test_author_and_outlet_are_settled_from_all_lines(lines, outlets, byline, publisher):
    assert signed(lines, outlets) == (byline, publisher)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2024 Harbour Watch. All rights reserved.", "Harbour Watch"),
        ("Copyright © 2020-2024 by Quayside Media Ltd", "Quayside Media"),
        ("Të gjitha të drejtat e rezervuara © Gazeta e Lumit", "Gazeta e Lumit"),
        ("Источник: Вестник гавани", "Вестник гавани"),
        ("The source said: nothing", ""),
        ("© one two three four five six seven", ""),
        ("a" * 300, ""),
    ],
)
def test_the_foot_of_a_page_names_its_outlet(line, outlet):
    assert imprint_of(rows_of(line)) == outlet


def test_names_are_told_from_other_words():
    assert is_name("Ada de la Hill")
    assert are_names("Ada Hill and John Roe")
    for other in ("Ada", "Ada hill", "Ada Hill?", "", "the de la", "Chief Reporter Ada", "A" * 70):
        assert not is_name(other)


def test_outlets_are_told_from_other_words():
    assert is_outlet("The Fenwick Gazette")
    assert not is_outlet("The Gazette closed.")
    assert not is_outlet("a b c d e f g Gazette")
