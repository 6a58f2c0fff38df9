"""Closing an account: the person is forgotten, the work stays, and an owner is always left."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse

from annotations.models import Notice, Reply
from articles.models import Event
from articles.models.refusal import NotAllowed
from newsroom.models import Presence, Session, Token, User, traces
from newsroom.models.token import Spent
from tests.makers import PASSWORD, make_article, make_claim, make_user
from tests.newsroom.together import together

CLOSE = reverse("accounts:close")
GOOD = {"understood": "on", "current": PASSWORD}


@pytest.fixture
def own(client, alice):
    alice.change_profile(email="alice@example.org", display_name="Alice Oduya")
    client.force_login(alice)
    return client


def left_by(alice, bob):
    """Rows of each kind that a person leaves: links, notices, a place in a story."""
    alice.issue_reset(by=None)
    Token.objects.issue("join", timedelta(days=1), made_by=alice, role="reader")
    claim = make_claim(make_article(), by=alice)
    Reply.write(claim, "Is it so?", by=bob)
    place = {"story": claim.article.uuid, "project": claim.project.uuid, "place": 1}
    Presence.objects.create(person=alice, **place)


def of_a_person_alone(person):
    """Rows that would go with the person's."""
    relations = [each for each in User._meta.related_objects if each.on_delete is models.CASCADE]
    return [
        row for each in relations
        for row in each.related_model.objects.filter(**{each.field.name: person})
    ]  # fmt: skip


def all_that_is_stored():
    tables = apps.get_models(include_auto_created=True)
    return " ".join(str(list(each._base_manager.values_list())) for each in tables)


