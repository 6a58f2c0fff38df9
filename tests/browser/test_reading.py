"""Reading in a browser: settings, keys, teasers, position; and all of it without script."""

import pytest

from tests.browser.conftest import NARROW
from tests.makers import make_article, make_teaser

LONG = "\n\n".join(f"Paragraph {number}, in which the pumps hold again." for number in range(60))


@pytest.fixture
def story(transactional_db):
    article = make_article("Harbour town trusts its pumps", LONG)
    make_teaser(article, "Another town looks on", summary="It has no barrier of its own.")
    make_teaser(article, "A third has neither")
    return article


def test_a_setting_takes_effect_at_once_and_is_there_before_paint(open_page, story):
    page = open_page(story.get_absolute_url())
    page.get_by_label("Reader settings").click()
    page.get_by_role("button", name="Large").click()
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("document.documentElement.dataset.size") == "l"
    page.reload()
    html = page.evaluate("fetch(location.href).then(answer => answer.text())")
    assert 'data-size="l"' in html and 'data-theme="dark"' in html
    assert page.get_by_role("button", name="Large", include_hidden=True).get_attribute(
        "aria-pressed"
    ) == "true"  # fmt: skip


def test_settings_work_without_script(open_page, story):
    page = open_page(story.get_absolute_url(), java_script_enabled=False)
    page.get_by_label("Reader settings").click()
    page.get_by_role("button", name="Sans").click()
    assert page.locator("html").get_attribute("data-face") == "sans"
    assert story.get_absolute_url() in page.url


def test_j_and_k_move_the_cursor_by_paragraph(open_page, story):
    page = open_page(story.get_absolute_url())
    page.keyboard.press("j")
    assert page.locator("[data-cursor]").text_content() == "Harbour town trusts its pumps"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("[data-cursor]").text_content().startswith("Paragraph 1,")
    page.keyboard.press("k")
    assert page.locator("[data-cursor]").text_content().startswith("Paragraph 0,")
    page.keyboard.press("Escape")
    assert page.locator("[data-cursor]").count() == 0


def test_keys_rest_when_turned_off_and_in_fields(open_page, story):
    page = open_page(story.get_absolute_url())
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("j")
    assert page.locator("[data-cursor]").count() == 0
    assert page.locator("#search").input_value() == "j"
    page.evaluate("document.activeElement.blur()")
    page.evaluate("document.documentElement.dataset.keys = 'off'")
    page.keyboard.press("j")
    assert page.locator("[data-cursor]").count() == 0


def test_teasers_are_folded_away_and_stay_as_the_reader_left_them(open_page, story):
    page = open_page(story.get_absolute_url())
    summary = page.get_by_text("Related headlines (2)")
    teaser = page.get_by_text("Another town looks on")
    assert not teaser.is_visible()
    summary.click()
    teaser.click()
    assert page.get_by_text("It has no barrier of its own.").is_visible()
    page.reload()
    assert page.get_by_text("Another town looks on").is_visible()
    page.get_by_text("Related headlines (2)").click()
    page.reload()
    assert not page.get_by_text("Another town looks on").is_visible()


def test_teasers_open_by_keyboard_and_without_script(open_page, story):
    page = open_page(story.get_absolute_url(), java_script_enabled=False, viewport=NARROW)
    page.locator(".related > summary").press("Enter")
    page.locator(".related li summary").press("Enter")
    assert page.get_by_text("It has no barrier of its own.").is_visible()


def test_a_reader_is_offered_the_place_where_they_stopped(open_page, story):
    page = open_page(story.get_absolute_url())
    assert not page.locator("reading-position").is_visible()
    page.get_by_text("Paragraph 30,").scroll_into_view_if_needed()
    page.wait_for_timeout(600)
    page.reload()
    page.evaluate("scrollTo(0, 0)")
    offer = page.locator("reading-position a")
    words = offer.text_content()
    assert words.startswith("Paragraph 2") or words.startswith("Paragraph 3")
    offer.click()
    assert page.evaluate("location.hash").startswith("#b-")


def test_related_headlines_are_not_printed(open_page, story):
    page = open_page(story.get_absolute_url())
    page.emulate_media(media="print")
    assert not page.locator(".related").is_visible()
    assert not page.locator(".bar").is_visible()
    assert page.get_by_text("Paragraph 3,").is_visible()


def test_what_a_block_shows_is_its_text_exactly(open_page, transactional_db):
    body = "\n\n".join(
        [
            "A *stressed* [link](https://example.org/) 👩🏽‍🚀 e\u0301.",
            "## Head",
            "> Quote",
            "- One\n- Two",
        ]
    )
    article = make_article('Signs <&> "marks"', body, standfirst="Two  spaces")
    page = open_page(article.get_absolute_url())
    text = article.current.text
    for block in page.locator("[data-start]").all():
        start = int(block.get_attribute("data-start"))
        shown = block.evaluate("block => block.textContent")
        assert text[start : start + len(shown)] == shown
    page.goto(f"{article.get_absolute_url()}plain/")
    assert page.locator("#story-text").evaluate("block => block.textContent") == text


def test_a_menu_closes_by_escape_and_by_a_press_elsewhere(open_page, story):
    page = open_page(story.get_absolute_url())
    menu = page.locator(".bar details.menu").first
    page.get_by_label("Reader settings").click()
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    page.get_by_label("Reader settings").click()
    page.get_by_role("heading", level=1).click()
    assert menu.get_attribute("open") is None
