"""What people add to a claim: replies, the same reading, judgements, evidence and relations."""

import re

import pytest
from django.urls import reverse

from annotations.models import (
    Assessment,
    Claim,
    Evidence,
    Notice,
    Relation,
    Reply,
    SourceAssessment,
)
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

QUOTE = "the barrier would last thirty years"
HTMX = {"hx-request": "true"}
NOBODYS = "00000000-0000-0000-0000-000000000001"


@pytest.fixture
def claim(article, alice):
    return make_claim(article, QUOTE, by=alice)


@pytest.fixture
def other(article, charlie):
    return make_claim(article, "the new pumps", by=charlie, statement="Pumps held")


@pytest.fixture
def elsewhere(article, alice):
    """A claim on the same story, in a project that only alice belongs to."""
    project = make_project(people=[alice])
    return make_claim(article, "the storm", by=alice, project=project,
                      source=make_source(project=project))  # fmt: skip


def at(name, *args):
    return reverse(f"annotations:{name}", args=args)


def test_a_reply_stands_and_tells_the_author_and_whom_it_mentions(client, claim, alice, charlie):
    bea = make_user("bea", "annotator", display_name="Bea Weir")
    client.force_login(charlie)
    text = "Is it? <b>@Bea Weir</b>, @Bea Weir's and @Nobody here know."
    answer = client.post(at("replies", claim.uuid), {"text": text}, follow=True)
    assert "Is it? &lt;b&gt;@Bea Weir" in answer.content.decode()
    kinds = {(each.person, each.kind) for each in Notice.objects.all()}
    assert kinds == {(alice, "reply"), (bea, "mention")}


def test_an_empty_or_endless_reply_comes_back(client, claim, charlie):
    client.force_login(charlie)
    for text in ("", "  ", "x" * 5001, "a\0b"):
        for headers in ({}, HTMX):
            answer = client.post(at("replies", claim.uuid), {"text": text}, headers=headers)
            page = answer.content.decode()
            assert answer.status_code == 422 and 'class="error"' in page
            assert ("<html" in page) == (not headers)
    assert not Reply.objects.exists()


def test_script_gets_the_replies_anew(client, claim, charlie):
    client.force_login(charlie)
    answer = client.post(at("replies", claim.uuid), {"text": "So it is"}, headers=HTMX)
    page = answer.content.decode()
    assert page.startswith(f'<section class="part" id="replies-{claim.uuid}"')
    assert "So it is" in page and "claims:changed" in answer["HX-Trigger"]


def test_one_changes_and_deletes_one_s_own_reply(client, claim, alice, charlie):
    reply = Reply.write(claim, "Frist", by=charlie)
    client.force_login(charlie)
    assert "Frist" in client.get(at("edit_reply", reply.uuid)).content.decode()
    assert client.post(at("edit_reply", reply.uuid), {"text": ""}).status_code == 422
    refused = client.post(at("edit_reply", reply.uuid), {"text": ""}, headers=HTMX)
    assert refused.status_code == 422 and "<html" not in refused.content.decode()
    answer = client.post(at("edit_reply", reply.uuid), {"text": "First @Alice"}, follow=True)
    assert "First @Alice" in answer.content.decode() and "edited" in answer.content.decode()
    client.post(at("delete_reply", reply.uuid))
    assert "First" not in client.get(claim.get_absolute_url()).content.decode()
    verbs = list(Event.objects.of(claim).values_list("verb", flat=True))
    assert verbs == ["delete reply", "edit reply", "reply", "mark"]
    for name in ("edit_reply", "delete_reply"):
        assert client.post(at(name, reply.uuid), {"text": "x"}).status_code == 404


def test_an_edited_reply_tells_only_those_newly_mentioned(claim, alice, charlie):
    bea = make_user("bea", "annotator", display_name="Bea Weir")
    reply = Reply.write(claim, "@Bea Weir", by=charlie)
    Notice.objects.all().see()
    reply.edit("@Bea Weir, yes", by=charlie)
    assert not Notice.objects.of(bea).unseen().exists()
    reply.edit("@Bea Weir and @Alice", by=charlie)
    assert Notice.objects.of(alice).unseen().get().kind == "mention"


def test_replies_are_for_those_who_may_answer(client, claim, elsewhere, alice, charlie, rita):
    reply = Reply.write(claim, "Mine", by=alice)
    client.force_login(rita)
    assert client.post(at("replies", claim.uuid), {"text": "x"}).status_code == 404
    client.force_login(charlie)
    for uuid in (elsewhere.uuid, NOBODYS):
        assert client.post(at("replies", uuid), {"text": "x"}).status_code == 404
    for name in ("edit_reply", "delete_reply"):
        for uuid in (reply.uuid, NOBODYS):
            assert client.post(at(name, uuid), {"text": "x"}).status_code == 404
    assert client.get(at("replies", claim.uuid)).status_code == 405
    assert client.get(at("delete_reply", reply.uuid)).status_code == 405
    client.logout()
    typed = client.post(at("replies", claim.uuid), {"text": "Typed in vain"})
    assert typed.status_code == 403 and "Typed in vain" in typed.content.decode()


