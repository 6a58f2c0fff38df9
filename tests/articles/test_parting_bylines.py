import pytest

from articles.parting.bylines import are_names, clean_byline, has_byline_marker, is_name, is_outlet


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


def test_names_are_told_from_other_words():
    assert is_name("Ada de la Hill")
    assert are_names("Ada Hill and John Roe")
    for other in ("Ada", "Ada hill", "Ada Hill?", "", "the de la", "Chief Reporter Ada", "A" * 70):
        assert not is_name(other)


def test_outlets_are_told_from_other_words():
    assert is_outlet("The Fenwick Gazette")
    assert not is_outlet("The Gazette closed.")
    assert not is_outlet("a b c d e f g Gazette")
