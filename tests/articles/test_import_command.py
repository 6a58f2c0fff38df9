"""`manage.py import_article`: the same import from a shell."""

import io

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from tests.articles.dumps import (
    DUMP,
    HTML,
    NO_PAGES,
    REFUSED,
    make_stored,
)  # fmt: skip


@pytest.fixture
def run(tmp_path):
    """Run the command on a file of these bytes; gives what it printed."""

    def run(data, *options, name="page.txt"):
        path = tmp_path / name
        path.write_bytes(data)
        out = io.StringIO()
        call_command("import_article", str(path), *options, stdout=out)
        return out.getvalue()

    return run


def test_it_prints_the_drafts_address_and_counts(run, db):
    printed = run(DUMP.encode())
    article = Article.objects.get()
    assert f"/stories/{article.uuid}/review/" in printed
    assert "Draft: Harbour town trusts its pumps" in printed
    assert "3 blocks, 0 captions, 3 related headlines" in printed
    assert article.importer is None


def test_it_imports_in_a_persons_name_and_under_an_address(run, alice):
    run(DUMP.encode(), "--by", "alice", "--address", "https://coast.example/pumps/")
    article = Article.objects.get()
    assert (article.importer, article.address) == (alice, "https://coast.example/pumps")


def test_a_curator_publishes_at_once(run, bob):
    printed = run(DUMP.encode(), "--by", "bob", "--publish")
    article = Article.objects.get()
    assert article.state == Article.PUBLISHED
    assert f"{article.get_absolute_url()}\n" in printed


def test_whoever_runs_it_publishes_in_nobodys_name(run, db):
    run(DUMP.encode(), "--publish")
    assert Article.objects.get().state == Article.PUBLISHED


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--by", "nobody"], "Nobody here signs in as nobody."),
        (["--by", "rita"], "rita may not import"),
        (["--by", "alice", "--publish"], "alice may not publish"),
    ],
)
def test_it_refuses_those_who_may_not(run, rita, alice, options, words):
    with pytest.raises(CommandError, match=words):
        run(DUMP.encode(), *options)
    assert not Article.objects.exists()


@pytest.mark.parametrize("code", REFUSED)
def test_each_refusal_prints_its_code_what_was_seen_and_what_to_do(code, run, db):
    with pytest.raises(CommandError) as error:
        run(REFUSED[code])
    printed_code, seen, remedy = str(error.value).split("\n")
    assert printed_code == code and seen and remedy
    assert error.value.returncode == 1
    assert not Article.objects.exists()


@pytest.mark.parametrize("what", NO_PAGES)
def test_what_is_no_page_is_named(what, run, db):
    with pytest.raises(CommandError, match="not_a_page"):
        run(NO_PAGES[what])


def test_a_page_that_takes_too_long_is_refused(run, slow, db):
    with pytest.raises(CommandError, match="too_slow"):
        run(HTML.encode())


def test_a_duplicate_names_the_stored_story(run, db):
    stored = make_stored()
    with pytest.raises(CommandError, match="duplicate") as error:
        run(DUMP.encode(), "--address", stored.address)
    assert stored.get_absolute_url() in str(error.value)
    assert "--revise" in str(error.value)


def test_a_duplicate_becomes_a_revision_when_asked(run, db):
    stored = make_stored()
    run(DUMP.encode(), "--address", stored.address, "--revise")
    stored.refresh_from_db()
    assert stored.current.headline == "Harbour town trusts its pumps"


def test_a_withdrawn_story_is_not_revised(run, db):
    stored = make_stored()
    Article.objects.update(state=Article.WITHDRAWN)
    with pytest.raises(CommandError, match="A withdrawn story has no words to change"):
        run(DUMP.encode(), "--address", stored.address, "--revise")


def test_an_address_is_not_fetched_yet_and_says_so(db):
    with pytest.raises(CommandError, match="bad_url") as error:
        call_command("import_article", "https://coast.example/pumps")
    assert "cannot be fetched from their address yet" in str(error.value)


def test_a_file_that_is_not_there_is_named(db):
    with pytest.raises(CommandError, match="nowhere.txt cannot be read: No such file"):
        call_command("import_article", "nowhere.txt")


def test_it_reads_standard_input(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DUMP.encode())))
    call_command("import_article", "-", stdout=io.StringIO())
    assert Article.objects.get().current.headline == "Harbour town trusts its pumps"
