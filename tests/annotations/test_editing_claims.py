"""Saying something else about the same words: edits, suggestions, history, and who was first."""

import pytest
from django.urls import reverse

from annotations.coding import Link
from annotations.editing import sent
from annotations.models import (
    Assessment,
    Claim,
    Evidence,
    Notice,
    Proposal,
    Relation,
    Reply,
    Source,
)
from articles.models import Event
from articles.models.refusal import NotAllowed
from tests.makers import anchored, make_claim, make_coding, make_source

QUOTE = "the barrier would last thirty years"
HTMX = {"hx-request": "true"}


@pytest.fixture
def claim(article, alice):
    return make_claim(article, QUOTE, by=alice, statement="The barrier will last", tags=("sea",))


def at(name, *args):
    return reverse(f"annotations:{name}", args=args)


def fields(claim, **changes):
    """What a browser would send for the claim as it is, but for these fields."""
    data = {name: values if len(values) > 1 else values[0] if values else ""
            for name, values in sent(claim.coding).lists()}  # fmt: skip
    return data | {"expected": claim.version} | changes


def test_the_form_shows_what_it_says_and_saves_what_was_changed(client, claim, alice):
    client.force_login(alice)
    page = client.get(at("edit", claim.uuid)).content.decode()
    assert "The barrier will last" in page and 'value="certain" checked' in page
    changed = fields(claim, confidence="low", statement="It may last", cue=["she was certain"])
    answer = client.post(at("edit", claim.uuid), changed, follow=True)
    assert answer.status_code == 200 and "Saved." in answer.content.decode()
    claim.refresh_from_db()
    assert (claim.confidence, claim.statement, claim.version) == ("low", "It may last", 2)
    assert (claim.cues, claim.tags) == (["she was certain"], ["sea"])


def test_the_chain_keeps_what_the_form_does_not_ask(client, claim, alice, article):
    press = make_source("The Coast Tribune", "organisation")
    chain = (
        Link(source=claim.source.uuid, mention="she", cue="said", channel="speech"),
        Link(source=press.uuid, basis="told"),
    )
    claim.edit(make_coding(chain=chain), by=alice, expected=1)
    client.force_login(alice)
    client.post(at("edit", claim.uuid), fields(claim, statement="So"))
    claim.refresh_from_db()
    assert (claim.coding.chain, claim.statement) == (chain, "So")


