"""A site's curator who is not in an invited project knows nothing of it: no claim, no source, no
member, in lists, filters, searches, acts and histories."""

import re
import uuid
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse

from annotations.models import Claim, Membership, Relation, Source
from articles.models import Event
from tests.annotations.at_the_desk import choose, page, rows
from tests.makers import make_article, make_claim, make_project, make_source

SECRETS = ("Secret probe", "secret-probe", "Whisperer", "A secret statement", "Zora Secret")

OWN = re.compile(r"[A-Za-z0-9]{64}|[0-9a-f]{8}-[0-9a-f-]{27}")  # tokens and addresses


@pytest.fixture
def zora(alice):
    alice.display_name = "Zora Secret"
    alice.save()
    return alice


@pytest.fixture
def apart(article, zora):
    """A claim in a project of zora's alone, on a story that everybody reads."""
    project = make_project("Secret probe", people=[zora])
    source = make_source("Whisperer", project=project, by=zora)
    other = make_source("Whisperer’s friend", project=project, by=zora)
    claim = make_claim(
        article, by=zora, project=project, source=source, statement="A secret statement"
    )
    claim.delete_softly(by=zora, expected=1)
    claim.restore(by=zora)
    friend = make_claim(article, "Ilse Brand", by=zora, project=project, source=other)
    Relation.relate(claim, "supports", friend, by=zora)
    other.merge_into(source, by=zora)
    return claim


@pytest.fixture
def desk(client, bob, apart, article, charlie):
    """Bob's, who curates the Open desk, where something stands too."""
    make_claim(article, "the new pumps", by=charlie)
    client.force_login(bob)
    return client


def lists(apart):
    claims, events = page("claim_changelist"), reverse("admin:articles_event_changelist")
    story = apart.article.uuid
    yield claims
    for query in (
        "project=secret-probe", f"source={apart.source.uuid}", f"author={apart.author.uuid}",
        f"article={story}", "q=secret", "q=Whisperer", f"q={apart.uuid}", "q=thirty",
        "state=live", "place=made", "project=secret-probe&source=none",
    ):  # fmt: skip
        yield f"{claims}?{query}"
    sources = page("source_changelist")
    yield from (sources, f"{sources}?q=whisperer", f"{sources}?project=secret-probe")
    yield from (f"{sources}?merged=yes", page("project_changelist"))
    yield from (f"{page('project_changelist')}?q=secret", "/admin/")
    yield from (events, f"{events}?of=claim", f"{events}?of=source", f"{events}?of=project")
    yield f"{events}?q=Zora"
    for view in ("change", "history", "teasers", "delete"):
        yield reverse(f"admin:articles_article_{view}", args=[story])


def test_no_list_filter_search_or_history_tells_of_it(desk, apart):
    for url in lists(apart):
        response = desk.get(url)
        assert response.status_code == 200, url
        html = response.content.decode().split('id="main"')[1]
        for name, value in parse_qsl(urlsplit(url).query):  # the page repeats what was asked
            html = html.replace(f"{name}={value}", "").replace(f'value="{value}"', "")
        for secret in (*SECRETS, str(apart.uuid), str(apart.source.uuid)):
            if secret not in url:
                assert secret not in html, (url, secret)


def test_only_what_is_of_the_open_desk_is_counted(desk, apart, article):
    assert len(rows(desk)) == 1
    assert [str(row) for row in rows(desk, view="source_changelist")] == ["Ilse Brand"]
    assert [str(row) for row in rows(desk, view="project_changelist")] == ["Open desk"]
    tabs = desk.get(reverse("admin:articles_article_change", args=[article.uuid])).context["tabs"]
    assert [tab.count for tab in tabs if tab.label == "Claims"] == [1]
    deleting = desk.get(reverse("admin:articles_article_delete", args=[article.uuid]))
    assert deleting.context["references"] == ["1 claim"]