def test_names_to_mention_are_of_the_project(client, claim, alice, charlie, rita):
    member = make_user("mia", "reader", display_name="Mia Member")
    claim.project.admit(member, "annotator", by=None)
    Reply.write(claim, "Hello", by=charlie)
    assert [str(each) for each in claim.project.people()] == ["Alice", "Charlie", "Mia Member"]
    claim.project.is_blind = True
    assert [str(each) for each in claim.project.people()] == ["Mia Member"]
    client.force_login(charlie)
    assert "Mia Member" in client.get(claim.get_absolute_url()).content.decode()


def test_the_same_reading_is_my_own_claim(client, claim, alice, charlie):
    claim.edit(make_coding(claim.source, note="Private doubt", is_sure=False), by=alice, expected=1)
    client.force_login(charlie)
    answer = client.post(at("readings", claim.uuid), follow=True)
    assert "in your name" in answer.content.decode()
    mine = Claim.objects.get(author=charlie)
    assert (mine.copied_from, mine.source, mine.confidence) == (claim, claim.source, "certain")
    assert (mine.note, mine.is_sure) == ("", True)
    assert mine.anchorings.get().segments == claim.anchorings.get().segments
    for headers in ({}, HTMX):
        again = client.post(at("readings", claim.uuid), headers=headers)
        assert again.status_code == 422
        assert "You have this reading already" in again.content.decode()


def test_script_is_told_of_the_same_reading(client, claim, charlie):
    client.force_login(charlie)
    answer = client.post(at("readings", claim.uuid), headers=HTMX)
    assert answer.status_code == 201 and "in your name" in answer.content.decode()


def test_no_same_reading_of_one_s_own_or_of_words_in_doubt(
    client, claim, article, alice, charlie, rita
):
    client.force_login(alice)
    assert client.post(at("readings", claim.uuid)).status_code == 422
    new = make_wording(article.current.headline, BODY.replace("barrier would", "barrier would not"))
    revising.revise(article, new, by=None, reason="Corrected", expected=1)
    client.force_login(charlie)
    answer = client.post(at("readings", claim.uuid))
    assert answer.status_code == 422 and "in doubt" in answer.content.decode()
    client.force_login(rita)
    assert client.post(at("readings", claim.uuid)).status_code == 404
    assert client.get(at("readings", claim.uuid)).status_code == 405


def test_a_judgement_is_of_the_claim_and_of_its_source(client, claim, charlie):
    client.force_login(charlie)
    given = {"reliability": "B", "credibility": "2", "verdict": "supported", "reason": "Tested"}
    answer = client.post(at("assessment", claim.uuid), given, follow=True)
    page = answer.content.decode()
    assert '<span class="code">B2</span>' in page and "Tested" in page
    client.post(at("assessment", claim.uuid), given | {"credibility": "6", "verdict": ""})
    mine = Assessment.objects.get()
    assert (mine.credibility, mine.verdict, mine.reason) == (6, "unreviewed", "Tested")
    client.post(at("assessment", claim.uuid), {})
    assert not Assessment.objects.exists() and not SourceAssessment.objects.exists()
    client.post(at("assessment", claim.uuid), {})
    verbs = list(Event.objects.of(claim).values_list("verb", flat=True))
    assert verbs == ["assess", "assess", "assess", "mark"]


def test_a_verdict_has_a_reason_and_codes_are_known(client, claim, charlie):
    client.force_login(charlie)
    for wrong in (
        {"verdict": "refuted"}, {"verdict": "true"}, {"credibility": "7"}, {"reliability": "G"},
        {"credibility": "x"}, {"reason": "x" * 2001},
    ):  # fmt: skip
        for headers in ({}, HTMX):
            answer = client.post(
                at("assessment", claim.uuid), {"reason": "", **wrong}, headers=headers
            )
            assert answer.status_code == 422, wrong
    assert not Assessment.objects.exists()


def test_without_a_source_there_is_none_to_judge(client, article, alice, charlie):
    claim = make_claim(article, "the storm", by=alice)
    claim.edit(make_coding(None), by=alice, expected=1)
    client.force_login(charlie)
    assert "The source is" not in client.get(claim.get_absolute_url()).content.decode()
    client.post(at("assessment", claim.uuid), {"credibility": "3", "reliability": "A"})
    assert Assessment.objects.get().credibility == 3 and not SourceAssessment.objects.exists()


def test_evidence_is_a_page_or_another_claim(client, claim, other, charlie):
    client.force_login(charlie)
    page = {"stance": "supports", "address": "https://example.org/log", "quote": "It held",
            "accessed": "2026-11-20", "archived": "https://archive.example.org/1"}  # fmt: skip
    answer = client.post(at("evidence", claim.uuid), page, follow=True)
    assert "https://example.org/log" in answer.content.decode()
    assert "seen 20 November 2026" in answer.content.decode()
    for pointed in ({"other": other.uuid}, {"link": f"http://x{other.get_absolute_url()}"}):
        client.post(at("evidence", claim.uuid), {"stance": "context", **pointed})
    assert Evidence.objects.filter(other=other).count() == 2
    assert "Pumps held" in client.get(claim.get_absolute_url()).content.decode()


