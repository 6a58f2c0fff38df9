"""Marking words through the form: what is written, what is refused, and for whom."""

import json
import uuid
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Claim, Source
from annotations.views import marking
from articles import revising
from articles.models import Article, Event
from tests.makers import (
    BODY,
    make_article,
    make_claim,
    make_project,
    make_source,
    make_wording,
)

QUOTE = "the barrier would last thirty years"
HTMX = {"HX-Request": "true"}


def form_for(article, words=QUOTE, **fields):
    """What the composer sends: the words, who says so and how sure."""
    start = article.current.text.index(words)
    return {
        "claim": str(uuid.uuid4()),
        "project": "open-desk",
        "revision": article.current.number,
        "segments": json.dumps([[start, start + len(words)]]),
        "quote": words,
        "source_name": "Ilse Brand",
        "source_kind": "person",
        "confidence": "certain",
    } | fields


def send(client, article, form, **headers):
    return client.post(reverse("annotations:mark", args=[article.uuid]), form, headers=headers)


def test_quote_source_and_level_are_enough(client, alice, article):
    client.force_login(alice)
    form = form_for(article)
    response = send(client, article, form)
    claim = Claim.objects.get()
    assert response.status_code == 302
    assert response.url == f"/stories/{article.uuid}/?project=open-desk#claim-{form['claim']}"
    assert (str(claim.uuid), claim.author, str(claim.source)) == (
        form["claim"], alice, "Ilse Brand",
    )  # fmt: skip
    assert claim.anchorings.get().quote == QUOTE
    assert (claim.confidence, claim.confidence_kind, claim.polarity) == (
        "certain", "likelihood", "+",
    )  # fmt: skip
    assert claim.cues == ["was certain"]
    assert Event.objects.of(claim).get().verb == "mark"


def test_all_that_can_be_said_is_written(client, alice, article):
    client.force_login(alice)
    wire = make_source("The wire", "organisation")
    more = {
        "statement": " The barrier lasts. ", "confidence": "high", "confidence_kind": "analytic",
        "polarity": "-", "type": "prediction", "holder": "1", "tags": "barrier, , storm,barrier",
        "note": "Seen twice.", "sure": "unsure", "cue": ["was certain", ""], "code": "B2",
        "via": [str(wire.uuid), "", "outlet"], "via_name": ["", "A video", ""],
        "via_kind": ["", "document", ""],
    }  # fmt: skip
    assert send(client, article, form_for(article, **more)).status_code == 302
    claim = Claim.objects.get()
    assert claim.coding.as_plain() | {"chain": []} == {
        "chain": [], "statement": "The barrier lasts.", "confidence": "high",
        "confidence_kind": "analytic", "polarity": "-", "type": "prediction", "holder": 1,
        "tags": ("barrier", "storm"), "note": "Seen twice.", "is_sure": False,
        "cues": ("was certain",),
    }  # fmt: skip
    chain = [str(link) for link in claim.attributions.all()]
    assert chain == ["Ilse Brand", "The wire", "A video", "The outlet itself"]
    assert claim.assessments.get(person=alice).credibility == 2
    assert claim.source.assessments.get(person=alice).reliability == "B"


@pytest.mark.parametrize(("code", "letters", "numbers"), [
    ("F", ["F"], []), ("6", [], [6]), ("", [], []),
])  # fmt: skip
def test_either_half_of_a_code_can_be_left_out(client, alice, article, code, letters, numbers):
    client.force_login(alice)
    send(client, article, form_for(article, code=code))
    claim = Claim.objects.get()
    assert [each.reliability for each in claim.source.assessments.all()] == letters
    assert [each.credibility for each in claim.assessments.all()] == numbers


def test_a_code_of_a_claim_without_a_source_judges_the_claim_alone(client, alice, article):
    client.force_login(alice)
    send(client, article, form_for(article, source="none", code="B2"))
    assert Claim.objects.get().assessments.get().credibility == 2


def test_a_source_is_made_once(client, alice, article):
    client.force_login(alice)
    for words in (QUOTE, "the new pumps"):
        send(client, article, form_for(article, words, source_name=" ilse  BRAND "))
    assert Source.objects.get().claims.count() == 2
    assert Event.objects.filter(verb="add").count() == 1


