"""Signing in and out."""

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from articles.models import Event, RateLimit
from newsroom.accounts import limits
from newsroom.models import Session, Token
from tests.makers import PASSWORD
from tests.newsroom.together import together

SIGN_IN, SIGN_OUT = reverse("accounts:sign_in"), reverse("accounts:sign_out")
pytestmark = pytest.mark.django_db


def sign_in(client, name="alice", password=PASSWORD, **more):
    return client.post(
        SIGN_IN, {"name": name, "password": password, **more.pop("data", {})}, **more
    )


def test_name_and_password_open_the_site(client, alice):
    response = sign_in(client)
    assert response.status_code == 302
    assert response.url == "/"
    assert client.session[SESSION_KEY] == str(alice.pk)


def test_the_name_is_written_in_small_or_capital_letters(client, alice):
    assert sign_in(client, " ALICE ").status_code == 302


def test_afterwards_the_page_that_was_asked_for_opens(client, alice):
    next_page = client.get(reverse("accounts:password_change")).url
    page = client.get(next_page)
    assert page.context["next"] == reverse("accounts:password_change")
    response = sign_in(client, data={"next": page.context["next"]})
    assert response.url == reverse("accounts:password_change")


@pytest.mark.parametrize(
    "target", ["//evil.test/", "https://evil.test/", "/\\evil.test", "javascript:alert(1)", "\x00"]
)
def test_nobody_is_sent_to_another_site(client, alice, target):
    assert sign_in(client, data={"next": target}).url == "/"


def test_who_is_signed_in_goes_on(client, alice):
    client.force_login(alice)
    assert client.get(SIGN_IN + "?next=/healthz").url == "/healthz"
    assert client.get(SIGN_IN).url == "/"


