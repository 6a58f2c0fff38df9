"""Presence: who reads where, seen by members alone; who does not want to be seen is not."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.models import Project
from articles.models import Article, Event
from newsroom.live import presence
from newsroom.live.presence import Places, Reader, about, readers_of
from newsroom.live.telling import NOBODY_ELSE
from newsroom.models import Presence, User
from tests.makers import make_article, make_project, make_user
from tests.newsroom.streams import address

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(monkeypatch):
    """Nothing of other tests waits, and nobody wrote lately."""
    fresh = Places()
    monkeypatch.setattr("newsroom.live.views.places", fresh)
    return fresh


@pytest.fixture
def desk(db):
    return Project.objects.open_desk()


@pytest.fixture
def say(client, article, desk):
    """Somebody says where they read."""

    def say(person, place="120", story=None, project=None):
        client.force_login(person)
        url = address(story or article, "here", project=project)
        return client.post(url, {"place": place})

    return say


def present(article):
    return {
        json.loads(reader.words)["name"]: json.loads(reader.words)["place"]
        for readers in readers_of([article.uuid]).values()
        for reader in readers
    }


def test_where_somebody_reads_is_kept_for_a_while(say, article, desk, rita):
    assert say(rita).status_code == 204
    row = Presence.objects.get()
    assert (row.person, row.story, row.project, row.place) == (rita, article.uuid, desk.uuid, 120)
    assert present(article) == {"Rita": 120}
    later = timezone.now() + timedelta(seconds=46)
    assert not Presence.objects.now([article.uuid], at=later)
    assert str(row) == "Rita at 120"


def test_it_leaves_no_event(say, rita):
    before = Event.objects.newest()
    say(rita)
    assert Event.objects.newest() == before


def test_others_are_told_name_initials_and_place(say, article, desk):
    person = make_user("ada", display_name="Ada “\n” Lovelace")
    say(person)
    (readers,) = readers_of([article.uuid]).values()
    sent = about(readers, but=make_user().uuid).decode()
    assert sent.startswith("event: presence\ndata: ") and sent.count("\n") == 3
    assert json.loads(sent.split("data: ")[1]) == {
        "people": [
            {"uuid": str(person.uuid), "name": person.display_name, "initials": "AL", "place": 120}
        ],
        "more": 0,
    }


def test_nobody_is_told_of_themselves(say, article, rita):
    say(rita)
    (readers,) = readers_of([article.uuid]).values()
    assert about(readers, but=rita.uuid) == about([], but=rita.uuid) == NOBODY_ELSE


def test_of_a_crowd_some_are_named_and_the_others_counted():
    crowd = [Reader(make_user().uuid, "{}") for _ in range(40)]
    told = json.loads(about(crowd, but=crowd[0].person).split(b"data: ")[1])
    assert (len(told["people"]), told["more"]) == (30, 9)


def test_one_row_for_each_person_story_and_project(say, article, desk, rita, places, monkeypatch):
    monkeypatch.setattr(presence, "SECONDS_BETWEEN_WRITES", 0)
    other = make_article()
    for place, story in (("1", article), ("2", article), ("3", other)):
        say(rita, place, story)
    assert sorted(Presence.objects.values_list("place", flat=True)) == [2, 3]


def test_a_process_writes_once_in_15_seconds(article, desk, places, django_assert_num_queries):
    people = [make_user() for _ in range(4)]
    followers = [
        presence.Follower(article.uuid, desk.uuid, False, person.pk, person.uuid, "key")
        for person in people
    ]
    places.note(followers[0], 1, at=100)
    with django_assert_num_queries(0):
        for number, follower in enumerate(followers):
            places.note(follower, number, at=101)
        places.write_due(at=114)
    with django_assert_num_queries(4):
        places.write_due(at=115)
    assert Presence.objects.count() == 4
    with django_assert_num_queries(0):
        places.write_due(at=200)


def test_who_is_gone_is_forgotten_when_others_are_written(say, article, desk, rita, alice):
    Presence.objects.create(
        person=alice, story=article.uuid, project=desk.uuid, place=1,
        seen_at=timezone.now() - timedelta(seconds=50),
    )  # fmt: skip
    say(rita)
    assert Presence.objects.get().person == rita


def test_who_does_not_want_it_is_not_seen(say, client, article, rita, alice):
    say(alice)
    User.objects.update(shows_place=False)
    assert say(rita).status_code == 204
    assert not Presence.objects.filter(person=rita).exists()
    assert present(article) == {}


def test_it_is_turned_off_and_on_in_the_account(client, rita):
    client.force_login(rita)
    url = reverse("accounts:account")
    kept = {"display_name": "Rita", "email": "", "time_zone": "UTC", "current": ""}
    assert "checked" in client.get(url).text
    client.post(url, kept)
    rita.refresh_from_db()
    assert not rita.shows_place
    assert "checked" not in client.get(url).text
    client.post(url, kept | {"shows_place": "on"})
    rita.refresh_from_db()
    assert rita.shows_place
    assert Event.objects.of(rita).first().after["changed"] == ["shows_place"]


def test_a_choice_that_was_typed_is_kept_while_one_has_to_wait(client, rita, monkeypatch):
    waiting = SimpleNamespace(spend=lambda _: 60)
    monkeypatch.setattr("newsroom.accounts.limits.CONFIRM", waiting)
    client.force_login(rita)
    typed = {"display_name": "Rita", "email": "r@example.org", "time_zone": "UTC", "current": "x"}
    answer = client.post(reverse("accounts:account"), typed)
    assert answer.status_code == 429 and "checked" not in answer.text


def test_a_closed_account_is_not_seen(say, article, rita, olga):
    say(rita)
    rita.close(by=olga)
    assert present(article) == {}


def test_where_people_mark_blind_nobody_is_seen(say, article, alice):
    blind = make_project("Blind", people=[alice], is_blind=True)
    assert say(alice, project=blind).status_code == 204
    assert not Presence.objects.exists()


def test_the_unknown_are_asked_to_sign_in(client, article, desk):
    answer = client.post(address(article, "here"), {"place": "1"})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("accounts:sign_in"))


def test_strangers_say_nothing(say, article, charlie, alice):
    closed = make_project("Closed", people=[alice])
    assert say(charlie, project=closed).status_code == 404
    assert say(charlie, story=make_article(state=Article.DRAFT, by=alice)).status_code == 404
    assert say(alice, project=closed).status_code == 204


@pytest.mark.parametrize("place", ["", "-1", "x", "1.5", "99999999999", "9" * 5000, "\x00"])
def test_a_place_is_a_number(say, rita, place):
    answer = say(rita, place)
    assert (answer.status_code, answer.text) == (422, "The place is a number.\n")


def test_it_is_posted_with_a_token(client, article, desk, rita):
    client.force_login(rita)
    client.handler.enforce_csrf_checks = True
    assert client.post(address(article, "here"), {"place": "1"}).status_code == 403
    assert client.get(address(article, "here")).status_code == 405
