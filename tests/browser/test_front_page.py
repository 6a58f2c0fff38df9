"""The front page in a browser: keys, the next page, facets beside the stories and as a sheet."""

import pytest

from tests.browser.conftest import NARROW
from tests.makers import make_article


@pytest.fixture
def stories(transactional_db):
    return [
        make_article(
            f"Story {number:02}", publisher=f"Paper {number % 3}", tags=("Energy",),
            published="2022-09-07",
        )
        for number in range(45)
    ]  # fmt: skip


def headline(page):
    """Of the row that has the focus."""
    return page.evaluate("document.activeElement.closest('h3')?.textContent")


def test_rows_are_walked_by_key_and_opened(open_page, stories):
    page = open_page("/")
    page.keyboard.press("j")
    assert headline(page) == "Story 44"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert headline(page) == "Story 43"
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories/**")
    assert page.locator("h1").inner_text() == "Story 43"


def test_the_next_rows_are_appended_and_take_the_focus(open_page, stories):
    page = open_page("/")
    page.get_by_role("link", name="Show the next 20").press("Enter")
    page.locator(".teaser").nth(39).wait_for()
    assert page.url.endswith("/")
    assert headline(page) == "Story 24"
    page.get_by_role("link", name="Show the next 20").click()
    page.locator(".teaser").nth(44).wait_for()
    assert page.get_by_role("link", name="Show the next 20").count() == 0
    shown = page.locator(".teaser h3").all_inner_texts()
    assert shown == [f"Story {number:02}" for number in reversed(range(45))]


def test_without_script_the_pages_are_pages(open_page, stories):
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name="Show the next 20").click()
    assert page.locator(".teaser h3").first.inner_text() == "Story 24"
    field = page.get_by_role("searchbox", name="Search stories")
    field.fill('"story 07"')
    field.press("Enter")
    assert page.locator(".teaser h3").all_inner_texts() == ["Story 07"]
    page.get_by_role("link", name="Paper 1").click()
    assert page.locator(".teaser h3").all_inner_texts() == ["Story 07"]
    assert "q=" in page.url and "publisher=paper-1" in page.url


def test_facets_stand_beside_the_stories_without_script(open_page, stories):
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name="Paper 2").click()
    assert page.locator(".teaser").count() == 15
    pressed = page.locator(".facet[aria-current]")
    assert pressed.inner_text().startswith("Paper 2")
    pressed.click()
    assert page.locator(".teaser").count() == 20


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_facets_open_as_a_sheet(open_page, stories, script):
    page = open_page("/", viewport=NARROW, java_script_enabled=script)
    assert not page.get_by_role("link", name="Paper 2").is_visible()
    page.locator("summary", has_text="Narrow").click()
    page.get_by_role("link", name="Paper 2").click()
    assert page.locator(".teaser").count() == 15
    assert page.locator("summary", has_text="Narrow").inner_text().split() == ["Narrow", "1"]


@pytest.mark.parametrize("viewport", [NARROW, {"width": 320, "height": 700}])
def test_nothing_scrolls_sideways(open_page, stories, viewport):
    make_article("Wide" * 60, "word" * 200, publisher="Paper" * 30, tags=("tag" * 20,))
    for address in ("/", "/?q=wide", "/?q=" + "x" * 300, "/?tag=energy&publisher=paper-1"):
        page = open_page(address, viewport=viewport)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], address
