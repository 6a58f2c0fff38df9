"""Making an account: the first owner's link, invitations, signing up."""

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from articles.models import Event
from newsroom.models import Token, User
from newsroom.models.token import Spent
from tests.makers import PASSWORD, make_user

SIGN_UP = reverse("accounts:sign_up")
WEEK = timedelta(days=7)
NEW = {
    "name": "maria",
    "display_name": "Maria Sol",
    "email": "maria@example.org",
    "password": PASSWORD,
    "again": PASSWORD,
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(olga):
    return olga.invite("annotator", WEEK)


def secret_in(path):
    return path.rstrip("/").rpartition("/")[2]


def test_the_first_owner_comes_by_the_printed_link(client):
    path = Token.objects.issue_first()
    assert "first owner" in client.get(path).text
    response = client.post(path, NEW)
    person = User.objects.get()
    assert response.url == "/"
    assert (person.role, person.display_name, person.email) == (
        "owner",
        "Maria Sol",
        "maria@example.org",
    )
    assert person.check_password(PASSWORD)
    assert client.session[SESSION_KEY] == str(person.pk)


def test_once_there_is_an_owner_the_link_is_void_and_no_other_is_made(client, olga):
    olga.role = "curator"
    olga.save()
    path = Token.objects.issue_first()
    olga.role = "owner"
    olga.save()
    assert client.get(path).status_code == client.post(path, NEW).status_code == 404
    assert Token.objects.issue_first() is None


def test_a_newer_first_link_makes_the_older_void(client):
    older, newer = Token.objects.issue_first(), Token.objects.issue_first()
    assert client.get(older).status_code == 404
    assert client.get(newer).status_code == 200


def test_a_closed_or_demoted_owner_is_no_owner(olga):
    User.objects.filter(pk=olga.pk).update(role="curator")
    assert Token.objects.issue_first()


def test_an_invitation_gives_its_role_and_signs_in(client, invitation, olga):
    page = client.get(invitation)
    assert "Olga invites you as annotator" in page.text
    client.post(invitation, NEW)
    person = User.objects.named("maria").get()
    assert person.role == "annotator"
    assert client.session[SESSION_KEY] == str(person.pk)
    event = Event.objects.of(person).get()
    assert (event.verb, event.by, event.after) == ("join", person, {"role": "annotator"})


def test_looking_at_an_invitation_does_not_use_it_up(client, invitation):
    for _ in range(3):
        assert client.get(invitation).status_code == 200
    assert Token.objects.get().used_at is None


def test_an_invitation_works_once(client, invitation):
    client.post(invitation, NEW)
    again = client.post(invitation, NEW | {"name": "other", "display_name": "Other"})
    assert again.status_code == client.get(invitation).status_code == 404
    assert "opens nothing" in again.text


def test_an_invitation_runs_out(client, olga):
    path = olga.invite("reader", timedelta(seconds=-1))
    assert client.get(path).status_code == client.post(path, NEW).status_code == 404


def test_an_invitation_of_somebody_who_is_no_owner_any_more_is_void(client, invitation, olga):
    make_user("second", "owner")
    olga.change_role("curator", by=olga)
    assert client.get(invitation).status_code == 404


def test_even_a_forgotten_link_of_a_former_owner_gives_nothing(client, invitation, olga):
    User.objects.filter(pk=olga.pk).update(role="curator")
    assert client.get(invitation).status_code == client.post(invitation, NEW).status_code == 404


def test_a_link_of_one_kind_opens_no_other_page(client, invitation):
    secret = secret_in(invitation)
    for name in ("first_owner", "reset"):
        assert client.get(reverse(f"accounts:{name}", args=[secret])).status_code == 404


@pytest.mark.parametrize("secret", ["x", "0" * 43, "%00", "ü", "a" * 3000])
def test_a_guessed_link_opens_nothing(client, olga, secret):
    response = client.get(reverse("accounts:join", args=[secret]))
    assert response.status_code == 404
    assert "opens nothing" in response.text


def test_only_a_hash_of_a_link_is_kept(invitation):
    secret = secret_in(invitation)
    assert len(secret) >= 43
    kept = Token.objects.values().get()
    assert secret not in str(kept)
    assert len(kept["sha256"]) == 64


def test_of_two_who_use_a_link_at_once_one_gets_in(client, invitation):
    first = Token.objects.held_by(secret_in(invitation), Token.JOIN)
    second = Token.objects.held_by(secret_in(invitation), Token.JOIN)
    User.objects.join(first, "one", PASSWORD, display_name="One")
    with pytest.raises(Spent):
        User.objects.join(second, "two", PASSWORD, display_name="Two")
    assert not User.objects.named("two").exists()


def test_a_race_for_the_link_is_told_in_words(client, invitation, monkeypatch):
    def spent(*args, **kwargs):
        raise Spent

    monkeypatch.setattr(User.objects.__class__, "join", spent)
    assert "opens nothing" in client.post(invitation, NEW).text


def test_a_race_for_a_name_is_told_in_words_and_the_link_stays_good(
    client, invitation, monkeypatch
):
    def taken(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(User.objects.__class__, "join", taken)
    response = client.post(invitation, NEW)
    assert response.status_code == 422
    assert "Somebody was faster" in response.text
    assert client.get(invitation).status_code == 200


def test_a_name_that_is_taken_meanwhile_leaves_the_link_good(invitation, alice):
    link = Token.objects.held_by(secret_in(invitation), Token.JOIN)
    with pytest.raises(IntegrityError):
        User.objects.join(link, "alice", PASSWORD, display_name="Someone")
    assert Token.objects.usable().filter(pk=link.pk).exists()


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": ""}, "name", "Fill this in"),
        ({"name": "two words"}, "name", "Use letters, digits"),
        ({"name": "OLGA"}, "name", "This name is taken"),
        ({"name": "ﬃ" * 60}, "name", "longer than 60 signs"),
        ({"name": "a\x00b"}, "name", "Null characters"),
        ({"display_name": ""}, "display_name", "Fill this in"),
        ({"display_name": "0lga"}, "display_name", "looks much like it"),
        ({"display_name": "Former member"}, "display_name", "kept for the site"),
        ({"display_name": "sayso"}, "display_name", "kept for the site"),
        ({"display_name": "!!!"}, "display_name", "at least one letter"),
        ({"display_name": "Ma\u202eria"}, "display_name", "invisible signs"),
        ({"display_name": "x" * 61}, "display_name", "at most 60"),
        ({"display_name": "\u1e69\u0958" * 30}, "display_name", "longer than 60 signs"),
        ({"email": "no address"}, "email", "valid email"),
        ({"password": "short", "again": "short"}, "password", "too short"),
        ({"password": "password123", "again": "password123"}, "password", "too common"),
        ({"password": "maria-sol-1", "again": "maria-sol-1"}, "password", "too similar"),
        ({"password": "2938475610", "again": "2938475610"}, "password", "entirely numeric"),
        ({"again": "different"}, "again", "differ"),
        ({"again": ""}, "again", "Fill this in"),
        ({"password": "x" * 1001, "again": "x" * 1001}, "password", "at most 1000"),
    ],
)
def test_each_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    client, invitation, change, field, words
):
    typed = NEW | change
    response = client.post(invitation, typed)
    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field])
    assert f'id="id_{field}_error"' in response.text
    for kept in ("name", "display_name", "email"):
        assert response.context["form"][kept].value() == typed[kept]
    assert PASSWORD not in response.text
    assert client.get(invitation).status_code == 200


