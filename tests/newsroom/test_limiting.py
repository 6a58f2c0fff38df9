"""Counting tries in memory."""

import pytest
from django.contrib.auth.models import AnonymousUser

from newsroom import limiting
from newsroom.limiting import Meter, who


def test_so_many_tries_in_a_window_and_then_anew():
    meter = Meter(most=2, seconds=60)
    assert [meter.spend("a", at=at) for at in (0, 10, 20)] == [True, True, False]
    assert meter.spend("b", at=20)
    assert meter.spend("a", at=60)


def test_forgetting_begins_anew():
    meter = Meter(most=1, seconds=60)
    meter.spend("a", at=0)
    meter.forget()
    assert meter.spend("a", at=1)


def test_memory_has_an_end(monkeypatch):
    monkeypatch.setattr(limiting, "MOST_KEPT", 3)
    meter = Meter(most=1, seconds=60)
    for number in range(10):
        meter.spend(str(number), at=number)
        assert len(meter._windows) <= 3
    meter.spend("late", at=1_000)
    assert set(meter._windows) <= {"late", *map(str, range(10))}


def test_windows_that_ended_go_first(monkeypatch):
    monkeypatch.setattr(limiting, "MOST_KEPT", 2)
    meter = Meter(most=1, seconds=60)
    meter.spend("old", at=0)
    meter.spend("new", at=50)
    meter.spend("third", at=70)
    assert not meter.spend("new", at=71)


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.9", "203.0.113.0/24"), ("2001:db8::1", "2001:db8::/64"), ("", "unknown")],
)
def test_strangers_count_by_their_network(rf, address, network):
    request = rf.get("/", REMOTE_ADDR=address)
    request.user = AnonymousUser()
    assert who(request) == network


def test_people_count_by_themselves(rf, rita):
    request = rf.get("/")
    request.user = rita
    assert who(request) == str(rita.uuid)
