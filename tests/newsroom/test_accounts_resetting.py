"""A forgotten password: asking for a link, and using it."""

import logging
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from django.urls import reverse

from articles.models import Event
from newsroom import mailing
from newsroom.models import Session, Token, User, people
from newsroom.models.token import Spent
from newsroom.site_address import site_address
from tests.makers import PASSWORD, make_user

ASK = reverse("accounts:password_reset")
SIGN_IN = reverse("accounts:sign_in")
NEW = {"password": "a quite different phrase", "again": "a quite different phrase"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(alice):
    alice.change_profile(email="Alice@Example.org")
    return alice


@pytest.fixture(autouse=True)
def has_mail(settings):
    settings.HAS_MAIL = True


def sent():
    """What was sent, once the thread is through with it."""
    mailing.posting.submit(int).result()
    return mail.outbox


@pytest.mark.parametrize("words", ["alice", " ALICE ", "alice@example.org", "Alice@Example.org"])
def test_name_or_address_brings_a_link_by_mail(client, alice, words):
    assert "Send the link" in client.get(ASK).text
    assert client.post(ASK, {"words": words}).url == SIGN_IN
    (message,) = sent()
    assert message.to == ["Alice@Example.org"]
    assert '"alice"' in message.body
    address = next(line for line in message.body.splitlines() if line.startswith("http"))
    assert client.get(urlsplit(address).path).status_code == 200


@pytest.mark.parametrize(
    "asked", [{"HTTP_HOST": "localhost:6666"}, {"secure": True}, {"HTTP_HOST": "[::1]:81"}]
)
def test_the_letter_leads_to_the_site_whatever_the_request_claims(client, alice, asked):
    assert client.post(ASK, {"words": "alice"}, **asked).status_code == 302
    (message,) = sent()
    assert f"\n{site_address()}/accounts/reset/" in message.body


@pytest.mark.parametrize("words", ["alice", "nobody", "rita", "nobody@example.org", "olga'--"])
def test_the_answer_is_the_same_whether_there_is_an_account_or_not(client, alice, rita, words):
    response = client.post(ASK, {"words": words}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "If an account with an e-mail address goes by that, a link is on its way to it."
    ]
    assert response.redirect_chain == [(SIGN_IN, 302)]
    assert Event.objects.filter(verb="ask_reset").count() == 1


def test_asking_takes_one_transaction_whoever_is_asked_for(alice, monkeypatch):
    begun = []
    atomic = people.transaction.atomic
    monkeypatch.setattr(people.transaction, "atomic", lambda: begun.append(1) or atomic())
    counts = []
    for words in ("alice", "nobody"):
        begun.clear()
        User.objects.ask_reset(words)
        counts.append(len(begun) - len(User.objects.reached_by(words)))
    assert counts == [1, 1]


def test_an_address_of_two_accounts_gets_a_link_for_each(client, alice):
    make_user("second", email="alice@example.org")
    client.post(ASK, {"words": "alice@example.org"})
    assert len(sent()) == 2


def test_a_closed_account_gets_nothing(client, alice):
    alice.close(by=alice)
    client.post(ASK, {"words": "alice"})
    assert sent() == []


def test_without_mail_the_page_says_who_makes_links(client, alice, settings):
    settings.HAS_MAIL = False
    assert "An owner of it can make you a link" in client.get(ASK).text
    response = client.post(ASK, {"words": "alice"}, follow=True)
    assert "Ask an owner of it" in response.text


@pytest.mark.parametrize("words", ["", "x" * 255, "a\x00"])
def test_what_cannot_be_a_name_gets_a_message(client, words):
    response = client.post(ASK, {"words": words})
    assert response.status_code == 422
    assert 'class="error"' in response.text


def test_links_for_one_name_are_limited(client, alice):
    for number in range(3):
        client.post(ASK, {"words": "alice"}, REMOTE_ADDR=f"203.0.113.{number}")
    response = client.post(ASK, {"words": "ALICE"}, REMOTE_ADDR="198.51.100.1")
    assert response.status_code == 429
    assert response["Retry-After"]
    assert 'value="ALICE"' in response.text
    assert len(sent()) == 3


def test_requests_from_one_address_are_limited(client):
    for number in range(10):
        assert client.post(ASK, {"words": f"name{number}"}).status_code == 302
    assert client.post(ASK, {"words": "name"}).status_code == 429


def test_mail_that_cannot_be_sent_is_told_in_the_log_and_not_to_the_asker(
    client, alice, settings, caplog
):
    settings.EMAIL_BACKEND = "no.such.Backend"
    with caplog.at_level(logging.ERROR, "sayso"):
        assert client.post(ASK, {"words": "alice"}).status_code == 302
        sent()
    assert "could not be sent" in caplog.text
    assert "/accounts/reset/" not in caplog.text


def test_a_link_sets_a_new_password_and_signs_out_every_browser(client, alice):
    elsewhere = Client()
    elsewhere.force_login(alice)
    client.force_login(alice)
    path = alice.issue_reset(by=None)
    alice.issue_reset(by=None)
    page = client.get(path)
    assert 'value="alice"' in page.text
    assert client.post(path, NEW).url == SIGN_IN
    assert not Session.objects.filter(person=alice).exists()
    assert SESSION_KEY not in client.session
    assert "Your new password is set" in client.get(SIGN_IN).text
    alice.refresh_from_db()
    assert alice.check_password(NEW["password"])
    assert not Token.objects.exists()
    assert Event.objects.of(alice).first().verb == "reset_password"
    assert client.get(path).status_code == client.post(path, NEW).status_code == 404


def test_looking_does_not_use_it_up(client, alice):
    path = alice.issue_reset(by=None)
    for _ in range(3):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "data", [{}, {"password": "short", "again": "short"}, NEW | {"again": "other"}]
)
def test_a_faulty_password_leaves_the_link_good(client, alice, data):
    path = alice.issue_reset(by=None)
    response = client.post(path, data)
    assert response.status_code == 422
    assert 'class="error"' in response.text
    assert client.post(path, NEW).status_code == 302


