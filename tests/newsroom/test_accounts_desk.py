"""Accounts at the desk, and from the command line."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.models import Event
from newsroom.models import Token, User
from tests.makers import PASSWORD, make_user

PEOPLE = reverse("admin:newsroom_user_changelist")
INVITATIONS = reverse("admin:newsroom_token_changelist")
pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client, olga):
    client.force_login(olga)
    return client


def act(client, url, action, *rows, **more):
    ticked = [str(row.uuid) for row in rows]
    return client.post(url, {"action": action, ACTION_CHECKBOX_NAME: ticked}, **more)


def test_the_list_shows_display_names_alone(owner, alice):
    alice.change_profile(display_name="Somebody", email="alice@example.org")
    page = owner.get(PEOPLE).text
    assert "Somebody" in page
    assert "alice" not in page


def test_the_pages_are_for_owners(client, bob, alice, olga):
    olga.invite("reader", timedelta(days=1))
    client.force_login(bob)
    for url in (PEOPLE, INVITATIONS):
        assert client.get(url).status_code == 403


def test_a_person_opens_under_people(owner, alice):
    url = reverse("admin:newsroom_user_change", args=[alice.uuid])
    assert owner.get(url).url == reverse("accounts:person", args=[alice.uuid])


@pytest.mark.parametrize("role", ["reader", "annotator", "curator", "owner"])
def test_roles_are_given_to_many_at_once(owner, rita, alice, role):
    act(owner, PEOPLE, f"make_{role}", rita, alice)
    assert set(User.objects.filter(pk__in=[rita.pk, alice.pk]).values_list("role", flat=True)) == {
        role
    }


def test_the_last_owner_keeps_the_role(owner, olga):
    response = act(owner, PEOPLE, "make_reader", olga, follow=True)
    assert "Olga: The last owner stays" in response.text
    assert User.objects.owners().get() == olga


def test_a_link_for_a_new_password_is_made_for_one(owner, alice, rita):
    response = act(owner, PEOPLE, "make_reset_link", alice)
    assert "/accounts/reset/" in response.context["address"]
    response = act(owner, PEOPLE, "make_reset_link", alice, rita, follow=True)
    assert "Choose one person" in response.text
    assert Token.objects.count() == 1


def test_open_invitations_are_listed_and_taken_back(owner, olga):
    for _ in range(2):
        olga.invite("curator", timedelta(days=1))
    one, other = Token.objects.all()
    assert "Curator" in owner.get(INVITATIONS).text
    response = act(owner, INVITATIONS, "take_back", one, follow=True)
    assert "Taken back: 1" in response.text
    assert list(Token.objects.all()) == [other]
    url = reverse("admin:newsroom_token_change", args=[other.uuid])
    assert owner.get(url).url == reverse("accounts:people")


def test_nothing_is_added_or_deleted_here(owner, alice):
    assert owner.get(reverse("admin:newsroom_user_delete", args=[alice.uuid])).status_code == 403


def run(*command, **options):
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def test_owner_link_prints_the_address_of_the_first_owners_page(client, monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    printed = run("owner_link")
    assert printed.startswith("http://127.0.0.1:8123/accounts/first-owner/")
    assert client.get(printed.strip().removeprefix("http://127.0.0.1:8123")).status_code == 200


def test_owner_link_prints_no_link_once_there_is_an_owner(olga, capsys):
    assert run("owner_link") == ""
    assert "This site has an owner." in capsys.readouterr().err


def test_owner_link_takes_a_base(db):
    assert run("owner_link", base="https://news.test/").startswith("https://news.test/accounts/")


@pytest.mark.parametrize("name", ["alice", "ALICE", "Somebody else", "somebody-else"])
def test_reset_link_takes_a_sign_in_name_or_a_display_name(client, alice, name):
    alice.change_profile(display_name="Somebody else")
    printed = run("reset_link", name, base="http://testserver")
    assert printed.startswith("http://testserver/accounts/reset/")
    new = {"password": "a quite different phrase", "again": "a quite different phrase"}
    path = printed.strip().removeprefix("http://testserver")
    assert client.post(path, new).status_code == 302
    alice.refresh_from_db()
    assert alice.check_password(new["password"])
    assert Event.objects.filter(verb="issue_reset").get().by is None


def test_reset_link_says_when_there_is_nobody(alice):
    alice.close(by=alice)
    with pytest.raises(CommandError, match="Nobody is called alice"):
        run("reset_link", "alice")


def test_createsuperuser_makes_an_owner(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    run("createsuperuser", name="Root", display_name="The owner", interactive=False)
    person = User.objects.get()
    assert (person.name, person.role, str(person)) == ("root", "owner", "The owner")
    assert person.is_superuser
    assert person.has_perms(["newsroom.view_user"])


def test_clearsessions_works_with_our_sessions(client):
    client.force_login(make_user())
    run("clearsessions")
