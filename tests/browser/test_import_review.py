"""Importing in a browser: by keys alone, by touch, without script; and nothing typed is lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles import importing, revising
from articles.models import Article, RateLimit
from tests.articles.dumps import DUMP, HTML, STORY, make_stored
from tests.articles.test_importing import SEED
from tests.browser.conftest import NARROW, WIDE, sign_in
from tests.browser.test_accessibility import WAYS, broken_rules
from tests.makers import make_wording

TOUCH = {"viewport": NARROW, "has_touch": True, "is_mobile": True}


@pytest.fixture
def draft(alice):
    article = importing.take_in(DUMP.encode(), by=alice)
    capture = article.captures.get()
    capture.decisions += [
        {"about": "blocks", "rule": "No full stop: it may be cut.", "confidence": 0.5, "index": 1,
         "words": STORY[1]},
        {"about": "byline", "rule": "A name in the head.", "confidence": 0.5},
    ]  # fmt: skip
    capture.save()
    return article


def url(article):
    return reverse("articles:review", args=[article.uuid])


def now(article):
    return Article.objects.with_words().get(pk=article.pk)


def half(page, name):
    return page.locator(f'[data-half="{name}"]')


def texts(page, name):
    return [field.input_value() for field in half(page, name).locator(".text:visible").all()]


def row(page, words):
    """The row whose text begins with these words."""
    number = page.evaluate(
        """words => [...document.querySelectorAll('.block')].find(
             row => row.querySelector('.text').value.startsWith(words)).dataset.number""",
        words,
    )
    return page.locator(f"#row-{number}")


def counts(page):
    return [
        page.locator('[data-count="story"]').inner_text(),
        page.locator('[data-count="along"]').inner_text(),
    ]


def focused(page):
    return page.evaluate(
        "document.activeElement.closest('.block')?.querySelector('.text').value ?? ''"
    )


@pytest.mark.skipif(not SEED.exists(), reason="the seed page lies outside the repository")
def test_the_seed_is_pasted_reviewed_published_and_read(open_page, bob):
    page = open_page("/import/", bob)
    page.get_by_label("Paste the page here").fill(SEED.read_text())
    page.get_by_role("button", name="Take it apart").click()
    page.wait_for_url(re.compile("/review/"))
    assert counts(page)[0].startswith("18 blocks") and counts(page)[1] == "20"
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(lambda address: "/review/" not in address)
    expect(page.get_by_role("heading", level=1)).to_have_text(SEED.read_text().splitlines()[0])
    assert Article.objects.get().state == Article.PUBLISHED
    page.locator(".related").get_by_text("20", exact=False).first.wait_for()
    assert Article.objects.get().teasers.count() == 20


def test_by_keys_alone(open_page, bob):
    page = open_page("/import/", bob)
    page.get_by_label("Paste the page here").focus()
    page.keyboard.insert_text(DUMP)
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("https://coast.example/pumps")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/review/"))
    page.keyboard.press("j")
    assert focused(page) == "Harbour town trusts its pumps"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == STORY[1]
    page.keyboard.press("ArrowRight")
    assert texts(page, "along")[0] == STORY[1] and focused(page) == STORY[2]
    expect(page.locator("[data-said]")).to_have_text("Moved to related headlines.")
    page.keyboard.press("u")
    assert texts(page, "story")[2] == STORY[1] and focused(page) == STORY[1]
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.type(" Really.")
    page.keyboard.press("Escape")
    assert focused(page).endswith("Really.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda address: "/review/" not in address)
    article = Article.objects.with_words().get()
    assert article.state == Article.PUBLISHED
    assert article.address == "https://coast.example/pumps"


def test_a_teaser_becomes_a_paragraph_and_goes_back_as_it_was(open_page, bob, draft):
    page = open_page(url(draft), bob)
    row(page, "Older pumps").focus()
    page.keyboard.press("ArrowLeft")
    joined = (
        "Older pumps failed in two of three tests. Inspectors found worn seals in a third of them."
    )
    assert texts(page, "story")[-1] == joined
    assert counts(page)[1] == "2"
    row(page, "Older pumps").focus()
    page.keyboard.press("ArrowRight")
    assert texts(page, "along")[1] == "Older pumps failed in two of three tests"
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    assert texts(page, "along")[1] == "Older pumps failed in two of three tests"
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_kinds_are_chosen_and_taken_back(open_page, bob, draft):
    page = open_page(url(draft), bob)
    assert "2 places are doubtful." in page.inner_text("[data-doubts]")
    chosen = row(page, STORY[1])
    chosen.get_by_label("Kind of block").select_option("Headline")
    assert row(page, "Harbour town").get_attribute("data-kind") == "paragraph"
    assert page.inner_text("[data-doubts]") == "1 place is doubtful."
    chosen.get_by_label("Kind of block").select_option("Leave out")
    assert counts(page)[0].startswith("3 blocks,")
    page.locator("h1").click()
    page.keyboard.press("u")
    page.keyboard.press("u")
    assert row(page, "Harbour town").get_attribute("data-kind") == "headline"
    assert chosen.get_attribute("data-kind") == "paragraph"
    assert page.inner_text("[data-doubts]") == "2 places are doubtful."


def test_words_are_edited_counted_and_taken_back(open_page, bob, draft):
    page = open_page(url(draft), bob)
    before = counts(page)
    field = row(page, STORY[0]).get_by_label("Words")
    field.fill("Three words here.")
    assert counts(page) != before
    page.locator("h1").click()
    page.get_by_role("button", name="Undo").click()
    expect(field).to_have_value(STORY[0])
    assert counts(page) == before


def test_rows_are_added_ordered_and_kept(open_page, bob, draft):
    page = open_page(url(draft), bob)
    page.get_by_role("button", name="Add a paragraph").click()
    page.keyboard.type("A line of my own.")
    added = row(page, "A line of my own.")
    added.hover()
    added.get_by_role("button", name="Up").click()
    page.get_by_role("button", name="Add a headline").click()
    page.keyboard.type("Buy pumps")
    advert = row(page, "Buy pumps")
    advert.get_by_label("Kind of block").select_option("Sponsored")
    advert.get_by_text("Address, group").click()
    advert.get_by_label("Address").fill("https://pumps.example/")
    page.get_by_role("button", name="Add a paragraph").click()
    page.keyboard.type("Not wanted after all.")
    page.locator("h1").click()
    for _ in range(2):
        page.keyboard.press("u")
    page.get_by_role("button", name="Keep as draft").click()
    page.get_by_text("Kept as a draft.").wait_for()
    assert [block.text for block in now(draft).current.body] == [
        STORY[0], STORY[1], "A line of my own.", STORY[2],
    ]  # fmt: skip
    teaser = draft.teasers.last()
    assert (teaser.headline, teaser.kind, teaser.address) == (
        "Buy pumps", "sponsored", "https://pumps.example/",
    )  # fmt: skip
    page.keyboard.press("j")
    assert focused(page)


def test_keys_rest_in_fields_and_when_turned_off(open_page, bob, draft):
    page = open_page(url(draft), bob)
    field = row(page, STORY[0]).get_by_label("Words")
    field.press("Control+End")
    field.press("u")
    field.press("j")
    field.press("ArrowRight")
    expect(field).to_have_value(f"{STORY[0]}uj")
    page.evaluate("document.documentElement.dataset.keys = 'off'")
    row(page, STORY[1]).focus()
    for key in ("ArrowRight", "j", "u"):
        page.keyboard.press(key)
    assert focused(page) == STORY[1] and counts(page)[1] == "3"


def test_an_importer_sends_to_a_curator(open_page, alice, draft):
    page = open_page(url(draft), alice)
    page.get_by_label("Byline").fill("Ann Weir")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Kept for a curator;").wait_for()
    assert now(draft).current.byline == "Ann Weir"
    assert page.get_by_role("button", name="Publish").count() == 0


def test_by_touch_on_a_phone(open_page, bob, draft):
    page = open_page(url(draft), bob, **TOUCH)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    row(page, STORY[2]).get_by_role("button", name="Move to Related").tap()
    assert texts(page, "along")[0] == STORY[2]
    row(page, "Older pumps").get_by_role("button", name="Up").tap()
    row(page, "Fishermen").get_by_role("button", name="Move to Story").tap()
    page.get_by_role("button", name="Undo").tap()
    small = page.evaluate(
        """[...document.querySelectorAll('.reviewing :is(button, select, summary)')].filter(
           each => {
             const { height, width } = each.getBoundingClientRect();
             return height && !each.matches('.sr') && (height < 43.5 || width < 43.5);
           }).map(each => each.outerHTML.slice(0, 80))"""
    )
    assert small == []
    page.get_by_role("button", name="Publish").tap()
    page.wait_for_url(lambda address: "/review/" not in address)
    assert [each.headline[:5] for each in draft.teasers.all()] == [
        "Engin",
        "Older",
        "Anoth",
        "Fishe",
    ]


def test_without_script(open_page, bob):
    page = open_page("/import/", bob, java_script_enabled=False)
    page.get_by_label("Paste the page here").fill("Sign in to go on.")
    page.get_by_role("button", name="Take it apart").click()
    assert "no_story" in page.inner_text("main")
    assert page.get_by_label("Paste the page here").input_value() == "Sign in to go on."
    page.get_by_label("Paste the page here").fill(DUMP)
    page.get_by_role("button", name="Take it apart").click()
    select = page.get_by_label("Kind of block")
    select.nth(3).select_option("Related")
    page.get_by_label("Words", exact=True).nth(4).fill("A paragraph of my own.")
    page.get_by_role("button", name="Keep as draft").last.click()
    assert "Kept as a draft." in page.inner_text(".messages")
    assert page.get_by_label("Words", exact=True).nth(3).input_value() == "A paragraph of my own."
    page.get_by_role("button", name="Down").nth(1).click()
    assert page.get_by_label("Words", exact=True).nth(2).input_value() == STORY[0]
    page.get_by_role("button", name="Publish").click()
    assert "/review/" not in page.url
    article = Article.objects.with_words().get()
    assert [block.text for block in article.current.body] == [
        STORY[1], STORY[0], "A paragraph of my own.",
    ]  # fmt: skip


def test_a_refusal_leaves_what_was_pasted_and_the_chosen_file(open_page, bob, tmp_path):
    page = open_page("/import/", bob)
    page.get_by_label("Paste the page here").fill("Sign in to go on.")
    page.get_by_role("button", name="Take it apart").click()
    page.get_by_text("no_story").wait_for()
    assert page.get_by_label("Paste the page here").input_value() == "Sign in to go on."
    page.get_by_label("Paste the page here").fill("")
    stored = make_stored()
    path = tmp_path / "page.txt"
    path.write_text(DUMP)
    page.get_by_label("Or choose a file").set_input_files(path)
    page.get_by_label("Its address").fill(stored.address)
    page.get_by_role("button", name="Take it apart").click()
    page.get_by_text("duplicate", exact=True).wait_for()
    page.get_by_role("button", name="Add as a revision").click()
    page.wait_for_url(re.compile("/revisions/2/"))
    stored.refresh_from_db()
    assert stored.current.headline == "Harbour town trusts its pumps"


def copy_rich(page, html, text):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """([html, text]) => navigator.clipboard.write([new ClipboardItem({
             'text/html': new Blob([html], {type: 'text/html'}),
             'text/plain': new Blob([text], {type: 'text/plain'}) })])""",
        [html, text],
    )


def test_a_page_is_pasted_with_its_links(open_page, bob):
    page = open_page("/import/", bob)
    body = HTML[HTML.index("<article") : HTML.index("</article>")]
    body = body.replace('href="/barrier"', 'href="https://coast.example/barrier"')
    copy_rich(page, body, "Harbour town trusts its pumps\n\n" + "\n\n".join(STORY))
    page.get_by_label("Paste the page here").press("Control+v")
    expect(page.get_by_text("Pasted with its links.")).to_be_visible()
    page.get_by_role("button", name="Take it apart").click()
    page.wait_for_url(re.compile("/review/"))
    article = Article.objects.with_words().get()
    hrefs = [link.href for block in article.current.body for link in block.links]
    assert hrefs == ["https://coast.example/barrier"]


def test_links_are_left_out_once_the_words_were_edited(open_page, bob):
    page = open_page("/import/", bob)
    field = page.get_by_label("Paste the page here")
    copy_rich(page, '<p><a href="https://coast.example/">Pumps</a></p>', "Pumps")
    field.press("Control+v")
    field.press("End")
    field.type("!")
    expect(page.get_by_text("Edited by hand")).to_be_visible()
    assert page.locator("[name=html]").input_value() == ""
    field.fill("")
    copy_rich(page, "<p>No links</p>", "No links")
    field.press("Control+v")
    assert page.locator("[name=html]").input_value() == ""
    expect(page.get_by_text("Select all in your browser")).to_be_visible()


def test_what_was_pasted_outlives_a_reload_until_it_is_stored(open_page, bob):
    page = open_page("/import/", bob)
    field = page.get_by_label("Paste the page here")
    field.fill(DUMP)
    page.reload()
    expect(field).to_have_value(DUMP)
    expect(page.get_by_text("was kept on this device")).to_be_visible()
    page.get_by_role("button", name="Start afresh").click()
    expect(field).to_have_value("")
    field.fill(DUMP)
    page.get_by_role("button", name="Take it apart").click()
    page.wait_for_url(re.compile("/review/"))
    page.goto("/import/")
    expect(field).to_have_value("")


def test_whoever_imports_too_often_is_told_how_long_to_wait(open_page, bob):
    RateLimit.objects.create(key=f"import {bob.uuid}", count=30, since=timezone.now())
    page = open_page("/import/", bob)
    page.get_by_label("Paste the page here").fill(DUMP)
    page.get_by_role("button", name="Take it apart").click()
    expect(page.get_by_text("Try again in 60 minutes")).to_be_visible()
    expect(page.get_by_text("Not taken in")).to_be_hidden()
    expect(page.get_by_label("Paste the page here")).to_have_value(DUMP)


def test_a_review_outlives_a_reload(open_page, bob, draft):
    page = open_page(url(draft), bob)
    row(page, STORY[1]).focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Add a paragraph").click()
    page.keyboard.type("A line of my own.")
    row(page, "Fishermen").get_by_label("Kind of block").select_option("Leave out")
    page.get_by_label("Byline").fill("Ann Weir")
    before = texts(page, "story"), texts(page, "along"), counts(page)
    page.reload()
    expect(page.get_by_text("Changes that you had not saved are back")).to_be_visible()
    assert (texts(page, "story"), texts(page, "along"), counts(page)) == before
    expect(page.get_by_label("Byline")).to_have_value("Ann Weir")
    page.get_by_role("button", name="Drop them").click()
    expect(page.get_by_label("Byline")).to_have_value("Ilse Brand")
    assert texts(page, "story")[2] == STORY[1]


def test_a_review_outlives_a_sign_out(open_page, site_address, bob, draft):
    page = open_page(url(draft), bob)
    page.get_by_label("Byline").fill("Ann Weir")
    Session.objects.all().delete()
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Keep as draft").last.click()
    page.wait_for_url(re.compile("next="))
    sign_in(page.context, site_address, bob)
    page.goto(url(draft))
    expect(page.get_by_label("Byline")).to_have_value("Ann Weir")
    page.get_by_role("button", name="Keep as draft").last.click()
    page.get_by_text("Kept as a draft.").wait_for()
    assert now(draft).current.byline == "Ann Weir"
    page.reload()
    expect(page.get_by_text("Changes that you had not saved")).to_be_hidden()


def test_a_lost_connection_is_told(open_page, bob, draft):
    page = open_page(url(draft), bob)
    page.get_by_label("Byline").fill("Ann Weir")
    page.route("**/review/", lambda route: route.fulfill(status=413, body="Too large"))
    page.get_by_role("button", name="Keep as draft").last.click()
    expect(page.get_by_text("Not saved: no answer came")).to_be_visible()
    page.unroute("**/review/")
    page.get_by_role("button", name="Keep as draft").last.click()
    page.get_by_text("Kept as a draft.").wait_for()


def test_two_people_review_at_once_and_nothing_is_lost(open_page, alice, bob, draft):
    page = open_page(url(draft), bob)
    row(page, STORY[0]).get_by_label("Words").fill("Bob wrote this.")
    words = make_wording("Alice wrote this headline")
    revising.revise(draft, words, by=alice, reason="", expected=1)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Somebody else saved this import")).to_be_visible()
    assert page.locator(".theirs del").count() and page.locator(".theirs ins").count()
    assert "Bob wrote this." in texts(page, "story")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(lambda address: "/review/" not in address)
    assert now(draft).current.body[0].text == "Bob wrote this."


def test_a_field_that_cannot_be_read_is_told_in_place(open_page, bob, draft):
    page = open_page(url(draft), bob)
    page.get_by_label("Published").fill("yesterday")
    row(page, "Another town").get_by_text("Address, group").or_(
        row(page, "Another town").locator("summary")
    ).first.click()
    row(page, "Another town").get_by_label("Address").fill("nowhere")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Write the date as 2022-09-07")).to_be_visible()
    assert now(draft).state == Article.DRAFT
    page.get_by_label("Published").fill("2024-03-04")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("This is not a web address.")).to_be_visible()


def test_a_draft_is_thrown_away(open_page, bob, draft):
    page = open_page(url(draft), bob)
    page.get_by_text("Throw away").click()
    page.get_by_role("button", name="Throw the draft away").click()
    page.wait_for_url(re.compile("/import/"))
    assert "was thrown away" in page.inner_text(".messages")
    assert not Article.objects.exists()


def refused(page):
    page.get_by_role("button", name="Take it apart").click()
    page.get_by_text("empty", exact=True).wait_for()


def clashing(page):
    page.get_by_label("Byline").fill("Ann Weir")
    page.evaluate("document.querySelector('[name=seen]').value = 'something else'")
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Somebody else saved").wait_for()


STATES = {
    "import": ("/import/", None),
    "import, refused": ("/import/", refused),
    "review": (None, lambda page: page.keyboard.press("j")),
    "review, stale": (None, clashing),
}


@pytest.mark.parametrize("state", STATES)
def test_no_rule_of_accessibility_is_broken(open_page, bob, draft, state):
    path, act = STATES[state]
    for theme, viewport in WAYS:
        page = open_page(path or url(draft), bob, viewport=viewport, color_scheme=theme)
        if act:
            act(page)
        for each in page.locator("details:not(.menu)").all():
            each.evaluate("each => each.open = true")
        # at the end of the page, where the foot covers nothing that cannot be scrolled to
        page.evaluate(
            "document.querySelectorAll('.foot').forEach(f => f.style.position = 'static')"
        )
        assert broken_rules(page) == [], f"{state}, {theme}, {viewport['width']} px"


def test_pages_fit_their_window(open_page, bob, draft):
    for viewport in (WIDE, NARROW):
        for path in ("/import/", url(draft)):
            page = open_page(path, bob, viewport=viewport)
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
