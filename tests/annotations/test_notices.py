"""Notices: told to those concerned, seen when they say so, gone with the account."""

import json

import pytest
from django.urls import reverse

from annotations.models import (
    Assessment,
    Evidence,
    Notice,
    Proposal,
    Relation,
    Reply,
    SourceAssessment,
)
from annotations.models.notice import mentioned
from articles.belongings import parts
from tests.makers import make_claim, make_coding, make_user

QUOTE = "the barrier would last thirty years"
PAGE, SEEN = reverse("annotations:notices"), reverse("annotations:seen")


@pytest.fixture
def claim(article, alice):
    return make_claim(article, QUOTE, by=alice, statement="The barrier will last")


def test_the_page_lists_what_happened_and_the_menu_counts_what_is_new(
    client, claim, alice, charlie
):
    Reply.write(claim, "Is it so?", by=charlie)
    client.force_login(alice)
    page = client.get(PAGE).content.decode()
    assert '<strong dir="auto">Charlie</strong> replied to your claim' in page
    assert "The barrier will last" in page and "1 new" in page
    assert "1 new notice" in client.get("/").content.decode()
    answer = client.post(SEEN, {"claim": claim.uuid})
    assert (answer.status_code, answer.url) == (302, claim.get_absolute_url())
    assert " new" not in client.get(PAGE).content.decode()


def test_all_are_seen_at_once_with_script_or_without(client, claim, alice, charlie):
    for headers, status in (({}, 302), ({"hx-request": "true"}, 200)):
        Notice.objects.tell([alice], "reply", claim, by=charlie)
        client.force_login(alice)
        answer = client.post(SEEN, headers=headers)
        assert answer.status_code == status
        assert not Notice.objects.unseen().exists()
    assert "Mark all" not in answer.content.decode()


def test_one_sees_one_s_own_only(client, claim, alice, charlie):
    Reply.write(claim, "Is it so?", by=charlie)
    client.force_login(charlie)
    assert "replied" not in client.get(PAGE).content.decode()
    client.post(SEEN)
    client.post(SEEN, {"claim": claim.uuid})
    assert Notice.objects.unseen().count() == 1
    client.logout()
    assert client.get(PAGE).status_code == 302
    assert client.post(SEEN).status_code == 403
    client.force_login(alice)
    assert client.post(PAGE).status_code == 405
    assert client.get(SEEN).status_code == 405
    for odd in ("x", "00000000-0000-0000-0000-000000000001"):
        assert client.post(SEEN, {"claim": odd}).status_code == 302


def test_a_claim_that_one_may_no_longer_open_is_not_named(client, claim, alice, charlie, bob):
    reply = Reply.write(claim, "@Charlie", by=alice)
    assert reply.claim == claim
    claim.hide("Off topic", by=bob)
    client.force_login(charlie)
    assert "The barrier will last" not in client.get(PAGE).content.decode()


def test_a_long_list_goes_on_and_asks_no_more_for_it(
    client, claim, alice, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("annotations.views.notices.MOST", 3)
    for number in range(7):
        person = make_user(f"person{number}x", display_name=f"Person number {number}")
        Notice.objects.tell([alice], "reply", claim, by=person)
    client.force_login(alice)
    with django_assert_max_num_queries(6):
        first = client.get(PAGE).content.decode()
    assert "number 6" in first and "number 3" not in first
    earlier = first.partition("?before=")[2].partition('"')[0]
    assert "number 3" in client.get(PAGE, {"before": earlier}).content.decode()
    assert client.get(PAGE, {"before": "-1"}).status_code == 200


def test_nobody_is_told_of_what_they_did_or_may_not_see(claim, alice, rita):
    Reply.write(claim, "@Alice and @Rita", by=alice)
    assert [str(each.person) for each in Notice.objects.all()] == ["Rita"]
    claim.project.access = "invited"
    claim.project.save()
    Notice.objects.all().delete()
    Reply.write(claim, "@Rita", by=alice)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(("text", "names"), [
    ("@Ann Lee Bell", ["Ann Lee"]),
    ("@Ann, and @Ann Lee.", ["Ann", "Ann Lee"]),
    ("(@Ann’s) @Ann!", ["Ann"]),
    ("mail@ann.example @ @@Ann", ["Ann"]),
    ("nobody", []),
    ("@Nobody", []),
    ("@Ann " * 50, ["Ann"]),
])  # fmt: skip
def test_the_longest_name_is_meant(db, text, names):
    make_user("ann", display_name="Ann")
    make_user("annlee", display_name="Ann Lee")
    assert [str(each) for each in mentioned(text)] == names


def test_a_closed_account_leaves_its_work_and_no_notices(client, claim, alice, charlie, olga):
    Reply.write(claim, "Is it so?", by=charlie)
    alice.close(by=alice)
    assert not Notice.objects.exists()
    client.force_login(charlie)
    assert "former member" in client.get(claim.get_absolute_url()).content.decode().lower()


def test_all_that_one_did_with_claims_is_in_the_download(client, claim, article, alice, charlie):
    other = make_claim(article, "the new pumps", by=charlie, statement="Pumps held")
    Reply.write(claim, "My reply", by=charlie)
    Assessment.make(claim, credibility=2, by=charlie)
    claim.source.assess("B", by=charlie)
    Proposal.make(claim, make_coding(claim.source, confidence="low"), by=charlie)
    Evidence.add(claim, stance="context", other=other, by=charlie)
    Relation.relate(claim, "same", other, by=charlie)
    claim.project.admit(charlie, "annotator", by=None)
    Reply.write(other, "@Charlie", by=alice)
    client.force_login(charlie)
    answer = client.get(reverse("accounts:download"))
    mine = json.loads(b"".join(answer.streaming_content))
    assert mine["claims"][0]["coding"]["statement"] == "Pumps held"
    assert mine["claims"][0]["quote"] == "the new pumps"
    assert mine["replies"][0]["text"] == "My reply"
    for name in ("assessments", "source_assessments", "suggestions", "evidence", "relations",
                 "memberships", "notices"):  # fmt: skip
        assert len(mine[name]) == 1, name
    assert SourceAssessment.objects.get().person == charlie
    assert [list(part(alice)) == [] for part in parts.values()].count(False) >= 2