def test_every_page_and_act_answers_as_for_what_is_not_there(desk, apart):
    nothing = Claim(uuid=uuid.uuid4())
    pages = [
        ("claim", apart, ("change", "history"), ("hiding", "restoration", "author", "confirmation",
                                                 "place")),
        ("source", apart.source, ("change", "history"), ("change", "parting")),
        ("project", apart.project, ("change", "history"), ("change", "members", "archiving")),
    ]  # fmt: skip
    events = Event.objects.count()
    for kind, row, shown, acts in pages:
        for view in shown:
            answers = [desk.get(page(f"{kind}_{view}", each)) for each in (row, nothing)]
            assert {answer.status_code for answer in answers} == {404}, (kind, view)
            assert len({OWN.sub("", answer.content.decode()) for answer in answers}) == 1
        for view in acts:
            answer = desk.post(page(f"{kind}_{view}", row), {"reason": "x", "author": "Bob"})
            assert answer.status_code == 404, (kind, view)
    assert Event.objects.count() == events


@pytest.mark.parametrize("action", ["hide", "show", "restore", "confirm", "look_again", "reassign"])
def test_smuggled_claims_are_passed_over(desk, apart, action):
    events = Event.objects.count()
    more = {"apply": "1", "reason": "x", "author": "Bob", "seen": f"{apart.uuid}:1:3"}
    response = choose(desk, "claim_changelist", action, apart, **more)
    assert "A secret statement" not in response.content.decode()
    assert Event.objects.count() == events


def test_smuggled_sources_are_passed_over(desk, apart):
    mine = Source.objects.get(name="Ilse Brand")
    friend = Source.objects.get(name="Whisperer’s friend")
    events = Event.objects.count()
    for action, chosen in (("merge", (mine, apart.source)), ("part", (friend,))):
        more = {"stays": str(apart.source.uuid), "confirmed": "1"}
        response = choose(desk, "source_changelist", action, *chosen, **more)
        assert "Whisperer" not in response.content.decode()
    assert Event.objects.count() == events


def test_a_source_of_it_is_no_affiliation_elsewhere(desk, apart):
    mine = Source.objects.get(name="Ilse Brand")
    response = desk.get(page("source_change", mine))
    assert "Whisperer" not in response.content.decode()


def test_an_open_projects_history_does_not_name_what_is_apart(desk, apart, charlie, bob):
    """Where a claim of the Open desk came to be related to one that bob may not know."""
    here = Claim.objects.get(project__slug="open-desk")
    here._tell("relate", charlie, {}, {"kind": "supports", "other": str(apart.uuid)})
    html = desk.get(page("claim_change", here)).content.decode()
    assert "another claim" in html
    assert "A secret statement" not in html


def test_a_curator_of_it_sees_it_all(desk, apart, bob):
    apart.project.admit(bob, Membership.CURATOR, by=None)
    assert apart in rows(desk, "?project=secret-probe")
    assert apart.source in rows(desk, view="source_changelist")
    events = desk.get(reverse("admin:articles_event_changelist")).content.decode()
    assert "Whisperer" in events
    assert desk.get(page("claim_change", apart)).status_code == 200
    assert desk.get(page("project_change", apart.project)).status_code == 200


def test_a_plain_member_curates_nothing_there(desk, apart, bob):
    apart.project.admit(bob, Membership.ANNOTATOR, by=None)
    assert desk.get(page("claim_change", apart)).status_code == 404
    assert apart not in rows(desk)


def test_an_owner_of_the_site_sees_it_all(client, olga, apart):
    client.force_login(olga)
    assert apart in rows(client)
    assert client.get(page("claim_change", apart)).status_code == 200


def test_claims_of_a_blind_project_are_its_curators_to_see(desk, bob, zora):
    blind = make_project("Blind", people=[zora], is_blind=True)
    claim = make_claim(make_article(), by=zora, project=blind, source=make_source(project=blind))
    assert claim not in rows(desk)
    blind.admit(bob, Membership.CURATOR, by=None)
    assert claim in rows(desk)
