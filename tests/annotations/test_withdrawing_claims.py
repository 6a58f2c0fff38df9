"""A story is withdrawn: its claims stay, with short quotes and no other words of it."""

import json

import pytest
from django.urls import reverse

from annotations.models import Anchoring, Evidence, Proposal, Reply
from annotations.withdrawing import LONGEST_QUOTE, StoryWords
from articles import revising, withdrawing
from articles.models import Event
from tests.makers import BODY, make_article, make_claim, make_coding, make_wording

LONG = " ".join(f"word{number}" for number in range(200)) + "."
SENTENCE = "The mayor, Ilse Brand, said she was certain"


@pytest.fixture
def story(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return make_article(body=f"{BODY}\n\n{LONG}")


def test_quotes_are_short_and_no_other_words_of_the_story_stay(story, alice, charlie, olga):
    short = make_claim(story, "the barrier would last thirty years", by=alice,
                       statement="My own words about the wall")  # fmt: skip
    long = make_claim(story, LONG[:700], by=alice, statement=f"I say: {SENTENCE} of it",
                      note=LONG)  # fmt: skip
    Reply.write(long, f"See “{SENTENCE} that”, no?", by=charlie)
    Evidence.add(long, stance="context", address="https://e.org/", quote=LONG[:400], by=charlie)
    Proposal.make(long, make_coding(long.source, statement=LONG), reason=SENTENCE, by=charlie)
    withdrawing.withdraw(story, reason="Asked", by=olga)
    for claim in (short, long):
        claim.refresh_from_db()
        place = claim.anchorings.get()
        assert len(place.quote) <= LONGEST_QUOTE and place.prefix == place.suffix == ""
    assert short.anchorings.get().quote == "the barrier would last thirty years"
    assert short.statement == "My own words about the wall"
    assert long.statement == "I say: … of it" and long.note == "…"
    assert Reply.objects.get().text == "See “…”, no?"
    proposal = Proposal.objects.get()
    assert "word9" not in str(proposal.coding) and proposal.reason == "…"
    assert "word9" not in Evidence.objects.get().quote[LONGEST_QUOTE:]
    assert not Event.objects.filter(kind="claim", redacted_at=None).exists()


def test_every_revision_s_anchoring_is_cut(story, alice, olga):
    make_claim(story, LONG[:700], by=alice)
    new = make_wording(story.current.headline, f"A new start.\n\n{BODY}\n\n{LONG}")
    revising.revise(story, new, by=None, reason="Longer", expected=1)
    withdrawing.withdraw(story, reason="Asked", by=olga)
    rows = Anchoring.objects.all()
    assert len(rows) == 2
    assert all(len(row.quote) <= LONGEST_QUOTE and not row.prefix for row in rows)


def test_a_restored_backup_is_cut_again(story, alice, tmp_path):
    claim = make_claim(story, LONG[:700], by=alice, statement=SENTENCE)
    (tmp_path / withdrawing.LIST).write_text(json.dumps({"story": str(story.uuid)}) + "\n")
    assert withdrawing.apply_again() == 1
    claim.refresh_from_db()
    assert claim.statement == "…" and len(claim.anchorings.get().quote) <= LONGEST_QUOTE


def test_members_read_what_is_left_and_its_emptied_history(client, story, alice, olga, rita):
    claim = make_claim(story, "the barrier would last thirty years", by=alice)
    withdrawing.withdraw(story, reason="Asked", by=olga)
    history = reverse("annotations:history", args=[claim.uuid])
    client.force_login(rita)
    assert client.get(history).status_code == 451
    client.force_login(alice)
    page = client.get(history).content.decode()
    assert "marked the words" in page and "erased with the story’s words" in page
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "the barrier would last thirty years" in page and "A withdrawn story" in page
    for name in ("edit", "deletion"):
        url = reverse(f"annotations:{name}", args=[claim.uuid])
        assert client.post(url, {"expected": 1}).status_code == 404


@pytest.mark.parametrize(("text", "left"), [
    ("", ""),
    ("held", "held"),
    ("one two three four", "one two three four"),
    ("a alpha beta gamma delta epsilon zeta b", "a … b"),
    ("ALPHA Beta gamma, delta epsilon", "ALPHA Beta gamma, delta epsilon"),
    ("alpha beta gamma delta epsilon zeta eta and alpha beta gamma delta epsilon zeta",
     "… and …"),
])  # fmt: skip
def test_runs_of_the_story_are_cut_from_a_text(text, left):
    assert StoryWords(["alpha beta gamma delta epsilon zeta eta theta"]).cut_from(text) == left


def test_what_the_kept_quote_says_may_be_said(db):
    story = StoryWords(["alpha beta gamma delta epsilon zeta eta theta"])
    words = "alpha beta gamma delta epsilon zeta"
    assert story.cut_from(f"So {words}", allowed=f"{words} eta") == f"So {words}"
