"""Projects at the desk: read by curators, changed by owners."""

import uuid

import pytest

from annotations.models import Membership, Project
from articles.models import Event
from tests.annotations.at_the_desk import fetched, filled_in, page, rows, said
from tests.makers import make_claim, make_project, make_source

LIST = "project_changelist"


@pytest.fixture
def desk(client, olga):
    client.force_login(olga)
    return client


@pytest.fixture
def probe(alice):
    return make_project("Probe", people=[alice])


def url(project, view="change"):
    return page(f"project_{view}", project)


def typed(desk, project, **changes):
    return filled_in(desk.get(url(project)), **changes)


def test_projects_are_listed_with_members_and_claims(desk, probe, article, alice):
    make_claim(article, by=alice, project=probe, source=make_source(project=probe))
    probe.describe(is_blind=True, by=None)
    probe.archive(by=None)
    html = desk.get(page(LIST)).content.decode()
    for words in ("Probe", "By invitation", "Blind", "Archived", "Everybody who annotates"):
        assert words in html
    assert '<td class="field-member_count">1</td>' in html
    assert '<td class="field-claim_count">1</td>' in html
    assert rows(desk, "?access__exact=invited", LIST) == [probe]
    assert rows(desk, "?q=prob", LIST) == [probe]


def test_an_owner_changes_its_rules(desk, probe, olga):
    response = desk.post(
        url(probe),
        typed(desk, probe, name="Probe two", slug="probe-2", guidelines="Mark all.",
              access="open", is_blind="on"),
    )  # fmt: skip
    assert said(response) == "Saved."
    kept = fetched(probe)
    assert (kept.name, kept.slug, kept.access) == ("Probe two", "probe-2", "open")
    assert (kept.guidelines, kept.is_blind) == ("Mark all.", True)
    event = Event.objects.of(probe).first()
    assert (event.verb, event.by, event.project) == ("describe", olga, probe.uuid)
    html = desk.get(url(probe)).content.decode()
    assert "Everybody who annotates" in html
    assert "Blind:" in html
    assert said(desk.post(url(probe), typed(desk, probe))) == "Nothing was changed."


def test_two_owners_mend_different_fields_at_once(desk, probe, olga):
    mine = typed(desk, probe, guidelines="Mark all.")
    probe.describe(name="Renamed by another", by=None)
    desk.post(url(probe), mine)
    assert (fetched(probe).name, fetched(probe).guidelines) == ("Renamed by another", "Mark all.")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": " "}, "name"), ({"slug": "two words"}, "slug"), ({"slug": "open-desk"}, "__all__"),
     ({"access": "secret"}, "access"), ({"guidelines": "x" * 50_001}, "guidelines")],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_what_was_typed_stays(desk, probe, changes, field):
    Project.objects.open_desk()
    more = {"guidelines": "Words of mine."} | changes
    response = desk.post(url(probe), typed(desk, probe, **more))
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert more["guidelines"] in response.content.decode()
    assert fetched(probe).name == "Probe"


@pytest.mark.parametrize(
    "changes", [{"slug": "desk"}, {"access": "invited"}, {"is_blind": "on"}]
)  # fmt: skip
def test_the_open_desk_stays_what_it_is(desk, changes):
    project = Project.objects.open_desk()
    response = desk.post(url(project), typed(desk, project, **changes))
    assert response.status_code == 422
    assert "The Open desk keeps its address" in response.content.decode()
    assert "The Open desk stays open." in said(desk.post(url(project, "archiving")))
    assert fetched(project).archived_at is None
    assert said(desk.post(url(project), typed(desk, project, guidelines="Be fair."))) == "Saved."


