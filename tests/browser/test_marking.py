"""Marking words in a real browser: by mouse, by keyboard alone, by touch, and without script."""

import re

import pytest

from annotations.models import Claim, Project, Source
from tests.browser.conftest import NARROW
from tests.browser.marking import closed, compose, make_story, quote_of, saved, select
from tests.browser.test_accessibility import WAYS, broken_rules
from tests.makers import make_article, make_claim, make_user

ARABIC = "قال رئيس الوزراء إن لديه أدلة قاطعة على الهجوم.\n\nولم ترد طهران."
JAPANESE = "首相は「動かぬ証拠」があると述べた。\n\n政府は回答していない。"


@pytest.fixture
def alice(transactional_db):
    Project.objects.open_desk()
    return make_user("alice", "annotator")


@pytest.fixture
def story(transactional_db):
    return make_story()


def test_the_first_claim_of_a_source_takes_four_presses_and_its_name_the_next_two(
    open_page, story, alice
):
    page = open_page(story.get_absolute_url(), alice)
    select(page, "incontrovertible evidence")
    page.get_by_role("button", name="Claim C", exact=True).click()
    page.keyboard.type("Edi Rama")
    page.get_by_role("button", name="Person", exact=True).click()
    page.get_by_role("button", name="Certain", exact=True).click()
    saved(page)
    first = Claim.objects.get()
    assert (quote_of(first), str(first.source), first.confidence, first.cues) == (
        "incontrovertible evidence", "Edi Rama", "certain", ["incontrovertible evidence"],
    )  # fmt: skip
    assert page.locator(f"#m-{first.uuid}").text_content() == "incontrovertible evidence"
    assert page.locator(".card .who").text_content() == "Edi Rama"
    select(page, "The hackers tried to paralyse public services")
    page.get_by_role("button", name="Edi Rama E").click()
    page.get_by_role("button", name="Unstated", exact=True).click()
    saved(page, 2)
    assert Claim.objects.filter(source=first.source).count() == 2
    assert Source.objects.count() == 1


def test_a_source_that_is_known_stands_first_when_it_is_named_there(open_page, story, alice):
    make_claim(story, "a test", by=alice)
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "hired four groups")
    options = page.get_by_role("option")
    options.first.wait_for()
    options.first.click()
    page.get_by_role("button", name="Certain", exact=True).click()
    saved(page, 2)
    assert Claim.objects.filter(source__name="Ilse Brand").count() == 2


def test_saving_can_be_undone(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "a test")
    page.get_by_role("button", name="Not stated in the text").click()
    page.get_by_role("button", name="Unstated", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    page.locator(".card").wait_for(state="detached")
    assert Claim.objects.get().is_deleted


@pytest.mark.parametrize(("start", "end", "quote"), [
    ("paralyse", "act of war", None),
    ("What others", "🇦🇱", None),
    ("an act of war in a long", "statement", None),
    ("👨‍👩‍👧 came", "café", "👨‍👩‍👧 came before the café"),
    ("flag 🇦", "flag 🇦", "flag 🇦🇱"),
])  # fmt: skip
def test_words_are_marked_where_they_were_selected(open_page, story, alice, start, end, quote):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, start, end)
    page.get_by_role("button", name="The outlet itself").click()
    page.get_by_role("button", name="Unstated", exact=True).click()
    saved(page)
    found = quote_of(Claim.objects.get())
    text = story.current.text
    assert found == (
        quote or text[text.index(start) : text.index(end, text.index(start)) + len(end)]
    )


@pytest.mark.parametrize(("body", "language", "words"), [
    (ARABIC, "ar", "أدلة قاطعة"),
    (JAPANESE, "ja", "動かぬ証拠"),
    ("Decomposed cafe\u0301 and 𝒪𝓃𝑒 word.", "en", "cafe\u0301"),
    ("Decomposed cafe\u0301 and 𝒪𝓃𝑒 word.", "en", "𝓃"),
])  # fmt: skip
def test_in_any_script(open_page, alice, body, language, words):
    story = make_article("First", body, language=language)
    page = open_page(story.get_absolute_url(), alice)
    compose(page, words)
    page.get_by_role("button", name="Not stated in the text").click()
    page.get_by_role("button", name="Certain", exact=True).click()
    saved(page)
    assert quote_of(Claim.objects.get()) == words
    assert page.locator(".story .hl").text_content() == words


