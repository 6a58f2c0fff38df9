"""Who may see, mark in, work in and curate projects, and what follows for claims and sources."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from annotations.models import (
    Claim,
    Evidence,
    Membership,
    Project,
    Proposal,
    Reply,
    Source,
)
from annotations.views.access import project_to_mark_in
from articles.models import Article, Event
from tests.makers import make_article, make_claim, make_project, make_source, make_user

OPEN, GUILD, CLOSED = "Open desk", "Guild", "Old guild"
ALL = {OPEN, GUILD, CLOSED}


@pytest.fixture
def people(rita, alice, charlie, bob, olga):
    """What they are: alice is a member of the guilds, charlie their curator, the last one left."""
    gone = make_user("gone", "curator", is_active=False)
    Project.objects.open_desk()
    for name, archived_at in ((GUILD, None), (CLOSED, timezone.now())):
        guild = make_project(name, archived_at=archived_at)
        guild.admit(alice, Membership.ANNOTATOR, by=olga)
        guild.admit(charlie, Membership.CURATOR, by=olga)
    return {
        "anybody": AnonymousUser(), "reader": rita, "member": alice, "their curator": charlie,
        "curator": bob, "owner": olga, "gone": gone,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "visible", "markable", "worked_in", "curated"),
    [
        ("anybody", {OPEN}, set(), set(), set()),
        ("reader", {OPEN}, set(), set(), set()),
        ("member", ALL, {OPEN, GUILD}, ALL, set()),
        ("their curator", ALL, {OPEN, GUILD}, ALL, {GUILD, CLOSED}),
        ("curator", {OPEN}, {OPEN}, {OPEN}, {OPEN}),
        ("owner", ALL, {OPEN}, ALL, ALL),
        ("gone", {OPEN}, set(), set(), set()),
    ],
)
def test_projects(people, who, visible, markable, worked_in, curated):
    person, projects = people[who], Project.objects.in_order()
    for found, names in (
        (projects.visible_to(person), visible),
        (projects.markable_by(person), markable),
        (projects.worked_in_by(person), worked_in),
        (projects.curated_by(person), curated),
    ):
        assert {str(project) for project in found} == names
    for project in projects:
        source = make_source(f"{project} source", project=project)
        for rows, names in (
            (Source.objects.visible_to(person), visible),
            (Source.objects.editable_by(person), markable),
            (Source.objects.curated_by(person), curated),
        ):
            assert rows.filter(pk=source.pk).exists() is (project.name in names)


def claims_of(people, article, project_name):
    project = Project.objects.get(name=project_name)
    return make_claim(article, by=people["member"], project=project)


def able(rows, people):
    """Who of the people finds anything in what `rows` gives them."""
    return {who for who, person in people.items() if rows(person).exists()}


def test_claims_of_an_open_project(people, article):
    claims_of(people, article, OPEN)
    claims = Claim.objects
    assert able(claims.visible_to, people) == set(people)
    assert able(claims.readable_by, people) == set(people)
    assert able(claims.editable_by, people) == {"member"}
    assert able(claims.answerable_by, people) == {"member", "their curator", "curator", "owner"}
    assert able(claims.curated_by, people) == {"curator", "owner"}
    assert able(claims.anchorable_by, people) == {"member", "curator", "owner"}


def test_claims_of_a_guild(people, article):
    claims_of(people, article, GUILD)
    claims = Claim.objects
    assert able(claims.visible_to, people) == {"member", "their curator", "owner"}
    assert able(claims.editable_by, people) == {"member"}
    assert able(claims.answerable_by, people) == {"member", "their curator"}
    assert able(claims.curated_by, people) == {"their curator", "owner"}
    assert able(claims.anchorable_by, people) == {"member", "their curator", "owner"}


def test_claims_of_a_blind_project_are_their_authors_and_its_curators(people, article):
    claims_of(people, article, GUILD)
    Project.objects.update(is_blind=True)
    people["another member"] = make_user("dora", "annotator")
    Project.objects.get(name=GUILD).admit(people["another member"], "annotator", by=None)
    assert able(Claim.objects.visible_to, people) == {"member", "their curator", "owner"}


def test_hidden_claims_are_their_authors_and_curators(people, article):
    claims_of(people, article, OPEN)
    Claim.objects.update(hidden_at=timezone.now(), hidden_reason="Off the story")
    assert able(Claim.objects.visible_to, people) == {"member", "curator", "owner"}
    assert able(Claim.objects.editable_by, people) == set()
    assert able(Claim.objects.answerable_by, people) == set()
    assert able(Claim.objects.anchorable_by, people) == set()


def test_deleted_claims_are_read_by_those_who_work_in_the_project(people, article):
    claims_of(people, article, OPEN)
    Claim.objects.update(deleted_at=timezone.now())
    within = {"member", "their curator", "curator", "owner"}
    assert able(Claim.objects.readable_by, people) == within
    assert able(Claim.objects.answerable_by, people) == set()


@pytest.mark.parametrize("state", [Article.ARCHIVED, Article.WITHDRAWN])
def test_claims_on_a_closed_story_stay_as_they_are(people, article, state):
    claims_of(people, article, OPEN)
    Article.objects.update(state=state)
    withdrawn = state == Article.WITHDRAWN
    within = {"member", "their curator", "curator", "owner"}
    assert able(Claim.objects.readable_by, people) == (within if withdrawn else set(people))
    for rows in (
        Claim.objects.editable_by,
        Claim.objects.answerable_by,
        Claim.objects.anchorable_by,
    ):
        assert able(rows, people) == set()


def test_claims_are_seen_by_those_alone_who_may_see_their_story(people, bob):
    claims_of(people, make_article(audience=Article.SIGNED_IN), OPEN)
    assert able(Claim.objects.visible_to, people) == set(people) - {"anybody"}


def test_what_others_add_to_a_claim(people, article, charlie):
    claim = claims_of(people, article, GUILD)
    within = {"member", "their curator", "owner"}
    Reply.write(claim, "Is it so?", by=charlie)
    assert able(Reply.objects.visible_to, people) == within
    assert able(Reply.objects.editable_by, people) == {"their curator"}
    Evidence.add(claim, by=charlie, stance="supports", address="https://example.org/")
    assert able(Evidence.objects.removable_by, people) == within
    Proposal.make(claim, claim.coding, by=charlie)
    assert able(Proposal.objects.visible_to, people) == within
    assert able(Proposal.objects.decidable_by, people) == {"member"}


def test_a_member_is_admitted_once_and_given_another_role_with_an_event(people, alice, olga):
    guild = Project.objects.get(name=GUILD)
    before = Event.objects.count()
    guild.admit(alice, Membership.ANNOTATOR, by=olga)
    assert Event.objects.count() == before
    member = guild.admit(alice, Membership.CURATOR, by=olga)
    event = Event.objects.of(guild).first()
    assert (event.by, event.before["role"], event.after["role"]) == (olga, "annotator", "curator")
    assert str(member) == "Alice, curator"


def test_who_can_be_mentioned_in_a_blind_project_are_its_members(people, article):
    desk = Project.objects.get(name=OPEN)
    claims_of(people, article, OPEN)
    assert [str(person) for person in desk.people()] == ["Alice"]
    desk.is_blind = True
    assert not desk.people().exists()
    assert [str(person) for person in Project.objects.get(name=GUILD).people()] == [
        "Alice",
        "Charlie",
    ]


def test_one_marks_in_the_project_that_is_named_if_one_may(people, rf):
    def named(who, slug):
        request = rf.post("/", {"project": slug} if slug else {})
        request.user = people[who]
        return project_to_mark_in(request)

    assert str(named("curator", "")) == OPEN
    assert str(named("member", "guild")) == GUILD
    with pytest.raises(Http404):
        named("curator", "guild")
    for who, slug in (("reader", ""), ("owner", "guild"), ("member", "old-guild")):
        with pytest.raises(PermissionDenied):
            named(who, slug)


def test_the_rules_of_a_project_are_its_owners_to_decide(people, charlie):
    def owners():
        return able(Project.objects.filter(name=GUILD).owned_by, people)

    assert owners() == {"owner"}
    Project.objects.get(name=GUILD).admit(charlie, Membership.OWNER, by=None)
    assert owners() == {"owner", "their curator"}


def test_what_is_no_slug_names_no_project(client, people, article):
    client.force_login(people["member"])
    addresses = [
        reverse("annotations:block", args=[article.uuid, 0]),
        reverse("annotations:changes", args=[article.uuid]),
        reverse("annotations:choose", args=[article.uuid]),
        reverse("articles:revision", args=[article.uuid, 1]),
    ]
    for address in addresses:
        assert client.get(address, {"project": "a\0b"}).status_code == 404
    marked = client.post(reverse("annotations:mark", args=[article.uuid]), {"project": "\0"})
    assert marked.status_code == 404
