"""Saying where a claim stands, once its words were edited or are gone."""

import json

import pytest
from django.urls import reverse

from annotations.models import Claim
from articles import revising
from articles.models import Event
from tests.makers import BODY, make_article, make_claim, make_project, make_wording

QUOTE = "the barrier would last thirty years"
HEADLINE = "Harbour town trusts its pumps"


@pytest.fixture
def story(db):
    return make_article(HEADLINE)


@pytest.fixture
def edited(story, alice, bob):
    claim = make_claim(story, QUOTE, by=alice)
    return revised(claim, BODY.replace("thirty years", "forty years"), bob)


@pytest.fixture
def lost(story, alice, bob):
    claim = make_claim(story, "Engineers at the university were more careful", by=alice)
    return revised(claim, BODY.split("\n\nEngineers")[0], bob)


def revised(claim, body, by):
    words = make_wording(HEADLINE, body)
    revising.revise(claim.article, words, by=by, reason="Corrected", expected=1)
    return Claim.objects.get(pk=claim.pk)


def post(client, name, claim, **fields):
    fields.setdefault("expected", claim.version)
    return client.post(reverse(f"annotations:{name}", args=[claim.uuid]), fields)


def test_the_page_shows_what_changed_and_offers_the_ways_out(client, alice, edited):
    client.force_login(alice)
    page = client.get(edited.get_absolute_url()).content.decode()
    assert "These words were edited" in page
    assert "<del>thirty</del>" in page and "<ins>forty</ins>" in page
    for name in ("confirmation", "place", "deletion"):
        assert reverse(f"annotations:{name}", args=[edited.uuid]) in page


def test_whoever_may_not_anchor_it_sees_the_change_alone(client, charlie, edited):
    client.force_login(charlie)
    page = client.get(edited.get_absolute_url()).content.decode()
    assert "<ins>forty</ins>" in page
    assert "Its author or a curator says where it stands now." in page
    assert reverse("annotations:confirmation", args=[edited.uuid]) not in page


def test_confirming_settles_it_and_is_told(client, alice, edited):
    client.force_login(alice)
    assert post(client, "confirmation", edited).status_code == 302
    edited.refresh_from_db()
    assert not edited.needs_a_person
    anchoring = edited.anchorings.get(revision__number=2)
    assert (anchoring.verdict, anchoring.confirmed_by) == ("edited", alice)
    assert Event.objects.of(edited).first().verb == "confirm"
    assert post(client, "confirmation", edited).status_code == 422


def test_words_that_were_selected_are_where_it_stands(client, alice, lost):
    client.force_login(alice)
    text = lost.article.revisions.get(number=2).text
    at = text.index("Ilse Brand")
    fields = {"revision": 2, "segments": json.dumps([[at, at + 10]]), "quote": "Ilse Brand"}
    assert post(client, "place", lost, **fields).status_code == 302
    lost.refresh_from_db()
    assert (lost.start, lost.needs_a_person, lost.anchor_state) == (at, False, "edited")


def test_words_that_were_typed_do_as_well(client, bob, lost):
    client.force_login(bob)
    assert post(client, "place", lost, words='"held without a fault"').status_code == 302
    lost.refresh_from_db()
    assert lost.anchorings.get(revision__number=2).quote == '"held without a fault"'


@pytest.mark.parametrize("fields, words", [
    ({"words": ""}, "type the words"),
    ({"words": "nobody wrote this"}, "not in the story"),
    ({"words": "the"}, "more than once"),
    ({"revision": 1, "segments": "[[0, 4]]", "quote": "Harb"}, "revised in the meantime"),
    ({"revision": 2, "segments": "[[0, 9999]]", "quote": "x"}, "more than once|do not stand"),
    ({"revision": 2, "segments": "{}", "quote": "x"}, "did not arrive whole"),
])  # fmt: skip
def test_what_cannot_be_found_is_refused_and_kept(client, alice, lost, fields, words):
    client.force_login(alice)
    answer = post(client, "place", lost, **fields)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert any(each in page for each in words.split("|"))
    assert fields.get("words", "") in page
    lost.refresh_from_db()
    assert lost.anchor_state == "lost"


@pytest.mark.parametrize("name", ["confirmation", "place"])
def test_a_stale_answer_is_told(client, alice, edited, name):
    client.force_login(alice)
    answer = post(client, name, edited, expected=edited.version + 1, words="Ilse Brand")
    assert answer.status_code == 409


@pytest.mark.parametrize("name", ["confirmation", "place"])
def test_only_its_author_and_curators_say_where_it_stands(client, charlie, rita, edited, name):
    for person in (charlie, rita):
        client.force_login(person)
        assert post(client, name, edited, words="Ilse Brand").status_code == 404
    client.logout()
    assert post(client, name, edited).status_code == 403


def test_another_projects_claim_is_not_found(client, story, charlie, alice, bob):
    claim = make_claim(story, QUOTE, by=alice, project=make_project(people=[alice]))
    claim = revised(claim, BODY.replace("thirty years", "forty years"), bob)
    client.force_login(charlie)
    assert post(client, "confirmation", claim).status_code == 404
    client.force_login(bob)
    assert post(client, "confirmation", claim).status_code == 404
