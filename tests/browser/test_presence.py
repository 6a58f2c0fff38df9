"""Who else reads the story: a sentence above the margin, initials beside the map."""

import pytest

from tests.makers import make_article, make_claim

TELL = """([people, more]) => document.dispatchEvent(
    new CustomEvent("live:presence", { detail: { people, more } }))"""


@pytest.fixture
def story(transactional_db, alice):
    story = make_article("Harbour town trusts its pumps")
    make_claim(story, "the new pumps", by=alice)
    return story


def someone(name, place=0):
    initials = "".join(word[0] for word in name.split())
    uuid = "00000000-0000-4000-8000-000000000001"
    return {"uuid": uuid, "name": name, "initials": initials, "place": place}


@pytest.mark.parametrize(
    ("names", "more", "sentence"),
    [
        (["Marta Keller"], 0, "Marta is reading"),
        (["Marta Keller", "Jonas Dahl"], 0, "Marta and Jonas are reading"),
        (["Marta Keller", "Marta Dahl"], 0, "Marta Keller and Marta Dahl are reading"),
        (["Marta", "Jonas", "Ada", "Ines"], 0, "Marta, Jonas, Ada and one other are reading"),
        (["Marta", "Jonas", "Ada", "Ines"], 9, "Marta, Jonas, Ada and 10 others are reading"),
    ],
)
def test_one_sentence_says_who_reads(open_page, story, alice, names, more, sentence):
    page = open_page(f"/stories/{story.uuid}/", alice)
    page.evaluate(TELL, [[someone(name) for name in names], more])
    assert page.inner_text("story-presence .words") == sentence


def test_initials_stand_at_each_ones_place_and_none_on_another(open_page, story, alice):
    page = open_page(f"/stories/{story.uuid}/", alice)
    page.wait_for_selector(".map[data-placed]")
    starts = page.eval_on_selector_all(
        ".story .body [data-start]", "all => all.map(each => Number(each.dataset.start))"
    )
    people = [someone("Marta Keller"), someone("Ada Bell"), someone("Jonas Dahl", starts[-1])]
    page.evaluate(TELL, [people, 0])
    page.wait_for_selector(".map .readers .avatar:nth-child(3)")
    tops = page.eval_on_selector_all(
        ".map .readers .avatar", "all => all.map(each => each.getBoundingClientRect().top)"
    )
    assert tops[1] - tops[0] >= 20
    assert tops[2] > tops[1]


def test_nobody_is_shown_once_all_are_gone(open_page, story, alice):
    page = open_page(f"/stories/{story.uuid}/", alice)
    page.evaluate(TELL, [[someone("Marta Keller")], 0])
    page.evaluate(TELL, [[], 0])
    assert page.is_hidden("story-presence")
    assert page.locator(".map .readers .avatar").count() == 0
