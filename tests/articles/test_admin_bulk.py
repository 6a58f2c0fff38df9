"""Many stories at once: each through its verb, with its event, and all refusals told."""

from types import SimpleNamespace

import pytest
from django.db import transaction

from articles.admin import bulk
from articles.models import Article, Event, Tag
from tests.articles.at_the_desk import again, choose, page, said
from tests.makers import make_article, make_teaser

LIST = "article_changelist"


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


def states(*articles):
    return [Article.objects.get(pk=article.pk).state for article in articles]


def test_drafts_are_published_each_with_its_event(desk, bob):
    one, two = make_article(state="draft"), make_article(state="draft")
    response = choose(desk, LIST, "publish", one, two)
    assert said(response) == "Published: 2 stories."
    assert states(one, two) == ["published", "published"]
    for article in (one, two):
        event = Event.objects.on_story(article).first()
        assert (event.verb, event.by) == ("publish", bob)


def test_what_needed_no_change_and_what_was_refused_is_counted_with_the_reason(desk):
    out, in_already, draft = (
        make_article("Out"), make_article(state="archived"), make_article("A draft", state="draft"),
    )  # fmt: skip
    words = said(choose(desk, LIST, "archive", out, in_already, draft))
    assert "Archived: 1 story." in words
    assert "1 story needed no change." in words
    assert "Refused: 1 story. Only a published story can be archived. (“A draft”)" in words
    assert states(out, in_already, draft) == ["archived", "archived", "draft"]


def test_many_refusals_name_the_first_and_count_the_rest(desk):
    drafts = [make_article(f"Draft {number}", state="draft") for number in range(5)]
    words = said(choose(desk, LIST, "feature", *drafts))
    assert "Refused: 5 stories." in words
    assert "and 2 more" in words


def test_stories_are_featured_and_put_back(desk, bob):
    story = make_article()
    choose(desk, LIST, "feature", story)
    assert Article.objects.get(pk=story.pk).placement == "featured"
    choose(desk, LIST, "unfeature", story)
    assert Article.objects.get(pk=story.pk).placement == ""


def test_the_audience_is_set(desk):
    story = make_article()
    choose(desk, LIST, "open_to_signed_in", story)
    assert Article.objects.get(pk=story.pk).audience == "signed_in"
    assert "Opened to everyone: 1 story." in said(choose(desk, LIST, "open_to_everyone", story))


def test_tags_are_asked_for_then_added_to_those_there_are(desk):
    story = make_article(tags=("Coast",))
    asked = choose(desk, LIST, "add_tags", story)
    assert asked.status_code == 200
    assert asked.context["title"] == "Add tags"
    response = desk.post(page(LIST), again(asked, names="Floods, coast, "))
    assert "Tagged: 1 story." in said(response)
    assert sorted(tag.name for tag in story.tags.all()) == ["Coast", "Floods"]


def test_tags_are_taken_off(desk):
    story = make_article(tags=("Coast", "Floods"))
    asked = choose(desk, LIST, "take_tags_off", story)
    response = desk.post(page(LIST), again(asked, names="coast"))
    assert "Untagged: 1 story." in said(response)
    assert [tag.name for tag in story.tags.all()] == ["Floods"]
    assert Tag.objects.count() == 2


def test_no_tag_is_a_fault_beside_the_field_and_the_choice_is_kept(desk):
    story = make_article()
    asked = choose(desk, LIST, "add_tags", story)
    response = desk.post(page(LIST), again(asked, names=" , !"))
    assert response.status_code == 422
    assert "Name at least one tag" in response.content.decode()
    assert str(story.uuid) in response.content.decode()


def test_discarding_asks_first_and_keeps_what_others_refer_to(desk):
    lone, teased = make_article("Lone", state="draft"), make_article("Teased", state="draft")
    out = make_article("Out")
    make_teaser(out, story=teased)
    asked = choose(desk, LIST, "discard_drafts", lone, teased, out)
    assert "Discard drafts" in asked.content.decode()
    assert Article.objects.count() == 3
    words = said(desk.post(page(LIST), again(asked)))
    assert "Discarded: 1 story." in words
    assert "Others refer to it: 1 teaser. (“Teased”)" in words
    assert "What was published is kept" in words
    assert set(Article.objects.values_list("pk", flat=True)) == {teased.pk, out.pk}


def test_everything_that_a_filter_shows_is_reached_across_pages(desk, monkeypatch):
    monkeypatch.setattr(bulk, "BATCH", 2)
    drafts = [make_article(state="draft") for _ in range(5)]
    out = make_article()
    choose(desk, LIST, "publish", drafts[0], query="?state__exact=draft", select_across="1")
    assert states(*drafts) == ["published"] * 5
    assert Event.objects.on_story(out).count() == 2


def test_a_transaction_that_takes_long_ends_and_the_next_goes_on(desk, monkeypatch):
    monkeypatch.setattr(bulk, "BRIEF", -1)
    began = []
    counting = SimpleNamespace(atomic=lambda: began.append(1) or transaction.atomic())
    monkeypatch.setattr(bulk, "transaction", counting)
    drafts = [make_article(state="draft") for _ in range(3)]
    assert said(choose(desk, LIST, "publish", *drafts)) == "Published: 3 stories."
    assert states(*drafts) == ["published"] * 3
    assert len(began) == 3


def test_too_many_at_once_are_refused_and_nothing_changes(desk, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 1)
    one, two = make_article(state="draft"), make_article(state="draft")
    assert "more than 1 story at a time" in said(choose(desk, LIST, "publish", one, two))
    assert states(one, two) == ["draft", "draft"]


def test_withdrawn_stories_are_out_of_reach(desk):
    story = make_article()
    Article.objects.filter(pk=story.pk).update(state="withdrawn")
    assert "Refused: 1 story, closed or gone." in said(choose(desk, LIST, "publish", story))
    assert states(story) == ["withdrawn"]


@pytest.mark.parametrize(
    "data",
    [{"action": "publish", "index": "0"}, {"action": "", "index": "0", "_selected_action": "x"},
     {"action": "delete_selected", "index": "0", "_selected_action": "x"},
     {"action": "publish", "index": "0", "_selected_action": ["x", "17", ""]}, {}],
)  # fmt: skip
def test_nonsense_changes_nothing(desk, article, data):
    before = Event.objects.count()
    assert desk.post(page(LIST), data).status_code in (200, 302)
    assert Event.objects.count() == before


def test_no_bulk_act_is_done_by_a_get_or_by_an_annotator(client, alice, bob, article):
    client.force_login(alice)
    choose(client, LIST, "archive", article)
    client.force_login(bob)
    client.get(page(LIST), {"action": "archive", "_selected_action": str(article.uuid)})
    assert states(article) == ["published"]


def test_a_bulk_act_needs_the_csrf_token(bob, article):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    assert choose(client, LIST, "archive", article).status_code == 403
    assert states(article) == ["published"]