def test_who_asked_not_to_be_named_is_unknown_by_kind(client, alice, article):
    client.force_login(alice)
    send(client, article, form_for(article, source_kind="anonymous", source_name="An official"))
    source = Source.objects.get()
    assert (source.kind, source.naming) == ("unknown", "anonymous")


def test_a_level_that_is_not_stated_has_no_kind_and_cue_words_are_as_chosen(client, alice, article):
    client.force_login(alice)
    send(client, article, form_for(article, confidence="unstated", confidence_kind="likelihood"))
    send(client, article, form_for(article, cue=""))
    first, second = Claim.objects.order_by("pk")
    assert (first.confidence_kind, first.cues) == ("plain", [])
    assert (second.confidence_kind, second.cues) == ("plain", [])


def test_a_passage_of_two_parts_is_one_claim(client, alice, article):
    client.force_login(alice)
    first, second = form_for(article), form_for(article, "the new pumps")
    form = first | {
        "segments": [first["segments"], second["segments"]],
        "quote": f"the new pumps … {QUOTE}",
    }
    send(client, article, form)
    assert Claim.objects.get().anchorings.get().quote == f"the new pumps … {QUOTE}"


def test_the_same_form_twice_is_one_claim(client, alice, article):
    client.force_login(alice)
    form = form_for(article)
    assert send(client, article, form).url == send(client, article, form).url
    assert Claim.objects.count() == 1


def test_a_key_of_another_is_refused(client, alice, charlie, article):
    theirs = make_claim(article, by=charlie)
    client.force_login(alice)
    assert send(client, article, form_for(article, claim=str(theirs.uuid))).status_code == 422
    assert Claim.objects.get() == theirs


def test_words_are_found_again_where_the_places_are_wrong(client, alice, article):
    client.force_login(alice)
    send(client, article, form_for(article, segments="[[3, 20]]"))
    text = article.current.text
    assert Claim.objects.get().start == text.index(QUOTE)


def test_words_of_an_older_revision_are_anchored_on_the_newer_one(client, alice, article):
    form = form_for(article)
    new = make_wording(article.current.headline, "A new beginning.\n\n" + BODY)
    revising.revise(article, new, by=None, reason="Longer", expected=1)
    client.force_login(alice)
    assert send(client, article, form).status_code == 302
    verdicts = Claim.objects.get().anchorings.order_by("pk").values_list("verdict", flat=True)
    assert list(verdicts) == ["made", "same"]


@pytest.mark.parametrize(("change", "words"), [
    ({"confidence": ""}, "how sure the words are"),
    ({"confidence": "sure"}, "not one of the available choices"),
    ({"source_name": " "}, "Name a source"),
    ({"source_name": "x" * 201}, "at most 200"),
    ({"source_kind": ""}, "what kind of source"),
    ({"source": "nonsense"}, "Choose the source again"),
    ({"source": str(uuid.uuid4())}, "not one of the project"),
    ({"source_name": "!!"}, "at least one letter"),
    ({"segments": "[[3,2]]", "quote": ""}, "Select at least one character"),
    ({"segments": "", "quote": ""}, "Select the words"),
    ({"segments": "[[[[", "quote": ""}, "Select it again"),
    ({"segments": "[" * 3999}, "Select it again"),
    ({"segments": "[[0, 99999]]", "quote": ""}, "not in the story"),
    ({"quote": "never said"}, "Select them again"),
    ({"revision": "7"}, "Load the story again"),
    ({"claim": "1"}, "valid UUID"),
    ({"code": "G7"}, "A code is a letter"),
    ({"statement": "x" * 1001}, "at most 1000"),
    ({"note": "a\0b"}, "Null characters"),
    ({"holder": "3"}, "a link of the chain"),
    ({"via": "none", "via_name": "", "via_kind": ""}, "without a stated source"),
    ({"via": "", "via_name": "Ilse Brand", "via_kind": "person"}, "stands in a chain once"),
])  # fmt: skip
def test_what_cannot_be_written_is_said_in_words(client, alice, article, change, words):
    client.force_login(alice)
    response = send(client, article, form_for(article, **change), **HTMX)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Claim.objects.exists()
    assert not Source.objects.exists()


