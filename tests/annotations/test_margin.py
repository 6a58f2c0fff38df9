"""The margin: which cards there are, in what order, what they say, and whose code they bear."""

import re
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from annotations.coding import Link
from annotations.margin import cards, page
from annotations.margin.codes import SIZE, Codes, drawn_code, padded_code
from annotations.margin.facets import Facets
from annotations.margin.readings import readings
from annotations.models import Assessment, Claim, Project, Reply
from annotations.models.project import Membership
from articles import revising
from articles.models import Event
from tests.makers import (
    BODY,
    make_article,
    make_claim,
    make_coding,
    make_project,
    make_source,
    make_user,
    make_wording,
)

LAST = "the barrier would last thirty years"


@pytest.fixture
def desk(db):
    return Project.objects.open_desk()


def found(article, project=None, **more):
    project = project or Project.objects.open_desk()
    article.refresh_from_db()
    return cards.margin(readings(article.current_id, project.pk, **more))


def numbers(shown):
    return [(card.number, card.reading.quote) for card in shown.cards]


def kept(article, person=None, project=None):
    project = project or Project.objects.open_desk()
    article.refresh_from_db()
    newest = Event.objects.newest_for(article.uuid, project.uuid)
    return page.kept_page(article, project, person or AnonymousUser(), newest)


def drawn(article, person=None, project=None):
    shown = kept(article, person, project)
    cards = "".join(map(str, shown.cards_for(person or AnonymousUser())))
    return re.sub(" +>", ">", cards)  # codes of one's own have one length


def test_numbers_go_by_where_claims_begin_then_by_length_then_by_age(article, alice, charlie):
    make_claim(article, "Engineers at the university", by=alice)
    make_claim(article, "the barrier", by=alice)
    make_claim(article, LAST, by=alice)
    make_claim(article, "the barrier", by=charlie, confidence="low")
    assert numbers(found(article)) == [
        (1, LAST), (2, "the barrier"), (3, "the barrier"), (4, "Engineers at the university"),
    ]  # fmt: skip


def test_equal_claims_share_a_card_and_what_differs_has_its_own(article, alice, charlie, bob):
    first = make_claim(article, LAST, by=alice)
    make_claim(article, LAST, by=charlie, statement="Thirty years.")
    make_claim(article, LAST, by=bob, confidence="low")
    shown = found(article)
    together, apart = shown.cards
    assert [person.name for person in together.people] == ["Alice", "Charlie"]
    assert together.reading.uuid == first.uuid
    assert [person.name for person in apart.people] == ["Bob"]


@pytest.mark.parametrize("other", [
    {"confidence": "high"}, {"confidence_kind": "evidential"}, {"polarity": "-"},
    {"type": "prediction"}, {"chain": (Link(voice="outlet"),)},
])  # fmt: skip
def test_a_reading_that_differs_in_anything_that_counts_is_another_card(
    article, alice, charlie, other
):
    make_claim(article, LAST, by=alice)
    make_claim(article, LAST, by=charlie, **other)
    assert len(found(article).cards) == 2


def test_readings_that_contest_one_another_stand_together(article, alice, charlie, bob):
    make_claim(article, "certain that the barrier would last thirty years", by=alice)
    make_claim(article, LAST, by=charlie, confidence="low")
    make_claim(article, "would last thirty years", by=bob, confidence="high")
    make_claim(article, "the new pumps", by=alice)
    shown = found(article)
    assert [[card.number for card in each.cards] for each in shown.clusters] == [[1], [2, 3, 4]]
    assert "Three readings of one passage" in drawn(article)


def test_a_card_between_two_that_contest_it_joins_both(article, alice, charlie, bob):
    text = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"
    story = make_article(body=text)
    make_claim(story, text, by=alice)
    make_claim(story, text[2:16], by=bob, confidence="low")
    assert [len(each.cards) for each in found(story).clusters] == [1, 1]
    make_claim(story, text[3:25], by=charlie, confidence="high")
    assert [len(each.cards) for each in found(story).clusters] == [3]


