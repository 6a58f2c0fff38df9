"""Rights of those who follow, looked up again for all at once: who lost theirs is told so."""

import itertools
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from annotations.models import Membership, Project
from articles.models import Article, Event
from newsroom.live.rights import Follower, looked_up
from newsroom.live.telling import told
from newsroom.models import Session
from tests.makers import make_article, make_project, make_user
from tests.newsroom.streams import happen

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    return Project.objects.open_desk()


def follow(article, project, person=None):
    """The right of somebody who has just begun to follow."""
    if person is None:
        return Follower(article.uuid, project.uuid, project.is_blind)
    client = Client()
    client.force_login(person)
    session = client.session.session_key
    return Follower(article.uuid, project.uuid, project.is_blind, person.pk, person.uuid, session)


def still(follower):
    return looked_up([follower])[follower] is not None


def test_nothing_changed(article, desk, rita):
    followers = [follow(article, desk), follow(article, desk, rita)]
    assert looked_up(followers) == {each: each for each in followers}
    assert looked_up([]) == {}


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_the_story_is_no_longer_to_be_read(article, desk, rita, state):
    followers = [follow(article, desk), follow(article, desk, rita)]
    Article.objects.filter(pk=article.pk).update(state=state)
    assert not any(map(still, followers))


def test_the_story_is_for_fewer(article, desk, rita):
    unknown, known = follow(article, desk), follow(article, desk, rita)
    article.open_to(Article.SIGNED_IN, by=None)
    assert not still(unknown) and still(known)


def test_an_archived_story_is_still_followed(article, desk):
    article.archive(by=None)
    assert still(follow(article, desk))


def test_the_session_ended(article, desk, rita):
    follower = follow(article, desk, rita)
    Session.objects.filter(person=rita).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not still(follower)
    Session.objects.all().delete()
    assert not still(follower)


def test_the_session_is_somebody_elses_by_now(article, desk, rita, alice):
    follower = follow(article, desk, rita)
    Session.objects.filter(person=rita).update(person=alice)
    assert not still(follower)


def test_the_account_is_closed_or_the_password_another(article, desk, rita, alice, olga):
    followers = follow(article, desk, rita), follow(article, desk, alice)
    rita.close(by=olga)
    alice.change_password("a quite different phrase")
    assert not any(map(still, followers))


def test_the_account_is_shut(article, desk, rita):
    follower = follow(article, desk, rita)
    type(rita).objects.filter(pk=rita.pk).update(is_active=False)
    assert not still(follower)


def test_a_member_is_none_any_more(article, alice):
    project = make_project("Closed", people=[alice])
    follower = follow(article, project, alice)
    assert still(follower)
    Membership.objects.all().delete()
    assert not still(follower)


def test_a_curator_is_none_any_more(desk, bob, olga):
    follower = follow(make_article(state=Article.DRAFT), desk, bob)
    assert still(follower)
    bob.change_role("annotator", by=olga)
    assert not still(follower)


def test_a_project_becomes_blind(article, desk, rita):
    follower = follow(article, desk, rita)
    Project.objects.update(is_blind=True)
    assert looked_up([follower])[follower].is_blind


def test_queries_do_not_grow_with_followers(article, desk, django_assert_num_queries):
    people = [make_user() for _ in range(3)]
    for count in (1, 3):
        followers = [follow(article, desk, person) for person in people[:count]]
        with django_assert_num_queries(3):
            assert all(looked_up(followers).values())


def test_very_many_are_asked_about_in_parts(article, desk, monkeypatch):
    monkeypatch.setattr("newsroom.live.rights.TOGETHER", 2)
    followers = [follow(article, desk, make_user()) for _ in range(5)]
    assert all(looked_up(followers).values())


def test_stream_and_table_tell_each_the_same(article, desk, alice, charlie):
    """What is told as it happens, and what is told after coming back, are one rule in two words."""
    blind = make_project("Blind", people=[alice, charlie], is_blind=True)
    other = make_article()
    for story, project, by in itertools.product(
        (article, other), (None, desk, blind), (None, alice, charlie)
    ):
        happen(story, project, by=by)
    happen(article, desk, subject=alice)
    happen(article, subject=alice)
    everything = told(Event.objects.order_by("id"))
    for project, person in itertools.product((desk, blind), (None, alice, charlie)):
        follower = follow(article, project, person)
        seen = [event for event in everything if follower.sees(event)]
        assert seen == told(follower.events())
        assert seen


def test_what_is_looked_up_is_what_pages_ask(desk, rita, alice, bob, olga):
    closed = make_project("Closed", people=[alice])
    stories = [
        make_article(state=state, audience=audience, by=alice)
        for state in ("draft", "published", "archived")
        for audience in ("everyone", "signed_in")
    ]
    for story, project, person in itertools.product(
        stories, (desk, closed), (None, rita, alice, bob, olga)
    ):
        asking = person or AnonymousUser()
        readable = Article.objects.visible_to(asking).filter(pk=story.pk).exists()
        seen = Project.objects.visible_to(asking).filter(pk=project.pk).exists()
        assert still(follow(story, project, person)) == (readable and seen)
