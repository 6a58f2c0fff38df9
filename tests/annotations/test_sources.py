"""Whom claims rest on: one row for each, described, merged and parted, judged by each person."""

import pytest

from annotations.models import Attribution, Claim, Source
from articles.models import Event
from articles.models.refusal import NotAllowed, Stale
from tests.makers import make_claim, make_project, make_source


@pytest.fixture
def mandiant(alice):
    return make_source("Mandiant", "organisation", by=alice)


@pytest.fixture
def company(alice):
    return make_source("Mandiant Inc.", "organisation", by=alice)


def test_the_same_name_is_the_same_source(mandiant, alice):
    assert make_source("  MANDIANT ", "organisation", by=alice) == mandiant
    assert make_source("Mandiant", "document", by=alice) != mandiant
    assert make_source("Mandiant", "organisation", project=make_project()) != mandiant


@pytest.mark.parametrize("name", ["", "  ", "…", "—"])
def test_a_name_has_a_letter_or_a_digit(db, name):
    with pytest.raises(NotAllowed):
        make_source(name)


def test_names_of_any_script_are_told_apart(db):
    assert make_source("曾根") != make_source("高橋")
    assert make_source("أحمد").name == "أحمد"


def test_a_source_is_found_by_its_name_and_its_aliases(mandiant, alice):
    mandiant.describe(by=alice, expected=1, aliases=["FireEye"], role="security company")
    assert Source.objects.called("fireeye").get() == mandiant
    assert Source.objects.called("mandi").get() == mandiant
    event = Event.objects.of(mandiant).first()
    assert (event.before["aliases"], event.after["aliases"]) == ([], ["FireEye"])


def test_of_two_who_describe_it_the_second_is_stale(mandiant, alice):
    mandiant.describe(by=alice, expected=1, role="company")
    with pytest.raises(Stale):
        mandiant.describe(by=alice, expected=1, role="firm")


def test_a_name_that_is_taken_is_refused(mandiant, company, alice):
    with pytest.raises(NotAllowed, match="another source"):
        company.describe(by=alice, expected=1, name="mandiant")


def test_affiliations_lead_nowhere_in_circles(mandiant, company, alice):
    mandiant.describe(by=alice, expected=1, affiliation=company)
    with pytest.raises(NotAllowed, match="lead back"):
        company.describe(by=alice, expected=1, affiliation=mandiant)


def test_merged_sources_count_as_one_until_they_are_parted(article, mandiant, company, alice, bob):
    one = make_claim(article, "the new pumps", by=alice, source=mandiant)
    other = make_claim(article, "the new pumps", by=bob, source=company)
    assert set(Claim.objects.filter(is_contested=True)) == {one, other}
    company.merge_into(mandiant, by=bob)
    assert set(Claim.objects.filter(source=mandiant)) == {one, other}
    assert not Claim.objects.filter(is_contested=True).exists()
    assert [str(link) for link in Attribution.objects.all()] == ["Mandiant", "Mandiant"]
    company.part(by=bob)
    assert Claim.objects.get(source=company) == other
    assert set(Claim.objects.filter(is_contested=True)) == {one, other}


def test_a_merge_takes_along_what_was_merged_before_and_undoing_it_brings_that_back(
    article, mandiant, company, alice, bob
):
    third = make_source("The company Mandiant", "organisation")
    claim = make_claim(article, by=alice, source=third)
    third.merge_into(company, by=bob)
    company.merge_into(mandiant, by=bob)
    claim.refresh_from_db()
    assert claim.source == mandiant
    company.part(by=bob)
    claim.refresh_from_db()
    third.refresh_from_db()
    assert (claim.source, third.merged_into) == (company, company)
    third.part(by=bob)
    claim.refresh_from_db()
    assert claim.source == third


def test_what_cannot_be_merged_or_parted_says_why(mandiant, company, bob):
    elsewhere = make_source("Mandiant", "organisation", project=make_project())
    for other in (mandiant, elsewhere):
        with pytest.raises(NotAllowed):
            mandiant.merge_into(other, by=bob)
    with pytest.raises(NotAllowed):
        mandiant.part(by=bob)
    company.merge_into(mandiant, by=bob)
    with pytest.raises(NotAllowed):
        company.merge_into(mandiant, by=bob)
    make_source("Mandiant Inc.", "organisation")
    with pytest.raises(NotAllowed, match="taken its name"):
        company.part(by=bob)


def test_each_person_judges_a_source_for_themselves(mandiant, alice, bob):
    mandiant.assess("B", reason="Has been right", by=alice)
    mandiant.assess("F", by=bob)
    mandiant.assess("F", by=bob)
    assert dict(mandiant.assessments.values_list("person__name", "reliability")) == {
        "alice": "B", "bob": "F",
    }  # fmt: skip
    mandiant.assess("", by=alice)
    assert mandiant.assessments.get().person == bob
    assert Event.objects.of(mandiant).filter(verb="assess").count() == 3


def test_sources_are_seen_and_changed_by_those_of_the_project(alice, charlie, rita, olga):
    project = make_project(people=[alice])
    source = make_source("Mandiant", project=project)
    for person, sees in ((alice, True), (charlie, False), (rita, False), (olga, True)):
        assert Source.objects.visible_to(person).filter(pk=source.pk).exists() is sees
    assert Source.objects.editable_by(alice).filter(pk=source.pk).exists()
    assert not Source.objects.editable_by(charlie).filter(pk=source.pk).exists()


def test_of_two_who_name_a_source_at_once_both_get_the_same(mandiant, alice, monkeypatch):
    monkeypatch.setattr(type(Source.objects.all()), "first", lambda rows: None)
    assert make_source("Mandiant", "organisation", by=alice) == mandiant


def test_describing_it_as_it_is_changes_nothing(mandiant, alice):
    assert mandiant.describe(by=alice, expected=1, role=mandiant.role) is False
    assert Source.objects.get(pk=mandiant.pk).version == 1
