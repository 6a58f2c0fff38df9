"""Sources at the desk: listed, described, merged, parted again."""

import uuid

import pytest

from annotations.admin import sources as listing
from annotations.models import Claim, Source
from articles.models import Event
from tests.annotations.at_the_desk import again, choose, fetched, filled_in, page, rows, said
from tests.makers import make_claim, make_project, make_source

LIST = "source_changelist"


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


@pytest.fixture
def mandiant(db):
    return make_source("Mandiant", "organisation")


@pytest.fixture
def company(db):
    return make_source("Mandiant Inc.", "organisation")


def url(source, view="change"):
    return page(f"source_{view}", source)


def describe(desk, source, **typed):
    return desk.post(url(source), filled_in(desk.get(url(source)), **typed))


def test_sources_are_listed_with_their_live_claims(desk, article, alice, charlie, mandiant):
    make_claim(article, by=alice, source=mandiant)
    gone = make_claim(article, "the new pumps", by=charlie, source=mandiant)
    gone.delete_softly(by=charlie, expected=1)
    html = desk.get(page(LIST)).content.decode()
    assert '<td class="field-claim_count">1</td>' in html
    for words in ("Mandiant", "Organisation", "Named", "Open desk"):
        assert words in html


def test_the_list_is_narrowed_and_searched(desk, bob, mandiant, company):
    probe = make_project("Probe", people=[bob])
    probe.admit(bob, "curator", by=None)
    witness = make_source("A witness", project=probe, naming="anonymous")
    mandiant.describe(by=bob, expected=1, aliases=["FireEye"])
    company.merge_into(mandiant, by=bob)
    for query, found in {
        "project=probe": {witness},
        "kind__exact=person": {witness},
        "naming__exact=anonymous": {witness},
        "merged=yes": {company},
        "merged=no": {mandiant, witness},
        "q=fireeye": {mandiant},
        "q=MANDIANT": {mandiant, company},
        "q=…": set(),
        "q= ": {mandiant, company, witness},
        "o=-5": {mandiant, company, witness},
    }.items():
        assert set(rows(desk, f"?{query}", LIST)) == found, query


def test_describing_leaves_an_event(desk, bob, mandiant):
    google = make_source("Google", "organisation")
    response = describe(
        desk, mandiant, name="  Mandiant  Intelligence ", naming="collective", role="company",
        sector="security", affiliation="google", aliases="FireEye\n\n FireEye \nAPT hunters",
        wikidata=" Q18392440 ",
    )  # fmt: skip
    assert response["Location"] == url(mandiant)
    assert said(response) == "Saved."
    kept = fetched(mandiant)
    assert (kept.name, kept.aliases) == ("Mandiant Intelligence", ["FireEye", "APT hunters"])
    assert (kept.affiliation, kept.version) == (google, 2)
    event = Event.objects.of(mandiant).first()
    assert (event.verb, event.by) == ("describe", bob)
    html = desk.get(url(mandiant)).content.decode()
    for words in ("Described the source", "Affiliation:", "Google", "FireEye, APT hunters"):
        assert words in html
    assert 'value="Google (Organisation)"' in html


def test_the_same_again_changes_nothing(desk, mandiant):
    events = Event.objects.count()
    assert said(describe(desk, mandiant)) == "Nothing was changed."
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"name": ""}, "name"), ({"name": "x" * 201}, "name"), ({"kind": "planet"}, "kind"),
     ({"naming": ""}, "naming"), ({"wikidata": "355522"}, "wikidata"),
     ({"affiliation": "Nobody"}, "affiliation"),
     ({"affiliation": "Mandiant"}, "affiliation"), ({"expected": "x"}, "expected"),
     ({"aliases": "\n".join(map(str, range(60)))}, "aliases"), ({"name": "…"}, "__all__"),
     ({"name": "mandiant inc."}, "__all__"), ({"role": "x" * 201}, "role")],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_what_was_typed_stays(desk, mandiant, company, typed, field):
    response = describe(desk, mandiant, sector="A sector of mine", **typed)
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    for words in ("A sector of mine", "Nothing is saved yet."):
        assert words in response.content.decode()
    assert fetched(mandiant).version == 1


def test_an_affiliation_of_several_is_named_with_its_kind(desk, mandiant):
    office, paper = make_source("Google", "organisation"), make_source("Google", "document")
    assert (
        "Several sources are called so"
        in describe(desk, mandiant, affiliation="Google").content.decode()
    )
    describe(desk, mandiant, affiliation="Google (Document)")
    assert fetched(mandiant).affiliation == paper
    refused = describe(desk, paper, affiliation="Mandiant (Organisation)")
    assert "cannot lead back" in refused.content.decode()
    assert fetched(office).version == 1


def test_an_affiliation_is_one_of_the_project(desk, mandiant, bob):
    probe = make_project("Probe", people=[bob])
    make_source("Secret office", "organisation", project=probe)
    response = describe(desk, mandiant, affiliation="Secret office")
    assert response.status_code == 422
    assert "Secret office (Organisation)" not in response.content.decode()


def test_whoever_comes_second_sees_what_stands_and_keeps_what_was_typed(desk, mandiant, alice):
    typed = filled_in(desk.get(url(mandiant)), role="firm", sector="security")
    mandiant.describe(by=alice, expected=1, role="company")
    response = desk.post(url(mandiant), typed)
    assert response.status_code == 409
    html = response.content.decode()
    assert "Somebody saved first" in html
    assert ("Role", "company", "firm") in response.context["clash"]
    assert 'value="firm"' in html
    assert fetched(mandiant).role == "company"
    saved = desk.post(
        url(mandiant), {**typed, "expected": response.context["form"].data["expected"]}
    )
    assert saved.status_code == 302
    assert (fetched(mandiant).role, fetched(mandiant).sector) == ("firm", "security")


