"""Searching on the front page: what is found, how it is shown, and that any input is safe."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from articles.searching import postgres
from newsroom import limiting, narrowing
from tests.makers import make_article
from tests.newsroom.test_front_page import headlines, more


@pytest.fixture(autouse=True)
def fresh_limits():
    limiting.searches.forget()


def search(client, typed, **asked):
    return client.get("/", {"q": typed, **asked})


def rows(response):
    """Headlines without the marks."""
    html = re.sub("</?mark>", "", response.content.decode())
    return re.findall(r'<h3><a href="[^"]+"(?: autofocus)?>([^<]+)</a>', html)


def test_hits_are_marked_in_headline_and_passage(client, db):
    make_article("Pumps & people", "Nothing here.\n\nThe <new> pumps held.")
    html = search(client, "pumps").content.decode()
    assert "<mark>Pumps</mark> &amp; people" in html
    assert "The &lt;new&gt; <mark>pumps</mark> held." in html
    assert "1 story" in html


def test_the_lead_is_a_hit_like_others(client, bob):
    story = make_article("Pumps")
    story.place(Article.LEAD, by=bob)
    make_article("Barrier", "Nothing else.")
    page = search(client, "pumps")
    assert rows(page) == ["Pumps"] and 'class="lead"' not in page.content.decode()


def test_filters_typed_among_the_words_narrow(client, db):
    make_article("One", publisher="BBC News", tags=("Energy",), published="2022-09-07")
    make_article("Two", publisher="The Coast Tribune", published="2021-01-01")
    assert rows(search(client, "publisher:bbc")) == ["One"]
    assert rows(search(client, 'pumps publisher:"coast tribune"')) == ["Two"]
    assert rows(search(client, "tag:energy")) == ["One"]
    assert rows(search(client, "after:2022 before:2022-10")) == ["One"]
    assert rows(search(client, "publisher:nobody")) == []
    assert rows(search(client, "tag:nothing pumps")) == []


def test_the_stories_of_a_merged_publisher_are_found_under_both_names(client, bob):
    story = make_article("One", publisher="Old Name")
    other = make_article("Two", publisher="New Name").publisher
    story.publisher.merge_into(other, by=bob)
    assert rows(search(client, 'publisher:"old name"')) == ["Two", "One"]
    assert rows(client.get("/?publisher=old-name")) == ["Two", "One"]


def test_pages_of_hits_go_on(client, db):
    for number in range(45):
        make_article(f"Pumps {number:02}", published="2022-09-07")
    first = search(client, "pumps")
    second = client.get(more(first))
    third = client.get(more(second))
    found = rows(first) + rows(second) + rows(third)
    assert found == [f"Pumps {n:02}" for n in reversed(range(45))]
    assert more(third) is None
    assert "45 stories" in first.content.decode()


@pytest.mark.parametrize("sort", ["", "match"])
def test_many_hits_are_counted_so_far_and_paged_to_the_end(client, db, monkeypatch, sort):
    monkeypatch.setattr(narrowing, "COUNTED", 10)
    for number in range(45):
        make_article(
            f"Pumps {number:02}", published="2022-09-07", tags=("t",) if number < 30 else ()
        )
    page = search(client, "pumps", sort=sort)
    assert "More than 10 stories" in page.content.decode()
    found = rows(page)
    while more(page):
        page = client.get(more(page))
        found += rows(page)
    assert sorted(found, reverse=True) == [f"Pumps {n:02}" for n in reversed(range(45))]
    narrowed = search(client, "pumps", tag="t")
    assert rows(narrowed)[0] == "Pumps 29" and "Many stories" in narrowed.content.decode()


@pytest.mark.parametrize("sort", ["", "match"])
def test_a_phrase_that_was_not_looked_for_to_the_end_is_paged_to_the_end(
    client, db, monkeypatch, sort
):
    monkeypatch.setattr(postgres, "LOOKED_AT", 30)
    for number in range(90):
        body = "Zeppelin over town." if number % 2 else "Over town, a zeppelin."
        make_article(f"Story {number:02}", body, published="2022-09-07")
    page = search(client, '"zeppelin over"', sort=sort)
    found = rows(page)
    while more(page):
        page = client.get(more(page))
        found += rows(page)
    assert sorted(found, reverse=True) == [f"Story {n:02}" for n in range(89, 0, -2)]


def test_the_best_match_is_offered_for_words_alone(client, db):
    make_article("Town news", "A zeppelin. " + "Nothing more. " * 30, published="2022-09-08")
    make_article("Zeppelin", "Nothing more. " * 30, published="2022-09-07")
    page = search(client, "zeppelin", sort="match")
    assert rows(page) == ["Zeppelin", "Town news"]
    assert "Best match" in page.content.decode()
    assert rows(search(client, "zeppelin")) == ["Town news", "Zeppelin"]
    assert "Best match" not in client.get("/?sort=match").content.decode()


def test_what_may_not_be_read_is_neither_found_nor_counted(client, rita, alice, charlie, bob):
    make_article("Open pumps")
    make_article("Members pumps", audience=Article.SIGNED_IN)
    make_article("Draft pumps", state=Article.DRAFT, by=alice)
    make_article("Old pumps", state=Article.ARCHIVED)
    gone = make_article("Gone pumps")
    Article.objects.filter(pk=gone.pk).update(state=Article.WITHDRAWN)
    page = search(client, "pumps")
    assert rows(page) == ["Open pumps"] and "1 story" in page.content.decode()
    for person in (rita, charlie):
        client.force_login(person)
        page = search(client, "pumps", state="draft")
        drafts = [] if person == charlie else ["Members pumps", "Open pumps"]
        assert rows(page) == drafts
    client.force_login(alice)
    assert rows(search(client, "pumps", state="draft")) == ["Draft pumps"]
    assert rows(search(client, "pumps", state="archived")) == ["Members pumps", "Open pumps"]
    client.force_login(bob)
    asked = {"state": ["draft", "archived"]}
    assert rows(search(client, "pumps", **asked)) == ["Old pumps", "Draft pumps"]


def test_nothing_found_says_what_was_searched_and_offers_to_clear(client, db):
    make_article(publisher="Rift Daily", tags=("Energy",))
    html = search(client, "zeppelin", publisher="rift-daily", tag="energy").content.decode()
    assert "Nothing found for “zeppelin”, from Rift Daily, tagged Energy." in html
    assert 'href="/">Clear the search</a>' in html
    html = client.get("/?publisher=nobody&publisher=else&tag=x").content.decode()
    assert "Nothing found from nobody or else, tagged x." in html


def test_words_that_are_none_find_nothing_and_are_kept(client, article):
    page = search(client, "😀 ***")
    assert rows(page) == []
    assert "Nothing found for “😀 ***”" in page.content.decode()
    assert 'value="😀 ***"' in page.content.decode()


def test_white_space_alone_is_no_search(client, article):
    assert rows(search(client, "  ")) == [str(article)]


def test_that_only_a_beginning_was_searched_for_is_said(client, article):
    html = search(client, "pumps " + " ".join(f"word{n}" for n in range(60))).content.decode()
    assert "Only the beginning of what you typed" in html


HOSTILE = [
    "\x00", "a\x00b", "\x01\x1f\x7f", '"', '"""', '"a" "', "a AND", "NOT", "NEAR(a b)", "a*", "*",
    "^a", "headline:a", "{a b}:c", "-a", "(", ")", "a OR b", "a + b", "'", "';--", "\\", "a\\", "%",
    "_", "§published", "§open", "¶", "a ¶ b", "a:*", "a & b", "a | !b", "<->", "a <-> b", "::",
    "publisher:", 'publisher:"', "publisher:%", "publisher:\x00x", 'tag:"\x00 x"', "tag:☃",
    "before:", "before:0000", "before:9999-99-99", "after:0001", "after:9999-12-31",
    "before:0001 after:9999", "after:٢٠٢٢", "😀", "👩\u200d👩\u200d👧", "مرحبا بالعالم", "水",
    "水道局", "日" * 500, "\u202e\u200f", "\ufeff", "a" * 10_000, "a b " * 2_500, '"' * 10_000,
    "(" * 10_000, "publisher:x " * 900, "\ud7ff\ue000\uffff", "é" * 300,
    "\u0301", "\u3099", "\r\n\t", "<script>alert(1)</script>",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("sort", ["", "match"])
