"""How a stream begins, and the same by polling: what was missed, for whom, when to read anew."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.models import Project
from articles.models import Article, Event
from newsroom.live import history
from newsroom.live.page import following
from newsroom.models import User
from tests.makers import make_article, make_claim, make_project
from tests.newsroom.streams import address, happen, heard, ids, names

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    return Project.objects.open_desk()


@pytest.fixture
def since(client, article, desk):
    """What the stream begins with after an event, for whoever is signed in."""

    def since(after=0, project=desk, **headers):
        url = address(article, project=project, after=after)
        return client.get(url, headers=headers).getvalue()

    return since


def test_it_is_a_stream_that_nobody_keeps_or_compresses(client, article, desk):
    for number in range(30):
        happen(article, desk, verb=f"mark {number}")
    answer = client.get(address(article, after=0), headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Type"] == "text/event-stream"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Content-Encoding" not in answer.headers
    assert len(heard(answer.getvalue())) > 30


def test_what_was_missed_is_told_once_in_order(since, article, desk, alice):
    before = Event.objects.newest()
    told = [happen(article, desk, by=alice).id, happen(article).id, happen(article, desk).id]
    assert ids(since(before)) == told
    assert ids(since(told[0])) == told[1:]
    assert ids(since(told[2])) == []


def test_it_tells_ids_kinds_and_versions_and_no_words(since, article, desk, alice):
    before = Event.objects.newest()
    claim = make_claim(article, by=alice)
    body = since(before)
    event = next(each for each in heard(body) if each.name == "claim")
    assert event.data == {
        "id": event.id, "kind": "claim", "verb": "mark", "subject": str(claim.uuid),
        "version": claim.version, "by": str(alice.uuid),
    }  # fmt: skip
    assert not any(words in body for words in (b"barrier", b"Ilse", b"certain", b"Alice"))


def test_a_version_that_is_no_number_is_not_told(since, article, desk):
    before = Event.objects.newest()
    happen(article, desk, version="<b>1</b>")
    assert heard(since(before))[0].data["version"] is None


def test_it_ends_with_where_to_go_on(since, article, desk):
    happen(article, desk)
    last = happen(make_article()).id
    assert [(each.name, each.id) for each in heard(since(last))] == [("hello", last)]


def test_last_event_id_counts_more_than_the_address(since, article, desk):
    first, second = happen(article, desk), happen(article, desk)
    assert ids(since(0, **{"Last-Event-ID": str(first.id)})) == [second.id]


def test_without_a_number_it_begins_now(client, article, desk):
    happen(article, desk)
    assert names(client.get(address(article)).getvalue()) == ["hello"]


def test_other_stories_and_projects_are_not_told(since, article, desk, alice):
    before = Event.objects.newest()
    mine = make_project("Mine", people=[alice])
    happen(make_article(), desk)
    happen(article, mine)
    assert ids(since(before)) == []


def test_accounts_are_never_told(since, article, desk, alice):
    before = Event.objects.newest()
    happen(article, subject=alice, verb="fail_to_sign_in")
    happen(article, desk, subject=alice)
    assert ids(since(before)) == []


def test_members_follow_their_project_and_strangers_do_not(client, article, alice, charlie, olga):
    project = make_project("Closed", people=[alice])
    event = happen(article, project, by=alice)
    url = address(article, project=project, after=event.id - 1)
    assert client.get(url).status_code == 404
    for person, status in ((charlie, 404), (alice, 200), (olga, 200)):
        client.force_login(person)
        assert client.get(url).status_code == status
    assert ids(client.get(url).getvalue()) == [event.id]


def test_blind_markers_are_told_of_their_own_alone(client, article, alice, charlie, olga):
    project = make_project("Blind", people=[alice, charlie], is_blind=True)
    before = Event.objects.newest()
    mine, theirs = (happen(article, project, by=person).id for person in (alice, charlie))
    nobodys, newsroom = happen(article, project).id, happen(article).id
    url = address(article, project=project, after=before)
    for person, told in ((alice, mine), (charlie, theirs)):
        client.force_login(person)
        assert ids(client.get(url).getvalue()) == [told, newsroom]
    client.force_login(olga)
    assert nobodys not in ids(client.get(url).getvalue())


def test_the_unknown_see_nothing_of_a_blind_project(client, article):
    project = make_project("Blind", is_blind=True, access=Project.OPEN)
    before = Event.objects.newest()
    happen(article, project)
    event = happen(article)
    url = address(article, project=project, after=before)
    assert ids(client.get(url).getvalue()) == [event.id]


def test_the_story_must_be_theirs_to_read(client, desk, rita, alice):
    hidden = make_article(audience=Article.SIGNED_IN)
    draft = make_article(state=Article.DRAFT, by=alice)
    assert client.get(address(hidden)).status_code == 404
    client.force_login(rita)
    assert client.get(address(hidden)).status_code == 200
    assert client.get(address(draft)).status_code == 404
    client.force_login(alice)
    assert client.get(address(draft)).status_code == 200


@pytest.mark.parametrize("name", ["stream", "since"])
def test_a_withdrawn_story_is_not_followed(client, article, desk, name):
    Article.objects.filter(pk=article.pk).update(state=Article.WITHDRAWN)
    answer = client.get(address(article, name))
    assert (answer.status_code, answer.text) == (451, "This story was withdrawn.\n")


@pytest.mark.parametrize("slug", ["none-such", "%00", "a b", "x" * 5000, "ä"])
def test_a_project_that_is_not_there(client, article, desk, slug):
    assert client.get(f"{address(article)}&project={slug}").status_code == 404


@pytest.mark.parametrize("name", ["stream", "since"])
def test_they_are_only_read(client, article, desk, name):
    assert client.post(address(article, name)).status_code == 405


@pytest.mark.parametrize("after", ["-1", "x", "1e3", "9" * 19, "9" * 17, "²", "1.5"])
def test_a_number_out_of_another_history_means_read_anew(since, article, desk, after):
    found = heard(since(after))
    assert [each.name for each in found] == ["reset", "hello"]
    assert found[-1].id == Event.objects.newest()


def test_what_is_older_than_a_week_is_not_told_one_by_one(since, article, desk, monkeypatch):
    before = Event.objects.newest()
    happen(article, desk)
    assert names(since(before)) == ["claim", "hello"]
    later = timezone.now() + timedelta(days=8)
    monkeypatch.setattr(history.timezone, "now", lambda: later)
    assert names(since(before)) == ["reset", "hello"]


def test_a_quiet_story_is_not_read_anew_however_old_its_page(since, article, desk, monkeypatch):
    before = happen(article, desk).id
    happen(make_article(), desk)
    later = timezone.now() + timedelta(days=8)
    monkeypatch.setattr(history.timezone, "now", lambda: later)
    assert names(since(before)) == ["hello"]


def test_too_much_is_not_told_one_by_one(since, article, desk, monkeypatch):
    monkeypatch.setattr(history, "MOST", 3)
    before = Event.objects.newest()
    for _ in range(3):
        happen(article, desk)
    assert names(since(before)) == ["claim"] * 3 + ["hello"]
    happen(article, desk)
    assert names(since(before)) == ["reset", "hello"]


def test_queries_do_not_grow_with_what_was_missed(
    client, article, desk, alice, django_assert_max_num_queries
):
    before = Event.objects.newest()
    client.force_login(alice)
    for _ in range(40):
        happen(article, desk, by=alice)
    with django_assert_max_num_queries(7):
        client.get(address(article, after=before)).getvalue()


def test_polling_gives_the_same(client, article, desk, alice):
    before = Event.objects.newest()
    events = [happen(article, desk, by=alice, version=1), happen(article)]
    answer = client.get(address(article, "since", after=before))
    told = answer.json()
    assert (told["until"], told["reset"]) == (events[1].id, False)
    assert [each["name"] for each in told["events"]] == ["claim", "story"]
    streamed = heard(client.get(address(article, after=before)).getvalue())
    assert [each["data"] for each in told["events"]] == [each.data for each in streamed[:2]]
    assert answer.headers["Cache-Control"] == "no-store"


def test_polling_again_is_answered_304_until_something_happens(client, article, desk):
    before = Event.objects.newest()
    event = happen(article, desk)
    tag = client.get(address(article, "since", after=before)).headers["ETag"]
    asked = {"headers": {"If-None-Match": tag}}
    url = address(article, "since", after=event.id)
    assert client.get(url, **asked).status_code == 304
    happen(make_article(), desk)
    assert client.get(url, **asked).status_code == 304
    happen(article, desk)
    assert len(client.get(url, **asked).json()["events"]) == 1


def test_polling_without_a_number_says_where_to_begin(client, article, desk):
    told = client.get(address(article, "since")).json()
    assert told == {"until": Event.objects.newest(), "reset": False, "events": []}


def test_polling_tells_to_read_anew(client, article, desk):
    told = client.get(address(article, "since", after="x")).json()
    assert told == {"until": Event.objects.newest(), "reset": True, "events": []}


def test_a_page_knows_where_to_follow_and_from_when(rita, article, desk):
    found = following(rita, article, desk)
    assert found.after == Event.objects.newest()
    assert found.stream == f"/live/stories/{article.uuid}/?project=open-desk"
    assert found.since == f"/live/stories/{article.uuid}/since/?project=open-desk"
    assert found.here == f"/live/stories/{article.uuid}/here/?project=open-desk"


def test_who_is_not_seen_is_not_asked_where_they_are(rita, article, desk, client):
    unknown = client.get("/").wsgi_request.user
    assert following(unknown, article, desk).here == ""
    User.objects.filter(pk=rita.pk).update(shows_place=False)
    rita.refresh_from_db()
    assert following(rita, article, desk).here == ""
    rita.shows_place = True
    blind = make_project("Blind", is_blind=True)
    assert following(rita, article, blind).here == ""
