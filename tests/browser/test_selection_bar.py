"""The bar of what can be done with selected words."""

from tests.makers import make_article, make_claim

SELECT = """start => {
    const block = document.querySelector(`.story .body [data-start="${start}"]`);
    block.scrollIntoView({ block: "center" });
    getSelection().selectAllChildren(block);
    return block.getBoundingClientRect().top;
}"""


def test_it_stands_beside_the_words_not_at_the_top_of_the_page(open_page, transactional_db, alice):
    story = make_article("Harbour town trusts its pumps")
    make_claim(story, "the new pumps", by=alice)
    page = open_page(f"/stories/{story.uuid}/", alice)
    page.wait_for_selector(".cards[data-settled]")
    last = page.locator(".story .body [data-start]").last.get_attribute("data-start")
    words = page.evaluate(SELECT, int(last))
    page.wait_for_selector("[data-bar]:not([hidden])")
    bar = page.eval_on_selector("[data-bar]", "each => each.getBoundingClientRect().bottom")
    assert 0 <= words - bar < 20
