"""Claims' words looked for once more in the story as it stands, by today's matcher."""

import pytest

from annotations import following
from annotations.anchoring import reanchor_verdicts
from annotations.following import looked_for_again
from annotations.models import Anchoring, Claim
from articles.models import Event
from articles.models.refusal import NotAllowed, Stale
from tests.annotations.at_the_desk import fetched, revise
from tests.makers import make_article, make_claim, make_project, make_source

QUOTE = "the barrier would last thirty years"


@pytest.fixture
def claim(article, alice):
    return make_claim(article, QUOTE, by=alice)


@pytest.fixture
def missed(article, claim, bob, monkeypatch):
    """The claim as a matcher left it that found nothing."""
    lost = [("lost", None, None)]
    monkeypatch.setattr(following, "reanchor_verdicts", lambda old, spans, new: lost * len(spans))
    revise(article, ("Engineers", "Some engineers"), by=bob)
    monkeypatch.setattr(following, "reanchor_verdicts", reanchor_verdicts)
    assert fetched(claim).anchor_state == "lost"
    return fetched(claim)


def again(claim, by):
    found = looked_for_again(Claim.objects.filter(pk=claim.pk)).get(claim.pk)
    return claim.anchor_again(found, by=by, expected=claim.version)


def test_what_was_missed_is_found(article, missed, bob):
    assert again(missed, bob)
    place = missed.anchorings.get(revision=article.current)
    assert (place.verdict, place.quote) == ("same", QUOTE)
    assert (missed.anchor_state, missed.start, missed.needs_a_person) == (
        "same",
        place.start,
        False,
    )
    assert missed.version == 2
    event = Event.objects.of(missed).first()
    assert (event.verb, event.by, event.project) == ("reanchor", bob, missed.project.uuid)
    assert event.before == {"verdict": "lost", "quote": QUOTE}
    assert event.after["verdict"] == "same"
    assert event.after["segments"] == place.segments


def test_each_claim_has_one_place_on_each_revision_still(missed, bob):
    again(missed, bob)
    assert Anchoring.objects.filter(claim=missed).count() == 2


def test_a_claim_found_again_is_contested_by_what_stands_there(article, missed, charlie, bob):
    other = make_claim(article, QUOTE, by=charlie, source=make_source("Somebody else"))
    assert not fetched(other).is_contested
    again(missed, bob)
    assert fetched(other).is_contested
    assert fetched(missed).is_contested


def test_the_same_place_again_changes_nothing(missed, bob):
    again(missed, bob)
    events = Event.objects.count()
    assert not again(missed, bob)
    assert Event.objects.count() == events
    assert fetched(missed).version == 2


def test_what_a_person_said_is_left(article, claim, alice, bob):
    assert looked_for_again(Claim.objects.all()) == {}
    with pytest.raises(NotAllowed, match="A person said"):
        again(claim, bob)
    revise(article, ("thirty years", "forty years"), by=bob)
    fetched(claim).confirm(by=alice, expected=1)
    with pytest.raises(NotAllowed, match="A person said"):
        again(fetched(claim), bob)


def test_the_newest_earlier_place_that_is_certain_is_the_start(article, claim, alice, bob):
    revise(article, ("thirty years", "forty years"), by=bob)
    fetched(claim).confirm(by=alice, expected=1)
    revise(article, ("thirty years", "forty years"), ("Engineers", "Some engineers"), by=bob)
    found = looked_for_again(Claim.objects.all())[claim.pk]
    assert (found.verdict, found.quote) == ("same", "the barrier would last forty years")


def test_a_place_found_in_words_that_are_not_the_storys_any_more_is_refused(article, missed, bob):
    found = looked_for_again(Claim.objects.all())[missed.pk]
    revise(article, ("Engineers", "Many engineers"), by=bob)
    with pytest.raises(NotAllowed, match="revised in the meantime"):
        missed.anchor_again(found, by=bob, expected=missed.version)


def test_a_claim_that_changed_meanwhile_is_stale(missed, bob):
    found = looked_for_again(Claim.objects.all())[missed.pk]
    missed.hide("Off topic", by=bob)
    with pytest.raises(Stale):
        missed.anchor_again(found, by=bob, expected=1)


def test_nothing_is_looked_for_in_stories_that_are_closed(article, missed, bob):
    article.archive(by=bob)
    assert looked_for_again(Claim.objects.all()) == {}
    with pytest.raises(NotAllowed, match="published stories only"):
        again(missed, bob)


def test_queries_grow_with_stories_not_with_claims(
    article, alice, bob, django_assert_max_num_queries
):
    for _ in range(3):
        make_claim(article, QUOTE, by=alice)
    revise(article, ("Engineers", "Some engineers"), by=bob)
    with django_assert_max_num_queries(8) as few:
        assert len(looked_for_again(Claim.objects.all())) == 3
    for _ in range(9):
        make_claim(article, QUOTE, by=alice)
    revise(article, ("Engineers", "Many engineers"), by=bob)
    with django_assert_max_num_queries(len(few)):
        assert len(looked_for_again(Claim.objects.all())) == 12


def test_claims_of_several_stories_and_projects_are_found_together(alice, bob):
    probe = make_project("Probe", people=[alice])
    claims = []
    for project in (None, probe):
        story = make_article()
        source = make_source(project=project)
        claims.append(make_claim(story, QUOTE, by=alice, project=project, source=source))
        revise(story, ("Engineers", "Some engineers"), by=bob)
    found = looked_for_again(Claim.objects.filter(pk__in=[claim.pk for claim in claims]))
    assert {row.revision_id for row in found.values()} == {
        fetched(claim).article.current_id for claim in claims
    }