@pytest.mark.parametrize(("name", "password"), [("alice", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(client, alice, name, password):
    response = sign_in(client, name, password)
    assert response.status_code == 422
    assert "do not fit together" in response.text
    assert f'value="{name}"' in response.text
    assert password not in response.text
    assert SESSION_KEY not in client.session


def test_a_closed_account_does_not_open(client, alice, olga):
    alice.close(by=alice)
    assert sign_in(client).status_code == 422


@pytest.mark.parametrize(
    "data", [{}, {"name": "alice"}, {"name": "a" * 61, "password": "x"},
             {"name": "a\x00", "password": "x"}, {"name": "alice", "password": "x" * 1001}]
)  # fmt: skip
def test_what_cannot_be_right_gets_a_message(client, alice, data):
    response = client.post(SIGN_IN, data)
    assert response.status_code == 422
    assert 'class="error"' in response.text
    assert not Event.objects.exists()


def test_after_five_failures_the_sixth_try_has_to_wait_even_if_it_is_right(client, alice):
    for _ in range(5):
        assert sign_in(client, password="wrong").status_code == 422
    response = sign_in(client)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 15 * 60
    assert "Wait 15 minutes" in response.text
    assert 'value="alice"' in response.text
    assert PASSWORD not in response.text


def test_a_wait_ends(client, alice):
    for _ in range(6):
        sign_in(client, password="wrong")
    for row in RateLimit.objects.all():
        row.since -= timedelta(minutes=15)
        row.save()
    assert sign_in(client).status_code == 302


def test_failures_count_for_the_network_and_not_for_others(client, alice):
    for number in range(5):
        sign_in(client, password="wrong", REMOTE_ADDR=f"203.0.113.{number}")
    assert sign_in(client, REMOTE_ADDR="203.0.113.99").status_code == 429
    assert sign_in(client, REMOTE_ADDR="203.0.114.99").status_code == 302


def test_failures_of_one_name_do_not_shut_out_another(client, alice, rita):
    for _ in range(6):
        sign_in(client, password="wrong")
    assert sign_in(client, "rita").status_code == 302


def test_a_good_sign_in_forgives(client, alice):
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)
    client.post(SIGN_OUT)
    for _ in range(5):
        assert sign_in(client, password="wrong").status_code == 422


def test_one_address_has_fifty_failures_an_hour_and_successes_are_free(client, alice):
    for number in range(49):
        assert sign_in(client, f"name{number}").status_code == 422
    for _ in range(3):
        assert sign_in(client).status_code == 302
        client.post(SIGN_OUT)
    assert sign_in(client, "name50").status_code == 422
    assert sign_in(client).status_code == 429
    assert sign_in(client, REMOTE_ADDR="127.0.0.2").status_code == 302


def test_a_spoofed_header_gives_no_fresh_tries(client, alice):
    for number in range(5):
        sign_in(client, password="wrong", HTTP_X_FORWARDED_FOR=f"9.9.{number}.9")
    assert sign_in(client, HTTP_X_FORWARDED_FOR="8.8.8.8").status_code == 429


def test_the_limiter_keeps_neither_names_nor_addresses(client, alice):
    sign_in(client, password="wrong", REMOTE_ADDR="203.0.113.9")
    kept = " ".join(RateLimit.objects.values_list("key", flat=True))
    assert "alice" not in kept
    assert "203.0.113" not in kept


def test_failures_are_told_without_secrets(client, alice):
    sign_in(client, password="wrong-secret", REMOTE_ADDR="203.0.113.9")
    event = Event.objects.get()
    assert (event.verb, event.subject, event.by) == ("fail_to_sign_in", alice.uuid, None)
    assert event.after == {"network": "203.0.113.0/24"}


def test_failures_of_unknown_names_are_told_of_nobody(client, alice):
    sign_in(client, "a-secret-typed-as-a-name")
    event = Event.objects.get()
    assert event.subject.int == 0
    assert "secret" not in str(event.after)


def test_a_flood_of_failures_does_not_fill_the_record(client, alice, monkeypatch):
    monkeypatch.setattr(limits, "TELL_FAILURE", limits.Limit("tell", 3, limits.HOUR))
    for number in range(5):
        sign_in(client, f"name{number}")
    assert Event.objects.count() == 3


def test_signing_in_changes_the_session_and_its_csrf_token(client, alice):
    client.get(SIGN_IN)
    client.session["kept"] = True
    session = client.session
    session["kept"] = True
    session.save()
    before, token = session.session_key, client.cookies["csrftoken"].value
    sign_in(client)
    assert client.session.session_key != before
    assert client.cookies["csrftoken"].value != token
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_in_sweeps_what_has_ended(client, alice, olga):
    old = Session.objects.create(
        session_key="old", session_data="", expire_date=alice.joined_at - timedelta(days=1)
    )
    olga.invite("reader", timedelta(days=-1))
    RateLimit.objects.create(key="old", count=1, since=alice.joined_at - timedelta(days=3))
    sign_in(client)
    assert not Session.objects.filter(pk=old.pk).exists()
    assert not Token.objects.exists()
    assert not RateLimit.objects.filter(key="old").exists()


def test_signing_out_ends_the_session(client, alice):
    client.force_login(alice)
    assert client.post(SIGN_OUT).url == "/"
    assert not Session.objects.exists()
    assert client.get(reverse("accounts:account")).status_code == 302


def test_signing_out_is_no_link(client, alice):
    client.force_login(alice)
    assert client.get(SIGN_OUT).status_code == 405
    assert Session.objects.count() == 1


def test_the_page_says_how_one_gets_an_account(client, settings, db):
    settings.SIGNUP = False
    assert "by invitation" in client.get(SIGN_IN).text
    settings.SIGNUP = True
    assert reverse("accounts:sign_up") in client.get(SIGN_IN).text


@pytest.mark.django_db(transaction=True)
def test_many_who_try_at_the_same_instant_get_five_tries_together():
    allowed = []
    outcomes = together(*[lambda: allowed.append(limits.SIGN_IN.spend("alice", "net"))] * 8)
    assert outcomes == [None] * 8
    assert allowed.count(0) == 5