@pytest.mark.django_db
class TestClosing:
    def test_the_page_says_what_goes_and_what_stays(self, own):
        page = own.get(CLOSE).text
        assert "former member" in page
        assert reverse("accounts:download") in page

    def test_name_address_sessions_and_links_go(self, own, alice):
        alice.issue_reset(by=None)
        Client().force_login(alice)
        name, hashed = alice.name, alice.password
        assert own.post(CLOSE, GOOD).url == "/"
        alice.refresh_from_db()
        assert alice.closed_at
        assert not alice.is_active
        assert name not in alice.name
        assert len(alice.name) > 30
        assert (alice.display_name, alice.email, alice.look, alice.role, alice.last_login) == (
            "former member", "", "", "reader", None,
        )  # fmt: skip
        assert alice.password != hashed
        assert not alice.has_usable_password()
        assert not Token.objects.exists()
        assert not Session.objects.filter(person=alice).exists()
        assert own.get(reverse("accounts:account")).status_code == 302

    def test_the_work_stays(self, own, alice):
        story = make_article(by=alice)
        own.post(CLOSE, GOOD)
        story.refresh_from_db()
        assert story.importer.display_name == "former member"
        assert story.current.editor_id == alice.pk
        assert Event.objects.filter(by=alice, verb="revise").get().after["revision"] == 1

    def test_what_events_tell_of_the_person_goes(self, own, alice, olga):
        alice.change_role("curator", by=olga)
        alice.fail_to_sign_in("203.0.113.0/24")
        Event.objects.record(
            "assign", make_article(), by=olga, after={"to": {"display_name": "Alice Oduya"}}
        )
        Event.objects.record("mail", make_article(), by=olga, before={"to": "alice@example.org"})
        own.post(CLOSE, GOOD)
        told = " ".join(f"{event.before} {event.after}" for event in Event.objects.all())
        assert "Alice" not in told
        assert "alice@" not in told
        assert "203.0.113" not in told
        mine = Event.objects.of(alice)
        assert {event.verb for event in mine} >= {"change_role", "change_profile", "close"}
        assert all(not event.before and not event.after for event in mine)

    def test_nothing_that_is_the_persons_alone_is_left_anywhere(self, own, alice, bob):
        """Whatever table there is, or will be: rows that go with a person go with the account."""
        left_by(alice, bob)
        kinds = {Session, Token, Presence, Notice}
        assert {type(row) for row in of_a_person_alone(alice)} == kinds
        own.post(CLOSE, GOOD)
        assert of_a_person_alone(alice) == []

    def test_no_word_of_the_person_is_left_anywhere(self, own, alice, bob):
        left_by(alice, bob)
        alice.fail_to_sign_in("203.0.113.0/24")
        words = {"alice", "Alice", "example.org", "203.0.113", own.session.session_key}
        assert words == {word for word in words if word in all_that_is_stored()}
        own.post(CLOSE, GOOD)
        assert not {word for word in words if word in all_that_is_stored()}

    def test_the_work_and_its_author_stay(self, own, alice, bob):
        claim = make_claim(make_article(), by=alice)
        reply = Reply.write(claim, "It held.", by=alice)
        own.post(CLOSE, GOOD)
        claim.refresh_from_db()
        assert (claim.author, claim.author.display_name) == (alice, "former member")
        assert claim.replies.get() == reply and reply.author == alice

    def test_events_that_come_while_the_old_ones_are_read_are_redacted_too(self, alice, olga):
        found = traces.Traces(alice)
        Event.objects.record("x", make_article(), by=olga, after={"display_name": "Alice"})
        found.redact()
        assert Event.objects.get(verb="x").redacted_at

    def test_a_name_with_letters_that_are_written_otherwise_is_found(self, alice, olga):
        alice.change_profile(display_name="Álice “O” Ōduya")
        Event.objects.record(
            "x", make_article(), by=olga, after={"display_name": "Álice “O” Ōduya"}
        )
        alice.close(by=alice)
        assert Event.objects.get(verb="x").redacted_at

    def test_somebody_called_published_takes_nobodys_history_along(self, rita, bob):
        rita.change_profile(display_name="published")
        story = make_article(by=bob)
        rita.close(by=rita)
        assert Event.objects.get(verb="publish", subject=story.uuid).after["state"] == "published"

    def test_many_traces_go_in_batches(self, alice, olga, monkeypatch):
        monkeypatch.setattr(traces, "BATCH", 2)
        for _ in range(5):
            Event.objects.record("x", make_article(), by=olga, after={"display_name": "Alice"})
        alice.close(by=alice)
        assert Event.objects.filter(verb="x", redacted_at=None).count() == 0

    def test_the_display_name_is_free_afterwards_and_members_can_leave_one_after_another(
        self, alice, rita
    ):
        alice.close(by=alice)
        rita.close(by=rita)
        assert User.objects.filter(display_name="former member").count() == 2
        make_user("new", display_name="Alice")

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({"understood": "on"}, "current"),
            ({"understood": "on", "current": "wrong"}, "current"),
            ({"current": PASSWORD}, "understood"),
        ],
    )
    def test_it_takes_the_password_and_a_yes(self, own, alice, data, field):
        response = own.post(CLOSE, data)
        assert response.status_code == 422
        assert response.context["form"].errors[field]
        alice.refresh_from_db()
        assert alice.is_active

    def test_guessing_the_password_is_limited(self, own, alice):
        for _ in range(5):
            own.post(CLOSE, GOOD | {"current": "wrong"})
        assert own.post(CLOSE, GOOD).status_code == 429
        alice.refresh_from_db()
        assert alice.is_active

    def test_a_closed_account_is_closed_once(self, alice):
        again = User.objects.get(pk=alice.pk)
        alice.close(by=alice)
        with pytest.raises(NotAllowed):
            again.close(by=again)

    def test_the_database_keeps_nothing_of_a_closed_account(self, alice):
        alice.close(by=alice)
        for kept in ({"email": "a@b.org"}, {"display_name": "Alice"}, {"is_active": True}):
            with pytest.raises(IntegrityError), transaction.atomic():
                User.objects.filter(pk=alice.pk).update(**kept)