def test_a_source_may_be_named_anew(client, claim, alice):
    client.force_login(alice)
    named = {"source": "", "source_name": "Harbour office", "source_kind": "organisation"}
    via = {"via": ["outlet"], "via_name": [""], "via_kind": [""]}
    answer = client.post(at("edit", claim.uuid), fields(claim, **named, **via))
    assert answer.status_code == 302
    claim.refresh_from_db()
    assert [str(link) for link in claim.attributions.all()] == [
        "Harbour office", "The outlet itself"
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", [
    {"confidence": ""},
    {"confidence": "sure"},
    {"source": ""},
    {"source": "no uuid"},
    {"source": "00000000-0000-0000-0000-000000000001"},
    {"source": "outlet", "via": ["none"], "via_name": [""], "via_kind": [""]},
    {"holder": "7"},
    {"holder": "x"},
    {"statement": "x" * 1001},
    {"note": "a\0b"},
])  # fmt: skip
def test_what_does_not_fit_comes_back_with_what_was_typed(client, claim, alice, wrong):
    client.force_login(alice)
    sent_along = fields(claim, **{"tags": "kept words", **wrong})
    for headers in ({}, HTMX):
        answer = client.post(at("edit", claim.uuid), sent_along, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "kept words" in page and ('class="error"' in page or "notice" in page)
        assert ("<html" in page) == (not headers)
    claim.refresh_from_db()
    assert claim.version == 1


def test_of_two_the_second_sees_mine_theirs_and_what_both_began_from(client, claim, alice):
    stale = fields(claim, statement="Mine")
    claim.edit(make_coding(claim.source, statement="Theirs"), by=alice, expected=1)
    client.force_login(alice)
    for headers in ({}, HTMX):
        answer = client.post(at("edit", claim.uuid), stale, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 409
        for words in ("The barrier will last", "Theirs", "Mine", "Save mine over theirs"):
            assert words in page
        assert 'name="expected" value="2"' in page
    client.post(at("edit", claim.uuid), stale | {"expected": 2})
    claim.refresh_from_db()
    assert (claim.statement, claim.version) == ("Mine", 3)


def test_a_stale_form_with_a_new_source_names_it_and_makes_none(client, claim, alice):
    named = {"source": "", "source_name": "Harbour office", "source_kind": "organisation"}
    stale = fields(claim, **named)
    claim.edit(make_coding(claim.source, confidence="low"), by=alice, expected=1)
    client.force_login(alice)
    answer = client.post(at("edit", claim.uuid), stale)
    assert answer.status_code == 409 and "Harbour office" in answer.content.decode()
    assert not Source.objects.filter(name="Harbour office").exists()


def test_an_edit_of_what_was_deleted_meanwhile_is_given_back(client, claim, alice):
    client.force_login(alice)
    claim.delete_softly(by=alice, expected=1)
    assert client.get(at("edit", claim.uuid)).status_code == 404
    answer = client.post(at("edit", claim.uuid), fields(claim, statement="What I typed"))
    assert answer.status_code == 404 and "What I typed" in answer.content.decode()
    unsaid = client.post(at("edit", claim.uuid), headers=HTMX)
    assert unsaid.status_code == 404 and "What you typed" not in unsaid.content.decode()


def test_script_is_led_on_to_the_claim_and_told_to_forget(client, claim, alice):
    client.force_login(alice)
    answer = client.post(at("edit", claim.uuid), fields(claim, note="Why"), headers=HTMX)
    assert answer["HX-Redirect"] == claim.get_absolute_url()
    assert "stored" in answer["HX-Trigger"]


def test_a_refusal_of_the_verb_is_told_with_the_form(client, claim, alice, charlie, monkeypatch):
    proposal = Proposal.make(claim, make_coding(claim.source, confidence="low"), by=charlie)
    client.force_login(alice)

    def refuse(*args, **options):
        raise NotAllowed("The project was archived.")

    monkeypatch.setattr(Claim, "edit", refuse)
    typed = fields(claim, statement="What I typed")
    for url, data in (
        (at("edit", claim.uuid), typed),
        (at("decision", proposal.uuid), {"decision": "accept", "expected": 1}),
        (at("version_restoration", claim.uuid, 1), {"expected": 1}),
    ):
        answer = client.post(url, data)
        assert answer.status_code == 422
        assert "The project was archived." in answer.content.decode()
    assert "What I typed" in client.post(at("edit", claim.uuid), typed).content.decode()


def test_a_merged_source_may_stay_where_it_stands(client, claim, alice, bob):
    claim.source.merge_into(make_source("Mayor Brand"), by=bob)
    claim.refresh_from_db()
    client.force_login(alice)
    assert "Ilse Brand" in client.get(at("edit", claim.uuid)).content.decode()
    client.post(at("edit", claim.uuid), fields(claim, statement="So"))
    claim.refresh_from_db()
    assert (claim.statement, str(claim.source)) == ("So", "Mayor Brand")


def test_only_its_author_edits_it(client, claim, charlie, bob, rita, alice):
    for person in (charlie, bob, rita):
        client.force_login(person)
        assert client.get(at("edit", claim.uuid)).status_code == 404
        assert client.post(at("edit", claim.uuid), fields(claim)).status_code == 404
    client.logout()
    assert client.get(at("edit", claim.uuid)).status_code == 302
    typed = client.post(at("edit", claim.uuid), fields(claim, statement="What I typed"))
    assert typed.status_code == 403 and "What I typed" in typed.content.decode()
    client.force_login(alice)
    assert client.put(at("edit", claim.uuid)).status_code == 405


def test_others_suggest_and_the_author_takes_it(client, claim, alice, charlie):
    client.force_login(charlie)
    assert "Suggest an edit" in client.get(at("proposals", claim.uuid)).content.decode()
    better = fields(claim, confidence="moderate", reason="She hedged")
    answer = client.post(at("proposals", claim.uuid), better, follow=True)
    assert "Alice will see it" in answer.content.decode()
    proposal = Proposal.objects.get()
    told = Notice.objects.get()
    assert (told.person, told.kind, told.by) == (alice, "suggestion", charlie)
    client.force_login(alice)
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "She hedged" in page and "<del>Certain</del> <ins>Moderate</ins>" in page
    client.post(at("decision", proposal.uuid), {"decision": "accept", "expected": 1})
    claim.refresh_from_db()
    assert (claim.confidence, claim.version) == ("moderate", 2)
    told = Notice.objects.of(charlie).get()
    assert (told.kind, told.by) == ("accepted", alice)
    again = client.post(at("decision", proposal.uuid), {"decision": "accept", "expected": 2})
    assert again.status_code == 404


def test_the_author_declines(client, claim, alice, charlie):
    proposal = Proposal.make(claim, make_coding(claim.source, confidence="low"), by=charlie)
    client.force_login(alice)
    answer = client.post(at("decision", proposal.uuid), {"decision": "decline"}, headers=HTMX)
    assert answer.status_code == 200 and "Suggested edits" not in answer.content.decode()
    proposal.refresh_from_db()
    claim.refresh_from_db()
    assert (proposal.state, claim.confidence) == ("declined", "certain")
    assert Notice.objects.of(charlie).get().kind == "declined"


def test_a_decision_on_what_changed_meanwhile_is_asked_again(client, claim, alice, charlie):
    proposal = Proposal.make(claim, make_coding(claim.source, confidence="low"), by=charlie)
    claim.edit(make_coding(claim.source, confidence="high"), by=alice, expected=1)
    client.force_login(alice)
    answer = client.post(at("decision", proposal.uuid), {"decision": "accept", "expected": 1})
    assert answer.status_code == 409
    proposal.refresh_from_db()
    assert proposal.state == "open"
    for headers in ({}, HTMX):
        unclear = client.post(
            at("decision", proposal.uuid), {"decision": "perhaps"}, headers=headers
        )
        assert unclear.status_code == 422


def test_a_suggestion_changes_something_and_is_for_others(client, claim, alice, charlie, rita):
    client.force_login(charlie)
    answer = client.post(at("proposals", claim.uuid), fields(claim, reason="My reason"))
    assert answer.status_code == 422
    assert "Nothing would change" in answer.content.decode()
    assert "My reason" in answer.content.decode()
    proposal = Proposal.make(claim, make_coding(claim.source, confidence="low"), by=charlie)
    for person, name, uuid in (
        (alice, "proposals", claim.uuid), (rita, "proposals", claim.uuid),
        (charlie, "decision", proposal.uuid), (rita, "decision", proposal.uuid),
    ):  # fmt: skip
        client.force_login(person)
        assert client.post(at(name, uuid), {"decision": "accept"}).status_code == 404
    client.logout()
    assert client.post(at("decision", proposal.uuid)).status_code == 403


def test_the_history_tells_each_thing_and_puts_any_version_back(client, claim, alice, bob):
    claim.edit(make_coding(claim.source, statement="The wall will last"), by=alice, expected=1)
    claim.edit(make_coding(claim.source, confidence="low"), by=alice, expected=2)
    claim.hide("By mistake", by=bob)
    claim.unhide(by=bob)
    page = client.get(at("history", claim.uuid)).content.decode()
    for words in (
        "marked the words", "changed it", "hid it", "By mistake",
        "The <del>barrier</del><ins>wall</ins> will last",
    ):  # fmt: skip
        assert words in page
    assert "Restore version" not in page
    client.force_login(alice)
    claim.refresh_from_db()
    page = client.get(at("history", claim.uuid)).content.decode()
    assert "Restore version 1" in page and "Restore version 2" in page
    url = at("version_restoration", claim.uuid, 1)
    assert client.post(url, {"expected": 4}).status_code == 409
    assert client.post(url, {"expected": claim.version}).status_code == 302
    claim.refresh_from_db()
    assert (claim.statement, claim.tags) == ("The barrier will last", ["sea"])
    assert Event.objects.of(claim).first().verb == "take_back"


def test_versions_that_are_not_in_the_record_are_refused(client, claim, alice, charlie):
    client.force_login(alice)
    for version in (0, 10**12):
        url = at("version_restoration", claim.uuid, version)
        assert client.post(url, {"expected": 1}).status_code == 422
    url = at("version_restoration", claim.uuid, 1)
    assert client.get(url).status_code == 405
    assert client.post(url, {"expected": 1}).status_code == 302  # the same again changes nothing
    client.force_login(charlie)
    assert client.post(url, {"expected": 1}).status_code == 404
    client.logout()
    assert client.post(url, {"expected": 1}).status_code == 403


def test_a_long_history_goes_on_and_asks_no_more_for_it(
    client, claim, alice, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("annotations.telling.MOST", 3)
    for number in range(2, 8):
        claim.edit(make_coding(claim.source, statement=f"Words {number}"), by=alice,
                   expected=number - 1)  # fmt: skip
    with django_assert_max_num_queries(9):
        first = client.get(at("history", claim.uuid)).content.decode()
    assert "<ins>7</ins>" in first and "<ins>4</ins>" not in first
    earlier = first.partition("?before=")[2].partition('"')[0]
    second = client.get(at("history", claim.uuid), {"before": earlier}).content.decode()
    assert "<ins>4</ins>" in second and "<ins>7</ins>" not in second
    assert client.get(at("history", claim.uuid), {"before": "x" * 50}).status_code == 200


def test_every_verb_of_a_history_is_a_sentence(client, claim, article, alice, charlie, bob):
    other = make_claim(article, "the new pumps", by=charlie, statement="Pumps held")
    reply = Reply.write(claim, "Secret words", by=charlie)
    reply.edit("More secret words", by=charlie)
    reply.delete_softly(by=charlie)
    Assessment.make(claim, credibility=2, by=charlie)
    Assessment.make(claim, credibility=3, verdict="disputed", reason="Why so", by=charlie)
    Evidence.add(claim, stance="supports", address="https://e.org/", by=alice).remove(by=alice)
    Evidence.add(claim, stance="refutes", other=other, by=alice)
    Relation.relate(claim, "contradicts", other, by=alice).remove(by=alice)
    proposal = Proposal.make(claim, make_coding(claim.source, confidence="low"), by=charlie)
    proposal.decline(by=alice)
    claim.remark(anchored(article, "the barrier"), by=alice, expected=claim.version)
    claim.reattach(anchored(article, QUOTE), by=alice, expected=claim.version)
    claim.reassign(charlie, by=bob)
    page = client.get(at("history", claim.uuid)).content.decode()
    for words in (
        "replied", "changed a reply", "deleted a reply", "assessed it", "Probably true",
        "Possibly true", "Disputed", "Why so", "added evidence", "https://e.org/", "Pumps held",
        "removed evidence", "related it", "Contradicts", "took a relation back",
        "suggested an edit", "declined", "moved it to other words", "put it back by hand",
        "gave it to somebody else",
    ):  # fmt: skip
        assert words in page, words
    assert "ecret words" not in page
