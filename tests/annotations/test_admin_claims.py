"""The list of claims at the desk: what it shows, how it is narrowed and searched."""

import uuid

import pytest

from annotations.admin import finding
from annotations.models import Claim, Project
from articles.models import Article
from tests.annotations.at_the_desk import page, revise, rows
from tests.makers import make_article, make_claim, make_project, make_source

LIST = page("claim_changelist")


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


@pytest.fixture
def claim(article, alice):
    return make_claim(article, by=alice, confidence="high")


def test_a_row_tells_words_source_level_story_author_and_state(desk, claim):
    html = desk.get(LIST).content.decode()
    for words in (
        "the barrier would last thirty years", "Ilse Brand", 'data-c="high"', "High",
        "Harbour town trusts its pumps", "Alice", "As marked",
    ):  # fmt: skip
        assert words in html
    assert f'href="{page("claim_change", claim)}"' in html


def test_whom_nobody_named_and_a_story_withdrawn_are_said_so(desk, article, alice):
    silent = make_claim(article, "the new pumps", by=alice)
    Claim.objects.filter(pk=silent.pk).update(voice="none", source=None)
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    html = desk.get(LIST).content.decode()
    assert "Not stated in the text" in html
    assert "A withdrawn story" in html


@pytest.mark.parametrize(
    ("fields", "sign"),
    [({"is_contested": True}, "Contested"), ({"hidden_reason": "Off topic"}, "Hidden"),
     ({"anchor_state": "edited", "needs_a_person": True}, "Words changed"),
     ({"anchor_state": "moved"}, "Moved")],
)  # fmt: skip
def test_what_sets_a_claim_apart_stands_beside_it(desk, claim, fields, sign):
    if "hidden_reason" in fields:
        fields = {**fields, "hidden_at": claim.created_at}
    Claim.objects.filter(pk=claim.pk).update(**fields)
    table = desk.get(LIST).content.decode().split("<tbody>")[1]
    assert sign in table


def test_the_project_is_shown_where_there_are_several(desk, claim, bob):
    assert "column-project" not in desk.get(LIST).content.decode()
    make_project("Probe", people=[bob]).admit(bob, "curator", by=None)
    assert "column-project" in desk.get(LIST).content.decode()


def test_each_filter_narrows_to_what_it_says(desk, article, alice, charlie, bob, claim):
    other = make_article("Another")
    probe = make_project("Probe", people=[bob, charlie])
    probe.admit(bob, "curator", by=None)
    source = make_source("The mayor’s office", "organisation", project=probe)
    lost = make_claim(
        other, "the new pumps", by=charlie, project=probe, source=source, confidence="low"
    )
    Claim.objects.filter(pk=lost.pk).update(
        anchor_state="lost", needs_a_person=True, start=None, is_contested=True
    )
    gone = make_claim(article, "The mayor", by=alice)
    gone.delete_softly(by=alice, expected=1)
    for query, found in {
        "project=probe": {lost},
        "project=open-desk": {claim, gone},
        f"article={other.uuid}": {lost},
        f"source={source.uuid}": {lost},
        f"author={alice.uuid}": {claim, gone},
        "source=outlet": set(),
        "confidence__exact=low": {lost},
        "place=waits": {lost},
        "place=lost": {lost},
        "place=made": {claim, gone},
        "place=nonsense": {claim, gone, lost},
        "state=live": {claim, lost},
        "state=deleted": {gone},
        "state=hidden": set(),
        "state=contested": {lost},
        "project=probe&state=live&place=waits&confidence__exact=low": {lost},
        "created_at__year=1999": set(),
    }.items():
        assert set(rows(desk, f"?{query}")) == found, query


@pytest.mark.parametrize("name", ["project", "article", "source", "author"])
@pytest.mark.parametrize("value", ["nonsense", str(uuid.UUID(int=7)), "1", "%00"])
def test_a_filter_by_what_is_not_there_finds_nothing(desk, claim, name, value):
    response = desk.get(f"{LIST}?{name}={value}", follow=True)
    assert response.status_code == 200
    if value != "%00":
        assert list(response.context["cl"].result_list) == []


def test_filters_offer_the_first_by_name_and_the_chosen_one(desk, article, alice, monkeypatch):
    monkeypatch.setattr("annotations.admin.filters.MOST_OFFERED", 1)
    first, second = make_source("Ahmed"), make_source("Zoe")
    make_claim(article, by=alice, source=second)
    offered = desk.get(LIST).content.decode()
    assert str(first.uuid) in offered
    assert f"source={second.uuid}" not in offered
    chosen = desk.get(f"{LIST}?source={second.uuid}").content.decode()
    assert "<strong>Zoe</strong>" in chosen