@pytest.mark.django_db
class TestTheLastOwner:
    def test_cannot_leave(self, client, olga):
        client.force_login(olga)
        assert "The last owner of a site stays" in client.get(CLOSE).text
        response = client.post(CLOSE, GOOD)
        assert response.status_code == 422
        olga.refresh_from_db()
        assert olga.is_owner

    def test_is_told_why_when_the_other_owner_left_meanwhile(self, client, olga, monkeypatch):
        client.force_login(olga)
        monkeypatch.setattr(User, "is_last_owner", False)
        response = client.post(CLOSE, GOOD)
        assert response.status_code == 422
        assert "Make somebody else an owner first" in response.text

    def test_cannot_lose_the_role(self, olga):
        with pytest.raises(NotAllowed):
            olga.change_role("curator", by=olga)

    def test_can_leave_once_there_is_another(self, client, olga):
        make_user("second", "owner")
        client.force_login(olga)
        assert client.post(CLOSE, GOOD).status_code == 302
        assert User.objects.owners().count() == 1

    def test_an_owner_whose_account_is_closed_does_not_count(self, olga):
        second = make_user("second", "owner")
        second.close(by=second)
        with pytest.raises(NotAllowed):
            olga.close(by=olga)

    def test_links_that_an_owner_made_go_with_the_role(self, olga, alice):
        make_user("second", "owner")
        olga.invite("owner", timedelta(days=1))
        alice.issue_reset(by=olga)
        olga.change_role("annotator", by=olga)
        assert not Token.objects.exists()


@pytest.mark.django_db
class TestAnOwnerClosesAnAccount:
    def test_with_the_owners_own_password(self, client, olga, rita):
        client.force_login(olga)
        url = reverse("accounts:close_person", args=[rita.uuid])
        assert "Close the account of Rita" in client.get(url).text
        assert client.post(url, GOOD | {"current": "wrong"}).status_code == 422
        assert client.post(url, GOOD).url == reverse("accounts:people")
        rita.refresh_from_db()
        assert rita.closed_at
        assert Event.objects.of(rita).first().by == olga
        assert client.get(reverse("accounts:people")).status_code == 200

    def test_and_ones_own_on_ones_own_page(self, client, olga):
        client.force_login(olga)
        assert client.get(reverse("accounts:close_person", args=[olga.uuid])).url == CLOSE

    def test_which_curators_may_not(self, client, bob, rita):
        client.force_login(bob)
        assert client.post(reverse("accounts:close_person", args=[rita.uuid])).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["close", "demote", "close and demote", "demote each other"])
def test_two_owners_who_leave_at_once_leave_one(how):
    first, second = make_user("first", "owner"), make_user("second", "owner")
    acts = {
        "close": [lambda: first.close(by=first), lambda: second.close(by=second)],
        "demote": [
            lambda: first.change_role("reader", by=first),
            lambda: second.change_role("reader", by=second),
        ],
        "close and demote": [
            lambda: first.close(by=first),
            lambda: second.change_role("reader", by=second),
        ],
        "demote each other": [
            lambda: first.change_role("reader", by=second),
            lambda: second.change_role("reader", by=first),
        ],
    }
    outcomes = together(*acts[how])
    assert sorted(map(str, outcomes)) == sorted(map(str, [None, NotAllowed]))
    assert User.objects.owners().count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_open_an_invitation_at_once_one_gets_in(olga):
    path = olga.invite("annotator", timedelta(days=1))
    secret = path.rstrip("/").rpartition("/")[2]

    def joining(name):
        link = Token.objects.held_by(secret, Token.JOIN)
        return lambda: User.objects.join(link, name, PASSWORD, display_name=name)

    outcomes = together(*[joining(f"guest{number}") for number in range(4)])
    assert outcomes.count(None) == 1
    assert outcomes.count(Spent) == 3
    assert User.objects.filter(role="annotator").count() == 1
