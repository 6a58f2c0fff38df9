"""`manage.py part` prints a page taken apart and touches no database."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.articles.pages import ADDRESS, HEADLINES, STORY, document, paragraphs, rows

KEYS = [
    "headline", "standfirst", "byline", "publisher", "published", "reading_minutes",
    "captions", "paragraphs", "teasers", "doubts",
]  # fmt: skip


def part(*arguments):
    out = io.StringIO()
    call_command("part", *map(str, arguments), stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def page(tmp_path):
    related = "<h2>Related</h2><ul>" + rows("<li><a href=/t{n}>{title}</a></li>") + "</ul>"
    file = tmp_path / "bench.html"
    file.write_text(document(paragraphs(), after=related))
    return file


def test_it_prints_the_parts_of_a_page(page):
    values = part(page, "--url", ADDRESS)
    assert list(values) == KEYS
    assert values["headline"] == "The bench that nobody wanted"
    assert values["byline"] == "Ann Lee"
    assert values["published"] == "2024-05-03"
    assert values["paragraphs"] == STORY
    assert [teaser["headline"] for teaser in values["teasers"]] == HEADLINES
    assert values["teasers"][0] == {
        "headline": HEADLINES[0],
        "summary": "",
        "url": "https://paper.example/t0",
        "kind": "related",
        "group": "Related",
    }


def test_doubts_say_what_they_are_about(tmp_path):
    file = tmp_path / "untitled.html"
    file.write_text(document(paragraphs(), head="", top=""))
    doubts = part(file)["doubts"]
    assert "headline" in {doubt["about"] for doubt in doubts}
    assert all(list(doubt) == ["about", "index", "rule", "confidence"] for doubt in doubts)


def test_the_kind_can_be_forced(page):
    with pytest.raises(SystemExit):
        part(page, "--kind", "text")


def test_it_reads_standard_input(page, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page.read_bytes())))
    assert part("-")["paragraphs"] == STORY


def test_a_refusal_is_printed_and_ends_with_1(tmp_path, capsys):
    file = tmp_path / "empty.html"
    file.write_text("")
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("part", str(file), stdout=out)
    assert end.value.code == 1
    assert list(json.loads(out.getvalue())) == ["error", "seen", "remedy"]
    assert json.loads(out.getvalue())["error"] == "empty"


def test_a_missing_file_is_told_plainly(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        part(tmp_path / "nothing.html")
