"""The desk in a browser: editing with preview, the lead, sorting by key, policy and rules."""

import pytest

from articles import revising
from articles.models import Article, Tag, Teaser
from tests.articles.at_the_desk import page as at
from tests.browser.test_accessibility import WAYS, broken_rules
from tests.makers import make_article, make_capture, make_teaser, make_wording

BODY = "The pumps *held*.\n\n## What held\n\n> It will stand.\n\n- One\n- Two"


@pytest.fixture
def story(transactional_db, alice, bob):
    article = make_article(
        "Harbour town trusts its pumps", BODY, standfirst="The barrier is new.", byline="Ann Weir",
        published="2022-09-07", captions=["The barrier"], tags=("Floods",), by=alice,
        address="https://coast.example/pumps",
    )  # fmt: skip
    for headline in ("One", "Two", "Three"):
        make_teaser(article, headline, group="More on this", summary="A blurb.")
    make_teaser(article, "Buy a pump", kind="sponsored")
    decisions = [{"about": "headline", "rule": "first line", "confidence": 0.9, "index": 0}]
    make_capture(article, b"<h1>As it came</h1>", decisions=decisions, by=alice)
    return article


def order(article):
    return [str(teaser) for teaser in Teaser.objects.in_reading_order(article)]


def test_a_story_is_edited_with_a_live_preview_and_saved_with_a_reason(open_page, story, bob):
    page = open_page(at("article_change", story), user=bob)
    page.get_by_label("Body").fill("Typed *just now*.\n\n## A new heading")
    page.locator("#drawn em", has_text="just now").wait_for()
    assert page.locator("#drawn h2", has_text="A new heading").is_visible()
    page.get_by_label("Headline").fill("")
    page.locator("#drawn", has_text="There is nothing to draw").wait_for()
    page.get_by_label("Headline").fill("Pumps hold")
    page.locator("#drawn .headline", has_text="Pumps hold").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Say why the words change.").first.wait_for()
    assert page.get_by_label("Body").input_value().startswith("Typed *just now*.")
    page.get_by_label("Reason").fill("Made shorter")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Saved as revision 2.").wait_for()
    assert Article.objects.with_words().get(pk=story.pk).current.headline == "Pumps hold"


def test_a_story_is_edited_without_script(open_page, story, bob):
    page = open_page(at("article_change", story), user=bob, java_script_enabled=False)
    page.get_by_label("Body").fill("Typed without script.")
    page.get_by_role("button", name="Preview").click()
    page.locator("#drawn").get_by_text("Typed without script.").wait_for()
    page.get_by_label("Reason").fill("Made shorter")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved as revision 2.").wait_for()


def test_words_that_are_not_saved_are_back_when_the_page_is_opened_again(open_page, story, bob):
    page = open_page(at("article_change", story), user=bob)
    page.get_by_label("Body").fill("Typed for long.")
    page.locator("#drawn", has_text="Typed for long.").wait_for()
    page.goto("/admin/")
    page.goto(at("article_change", story))
    page.get_by_text("Changes that you had not saved are back").wait_for()
    assert page.get_by_label("Body").input_value() == "Typed for long."
    page.locator("#drawn", has_text="Typed for long.").wait_for()
    page.get_by_label("Reason").fill("Made shorter")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved as revision 2.").wait_for()
    page.reload()
    assert not page.get_by_text("Changes that you had not").is_visible()


def test_what_was_typed_right_before_saving_comes_back_with_the_refusal(open_page, story, bob):
    page = open_page(at("article_change", story), user=bob)
    page.get_by_label("Body").fill("Typed for long.")
    page.locator("#drawn", has_text="Typed for long.").wait_for()
    page.get_by_label("Tags").fill("Harbours")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Say why the words change.").first.wait_for()
    assert page.get_by_label("Tags").input_value() == "Harbours"
    assert not page.get_by_text("Changes that you had not").is_visible()