def test_an_address_is_not_needed_and_may_serve_two_accounts(client, olga, alice):
    alice.change_profile(email="maria@example.org")
    for name, shown, email in [("one", "One", "maria@example.org"), ("two", "Two", "")]:
        client.logout()
        path = olga.invite("reader", WEEK)
        assert client.post(path, NEW | {"name": name, "display_name": shown, "email": email}).url


def test_signing_up_is_closed_unless_the_site_says_otherwise(client, settings):
    settings.SIGNUP = False
    assert client.get(SIGN_UP).status_code == client.post(SIGN_UP, NEW).status_code == 404


def test_signing_up_makes_a_reader(client, settings):
    settings.SIGNUP = True
    assert "Make an account" in client.get(SIGN_UP).text
    assert client.post(SIGN_UP, NEW | {"role": "owner"}).url == "/"
    person = User.objects.get()
    assert person.role == "reader"
    assert Event.objects.of(person).get().verb == "sign_up"


def test_one_address_makes_ten_accounts_an_hour(client, settings):
    settings.SIGNUP = True
    for number in range(10):
        client.logout()
        client.post(SIGN_UP, NEW | {"name": f"n{number}", "display_name": f"N {number}"})
    client.logout()
    response = client.post(SIGN_UP, NEW)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert 'value="Maria Sol"' in response.text
    assert User.objects.count() == 10


def test_tries_with_an_invitation_are_limited_too(client, invitation):
    for _ in range(60):
        client.post(invitation, {})
    response = client.post(invitation, NEW)
    assert response.status_code == 429
    assert 'value="maria"' in response.text


def test_a_token_says_what_it_is(invitation):
    assert str(Token.objects.get()).startswith("Invitation until ")


def test_the_database_refuses_a_link_that_gives_nothing(olga):
    with pytest.raises(IntegrityError):
        Token.objects.create(kind="join", sha256="x", role="", expires_at=timezone.now())


def test_an_owner_who_is_demoted_while_the_form_is_sent_lets_nobody_in(invitation, olga):
    link = Token.objects.held_by(secret_in(invitation), Token.JOIN)
    User.objects.filter(pk=olga.pk).update(role="curator")
    with pytest.raises(Spent):
        User.objects.join(link, "maria", PASSWORD, display_name="Maria")
    assert Token.objects.get().used_at is None
