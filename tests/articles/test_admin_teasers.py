"""The teasers of a story at the desk: sorted, edited, moved, linked, added and removed."""

import uuid

import pytest
from django.urls import reverse

from articles.models import Article, Event, Teaser
from articles.models.refusal import NotAllowed
from tests.articles.at_the_desk import filled_in, page, said
from tests.makers import make_article, make_teaser

HX = {"HX-Request": "true"}


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


@pytest.fixture
def three(article):
    return [make_teaser(article, headline) for headline in ("One", "Two", "Three")]


def order(article):
    return [str(teaser) for teaser in Teaser.objects.in_reading_order(article)]


def place(client, teaser, **data):
    return client.post(page("teaser_place", teaser), data, headers=HX)


def test_the_page_lists_them_in_their_groups_with_our_copies(desk, article):
    copy = make_article("Our own copy")
    make_teaser(article, "One", group="More on this", summary="A blurb", truncated=True)
    make_teaser(article, "Two", story=copy)
    make_teaser(article, "Three", kind="sponsored")
    html = desk.get(page("article_teasers", article)).content.decode()
    for words in ("More on this", "A blurb…", "Our own copy", "Sponsored", "No copy here"):
        assert words in html, words


def test_a_story_without_teasers_says_so(desk, article):
    assert "No teasers came along" in desk.get(page("article_teasers", article)).content.decode()


def test_buttons_move_one_up_and_down_and_the_place_is_told(desk, article, three, bob):
    response = place(desk, three[2], step="up")
    assert order(article) == ["One", "Three", "Two"]
    assert "“Three” is number 2 of 3 now." in response.content.decode()
    assert response.content.decode().startswith('<desk-sort id="teasers">')
    place(desk, three[0], step="down")
    assert order(article) == ["Three", "One", "Two"]
    event = Event.objects.of(three[0]).first()
    assert (event.verb, event.by, event.before["place"], event.after["place"]) == (
        "move", bob, 1, 2,
    )  # fmt: skip


def test_at_the_ends_nothing_happens(desk, article, three):
    place(desk, three[0], step="up")
    place(desk, three[2], step="down")
    assert order(article) == ["One", "Two", "Three"]
    assert not Event.objects.filter(verb="move").exists()


def test_a_drop_puts_it_before_or_after_another(desk, article, three):
    place(desk, three[0], after=str(three[2].uuid))
    assert order(article) == ["Two", "Three", "One"]
    place(desk, three[0], before=str(three[1].uuid))
    assert order(article) == ["One", "Two", "Three"]
    events = Event.objects.count()
    place(desk, three[0], before=str(three[1].uuid))
    assert Event.objects.count() == events


def test_at_the_edge_of_a_group_it_joins_the_next_one_first(desk, article):
    first = make_teaser(article, "One", group="A")
    second = make_teaser(article, "Two", group="B")
    last = make_teaser(article, "Three", kind="sponsored")
    place(desk, second, step="up")
    second.refresh_from_db()
    assert (order(article), second.group) == (["One", "Two", "Three"], "A")
    place(desk, second, step="up")
    assert order(article) == ["Two", "One", "Three"]
    place(desk, first, step="down")
    first.refresh_from_db()
    assert (order(article), first.kind) == (["Two", "One", "Three"], "sponsored")
    assert Teaser.objects.get(pk=last.pk).kind == "sponsored"


@pytest.mark.parametrize("data", [{}, {"step": "sideways"}, {"before": "x"}, {"after": "0" * 32}])
def test_a_move_that_makes_no_sense_is_refused_in_words(desk, article, three, data):
    response = place(desk, three[0], **data)
    assert response.status_code == 200
    assert "A headline moves" in response.content.decode() or "under another story" in (
        response.content.decode()
    )
    assert order(article) == ["One", "Two", "Three"]


def test_without_script_a_move_leads_back_to_the_page(desk, article, three):
    response = desk.post(page("teaser_place", three[0]), {"step": "down"})
    assert response["Location"] == page("article_teasers", article)
    assert said(response) == "“One” is number 2 of 3 now."


