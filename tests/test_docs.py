"""The documentation says what is so."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from articles.parting.page import REFUSALS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
VARIABLES = re.compile(r"\b(?:SAYSO_[A-Z_]+|DATABASE_URL|EMAIL_URL|PORT)\b")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_to_files_that_are_there(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text()):
        if target not in ("address", "https://…"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_that_are_named_exist(page):
    for command in re.findall(r"manage\.py ([a-z_]+)", page.read_text()):
        assert command in get_commands(), command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_make_targets_that_are_named_exist(page):
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`?make ([a-z-]+)`|^make ([a-z-]+)$", page.read_text(), re.MULTILINE):
        assert f"\n{next(filter(None, target))}:" in makefile


def test_every_setting_is_in_the_operators_guide():
    guide = (ROOT / "docs/guide/operators.md").read_text()
    for path in (ROOT / "newsroom").rglob("*.py"):
        for variable in VARIABLES.findall(path.read_text()):
            assert variable in guide, f"{variable} ({path.name})"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_settings_that_are_named_exist(page):
    code = "\n".join(path.read_text() for path in (ROOT / "newsroom").rglob("*.py"))
    for variable in VARIABLES.findall(page.read_text()):
        assert variable in code, variable


def test_decisions_are_short():
    for page in (ROOT / "docs/decisions").glob("*.md"):
        assert len(page.read_text().splitlines()) <= 20, page


def test_every_refusal_says_what_was_seen_and_what_to_do():
    for code, (seen, remedy) in REFUSALS.items():
        assert seen.endswith(".") and remedy.endswith("."), code


def test_keys_of_the_guides_are_those_that_the_page_lists():
    listed = set(re.findall(r"<kbd>(.+?)</kbd>", read("templates/newsroom/_keys.html")))
    rows = re.findall(r"^\| (`.+?) \|", read("docs/guide/annotators.md"), re.MULTILINE)
    assert rows
    assert {key for row in rows for key in re.findall(r"`(.+?)`", row)} <= listed


def read(path):
    return (ROOT / path).read_text()
