"""Claims beside their words: which one is active, where its card stands, what the lists narrow."""

import pytest

from annotations.models import Claim
from tests.browser.conftest import NARROW
from tests.makers import BODY, make_article, make_claim, make_coding, make_source

QUOTE = "the barrier would last thirty years"
LONG = "\n\n".join([BODY, *(f"Paragraph {n} of a longer story about pumps." for n in range(40))])


@pytest.fixture
def story(transactional_db):
    return make_article("Harbour town trusts its pumps", LONG)


@pytest.fixture
def claims(story, alice, charlie):
    university = make_source("The university", "organisation")
    return [
        make_claim(story, "the new pumps", by=alice, confidence="unstated"),
        make_claim(story, QUOTE, by=alice),
        make_claim(story, "would last thirty years", by=charlie, confidence="low"),
        make_claim(story, "probably", by=charlie, source=university, confidence="moderate"),
        make_claim(story, "Paragraph 30 of a longer story", by=alice),
    ]


def read(open_page, story, person=None, **options):
    page = open_page(f"/stories/{story.uuid}/", person, **options)
    page.wait_for_selector(".cards .card" if "viewport" in options else ".cards[data-settled]",
                           state="attached")  # fmt: skip
    return page


def top(page, selector):
    return page.eval_on_selector(selector, "each => each.getClientRects()[0].top")


def active(page):
    return page.eval_on_selector_all(
        ".card[data-active]", "all => all.map(each => each.dataset.claim)"
    )


def test_each_card_stands_beside_its_words_and_none_over_another(open_page, story, claims):
    page = read(open_page, story)
    for claim in (claims[0], claims[4]):
        apart = top(page, f"#claim-{claim.uuid}") - top(page, f"#m-{claim.uuid}")
        assert abs(apart) < 12
    boxes = page.eval_on_selector_all(
        ".cards > ol > li",
        "all => all.map(each => each.getBoundingClientRect()).map(b => [b.top, b.bottom])",
    )
    assert all(one[1] <= other[0] for one, other in zip(boxes, boxes[1:], strict=False))


def test_going_through_the_claims_by_key(open_page, story, claims):
    page = read(open_page, story)
    seen = []
    for _ in range(6):
        page.keyboard.press("n")
        seen += active(page)
    order = [str(claim.uuid) for claim in claims]
    assert seen == [*order, order[0]]
    page.keyboard.press("p")
    assert active(page) == order[4:]
    assert page.eval_on_selector(
        f"#m-{order[4]}", "e => e.getBoundingClientRect().top < innerHeight"
    )
    page.keyboard.press("Escape")
    assert active(page) == []


def test_words_number_card_and_map_all_make_a_claim_active(open_page, story, claims):
    page = read(open_page, story)
    key = str(claims[0].uuid)
    for place in (
        f"#m-{key}",
        f"#r-{key}",
        f"#claim-{key} .says",
        f".map li[data-claim='{key}'] a",
    ):
        page.keyboard.press("Escape")
        page.click(place)
        assert active(page) == [key], place
        assert page.locator(f".story .hl[data-claim='{key}'][data-active]").count() == 1
    assert "Open the claim" in page.inner_text(f"#claim-{key}")


def test_an_address_leads_to_its_claim(open_page, story, claims):
    page = open_page(f"/stories/{story.uuid}/#claim-{claims[4].uuid}")
    page.wait_for_selector(f"#claim-{claims[4].uuid}[data-active]")
    seen = "id => document.getElementById(id).getBoundingClientRect().top < innerHeight"
    page.wait_for_function(seen, arg=f"m-{claims[4].uuid}")


def test_from_the_number_by_keyboard_to_the_card_and_back(open_page, story, claims):
    page = read(open_page, story)
    page.focus(f"#r-{claims[1].uuid}")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == f"claim-{claims[1].uuid}"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == f"r-{claims[1].uuid}"