def test_claims_whose_words_changed_come_first_and_have_no_number(article, alice, bob):
    make_claim(article, "the new pumps", by=alice)
    make_claim(article, "was certain that the barrier would last", by=alice)
    make_claim(article, "Engineers at the university", by=alice)
    body = BODY.replace("the new pumps", "old engines").replace("was certain", "was not certain")
    revising.revise(article, make_wording(article.current.headline, body), by=bob, reason="",
                    expected=1)  # fmt: skip
    shown = found(article)
    assert [card.reading.verdict for card in shown.pending] in (["lost", "edited"], ["edited"] * 2)
    assert numbers(shown)[len(shown.pending) :] == [(1, "Engineers at the university")]
    html = drawn(article)
    assert html.index("were edited") < html.index("Engineers at the university")
    assert 'data-anchor="edited"' in html and "Compare and confirm" in html
    edited = next(card for card in shown.pending if card.reading.verdict == "edited")
    claim = Claim.objects.get(uuid=edited.reading.uuid)
    claim.confirm(by=alice, expected=claim.version)
    assert "were edited" not in drawn(article) or len(shown.pending) == 2


def test_a_lost_claim_keeps_its_card_and_has_no_marks(article, alice, bob):
    make_claim(article, LAST, by=alice)
    revising.revise(article, make_wording(article.current.headline, "All else is gone."), by=bob,
                    reason="", expected=1)  # fmt: skip
    assert "These words are no longer in the story." in drawn(article)
    assert "<mark" not in str(kept(article).story)


def test_deleted_and_hidden_claims_are_not_shown(article, alice, bob):
    gone, hidden = make_claim(article, LAST, by=alice), make_claim(article, "the barrier", by=alice)
    gone.delete_softly(by=alice, expected=1)
    hidden.hide("Off topic", by=bob)
    assert not found(article).cards
    assert kept(article, alice).facets.total == 0


def test_claims_of_other_projects_are_not_shown(article, alice):
    apart = make_project(people=[alice])
    make_claim(article, LAST, by=alice, project=apart)
    assert drawn(article, alice) == ""
    assert LAST in drawn(article, alice, apart)


def test_in_a_blind_project_people_see_their_own_claims_alone(article, alice, charlie, bob, olga):
    blind = make_project(people=[alice, charlie], is_blind=True)
    make_claim(article, LAST, by=alice, project=blind)
    make_claim(article, "the new pumps", by=charlie, project=blind)
    assert kept(article, alice, blind).facets.total == 1
    assert "new pumps" not in str(kept(article, alice, blind).story).split("<mark")[1]
    assert "new pumps" in drawn(article, charlie, blind)
    assert kept(article, olga, blind).facets.total == 2
    blind.admit(bob, Membership.CURATOR, by=olga)
    assert kept(article, bob, blind).facets.total == 2
    assert kept(article, AnonymousUser(), blind).facets.total == 0


def test_a_card_says_who_what_and_how_surely(article, alice):
    brand = make_source("Ilse Brand", role="mayor")
    spokesman = make_source("Olaf Kurz")
    chain = (Link(source=brand.uuid), Link(source=spokesman.uuid, channel="statement"))
    make_claim(article, LAST, by=alice, chain=chain, statement="It lasts.", cues=("certain",),
               tags=("barrier", "2050"), note="Said twice.", is_sure=False, polarity="-",
               confidence_kind="evidential", type="prediction")  # fmt: skip
    html = drawn(article)
    for words in (
        ">Ilse Brand<", ">mayor, via Olaf Kurz<", ">It lasts.<", ">certain</q>", ">Certain<",
        "Ilse Brand → Olaf Kurz → statement", "Strength of evidence", "Denied", "Prediction",
        "barrier, 2050", "Alice, unsure", "Said twice.",
    ):  # fmt: skip
        assert words in html, words


def test_a_card_without_a_statement_quotes_the_words(article, alice):
    make_claim(article, LAST, by=alice)
    assert f"<q>{LAST}</q>" in drawn(article)
    long = make_article(body="word " * 200)
    make_claim(long, ("word " * 100).strip(), by=alice)
    assert "word …</q>" in drawn(long)


def test_the_outlet_and_nobody_are_sources_of_their_own(article, alice):
    make_claim(article, LAST, by=alice, chain=(Link(voice="outlet"),))
    make_claim(article, "the new pumps", by=alice, chain=(Link(voice="none"),))
    make_claim(article, "Engineers", by=alice,
               source=make_source("An official", naming="anonymous"))  # fmt: skip
    html = drawn(article)
    assert "The Coast Tribune" in html and "this publisher" in html
    assert "Not stated" in html and ">unnamed<" in html
    keys = [facet.key for facet in kept(article).facets.sources]
    assert {"outlet", "none"} < set(keys)
    unknown = make_article(publisher="", body=BODY)
    make_claim(unknown, LAST, by=alice, chain=(Link(voice="outlet"),))
    assert "The outlet itself" in drawn(unknown)


