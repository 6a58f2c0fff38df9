"""Projects: described, archived, reopened, joined and left; the Open desk stays what it is."""

import pytest

from annotations.models import Membership, Project
from articles.models import Event
from articles.models.refusal import NotAllowed
from tests.makers import make_claim, make_project


@pytest.fixture
def guild(alice, olga):
    guild = make_project("Guild")
    guild.admit(alice, Membership.ANNOTATOR, by=olga)
    return guild


@pytest.fixture
def desk(db):
    return Project.objects.open_desk()


def verbs(project):
    return [event.verb for event in Event.objects.of(project)]


def test_what_is_said_of_a_project_is_changed_with_its_event(guild, olga):
    assert guild.describe(by=olga, name="The guild", guidelines="Mark what is said.")
    assert (guild.name, guild.guidelines) == ("The guild", "Mark what is said.")
    event = Event.objects.of(guild).first()
    assert (event.before["name"], event.after["name"]) == ("Guild", "The guild")
    assert guild.describe(by=olga, name="The guild") is False
    assert verbs(guild) == ["describe", "admit"]


def test_an_address_that_is_taken_is_refused(guild, desk, olga):
    with pytest.raises(NotAllowed, match="has this address"):
        guild.describe(by=olga, slug=desk.slug)


@pytest.mark.parametrize(
    "fields", [{"slug": "another"}, {"access": Project.INVITED}, {"is_blind": True}]
)
def test_the_open_desk_stays_open_to_everybody(desk, olga, fields):
    with pytest.raises(NotAllowed, match="Open desk keeps"):
        desk.describe(by=olga, **fields)
    with pytest.raises(NotAllowed, match="stays open"):
        desk.archive(by=olga)
    assert desk.describe(by=olga, guidelines="Quote exactly.")


def test_a_project_is_archived_and_reopened_once(guild, alice, olga):
    for verb, marking in ((guild.archive, False), (guild.reopen, True)):
        assert verb(by=olga) is True
        assert verb(by=olga) is False
        assert Project.objects.markable_by(alice).filter(pk=guild.pk).exists() is marking
    assert verbs(guild) == ["reopen", "archive", "admit"]


def test_who_leaves_leaves_the_claims_behind(guild, article, alice, olga):
    claim = make_claim(article, by=alice, project=guild)
    assert guild.let_go(alice, by=olga) is True
    assert guild.let_go(alice, by=olga) is False
    assert guild.claims.get() == claim
    assert not Project.objects.visible_to(alice).filter(pk=guild.pk).exists()
    assert verbs(guild) == ["let_go", "admit"]
