"""Backups: made while people write, put back equal, and refused in words when they cannot be."""

import os
import re
import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from articles import withdrawing
from articles.models import Article
from newsroom import backing_up
from newsroom.backing_up import BackupFailed, back_up, restore
from tests.makers import make_article, make_user
from tests.server import Site, rows_of
from tests.writers import Writers, faults, saved

embedded = pytest.mark.skipif("os.environ.get('DATABASE_URL')", reason="about SQLite")


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.MEDIA_ROOT = settings.DATA_DIR / "pictures"


@pytest.mark.slow
@embedded
def test_a_backup_made_under_load_is_whole_and_is_restored_equal(tmp_path):
    site, elsewhere = Site(tmp_path / "site"), Site(tmp_path / "elsewhere")
    site.start()
    writers = Writers(site)
    writers.start()
    time.sleep(1)
    known = set(writers.acknowledged)
    backup = Path(site.manage("backup", str(tmp_path / "kept")).stdout.strip())
    time.sleep(0.5)
    writers.stop()
    assert not writers.refused
    assert faults(backup) == []
    assert known <= saved(backup)

    assert "--force" in site.manage("restore", str(backup), check=False).stderr
    site.stop()
    for each in (site, elsewhere):
        each.manage("restore", str(backup))
        assert rows_of(each.folder / "sayso.sqlite3") == rows_of(backup)
    (aside,) = (site.folder / "backups").glob("*.sqlite3")
    assert set(writers.acknowledged) <= saved(aside)


