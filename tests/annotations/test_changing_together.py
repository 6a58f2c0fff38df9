"""What several people do at once to claims that overlap, to their sources and to their story:
nobody waits in a circle, and what is kept about claims stays true."""

import random
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import F

from annotations.contested import Marked, contested_among
from annotations.models import Anchoring, Claim, Project
from articles import revising, withdrawing
from articles.models import Event
from articles.models.refusal import NotAllowed, Stale
from tests.makers import (
    BODY,
    anchored,
    make_article,
    make_claim,
    make_coding,
    make_source,
    make_user,
    make_wording,
)

WORDS = "the barrier would last thirty years"
ROUNDS = 3


def together(*acts):
    """Each in a thread of its own, all at one moment."""
    start = threading.Barrier(len(acts))

    def one(act):
        try:
            start.wait(20)
            return act()
        except (Stale, NotAllowed):
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


def check_kept():
    """Versions count the events that made them, and the contested are those that contest."""
    now = Anchoring.objects.filter(revision=F("claim__article__current")).select_related("claim")
    assert now.count() == Claim.objects.count()
    stories = defaultdict(list)
    for row in now.exclude(verdict="lost").filter(claim__in=Claim.objects.live()):
        says = row.claim.source_id, row.claim.confidence
        stories[row.revision_id].append(Marked(row.claim_id, row.segments, says))
    contested = set().union(*map(contested_among, stories.values()))
    flagged = Claim.objects.filter(is_contested=True).values_list("pk", flat=True)
    assert set(flagged) == contested
    for claim in Claim.objects.all():
        versions = Event.objects.of(claim).values_list("after__version", flat=True)
        assert claim.version == len(versions) == len(set(versions))
        assert claim.source is None or claim.source.merged_into is None


@pytest.mark.django_db(transaction=True)
def test_marks_and_edits_of_the_same_words_know_of_one_another():
    article, source = make_article(), make_source()
    people = [make_user(f"hand{number}", "annotator") for number in range(6)]
    desk = Project.objects.open_desk()
    levels = ["certain", "high", "low"] * 2

    def mark(person, level):
        coding = make_coding(source, confidence=level)
        return Claim.objects.mark(desk, article, anchored(article, WORDS), coding, by=person)

    acts = zip(people, levels, strict=True)
    claims = together(*(lambda act=act: mark(*act) for act in acts))
    check_kept()
    for turn in range(ROUNDS):
        random.Random(turn).shuffle(levels)
        acts = zip(claims, levels, strict=True)

        def edit(claim, level):
            kept = Claim.objects.get(pk=claim.pk)
            coding = make_coding(source, confidence=level)
            return kept.edit(coding, by=kept.author, expected=kept.version)

        answers = together(*(lambda act=act: edit(*act) for act in acts))
        assert None not in answers
        check_kept()


@pytest.mark.parametrize("turn", range(ROUNDS))
@pytest.mark.django_db(transaction=True)
def test_a_source_that_is_merged_while_it_is_named_counts_as_the_other(turn):
    alice = make_user("alice", "annotator")
    article = make_article()
    one, into = make_source(f"One {turn}"), make_source(f"Into {turn}")
    claim = make_claim(article, "held", by=alice, source=one)
    coding = make_coding(one, confidence="low")
    mark = {"source": one, "by": alice}
    answers = together(
        lambda: one.merge_into(into, by=alice),
        lambda: make_claim(article, WORDS, **mark),
        lambda: claim.edit(coding, by=alice, expected=1),
        lambda: one.assess("B", by=alice),
    )
    assert answers[1] and answers[2]
    check_kept()


@pytest.mark.parametrize("turn", range(ROUNDS))
@pytest.mark.django_db(transaction=True)
def test_a_story_is_revised_while_claims_on_it_are_made_and_changed(turn):
    alice, article = make_user("alice", "annotator"), make_article()
    article.refresh_from_db()
    number = article.current.number
    edited = make_wording(article.current.headline, f"{BODY}\n\nMore, {turn}.")
    claim = make_claim(article, WORDS, by=alice)
    together(
        lambda: revising.revise(article, edited, by=alice, reason="", expected=number),
        lambda: make_claim(article, WORDS, by=alice, confidence="low"),
        lambda: claim.reattach(anchored(article, "more careful"), by=alice, expected=1),
        lambda: claim.delete_softly(by=alice, expected=1),
    )
    check_kept()


def test_words_of_a_past_revision_are_selected_again(article, alice):
    claim = make_claim(article, WORDS, by=alice)
    place = anchored(article, "the new pumps")
    edited = make_wording(article.current.headline, "Nothing of it is left.")
    revising.revise(article, edited, by=alice, reason="", expected=1)
    for act in (claim.reattach, claim.remark):
        with pytest.raises(NotAllowed, match="revised in the meantime"):
            act(place, by=alice, expected=1)


def test_no_words_of_a_withdrawn_story_come_back(article, alice, olga):
    claim = make_claim(article, WORDS, by=alice)
    place = anchored(article, "the new pumps")
    withdrawing.withdraw(article, reason="Asked for", by=olga)
    with pytest.raises(NotAllowed, match="published"):
        claim.reattach(place, by=alice, expected=1)
    with pytest.raises(NotAllowed, match="published"):
        claim.confirm(by=alice, expected=1)
    assert not Anchoring.objects.filter(quote="the new pumps").exists()


@pytest.mark.parametrize("seed", range(4))
def test_after_any_acts_the_contested_are_those_that_contest(article, alice, seed):
    chance, source, other = random.Random(seed), make_source(), make_source("Other")
    quotes = [WORDS, "the barrier", "would last thirty years", "last thirty", "certain that the"]
    for _ in range(40):
        claims = list(Claim.objects.filter(hidden_at=None, deleted_at=None))
        claim = chance.choice(claims) if claims else None
        if claim is None or chance.random() < 0.4:
            named = chance.choice([source, other])
            level = chance.choice(["low", "certain"])
            make_claim(article, chance.choice(quotes), by=alice, source=named, confidence=level)
            continue
        act = chance.choice(["edit", "delete", "remark", "hide", "restore"])
        if act == "edit":
            coding = make_coding(chance.choice([source, other]), confidence="high")
            claim.edit(coding, by=alice, expected=claim.version)
        elif act == "remark":
            place = anchored(article, chance.choice(quotes))
            claim.remark(place, by=alice, expected=claim.version)
        elif act == "hide":
            claim.hide("Off topic", by=alice)
        else:
            claim.delete_softly(by=alice, expected=claim.version)
            if act == "restore":
                claim.restore(by=alice)
    check_kept()
