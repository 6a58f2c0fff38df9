"""Claims that are begun, or on their way, outlive what happens to page, network and session."""

import pytest

from annotations.models import Claim, Project
from tests.browser.marking import compose, kept, make_story, saved, select
from tests.makers import make_user

NO_NETWORK = "|net::ERR|htmx:sendError|htmx:afterRequest"


@pytest.fixture
def alice(transactional_db):
    Project.objects.open_desk()
    return make_user("alice", "annotator")


@pytest.fixture
def story(transactional_db):
    return make_story()


def test_a_draft_outlives_escape_and_reload(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "hired four groups")
    page.get_by_label("Statement").fill("Iran hired four groups.")
    page.keyboard.press("Escape")
    page.get_by_text("Draft", exact=True).wait_for()
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
    assert not kept(page)
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


def test_all_of_a_draft_comes_back(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "It was probably a test")
    page.get_by_role("button", name="The outlet itself").click()
    page.keyboard.press("m")
    page.get_by_role("button", name="Step").click()
    page.keyboard.type("A wire")
    page.get_by_role("button", name="Organisation").last.click()
    page.locator(".grid6 [value=B2]").check(force=True)
    page.get_by_label("I am unsure").check()
    page.get_by_role("button", name="It", exact=True).click()
    page.get_by_role("button", name="Low", exact=True).click()
    page.get_by_label("Tags").fill("a, b")
    page.wait_for_timeout(400)
    page.reload()
    page.wait_for_selector("claim-composer:not([hidden])")
    form = "Object.fromEntries(new FormData(document.getElementById('composer')))"
    fields = page.evaluate(form)
    expected = {
        "source": "outlet", "source_called": "The outlet itself", "via_name": "A wire",
        "via_kind": "organisation", "code": "B2", "sure": "unsure", "confidence": "low",
        "tags": "a, b", "quote": "It was probably a test", "cue": "probably",
    }  # fmt: skip
    assert {name: fields[name] for name in expected} == expected
    pressed = page.locator(".quote [aria-pressed=true]").all_text_contents()
    assert pressed == ["It", "probably"]


def test_a_new_claim_leaves_the_one_that_was_begun_among_the_drafts(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "hired four groups")
    page.get_by_label("Statement").fill("The first")
    compose(page, "a test")
    page.get_by_text("Draft", exact=True).wait_for()
    assert page.get_by_label("Statement").input_value() == ""
    page.get_by_role("button", name="Discard").click()
    assert page.get_by_text("Draft", exact=True).count() == 0
    page.keyboard.press("Escape")
    assert not kept(page)


def test_what_was_refused_waits_while_another_is_written(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "hired four groups")
    page.keyboard.type("?!")
    page.get_by_role("button", name="Person", exact=True).click()
    page.evaluate(
        "document.querySelector('.levels [value=high]').click();"
        "document.dispatchEvent(new CustomEvent('claim:compose',"
        " { detail: { segments: [[1, 5]], quote: 'lban' } }))"
    )
    page.get_by_text("Not saved").wait_for()
    assert page.locator("#composer [name=quote]").input_value() == "lban"
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("at least one letter").first.wait_for()
    assert page.locator("#composer [name=quote]").input_value() == "hired four groups"


def test_what_is_being_written_stays_when_the_page_is_drawn_anew(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "hired four groups")
    page.get_by_label("Statement").fill("Typed just now")
    page.evaluate("document.dispatchEvent(new CustomEvent('live:reset'))")
    page.locator("#mark-statement:focus").wait_for(state="detached")
    page.wait_for_selector("claim-composer:not([hidden])")
    assert page.get_by_label("Statement").input_value() == "Typed just now"
    page.get_by_role("button", name="Not stated in the text").click()
    page.get_by_role("button", name="High", exact=True).click()
    saved(page)
    assert Claim.objects.get().statement == "Typed just now"


def test_drafts_of_one_person_are_not_shown_to_another(open_page, story, alice):
    page = open_page(story.get_absolute_url(), alice)
    compose(page, "hired four groups")
    page.get_by_label("Statement").fill("Mine")
    page.keyboard.press("Escape")
    assert len(kept(page)) == 1
    store = page.context.storage_state()
    other = open_page(
        story.get_absolute_url(), make_user("charlie", "annotator"), storage_state=store
    )
    select(other, "a test")
    assert other.get_by_text("Draft", exact=True).count() == 0