def test_members_are_admitted_given_roles_and_let_go(desk, probe, charlie, olga):
    response = desk.post(url(probe, "members"), {"author": "charlie", "role": "annotator"})
    assert said(response) == "Charlie: annotator."
    member = probe.memberships.get(person=charlie)
    assert member.role == "annotator"
    data = {"member": str(charlie.uuid), "role": "curator"}
    assert "Charlie: curator." in said(desk.post(url(probe, "members"), data))
    assert fetched(member).role == "curator"
    html = desk.get(url(probe)).content.decode()
    assert "Made somebody a member" in html
    assert "Charlie" in html
    gone = desk.post(url(probe, "members"), {"member": str(charlie.uuid), "let_go": "1"})
    assert "Charlie is no member any more." in said(gone)
    assert not Membership.objects.filter(pk=member.pk).exists()
    event = Event.objects.of(probe).first()
    assert (event.verb, event.by, event.before["person"]) == ("let_go", olga, str(charlie.uuid))
    assert not probe.let_go(charlie, by=olga)


@pytest.mark.parametrize(
    ("data", "status"),
    [({"author": "Nobody", "role": "annotator"}, 422), ({"author": "Charlie"}, 422),
     ({"author": "Charlie", "role": "king"}, 422), ({}, 422), ({"member": "x"}, 404),
     ({"member": str(uuid.UUID(int=3)), "let_go": "1"}, 404)],
)  # fmt: skip
def test_no_member_comes_of_nonsense(desk, probe, charlie, data, status):
    assert desk.post(url(probe, "members"), data).status_code == status
    assert probe.memberships.count() == 1


def test_a_role_that_is_none_is_refused(desk, probe, alice):
    data = {"member": str(alice.uuid), "role": "king"}
    assert "an annotator, a curator or an owner" in said(desk.post(url(probe, "members"), data))
    assert probe.memberships.get().role == "annotator"


def test_a_project_is_archived_and_reopened(desk, probe, alice):
    assert "archived" in said(desk.post(url(probe, "archiving")))
    assert not Project.objects.markable_by(alice).filter(pk=probe.pk).exists()
    assert "Reopen" in desk.get(url(probe)).content.decode()
    desk.post(url(probe, "archiving"))
    assert Event.objects.of(probe).filter(verb="archive").count() == 1
    assert "open again" in said(desk.post(url(probe, "archiving"), {"reopen": "1"}))
    desk.post(url(probe, "archiving"), {"reopen": "1"})
    assert Event.objects.of(probe).filter(verb="reopen").count() == 1
    assert fetched(probe).archived_at is None


def test_a_curator_reads_what_an_owner_of_the_project_changes(client, probe, bob):
    probe.describe(guidelines="Mark what is said.", by=None)
    probe.admit(bob, "curator", by=None)
    client.force_login(bob)
    html = client.get(url(probe)).content.decode()
    assert "Mark what is said." in html
    assert "<textarea" not in html
    for view in ("change", "members", "archiving"):
        assert client.post(url(probe, view), {"name": "Mine"}).status_code == 404
    probe.admit(bob, "owner", by=None)
    form = filled_in(client.get(url(probe)), name="Mine")
    assert client.post(url(probe), form).status_code == 302
    assert fetched(probe).name == "Mine"


def test_an_empty_project_says_so(desk):
    html = desk.get(url(make_project("Empty"))).content.decode()
    assert "Nobody yet." in html
    html = desk.get(url(Project.objects.open_desk())).content.decode()
    assert "Everybody who annotates may mark here." in html


def test_queries_do_not_grow_with_rows(desk, alice, charlie, rita, django_assert_max_num_queries):
    probe = make_project("Probe", people=[alice])
    for address in (page(LIST), url(probe)):
        desk.get(address)
        with django_assert_max_num_queries(14) as few:
            desk.get(address)
        for person in (charlie, rita):
            probe.admit(person, "annotator", by=None)
            make_project(people=[person])
        with django_assert_max_num_queries(len(few)):
            desk.get(address)


@pytest.mark.parametrize("view", ["change", "history", "members", "archiving"])
def test_projects_are_for_those_at_the_desk(client, rita, alice, bob, probe, view):
    method = client.post if view in ("members", "archiving") else client.get
    assert method(url(probe, view)).status_code == 302
    for person in (rita, alice):
        client.force_login(person)
        assert method(url(probe, view), follow=True).status_code in (302, 403)
    client.force_login(bob)
    assert method(url(probe, view)).status_code == 404
    assert method(url(Project(uuid=uuid.uuid4()), view)).status_code == 404
