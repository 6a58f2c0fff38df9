"""Withdrawing: the words of a story go, and that it was withdrawn stays."""

import json
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse

from articles import revising, withdrawing
from articles.models import Article, Event
from articles.models.refusal import NotAllowed
from tests.makers import make_article, make_capture, make_teaser, make_wording

RARE = "Zwischenahner Aalbraterei"
embedded = pytest.mark.skipif("os.environ.get('DATABASE_URL')", reason="about SQLite's file")


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "pictures"


@pytest.fixture
def rich(db, bob):
    """A story with all that a story may have."""
    article = make_article(
        f"{RARE} closes",
        f"It was the {RARE}.",
        standfirst=RARE,
        byline=RARE,
        captions=[RARE],
        by=bob,
    )
    make_capture(article, RARE.encode(), decisions=[{"about": RARE}])
    make_teaser(article, RARE, summary=RARE)
    words = make_wording(f"{RARE} opens", RARE)
    revising.revise(article, words, by=bob, reason=f"{RARE} opens again", expected=1)
    article.place(Article.LEAD, by=bob)
    article.refresh_from_db()
    return article


def test_nothing_of_the_words_is_left_but_their_hashes(rich, olga):
    hashes = list(rich.revisions.values_list("number", "sha256"))
    withdrawing.withdraw(rich, reason="A court says so", by=olga)
    rich.refresh_from_db()
    assert (rich.state, rich.placement, rich.folded_headline) == ("withdrawn", "", "")
    assert str(rich) == "Withdrawn story"
    assert list(rich.revisions.values_list("number", "sha256")) == hashes
    assert all(revision.withdrawn_at for revision in rich.revisions.all())
    assert [capture.data for capture in rich.captures.all()] == [b""]
    assert not rich.teasers.exists()
    assert RARE not in every_cell()


def test_no_other_storys_history_keeps_its_headline(client, rich, olga, bob):
    other = make_article("Another story")
    copied = make_teaser(other, "A plain headline")
    for story in (rich, None):
        copied.lead_to(story, by=bob)
    make_teaser(rich, "From there").move_to(other, by=bob)
    make_teaser(other, "There and back").move_to(rich, by=bob)
    withdrawing.withdraw(rich, reason="A court says so", by=olga)
    assert RARE not in every_cell()
    client.force_login(bob)
    history = client.get(reverse("admin:articles_article_history", args=[other.uuid]))
    assert history.content.decode().count("a withdrawn story") == 4


def test_headlines_that_such_histories_kept_once_are_emptied(article, bob):
    old = {"link": {"copy": RARE}, "move": {"story": RARE}}
    teaser = make_teaser(article)
    for verb, told in old.items():
        Event.objects.record(verb, teaser, by=bob, before=told, after=told)
    teaser.put(make_teaser(article, "Another"), after=True, by=bob)
    emptying = import_module("articles.migrations.0009_events_without_headlines")
    emptying.empty(apps, connection.schema_editor())
    placed, *kept = Event.objects.of(teaser).filter(verb__in=old)
    assert RARE not in every_cell()
    assert [(event.verb, event.by, bool(event.redacted_at)) for event in kept] == [
        ("move", bob, True), ("link", bob, True),
    ]  # fmt: skip
    assert placed.after["place"] == 2


def every_cell():
    """All that the database holds, as one text."""
    with connection.cursor() as cursor:
        found = []
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')
            found.append(str(cursor.fetchall()))
    return "\n".join(found)


def test_the_history_says_who_withdrew_it_and_why(rich, olga):
    withdrawing.withdraw(rich, reason=" A court says so ", by=olga)
    last, *earlier = Event.objects.on_story(rich)
    assert (last.verb, last.by, last.before, last.after) == (
        "withdraw", olga, {"state": "published"}, {"reason": "A court says so"},
    )  # fmt: skip
    assert earlier and all(event.redacted_at and not event.after for event in earlier)


def test_only_an_owner_withdraws(rich, bob):
    with pytest.raises(NotAllowed, match="owner"):
        withdrawing.withdraw(rich, reason="Because", by=bob)
    assert Article.objects.get(pk=rich.pk).state == Article.PUBLISHED