def test_without_script_what_was_typed_comes_back(client, alice, article):
    client.force_login(alice)
    form = form_for(article, confidence="", statement="It <lasts>", note="So & so", tags="a, b")
    page = send(client, article, form).content.decode()
    for typed in ("It &lt;lasts&gt;", "So &amp; so", "a, b", "Ilse Brand", form["claim"]):
        assert typed in page
    assert QUOTE in page


def test_the_answer_to_script_says_saved_and_the_way_back(client, alice, article):
    client.force_login(alice)
    response = send(client, article, form_for(article), **HTMX)
    claim = Claim.objects.get()
    page = response.content.decode()
    assert reverse("annotations:deletion", args=[claim.uuid]) in page
    assert 'name="expected" value="1"' in page


def test_who_is_signed_out_is_told_so_and_what_was_typed_is_given_back(client, article):
    assert send(client, article, form_for(article), **HTMX).status_code == 401
    response = send(client, article, form_for(article, statement="It lasts"))
    assert response.status_code == 403
    assert "It lasts" in response.content.decode()


def test_a_reader_may_not_and_a_stranger_does_not_find_the_project(
    client, rita, alice, charlie, article
):
    mine = make_project(people=[alice])
    form = form_for(article, project=mine.slug)
    client.force_login(rita)
    assert send(client, article, form_for(article)).status_code == 403
    client.force_login(charlie)
    assert send(client, article, form).status_code == 404
    client.force_login(alice)
    assert send(client, article, form).status_code == 302
    assert Claim.objects.get().project == mine


@pytest.mark.parametrize("field", ["source", "via"])
def test_a_source_of_another_project_is_refused(client, alice, article, field):
    theirs = make_source("Mandiant", "organisation", project=make_project())
    steps = {"via_name": "", "via_kind": ""} if field == "via" else {}
    client.force_login(alice)
    response = send(client, article, form_for(article, **{field: str(theirs.uuid)}, **steps))
    assert response.status_code == 422
    assert "Mandiant" not in response.content.decode()
    assert not Claim.objects.exists()


def test_stories_that_one_may_not_read_are_not_found(client, charlie, alice):
    draft = make_article(state=Article.DRAFT, by=alice)
    client.force_login(charlie)
    assert send(client, draft, form_for(draft)).status_code == 404
    missing = reverse("annotations:mark", args=[uuid.uuid4()])
    assert client.post(missing, form_for(draft)).status_code == 404


@pytest.mark.parametrize("state", [Article.ARCHIVED, Article.DRAFT])
def test_on_a_closed_story_nothing_is_marked(client, alice, state):
    closed = make_article(state=state, by=alice)
    client.force_login(alice)
    response = send(client, closed, form_for(closed), **HTMX)
    assert response.status_code == 422
    assert "published stories only" in response.content.decode()
    assert not Source.objects.exists()


def test_of_a_withdrawn_story_no_word_can_be_marked(client, alice, article):
    form = form_for(article)
    article.revisions.update(withdrawn_at=article.created_at, text="")
    Article.objects.filter(pk=article.pk).update(state=Article.WITHDRAWN)
    client.force_login(alice)
    assert send(client, article, form, **HTMX).status_code == 422


def test_it_is_not_asked_for_by_get(client, alice, article):
    client.force_login(alice)
    assert client.get(reverse("annotations:mark", args=[article.uuid])).status_code == 405


def test_a_program_that_marks_without_end_is_stopped(client, alice, article, monkeypatch):
    monkeypatch.setattr(marking, "MOST_A_MINUTE", 1)
    cache.clear()
    client.force_login(alice)
    assert send(client, article, form_for(article), **HTMX).status_code == 200
    response = send(client, article, form_for(article), **HTMX)
    assert (response.status_code, Claim.objects.count()) == (422, 1)
    assert "Wait a moment" in response.content.decode()
    cache.clear()


def test_the_pace_is_not_held_against_anybody_where_it_cannot_be_counted(
    client, alice, article, monkeypatch
):
    monkeypatch.setattr(cache, "add", lambda *args: False)
    cache.clear()
    client.force_login(alice)
    assert send(client, article, form_for(article)).status_code == 302


