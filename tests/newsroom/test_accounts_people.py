"""People: curators see them; owners invite, give roles and help back in."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from articles.models import Event
from articles.models.refusal import NotAllowed
from newsroom.accounts.telling import told
from newsroom.models import Token, User
from tests.makers import make_user

PEOPLE, INVITE = reverse("accounts:people"), reverse("accounts:invite")
pytestmark = pytest.mark.django_db


def url(name, person):
    return reverse(f"accounts:{name}", args=[person.uuid])


@pytest.fixture
def owner(client, olga):
    client.force_login(olga)
    return client


def test_curators_see_who_is_here_and_in_which_role(client, bob, alice, rita):
    alice.change_profile(email="alice@example.org")
    make_user("gone").close(by=None)
    client.force_login(bob)
    page = client.get(PEOPLE).text
    for shown in ("Alice", "Annotator", "Rita", "Bob", "(you)"):
        assert shown in page
    for hidden in ("alice@example.org", "former member", INVITE, url("person", alice)):
        assert hidden not in page


def test_sign_in_names_are_shown_to_nobody_else(owner, alice):
    alice.change_profile(display_name="Somebody Else")
    for page in (PEOPLE, url("person", alice), url("close_person", alice)):
        assert "alice" not in owner.get(page).text.replace("malice", "")


def test_people_are_found_by_display_name(owner, alice, rita):
    page = owner.get(PEOPLE, {"q": " ALI"}).text
    assert "Alice" in page
    assert "Rita" not in page
    assert (
        "Nobody has “zz\N{LATIN SMALL LETTER E WITH ACUTE}”" in owner.get(PEOPLE, {"q": "zzé"}).text
    )


@pytest.mark.parametrize("query", ["?q=%00", "?q=%25_'\"", "?page=nine", "?page=-1", "?q=%ff"])
def test_any_question_is_safe(owner, query):
    assert owner.get(PEOPLE + query).status_code == 200


def test_many_people_stand_on_pages(owner):
    for number in range(60):
        make_user(display_name=f"Reader {number:02}")
    first = owner.get(PEOPLE)
    assert "1–50 of 61" in first.text
    assert 'rel="next"' in first.text
    second = owner.get(PEOPLE, {"page": 2})
    assert "Reader 59" in second.text
    assert 'rel="prev"' in second.text


def test_the_number_of_queries_does_not_grow_with_people(owner, django_assert_num_queries):
    with django_assert_num_queries(6):
        owner.get(PEOPLE)
    for _ in range(10):
        make_user()
        User.objects.get(name="olga").invite("reader", timedelta(days=1))
    with django_assert_num_queries(6):
        owner.get(PEOPLE)


def test_an_owner_makes_an_invitation_whose_link_is_shown_once(owner, olga, client):
    response = owner.post(INVITE, {"role": "curator", "days": "30"})
    assert response.status_code == 200
    assert response.headers["Cache-Control"]
    address = response.context["address"]
    assert address.startswith("http://testserver/accounts/join/")
    assert f'value="{address}"' in response.text
    page = owner.get(PEOPLE).text
    assert "Open invitation: curator" in page
    assert address.rsplit("/", 2)[1] not in page
    client.logout()
    assert client.get(urlsplit(address).path).status_code == 200
    event = Event.objects.get(verb="invite")
    assert (event.by, event.after) == (olga, {"role": "curator"})


@pytest.mark.parametrize(
    "data", [{}, {"role": "king", "days": "7"}, {"role": "reader", "days": "999"}, {"role": "x"}]
)
def test_an_invitation_needs_a_role_and_a_time(owner, data):
    response = owner.post(INVITE, data)
    assert response.status_code == 422
    assert 'class="error"' in response.text
    assert not Token.objects.exists()


def test_an_invitation_is_taken_back(owner, olga):
    path = olga.invite("reader", timedelta(days=7))
    invitation = Token.objects.get()
    withdrawal = reverse("accounts:withdraw_invitation", args=[invitation.uuid])
    assert owner.post(withdrawal).url == PEOPLE
    assert owner.get(path).status_code == 404
    assert Event.objects.get(verb="withdraw_invitation").by == olga
    assert owner.post(withdrawal).status_code == 404


def test_what_is_no_open_invitation_cannot_be_taken_back(olga, alice):
    alice.issue_reset(by=olga)
    with pytest.raises(NotAllowed):
        Token.objects.get().withdraw(by=olga)


def test_an_owner_changes_a_role(owner, olga, alice):
    assert owner.post(url("change_role", alice), {"role": "curator"}).url == url("person", alice)
    alice.refresh_from_db()
    assert alice.role == "curator"
    event = Event.objects.of(alice).get()
    assert (event.by, event.before, event.after) == (
        olga, {"role": "annotator"}, {"role": "curator"},
    )  # fmt: skip
    assert "has the role of curator now" in owner.get(url("person", alice)).text


def test_the_same_role_again_is_no_event(owner, alice):
    owner.post(url("change_role", alice), {"role": "annotator"})
    assert not Event.objects.exists()


def test_a_role_that_does_not_exist_is_refused(owner, alice):
    response = owner.post(url("change_role", alice), {"role": "king"})
    assert response.status_code == 422
    assert "Choose a role." in response.text


def test_the_last_owner_keeps_the_role_and_is_told_why(owner, olga):
    response = owner.post(url("change_role", olga), {"role": "reader"})
    assert response.status_code == 409
    assert "The last owner stays" in response.text
    olga.refresh_from_db()
    assert olga.role == "owner"


def test_an_owner_who_steps_down_goes_to_the_own_account(owner, olga):
    make_user("second", "owner")
    response = owner.post(url("change_role", olga), {"role": "reader"})
    assert response.url == reverse("accounts:account")
    assert owner.get(PEOPLE).status_code == 404


def test_a_role_works_at_once_in_sessions_that_are_open(client, alice, olga):
    client.force_login(alice)
    assert client.get(PEOPLE).status_code == 404
    alice.change_role("curator", by=olga)
    assert client.get(PEOPLE).status_code == 200


def test_the_verbs_ask_again_whether_the_person_is_an_owner(alice, bob):
    with pytest.raises(NotAllowed):
        alice.change_role("owner", by=bob)
    with pytest.raises(NotAllowed):
        bob.invite("owner", timedelta(days=1))


def test_an_owner_makes_a_link_for_a_new_password(owner, olga, alice, client):
    response = owner.post(url("make_reset_link", alice))
    address = response.context["address"]
    assert f'value="{address}"' in response.text
    assert Event.objects.of(alice).get().by == olga
    client.logout()
    assert client.get(urlsplit(address).path).status_code == 200


def test_a_persons_page_tells_the_history_in_words(owner, olga, alice):
    alice.fail_to_sign_in("203.0.113.0/24")
    alice.change_role("curator", by=olga)
    alice.change_profile(display_name="Alice Oduya")
    alice.change_profile(email="a@example.org", time_zone="Asia/Tokyo")
    User.objects.ask_reset("alice")
    page = owner.get(url("person", alice)).text
    for words in (
        "Somebody failed to sign in, from 203.0.113.0/24",
        "Role changed from annotator to curator",
        ", by Olga",
        "Changed the display name from Alice",
        "Changed email and time zone",
        "Somebody asked for a link to set a new password",
        "A link to set a new password was made",
    ):
        assert words in page
    assert "a@example.org" not in page


def test_an_event_of_another_kind_is_told_by_its_verb(alice):
    assert told(Event.objects.record("wave_at", alice, by=alice)) == "Wave at"


def test_history_does_not_cost_more_queries(owner, alice, olga, django_assert_num_queries):
    alice.change_role("curator", by=olga)
    with django_assert_num_queries(5):
        owner.get(url("person", alice))
    for number in range(5):
        alice.change_profile(display_name=f"Alice {number}")
    with django_assert_num_queries(5):
        owner.get(url("person", alice))
