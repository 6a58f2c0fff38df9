"""Marking words and saying who says so: the verbs of a claim."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.coding import Coding, Incoherent, Link
from annotations.models import Anchoring, Claim, Project
from articles import revising
from articles.models import Article, Event
from articles.models.refusal import NotAllowed, Stale
from tests.makers import (
    BODY,
    anchored,
    make_article,
    make_claim,
    make_coding,
    make_project,
    make_source,
    make_wording,
)

QUOTE = "the barrier would last thirty years"


@pytest.fixture
def claim(article, alice):
    return make_claim(article, QUOTE, by=alice)


def test_a_claim_keeps_its_words_and_where_they_stand(article, claim):
    anchoring = claim.anchorings.get()
    text = article.current.text
    assert text[anchoring.start : anchoring.end] == anchoring.quote == QUOTE
    assert text[: anchoring.start].endswith(anchoring.prefix)
    assert text[anchoring.end :].startswith(anchoring.suffix)
    assert (claim.start, claim.anchor_state, claim.version) == (anchoring.start, "made", 1)
    assert str(claim.source) == "Ilse Brand"


def test_marking_is_told_with_all_that_was_said(claim, alice):
    event = Event.objects.of(claim).get()
    assert (event.verb, event.by, event.story) == ("mark", alice, claim.article.uuid)
    assert event.project == claim.project.uuid
    assert Coding.from_plain({k: event.after[k] for k in claim.coding.as_plain()}) == claim.coding


def test_an_edit_is_a_new_version_and_the_old_one_can_be_taken_back(claim, alice):
    first = claim.coding
    claim.edit(make_coding(claim.source, confidence="low"), by=alice, expected=1)
    assert (claim.confidence, claim.version) == ("low", 2)
    claim.edit(claim.version_at(1), by=alice, expected=2, verb="take_back")
    assert (claim.coding, claim.version) == (first, 3)


def test_of_two_edits_of_one_version_the_second_is_stale(claim, alice):
    claim.edit(make_coding(claim.source, confidence="low"), by=alice, expected=1)
    with pytest.raises(Stale) as stale:
        claim.edit(make_coding(claim.source, confidence="high"), by=alice, expected=1)
    assert stale.value.current.confidence == "low"


def test_the_same_again_changes_nothing(claim, alice):
    assert not claim.edit(claim.coding, by=alice, expected=1)
    assert claim.version == 1


def test_a_deleted_claim_comes_back_within_thirty_days(claim, alice):
    claim.delete_softly(by=alice, expected=1)
    assert not Claim.objects.live().exists()
    claim.restore(by=alice)
    assert Claim.objects.live().get() == claim
    claim.delete_softly(by=alice, expected=claim.version)
    Claim.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    with pytest.raises(NotAllowed):
        claim.restore(by=alice)


def test_nothing_is_marked_on_a_draft_or_in_an_archived_project(alice, article):
    draft = make_article(state=Article.DRAFT)
    with pytest.raises(NotAllowed):
        make_claim(draft, QUOTE, by=alice)
    project = make_project(people=[alice], archived_at=timezone.now())
    with pytest.raises(NotAllowed):
        make_claim(article, QUOTE, by=alice, project=project)
    assert not Claim.objects.exists()


def test_a_source_of_another_project_is_refused(alice, article):
    other = make_source("Mandiant", project=make_project())
    with pytest.raises(NotAllowed):
        make_claim(article, QUOTE, by=alice, source=other)


def test_words_marked_on_an_older_revision_are_anchored_on_the_current_one_too(article, alice):
    seen = anchored(article, QUOTE)
    new = make_wording(article.current.headline, "A new beginning.\n\n" + BODY)
    revising.revise(article, new, by=None, reason="Longer", expected=1)
    article.refresh_from_db()
    source = make_source()
    desk = Project.objects.open_desk()
    claim = Claim.objects.mark(desk, article, seen, make_coding(source), by=alice)
    assert [each.verdict for each in claim.anchorings.order_by("pk")] == ["made", "same"]
    assert article.current.text[claim.start :].startswith(QUOTE)


def test_a_revision_anchors_every_claim_and_a_revert_brings_its_anchors_back(article, alice, bob):
    kept = make_claim(article, QUOTE, by=alice)
    changed = make_claim(article, "the new pumps", by=alice)
    deleted = make_claim(article, "Engineers at the university", by=alice)
    deleted.delete_softly(by=alice, expected=1)
    first = {each.claim_id: each.segments for each in Anchoring.objects.all()}
    body = BODY.replace("held without", "not held without").replace("the new pumps", "old engines")
    new = make_wording(article.current.headline, body)
    revising.revise(article, new, by=bob, reason="Corrected", expected=1)
    assert Anchoring.objects.filter(revision__number=2).count() == 3
    kept.refresh_from_db()
    changed.refresh_from_db()
    assert kept.anchor_state == "same"
    assert changed.anchor_state in ("edited", "lost")
    assert changed.needs_a_person
    revising.revert(article, 1, by=bob, expected=2)
    third = Anchoring.objects.filter(revision__number=3)
    assert {each.claim_id: each.segments for each in third} == first
    changed.refresh_from_db()
    assert (changed.anchor_state, changed.needs_a_person) == ("made", False)


def test_readings_that_differ_are_contested_until_they_agree(article, alice, charlie):
    one = make_claim(article, QUOTE, by=alice)
    other = make_claim(article, "would last thirty years", by=charlie, confidence="low")
    apart = make_claim(article, "the new pumps", by=charlie)

    def contested():
        return set(Claim.objects.filter(is_contested=True))

    assert contested() == {one, other}
    other.edit(one.coding, by=charlie, expected=1)
    assert not contested()
    one.edit(make_coding(one.source, confidence="high"), by=alice, expected=1)
    assert contested() == {one, other}
    other.delete_softly(by=charlie, expected=2)
    assert not contested()
    other.restore(by=charlie)
    assert contested() == {one, other}
    other.hide("Off topic", by=charlie)
    assert not contested()
    assert not apart.is_contested


@pytest.mark.parametrize("chain", [
    (),
    (Link(voice="outlet"), Link(voice="none")),
    (Link(voice="none"), Link(voice="none")),
    (Link(voice="outlet"), Link(voice="outlet")),
])  # fmt: skip
def test_a_chain_that_contradicts_itself_is_no_coding(chain):
    with pytest.raises(Incoherent):
        Coding(chain=chain)


def test_doing_again_what_is_done_leaves_no_event(claim, alice, charlie, bob):
    claim.restore(by=alice)
    claim.unhide(by=bob)
    claim.reassign(alice, by=bob)
    assert [event.verb for event in Event.objects.of(claim)] == ["mark"]
    claim.reassign(charlie, by=bob)
    event = Event.objects.of(claim).first()
    assert event.before["author"] == str(alice.uuid)
    assert event.after["author"] == str(charlie.uuid)
    assert Claim.objects.get(pk=claim.pk).author == charlie


def test_a_claim_goes_to_nobody_who_may_not_mark_there(claim, rita, bob):
    with pytest.raises(NotAllowed, match="may not mark"):
        claim.reassign(rita, by=bob)


def test_hiding_needs_a_reason(claim, bob):
    with pytest.raises(NotAllowed, match="Say why"):
        claim.hide("  ", by=bob)


def test_a_claim_is_called_by_its_statement(claim, alice):
    assert str(claim) == f"Claim {claim.uuid}"
    assert str(Claim(statement="The barrier will last")) == "The barrier will last"
