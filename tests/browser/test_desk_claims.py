"""Claims, sources and projects at the desk, in a browser."""

import pytest
from django.urls import reverse

from annotations.models import Claim, Proposal, Reply, Source
from tests.annotations.at_the_desk import page as at
from tests.annotations.at_the_desk import revise
from tests.browser.test_accessibility import WAYS, broken_rules
from tests.makers import make_article, make_claim, make_coding, make_project, make_source


@pytest.fixture
def scene(transactional_db, alice, bob, charlie):
    """A claim of every kind, two sources that are one, and two projects."""
    story = make_article("Harbour town trusts its pumps")
    told = make_claim(
        story, "the new pumps", by=alice, statement="The pumps held", cues=("held",),
        tags=("Coast",), note="Ask the mayor", confidence="high", confidence_kind="likelihood",
        is_sure=False,
    )  # fmt: skip
    make_claim(story, "the new pumps", by=charlie, source=make_source("Officials", "group"))
    edited = make_claim(story, by=alice)
    lost = make_claim(story, "Engineers at the university were more careful", by=charlie)
    revise(story, ("thirty years", "forty years"), ("Engineers at the university were more careful",
                                                    "Nobody else spoke"), by=bob)  # fmt: skip
    hidden = make_claim(story, "The mayor", by=charlie)
    hidden.hide("Off topic", by=bob)
    deleted = make_claim(story, "Officials", by=alice)
    deleted.delete_softly(by=alice, expected=1)
    Reply.write(told, "Are you sure?", by=charlie)
    Proposal.make(told, make_coding(confidence="low"), by=charlie)
    company = make_source("Mandiant Inc.", "organisation")
    company.merge_into(make_source("Mandiant", "organisation"), by=bob)
    probe = make_project("Probe", people=[alice, bob], guidelines="Mark all.")
    probe.admit(bob, "curator", by=None)
    arabic = make_article("رئيس البلدية واثق", "السد صامد منذ عام.", language="ar")
    make_claim(
        arabic, "السد صامد", by=alice, project=probe, source=make_source("رئيس", project=probe)
    )
    return {
        "story": story, "told": told, "edited": edited, "lost": lost, "hidden": hidden,
        "deleted": deleted, "merged": company, "project": probe,
    }  # fmt: skip


def source(scene, name):
    return Source.objects.get(name=name)


PAGES = {
    "claims": lambda scene: at("claim_changelist"),
    "claims, narrowed": lambda scene: at("claim_changelist") + "?state=contested&q=pumps",
    "no claims": lambda scene: at("claim_changelist") + "?q=nothing+at+all",
    "claims of a story": lambda scene: (
        at("claim_changelist") + f"?article={scene['story'].uuid}&state=live"
    ),
    "a claim": lambda scene: at("claim_change", scene["told"]),
    "an edited claim": lambda scene: at("claim_change", scene["edited"]),
    "a lost claim": lambda scene: at("claim_change", scene["lost"]),
    "a hidden claim": lambda scene: at("claim_change", scene["hidden"]),
    "a deleted claim": lambda scene: at("claim_change", scene["deleted"]),
    "a claim’s history": lambda scene: at("claim_history", scene["told"]),
    "sources": lambda scene: at("source_changelist"),
    "a source": lambda scene: at("source_change", source(scene, "Mandiant")),
    "a merged source": lambda scene: at("source_change", scene["merged"]),
    "a source’s history": lambda scene: at("source_history", scene["merged"]),
    "projects": lambda scene: at("project_changelist"),
    "a project": lambda scene: at("project_change", scene["project"]),
    "a story with claims": lambda scene: reverse(
        "admin:articles_article_history", args=[scene["story"].uuid]
    ),
    "events of claims": lambda scene: reverse("admin:articles_event_changelist") + "?of=claim",
}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_breaks_a_rule_or_the_policy(open_page, scene, olga, name):
    for theme, viewport in WAYS:
        page = open_page(PAGES[name](scene), user=olga, viewport=viewport, color_scheme=theme)
        assert broken_rules(page) == [], f"{name}, {theme}, {viewport['width']} px"
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= viewport["width"], f"{name} is {wide} px wide"


