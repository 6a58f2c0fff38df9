"""Sessions: 12 hours idle, 14 days in all, and a visit noted at most once an hour."""

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from newsroom.models import Session
from newsroom.sessions import NOTED, SIGNED_IN
from tests.makers import PASSWORD

ACCOUNT = reverse("accounts:account")
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Time as the server sees it, which tests move."""

    class Clock:
        def __init__(self):
            self.past = timedelta()
            self.real = timezone.now

        def move(self, **by):
            self.past += timedelta(**by)

        def now(self):
            return self.real() + self.past

    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


def signed_in(client):
    return client.get(ACCOUNT).status_code == 200


def test_a_session_knows_its_person(client, alice):
    client.force_login(alice)
    assert Session.objects.get().person == alice


def test_a_visitors_session_belongs_to_nobody(client):
    session = client.session
    session["seen"] = True
    session.save()
    assert Session.objects.get().person is None


def test_twelve_idle_hours_end_it(client, alice, clock):
    client.force_login(alice)
    clock.move(hours=11, minutes=59)
    assert signed_in(client)
    clock.move(hours=12, minutes=1)
    assert not signed_in(client)


def test_visits_keep_it_for_fourteen_days_and_no_longer(client, alice, clock):
    client.force_login(alice)
    for _ in range(14 * 3 - 1):
        clock.move(hours=8)
        assert signed_in(client)
    clock.move(hours=8)
    assert not signed_in(client)


def test_a_visit_is_written_at_most_once_an_hour(
    client, alice, clock, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(alice)
    key = Session.objects.get().pk
    first = Session.objects.get().expire_date
    clock.move(minutes=59)
    signed_in(client)
    assert Session.objects.get().expire_date == first
    clock.move(minutes=2)
    signed_in(client)
    noted = Session.objects.get().expire_date
    assert noted > first
    clock.move(minutes=30)
    signed_in(client)
    assert (Session.objects.get().pk, Session.objects.get().expire_date) == (key, noted)


def test_reading_a_page_writes_nothing(client, alice, django_assert_num_queries):
    client.force_login(alice)
    with django_assert_num_queries(3) as seen:
        client.get(reverse("accounts:password_change"))
    assert all(query["sql"].startswith("SELECT") for query in seen.captured_queries)


def test_times_are_kept_through_other_changes(client, alice, clock):
    client.force_login(alice)
    since = client.session[SIGNED_IN]
    clock.move(hours=2)
    session = client.session
    session["something"] = "else"
    session.save()
    assert client.session[SIGNED_IN] == since
    assert client.session[NOTED] > since


def test_a_session_of_somebody_who_is_gone_opens_nothing(client, alice, olga):
    client.force_login(alice)
    data = dict(client.session.items())
    alice.close(by=alice)
    assert not Session.objects.exists()
    session = client.session
    session.update(data)
    session.save()
    assert session[SESSION_KEY] == str(alice.pk)
    assert not signed_in(client)


@pytest.mark.parametrize("https", [True, False])
def test_cookies_are_kept_from_scripts_and_other_sites(client, alice, settings, https):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = https
    client.get(reverse("accounts:sign_in"))
    client.post(reverse("accounts:sign_in"), {"name": "alice", "password": PASSWORD})
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert bool(cookie["secure"]) == https
    assert client.cookies["sessionid"]["max-age"] == 12 * 60 * 60
