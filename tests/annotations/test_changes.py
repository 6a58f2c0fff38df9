"""The part of a page around claims that changed: what those who have it open fetch."""

import re
import uuid
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from annotations.models import Claim, Project
from tests.makers import anchored, make_article, make_claim, make_coding, make_project

QUOTE = "the barrier would last thirty years"


@pytest.fixture
def story(db):
    return make_article("Harbour town trusts its pumps")


def changes(client, story, **asked):
    url = reverse("annotations:changes", args=[story.uuid])
    return client.get(f"{url}?{urlencode(asked, doseq=True)}")


def cards(answer):
    return re.findall(r'id="claim-([\w-]+)"', answer.content.decode())


def blocks(answer):
    return [int(each) for each in re.findall(r'data-block="(\d+)"', answer.content.decode())]


def start_of(story, words):
    text = story.current.text
    return text.rfind("\n\n", 0, text.index(words)) + 2


def test_a_new_claim_comes_with_its_block_and_the_cards_there(client, story, alice, charlie):
    claim = make_claim(story, QUOTE, by=alice)
    beside = make_claim(story, "Ilse Brand", by=charlie)
    make_claim(story, "the new pumps", by=charlie)
    answer = changes(client, story, claim=claim.uuid)
    assert cards(answer) == [str(beside.uuid), str(claim.uuid)]
    assert blocks(answer) == [start_of(story, QUOTE)]
    marks = r'<mark [^>]*data-claim="([\w-]+)"[^>]*>([^<]*)<'
    words = dict(re.findall(marks, answer.content.decode()))
    assert words == {str(beside.uuid): "Ilse Brand", str(claim.uuid): QUOTE}


def test_readings_that_differ_come_together(client, story, alice, charlie):
    one = make_claim(story, QUOTE, by=alice)
    other = make_claim(story, "would last thirty years", by=charlie, confidence="low")
    answer = changes(client, story, claim=other.uuid)
    assert cards(answer) == [str(one.uuid), str(other.uuid)]
    assert "Two readings of one passage" in answer.content.decode()


def test_of_a_deleted_claim_only_its_block_is_left(client, story, alice):
    claim = make_claim(story, QUOTE, by=alice)
    claim.delete_softly(by=alice, expected=1)
    place = start_of(story, QUOTE)
    answer = changes(client, story, claim=claim.uuid, block=place)
    assert (cards(answer), blocks(answer)) == ([], [place])
    assert "<mark" not in answer.content.decode()


def test_a_claim_over_two_blocks_brings_both(client, story, alice):
    text = story.current.text
    across = text[text.index("certain that") : text.index("were more careful")]
    claim = make_claim(story, across, by=alice)
    answer = changes(client, story, block=start_of(story, "Engineers"))
    assert cards(answer) == [str(claim.uuid)]
    assert blocks(answer) == [start_of(story, "certain that"), start_of(story, "Engineers")]
    assert answer.content.decode().count(f'id="m-{claim.uuid}"') == 1


def test_the_queries_do_not_grow_with_the_claims(
    client, story, alice, django_assert_max_num_queries
):
    claim = make_claim(story, QUOTE, by=alice)
    for words in ("Ilse", "Brand", "certain", "thirty", "barrier"):
        make_claim(story, words, by=alice)
    with django_assert_max_num_queries(24):
        assert len(cards(changes(client, story, claim=claim.uuid))) == 6


def test_in_a_blind_project_nobody_sees_what_others_marked(client, story, alice, charlie):
    project = make_project(people=[alice, charlie], is_blind=True)
    claim = make_claim(story, QUOTE, by=alice, project=project)
    client.force_login(charlie)
    answer = changes(client, story, claim=claim.uuid, project=project.slug)
    assert cards(answer) == []
    assert "<mark" not in answer.content.decode()
    client.force_login(alice)
    assert cards(changes(client, story, claim=claim.uuid, project=project.slug))


def test_what_one_may_not_know_of_is_not_found(client, story, alice, charlie):
    project = make_project(people=[alice])
    claim = make_claim(story, QUOTE, by=alice, project=project)
    client.force_login(charlie)
    assert changes(client, story, claim=claim.uuid, project=project.slug).status_code == 404
    assert cards(changes(client, story, claim=claim.uuid)) == []
    hidden = make_article(state="draft")
    assert changes(client, hidden, claim=claim.uuid).status_code == 404


@pytest.mark.parametrize("asked", [
    {"claim": "x"}, {"block": "-1"}, {"block": "1e9"}, {"block": "9" * 20}, {"project": "none"},
])  # fmt: skip
def test_what_is_no_claim_or_place_is_not_found(client, story, asked):
    assert changes(client, story, **asked).status_code == 404


def test_unknown_claims_and_places_change_nothing(client, story):
    answer = changes(client, story, claim=uuid.uuid4(), block=99_999)
    assert (cards(answer), blocks(answer)) == ([], [])


def test_claims_strewn_over_a_thousand_short_blocks_come_too(client, db, alice):
    strewn = make_article("Strewn", "\n\n".join(f"No {number}." for number in range(1_200)))
    desk = Project.objects.open_desk()
    quotes = [f"No {number}." for number in range(100, 1_100, 2)]
    for first in range(0, 500, 20):
        place = anchored(strewn, *quotes[first : first + 20])
        Claim.objects.mark(desk, strewn, place, make_coding(), by=alice)
    keys = [claim.uuid for claim in strewn.claims.all()]
    answer = changes(client, strewn, claim=keys)
    assert set(map(str, keys)) == set(cards(answer))
    assert {start_of(strewn, quote) for quote in quotes} <= set(blocks(answer))