def test_a_neighbour_that_went_to_another_story_is_no_neighbour(article, three, bob):
    elsewhere = make_teaser(make_article(), "Elsewhere")
    with pytest.raises(NotAllowed, match="under another story now"):
        three[0].put(elsewhere, after=True, by=bob)


def test_a_teaser_is_edited_with_its_event(desk, article, three, bob):
    url = page("teaser_change", three[0])
    data = filled_in(
        desk.get(url), headline="One, mended", summary="New blurb", truncated="on", group="More",
        kind="sponsored", address="https://Example.org/one#x", publisher="Meridian Review",
    )  # fmt: skip
    response = desk.post(url, data)
    assert response["Location"] == page("article_teasers", article)
    assert said(response) == "Saved: “One, mended”."
    teaser = Teaser.objects.get(pk=three[0].pk)
    assert (teaser.folded_headline, teaser.address) == ("one mended", "https://example.org/one")
    assert (teaser.kind, teaser.group, teaser.truncated) == ("sponsored", "More", True)
    assert str(teaser.publisher) == "Meridian Review"
    event = Event.objects.of(teaser).first()
    assert (event.verb, event.by, event.story) == ("edit", bob, article.uuid)
    assert event.before["headline"] == "One"
    assert event.after["publisher"] == "Meridian Review"
    assert said(desk.post(url, filled_in(desk.get(url)))).endswith("Nothing was changed.")


@pytest.mark.parametrize(
    ("name", "typed"), [("headline", " "), ("address", "example.org"), ("kind", "x"),
                        ("summary", "\x00" + "x" * 5001)],
)  # fmt: skip
def test_what_does_not_fit_is_said_beside_its_field(desk, three, name, typed):
    url = page("teaser_change", three[0])
    response = desk.post(url, filled_in(desk.get(url), **{name: typed}))
    assert response.status_code == 422
    assert response.context["form"][name].errors
    assert str(Teaser.objects.get(pk=three[0].pk)) == "One"


def test_a_teaser_is_added_at_the_end(desk, article, three, bob):
    url = page("article_teasers", article)
    response = desk.post(url, {"headline": "Four", "kind": "related", "group": ""})
    assert said(response) == "Added: “Four”."
    assert order(article) == ["One", "Two", "Three", "Four"]
    assert Event.objects.filter(verb="add", by=bob, story=article.uuid).count() == 1
    empty = make_article()
    desk.post(page("article_teasers", empty), {"headline": "First", "kind": "related"})
    assert order(empty) == ["First"]


def test_adding_nothing_is_refused_and_what_was_typed_stays(desk, article):
    url = page("article_teasers", article)
    response = desk.post(url, {"headline": "", "kind": "related", "summary": "Typed already"})
    assert response.status_code == 422
    assert "Typed already" in response.content.decode()


def test_a_teaser_moves_to_another_story_and_both_histories_tell(desk, article, three, bob):
    other = make_article("The other story")
    make_teaser(other, "There before")
    url = page("teaser_story", three[1])
    html = desk.get(url, {"q": "other story"}).content.decode()
    assert "The other story" in html
    response = desk.post(url, {"story": str(other.uuid)})
    assert said(response) == "“Two” stands under “The other story” now."
    assert order(article) == ["One", "Three"]
    assert order(other) == ["There before", "Two"]
    for story in (article, other):
        event = Event.objects.on_story(story).first()
        assert (event.verb, event.by, event.after) == ("move", bob, {"story": str(other.uuid)})
        assert "The other story" in desk.get(page("article_history", story)).content.decode()


def test_moving_to_where_it_stands_or_to_a_withdrawn_story_is_refused(desk, article, three, bob):
    url = page("teaser_story", three[1])
    response = desk.post(url, {"story": str(article.uuid)})
    assert said(response) == "It stands under that story already."
    gone = make_article()
    Article.objects.filter(pk=gone.pk).update(state="withdrawn")
    assert desk.post(url, {"story": str(gone.uuid)}).status_code == 404
    gone.refresh_from_db()
    with pytest.raises(NotAllowed, match="takes no headlines"):
        three[1].move_to(gone, by=bob)
    assert desk.post(url, {"story": "nonsense"}).status_code == 404
    assert desk.post(url).status_code == 404