def test_what_a_curator_reads_of_a_project_breaks_no_rule(open_page, scene, bob):
    page = open_page(at("project_change", scene["project"]), user=bob)
    page.get_by_text("Mark all.").wait_for()
    assert broken_rules(page) == []


def test_refusals_and_pages_between_break_no_rule(open_page, scene, bob):
    for theme, viewport in WAYS:
        way = {"user": bob, "viewport": viewport, "color_scheme": theme}
        page = open_page(at("claim_change", scene["told"]), **way)
        page.get_by_role("button", name="Hide").click()
        page.get_by_text("Nothing is changed yet.").wait_for()
        assert broken_rules(page) == []
        page = open_page(at("claim_changelist") + "?place=edited", **way)
        for action, words in (("hide", "Reason"), ("confirm", "forty"), ("reassign", "Author")):
            page.locator(".action-select").first.check()
            page.get_by_label("What to do with the chosen rows").select_option(action)
            page.get_by_role("button", name="Do it").click()
            page.locator(".asking").get_by_text(words, exact=True).wait_for()
            assert broken_rules(page) == [], action
            page.get_by_role("link", name="Back to the list").click()


def test_a_claim_is_hidden_and_shown_again(open_page, scene, bob):
    page = open_page(at("claim_changelist"), user=bob)
    page.get_by_role("link", name="the new pumps").last.click()
    page.get_by_label("Reason").fill("Names a child")
    page.get_by_role("button", name="Hide").click()
    page.get_by_text("It is hidden from all but its author and curators.").wait_for()
    page.get_by_role("button", name="Show again").click()
    page.get_by_text("It is shown again.").wait_for()
    assert Claim.objects.filter(hidden_at=None).count() == Claim.objects.count() - 1


def test_the_changed_words_are_confirmed_where_they_are_shown(open_page, scene, bob):
    page = open_page(at("claim_change", scene["edited"]), user=bob)
    page.get_by_role("button", name="Confirm the changed words").click()
    page.get_by_text("Confirmed: it holds for the changed words.").wait_for()
    scene["edited"].refresh_from_db()
    assert not scene["edited"].needs_a_person


def test_two_sources_are_merged_and_parted_again(open_page, scene, bob):
    page = open_page(at("source_changelist"), user=bob)
    page.get_by_label("Choose Ilse Brand").check()
    page.get_by_label("Choose Officials").check()
    page.get_by_label("What to do with the chosen rows").select_option("merge")
    page.get_by_role("button", name="Do it").click()
    page.get_by_label("Ilse Brand").check()
    assert broken_rules(page) == []
    page.get_by_role("button", name="See what moves").click()
    page.get_by_text("will count as those of").wait_for()
    assert broken_rules(page) == []
    page.get_by_role("button", name="Merge").click()
    page.get_by_text("They can be parted again.").wait_for()
    page.get_by_role("button", name="Part again Officials").click()
    page.get_by_text("“Officials” stands for itself again.").wait_for()
    assert Source.objects.get(name="Officials").merged_into is None


def test_what_two_people_typed_stands_side_by_side(open_page, scene, bob, alice):
    mandiant = source(scene, "Mandiant")
    page = open_page(at("source_change", mandiant), user=bob)
    page.get_by_label("Role").fill("firm")
    mandiant.describe(by=alice, expected=1, role="company")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Somebody saved first").wait_for()
    assert broken_rules(page) == []
    assert page.get_by_label("Role").input_value() == "firm"
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    mandiant.refresh_from_db()
    assert mandiant.role == "firm"


def test_claims_are_walked_by_key_and_opened_with_enter(open_page, scene, bob):
    page = open_page(at("claim_changelist") + "?place=edited", user=bob)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Confirm the changed words").wait_for()