def test_a_list_dims_the_rest_and_moves_nothing_in_the_story(open_page, story, claims, alice):
    page = read(open_page, story, alice)
    before = page.eval_on_selector(".story", "each => each.offsetHeight")

    def shown():
        return page.eval_on_selector_all(
            ".card", "all => all.filter(e => e.offsetHeight).map(e => e.dataset.claim)"
        )

    keys = [str(claim.uuid) for claim in claims]
    for button, left in (
        ("[data-filter-c=low]", [2]), ("[data-filter=mine]", [0, 1, 4]),
        ("[data-filter=contested]", [1, 2]),
        (f"[data-filter-src='{claims[3].source.uuid}']", [3]), ("[data-filter=all]", range(5)),
    ):  # fmt: skip
        page.click(button)
        assert shown() == [keys[each] for each in left], button
        assert page.get_attribute(button, "aria-pressed") == "true"
    assert page.eval_on_selector(".story", "each => each.offsetHeight") == before
    page.click("[data-filter-c=low]")
    page.click("[data-filter-c=low]")
    assert len(shown()) == 5


def test_what_others_do_appears_without_moving_what_one_reads(
    open_page, story, claims, alice, charlie
):
    page = read(open_page, story, alice)
    page.wait_for_selector("live-story[data-state=stream]", state="attached")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    line = top(page, ".story .body > :last-child")
    new = make_claim(story, "the storm", by=charlie, confidence="high")
    card = page.wait_for_selector(f"#claim-{new.uuid}", state="attached")
    assert card.query_selector(".no").inner_text() == "2"
    assert page.inner_text("[data-filter=all] .count") == "6"
    assert page.inner_text("[data-filter-c=high] .count") == "1"
    assert page.get_attribute(f"#r-{claims[4].uuid}", "data-n") == "6"
    assert page.locator(f".map li[data-claim='{new.uuid}']").count() == 1
    assert abs(top(page, ".story .body > :last-child") - line) < 2
    new.edit(make_coding(new.source, confidence="low"), by=charlie, expected=1)
    page.wait_for_selector(f"#claim-{new.uuid}[data-c=low][data-version='2']", state="attached")
    new.delete_softly(by=charlie, expected=2)
    page.wait_for_selector(f"#claim-{new.uuid}", state="detached")
    assert page.locator(f"[data-claim='{new.uuid}']").count() == 0
    assert page.get_attribute(f"#r-{claims[4].uuid}", "data-n") == "5"


def test_words_that_one_has_selected_stay_selected(open_page, story, claims, alice, charlie):
    page = read(open_page, story, alice)
    page.wait_for_selector("live-story[data-state=stream]", state="attached")
    page.evaluate("""() => {
      const block = document.querySelector(".story .body > p");
      getSelection().setBaseAndExtent(block.firstChild, 0, block.firstChild, 9);
    }""")
    other = make_claim(story, "Paragraph 3 of", by=charlie)
    page.wait_for_selector(f"#claim-{other.uuid}", state="attached")
    Claim.objects.get(pk=claims[0].pk).delete_softly(by=alice, expected=1)
    page.wait_for_timeout(600)
    assert page.evaluate("String(getSelection())") == "Officials"
    assert page.locator(f"#m-{claims[0].uuid}").count() == 1
    page.evaluate("getSelection().removeAllRanges()")
    page.wait_for_selector(f"#m-{claims[0].uuid}", state="detached")


def test_on_a_phone_the_margin_is_a_sheet(open_page, story, claims):
    page = read(open_page, story, viewport=NARROW, has_touch=True)
    assert page.is_visible(".sheet-tools")
    assert not page.is_visible(f"#claim-{claims[0].uuid}")
    page.tap("[aria-label='Next claim']")
    assert page.is_visible(f"#claim-{claims[0].uuid}")
    assert page.inner_text(".sheet-tools .num") == "1 of 5 claims"
    sheet = page.eval_on_selector(".cards", "each => each.getBoundingClientRect().top")
    assert top(page, f"#m-{claims[0].uuid}") < sheet
    page.tap("[data-close-claim]")
    assert not page.is_visible(f"#claim-{claims[0].uuid}")
    page.tap("[data-rail]")
    page.tap("[data-filter-c=low]")
    page.keyboard.press("Escape")
    assert page.inner_text(".sheet-tools .num") == "1 claim"
    small = page.eval_on_selector_all(
        ".sheet-tools button", "all => all.filter(e => e.offsetWidth && e.offsetHeight < 44).length"
    )
    assert not small


def test_without_script_the_cards_follow_in_order(open_page, story, claims):
    page = open_page(f"/stories/{story.uuid}/", java_script_enabled=False)
    texts = page.locator(".cards .card").all_inner_texts()
    assert len(texts) == 5
    assert "Ilse Brand" in texts[1] and "Certain" in texts[1]
    assert page.locator(".story mark").count() >= 5