def test_the_number_of_queries_does_not_grow(client, alice, article, django_assert_max_num_queries):
    client.force_login(alice)
    source = make_source()
    for _ in range(5):
        make_claim(article, "Engineers at the university", by=alice, source=source)
    with django_assert_max_num_queries(22):
        send(client, article, form_for(article, source=str(source.uuid)), **HTMX)


def test_the_composer_is_drawn_for_those_who_may_mark(client, rita, alice, article):
    address = f"/stories/{article.uuid}/"
    client.force_login(alice)
    page = client.get(address).content.decode()
    assert "claim-composer" in page
    assert f"/mark/?project=open-desk&amp;block={article.current.text.index('The mayor')}" in page
    client.force_login(rita)
    assert "claim-composer" not in client.get(address).content.decode()


# The form without script


def choose(client, article, **query):
    address = reverse("annotations:choose", args=[article.uuid])
    return client.get(f"{address}?{urlencode(query)}")


def test_sentences_of_a_block_and_its_neighbours_are_offered(client, alice, article):
    client.force_login(alice)
    start = article.current.text.index("The mayor")
    page = choose(client, article, block=start).content.decode()
    for words in ("Officials in the harbour", "The mayor, Ilse Brand", "Engineers at"):
        assert words in page
    assert "reads as certain" in page
    assert article.current.headline in page
    assert "Engineers at" not in choose(client, article).content.decode()


def test_a_sentence_or_typed_words_are_marked_without_script(client, alice, article):
    client.force_login(alice)
    start = article.current.text.index("The mayor")
    form = form_for(article, quote="", segments="", block=start)
    wrong = send(client, article, form | {"words": "the  barrier would LAST"})
    assert "just as they stand" in wrong.content.decode()
    send(client, article, form | {"words": "held without a fault"})
    send(client, article, form | {"words": '"held  without a fault"', "claim": str(uuid.uuid4())})
    quotes = [each.anchorings.get().quote for each in Claim.objects.order_by("pk")]
    assert quotes == ["held without a fault", '"held without a fault"']


def test_words_that_were_selected_suggest_a_level(client, alice, article):
    client.force_login(alice)
    form = form_for(article)
    page = choose(client, article, segments=form["segments"], quote=QUOTE).content.decode()
    assert 'data-level="certain"' in page
    assert "was certain" in page
    silent = form_for(article, "the new pumps")
    page = choose(client, article, segments=silent["segments"]).content.decode()
    assert "data-level" not in page
    assert choose(client, article, segments="[[1", revision=9).status_code == 200


def test_readings_of_the_same_words_can_be_shared(client, alice, charlie, article):
    make_claim(article, QUOTE, by=charlie)
    mine = make_claim(article, QUOTE, by=alice, confidence="low")
    make_claim(article, QUOTE, by=charlie, project=make_project(people=[charlie]))
    client.force_login(alice)
    page = choose(client, article, segments=form_for(article)["segments"]).content.decode()
    assert page.count("Same reading") == 1
    assert "Charlie read them as Ilse Brand, certain" in page
    assert f"#claim-{mine.uuid}" in page


def test_the_form_is_for_open_stories_and_those_who_may_mark(client, rita, alice, charlie, article):
    assert choose(client, article).status_code == 302
    client.force_login(rita)
    assert choose(client, article).status_code == 403
    client.force_login(charlie)
    assert choose(client, article, project=make_project(people=[alice]).slug).status_code == 404
    archived = make_article(state=Article.ARCHIVED)
    assert choose(client, archived).url == f"/stories/{archived.uuid}/?project=open-desk"
    assert client.post(reverse("annotations:choose", args=[article.uuid])).status_code == 405


def test_the_page_asks_no_more_for_more_sources(
    client, alice, article, django_assert_max_num_queries
):
    client.force_login(alice)
    for number in range(12):
        if number == 3:
            with CaptureQueriesContext(connection) as few:
                choose(client, article)
        make_claim(article, QUOTE, by=alice, source=make_source(f"Source {number}"))
    with django_assert_max_num_queries(len(few)):
        choose(client, article)
