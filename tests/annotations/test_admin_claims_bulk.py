"""Many claims at once: each through its verb, with its event, and all refusals told."""

import pytest
from django.test import Client

from annotations.admin import claim_acts
from annotations.admin import claims as listing
from annotations.models import Claim
from articles.admin import bulk
from articles.models import Event
from articles.models.refusal import Stale
from tests.annotations.at_the_desk import again, choose, fetched, page, revise, rows, said
from tests.makers import make_article, make_claim, make_project, make_source

LIST = "claim_changelist"


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


@pytest.fixture
def claims(article, alice):
    return [make_claim(article, quote, by=alice) for quote in ("the new pumps", "Ilse Brand")]


def verbs(*claims):
    return [Event.objects.of(claim).first().verb for claim in claims]


def test_claims_are_hidden_with_a_reason_and_shown_again(desk, claims, bob):
    asked = choose(desk, LIST, "hide", *claims)
    assert "2 claims chosen" in asked.content.decode()
    assert not Claim.objects.exclude(hidden_at=None).exists()
    refused = desk.post(page(LIST), again(asked, reason=" "))
    assert refused.status_code == 422
    assert str(claims[0].uuid) in refused.content.decode()
    done = desk.post(page(LIST), again(refused, reason="Off topic"))
    assert said(done) == "Hidden: 2 claims."
    assert verbs(*claims) == ["hide", "hide"]
    assert Event.objects.of(claims[0]).first().by == bob
    assert {fetched(claim).hidden_reason for claim in claims} == {"Off topic"}
    more = desk.post(page(LIST), again(refused, reason="Another"))
    assert "2 claims needed no change." in said(more)
    assert "Shown again: 2 claims." in said(choose(desk, LIST, "show", *claims))
    assert "2 claims needed no change." in said(choose(desk, LIST, "show", *claims))


def test_deleted_claims_are_restored(desk, claims, alice):
    claims[0].delete_softly(by=alice, expected=1)
    words = said(choose(desk, LIST, "restore", *claims))
    assert "Restored: 1 claim." in words
    assert "1 claim needed no change." in words
    assert fetched(claims[0]).deleted_at is None


def test_claims_go_to_another_author_where_that_one_may_mark(desk, article, claims, bob, charlie):
    probe = make_project("Probe", people=[bob])
    probe.admit(bob, "curator", by=None)
    there = make_claim(article, "The mayor", by=bob, project=probe,
                       source=make_source(project=probe), statement="She knows")  # fmt: skip
    asked = choose(desk, LIST, "reassign", *claims, there)
    assert '<option value="Charlie">' in asked.content.decode()
    refused = desk.post(page(LIST), again(asked, author="Nobody"))
    assert refused.status_code == 422
    words = said(desk.post(page(LIST), again(asked, author="Charlie")))
    assert "Given to Charlie: 2 claims." in words
    assert "Refused: 1 claim. Charlie may not mark claims in Probe. (“She knows”)" in words
    assert [fetched(each).author for each in (*claims, there)] == [charlie, charlie, bob]
    assert "2 claims needed no change." in said(
        desk.post(page(LIST), again(asked, author="Charlie"))
    )


def test_changed_words_are_shown_together_and_confirmed(desk, article, claims, bob):
    held = claims[0]
    revise(article, ("new pumps", "old pumps"), ("Ilse Brand", "Ilse Stone"), by=bob)
    lost = make_claim(article, "Engineers at the university", by=bob)
    asked = choose(desk, LIST, "confirm", *claims, lost)
    html = asked.content.decode()
    assert "<ins>old</ins>" in html
    assert "2 claims chosen" in html
    seen = [token for _, token, _ in asked.context["doubts"]]
    done = desk.post(page(LIST), again(asked, seen=seen))
    assert said(done) == "Confirmed: 2 claims."
    assert not Claim.objects.filter(needs_a_person=True).exists()
    assert verbs(held) == ["confirm"]


