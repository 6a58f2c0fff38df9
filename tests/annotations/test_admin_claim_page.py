"""A claim's page at the desk: all about it, its history, and what a curator does with it."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.models import Claim, Evidence, Proposal, Relation, Reply
from articles import withdrawing
from articles.models import Event
from tests.annotations.at_the_desk import fetched, page, revise, said
from tests.makers import make_claim, make_coding, make_source

ACTS = ("hiding", "restoration", "author", "confirmation", "place")


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


@pytest.fixture
def claim(article, alice):
    return make_claim(
        article, by=alice, statement="The barrier lasts", confidence="high", cues=("was certain",),
        confidence_kind="likelihood", polarity="-", tags=("Coast",), note="Ask her", is_sure=False,
    )  # fmt: skip


def url(claim, act=""):
    return page(f"claim_{act or 'change'}", claim)


def event(claim):
    return Event.objects.of(claim).first()


def test_the_page_tells_everything(desk, claim, charlie):
    Reply.write(claim, "Are you sure?", by=charlie)
    Evidence.add(claim, stance="supports", address="https://example.org/", by=charlie)
    other = make_claim(claim.article, "the new pumps", by=charlie)
    Relation.relate(claim, "supports", other, by=charlie)
    Proposal.make(claim, make_coding(confidence="low"), by=charlie)
    html = desk.get(url(claim)).content.decode()
    for words in (
        "The barrier lasts", "the barrier would last thirty years", "Ilse Brand",
        'data-c="high"', "Likelihood", "was certain", "Denied", "Coast", "Ask her", "is unsure",
        "Harbour town trusts its pumps", "Open desk", "Version 1", "As marked",
        "1 reply, 1 piece of evidence, 1 relation, 1 open suggestion",
        "Marked a claim", "Replied to the claim", "Related the claim to another",
        f'href="{claim.get_absolute_url()}"', f"#claim-{claim.uuid}",
    ):  # fmt: skip
        assert words in html, words


def test_who_nobody_named_and_whoever_told_it_stand_in_the_chain(desk, article, alice, claim):
    Claim.objects.filter(pk=claim.pk).update(voice="none", source=None)
    claim.attributions.update(voice="none", source=None, mention="sources", cue="said")
    html = desk.get(url(claim)).content.decode()
    assert "Not stated in the text" in html
    assert '<q dir="auto">sources</q>' in html


def test_hiding_takes_a_reason_and_is_undone(desk, claim, bob, charlie):
    refused = desk.post(url(claim, "hiding"), {"reason": "  "})
    assert refused.status_code == 422
    assert refused.context["hiding_form"]["reason"].errors
    assert desk.post(url(claim, "hiding"), {"reason": "x" * 501}).status_code == 422
    response = desk.post(url(claim, "hiding"), {"reason": "Names a child"})
    assert response["Location"] == url(claim)
    assert said(response) == "It is hidden from all but its author and curators."
    assert fetched(claim).hidden_reason == "Names a child"
    assert (event(claim).verb, event(claim).by) == ("hide", bob)
    assert not Claim.objects.visible_to(charlie).filter(pk=claim.pk).exists()
    html = desk.get(url(claim)).content.decode()
    assert "Names a child" in html
    assert "Show again" in html
    assert "It was so already." in said(desk.post(url(claim, "hiding"), {"reason": "Again"}))
    assert fetched(claim).hidden_reason == "Names a child"
    assert "It is shown again." in said(desk.post(url(claim, "hiding"), {"show": "1"}))
    assert (fetched(claim).hidden_at, event(claim).verb) == (None, "unhide")
    assert "It was so already." in said(desk.post(url(claim, "hiding"), {"show": "1"}))


def test_a_deleted_claim_is_restored_within_its_time(desk, claim, alice, bob):
    assert "It was so already." in said(desk.post(url(claim, "restoration")))
    claim.delete_softly(by=alice, expected=1)
    assert "It can be restored until" in desk.get(url(claim)).content.decode()
    assert "It is restored." in said(desk.post(url(claim, "restoration")))
    assert (fetched(claim).deleted_at, event(claim).by) == (None, bob)
    Claim.objects.filter(pk=claim.pk).update(deleted_at=timezone.now() - timedelta(days=31))
    assert "more than 30 days ago" in said(desk.post(url(claim, "restoration")))
    assert fetched(claim).is_deleted


def test_a_claim_goes_to_another_author_who_may_mark_there(desk, claim, charlie, bob):
    response = desk.post(url(claim, "author"), {"author": " charlie "})
    assert said(response) == "It is Charlie’s now."
    assert fetched(claim).author == charlie
    assert (event(claim).verb, event(claim).after["author"]) == ("reassign", str(charlie.uuid))
    assert "Charlie" in desk.get(url(claim)).content.decode()
    again = desk.post(url(claim, "author"), {"author": "Charlie"})
    assert again.status_code == 302
    assert Event.objects.of(claim).filter(verb="reassign").count() == 1


@pytest.mark.parametrize("name", ["", "Nobody at all", "Rita", "Former member", "x" * 200])
def test_an_author_who_may_not_mark_there_is_refused_beside_the_field(desk, claim, rita, name):
    response = desk.post(url(claim, "author"), {"author": name})
    assert response.status_code == 422
    assert response.context["author_form"]["author"].errors
    assert fetched(claim).author == claim.author
    if name and len(name) < 200:
        assert name in response.content.decode()


def test_changed_words_are_shown_and_confirmed(desk, article, claim, bob):
    revise(article, ("thirty years", "forty years"), by=bob)
    response = desk.get(url(claim))
    html = response.content.decode()
    assert "<del>thirty</del>" in html
    assert "<ins>forty</ins>" in html
    seen = response.context["seen"]
    confirmed = desk.post(url(claim, "confirmation"), {"seen": seen})
    assert said(confirmed) == "Confirmed: it holds for the changed words."
    assert not fetched(claim).needs_a_person
    assert (event(claim).verb, event(claim).by) == ("confirm", bob)


def test_words_that_changed_since_they_were_seen_are_not_confirmed(desk, article, claim, bob):
    revise(article, ("thirty years", "forty years"), by=bob)
    seen = desk.get(url(claim)).context["seen"]
    revise(article, ("thirty years", "fifty years"), by=bob)
    response = desk.post(url(claim, "confirmation"), {"seen": seen})
    assert response.status_code == 409
    assert "changed since" in response.content.decode()
    assert "<ins>fifty</ins>" in response.content.decode()
    assert fetched(claim).needs_a_person


def test_a_change_at_the_same_moment_is_told(desk, claim, article, bob, monkeypatch):
    revise(article, ("thirty years", "forty years"), by=bob)
    seen = desk.get(url(claim)).context["seen"]
    confirm = Claim.confirm
    monkeypatch.setattr(
        Claim, "confirm", lambda self, by, expected: confirm(self, by=by, expected=expected - 1)
    )
    response = desk.post(url(claim, "confirmation"), {"seen": seen})
    assert response.status_code == 409
    assert "at the same moment" in response.content.decode()


def test_what_is_not_in_doubt_is_not_confirmed(desk, claim):
    seen = desk.get(url(claim)).context["seen"]
    response = desk.post(url(claim, "confirmation"), {"seen": seen})
    assert response.status_code == 409
    assert "nothing to confirm" in response.content.decode()


def test_a_lost_claim_shows_the_words_as_they_stood_last(desk, article, claim, bob):
    gone = ("The mayor, Ilse Brand, said she was certain that the barrier would last thirty years.",
            "It rained.")  # fmt: skip
    revise(article, gone, by=bob)
    html = desk.get(url(claim)).content.decode()
    assert "no longer in the story" in html
    assert "<del>the barrier would last thirty years</del>" in html
    assert "Confirm the changed words" not in html


def test_the_words_are_looked_for_again(desk, article, claim, bob):
    revise(article, ("Engineers", "Some engineers"), by=bob)
    row = claim.anchorings.get(revision=article.current)
    wrong = {"verdict": "lost", "segments": [], "start": None, "end": None}
    claim.anchorings.filter(pk=row.pk).update(**wrong)
    Claim.objects.filter(pk=claim.pk).update(anchor_state="lost", start=None, needs_a_person=True)
    response = desk.post(url(claim, "place"))
    assert "Put anew: 1 claim." in said(response)
    assert "Unchanged: 1." in said(response)
    found = fetched(claim)
    assert (found.anchor_state, found.start, found.needs_a_person) == ("same", row.start, False)
    assert (event(claim).verb, event(claim).before["verdict"]) == ("reanchor", "lost")
    assert "1 claim needed no change." in said(desk.post(url(claim, "place")))


def test_what_a_person_marked_or_confirmed_is_left(desk, article, claim, bob, alice):
    assert "A person said where it stands." in said(desk.post(url(claim, "place")))
    revise(article, ("thirty years", "forty years"), by=bob)
    fetched(claim).confirm(by=alice, expected=1)
    before = fetched(claim.anchorings.get(revision=article.current))
    assert "A person said where it stands." in said(desk.post(url(claim, "place")))
    assert fetched(before).confirmed_by == alice


def test_history_has_pages_of_its_own(desk, claim, charlie):
    for number in range(60):
        Reply.write(claim, f"Reply {number}", by=charlie)
    assert "Older" in desk.get(url(claim)).content.decode()
    html = desk.get(url(claim) + "?page=2").content.decode()
    assert "Marked a claim" in html
    html = desk.get(url(claim, "history")).content.decode()
    assert "Replied to the claim" in html


def test_what_a_withdrawal_erased_is_not_told(desk, claim):
    Event.objects.redact(subject=claim.uuid)
    html = desk.get(url(claim)).content.decode()
    assert "Marked a claim" in html
    assert "is erased" in html


def test_a_claim_of_a_withdrawn_story_can_be_looked_at(desk, claim, olga):
    withdrawing.withdraw(claim.article, reason="Asked to", by=olga)
    html = desk.get(url(claim)).content.decode()
    assert "A withdrawn story" in html
    assert "published stories only" in said(desk.post(url(claim, "place")))


def test_queries_do_not_grow_with_what_happened(
    desk, article, claim, charlie, django_assert_max_num_queries
):
    def fill(count):
        for number in range(count):
            Reply.write(claim, f"Reply {number}", by=charlie)
            other = make_claim(article, "the new pumps", by=charlie,
                               source=make_source(f"Source {count} {number}"))  # fmt: skip
            Relation.relate(claim, "supports", other, by=charlie)

    fill(2)
    desk.get(url(claim))
    with django_assert_max_num_queries(30) as few:
        desk.get(url(claim))
    fill(9)
    with django_assert_max_num_queries(len(few)):
        desk.get(url(claim))


@pytest.mark.parametrize("act", ACTS)
def test_acts_need_a_post_by_a_curator(client, claim, rita, alice, bob, act):
    events = Event.objects.count()
    assert client.post(url(claim, act)).status_code == 302
    for person in (rita, alice):
        client.force_login(person)
        assert client.post(url(claim, act), follow=True).status_code in (302, 403)
    client.force_login(bob)
    assert client.get(url(claim, act)).status_code == 405
    missing = page(f"claim_{act}", Claim(uuid=uuid.uuid4()))
    assert client.post(missing).status_code == 404
    assert Event.objects.count() == events


def test_the_page_is_read_only_and_nothing_is_deleted_here(desk, claim):
    assert desk.post(url(claim)).status_code == 405
    assert desk.post(url(claim, "delete")).status_code == 403
    assert desk.get(url(Claim(uuid=uuid.uuid4()))).status_code == 404
    assert Claim.objects.filter(pk=claim.pk).exists()