def test_it_needs_a_reason(rich, olga):
    with pytest.raises(NotAllowed, match="why"):
        withdrawing.withdraw(rich, reason="  ", by=olga)


def test_it_happens_once(rich, olga):
    withdrawing.withdraw(rich, reason="A court says so", by=olga)
    with pytest.raises(NotAllowed, match="already"):
        withdrawing.withdraw(rich, reason="Again", by=olga)


def test_readers_are_told(client, rich, olga):
    withdrawing.withdraw(rich, reason="A court says so", by=olga)
    for address in (
        rich.get_absolute_url(),
        reverse("articles:plain", args=[rich.uuid]),
        reverse("articles:revision", args=[rich.uuid, 1]),
    ):
        answer = client.get(address)
        assert answer.status_code == 451, address
        assert RARE not in answer.content.decode()


def test_the_list_holds_no_words(rich, olga, tmp_path):
    withdrawing.withdraw(rich, reason="A court says so", by=olga)
    (line,) = (tmp_path / "withdrawals.jsonl").read_text().splitlines()
    assert json.loads(line)["story"] == str(rich.uuid)
    assert "court" not in line and RARE not in line


def test_a_story_that_a_backup_brought_back_is_withdrawn_again(rich, olga, tmp_path):
    entry = {"story": str(rich.uuid), "at": "2026-11-24T00:00:00", "reason_sha256": ""}
    (tmp_path / "withdrawals.jsonl").write_text(json.dumps(entry) + "\n")
    assert withdrawing.apply_again() == 1
    assert withdrawing.apply_again() == 0
    assert Article.objects.get(pk=rich.pk).state == Article.WITHDRAWN
    assert Event.objects.on_story(rich).first().by is None
    assert len((tmp_path / "withdrawals.jsonl").read_text().splitlines()) == 1


def test_without_a_list_nothing_is_withdrawn_again(rich):
    assert withdrawing.apply_again() == 0


def test_lists_are_merged_without_repeating_a_story(tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, stories in ((ours, "ab"), (theirs, "bc")):
        folder.mkdir()
        lines = [json.dumps({"story": story}) + "\n" for story in stories]
        (folder / "withdrawals.jsonl").write_text("".join(lines))
    withdrawing.merge_list(theirs, ours)
    merged = (ours / "withdrawals.jsonl").read_text().splitlines()
    assert [json.loads(line)["story"] for line in merged] == ["a", "b", "c"]


def test_its_pictures_go_unless_another_story_shows_them(
    olga, db, django_capture_on_commit_callbacks
):
    for name in ("own.png", "shared.png"):
        default_storage.save(name, ContentFile(b"picture"))
    both = "![A](own.png)\n\n![B](shared.png)\n\n![C](samples/flood.svg)\n\nWords."
    article = make_article(body=both)
    make_article(body="![B](shared.png)\n\nOther words.")
    with django_capture_on_commit_callbacks(execute=True):
        withdrawing.withdraw(article, reason="A court says so", by=olga)
    assert not default_storage.exists("own.png")
    assert default_storage.exists("shared.png")


@embedded
def test_the_words_are_not_on_the_disk_any_more(transactional_db, olga, rich):
    database = Path(connection.settings_dict["NAME"])

    word = RARE.split()[0].lower().encode()  # as the search index holds it, too

    def on_disk():
        files = database.parent.glob("*sqlite3*")
        return sum(path.read_bytes().lower().count(word) for path in files)

    assert on_disk() > 5
    withdrawing.withdraw(rich, reason="A court says so", by=olga)
    assert on_disk() == 0


@embedded
def test_somebody_reading_does_not_hold_it_up(transactional_db, olga, rich):
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM articles_article").fetchall()
        withdrawing.withdraw(rich, reason="A court says so", by=olga)
    assert Article.objects.get(pk=rich.pk).state == Article.WITHDRAWN
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone()[0] == 20_000


def test_a_picture_whose_name_leads_out_of_the_folder_does_not_hold_it_up(
    db, olga, django_capture_on_commit_callbacks
):
    article = make_article(body="![A gate](../../../etc/passwd) Closed\n\nThe end.")
    with django_capture_on_commit_callbacks(execute=True):
        withdrawing.withdraw(article, reason="Asked to", by=olga)
    article.refresh_from_db()
    assert article.state == Article.WITHDRAWN