def test_the_same_words_typed_twice_are_no_difference(desk, mandiant, alice):
    typed = filled_in(desk.get(url(mandiant)), role="company")
    mandiant.describe(by=alice, expected=1, role="company")
    response = desk.post(url(mandiant), typed)
    assert response.status_code == 409
    assert "You typed the same as they did." in response.content.decode()


def test_merging_asks_which_stays_says_what_moves_and_can_be_undone(
    desk, article, alice, charlie, bob, mandiant, company
):
    make_claim(article, by=alice, source=mandiant)
    claim = make_claim(article, "the new pumps", by=charlie, source=company)
    asked = choose(desk, LIST, "merge", mandiant, company)
    assert "Which one stays?" in asked.content.decode()
    shown = desk.post(page(LIST), again(asked, stays=str(mandiant.uuid)))
    assert "1 claim will count as those of “Mandiant”" in shown.content.decode()
    assert fetched(company).merged_into is None
    merged = desk.post(page(LIST), again(shown, stays=str(mandiant.uuid), confirmed="1"))
    assert merged["Location"] == url(mandiant)
    assert said(merged) == "Merged into “Mandiant”: “Mandiant Inc.”. They can be parted again."
    assert fetched(claim).source == mandiant
    html = desk.get(url(mandiant)).content.decode()
    assert "Part again" in html
    assert "2 claims" in html
    assert "Merged into" in desk.get(url(company)).content.decode()
    assert "Into: Mandiant" in " ".join(
        f"{label}: {after}"
        for line in desk.get(url(company, "history")).context["lines"]
        for label, _, after in line.changes
    )
    parted = desk.post(url(company, "parting"))
    assert said(parted) == "“Mandiant Inc.” stands for itself again."
    assert fetched(claim).source == company
    assert Event.objects.of(company).first().by == bob


def test_many_are_parted_at_once(desk, mandiant, company, bob):
    company.merge_into(mandiant, by=bob)
    words = said(choose(desk, LIST, "part", mandiant, company))
    assert "Parted again: 1 source." in words
    assert "1 source needed no change." in words
    assert fetched(company).merged_into is None


def test_what_cannot_be_merged_is_said(desk, mandiant, company, bob, monkeypatch):
    assert "Choose two or more" in said(choose(desk, LIST, "merge", mandiant))
    probe = make_project("Probe", people=[bob])
    probe.admit(bob, "curator", by=None)
    there = make_source("Mandiant", "organisation", project=probe)
    words = said(choose(desk, LIST, "merge", mandiant, there))
    assert "merged within one project. These are of: Open desk, Probe." in words
    monkeypatch.setattr(listing, "MOST_MERGED", 1)
    assert "at most 1 source" in said(choose(desk, LIST, "merge", mandiant, company))
    monkeypatch.undo()
    company.merge_into(mandiant, by=bob)
    other = make_source("Another")
    assert "stand for themselves" in said(choose(desk, LIST, "merge", other, company))


def test_a_merge_overtaken_by_another_is_told(desk, mandiant, company, bob):
    third = make_source("The company Mandiant", "organisation")
    asked = choose(desk, LIST, "merge", mandiant, company, third)
    data = again(asked, stays=str(mandiant.uuid), confirmed="1")
    merge_into = Source.merge_into

    def first(self, other, *, by):
        if self == company:
            merge_into(company, third, by=bob)
        merge_into(self, other, by=by)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Source, "merge_into", first)
        words = said(desk.post(page(LIST), data))
    assert "“Mandiant Inc.”: One of the two was merged in the meantime." in words
    assert "Merged into “Mandiant”: “The company Mandiant”." in words


def test_what_cannot_be_parted_is_said(desk, mandiant, company, bob):
    assert "not merged" in said(desk.post(url(mandiant, "parting")))
    company.merge_into(mandiant, by=bob)
    make_source("Mandiant Inc.", "organisation")
    assert "taken its name" in said(desk.post(url(company, "parting")))


def test_what_people_think_of_a_source_is_told_in_words(desk, mandiant, alice):
    mandiant.assess("B", reason="Was right before", by=alice)
    html = desk.get(url(mandiant)).content.decode()
    assert "Judged the source" in html
    assert "Usually reliable" in html


def test_queries_do_not_grow_with_rows(desk, article, alice, bob, django_assert_max_num_queries):
    stays = make_source("Stays")

    def fill(count):
        for number in range(count):
            source = make_source(f"Source {count} {number}")
            make_claim(article, by=alice, source=source)
            make_source(f"Other {count} {number}").merge_into(stays, by=bob)

    fill(2)
    for address in (page(LIST), url(stays)):
        desk.get(address)
        with django_assert_max_num_queries(14) as few:
            desk.get(address)
        fill(6 if address == page(LIST) else 7)
        with django_assert_max_num_queries(len(few)):
            desk.get(address)


@pytest.mark.parametrize("view", ["change", "history", "parting"])
def test_sources_are_for_curators_and_a_missing_one_is_not_found(
    client, rita, alice, bob, mandiant, view
):
    method = client.post if view == "parting" else client.get
    assert method(url(mandiant, view)).status_code == 302
    for person in (rita, alice):
        client.force_login(person)
        assert method(url(mandiant, view), follow=True).status_code in (302, 403)
    client.force_login(bob)
    assert method(url(Source(uuid=uuid.uuid4()), view)).status_code == 404
    assert client.get(url(mandiant, "parting")).status_code == 405
    assert client.post(url(mandiant, "delete")).status_code == 403
    assert not Claim.objects.exists()