def test_only_words_that_were_shown_are_confirmed(desk, article, claims, bob, monkeypatch):
    monkeypatch.setattr(claim_acts, "MOST_CONFIRMED", 1)
    revise(article, ("new pumps", "old pumps"), ("Ilse Brand", "Ilse Stone"), by=bob)
    asked = choose(desk, LIST, "confirm", *claims)
    assert "The first 1 are shown" in asked.content.decode()
    seen = [token for _, token, _ in asked.context["doubts"]]
    words = said(desk.post(page(LIST), again(asked, seen=seen)))
    assert "Confirmed: 1 claim." in words
    assert "Refused: 1 claim. These words were not shown yet" in words
    revise(article, ("new pumps", "no pumps"), ("Ilse Brand", "Ilse Strand"), by=bob)
    assert "Refused: 2 claims." in said(desk.post(page(LIST), again(asked, seen=seen)))


def test_nothing_to_confirm_is_said(desk, claims):
    assert "None of the chosen claims waits" in said(choose(desk, LIST, "confirm", *claims))


def test_confirming_asks_the_same_however_many_there_are(
    desk, article, alice, bob, django_assert_max_num_queries
):
    claims = [make_claim(article, "the new pumps", by=alice) for _ in range(8)]
    revise(article, ("new pumps", "old pumps"), by=bob)
    with django_assert_max_num_queries(20) as few:
        choose(desk, LIST, "confirm", *claims[:2])
    with django_assert_max_num_queries(len(few)):
        choose(desk, LIST, "confirm", *claims)


def test_words_are_looked_for_again_on_every_story(desk, article, claims, alice, bob):
    marked = make_claim(make_article(), "Ilse Brand", by=alice, statement="Marked here")
    revise(article, ("Engineers", "Some engineers"), by=bob)
    claims[0].anchorings.filter(revision=article.current).update(
        verdict="edited", segments=[[0, 4]], start=0, end=4, quote="Harb"
    )
    words = said(choose(desk, LIST, "look_again", *claims, marked))
    assert "Put anew: 1 claim." in words
    assert "1 claim needed no change." in words
    assert "A person said where it stands. (“Marked here”)" in words
    assert "Unchanged: 1." in words
    assert claims[0].anchorings.get(revision=article.current).quote == "the new pumps"


def test_too_many_are_not_looked_for_at_once(desk, claims, monkeypatch):
    monkeypatch.setattr(listing, "MOST_LOOKED_FOR", 1)
    assert "more than 1 claim at a time" in said(choose(desk, LIST, "look_again", *claims))


def test_everything_that_a_filter_shows_is_reached(desk, article, alice, claims, monkeypatch):
    monkeypatch.setattr(bulk, "BATCH", 2)
    for _ in range(3):
        make_claim(article, "The mayor", by=alice, confidence="low")
    asked = choose(desk, LIST, "hide", claims[0], query="?confidence__exact=low", select_across="1")
    desk.post(page(LIST) + "?confidence__exact=low", again(asked, reason="Off topic"))
    assert len(rows(desk, "?state=hidden")) == 3


def test_a_claim_changed_at_the_same_moment_is_told(desk, claims, monkeypatch):
    def overtaken(self, reason, by):
        raise Stale(self)

    monkeypatch.setattr(Claim, "hide", overtaken)
    asked = choose(desk, LIST, "hide", *claims)
    words = said(desk.post(page(LIST), again(asked, reason="Off topic")))
    assert "Refused: 2 claims. Somebody changed it at the same moment." in words


@pytest.mark.parametrize("action", ["hide", "show", "restore", "confirm", "look_again", "reassign"])
def test_bulk_acts_are_for_curators_and_need_the_token(client, alice, bob, claims, action):
    events = Event.objects.count()
    client.force_login(alice)
    choose(client, LIST, action, *claims, apply="1", reason="x", author="Bob")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bob)
    more = {"apply": "1", "reason": "x", "author": "Bob"}
    assert choose(strict, LIST, action, *claims, **more).status_code == 403
    client.force_login(bob)
    client.get(page(LIST), {"action": action, "_selected_action": str(claims[0].uuid)})
    assert Event.objects.count() == events
