"""A painted story in a browser: its words as they were, confidence told apart without colour, and
all of it there for screen readers, on paper and without script."""

import pytest
from django.urls import reverse

from annotations.coding import Link
from articles import revising
from articles.blocks import from_json, starts
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_accessibility import broken_rules
from tests.makers import make_article, make_claim, make_source, make_wording

BODY = """Officials said *on Monday* that the new pumps had "held without a fault" 👩‍👧 at sea.

The mayor was certain that the barrier would last [thirty years](https://example.org/), e\u0301 so.

## What others say

> Engineers at the university were more careful: it probably would.

- قال المهندسون إن الحاجز سيصمد
- 堤防が三十年もつことは確実だ
"""
LEVELS = {
    "certain": "certain that the barrier would last thirty years",
    "high": "barrier would last thirty years, e\u0301",
    "moderate": "would last thirty",
    "low": "it probably would",
    "unstated": "held without a fault",
}


@pytest.fixture
def story(transactional_db):
    return make_article(
        "Harbour town trusts its pumps", BODY, standfirst="And its barrier.",
        address="https://example.org/pumps",
    )  # fmt: skip


@pytest.fixture
def claims(story, alice, charlie):
    brand = make_source("Ilse Brand", role="mayor of the harbour town")
    found = [
        make_claim(story, words, by=alice, source=brand, confidence=level, statement=f"So {level}.")
        for level, words in LEVELS.items()
    ]
    make_claim(story, LEVELS["low"], by=charlie, source=brand, confidence="low")
    make_claim(story, "سيصمد", by=charlie, chain=(Link(voice="outlet"),), cues=("سيصمد",))
    make_claim(story, "三十年", by=charlie, chain=(Link(voice="none"),))
    make_claim(story, "trusts its pumps", by=alice, source=brand)
    return found


def test_the_text_of_every_block_is_its_text_exactly(open_page, story, claims):
    page = open_page(story.get_absolute_url())
    drawn = page.eval_on_selector_all(
        "[data-start]", "all => all.map(each => [Number(each.dataset.start), each.textContent])"
    )
    blocks = from_json(story.current.blocks)
    placed = zip(starts(blocks), blocks, strict=True)
    assert drawn == [[start, block.text] for start, block in placed]
    assert page.locator(".story mark.hl").count() > len(claims)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(open_page, story, claims, alice, bob, scheme):
    new = make_wording(
        story.current.headline, BODY.replace("certain that", "not certain that"),
        standfirst="And its barrier.",
    )  # fmt: skip
    revising.revise(story, new, by=bob, reason="", expected=1)
    for viewport in (WIDE, NARROW):
        page = open_page(story.get_absolute_url(), alice, viewport=viewport, color_scheme=scheme)
        page.wait_for_selector(".cards .card", state="attached")
        assert broken_rules(page) == [], viewport
        page.locator(".story .fn").first.click()
        page.wait_for_selector(".card[data-active]")
        assert broken_rules(page) == [], (viewport, "active")
    past = open_page(reverse("articles:revision", args=[story.uuid, 1]), alice, color_scheme=scheme)
    assert broken_rules(past) == []


def test_levels_differ_in_style_and_weight_and_not_in_colour_alone(open_page, story, claims):
    page = open_page(story.get_absolute_url())
    rules = {
        level: page.eval_on_selector(
            f".hl[data-lane][data-c={level}]",
            "mark => [getComputedStyle(mark).textDecorationStyle,"
            " getComputedStyle(mark).textDecorationThickness]",
        )
        for level in ("certain", "high", "low", "unstated")
    }
    assert rules == {
        "certain": ["solid", "3px"], "high": ["solid", "1.5px"],
        "low": ["dotted", "2.5px"], "unstated": ["solid", "1px"],
    }  # fmt: skip
    cards = page.eval_on_selector_all(
        ".card", "all => all.map(card => getComputedStyle(card, '::before').borderInlineStartStyle)"
    )
    assert {"solid", "dashed", "dotted"} == set(cards)
    assert page.locator(".card .conf").all_inner_texts().count("Moderate") == 1


def test_in_forced_colours_rules_stay_and_tints_go(open_page, story, claims):
    page = open_page(story.get_absolute_url(), forced_colors="active")
    style = page.eval_on_selector(
        ".story p .hl[data-c=certain]",
        "mark => [getComputedStyle(mark).backgroundColor,"
        " getComputedStyle(mark).textDecorationStyle]",
    )
    assert style == ["rgb(255, 255, 255)", "solid"]


def test_a_screen_reader_lists_claims_and_finds_the_way_in_and_out(open_page, story, claims):
    page = open_page(story.get_absolute_url())
    page.wait_for_selector(".cards .card", state="attached")
    low = claims[3]
    note = page.get_by_role("link", name="Claim 6, Ilse Brand, low", exact=True).last
    assert note.get_attribute("href") == f"#claim-{low.uuid}"
    mark = page.locator(f"#m-{low.uuid}")
    assert mark.get_attribute("aria-details") == f"claim-{low.uuid}"
    margin = page.get_by_role("complementary", name="Claims")
    assert margin.get_by_role("listitem").count() >= len(LEVELS)
    back = page.locator(f"#claim-{low.uuid} .no")
    assert back.get_attribute("href") == f"#r-{low.uuid}"
    assert page.get_by_role("navigation", name="Claims map").count() == 1


def test_on_paper_claims_are_notes_at_the_end(open_page, story, claims):
    page = open_page(story.get_absolute_url())
    page.wait_for_selector(".cards[data-aligned]")
    page.emulate_media(media="print")
    boxes = page.evaluate(
        "['.story', '.cards'].map(each => document.querySelector(each).getBoundingClientRect())"
        ".map(box => [box.top, box.bottom])"
    )
    assert boxes[1][0] >= boxes[0][1]
    for selector in (".rail", ".map", ".card .more", ".sheet-tools"):
        assert not page.locator(selector).first.is_visible(), selector
    note = page.locator(f"#claim-{claims[0].uuid}")
    for words in ("Ilse Brand", "Certain", "So certain."):
        assert note.get_by_text(words, exact=True).is_visible(), words
    assert note.locator(".no").inner_text() == "3"


def test_without_script_all_of_it_reads(open_page, story, claims):
    page = open_page(story.get_absolute_url(), java_script_enabled=False)
    card = page.locator(f"#claim-{claims[0].uuid}")
    assert card.locator(".more").is_visible()
    assert card.get_by_text("Open the claim").is_visible()
    original = card.get_by_text("In the original").get_attribute("href")
    assert original.startswith("https://example.org/pumps#:~:text=The%20mayor")
    assert not page.locator(".map").is_visible()


def test_the_words_of_a_claim_are_found_by_its_text_fragment(open_page, story, claims):
    page = open_page(story.get_absolute_url())
    fragment = page.locator(f"#claim-{claims[3].uuid} .links a").last.get_attribute("href")
    target = open_page(f"{story.get_absolute_url()}plain/#{fragment.partition('#')[2]}")
    assert "probably would" in target.locator("#story-text").inner_text()


def test_the_lists_beside_the_story_explain_their_signs(open_page, story, claims, alice):
    page = open_page(story.get_absolute_url(), alice)
    level = page.get_by_role("button", name="Certain 4")
    assert level.get_attribute("aria-pressed") == "false"
    assert page.get_by_role("button", name="Ilse Brand 6").count() == 1
    assert page.get_by_role("button", name="Mine 6").count() == 1