def test_our_copy_is_offered_chosen_and_taken_back(desk, article, bob):
    copy = make_article("A storm over the harbour", address="https://example.org/storm")
    named = make_teaser(article, "A storm over the harbour")
    addressed = make_teaser(article, "Storm!", address="https://example.org/storm")
    lost = make_teaser(article, "Nothing like it")
    for teaser in (named, addressed):
        found = desk.get(page("teaser_copy", teaser)).context["found"]
        assert list(found) == [copy]
    assert desk.get(page("teaser_copy", lost)).context["sought"] == ""
    response = desk.post(page("teaser_copy", named), {"story": str(copy.uuid)})
    assert "leads to “A storm over the harbour” now." in said(response)
    named.refresh_from_db()
    assert named.story == copy
    event = Event.objects.of(named).first()
    assert (event.verb, event.after) == ("link", {"copy": str(copy.uuid)})
    for told in (page("article_history", article), page("event_changelist")):
        assert "A storm over the harbour" in desk.get(told).content.decode()
    assert "No copy" in desk.get(page("teaser_copy", named)).content.decode()
    assert "leads to no copy now." in said(desk.post(page("teaser_copy", named), {"story": ""}))
    named.refresh_from_db()
    assert named.story is None
    events = Event.objects.count()
    desk.post(page("teaser_copy", named), {"story": ""})
    assert Event.objects.count() == events


def test_choosing_when_nothing_fits_says_so(desk, three):
    html = desk.get(page("teaser_story", three[0]), {"q": "zzz"}).content.decode()
    assert "No story fits." in html


def test_a_teaser_is_removed_after_asking(desk, article, three, bob):
    url = page("teaser_delete", three[0])
    assert "goes from under this story" in desk.get(url).content.decode()
    assert said(desk.post(url)) == "Removed: “One”."
    assert order(article) == ["Two", "Three"]
    event = Event.objects.on_story(article).first()
    assert (event.verb, event.before["headline"]) == ("remove", "One")


def test_the_list_of_all_teasers_is_filtered_and_searched(desk, article, three):
    three[0].lead_to(make_article("A copy"), by=None)
    make_teaser(article, "An ad", kind="sponsored")

    def shown(query):
        return {
            str(row)
            for row in desk.get(page("teaser_changelist") + query).context["cl"].result_list
        }

    assert len(shown("")) == 4
    assert shown("?copy=yes") == {"One"}
    assert shown("?copy=no") == {"Two", "Three", "An ad"}
    assert len(shown("?copy=perhaps")) == 4
    assert shown("?kind__exact=sponsored") == {"An ad"}
    assert shown("?q=two") == {"Two"}


def test_queries_do_not_grow_with_teasers(desk, article, django_assert_max_num_queries):
    def fill(count):
        for number in range(count):
            copy = make_article()
            make_teaser(article, f"Teaser {number}", story=copy, publisher=copy.publisher)

    fill(2)
    for url in (page("article_teasers", article), page("teaser_changelist")):
        desk.get(url)
        with django_assert_max_num_queries(13) as few:
            desk.get(url)
        fill(8)
        with django_assert_max_num_queries(len(few)):
            desk.get(url)


@pytest.mark.parametrize("view", ["change", "place", "story", "copy", "delete", "history"])
def test_strangers_and_missing_teasers_are_refused(client, alice, bob, three, view):
    url = page(f"teaser_{view}", three[0])
    assert client.get(url).status_code == 302
    client.force_login(alice)
    assert client.get(url, follow=True).status_code == 403
    client.force_login(bob)
    missing = reverse(f"admin:articles_teaser_{view}", args=[uuid.uuid4()])
    assert client.post(missing).status_code == (405 if view == "history" else 404)
    assert client.get(url).status_code == (405 if view == "place" else 200)


def test_teasers_of_a_withdrawn_story_are_out_of_reach(desk, article, three):
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    assert place(desk, three[0], step="down").status_code == 404
    assert desk.post(page("article_teasers", article), {"headline": "x"}).status_code == 404
