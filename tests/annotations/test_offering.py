"""Which sources are offered: those named near the words, those used last, those much alike."""

import pytest
from django.urls import reverse

from annotations.alike import alike
from annotations.mentioned import mentioned
from annotations.models import Project
from tests.makers import make_article, make_claim, make_project, make_source


@pytest.mark.parametrize(("one", "other"), [
    ("Edi Rama", "Rama, Edi"),
    ("E. Rama", "Edi Rama"),
    ("Rama", "Edi Rama"),
    ("Prime Minister Edi Rama", "Edi Rama"),
    ("Microsoft", "Microsoft Corporation"),
    ("NSC", "National Security Council"),
    ("Adrienne Watson", "Adrienne Wattson"),
    ("edi râma", "Edi Rama"),
    ("Ilse Brand", "ilse brand"),
])  # fmt: skip
def test_names_that_may_mean_the_same(one, other):
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other"), [
    ("Edi Rama", "Adrienne Watson"),
    ("Edi Rama", "Edi Hoxha"),
    ("B. Rama", "Edi Rama"),
    ("Government of Iran", "Government of Albania"),
    ("FBI", "CIA"),
    ("Al", "Albania"),
    ("?", "Rama"),
    ("Bank of Japan", "Bank of Spain"),
])  # fmt: skip
def test_names_that_do_not(one, other):
    assert not alike(one, other)


TEXT = "Rama met Watson.\n\nIran’s envoy left. Rama’s men said that the Government of Iran knew."


def test_names_near_the_words_the_nearest_first():
    names = [
        (1, "Edi Rama", True), (2, "Adrienne Watson", True), (3, "Government of Iran", False),
        (4, "Iran Air", False), (5, "Mandiant", False), (6, "Ho Chi Ng", True), (7, "…", False),
    ]  # fmt: skip
    at = TEXT.index("said that")
    assert mentioned(names, TEXT, at, at + 9) == [1, 3, 2]
    assert mentioned(names, TEXT, 0, 4) == [1, 2]


def ask(client, project, **query):
    return client.get(reverse("annotations:sources", args=[project.slug]), query)


def offered(response):
    return [offer.source.name for offer in response.context["offers"]]


def test_by_name_or_alias_those_that_begin_with_it_first(client, alice):
    desk = Project.objects.open_desk()
    for name in ("Old Brand", "Brand, Ilse", "Mandiant"):
        make_source(name)
    make_source("The firm", "organisation", aliases=["Brandt"], folded_aliases="brandt")
    client.force_login(alice)
    response = ask(client, desk, q="brand")
    assert offered(response) == ["Brand, Ilse", "Old Brand", "The firm"]
    assert "<mark>Brand</mark>, Ilse" in response.content.decode()
    assert offered(ask(client, desk)) == ["Brand, Ilse", "Mandiant", "Old Brand", "The firm"]
    assert offered(ask(client, desk, q="?!")) == offered(ask(client, desk))
    assert "No source here" in ask(client, desk, q="nobody at all").content.decode()


def test_names_much_alike_are_marked_so(client, alice, article):
    claim = make_claim(article, by=alice, source=make_source("Microsoft Corporation"))
    make_source("Microphones")
    client.force_login(alice)
    response = ask(client, claim.project, q="Microsoft Corp.", story=str(article.uuid))
    assert offered(response) == ["Microsoft Corporation"]
    assert 'data-alike="1"' in response.content.decode()
    slip = ask(client, claim.project, q="Microsofd", story=str(article.uuid))
    assert offered(slip) == []
    nsc = make_source("National Security Council", "organisation")
    assert offered(ask(client, claim.project, q="NSC")) == [nsc.name]
    make_source("FBI", "organisation")
    long = "Federal Bureau of Investigation"
    assert offered(ask(client, claim.project, q=long)) == []
    make_source("FBOI", "organisation")
    assert offered(ask(client, claim.project, q=long)) == ["FBOI"]
    assert offered(ask(client, claim.project, q="a b")) == []


def test_those_named_beside_the_words_then_those_used_last(client, alice, charlie, article):
    other = make_article()
    make_claim(other, by=alice, source=make_source("Used elsewhere"))
    make_claim(article, by=alice, source=make_source("Used first"))
    make_claim(article, by=charlie, source=make_source("Used last"))
    brand = make_source("Ilse Brand")
    make_source("Never used")
    client.force_login(alice)
    desk, story = Project.objects.open_desk(), str(article.uuid)
    used = ["Used last", "Used first", "Used elsewhere"]
    assert offered(ask(client, desk, story=story)) == used
    start = article.current.text.index("certain that")
    beside = ask(client, desk, story=story, segments=f"[[{start}, {start + 7}]]")
    assert offered(beside) == [brand.name, *used]
    assert offered(ask(client, desk, story=story, segments="nonsense")) == used


def test_a_merged_source_is_offered_as_what_it_was_merged_into(client, alice, article):
    mandiant = make_source("Mandiant", "organisation")
    old = make_source("Mandiant Inc", "organisation")
    claim = make_claim(article, by=alice, source=old)
    old.merge_into(mandiant, by=alice)
    client.force_login(alice)
    assert offered(ask(client, claim.project, story=str(article.uuid))) == ["Mandiant"]


def test_what_one_may_not_know_is_not_found(client, rita, alice, charlie, article):
    inside = make_project(people=[alice])
    draft = make_article(state="draft", by=alice)
    assert ask(client, inside).status_code == 302
    client.force_login(charlie)
    assert ask(client, inside).status_code == 404
    desk = Project.objects.open_desk()
    assert ask(client, desk, story=str(draft.uuid)).status_code == 404
    assert ask(client, desk, story="nonsense").status_code == 200
    assert client.post(reverse("annotations:sources", args=[desk.slug])).status_code == 405
    client.force_login(rita)
    assert ask(client, desk, q="a\0b" * 999).status_code == 200


def test_in_a_blind_project_what_others_used_does_not_show(client, alice, charlie, article):
    blind = make_project(people=[alice, charlie], is_blind=True)
    make_claim(article, by=charlie, project=blind, source=make_source("Theirs", project=blind))
    make_claim(article, by=alice, project=blind, source=make_source("Mine", project=blind))
    client.force_login(alice)
    assert offered(ask(client, blind, story=str(article.uuid))) == ["Mine"]


def test_the_number_of_queries_does_not_grow(client, alice, article, django_assert_num_queries):
    client.force_login(alice)
    desk, story = Project.objects.open_desk(), str(article.uuid)
    for number in range(20):
        make_claim(article, by=alice, source=make_source(f"Source {number}"))
    with django_assert_num_queries(8):
        ask(client, desk, story=story)
