"""Captures and events at the desk, and every thing's honest history."""

import uuid

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles import revising
from articles.admin.histories import changes, deed, said, stories_named
from articles.models import Article, Event, Revision
from tests.articles.at_the_desk import page
from tests.makers import make_article, make_capture, make_teaser, make_wording


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


def test_a_capture_is_shown_as_text_and_never_drawn(desk, article):
    data = b"<script>alert(1)</script>\n<h1>As it came</h1>"
    decisions = [{"about": "headline", "rule": "first heading", "confidence": 0.9, "index": 0}]
    capture = make_capture(article, data, kind="html", decisions=decisions)
    html = desk.get(page("capture_change", capture)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<h1>As it came" not in html
    for words in ("first heading", "0.9", "Download as text"):
        assert words in html


def test_a_long_capture_is_cut_and_downloaded_whole_as_plain_text(desk, article, monkeypatch):
    monkeypatch.setattr("articles.admin.captures.LONGEST_SHOWN", 10)
    capture = make_capture(article, b"0123456789<b>the rest</b>")
    html = desk.get(page("capture_change", capture)).content.decode()
    assert "the rest" not in html
    assert "Only the beginning is shown." in html
    response = desk.get(page("capture_text", capture))
    assert response.content == b"0123456789<b>the rest</b>"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x01\x02", b"%PDF-1.7 \x00\xff", b" "])
def test_bytes_that_are_no_text_are_shown_all_the_same(desk, article, data):
    capture = make_capture(article, data)
    assert desk.get(page("capture_change", capture)).status_code == 200
    assert desk.get(page("capture_text", capture)).status_code == 200


def test_an_erased_capture_says_so(desk, article):
    capture = make_capture(article)
    article.captures.update(packed=b"")
    assert (
        "What was captured is erased." in desk.get(page("capture_change", capture)).content.decode()
    )


def test_captures_are_listed_for_a_story_and_for_all(desk, article, alice):
    make_capture(article, by=alice, address="https://example.org/a")
    for url in (page("article_captures", article), page("capture_changelist")):
        html = desk.get(url).content.decode()
        assert "Alice" in html
        assert "https://example.org/a" in html
    empty = desk.get(page("article_captures", make_article())).content.decode()
    assert "Nothing was imported for this story" in empty


def test_captures_are_kept(desk, article):
    capture = make_capture(article)
    assert desk.post(page("capture_delete", capture)).status_code == 403
    assert desk.post(page("capture_change", capture)).status_code == 405
    assert desk.get(page("capture_history", capture)).status_code == 200


def test_events_are_listed_with_who_what_story_before_and_after(desk, article, bob):
    article.archive(by=bob)
    html = desk.get(page("event_changelist")).content.decode()
    for words in ("Bob", "Archived", str(article), "State: published → archived"):
        assert words in html, words


def test_events_are_searched_by_person_headline_and_address(desk, bob, alice):
    one, two = make_article("Pumps hold"), make_article("Another")
    one.archive(by=bob)
    two.archive(by=alice)

    def found(query):
        rows = desk.get(page("event_changelist"), {"q": query}).context["cl"].result_list
        return {(row.verb, row.story) for row in rows}

    assert found("alice") == {("archive", two.uuid)}
    assert ("archive", one.uuid) in found("pumps")
    assert {story for _, story in found(f"https://a.example{one.get_absolute_url()}")} == {one.uuid}
    assert found("nobody at all") == set()


def test_events_are_filtered_by_kind_and_day(desk, article):
    make_teaser(article)
    rows = desk.get(page("event_changelist") + "?of=publisher").context["cl"].result_list
    assert {row.kind for row in rows} == {"publisher"}
    response = desk.get(page("event_changelist"))
    when = response.context["cl"].filter_specs[1]
    today = list(when.choices(response.context["cl"]))[1]["query_string"]
    rows = desk.get(page("event_changelist") + today).context["cl"].result_list
    assert len(rows) == Event.objects.count()
    assert desk.get(page("event_changelist") + "?at__gte=x").status_code == 302


def test_curators_do_not_see_what_happened_to_accounts(client, bob, olga, rita):
    rita.change_role("annotator", by=olga)
    url = page("event_changelist")
    client.force_login(bob)
    assert not list(client.get(url).context["cl"].result_list)
    client.force_login(olga)
    assert [row.verb for row in client.get(url).context["cl"].result_list] == ["change_role"]
    assert not Event.objects.visible_to(rita).exists()


def test_an_event_of_a_story_that_is_gone_stands_without_it(desk, bob):
    story = make_article("A draft", state="draft")
    story.discard(by=bob)
    html = desk.get(page("event_changelist")).content.decode()
    assert "Discarded the draft" in html
    assert "Headline: A draft → –" in html


def test_an_emptied_event_says_so(desk, article):
    Event.objects.redact(story=article.uuid)
    assert "Emptied" in desk.get(page("event_changelist")).content.decode()
    assert "is erased" in desk.get(page("article_history", article)).content.decode()


def test_a_history_tells_who_did_what_when_with_before_and_after(desk, article, bob):
    revising.revise(article, make_wording(), by=bob, reason="Made exact", expected=1)
    make_teaser(article, "Another").remove(by=bob)
    html = desk.get(page("article_history", article)).content.decode()
    for words in ("Bob", "Changed the words", "Made exact", "Removed a teaser", "Published"):
        assert words in html, words
    assert reverse("articles:revision", args=[article.uuid, 2]) in html


def test_djangos_own_log_is_not_written(desk, article, bob):
    desk.post(page("article_state", article), {"state": "archived"})
    desk.post(page("publisher_change", article.publisher), {"name": "Another"})
    assert not LogEntry.objects.exists()


def test_a_long_history_is_paged(desk, article, bob):
    for number in range(60):
        article.open_to("signed_in" if number % 2 else "everyone", by=bob)
    html = desk.get(page("article_history", article)).content.decode()
    assert "Older" in html
    assert "Newer" in desk.get(page("article_history", article) + "?page=2").content.decode()
    assert desk.get(page("article_history", article) + "?page=x").status_code == 200


def test_queries_do_not_grow_with_events(desk, article, bob, django_assert_max_num_queries):
    urls = [page("article_history", article), page("event_changelist"), page("capture_changelist")]
    make_teaser(article).lead_to(make_article(), by=bob)
    for url in urls:
        desk.get(url)
        with django_assert_max_num_queries(11) as few:
            desk.get(url)
        for _ in range(5):
            make_capture(make_article()).article.archive(by=bob)
            article.open_to("signed_in", by=bob)
            article.open_to("everyone", by=bob)
            make_teaser(article).lead_to(make_article(), by=bob)
        with django_assert_max_num_queries(len(few)):
            desk.get(url)


@pytest.mark.parametrize("view", ["change", "text", "history", "delete"])
def test_strangers_and_missing_captures_are_refused(client, alice, bob, article, view):
    url = page(f"capture_{view}", make_capture(article))
    assert client.get(url).status_code == 302
    client.force_login(alice)
    assert client.get(url, follow=True).status_code == 403
    client.force_login(bob)
    missing = reverse(f"admin:articles_capture_{view}", args=[uuid.uuid4()])
    assert client.get(missing).status_code == (403 if view == "delete" else 404)


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "–"), ("", "–"), (True, "yes"), (False, "no"), (3, "3"), ("signed_in", "signed in"),
     ([], "–"), (["a", "b"], "a, b"), (list("abcdefgh"), "a, b, c, d, e, f and 2 more"),
     ([str(uuid.uuid4())], "1"), ("x" * 400, "x" * 300 + "…")],
)  # fmt: skip
def test_values_are_said_in_words(value, words):
    assert said(value) == words


def test_what_has_no_words_of_its_own_is_told_plainly():
    event = Event(verb="mark_done", kind="claim", before=[], after={"is_open": False})
    assert deed(event) == "Mark done (claim)"
    assert changes(event, {}) == [("Is open", "", "no")]


def test_an_ordinary_place_is_called_so():
    event = Event(
        verb="place", kind="article", before={"placement": ""}, after={"placement": "lead"}
    )
    assert changes(event, {}) == [("Placement", "ordinary", "lead")]


def test_stories_that_an_event_names_are_told_to_those_who_may_see_them(article, rita, bob):
    teaser = make_teaser(article)
    teaser.lead_to(make_article("Hidden", state="draft"), by=bob)
    (event,) = Event.objects.of(teaser).filter(verb="link")
    assert changes(event, stories_named([event], bob)) == [("Copy", "–", "Hidden")]
    assert changes(event, stories_named([event], rita)) == [("Copy", "–", "a story that is gone")]


def test_the_newest_revisions_are_those_that_changed_a_story(article, bob):
    make_article()
    revising.revise(article, make_wording(), by=bob, reason="Made exact", expected=1)
    assert [revision.number for revision in Revision.objects.recent()] == [2]
    assert Article.objects.count() == 2
