"""Marking words in a real browser: by mouse, by keyboard alone, by touch, and without script."""

import re

import pytest

from annotations.models import Claim, Project, Source
from tests.browser.conftest import NARROW
from tests.makers import make_article, make_claim, make_user

BODY = """Prime Minister Edi Rama said a probe had found “incontrovertible evidence” that Iran had
hired four groups to mount the attack.

The hackers tried to paralyse public services, he added, and called it *an act of war* in
[a long statement](https://example.org/statement) that was read out in parliament.

## What others say

The flag 🇦🇱 and the family 👨‍👩‍👧 came before the café in the text. It was probably a test."""

NO_NETWORK = "|net::ERR|htmx:sendError|htmx:afterRequest"

ARABIC = "قال رئيس الوزراء إن لديه أدلة قاطعة على الهجوم.\n\nولم ترد طهران."
JAPANESE = "首相は「動かぬ証拠」があると述べた。\n\n政府は回答していない。"


@pytest.fixture
def alice(transactional_db):
    Project.objects.open_desk()
    return make_user("alice", "annotator")


@pytest.fixture
def story(transactional_db):
    return make_article("Albania severs ties over cyber-attack", BODY, captions=("A police car.",))


SELECT = """([from, to]) => {
  const blocks = [...document.querySelectorAll(".story [data-start]")];
  const place = (words, end) => {
    for (const block of blocks) {
      const at = block.textContent.indexOf(words);
      if (at < 0) continue;
      let left = at + (end ? words.length : 0);
      const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { length } = texts.currentNode.data;
        if (left < length || (end && left === length)) return [texts.currentNode, left];
        left -= length;
      }
    }
  };
  const range = document.createRange();
  range.setStart(...place(from, false));
  range.setEnd(...place(to, true));
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def select(page, words, to=None):
    page.evaluate(SELECT, [words, to or words])
    page.wait_for_selector("[data-bar]:not([hidden])")


def compose(page, words, to=None):
    select(page, words, to)
    page.get_by_role("button", name="Claim C").click()
    page.wait_for_selector("claim-composer:not([hidden])")


def saved(page, count=1):
    """Wait until the server has said so."""
    closed(page)
    page.locator(".card:not(.arriving)").nth(count - 1).wait_for(state="attached")


def closed(page):
    page.locator("claim-composer").wait_for(state="hidden")


def quote_of(claim):
    return claim.anchorings.get().quote


def test_the_first_claim_of_a_source_takes_four_presses_and_its_name_the_next_two(
    open_page, story, alice
):
    page = open_page(story.get_absolute_url(), alice)
    select(page, "incontrovertible evidence")
    page.get_by_role("button", name="Claim C").click()
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


def test_a_draft_outlives_escape_and_reload(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "hired four groups")
    page.get_by_label("Statement").fill("Iran hired four groups.")
    page.keyboard.press("Escape")
    page.get_by_text("Draft").wait_for()
    page.get_by_role("button", name="Go on").click()
    page.wait_for_selector("claim-composer:not([hidden])")
    page.get_by_role("combobox").fill("Edi R")
    page.wait_for_timeout(400)
    page.reload()
    page.wait_for_selector("claim-composer:not([hidden])")
    assert page.get_by_label("Statement").input_value() == "Iran hired four groups."
    assert page.get_by_role("combobox").input_value() == "Edi R"
    page.get_by_role("button", name="Person", exact=True).click()
    page.get_by_role("button", name="High", exact=True).click()
    saved(page)
    claim = Claim.objects.get()
    assert (claim.statement, str(claim.source)) == ("Iran hired four groups.", "Edi R")
    page.reload()
    assert page.locator("claim-composer").is_hidden()
    assert page.get_by_role("button", name="Discard").count() == 0


def test_what_is_saved_without_a_network_is_sent_once_when_it_is_back(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    open_page.expected += NO_NETWORK
    compose(page, "hired four groups")
    page.context.set_offline(True)
    page.keyboard.type("Edi Rama")
    page.get_by_role("button", name="Person", exact=True).click()
    page.get_by_role("button", name="High", exact=True).click()
    page.get_by_text("You are offline.").wait_for()
    assert page.get_by_text("Kept on this device", exact=True).is_visible()
    assert not Claim.objects.exists()
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector(".card:not(.arriving)")
    page.reload()
    assert Claim.objects.get().confidence == "high"


def test_an_answer_that_was_lost_is_asked_for_again_and_nothing_is_written_twice(
    open_page, story, alice
):
    page = open_page(story.get_absolute_url(), alice)
    open_page.expected += NO_NETWORK
    lost = []

    def lose(route):
        route.fetch()
        lost.append(route)
        route.abort()

    page.route("**/claims/", lose, times=1)
    compose(page, "hired four groups")
    page.get_by_role("button", name="Not stated in the text").click()
    page.get_by_role("button", name="High", exact=True).click()
    page.get_by_text("You are offline.").wait_for()
    assert Claim.objects.count() == len(lost) == 1
    page.reload()
    page.wait_for_selector(".card:not(.arriving)")
    page.wait_for_timeout(300)
    kept = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('claims:'))")
    assert not kept
    assert Claim.objects.count() == 1


def test_who_was_signed_out_loses_nothing(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "hired four groups")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_role("button", name="Not stated in the text").click()
    page.get_by_role("button", name="High", exact=True).click()
    page.get_by_text("You were signed out").wait_for()
    page.context.add_cookies(cookies)
    page.reload()
    page.wait_for_selector(".story .hl")
    assert Claim.objects.count() == 1


def test_what_is_refused_comes_back_with_what_was_typed(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "hired four groups")
    page.keyboard.type("?!")
    page.get_by_role("button", name="Person", exact=True).click()
    page.get_by_role("button", name="High", exact=True).click()
    page.locator("source-choice .error", has_text="at least one letter").first.wait_for()
    assert page.locator("[data-chosen] [data-name]").first.text_content() == "?!"
    assert not Claim.objects.exists()


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
