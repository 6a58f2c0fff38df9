"""What people add to claims: replies, evidence, relations, proposals."""

import pytest

from annotations.models import Assessment, Evidence, Proposal, Relation, Reply
from articles.models import Event
from articles.models.refusal import NotAllowed, Stale
from tests.makers import make_claim, make_coding, make_project


@pytest.fixture
def claim(article, alice):
    return make_claim(article, by=alice, statement="The barrier will last thirty years")


def test_a_reply_sent_again_as_it_was_is_not_edited(claim, alice):
    reply = Reply.write(claim, "So she said.", by=alice)
    reply.edit(" So she said. ", by=alice)
    assert reply.edited_at is None
    assert [event.verb for event in Event.objects.of(claim)] == ["reply", "mark"]


def test_a_claim_is_related_to_another_of_its_project_alone(claim, article, alice):
    elsewhere = make_claim(article, by=alice, project=make_project())
    for other in (claim, elsewhere):
        with pytest.raises(NotAllowed, match="another one of its project"):
            Relation.relate(claim, "same", other, by=alice)


def test_a_proposal_is_decided_once(claim, alice, charlie):
    proposal = Proposal.make(claim, claim.coding, by=charlie)
    proposal.decline(by=alice)
    with pytest.raises(Stale):
        proposal.accept(by=alice, expected=1)


def test_each_is_called_by_what_it_says(claim, article, alice, charlie):
    other = make_claim(article, "held", by=charlie, statement="The pumps held")
    evidence = {"stance": "supports", "by": alice}
    said = {
        Reply.write(claim, "x" * 100, by=alice): "x" * 80,
        Evidence.add(claim, address="https://a.example/", **evidence): "https://a.example/",
        Evidence.add(claim, other=other, **evidence): "The pumps held",
        Proposal.make(claim, claim.coding, by=charlie): f"Charlie on {claim}",
    }
    assert [str(each) for each in said] == list(said.values())
    related = Relation(claim=claim, kind="same", other=other)
    assert str(related) == f"{claim} – {related.get_kind_display()} – {other}"


@pytest.mark.parametrize("add", [
    lambda claim, by: Reply.write(claim, "So it is", by=by),
    lambda claim, by: Evidence.add(claim, stance="context", address="https://a.example", by=by),
    lambda claim, by: Proposal.make(claim, make_coding(None), by=by),
    lambda claim, by: Assessment.make(claim, credibility=2, by=by),
])  # fmt: skip
def test_nothing_is_added_once_the_story_is_closed(article, alice, charlie, add):
    claim = make_claim(article, by=alice)
    article.archive(by=None)
    events = Event.objects.count()
    with pytest.raises(NotAllowed):
        add(claim, charlie)
    assert Event.objects.count() == events
