"""Eight people at one claim at the same moment: one wins, and the others get their words back."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from annotations.editing import sent
from annotations.models import Claim, Proposal
from articles.models import Event
from tests.makers import make_article, make_claim, make_coding, make_user

PEOPLE, ROUNDS = 8, 4
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def claim(transactional_db):
    return make_claim(make_article(), by=make_user("alice", "annotator"))


def at_once(act):
    """Call `act(number)` in a thread of its own for each of the eight, all at one moment."""
    together = threading.Barrier(PEOPLE)

    def one(number):
        try:
            together.wait(20)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as threads:
        return list(threads.map(one, range(PEOPLE)))


def browsers(person):
    """Eight browsers in which the person is signed in."""
    clients = [Client() for _ in range(PEOPLE)]
    for client in clients:
        client.force_login(person)
    return clients


def test_of_eight_saves_of_one_version_one_wins_and_seven_get_their_words_back(claim):
    clients = browsers(claim.author)
    url = reverse("annotations:edit", args=[claim.uuid])
    for turn in range(1, ROUNDS + 1):
        form = sent(claim.coding)

        def save(number, turn=turn, form=form):
            data = form.copy()
            data["statement"], data["expected"] = f"Words {turn} of {number}", str(turn)
            return clients[number].post(url, data.urlencode(), content_type=FORM)

        answers = at_once(save)
        assert sorted(answer.status_code for answer in answers) == [302] + [409] * 7
        for number, answer in enumerate(answers):
            if answer.status_code == 409:
                page = answer.content.decode()
                assert f"Words {turn} of {number}</textarea>" in page
                assert f'name="expected" value="{turn + 1}"' in page
        claim = Claim.objects.get()
        assert claim.version == turn + 1
        won = next(number for number, answer in enumerate(answers) if answer.status_code == 302)
        assert claim.statement == f"Words {turn} of {won}"
    versions = [event.after["version"] for event in Event.objects.of(claim)]
    assert versions == list(range(ROUNDS + 1, 0, -1))


def test_of_eight_same_readings_by_one_person_one_stands(claim):
    clients = browsers(make_user("charlie", "annotator"))
    url = reverse("annotations:readings", args=[claim.uuid])
    answers = at_once(lambda number: clients[number].post(url))
    assert sorted(answer.status_code for answer in answers) == [302] + [422] * 7
    assert Claim.objects.count() == 2


def test_of_eight_decisions_on_one_suggestion_one_counts(claim):
    charlie = make_user("charlie", "annotator")
    proposal = Proposal.make(claim, make_coding(claim.source, confidence="low"), by=charlie)
    clients = browsers(claim.author)
    url = reverse("annotations:decision", args=[proposal.uuid])

    def decide(number):
        choice = "accept" if number % 2 else "decline"
        return clients[number].post(url, {"decision": choice, "expected": 1})

    statuses = sorted(answer.status_code for answer in at_once(decide))
    assert statuses[0] == 302 and set(statuses[1:]) <= {404, 409}
    proposal.refresh_from_db()
    claim.refresh_from_db()
    assert (proposal.state, claim.version) in (("accepted", 2), ("declined", 1))


def test_of_eight_judgements_by_one_person_one_is_left(claim):
    clients = browsers(make_user("charlie", "annotator"))
    url = reverse("annotations:assessment", args=[claim.uuid])
    answers = at_once(
        lambda number: clients[number].post(
            url, {"credibility": number % 6 + 1, "reliability": "B"}
        )
    )
    assert {answer.status_code for answer in answers} == {302}
    assert claim.assessments.count() == claim.source.assessments.count() == 1


def test_eight_deletions_and_edits_leave_one_story(claim):
    clients = browsers(claim.author)
    edit = reverse("annotations:edit", args=[claim.uuid])
    delete = reverse("annotations:deletion", args=[claim.uuid])
    form = sent(claim.coding)
    form["statement"], form["expected"] = "Other words", "1"

    def act(number):
        if number % 2:
            return clients[number].post(delete, {"expected": 1})
        return clients[number].post(edit, form.urlencode(), content_type=FORM)

    statuses = [answer.status_code for answer in at_once(act)]
    assert statuses.count(302) == 1 and set(statuses) <= {302, 404, 409}
    claim.refresh_from_db()
    assert claim.version == 2
    assert claim.is_deleted != (claim.statement == "Other words")
