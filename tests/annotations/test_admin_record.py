"""What the desk's record and a story's own pages tell of claims, sources and projects."""

import pytest
from django.urls import reverse

from annotations.models import Claim, Project
from articles.models import Event
from tests.annotations.at_the_desk import page
from tests.makers import make_article, make_claim, make_coding, make_source

EVENTS = reverse("admin:articles_event_changelist")


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


@pytest.fixture
def claim(article, alice):
    return make_claim(article, by=alice, statement="It lasts")


def story_page(article, view="change"):
    return reverse(f"admin:articles_article_{view}", args=[article.uuid])


def test_the_record_tells_of_claims_sources_and_projects(desk, claim, alice, charlie, olga):
    claim.edit(make_coding(claim.source, confidence="low"), by=alice, expected=1)
    claim.reassign(charlie, by=olga)
    claim.source.describe(by=alice, expected=1, role="mayor")
    claim.project.admit(charlie, "curator", by=olga)
    claim.project.admit(charlie, "owner", by=olga)
    claim.project.let_go(charlie, by=olga)
    html = desk.get(EVENTS).content.decode()
    for words in (
        "Marked a claim", "Statement: It lasts", "Changed what the claim says",
        "Confidence: Certain → Low", "Gave the claim to another author", "Author: Alice → Charlie",
        "Named a source", "Described the source", "Role: – → mayor", "Made somebody a member",
        "Role: Curator → Owner", "Ended a membership", page("claim_change", claim),
        page("source_change", claim.source), page("project_change", claim.project),
    ):  # fmt: skip
        assert words in html, words
    assert "Cue words:" not in html
    assert "Aliases:" not in html


def test_the_record_is_narrowed_to_claims(desk, claim):
    html = desk.get(f"{EVENTS}?of=claim").content.decode().split("<tbody>")[1]
    assert "Marked a claim" in html
    assert "Named a source" not in html


def test_what_was_long_is_cut(desk, claim, alice):
    claim.edit(make_coding(claim.source, statement="word " * 900), by=alice, expected=1)
    html = desk.get(f"{EVENTS}?of=claim").content.decode()
    assert "word " * 55 in html
    assert "word " * 90 not in html


def test_what_is_gone_or_unknown_is_told_plainly(desk, claim):
    source = claim.source
    source._tell("merge", None, {}, {"into": "00000000-0000-0000-0000-000000000001", "along": [1]})
    source._tell("puzzle", None, {}, {})
    claim.project._tell("admit", None, {}, {"person": "00000000-0000-0000-0000-000000000001"})
    html = desk.get(EVENTS).content.decode()
    assert "Into: one that is gone" in html
    assert "Person: one that is gone" in html
    assert "Puzzle (source)" in html
    assert "Along" not in html


def test_queries_do_not_grow_with_events(desk, article, alice, django_assert_max_num_queries):
    def fill(count):
        for number in range(count):
            claim = make_claim(article, by=alice, source=make_source(f"{count} and {number}"))
            claim.edit(make_coding(claim.source, confidence="low"), by=alice, expected=1)

    fill(2)
    desk.get(EVENTS)
    with django_assert_max_num_queries(14) as few:
        desk.get(EVENTS)
    fill(7)
    with django_assert_max_num_queries(len(few)):
        desk.get(EVENTS)


def test_a_storys_pages_count_its_claims_and_lead_to_them(desk, claim, article, charlie):
    gone = make_claim(article, "the new pumps", by=charlie)
    gone.delete_softly(by=charlie, expected=1)
    make_claim(make_article(), by=charlie)
    for view in ("change", "history", "teasers", "captures"):
        tab = desk.get(story_page(article, view)).context["tabs"][-1]
        assert (tab.label, tab.count, tab.current) == ("Claims", 1, False)
    assert list(desk.get(tab.url).context["cl"].result_list) == [claim]


def test_a_storys_history_tells_of_its_claims(desk, claim, article):
    html = desk.get(story_page(article, "history")).content.decode()
    assert "Marked a claim" in html
    assert "It lasts" in html


def test_a_published_story_with_claims_is_kept_and_words_say_why(desk, claim, article):
    html = desk.get(story_page(article, "delete")).content.decode()
    assert "so that its claims keep their story" in html
    assert "1 claim" in html
    assert desk.post(story_page(article, "delete")).status_code == 409
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_a_draft_is_discarded_as_ever(desk):
    draft = make_article(state="draft")
    assert desk.post(story_page(draft, "delete")).status_code == 302
    assert not type(draft).objects.filter(pk=draft.pk).exists()


def test_a_withdrawn_storys_claims_are_still_counted(desk, claim, article):
    type(article).objects.filter(pk=article.pk).update(state="withdrawn")
    labels = [tab.label for tab in desk.get(story_page(article, "history")).context["tabs"]]
    assert labels == ["History", "Claims"]


def test_curators_know_the_events_of_their_projects(bob, alice, olga, claim):
    assert Event.objects.visible_to(bob).of(claim).exists()
    assert not Event.objects.visible_to(alice).of(claim).exists()
    Project.objects.filter(pk=claim.project_id).update(access="invited")
    assert not Event.objects.visible_to(bob).of(claim).exists()
    assert Event.objects.visible_to(olga).of(claim).exists()