def test_what_people_typed_is_escaped(article, alice):
    alice.change_profile(display_name="A <b>")
    source = make_source("<script>alert(1)</script>", role='"><img src=x>')
    make_claim(article, LAST, by=alice, source=source, statement="<i>It</i>", cues=("<q>",),
               tags=("<u>",), note="<s>")  # fmt: skip
    html = drawn(article) + str(kept(article).story)
    for foreign in ("<script", "<img", "<i>", "<u>", "<s>", "<b>"):
        assert foreign not in html, foreign


def test_a_merged_source_goes_by_the_name_of_the_other(article, alice, bob):
    make_claim(article, LAST, by=alice, source=make_source("I. Brand"))
    assert "I. Brand" in drawn(article)
    make_source("I. Brand").merge_into(make_source("Ilse Brand"), by=bob)
    assert "I. Brand" not in drawn(article)
    assert ">Ilse Brand<" in drawn(article)


def test_a_card_shows_my_code_else_the_curated_one_else_none(article, alice, charlie, bob, rita):
    claim = make_claim(article, LAST, by=alice)
    assert 'title="Not assessed yet">–<' in drawn(article, rita)
    Assessment.make(claim, credibility=2, by=bob)
    claim.source.assess("B", by=bob)
    curated = 'title="Curated: usually reliable, probably true">B2<'
    assert curated in drawn(article, rita) and curated in drawn(article)
    Assessment.make(claim, credibility=5, by=charlie)
    assert 'title="You: source not assessed, improbable">–5<' in drawn(article, charlie)
    assert curated in drawn(article, rita)
    claim.source.assess("A", by=charlie)
    assert ">A5<" in drawn(article, charlie)


def test_in_a_blind_project_nobody_sees_the_curated_code(article, alice, bob):
    blind = make_project(people=[alice], is_blind=True)
    blind.admit(bob, Membership.CURATOR, by=None)
    claim = make_claim(article, LAST, by=alice, project=blind)
    Assessment.make(claim, credibility=2, by=bob)
    assert "Not assessed yet" in drawn(article, alice, blind)
    assert ">–2<" in drawn(article, bob, blind)


def test_the_newest_of_several_curators_codes_is_shown(article, alice, bob, olga):
    claim = make_claim(article, LAST, by=alice)
    Assessment.make(claim, credibility=2, by=bob)
    Assessment.make(claim, credibility=4, by=olga)
    assert ">–4<" in drawn(article)


def test_every_code_has_room_where_it_is_filled_in():
    halves = [(letter, digit) for letter in "ABCDEF–" for digit in "123456–"]
    codes = ["", *("".join(pair) for pair in halves if pair != ("–", "–"))]
    for mine in codes:
        for curated in codes:
            filled = padded_code(mine, curated).plain.decode()
            assert len(filled.encode()) == SIZE
            assert re.sub(" +>", ">", filled) == drawn_code(mine, curated)


def test_no_basis_is_told_as_such():
    assert "cannot be judged, cannot be judged" in drawn_code("F6", "")


def test_facets_count_cards_and_the_sources_most_used_come_first(article, alice, charlie):
    make_claim(article, LAST, by=alice)
    make_claim(article, LAST, by=charlie)
    make_claim(article, "the new pumps", by=charlie, confidence="low",
               source=make_source("Officials", "class"))  # fmt: skip
    make_claim(article, "Engineers", by=charlie, confidence="low")
    facets = kept(article).facets
    assert facets.total == 3
    assert [count for _, _, count in facets.levels] == [1, 0, 0, 2, 0]
    told = [(each.name, each.icon, each.count) for each in facets.sources]
    assert told == [("Ilse Brand", "person", 2), ("Officials", "group", 1)]
    assert kept(article).marked_by(charlie) == 3
    assert kept(article).marked_by(alice) == 1
    assert kept(article).marked_by(AnonymousUser()) == 0


def test_many_sources_fold_away(article):
    sources = [SimpleNamespace(key=str(number)) for number in range(15)]
    facets = Facets(sources=sources)
    assert (len(facets.first_sources), len(facets.other_sources)) == (12, 3)


