"""Facets: counted, pressed, combined."""

import re
from html import unescape

import pytest

from articles.models import Article, Publisher
from newsroom import facets
from tests.makers import make_article
from tests.newsroom.test_front_page import headlines, more

FACET = re.compile(
    r'<a class="facet" href="([^"]*)"( aria-current="true")?><span dir="auto">([^<]*)</span>'
    r'.*?<span class="count">([^<]*)</span>'
)


def shown(response):
    """{label: (number, pressed, address)}"""
    return {
        unescape(label): (number, bool(pressed), unescape(address))
        for address, pressed, label, number in FACET.findall(response.content.decode())
    }


def numbers(response):
    return {label: number for label, (number, _, _) in shown(response).items()}


@pytest.fixture
def newsroom(db):
    make_article("One", publisher="Adria", tags=("Energy", "Europe"), published="2022-01-01")
    make_article("Two", publisher="Adria", tags=("Energy",), published="2022-01-02")
    make_article("Three", publisher="Rift", tags=("Europe",), published="2022-01-03")
    make_article("Hidden", publisher="Rift", audience=Article.SIGNED_IN, tags=("Secret",))


def test_publishers_and_tags_are_counted_as_the_reader_may_see_them(client, newsroom, rita):
    assert numbers(client.get("/")) == {"Adria": "2", "Rift": "1", "Energy": "2", "Europe": "2"}
    client.force_login(rita)
    assert numbers(client.get("/")) == {
        "Adria": "2", "Rift": "2", "Energy": "2", "Europe": "2", "Secret": "1",
    }  # fmt: skip


def test_a_facet_narrows_and_is_let_go_again(client, newsroom):
    number, pressed, address = shown(client.get("/"))["Adria"]
    assert (number, pressed, address) == ("2", False, "/?publisher=adria")
    page = client.get(address)
    assert headlines(page) == ["Two", "One"]
    assert shown(page)["Adria"] == ("2", True, "/")
    assert numbers(page) == {"Adria": "2", "Rift": "1", "Energy": "2", "Europe": "1"}


def test_groups_narrow_each_other_and_values_of_one_group_widen(client, newsroom):
    assert headlines(client.get("/?publisher=adria&tag=europe")) == ["One"]
    assert headlines(client.get("/?publisher=adria&publisher=rift")) == ["Three", "Two", "One"]
    page = client.get("/?tag=energy&tag=europe&publisher=adria")
    assert headlines(page) == ["Two", "One"]
    assert numbers(page) == {"Adria": "2", "Rift": "1", "Energy": "2", "Europe": "1"}
    assert shown(page)["Europe"][2] == "/?publisher=adria&tag=energy"


def test_facets_and_words_narrow_each_other(client, newsroom):
    page = client.get("/?q=pumps&tag=energy")
    assert headlines(page) == ["Two", "One"]
    assert numbers(page) == {"Adria": "2", "Energy": "2", "Europe": "2"}
    assert shown(page)["Europe"][2] == "/?q=pumps&tag=energy&tag=europe"
    assert 'name="tag" value="energy"' in page.content.decode()
    assert headlines(client.get("/?q=pumps&publisher=rift")) == ["Three"]


def test_states_are_for_curators(client, newsroom, bob, rita, alice):
    make_article("A draft", state=Article.DRAFT, by=alice)
    make_article("An old one", state=Article.ARCHIVED, publisher="Rift")
    for person in (rita, alice):
        client.force_login(person)
        assert "Archived" not in shown(client.get("/"))
    client.force_login(bob)
    page = client.get("/")
    assert {"Published": "4", "Draft": "1", "Archived": "1"}.items() <= numbers(page).items()
    page = client.get("/?state=draft&state=archived")
    assert headlines(page) == ["An old one", "A draft"]
    html = page.content.decode()
    assert (
        '<span class="chip">Draft</span>' in html and '<span class="chip">Archived</span>' in html
    )
    assert numbers(client.get("/?publisher=rift"))["Archived"] == "1"
    assert numbers(client.get("/?q=pumps"))["Draft"] == "1"


