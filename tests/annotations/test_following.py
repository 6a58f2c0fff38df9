"""What a story's new revision does to the claims on it, and what an editor sees of it before."""

import pytest
from django.urls import reverse

from annotations.models import Anchoring, Claim
from articles import revising
from tests.makers import BODY, make_article, make_claim, make_project, make_wording


@pytest.fixture
def story(db):
    return make_article("Harbour town trusts its pumps")


def revised(body, headline="Harbour town trusts its pumps"):
    return make_wording(headline, body)


def test_an_editor_sees_what_each_claim_would_become(story, alice, bob, client):
    make_claim(story, "the new pumps", by=alice)
    make_claim(story, "Ilse Brand", by=alice)
    gone = make_claim(story, "Engineers at the university were more careful", by=alice)
    deleted = make_claim(story, "Officials in the harbour town", by=alice)
    deleted.delete_softly(by=alice, expected=1)
    body = BODY.replace("the new pumps", "the three new pumps").split("\n\nEngineers")[0]
    assert dict(revising.foreseen(story, revised(body))) == {
        "no longer in the story": 1, "unchanged": 1, "at changed words": 1,
    }  # fmt: skip
    client.force_login(bob)
    fields = {"headline": story.current.headline, "body": body, "expected": "1", "language": "en"}
    fields["audience"] = story.audience
    url = reverse("admin:articles_article_preview", args=[story.uuid])
    page = client.post(url, fields, headers={"HX-Request": "true"}).content.decode()
    assert "1 no longer in the story, 1 at changed words, 1 unchanged" in page
    revising.revise(story, revised(body), by=bob, reason="Shorter", expected=1)
    gone.refresh_from_db()
    assert (gone.anchor_state, gone.start, gone.needs_a_person) == ("lost", None, True)
    assert Anchoring.objects.on(story.revisions.last()).count() == 4


def test_a_lost_claim_is_looked_for_again_in_each_later_revision(story, alice, bob):
    claim = make_claim(story, "Engineers at the university were more careful", by=alice)
    shorter = BODY.split("\n\nEngineers")[0]
    revising.revise(story, revised(shorter), by=bob, reason="Cut", expected=1)
    revising.revise(story, revised("A word first.\n\n" + BODY), by=bob, reason="Back", expected=2)
    claim.refresh_from_db()
    assert (claim.anchor_state, claim.needs_a_person) == ("same", False)
    assert Anchoring.objects.get(claim=claim, revision__number=2).verdict == "lost"


def test_what_a_person_confirmed_is_the_base_of_the_next_revision(story, alice, bob):
    claim = make_claim(story, "the barrier would last thirty years", by=alice)
    changed = BODY.replace("thirty years", "forty years")
    revising.revise(story, revised(changed), by=bob, reason="Mended", expected=1)
    claim.refresh_from_db()
    assert (claim.anchor_state, claim.needs_a_person) == ("edited", True)
    claim.confirm(by=alice, expected=claim.version)
    assert not claim.needs_a_person
    revising.revise(story, revised("A word first.\n\n" + changed), by=bob, reason="x", expected=2)
    claim.refresh_from_db()
    assert (claim.anchor_state, claim.needs_a_person) == ("same", False)


def test_claims_of_every_project_are_anchored(story, alice, bob, django_assert_max_num_queries):
    project = make_project(people=[alice, bob])
    for place in ("the new pumps", "Ilse Brand", "thirty years"):
        make_claim(story, place, by=alice)
        make_claim(story, place, by=bob, project=project)
    with django_assert_max_num_queries(40):
        revising.revise(story, revised("First.\n\n" + BODY), by=bob, reason="x", expected=1)
    assert set(Claim.objects.values_list("anchor_state", flat=True)) == {"same"}


def test_two_readings_are_contested_on_the_new_words_too(story, alice, bob):
    one = make_claim(story, "the barrier would last thirty years", by=alice)
    other = make_claim(story, "would last thirty years", by=bob, confidence="low")
    cut = BODY.replace(", said she was certain that the barrier would last thirty years", "")
    revising.revise(story, revised(cut), by=bob, reason="x", expected=1)
    assert not Claim.objects.filter(is_contested=True).exists()
    revising.revert(story, 1, by=bob, expected=2)
    assert set(Claim.objects.filter(is_contested=True)) == {one, other}