@pytest.mark.parametrize("wrong", [
    {},
    {"stance": "proves", "address": "https://e.org/"},
    {"address": "javascript:alert(1)"},
    {"address": "e.org"},
    {"address": "https://e.org/", "archived": "file:///etc"},
    {"address": "https://e.org/", "accessed": "yesterday"},
    {"address": "https://" + "e" * 2050},
    {"link": "no address of a claim"},
    {"link": NOBODYS},
    {"other": "elsewhere"},
    {"link": "elsewhere"},
    {"link": "itself"},
])  # fmt: skip
def test_evidence_that_is_nowhere_comes_back(client, claim, elsewhere, charlie, wrong):
    client.force_login(charlie)
    known = {"elsewhere": str(elsewhere.uuid), "itself": claim.get_absolute_url()}
    given = {"stance": "supports", "quote": "Kept words"} | {
        name: known.get(value, value) for name, value in wrong.items()
    }
    for headers in ({}, HTMX):
        answer = client.post(at("evidence", claim.uuid), given, headers=headers)
        assert answer.status_code == 422
        assert "Kept words" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_what_is_hidden_looks_like_what_is_not_there(client, claim, elsewhere, charlie):
    client.force_login(charlie)
    pages = []
    for name in ("evidence", "relations"):
        for uuid in (str(elsewhere.uuid), NOBODYS):
            given = {"stance": "supports", "kind": "same", "link": uuid}
            answer = client.post(at(name, claim.uuid), given, headers=HTMX)
            page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
            pages.append(page.replace(uuid, ""))
    assert pages[0] == pages[1] and pages[2] == pages[3]


def test_relations_are_between_claims_of_a_project(client, claim, other, elsewhere, charlie, alice):
    client.force_login(charlie)
    client.post(at("relations", claim.uuid), {"kind": "contradicts", "other": other.uuid})
    client.post(at("relations", claim.uuid), {"kind": "contradicts", "other": other.uuid})
    relation = Relation.objects.get()
    there = client.get(other.get_absolute_url()).content.decode()
    assert "contradicts this one" in there
    for wrong in ({}, {"kind": "same"}, {"kind": "x", "other": other.uuid},
                  {"kind": "same", "other": elsewhere.uuid},
                  {"kind": "same", "link": claim.get_absolute_url()}):  # fmt: skip
        assert client.post(at("relations", claim.uuid), wrong).status_code == 422
    other.delete_softly(by=charlie, expected=other.version)
    assert "Pumps held" not in client.get(claim.get_absolute_url()).content.decode()
    assert client.post(at("delete_relation", relation.uuid)).status_code == 302
    assert not Relation.objects.exists()


def test_who_added_it_whose_claim_it_is_and_curators_take_it_away(
    client, claim, other, alice, charlie, bob, rita
):
    def piece():
        return Evidence.add(claim, stance="context", address="https://e.org/", by=charlie)

    stranger = make_user("stan", "annotator")
    for person, status in ((stranger, 404), (rita, 404), (charlie, 200), (alice, 200), (bob, 200)):
        client.force_login(person)
        url = at("delete_evidence", piece().uuid)
        assert client.post(url, headers=HTMX).status_code == status, person
        assert client.get(url).status_code == 405
    relation = Relation.relate(claim, "same", other, by=charlie)
    client.force_login(stranger)
    assert client.post(at("delete_relation", relation.uuid)).status_code == 404
    client.logout()
    assert client.post(at("delete_relation", relation.uuid)).status_code == 403
    assert client.post(at("delete_evidence", NOBODYS)).status_code == 403


def test_judging_is_for_those_who_may_answer(client, claim, elsewhere, rita, charlie):
    for person, uuid in ((rita, claim.uuid), (charlie, elsewhere.uuid), (charlie, NOBODYS)):
        client.force_login(person)
        for name in ("assessment", "evidence", "relations"):
            assert client.post(at(name, uuid), {}).status_code == 404
            assert client.get(at(name, uuid)).status_code == 405


def test_on_an_archived_story_nothing_is_added(client, alice, charlie):
    story = make_article()
    claim = make_claim(story, QUOTE, by=alice)
    story.archive(by=None)
    client.force_login(charlie)
    for name in ("replies", "assessment", "evidence", "relations", "readings", "proposals"):
        assert client.post(at(name, claim.uuid), {"text": "x"}).status_code == 404
    client.force_login(alice)
    for name in ("edit", "deletion"):
        assert client.post(at(name, claim.uuid), {"expected": 1}).status_code == 404
    assert client.get(claim.get_absolute_url()).status_code == 200
