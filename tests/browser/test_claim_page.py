"""A claim's pages in a browser: readable by all, usable with a keyboard, and without script."""

import pytest
from django.urls import reverse

from annotations.models import (
    Assessment,
    Claim,
    Evidence,
    Notice,
    Proposal,
    Relation,
    Reply,
)
from tests.browser.conftest import NARROW
from tests.browser.test_accessibility import WAYS, broken_rules
from tests.makers import make_article, make_claim, make_coding

QUOTE = "the barrier would last thirty years"


@pytest.fixture
def claim(transactional_db, alice, charlie):
    """A claim of alice's to which charlie added all there is to add."""
    story = make_article()
    claim = make_claim(story, QUOTE, by=alice, statement="The barrier will last", cues=["certain"],
                       tags=["sea"], note="As the mayor said")  # fmt: skip
    other = make_claim(story, "barrier would last thirty", by=charlie, confidence="low")
    Reply.write(claim, "Is it so? @Alice", by=charlie)
    Assessment.make(claim, credibility=2, verdict="disputed", reason="Not measured", by=charlie)
    claim.source.assess("B", by=charlie)
    Evidence.add(claim, stance="refutes", other=other, quote="They wrote", by=charlie)
    Relation.relate(claim, "contradicts", other, by=charlie)
    Proposal.make(claim, make_coding(claim.source, confidence="low"), reason="Why", by=charlie)
    return claim


PAGES = {
    "claim": ("claim", "alice"),
    "another's claim": ("claim", "charlie"),
    "edit": ("edit", "alice"),
    "suggest": ("proposals", "charlie"),
    "history": ("history", "alice"),
}


@pytest.mark.parametrize("name", PAGES)
def test_no_rule_is_broken(open_page, claim, request, name):
    view, person = PAGES[name]
    path = reverse(f"annotations:{view}", args=[claim.uuid])
    for theme, viewport in WAYS:
        page = open_page(path, user=request.getfixturevalue(person), viewport=viewport,
                         color_scheme=theme)  # fmt: skip
        for menu in page.locator("main details").all():
            menu.evaluate("menu => menu.open = true")
        assert broken_rules(page) == [], f"{name}, {theme}, {viewport['width']} px"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_no_rule_is_broken_on_the_other_pages(open_page, claim, alice):
    gone = make_claim(claim.article, "the new pumps", by=alice)
    gone.delete_softly(by=alice, expected=1)
    for path in (reverse("annotations:notices"), gone.get_absolute_url()):
        page = open_page(path, user=alice)
        page.locator(".bar summary.avatar").click()
        assert broken_rules(page) == [], path


def test_the_second_to_save_sees_both_and_saves_over(open_page, claim, alice):
    page = open_page(reverse("annotations:edit", args=[claim.uuid]), user=alice, viewport=NARROW)
    claim.edit(make_coding(claim.source, statement="Theirs"), by=alice, expected=1)
    page.get_by_label("Statement").fill("Mine")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Somebody saved first").wait_for()
    assert page.get_by_label("Statement").input_value() == "Mine"
    assert broken_rules(page) == []
    page.get_by_role("button", name="Save mine over theirs").click()
    page.get_by_text("Saved.").wait_for()
    assert Claim.objects.get(pk=claim.pk).statement == "Mine"


def test_what_was_typed_survives_a_reload(open_page, claim, alice):
    page = open_page(reverse("annotations:edit", args=[claim.uuid]), user=alice)
    page.get_by_label("Statement").fill("Half a sentence")
    page.wait_for_timeout(500)
    page.reload()
    assert page.get_by_label("Statement").input_value() == "Half a sentence"


def test_names_are_offered_after_an_at_sign(open_page, claim, charlie):
    page = open_page(claim.get_absolute_url(), user=charlie)
    field = page.get_by_label("Your reply")
    field.press_sequentially("Ask @al")
    option = page.get_by_role("option", name="Alice")
    option.wait_for()
    assert broken_rules(page) == []
    field.press("Enter")
    assert field.input_value() == "Ask @Alice "
    assert option.is_hidden()
    field.press_sequentially("and @zz")
    assert page.get_by_role("listbox").count() == 0
    field.press("Backspace")
    field.press("Backspace")
    page.get_by_role("option", name="Charlie").click()
    assert field.input_value() == "Ask @Alice and @Charlie "


def test_a_reply_comes_without_a_new_page_and_is_told(open_page, claim, alice, charlie):
    page = open_page(claim.get_absolute_url(), user=charlie)
    page.evaluate("window.same = true")
    page.get_by_label("Your reply").fill("It is, says @Alice")
    page.get_by_role("button", name="Reply", exact=True).click()
    page.get_by_text("It is, says @Alice").wait_for()
    assert page.evaluate("window.same")
    assert page.get_by_label("Your reply").input_value() == ""
    assert Notice.objects.of(alice).filter(kind="mention").exists()


def test_all_of_it_works_without_script(open_page, claim, alice):
    page = open_page(claim.get_absolute_url(), user=alice, java_script_enabled=False)
    page.get_by_label("Your reply").fill("Without script")
    page.get_by_role("button", name="Reply", exact=True).click()
    page.get_by_text("Without script").wait_for()
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Version 2").wait_for()
    page.get_by_text("Assess it").click()
    page.get_by_label("The claim is").select_option("3")
    page.get_by_role("button", name="Save your assessment").click()
    page.get_by_text("B3").or_(page.get_by_text("–3")).first.wait_for()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Statement").fill("Said anew")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved.").wait_for()
    page.get_by_role("link", name="Version 3, history").click()
    page.get_by_role("button", name="Restore version 1").click()
    page.get_by_role("heading", name="The barrier will last").wait_for()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Restore").click()
    page.get_by_text("Restored.").wait_for()
    assert Claim.objects.live().filter(pk=claim.pk).exists()