def test_importers_may_list_their_own_drafts(client, alice, charlie):
    make_article("A draft", state=Article.DRAFT, by=alice)
    for person, found in ((alice, ["A draft"]), (charlie, [])):
        client.force_login(person)
        assert headlines(client.get("/?state=draft")) == found


def test_narrowed_pages_go_on(client, db):
    for number in range(25):
        make_article(f"Story {number:02}", tags=("Energy",), published="2022-09-07")
    first = client.get("/?tag=energy")
    assert headlines(first) + headlines(client.get(more(first))) == [
        f"Story {n:02}" for n in reversed(range(25))
    ]


def test_only_the_largest_are_shown_and_a_pressed_one_always(client, db, monkeypatch):
    monkeypatch.setattr(facets, "MOST", 3)
    monkeypatch.setattr(facets, "SHOWN", 2)
    for number in range(5):
        for _ in range(number + 1):
            make_article(publisher=f"Paper {number}")
    page = client.get("/?publisher=paper-0")
    assert list(numbers(page)) == ["Paper 0", "Paper 4", "Paper 3", "Paper 2"]
    assert shown(page)["Paper 0"][:2] == ("1", True)
    html = page.content.decode()
    assert html.index("<span>More</span>") < html.index("Paper 3")


@pytest.mark.parametrize("name", ["publisher", "tag", "state"])
@pytest.mark.parametrize("value", ["", "nobody", "\x00", "a b", "../x", "x" * 500, "' OR 1=1 --"])
def test_facets_that_are_none_do_no_harm(client, newsroom, name, value):
    assert client.get("/", {name: value}).status_code == 200


def test_many_values_are_cut(client, newsroom):
    values = [f"paper-{n}" for n in range(500)]
    assert client.get("/", {"publisher": values, "tag": values}).status_code == 200


def test_a_new_story_counts_at_once(client, newsroom):
    assert numbers(client.get("/"))["Adria"] == "2"
    make_article(publisher="Adria")
    assert numbers(client.get("/"))["Adria"] == "3"


@pytest.mark.parametrize("state", [Article.DRAFT, Article.WITHDRAWN])
def test_a_guessed_slug_tells_no_name_that_only_hidden_stories_carry(client, newsroom, state):
    story = make_article(publisher="Quiet Ledger", tags=("Sealed Deal",))
    Article.objects.filter(pk=story.pk).update(state=state)
    asked = {"publisher": ["quiet-ledger", "adria"], "tag": "sealed-deal"}
    html = client.get("/", asked).content.decode()
    assert "from quiet-ledger or Adria, tagged sealed-deal" in html
    asked = {"publisher": ["quiet-nobody", "adria"], "tag": "sealed-fate"}
    unknown = client.get("/", asked).content.decode()
    known = html.replace("quiet-ledger", "quiet-nobody").replace("sealed-deal", "sealed-fate")
    assert without_tokens(known) == without_tokens(unknown)


def without_tokens(html):
    """The page but for what differs whenever it is asked for."""
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"', "", html)


def test_those_who_may_see_a_draft_see_its_publishers_name(client, alice, charlie):
    make_article(state=Article.DRAFT, publisher="Quiet Ledger", by=alice)
    for person, name in ((alice, "Quiet Ledger"), (charlie, "quiet-ledger")):
        client.force_login(person)
        html = client.get("/?publisher=quiet-ledger&tag=none").content.decode()
        assert f"from {name}, tagged none" in html


def test_a_merged_publishers_slug_leads_to_the_other(client, newsroom, bob):
    kept, merged = (Publisher.objects.ensure(name) for name in ("Adria", "Adria Daily"))
    merged.merge_into(kept, by=bob)
    page = client.get("/?publisher=adria-daily")
    assert headlines(page) == ["Two", "One"]
    assert shown(page)["Adria"] == ("2", True, "/")
    assert "Adria Daily" not in page.content.decode()
