"""Limits of who is not signed in: counted for a client, whichever of its addresses it takes."""

import pytest
from django.urls import reverse

from newsroom.accounts import limits

NEW = {"password": "a quite different phrase", "again": "a quite different phrase"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(alice, olga, settings):
    """For each limit its page and a form that spends one try and changes nothing."""
    settings.SIGNUP = True
    return {
        "SIGN_IN_FROM": (reverse("accounts:sign_in"), {"name": "nobody", "password": "wrong"}),
        "SIGN_UP_FROM": (reverse("accounts:sign_up"), {}),
        "JOIN_FROM": (olga.invite("reader", limits.HOUR), {}),
        "ASK_RESET_FROM": (reverse("accounts:password_reset"), {"words": "nobody"}),
        "RESET_FROM": (alice.issue_reset(by=None), {}),
    }


@pytest.fixture(
    params=["SIGN_IN_FROM", "SIGN_UP_FROM", "JOIN_FROM", "ASK_RESET_FROM", "RESET_FROM"]
)
def tried(request, client, pages, monkeypatch):
    """Send the form from an address; True if it has to wait. Two tries are free."""
    monkeypatch.setattr(limits, request.param, limits.Limit(request.param, 2, limits.HOUR))
    page, form = pages[request.param]
    return lambda address: client.post(page, form, REMOTE_ADDR=address).status_code == 429


def test_all_addresses_of_a_network_of_six_parts_are_one_client(tried):
    addresses = ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::3"]
    assert [tried(address) for address in addresses] == [False, False, True]
    assert not tried("2001:db8:0:1::1")


def test_an_address_of_four_parts_written_in_six_is_the_same_client(tried):
    addresses = ["203.0.113.9", "::ffff:203.0.113.9", "::ffff:cb00:7109"]
    assert [tried(address) for address in addresses] == [False, False, True]
    assert not tried("::ffff:203.0.113.10")
