"""One's own account: display name, address, time zone, password, and taking everything along."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from articles import belongings, revising
from articles.belongings import in_batches
from articles.models import Article, Event
from articles.models.refusal import NotAllowed
from newsroom.models import Session, User
from newsroom.models.user import known_zone
from tests.makers import PASSWORD, make_article, make_wording

ACCOUNT = reverse("accounts:account")
CHANGE = reverse("accounts:password_change")
DOWNLOAD = reverse("accounts:download")
NEW_PASSWORD = "a quite different phrase"
pytestmark = pytest.mark.django_db


@pytest.fixture
def own(client, alice):
    client.force_login(alice)
    return client


def profile(**changes):
    kept = {"display_name": "Alice", "email": "", "time_zone": "UTC", "shows_place": "on"}
    return {**kept, "current": "", **changes}


@pytest.mark.parametrize("name", ["account", "password_change", "download", "close"])
def test_the_pages_need_a_sign_in(client, name):
    url = reverse(f"accounts:{name}")
    for response in (client.get(url), client.post(url)):
        assert response.status_code == 302
        assert response.url.startswith(reverse("accounts:sign_in"))


def test_the_account_shows_what_is_kept(own, alice):
    page = own.get(ACCOUNT).text
    assert 'value="Alice"' in page
    assert "<strong>alice</strong>" in page
    assert "signed in here only" in page
    assert "Annotator" in page
    assert reverse("accounts:people") not in page
    assert PASSWORD not in page


def test_name_and_time_zone_are_changed(own, alice):
    data = profile(display_name="  Alice   Oduya ", time_zone="Europe/Tirane")
    assert own.post(ACCOUNT, data).url == ACCOUNT
    alice.refresh_from_db()
    assert (alice.display_name, alice.time_zone) == ("Alice Oduya", "Europe/Tirane")
    event = Event.objects.of(alice).get()
    assert event.before["display_name"] == "Alice"
    assert event.after["changed"] == ["display_name", "time_zone"]
    assert "Saved." in own.get(ACCOUNT).text


def test_the_same_again_changes_nothing(own, alice):
    assert own.post(ACCOUNT, profile()).url == ACCOUNT
    assert not Event.objects.exists()


def test_ones_own_name_in_other_letters_is_free(own, alice):
    own.post(ACCOUNT, profile(display_name="ALICE"))
    alice.refresh_from_db()
    assert alice.display_name == "ALICE"


def test_an_address_is_changed_with_the_password_and_told_to_nobody(own, alice):
    data = profile(email="alice@example.org", current=PASSWORD)
    assert own.post(ACCOUNT, data).status_code == 302
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"
    event = Event.objects.of(alice).get()
    assert "alice@" not in f"{event.before} {event.after}"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"display_name": "B0b"}, "display_name", "looks much like it"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone", "not one of the available choices"),
        ({"email": "alice@example.org"}, "current", "Type your password"),
        ({"email": "alice@example.org", "current": "wrong"}, "current", "not your password"),
        ({"email": "nonsense", "current": PASSWORD}, "email", "valid email"),
    ],
)
def test_faults_stand_beside_their_fields(own, alice, bob, change, field, words):
    response = own.post(ACCOUNT, profile(**change))
    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field])
    for typed in ("display_name", "email"):
        assert response.context["form"][typed].value() == profile(**change)[typed]
    alice.refresh_from_db()
    assert alice.email == ""


def test_a_race_for_a_name_is_told_in_words(own, alice, monkeypatch):
    def taken(self, **changes):
        raise IntegrityError

    monkeypatch.setattr(User, "change_profile", taken)
    response = own.post(ACCOUNT, profile(display_name="Carol"))
    assert response.status_code == 422
    assert "just taken this name" in response.text


def test_guessing_the_password_to_change_the_address_is_limited(own, alice):
    for _ in range(5):
        own.post(ACCOUNT, profile(email="x@example.org", current="wrong"))
    response = own.post(ACCOUNT, profile(email="x@example.org", current=PASSWORD))
    assert response.status_code == 429
    assert 'value="x@example.org"' in response.text
    assert own.post(ACCOUNT, profile(time_zone="Asia/Tokyo")).status_code == 302


def test_a_zone_outside_the_list_stays_choosable(own, alice):
    User.objects.filter(pk=alice.pk).update(time_zone="EST")
    assert '<option value="EST" selected>EST</option>' in own.get(ACCOUNT).text
    assert own.post(ACCOUNT, profile(time_zone="EST")).status_code == 302


def test_a_closed_account_cannot_be_renamed_by_a_request_that_was_under_way(alice):
    late = User.objects.get(pk=alice.pk)
    alice.close(by=alice)
    with pytest.raises(NotAllowed):
        late.change_profile(display_name="Alice")


def test_a_new_password_signs_out_every_other_browser(own, alice):
    elsewhere = Client()
    elsewhere.force_login(alice)
    alice.issue_reset(by=None)
    before = own.session.session_key
    data = {"current": PASSWORD, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert "Change your password" in own.get(CHANGE).text
    assert own.post(CHANGE, data).url == ACCOUNT
    assert own.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 302
    assert own.session.session_key != before
    assert Session.objects.filter(person=alice).count() == 1
    assert not alice.tokens.exists()
    alice.refresh_from_db()
    assert alice.check_password(NEW_PASSWORD)
    event = Event.objects.of(alice).first()
    assert (event.verb, event.before, event.after) == ("change_password", {}, {})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"current": "wrong"}, "current"),
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "password123", "again": "password123"}, "password"),
        ({"again": "other"}, "again"),
        ({"current": ""}, "current"),
    ],
)
def test_a_password_is_not_changed_by_halves(own, alice, change, field):
    data = {"current": PASSWORD, "password": NEW_PASSWORD, "again": NEW_PASSWORD, **change}
    response = own.post(CHANGE, data)
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert NEW_PASSWORD not in response.text
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_guessing_the_old_password_is_limited_but_other_faults_are_free(own, alice):
    good = {"current": PASSWORD, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    for _ in range(7):
        assert own.post(CHANGE, good | {"again": "other"}).status_code == 422
    for _ in range(5):
        assert own.post(CHANGE, good | {"current": "wrong"}).status_code == 422
    response = own.post(CHANGE, good)
    assert response.status_code == 429
    assert response["Retry-After"]


def test_everything_that_is_ones_own_comes_as_one_file(own, alice, bob):
    story = make_article("Alice brought this", by=alice, publisher="The Coast Tribune")
    revising.revise(story, make_wording("Bob wrote this"), by=bob, reason="Bob", expected=1)
    make_article("Bob brought this", by=bob)
    alice.change_role("curator", by=_owner())
    response = own.get(DOWNLOAD)
    assert response.headers["Content-Disposition"].startswith('attachment; filename="sayso-')
    assert response.headers["Cache-Control"] == "no-store"
    told = json.loads(response.getvalue())
    assert told["profile"]["name"] == "alice"
    assert told["profile"]["uuid"] == str(alice.uuid)
    assert [row["story"] for row in told["imports"]] == [str(story.uuid)]
    assert [row["headline"] for row in told["revisions"]] == ["Alice brought this"]
    assert "Officials in the harbour" in told["revisions"][0]["text"]
    assert {row["verb"] for row in told["events"]} >= {"revise", "publish", "change_role"}
    assert [row["by_me"] for row in told["events"]][-1] is False
    assert "pbkdf2" not in json.dumps(told)
    assert "md5$" not in json.dumps(told)


def _owner():
    return User.objects.create_user("anowner", "x", role="owner", display_name="Another owner")


def test_a_person_without_anything_gets_a_file_too(client, rita):
    client.force_login(rita)
    told = json.loads(client.get(DOWNLOAD).getvalue())
    assert told["imports"] == told["revisions"] == told["events"] == []


def test_other_apps_add_their_parts(own, monkeypatch):
    monkeypatch.setitem(belongings.parts, "claims", lambda person: iter([{"quote": "“é”"}]))
    response = own.get(DOWNLOAD)
    assert json.loads(response.getvalue())["claims"] == [{"quote": "“é”"}]


def test_the_file_is_written_while_it_is_read(own, alice, monkeypatch):
    monkeypatch.setattr(belongings, "BATCH", 2)
    for _ in range(5):
        make_article(by=alice)
    response = own.get(DOWNLOAD)
    assert response.streaming
    assert len(json.loads(response.getvalue())["imports"]) == 5


def test_batches_are_few_and_lose_nothing(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(belongings, "BATCH", 3)
    stories = [make_article().pk for _ in range(7)]
    with django_assert_num_queries(4):
        assert [row.pk for row in in_batches(Article.objects.all())] == stories


def test_downloading_is_limited(own):
    for _ in range(6):
        assert own.get(DOWNLOAD).status_code == 200
    response = own.get(DOWNLOAD)
    assert response.status_code == 429
    assert "Too many tries" in response.text


def test_the_avatar_has_the_first_and_the_last_initial(alice):
    alice.display_name = "Ann Marie Lee"
    assert alice.initials == "AL"


def test_only_time_zones_are_time_zones():
    known_zone("Europe/Tirane")
    with pytest.raises(ValidationError):
        known_zone("../../etc/passwd")