def test_by_keyboard_alone(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    for key in ("j", "j", "j", "s", "s"):
        page.keyboard.press(key)
    page.wait_for_selector("[data-bar]:not([hidden])")
    for key in ("k", "s", "ArrowRight", "ArrowRight", "ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
        page.wait_for_timeout(200)
    chosen = page.evaluate("getSelection().toString().trim()")
    assert chosen == "Edi Rama"
    page.keyboard.press("c")
    page.wait_for_selector("claim-composer:not([hidden])")
    page.keyboard.type("Adria Newswire")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("3")
    saved(page)
    claim = Claim.objects.get()
    assert (quote_of(claim), claim.source.kind, claim.confidence) == (
        "Edi Rama", "organisation", "moderate",
    )  # fmt: skip


def test_more_is_opened_by_m_and_saved_with_ctrl_and_enter(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "probably a test")
    page.get_by_role("button", name="The outlet itself").click()
    page.wait_for_selector(".levels [data-suggested]")
    assert page.locator("[data-suggested]").text_content().strip() == "Moderate"
    page.keyboard.press("m")
    page.keyboard.press("4")
    page.get_by_role("button", name="Step").click()
    page.keyboard.type("A wire")
    page.get_by_role("button", name="Document").last.click()
    page.locator(".grid6 [value=B2]").check(force=True)
    page.get_by_label("Tags").fill("flags, tests")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-field=__all__]:not([hidden])")
    page.get_by_role("button", name="Change").first.click()
    page.keyboard.type("A reporter")
    page.get_by_role("button", name="Person", exact=True).first.click()
    page.keyboard.press("Control+Enter")
    saved(page)
    claim = Claim.objects.get()
    assert (claim.confidence, claim.confidence_kind, claim.cues, claim.tags) == (
        "low", "likelihood", ["probably"], ["flags", "tests"],
    )  # fmt: skip
    assert [str(link) for link in claim.attributions.all()] == ["A reporter", "A wire"]
    assert claim.assessments.get().credibility == 2
    assert claim.source.assessments.get().reliability == "B"


def test_a_second_passage_joins_the_claim_that_is_open(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "The hackers tried to paralyse public services")
    select(page, "called it")
    page.get_by_role("button", name="Add passage A").click()
    page.get_by_role("button", name="Not stated in the text").click()
    page.get_by_role("button", name="Certain", exact=True).click()
    saved(page)
    assert quote_of(Claim.objects.get()) == (
        "The hackers tried to paralyse public services … called it"
    )


@pytest.mark.parametrize(("place", "words"), [
    ("figcaption", "Captions cannot be marked"),
    (".byline", "Only the story’s own words"),
])  # fmt: skip
def test_words_that_are_not_the_storys_say_why(open_page, story, alice, place, words):
    page = open_page(story.get_absolute_url(), alice)
    page.evaluate(f"getSelection().selectAllChildren(document.querySelector('.story {place}'))")
    page.get_by_text(words).wait_for()


def test_words_are_copied_with_where_they_come_from(open_page, story, alice):
    page = open_page(
        story.get_absolute_url(), alice, permissions=["clipboard-read", "clipboard-write"]
    )
    select(page, "hired four groups")
    page.keyboard.press("y")
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“hired four groups” (Albania severs ties over cyber-attack, ")
    assert "The Coast Tribune" in copied
    assert copied.endswith(story.get_absolute_url())


def test_keys_rest_in_fields_and_when_they_are_turned_off(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "a test")
    page.keyboard.type("c 1 m")
    assert page.get_by_role("combobox").input_value() == "c 1 m"
    page.keyboard.press("Escape")
    page.evaluate("document.documentElement.dataset.keys = 'off'")
    select(page, "hired four groups")
    page.keyboard.press("c")
    page.keyboard.press("s")
    assert page.locator("claim-composer").is_hidden()


def test_the_same_reading_is_offered_on_words_that_somebody_marked(open_page, story, alice):
    make_claim(story, "hired four groups", by=make_user("charlie", "annotator"))
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "hired four groups")
    page.get_by_text("Charlie read them as Ilse Brand, certain").wait_for()
    page.get_by_role("button", name="Same reading").click()
    closed(page)
    assert Claim.objects.filter(author=alice, copied_from__author__name="charlie").count() == 1


def test_by_touch_on_a_small_screen(open_page, story, alice):
    page = open_page(
        story.get_absolute_url(), alice, viewport=NARROW, has_touch=True, is_mobile=True
    )
    select(page, "hired four groups")
    claim = page.get_by_role("button", name="Claim", exact=True)
    box = claim.bounding_box()
    assert box["height"] >= 44
    assert box["y"] > 700
    page.evaluate("getSelection().removeAllRanges()")
    claim.tap()
    page.wait_for_selector("claim-composer:not([hidden])")
    assert page.evaluate("document.activeElement.matches('input')") is False
    page.get_by_role("button", name="Not stated in the text").tap()
    level = page.get_by_role("button", name="High", exact=True)
    assert level.bounding_box()["height"] >= 44
    level.tap()
    closed(page)
    page.wait_for_selector(".story .hl")
    assert quote_of(Claim.objects.get()) == "hired four groups"


def test_without_script_a_sentence_is_chosen_in_a_form(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice, java_script_enabled=False)
    page.get_by_text("Mark a claim by paragraph").click()
    page.get_by_role("link", name=re.compile("The flag")).click()
    page.get_by_label(re.compile("It was probably a test")).check()
    page.get_by_label("Or a new one").first.fill("A reporter")
    page.get_by_label("Its kind").first.select_option("person")
    page.get_by_role("button", name="Save claim").click()
    assert page.get_by_text("Choose how sure the words are").is_visible()
    assert page.get_by_label("Or a new one").first.input_value() == "A reporter"
    page.get_by_role("radio", name="Moderate").check(force=True)
    page.get_by_role("button", name="Save claim").click()
    claim = Claim.objects.get()
    assert (quote_of(claim), claim.cues) == ("It was probably a test.", ["probably"])
    assert page.url.endswith(f"?project=open-desk#claim-{claim.uuid}")
    page.locator(f"#claim-{claim.uuid}").wait_for()


def test_another_browser_shows_card_mark_and_count_without_a_reload(open_page, story, alice):
    charlie = make_user("charlie", "annotator")
    make_claim(story, "a test", by=charlie)
    mine, theirs = (open_page(story.get_absolute_url(), person) for person in (alice, charlie))
    theirs.wait_for_selector("live-story[data-state=stream]", state="attached")
    compose(mine, "hired four groups")
    mine.get_by_role("button", name="Not stated in the text").click()
    with mine.expect_response("**/claims/") as answer:
        mine.get_by_role("button", name="High", exact=True).click()
    assert answer.value.ok
    key = Claim.objects.get(author=alice).uuid
    theirs.wait_for_selector(f"#claim-{key}", state="attached")
    assert theirs.locator(f"#m-{key}").text_content() == "hired four groups"
    assert theirs.locator("[data-filter=all] .count").text_content() == "2"


def test_on_a_small_screen_saving_can_be_undone_as_well(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice, viewport=NARROW, has_touch=True)
    select(page, "hired four groups")
    page.get_by_role("button", name="Claim", exact=True).click()
    page.get_by_role("button", name="Not stated in the text").click()
    page.get_by_role("button", name="High", exact=True).click()
    page.locator(".story .hl").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.locator(".story .hl").wait_for(state="detached")
    assert Claim.objects.get().is_deleted


def test_after_saving_the_keyboard_goes_on_from_the_note(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "hired four groups")
    page.get_by_role("button", name="Not stated in the text").click()
    page.keyboard.press("1")
    saved(page)
    page.wait_for_selector(".fn:focus")
    assert page.locator("claim-outbox [data-live]").text_content() == "Saved"


def test_the_composer_breaks_no_rule_of_accessibility(open_page, story, alice):
    make_claim(story, "a test", by=alice)
    for theme, viewport in WAYS:
        page = open_page(story.get_absolute_url(), alice, viewport=viewport, color_scheme=theme)
        select(page, "hired four groups")
        assert broken_rules(page) == []
        page.locator("[data-act=compose]").click()
        page.get_by_role("combobox").first.fill("Edi")
        page.locator("[data-more] > summary").click()
        page.get_by_role("button", name="Step").click()
        page.wait_for_timeout(400)
        assert broken_rules(page) == []
        page.get_by_role("button", name="Person", exact=True).first.click()
        page.locator("[data-close]").click()
        page.get_by_role("button", name="Go on").wait_for()
        assert broken_rules(page) == []
