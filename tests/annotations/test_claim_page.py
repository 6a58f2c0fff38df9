"""A claim's own page, deleting it, and the way back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from annotations.models import (
    Assessment,
    Claim,
    Evidence,
    Notice,
    Proposal,
    Relation,
    Reply,
)
from articles import withdrawing
from articles.models import Article, Event
from tests.makers import make_article, make_claim, make_coding, make_project, make_source, make_user

QUOTE = "the barrier would last thirty years"


@pytest.fixture
def claim(article, alice):
    return make_claim(article, QUOTE, by=alice, statement="The barrier will last", cues=["certain"])


@pytest.fixture
def other(article, charlie):
    return make_claim(article, "the new pumps", by=charlie, statement="Pumps held")


def at(name, *args):
    return reverse(f"annotations:{name}", args=args)


def test_the_page_shows_the_words_in_their_paragraph_and_who_says_so(client, claim):
    page = client.get(claim.get_absolute_url()).content.decode()
    assert f'said she was certain that <mark class="hl" data-c="certain">{QUOTE}</mark>' in page
    for words in ("Ilse Brand", "The barrier will last", "Certain", "Alice", "Version 1"):
        assert words in page
    assert "Reply" not in page and "Delete" not in page


def test_what_one_may_do_depends_on_who_one_is(client, claim, alice, charlie, rita):
    def offers(person):
        client.force_login(person)
        page = client.get(claim.get_absolute_url()).content.decode()
        words = ("/edit/", "/deletion/", "/readings/", "/proposals/", "/replies/", "/assessment/")
        return {name for name in words if f"{claim.uuid}{name}" in page}

    assert offers(alice) == {"/edit/", "/deletion/", "/replies/", "/assessment/"}
    assert offers(charlie) == {"/readings/", "/proposals/", "/replies/", "/assessment/"}
    assert offers(rita) == set()


def test_every_form_on_the_page_can_be_sent(client, claim, other, alice, charlie):
    Reply.write(claim, "Is it so?", by=alice)
    Evidence.add(claim, stance="supports", address="https://e.org/", by=alice)
    Relation.relate(claim, "supports", other, by=alice)
    Proposal.make(claim, make_coding(claim.source, confidence="low"), by=charlie)
    client.force_login(alice)
    page = client.get(claim.get_absolute_url()).content.decode().partition("<main")[2]
    assert page.count('method="post"') == page.count("csrfmiddlewaretoken") == 9


def test_a_page_is_sent_once_while_nothing_happens(client, claim, alice):
    client.force_login(alice)
    client.get(claim.get_absolute_url())
    first = client.get(claim.get_absolute_url())
    again = client.get(claim.get_absolute_url(), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-cache" in first["Cache-Control"]
    Reply.write(claim, "Is it so?", by=alice)
    changed = client.get(claim.get_absolute_url(), headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


def test_nobody_gets_the_page_that_was_made_for_another(client, claim, alice, charlie):
    client.force_login(alice)
    client.get(claim.get_absolute_url())
    tag = client.get(claim.get_absolute_url())["ETag"]
    client.force_login(charlie)
    answer = client.get(claim.get_absolute_url(), headers={"if-none-match": tag})
    assert answer.status_code == 200


def test_what_one_may_not_know_is_not_found(client, alice, charlie, rita):
    hidden_story = make_article(audience=Article.SIGNED_IN)
    inside = make_project(people=[alice])
    source = make_source(project=inside)
    for claim, stranger in (
        (make_claim(hidden_story, QUOTE, by=alice), None),
        (make_claim(make_article(), QUOTE, by=alice, project=inside, source=source), charlie),
    ):
        client.logout()
        if stranger:
            client.force_login(stranger)
        for name in ("claim", "history"):
            assert client.get(at(name, claim.uuid)).status_code == 404
    assert client.get(at("claim", "00000000-0000-0000-0000-000000000001")).status_code == 404


def test_a_hidden_claim_tells_its_author_why(client, claim, alice, bob, charlie):
    claim.hide("Names a child", by=bob)
    assert Notice.objects.of(alice).get().kind == "decision"
    client.force_login(alice)
    assert "Names a child" in client.get(claim.get_absolute_url()).content.decode()
    client.force_login(charlie)
    assert client.get(claim.get_absolute_url()).status_code == 404


def test_the_number_of_queries_does_not_grow_with_what_was_added(client, claim, article, charlie):
    client.force_login(charlie)

    def count():

        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(claim.get_absolute_url()).status_code == 200
        return len(queries)

    def add(number):
        other = make_claim(article, "the new pumps", by=charlie, statement=f"Another {number}")
        Reply.write(claim, f"Reply {number}", by=charlie)
        Evidence.add(claim, stance="supports", address=f"https://e.org/{number}", by=charlie)
        Evidence.add(claim, stance="context", other=other, by=charlie)
        Relation.relate(claim, "supports", other, by=charlie)
        Relation.relate(other, "contradicts", claim, by=charlie)
        coding = make_coding(claim.source, statement=f"Better {number}")
        Proposal.make(claim, coding, by=charlie)
        person = make_user(role="annotator")
        Assessment.make(claim, credibility=2, verdict="supported", reason="So", by=person)
        claim.source.assess("B", by=person)

    add(1)
    few = count()
    for number in range(5):
        add(number + 2)
    assert count() == few <= 32


def test_an_author_deletes_and_restores(client, claim, alice):
    client.force_login(alice)
    answer = client.post(at("deletion", claim.uuid), {"expected": 1}, follow=True)
    page = answer.content.decode()
    assert "Deleted" in page and at("restoration", claim.uuid) in page
    assert not Claim.objects.live().exists()
    client.post(at("restoration", claim.uuid))
    assert Claim.objects.live().get() == claim
    verbs = list(Event.objects.of(claim).values_list("verb", flat=True))
    assert verbs == ["restore", "delete", "mark"]


def test_script_gets_the_place_of_the_card_with_the_way_back(client, claim, alice):
    client.force_login(alice)
    answer = client.post(
        at("deletion", claim.uuid), {"expected": 1}, headers={"hx-request": "true"}
    )
    assert f'id="claim-{claim.uuid}"' in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert "claims:changed" in answer["HX-Trigger"]


def test_deleting_what_was_changed_meanwhile_is_asked_again(client, claim, alice):
    claim.edit(make_coding(claim.source, confidence="low"), by=alice, expected=1)
    client.force_login(alice)
    for expected in ("1", "", "x", "9" * 30, "-1"):
        answer = client.post(at("deletion", claim.uuid), {"expected": expected})
        assert answer.status_code == 409
        assert 'name="expected" value="2"' in answer.content.decode()
    assert Claim.objects.live().exists()


def test_only_the_author_deletes_and_restores(client, claim, alice, charlie, bob, rita):
    for person in (charlie, bob, rita):
        client.force_login(person)
        for name in ("deletion", "restoration"):
            answer = client.post(at(name, claim.uuid), {"expected": 1})
            assert answer.status_code == 404, (person, name)
    client.logout()
    assert client.post(at("deletion", claim.uuid)).status_code == 403
    client.force_login(alice)
    assert client.get(at("deletion", claim.uuid)).status_code == 405
    assert client.get(at("restoration", claim.uuid)).status_code == 405


def test_after_thirty_days_it_is_beyond_return(client, claim, alice):
    claim.delete_softly(by=alice, expected=1)
    Claim.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    client.force_login(alice)
    answer = client.post(at("restoration", claim.uuid))
    assert answer.status_code == 422
    assert "more than 30 days" in answer.content.decode()
    assert f'action="{at("restoration", claim.uuid)}"' not in answer.content.decode()


def test_a_deleted_claim_is_known_only_in_its_project(client, claim, alice, charlie, rita):
    claim.delete_softly(by=alice, expected=1)
    assert client.get(claim.get_absolute_url()).status_code == 404
    client.force_login(rita)
    assert client.get(claim.get_absolute_url()).status_code == 404
    client.force_login(charlie)
    assert client.get(claim.get_absolute_url()).status_code == 200


def test_on_a_withdrawn_story_readers_are_told_and_members_see_the_quote(
    client, claim, article, alice, olga, rita, settings, tmp_path
):
    settings.DATA_DIR = tmp_path
    withdrawing.withdraw(article, reason="Asked", by=olga)
    client.force_login(rita)
    assert client.get(claim.get_absolute_url()).status_code == 451
    client.force_login(alice)
    page = client.get(claim.get_absolute_url()).content.decode()
    assert QUOTE in page and "said she was certain" not in page


def test_in_a_blind_project_nothing_tells_what_others_think(client, article, alice, charlie, olga):
    blind = make_project("Blind", people=[alice, charlie], is_blind=True)
    source = make_source(project=blind)
    mine = make_claim(article, QUOTE, by=alice, project=blind, source=source)
    make_claim(article, QUOTE, by=charlie, project=blind, source=source, confidence="low")
    source.assess("E", by=charlie)
    source.assess("B", by=alice)
    story = f"{reverse('read_article', args=[article.uuid])}?project=blind"
    addresses = [mine.get_absolute_url(), story, f"{at('changes', article.uuid)}?project=blind"
                 f"&claim={mine.uuid}", at("sources", "blind")]  # fmt: skip

    def told(person):
        client.force_login(person)
        return [client.get(each).content.decode() for each in addresses]

    page, story, changes, sources = told(alice)
    for each in (page, story, changes):
        assert "data-contested" not in each and "Read differently" not in each
    assert "B–" in page and "E–" not in page
    assert '<span class="faint end num">1</span>' in sources
    page, story, changes, sources = told(olga)
    assert "Read differently" in page and "E–" in page and "data-contested" in story
    assert '<span class="faint end num">2</span>' in sources