@pytest.mark.slow
@embedded
def test_a_site_may_be_restored_by_force_while_it_serves(tmp_path):
    site = Site(tmp_path / "site")
    site.start()
    writers = Writers(site)
    backup = site.manage("backup").stdout.strip()
    writers.start()
    time.sleep(0.5)
    site.manage("restore", backup, "--force")
    writers.stop()
    assert site.get("/healthz")[0] == 200
    site.stop()
    with closing(sqlite3.connect(site.folder / "sayso.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert database.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


@embedded
class TestInPlace:
    """On the tests' own database file."""

    pytestmark = pytest.mark.django_db(transaction=True)

    def test_a_backup_is_one_private_file(self, settings, capsys):
        make_article("A story to keep")
        call_command("backup")
        path = Path(capsys.readouterr().out.strip())
        assert path.parent == settings.DATA_DIR / "backups"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [each.name for each in path.parent.iterdir()] == [path.name]
        assert rows_of(path)["articles_article"]

    def test_what_was_there_comes_back_and_what_came_later_is_kept_aside(self, capsys):
        first = make_article("A story to keep")
        path = back_up()
        make_article("A later story")
        call_command("restore", str(path))
        assert [story.uuid for story in Article.objects.all()] == [first.uuid]
        aside = re.search(r"before is in (\S+)", capsys.readouterr().out)[1]
        assert len(rows_of(Path(aside))["articles_article"]) == 2

    def test_only_so_many_are_kept(self, tmp_path):
        folder = tmp_path / "kept"
        (tmp_path / "kept").mkdir()
        (folder / "notes.txt").write_text("mine")
        paths = [back_up(folder, keep=2) for _ in range(4)]
        assert sorted(folder.glob("*.sqlite3")) == paths[2:]
        assert (folder / "notes.txt").exists()

    def test_a_story_withdrawn_after_the_backup_does_not_come_back(self):
        olga, article = make_user("olga", "owner"), make_article("A story to withdraw")
        path = back_up()
        withdrawing.withdraw(article, reason="A court says so", by=olga)
        restore(path)
        article.refresh_from_db()
        assert (article.state, article.current.text) == (Article.WITHDRAWN, "")
        assert b"A story to withdraw" not in Path(connection.settings_dict["NAME"]).read_bytes()

    def test_nor_on_a_new_machine_that_has_only_the_backups(self, settings, tmp_path):
        olga, article = make_user("olga", "owner"), make_article("A story to withdraw")
        path = back_up(tmp_path / "kept")
        withdrawing.withdraw(article, reason="A court says so", by=olga)
        back_up(tmp_path / "kept")
        settings.DATA_DIR = tmp_path / "new"
        settings.DATA_DIR.mkdir()
        restore(path)
        article.refresh_from_db()
        assert article.state == Article.WITHDRAWN
        assert (settings.DATA_DIR / "withdrawals.jsonl").exists()

    def test_pictures_come_along_but_not_those_of_withdrawn_stories(self, settings, tmp_path):
        for name in ("own/kept.png", "gone.png"):
            default_storage.save(name, ContentFile(b"picture"))
        make_article(body="![A](own/kept.png)\n\nWords.")
        article = make_article(body="![B](gone.png)\n\nOther words.")
        path = back_up(tmp_path / "kept")
        assert (tmp_path / "kept/pictures/own/kept.png").exists()
        withdrawing.withdraw(article, reason="A court says so", by=make_user("olga", "owner"))
        (Path(settings.MEDIA_ROOT) / "own/kept.png").unlink()
        restore(path)
        assert default_storage.exists("own/kept.png")
        assert not default_storage.exists("gone.png")

    def test_a_site_in_use_is_not_replaced(self):
        path = back_up()
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
            other.execute("SELECT * FROM articles_article").fetchall()
            with pytest.raises(CommandError, match="Stop it first"):
                call_command("restore", str(path))
            restore(path, force=True)

    @pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0 and junk"])
    def test_what_is_no_backup_is_refused(self, tmp_path, content):
        (tmp_path / "other").write_bytes(content)
        with pytest.raises(BackupFailed, match="not a backup of Sayso"):
            restore(tmp_path / "other")

    def test_a_missing_file_is_refused(self, tmp_path):
        with pytest.raises(BackupFailed, match="not a backup of Sayso"):
            restore(tmp_path / "missing")
        assert not (tmp_path / "missing").exists()

    def test_a_damaged_backup_is_refused(self):
        for _ in range(20):
            make_article(body="A longer body. " * 400)
        path = back_up()
        content = bytearray(path.read_bytes())
        middle = len(content) // 2
        content[middle : middle + 20_000] = os.urandom(20_000)
        path.write_bytes(content)
        with pytest.raises(BackupFailed):
            restore(path)
        assert Article.objects.count() == 20

    def test_a_backup_with_a_dangling_reference_is_refused(self):
        make_article()
        path = back_up()
        with closing(sqlite3.connect(path)) as database:
            database.execute("UPDATE articles_article SET publisher_id = 999")
            database.commit()
        with pytest.raises(BackupFailed, match="damaged"):
            restore(path)

    def test_a_backup_of_a_newer_version_is_refused(self):
        path = back_up()
        with closing(sqlite3.connect(path)) as database:
            database.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('articles', '9999', '')"
            )
            database.commit()
        with pytest.raises(BackupFailed, match="newer version"):
            restore(path)
        assert not list(Path(connection.settings_dict["NAME"]).parent.glob("*.restoring*"))

    def test_a_full_disk_leaves_no_half_a_backup(self, tmp_path, monkeypatch):
        def fail(*paths):
            raise OSError("No space left on device")

        monkeypatch.setattr(backing_up, "_settle", fail)
        with pytest.raises(CommandError, match="No space left"):
            call_command("backup", str(tmp_path / "kept"))
        assert not list((tmp_path / "kept").iterdir())

    def test_a_failure_while_restoring_changes_nothing(self, monkeypatch):
        make_article()
        path = back_up()
        make_article()
        monkeypatch.setattr(backing_up, "call_command", fail_to_migrate)
        with pytest.raises(BackupFailed, match="was not put back"):
            restore(path)
        assert Article.objects.count() == 2

    def test_at_least_one_is_kept(self):
        with pytest.raises(CommandError, match="at least one"):
            call_command("backup", keep=0)


def fail_to_migrate(*words, **options):
    raise sqlite3.OperationalError("disk I/O error")


def test_postgres_is_left_to_its_own_tools(monkeypatch):
    monkeypatch.setattr(backing_up, "connection", type("Postgres", (), {"vendor": "postgresql"}))
    with pytest.raises(BackupFailed, match="pg_dump"):
        back_up()
    with pytest.raises(CommandError, match="pg_restore"):
        call_command("restore", "a file")
