"""The active card: what is said of the claim, and what one can do with it, without leaving."""

from dataclasses import replace

import pytest

from annotations.models import Claim, Reply
from articles import revising
from tests.annotations.at_the_desk import revise
from tests.makers import make_article, make_claim


@pytest.fixture
def claim(transactional_db, alice):
    story = make_article("Harbour town trusts its pumps")
    return make_claim(story, "the new pumps", by=alice)


def opened(open_page, claim, person):
    page = open_page(f"/stories/{claim.article.uuid}/", person)
    page.wait_for_selector(".cards[data-settled]")
    page.keyboard.press("n")
    page.wait_for_selector(f"#claim-{claim.uuid} .talk #replies-{claim.uuid}")
    return page


def test_a_reply_is_written_in_the_card_by_key_and_the_focus_stays(open_page, claim, charlie):
    page = opened(open_page, claim, charlie)
    page.keyboard.press("r")
    page.keyboard.type("Which pumps?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".talk .reply >> text=Which pumps?")
    page.wait_for_selector(".talk:focus-within")
    assert Reply.objects.get().text == "Which pumps?"


def test_what_others_reply_arrives_and_what_one_types_stays(open_page, claim, alice, charlie):
    page = opened(open_page, claim, charlie)
    page.fill(".talk .answer textarea", "Half a thought")
    page.evaluate("document.activeElement.blur()")
    Reply.write(claim, "The river ones.", by=alice)
    page.wait_for_selector(f"#claim-{claim.uuid} .foot .replies")
    assert page.input_value(".talk .answer textarea") == "Half a thought"
    page.fill(".talk .answer textarea", "")
    page.evaluate("document.activeElement.blur()")
    Reply.write(claim, "Both of them.", by=alice)
    page.wait_for_selector(".talk .reply >> text=Both of them.")


def test_what_one_can_do_stands_in_the_card(open_page, claim, alice, charlie):
    page = opened(open_page, claim, alice)
    page.wait_for_selector(".talk .acts >> text=Edit")
    assert page.locator(".talk >> text=Same reading").count() == 0
    page = opened(open_page, claim, charlie)
    page.wait_for_selector(".talk .acts >> text=Suggest an edit")
    page.click(".talk >> text=Assess it")
    assert page.is_visible(".talk select, .talk [type=radio]")
    page.click(".talk >> text=Same reading")
    page.wait_for_selector(".card .people .avatar + .avatar")
    assert Claim.objects.filter(author=charlie).exists()


def test_changed_words_are_confirmed_in_the_card(open_page, claim, alice, bob):
    other = make_claim(claim.article, "the barrier would last thirty years", by=alice)
    changes = [("the new pumps", "the newer pumps"), ("thirty years", "forty years")]
    revise(claim.article, *changes, by=bob)
    page = opened(open_page, claim, alice)
    page.click(".talk >> text=Confirm")
    page.wait_for_selector(f"#claim-{claim.uuid}:not([data-anchor])", state="attached")
    order = page.eval_on_selector_all(".cards .card", "all => all.map(each => each.dataset.claim)")
    assert order == [str(other.uuid), str(claim.uuid)]


def test_whoever_reads_a_story_that_changes_is_told_and_nothing_moves(open_page, claim, alice, bob):
    page = opened(open_page, claim, alice)
    before = page.inner_text(".story")
    words = replace(claim.article.current.wording, headline="Another")
    revising.revise(claim.article, words, by=bob, reason="New", expected=1)
    page.wait_for_selector("story-news >> text=The story has changed.")
    assert page.inner_text(".story") == before
    page.click("story-news a")
    page.wait_for_selector("h1 >> text=Another")


def test_whoever_is_not_signed_in_reads_replies_there(open_page, claim, alice):
    Reply.write(claim, "The river ones.", by=alice)
    page = opened(open_page, claim, None)
    assert page.is_visible(".talk .reply >> text=The river ones.")
    assert page.locator(".talk textarea").count() == 0
