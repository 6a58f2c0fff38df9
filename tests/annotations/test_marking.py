"""Marking words through the form: what is written, what is refused, and for whom."""

import json
import uuid

import pytest
from django.urls import reverse

from annotations.models import Claim, Source
from articles.models import Event
from tests.makers import make_claim

QUOTE = "the barrier would last thirty years"


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


HTMX = {"HX-Request": "true"}


def test_quote_source_and_level_are_enough(client, alice, article):
    client.force_login(alice)
    form = form_for(article)
    response = send(client, article, form)
    claim = Claim.objects.get()
    assert response.status_code == 302
    assert response.url == (f"/stories/{article.uuid}/?project=open-desk#claim-{form['claim']}")
    assert (str(claim.uuid), claim.author, str(claim.source)) == (
        form["claim"], alice, "Ilse Brand",
    )  # fmt: skip
    assert claim.anchorings.get().quote == QUOTE
    assert (claim.confidence, claim.confidence_kind, claim.polarity) == (
        "certain", "likelihood", "+",
    )  # fmt: skip
    assert claim.cues == ["was certain"]
    assert Event.objects.of(claim).get().verb == "mark"


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


@pytest.mark.parametrize(("change", "words"), [
    ({"confidence": ""}, "how sure the words are"),
    ({"source_name": " "}, "Name a source"),
    ({"source_kind": ""}, "what kind of source"),
    ({"source": "nonsense"}, "Choose the source again"),
    ({"source_name": "!!"}, "at least one letter"),
    ({"segments": "[[3,2]]", "quote": ""}, "Select at least one character"),
    ({"segments": "[[[[", "quote": ""}, "Select it again"),
    ({"segments": "[" * 3999}, "Select it again"),
    ({"quote": "never said"}, "Select them again"),
    ({"revision": "7"}, "Load the story again"),
    ({"claim": "1"}, "valid UUID"),
])  # fmt: skip
def test_what_cannot_be_written_is_said_in_words(client, alice, article, change, words):
    client.force_login(alice)
    response = send(client, article, form_for(article, **change), **HTMX)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Claim.objects.exists()
    assert not Source.objects.exists()