def test_words_outlive_the_end_of_the_session(open_page, story, bob):
    page = open_page(at("article_change", story), user=bob)
    page.get_by_label("Body").fill("Typed for long.")
    page.locator("#drawn", has_text="Typed for long.").wait_for()
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/accounts/sign-in/**")
    page.context.add_cookies(cookies)
    page.goto(at("article_change", story))
    page.get_by_text("Changes that you had not saved are back").wait_for()
    assert page.get_by_label("Body").input_value() == "Typed for long."


def test_pasted_rich_text_becomes_the_small_markup_where_the_cursor_stands(open_page, story, bob):
    page = open_page(at("article_change", story), user=bob)
    field = page.get_by_label("Body")
    field.fill("Before. ")
    field.press("Control+End")
    html = "<p>It <em>will</em>, <a href='https://a.example/'>they said</a></p>"
    field.evaluate(
        """(field, html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          const options = { clipboardData: data, bubbles: true, cancelable: true };
          field.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        html,
    )
    page.locator("#drawn em", has_text="will").wait_for()
    assert field.input_value() == "Before. It *will*, [they said](https://a.example/)"


def test_when_somebody_saved_first_both_are_shown(open_page, story, bob, olga):
    page = open_page(at("article_change", story), user=bob)
    revising.revise(story, make_wording(), by=olga, reason="Theirs", expected=1)
    page.get_by_label("Body").fill("Mine, all mine.")
    page.get_by_label("Reason").fill("Mine")
    page.get_by_role("button", name="Preview").click()
    page.locator("#drawn", has_text="Mine, all mine.").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Somebody saved first").wait_for()
    assert page.get_by_role("textbox", name="Body").input_value() == "Mine, all mine."
    assert broken_rules(page) == []
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved as revision 3.").wait_for()


def test_the_lead_is_chosen_with_one_click_in_the_list(open_page, story, bob):
    other = make_article("Another leads")
    other.place("lead", by=bob)
    page = open_page(at("article_changelist") + "?state__exact=published", user=bob)
    page.get_by_role("button", name="Make “Harbour town trusts its pumps” the lead").click()
    page.get_by_text("is the lead now").wait_for()
    assert page.url.endswith("?state__exact=published")
    assert Article.objects.get(placement="lead") == story
    page.get_by_role("link", name="Another leads").click()
    page.get_by_role("button", name="Make it the lead").click()
    page.get_by_text("“Another leads” is the lead now.").wait_for()
    assert Article.objects.get(placement="lead") == other


def test_teasers_are_sorted_by_key_and_the_focus_stays(open_page, story, bob):
    page = open_page(at("article_teasers", story), user=bob)
    page.get_by_role("button", name="Move down: One").focus()
    page.keyboard.press("Enter")
    page.get_by_text("“One” is number 2 of 4 now.").wait_for()
    assert order(story) == ["Two", "One", "Three", "Buy a pump"]
    assert page.evaluate("document.activeElement.textContent").strip() == "Move down: One"
    page.keyboard.press("Enter")
    page.get_by_text("“One” is number 3 of 4 now.").wait_for()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_text("“One” is number 2 of 4 now.").wait_for()
    assert order(story) == ["Two", "One", "Three", "Buy a pump"]


def test_teasers_are_sorted_by_dragging(open_page, story, bob):
    page = open_page(at("article_teasers", story), user=bob)
    grip = page.locator("[data-row]", has_text="Three").locator("[data-grip]")
    target = page.locator("[data-row]", has_text="One").bounding_box()
    grip.hover()
    page.mouse.down()
    page.mouse.move(target["x"] + 20, target["y"] + 40, steps=4)
    page.mouse.move(target["x"] + 20, target["y"] + 4, steps=4)
    page.mouse.up()
    page.get_by_text("“Three” is number 1 of 4 now.").wait_for()
    assert order(story) == ["Three", "One", "Two", "Buy a pump"]


def test_a_teaser_is_edited_in_its_row(open_page, story, bob):
    page = open_page(at("article_teasers", story), user=bob)
    page.get_by_role("link", name="Edit Two").click()
    form = page.locator(".inline #teaser-form")
    form.get_by_label("Headline").fill("Two, mended")
    assert broken_rules(page) == []
    form.get_by_role("button", name="Save").click()
    page.get_by_text("Saved: “Two, mended”.").wait_for()
    assert page.url.endswith(at("article_teasers", story))


def test_another_story_is_found_while_typing_and_the_teaser_moves_there(open_page, story, bob):
    other = make_article("A storm is coming")
    page = open_page(at("teaser_story", story.teasers.first()), user=bob)
    page.get_by_label("Words, a publisher, or an address").fill("storm is")
    page.locator("#found li").nth(1).wait_for(state="detached")
    page.get_by_role("button", name="Move here A storm is coming").click()
    page.get_by_text("stands under “A storm is coming” now").wait_for()
    assert order(other) == ["One"]


def test_rows_are_chosen_by_their_boxes_and_all_at_once(open_page, story, bob):
    for number in range(55):
        make_article(f"Story {number}", state="draft")
    page = open_page(at("article_changelist") + "?state__exact=draft", user=bob)
    page.get_by_label("Select all objects on this page").check()
    assert (
        page.get_by_text("50 of 50 selected").is_visible()
        or page.get_by_text("Choose all 55").is_visible()
    )
    page.get_by_role("button", name="Choose all 55").click()
    page.get_by_label("What to do with the chosen rows").select_option("publish")
    page.get_by_role("button", name="Do it").click()
    page.get_by_text("Published: 55 stories.").wait_for()


def test_rows_are_walked_by_key_and_opened_with_enter(open_page, story, bob):
    make_article("An older story", published="2021-01-01")
    page = open_page(at("article_changelist"), user=bob)
    page.keyboard.press("j")
    assert focused(page) == "Harbour town trusts its pumps"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == "An older story"
    page.get_by_label("Choose Harbour town").focus()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.get_by_label("Body").wait_for()
    assert page.get_by_label("Headline").input_value() == "Harbour town trusts its pumps"


def test_rows_that_lead_nowhere_are_walked_too(open_page, story, bob):
    make_article("A draft", state="draft").discard(by=bob)
    page = open_page(at("event_changelist"), user=bob)
    page.keyboard.press("j")
    assert "Discarded the draft" in focused(page)
    page.keyboard.press("j")
    assert focused(page) != ""
    page.keyboard.press("Escape")
    assert page.locator("[data-cursor]").count() == 0


def focused(page):
    return page.evaluate("document.activeElement.innerText").strip()


PAGES = {
    "overview": lambda story: "/admin/",
    "stories": lambda story: at("article_changelist"),
    "stories, filtered": lambda story: (
        at("article_changelist") + "?tag=floods&sorted_at__year=2022"
    ),
    "no stories": lambda story: at("article_changelist") + "?q=nothing+at+all",
    "words": lambda story: at("article_change", story),
    "a draft": lambda story: at("article_change", Article.objects.get(state="draft")),
    "a withdrawn story": lambda story: at("article_change", Article.objects.get(state="withdrawn")),
    "teasers": lambda story: at("article_teasers", story),
    "captures of a story": lambda story: at("article_captures", story),
    "history": lambda story: at("article_history", story),
    "deleting": lambda story: at("article_delete", story),
    "discarding": lambda story: at("article_delete", Article.objects.get(state="draft")),
    "withdrawing": lambda story: at("article_withdrawal", story),
    "a teaser": lambda story: at("teaser_change", story.teasers.first()),
    "a teaser’s copy": lambda story: at("teaser_copy", story.teasers.first()),
    "a teaser’s story": lambda story: at("teaser_story", story.teasers.first()),
    "removing a teaser": lambda story: at("teaser_delete", story.teasers.first()),
    "a teaser’s history": lambda story: at("teaser_history", story.teasers.first()),
    "all teasers": lambda story: at("teaser_changelist"),
    "publishers": lambda story: at("publisher_changelist"),
    "a publisher": lambda story: at("publisher_change", story.publisher),
    "removing a publisher": lambda story: at("publisher_delete", story.publisher),
    "a publisher’s history": lambda story: at("publisher_history", story.publisher),
    "tags": lambda story: at("tag_changelist"),
    "a tag": lambda story: at("tag_change", Tag.objects.get()),
    "captures": lambda story: at("capture_changelist"),
    "a capture": lambda story: at("capture_change", story.captures.first()),
    "events": lambda story: at("event_changelist"),
    "people": lambda story: "/admin/newsroom/user/",
    "invitations": lambda story: "/admin/newsroom/token/",
}


@pytest.fixture
def full(story, bob):
    """Something on every page."""
    make_article("A draft that waits", state="draft")
    story.place("lead", by=bob)
    revising.revise(story, make_wording(body=BODY), by=bob, reason="Made exact", expected=1)
    story.refresh_from_db()
    gone = make_article()
    Article.objects.filter(pk=gone.pk).update(state="withdrawn")
    make_article("رئيس البلدية واثق", "السد صامد منذ عام.", language="ar")
    return story


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_the_desk_breaks_a_rule_or_the_policy(open_page, full, olga, name):
    for theme, viewport in WAYS:
        page = open_page(PAGES[name](full), user=olga, viewport=viewport, color_scheme=theme)
        for fold in page.locator("main details:not(.menu)").all():
            fold.evaluate("fold => fold.open = true")
        assert broken_rules(page) == [], f"{name}, {theme}, {viewport['width']} px"
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= viewport["width"], f"{name} is {wide} px wide"


def test_an_open_filter_breaks_no_rule_and_stays_on_the_page(open_page, full, bob):
    for theme, viewport in WAYS:
        page = open_page(at("article_changelist"), user=bob, viewport=viewport, color_scheme=theme)
        for name in ("State", "Language"):
            page.locator("summary", has_text=name).click()
            # What a menu covers is no smaller a target once the menu is closed.
            broken = [rule for rule in broken_rules(page) if rule[0] != "target-size"]
            assert broken == [], f"{name}, {viewport['width']} px"
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= viewport["width"]


def test_the_pages_between_break_no_rule(open_page, full, bob):
    make_article(publisher="Coast Trib", tags=("Storms",))
    for view, action in (
        ("article_changelist", "add_tags"), ("article_changelist", "discard_drafts"),
        ("publisher_changelist", "merge"), ("tag_changelist", "merge"),
    ):  # fmt: skip
        page = open_page(at(view), user=bob)
        page.get_by_label("Select all objects on this page").check()
        page.get_by_label("What to do with the chosen rows").select_option(action)
        page.get_by_role("button", name="Do it").click()
        page.get_by_role("link", name="Back to the list").wait_for()
        assert broken_rules(page) == [], action
        if action == "merge":
            page.get_by_role("button", name="See what moves").click()
            page.get_by_text("What moves:").wait_for()
            assert broken_rules(page) == [], action