def test_any_input_is_answered_and_kept(client, article, typed, sort):
    page = search(client, typed, sort=sort, publisher=typed, tag=typed, state=typed, after=typed)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    | st.lists(st.sampled_from(HOSTILE[:50]), max_size=4).map(" ".join)
)
def test_even_made_up_input(client, article, typed):
    limiting.searches.forget()
    assert search(client, typed).status_code == 200


def test_more_than_two_searches_a_second_are_too_many(client, article, rita):
    for _ in range(120):
        assert limiting.searches.spend("127.0.0.0/24")
    page = search(client, "pumps & “more”")
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "60"
    assert 'value="pumps &amp; “more”"' in page.content.decode()
    assert client.get("/").status_code == 200
    client.force_login(rita)
    assert search(client, "pumps").status_code == 200


def test_queries_do_not_grow_with_hits(client, bob, django_assert_max_num_queries):
    client.force_login(bob)
    address = "/?q=pumps+publisher:paper+tag:common&tag=common&publisher=paper-1"
    counts = []
    for number in (2, 25):
        for count in range(number):
            make_article(f"Pumps {count}", publisher=f"Paper {count}", tags=("Common", f"T{count}"))
        with django_assert_max_num_queries(24) as queries:
            assert headlines(client.get(address)) is not None
        counts.append(len(queries))
    assert counts[0] == counts[1]
