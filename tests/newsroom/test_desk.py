"""The desk's front page and its doors."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from annotations.models import Claim
from articles import revising
from tests.makers import make_article, make_claim, make_wording

FRONT = "/admin/"


def test_the_front_page_shows_drafts_the_lead_the_featured_and_what_was_revised(client, bob, alice):
    make_article("A draft that waits", state="draft", by=alice)
    make_article("The lead of today").place("lead", by=bob)
    make_article("A featured one").place("featured", by=bob)
    story = make_article()
    revising.revise(story, make_wording("Mended headline"), by=bob, reason="Made exact", expected=1)
    client.force_login(bob)
    html = client.get(FRONT).content.decode()
    for words in ("A draft that waits", "imported by Alice", "The lead of today",
                  "A featured one", "Mended headline", "Made exact"):  # fmt: skip
        assert words in html, words
    assert "People" not in html


def test_an_empty_newsroom_has_nothing_waiting(client, olga):
    client.force_login(olga)
    html = client.get(FRONT).content.decode()
    for words in ("No draft waits.", "No story leads.", "No story was revised yet.", "People"):
        assert words in html, words


def test_more_drafts_than_fit_are_counted(client, bob):
    for _ in range(9):
        make_article(state="draft")
    client.force_login(bob)
    assert "All 9 drafts" in client.get(FRONT).content.decode()


def test_queries_do_not_grow(client, bob, django_assert_max_num_queries):
    def fill(count):
        for _ in range(count):
            make_article(state="draft")
            story = make_article()
            story.place("featured", by=bob)
            revising.revise(story, make_wording(), by=bob, reason="Exact", expected=1)

    fill(1)
    client.force_login(bob)
    client.get(FRONT)
    with django_assert_max_num_queries(10) as few:
        client.get(FRONT)
    fill(4)
    with django_assert_max_num_queries(len(few)):
        client.get(FRONT)


def test_one_signs_in_where_everybody_does(client):
    response = client.get("/admin/articles/article/", follow=True)
    path, query = response.redirect_chain[-1][0].split("?")
    assert path == reverse("accounts:sign_in")
    assert query == "next=/admin/articles/article/"


def test_readers_and_annotators_are_turned_away(client, rita, alice):
    for person in (rita, alice):
        client.force_login(person)
        assert client.get(FRONT, follow=True).status_code == 403


def test_a_curator_who_asks_for_the_sign_in_page_is_in_already(client, bob):
    client.force_login(bob)
    assert client.get(reverse("admin:login"))["Location"] == FRONT


def test_signing_out_is_that_of_the_site_and_by_post(client, bob):
    client.force_login(bob)
    url = reverse("admin:logout")
    assert client.get(url).status_code == 405
    assert client.post(url)["Location"] == "/"
    assert client.get(FRONT).status_code == 302


def test_an_application_has_no_page_of_its_own(client, bob):
    client.force_login(bob)
    assert client.get("/admin/articles/")["Location"] == FRONT


@pytest.mark.parametrize("path", ["password_change/", "r/1/1/", "autocomplete/", "nowhere/"])
def test_pages_that_are_elsewhere_are_not_here(client, olga, path):
    client.force_login(olga)
    assert client.get(FRONT + path).status_code == 404


def test_groups_and_deleting_in_bulk_stay_away():
    assert Group not in admin.site._registry
    assert "delete_selected" not in dict(admin.site.actions)


def test_the_sections_stand_in_the_order_of_work(client, olga):
    client.force_login(olga)
    names = [name for _, name, _ in client.get(FRONT).context["desk_sections"]]
    assert names[:5] == ["Stories", "Teasers", "Claims", "Sources", "Projects"]
    assert names[5:9] == ["Publishers", "Tags", "Captures", "Events"]


def test_the_overview_leads_to_claims_that_wait(client, bob, alice, article):
    client.force_login(bob)
    assert "Claims in doubt" not in client.get(FRONT).content.decode()
    claim = make_claim(article, by=alice)
    Claim.objects.filter(pk=claim.pk).update(anchor_state="edited", needs_a_person=True)
    page = client.get(FRONT)
    assert "Those at words that changed or are gone" in page.content.decode()
    assert page.context["claims_in_doubt"] == 1
    there = client.get(page.context["claim_list"] + "?place=waits&state=live")
    assert list(there.context["cl"].result_list) == [claim]
