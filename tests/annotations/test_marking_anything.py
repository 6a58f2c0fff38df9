"""Whatever is sent to mark words with, the answer is a claim or says in words why there is none."""

import json
import string

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.models import Claim, Project
from tests.makers import make_source

HOSTILE = (
    "", " ", "\0", "null", "[[0,5]]", "[[0, 5], [3, 9]]", "[[-1, 5]]", "[[5, 1]]", "[[0, 1e9]]",
    "[" * 3_000, "9" * 40, "-1", "1.5", "none", "outlet", "certain", "person", "A1", "B", "7",
    "’; DROP TABLE", "<script>", "{{ 7*7 }}", "%00", "\u202e", "🇦🇱" * 300, "x" * 12_000,
    " … " * 3_000, "00000000-0000-0000-0000-000000000000",
)  # fmt: skip
FIELDS = (
    "claim", "project", "revision", "segments", "quote", "statement", "source", "source_name",
    "source_kind", "confidence", "confidence_kind", "polarity", "type", "holder", "tags", "note",
    "sure", "code", "words", "block", "cue", "via", "via_name", "via_kind",
)  # fmt: skip
anything = st.sampled_from(HOSTILE) | st.text(alphabet=string.printable, max_size=30)
forms = st.dictionaries(st.sampled_from(FIELDS), st.lists(anything, max_size=3), max_size=12)


@pytest.mark.parametrize("begins_well", [True, False])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sent=forms)
def test_every_form_gets_an_answer(client, alice, article, begins_well, sent):
    client.force_login(alice)
    good = {
        "segments": json.dumps([[0, 5]]), "source": str(make_source().uuid),
        "confidence": "low", "project": Project.objects.open_desk().slug,
    }  # fmt: skip
    form = (good if begins_well else {}) | sent
    for name in ("mark", "choose"):
        address = reverse(f"annotations:{name}", args=[article.uuid])
        response = client.post(address, form) if name == "mark" else client.get(address, form)
        assert response.status_code in (200, 302, 404, 422)
    for claim in Claim.objects.all():
        place = claim.anchorings.get()
        assert place.quote
        assert place.quote in article.current.text or len(place.segments) > 1


def test_much_that_is_sent_is_refused_in_little_time(client, alice, article):
    client.force_login(alice)
    address = reverse("annotations:mark", args=[article.uuid])
    much = [json.dumps([[each, each + 1] for each in range(300)])] * 900
    for form in (
        {"segments": much},
        {"quote": " … a" * 100_000, "segments": "[[0, 1]]"},
        {"cue": ["x" * 300] * 5_000, "via": ["none"] * 5_000, "via_name": ["x"] * 5_000},
    ):
        response = client.post(address, form)
        assert response.status_code == 422