def test_a_project_narrows_the_sources_that_are_offered(desk, bob):
    probe = make_project("Probe", people=[bob])
    probe.admit(bob, "curator", by=None)
    here, there = make_source("Ahmed", project=probe), make_source("Zoe")
    html = desk.get(f"{LIST}?project=probe").content.decode()
    assert str(here.uuid) in html
    assert str(there.uuid) not in html


def test_a_list_asks_nothing_but_its_filters(desk, claim):
    for query in ("note__startswith=a", "author__email__contains=a", "hidden_reason=x"):
        response = desk.get(f"{LIST}?{query}")
        assert response["Location"].endswith("?e=1"), query


@pytest.mark.parametrize(
    ("typed", "finds"),
    [("thirty years", True), ("THIRTY", True), ("  last   thirty ", True), ("certain of it", True),
     ("brand", True), ("forty", False), ("%", False), ("_", False), ("…", False), ("", True),
     ("\x00", True), ("' OR 1=1 --", False), ("x" * 5000, False)],
)  # fmt: skip
def test_claims_are_found_by_quote_statement_or_source(desk, article, alice, typed, finds):
    claim = make_claim(article, by=alice, statement="She is certain of it")
    make_claim(article, "the new pumps", by=alice, source=make_source("Nobody else"))
    response = desk.get(LIST, {"q": typed}, follow=True)
    assert (claim in response.context["cl"].result_list) is finds


def test_letters_beyond_latin_are_found_whatever_their_case(desk, alice):
    story = make_article("Ein Fall", "Die Ärzte sagten, alles sei gut.")
    claim = make_claim(story, "Die Ärzte sagten", by=alice, statement="Ökonomie wächst")
    for typed in ("ärzte", "Ärzte", "ökonomie"):
        assert rows(desk, f"?q={typed}") == [claim], typed


def test_words_that_stood_there_once_are_found_no_more(desk, article, alice, bob):
    claim = make_claim(article, by=alice)
    revise(article, ("thirty years", "forty years"), by=bob)
    assert rows(desk, "?q=forty") == [claim]
    assert rows(desk, "?q=thirty") == []


def test_an_address_finds_its_claim_alone(desk, article, alice, claim):
    make_claim(article, "the new pumps", by=alice)
    typed = f"https://example.org{claim.get_absolute_url()}"
    assert [row.pk for row in desk.get(LIST, {"q": typed}).context["cl"].result_list] == [claim.pk]


def test_only_so_many_of_the_newest_are_looked_at(desk, article, alice, claim, monkeypatch):
    newer = make_claim(article, "thirty years", by=alice)
    monkeypatch.setattr(finding, "MOST_LOOKED_AT", 1)
    assert rows(desk, "?q=thirty") == [newer]
    monkeypatch.setattr(finding, "MOST_LOOKED_AT", 5)
    monkeypatch.setattr(finding, "MOST_FOUND", 1)
    assert rows(desk, "?q=thirty") == [newer]


def test_the_years_are_those_of_the_claims(desk, article, alice, claim):
    html = desk.get(LIST)
    assert [link.label for link in html.context["cl"].date_links] == [str(claim.created_at.year)]
    Claim.objects.all().delete()
    assert desk.get(LIST).context["cl"].date_links == []
    assert Project.objects.open_desk().claims.count() == 0


def test_an_empty_list_says_so(desk, db):
    assert "There are none yet." in desk.get(LIST).content.decode()
    assert "Nothing fits." in desk.get(f"{LIST}?q=x").content.decode()


@pytest.mark.parametrize("query", ["", "?q=years", "?state=live&place=made&confidence__exact=high"])
def test_queries_do_not_grow_with_rows(desk, alice, query, django_assert_max_num_queries):
    def fill(count):
        for number in range(count):
            story = make_article()
            source = make_source(f"Source {count} {number}")
            make_claim(story, by=alice, source=source, confidence="high")

    fill(2)
    desk.get(LIST + query)
    with django_assert_max_num_queries(16) as few:
        desk.get(LIST + query)
    fill(9)
    with django_assert_max_num_queries(len(few)):
        desk.get(LIST + query)


def test_the_list_is_for_curators(client, rita, alice, olga, claim):
    assert client.get(LIST).status_code == 302
    for person in (rita, alice):
        client.force_login(person)
        assert client.get(LIST, follow=True).status_code == 403
    client.force_login(olga)
    assert rows(client) == [claim]