def test_one_card_alone_is_folded_with_its_equals(article, alice, charlie, rita):
    claim = make_claim(article, LAST, by=alice)
    other = make_claim(article, LAST, by=charlie)
    make_claim(article, "the barrier", by=alice)
    for each in (claim, other):
        card = page.card_of(Claim.objects.get(pk=each.pk), rita)
        assert card.count('<li class="card"') == 1
        assert f'id="claim-{claim.uuid}"' in card
        assert "Alice, Charlie" in card
    other.delete_softly(by=charlie, expected=1)
    assert page.card_of(Claim.objects.get(pk=other.pk), rita) == ""


def test_each_of_equal_claims_is_found_at_its_own_address(article, alice, charlie):
    claims = [make_claim(article, LAST, by=person) for person in (alice, charlie)]
    html = drawn(article)
    assert html.count('<li class="card"') == 1
    for claim in claims:
        assert html.count(f'id="claim-{claim.uuid}"') == 1


def test_cards_are_drawn_anew_when_anything_on_them_changes(article, alice, charlie):
    claim = make_claim(article, LAST, by=alice)
    assert "reply" not in drawn(article)
    Reply.write(claim, "Are you sure?", by=charlie)
    assert 'title="1 reply"' in drawn(article)
    claim.edit(make_coding(claim.source, confidence="low"), by=alice, expected=claim.version)
    assert 'data-c="low"' in drawn(article)
    alice.change_profile(display_name="Alicia")
    assert "Alicia" in drawn(article) and "Alice" not in drawn(article)
    claim.source.describe(by=alice, expected=claim.source.version, role="Mayor of the town")
    assert "Mayor of the town" in drawn(article)
    make_claim(article, LAST, by=charlie, confidence="high")
    assert "data-contested" in drawn(article)


def test_a_note_says_which_claim_it_is_and_where_it_leads(article, alice):
    claim = make_claim(article, LAST, by=alice)
    story = str(kept(article).story)
    note = re.search(r'<a class="fn"[^>]*></a>', story)[0]
    assert f'id="r-{claim.uuid}" href="#claim-{claim.uuid}"' in note
    assert 'data-n="1"' in note and 'aria-label="Claim 1, Ilse Brand, certain"' in note
    mark = re.search(r"<mark [^>]*>", story)[0]
    assert f'id="m-{claim.uuid}" aria-details="claim-{claim.uuid}"' in mark


def test_long_lists_show_less_on_each_card(article, alice, monkeypatch):
    make_claim(article, LAST, by=alice, note="Said twice.", tags=("barrier",))
    assert "Said twice." in drawn(article) and not kept(article).is_long
    monkeypatch.setattr(page, "LONG", 0)
    page.forget()
    assert "Said twice." not in drawn(article) and kept(article).is_long
    page.forget()


def test_the_code_of_one_stretch_leaves_the_others_as_they_are(article, alice, rita, monkeypatch):
    monkeypatch.setattr("annotations.margin.listed.STRETCH", 1)
    first = make_claim(article, "the new pumps", by=alice)
    make_claim(article, LAST, by=alice, source=make_source("Officials"))
    shown = kept(article, alice)
    assert len(shown.stretches) == 2
    mine = Codes(credibility={first.pk: 3})
    anew = [stretch.for_viewer(mine) is not stretch.kept for stretch in shown.stretches]
    assert anew == [True, False]


def test_the_page_of_a_thousand_is_as_many_queries(article, alice, django_assert_max_num_queries):
    for number in range(3):
        make_claim(article, LAST, by=make_user(f"annotator{number}", "annotator"))
    with django_assert_max_num_queries(14):
        drawn(article, alice)


def test_a_story_offers_the_projects_that_one_sees_and_says_where_one_may_mark(
    alice, bob, charlie, rita, olga
):
    apart = make_project(people=[alice, rita])
    closed = make_project(people=[alice], archived_at=timezone.now())
    desk = Project.objects.open_desk()
    everyone = (AnonymousUser(), alice, bob, charlie, rita, olga)
    for person in everyone:
        offered = Project.objects.for_reading(person)
        assert set(offered) == set(Project.objects.visible_to(person)), person
        may = {project for project in offered if project.may_mark}
        assert may == set(Project.objects.markable_by(person)) & set(offered), person
    assert Project.objects.for_reading(alice) == [desk, apart, closed]