def test_a_link_lasts_a_day(client, alice, settings):
    settings.PASSWORD_RESET_TIMEOUT = -1
    path = alice.issue_reset(by=None)
    response = client.get(path)
    assert response.status_code == 404
    assert "ask for a new link" in response.text


def test_a_link_dies_with_the_account_and_with_a_new_password(client, alice, olga):
    path = alice.issue_reset(by=olga)
    alice.change_password("something else again")
    assert client.get(path).status_code == 404
    path = alice.issue_reset(by=olga)
    alice.close(by=alice)
    assert client.get(path).status_code == 404


def test_a_link_dies_with_the_address_that_it_was_sent_to(client, alice):
    path = alice.issue_reset(by=None)
    alice.change_profile(display_name="Alice O", email=alice.email)
    assert client.get(path).status_code == 200
    alice.change_profile(email="elsewhere@example.org")
    assert client.get(path).status_code == client.post(path, NEW).status_code == 404


def test_no_link_goes_to_an_address_that_is_given_up_at_this_moment(alice, monkeypatch):
    atomic = people.transaction.atomic

    def giving_up():
        monkeypatch.setattr(people.transaction, "atomic", atomic)
        User.objects.get(pk=alice.pk).change_profile(email="elsewhere@example.org")
        return atomic()

    monkeypatch.setattr(people.transaction, "atomic", giving_up)
    assert User.objects.ask_reset("alice@example.org") == []
    assert not Token.objects.exists()


def test_of_two_who_use_a_link_at_once_one_sets_the_password(alice):
    secret = alice.issue_reset(by=None).rstrip("/").rpartition("/")[2]
    first = Token.objects.held_by(secret, Token.RESET)
    second = Token.objects.held_by(secret, Token.RESET)
    alice.reset_password(first, "the first of two")
    with pytest.raises(Spent):
        alice.reset_password(second, "the second of two")
    alice.refresh_from_db()
    assert alice.check_password("the first of two")


def test_a_race_for_the_link_is_told_in_words(client, alice, monkeypatch):
    def spent(*args):
        raise Spent

    monkeypatch.setattr(type(alice), "reset_password", spent)
    response = client.post(alice.issue_reset(by=None), NEW)
    assert response.status_code == 404


def test_tries_with_a_link_are_limited(client, alice):
    path = alice.issue_reset(by=None)
    for _ in range(20):
        client.post(path, {})
    assert client.post(path, NEW).status_code == 429
    assert client.get(path).status_code == 200


def test_an_inactive_account_cannot_be_reset(client, alice):
    path = alice.issue_reset(by=None)
    type(alice).objects.filter(pk=alice.pk).update(is_active=False)
    assert client.get(path).status_code == 404


def test_the_message_says_how_long_the_link_lasts(settings):
    assert timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) == timedelta(days=1)
    words = Path(settings.BASE_DIR / "templates/accounts/reset_mail.txt").read_text()
    assert "for a day" in words
    assert PASSWORD not in words
