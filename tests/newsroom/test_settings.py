"""Settings: safe when nothing is said, and refused in words when something wrong is."""

import os
import re
import sqlite3
import stat
import subprocess
import sys

import pytest
from django.conf import settings as live_settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from newsroom import environment
from tests.server import ROOT, Site

READ = """
from django.conf import settings as s
print(s.SECRET_KEY, s.DEBUG, s.SIGNUP, s.INDEXED, s.PROXIES, *s.ALLOWED_HOSTS)
"""


def reading(folder, **more):
    """A fresh process that prints the settings it finds."""
    site = Site(folder, DJANGO_SETTINGS_MODULE="newsroom.settings", **more)
    return subprocess.Popen(
        [sys.executable, "-c", READ],
        cwd=ROOT, env=site.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_processes_that_race_for_a_new_folder_agree_on_one_private_key(tmp_path):
    folder = tmp_path / "new" / "site"
    answers = [process.communicate() for process in [reading(folder) for _ in range(4)]]
    keys = {out.split()[0] for out, _ in answers}
    assert len(keys) == 1 and len(keys.pop()) >= 50, answers
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.glob("secret-key*")] == ["secret-key"]


def test_a_site_of_which_nothing_was_said_is_closed(tmp_path):
    out, _ = reading(tmp_path / "site").communicate()
    assert out.split()[1:] == ["False", "False", "False", "0", "127.0.0.1", "localhost", "[::1]"]


def test_the_environment_opens_it(tmp_path):
    out, _ = reading(
        tmp_path / "site", SAYSO_DEBUG="1", SAYSO_SIGNUP="yes", SAYSO_INDEXED="on",
        SAYSO_PROXIES="2", SAYSO_HOSTS="news.example, www.news.example",
    ).communicate()  # fmt: skip
    assert out.split()[1:] == ["True", "True", "True", "2", "news.example", "www.news.example"]


def test_the_deployment_check_is_content(tmp_path):
    site = Site(tmp_path / "site", SAYSO_HTTPS="1", SAYSO_HOSTS="news.example")
    done = site.manage("check", "--deploy", "--fail-level", "WARNING", check=False)
    assert done.returncode == 0, done.stderr


def test_no_secret_stands_in_the_sources():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    literal = re.compile(
        r"""(?:SECRET_KEY|PASSWORD|API_KEY)\s*=\s*["'][^"']|django-insecure|-----BEGIN"""
    )
    kinds = (".py", ".toml", ".txt", ".yml", "Makefile", "run")
    for name in listed.stdout.splitlines():
        if name.endswith(kinds) and not name.startswith("tests/"):
            assert not literal.search((ROOT / name).read_text()), name


@pytest.mark.parametrize("words", [("1", True), ("Yes", True), ("off", False), ("", False)])
def test_a_flag_is_read(monkeypatch, words):
    monkeypatch.setenv("SAYSO_TEST", words[0])
    assert environment.flag("SAYSO_TEST") is words[1]


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (environment.flag, "perhaps"),
        (lambda name: environment.number(name, 0), "-1"),
        (lambda name: environment.number(name, 0), "two"),
        (lambda name: environment.database(name, None), "mysql://root@localhost/news"),
        (environment.email, "pigeon://roof"),
    ],
)
def test_a_wrong_value_is_refused_by_name(monkeypatch, read, value):
    monkeypatch.setenv("SAYSO_TEST", value)
    with pytest.raises(ImproperlyConfigured, match="SAYSO_TEST"):
        read("SAYSO_TEST")


def test_a_number_has_its_default(monkeypatch):
    monkeypatch.setenv("SAYSO_TEST", " ")
    assert environment.number("SAYSO_TEST", 7) == 7


def test_a_data_folder_that_cannot_be_made_is_refused(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SAYSO_TEST", str(tmp_path / "file" / "data"))
    with pytest.raises(ImproperlyConfigured, match="cannot be made"):
        environment.data_folder("SAYSO_TEST", tmp_path)


def test_a_data_folder_of_others_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ImproperlyConfigured, match="nothing may be written"):
        environment.data_folder("SAYSO_TEST", tmp_path)


def test_a_postgres_address_is_read(monkeypatch):
    monkeypatch.setenv("SAYSO_TEST", "postgres://ann:p%40ss@db.example:5433/news?sslmode=require")
    read = environment.database("SAYSO_TEST", None)
    assert read["ENGINE"] == "django.db.backends.postgresql"
    assert [read[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "news", "ann", "p@ss", "db.example", 5433,
    ]  # fmt: skip
    assert read["OPTIONS"] == {"connect_timeout": "10", "sslmode": "require"}


def test_a_postgres_socket_is_read(monkeypatch):
    monkeypatch.setenv("SAYSO_TEST", "postgresql://postgres:@/news?host=/run/postgres")
    read = environment.database("SAYSO_TEST", None)
    assert (read["HOST"], read["NAME"], read["PASSWORD"]) == ("/run/postgres", "news", "")


@pytest.mark.parametrize(
    ("address", "port", "ssl", "tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://ann:word@mail.example", 587, False, True),
        ("smtps://ann:word@mail.example:4650", 4650, True, False),
    ],
)
def test_a_mail_address_is_read(monkeypatch, address, port, ssl, tls):
    monkeypatch.setenv("SAYSO_TEST", address)
    read = environment.email("SAYSO_TEST")
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == ("mail.example", port)
    assert (read["EMAIL_USE_SSL"], read["EMAIL_USE_TLS"], read["HAS_MAIL"]) == (ssl, tls, True)


def test_without_a_mail_address_letters_go_to_the_console(monkeypatch):
    monkeypatch.delenv("SAYSO_TEST", raising=False)
    read = environment.email("SAYSO_TEST")
    assert read["EMAIL_BACKEND"].endswith("console.EmailBackend") and not read["HAS_MAIL"]


@pytest.mark.skipif("os.environ.get('DATABASE_URL')", reason="about SQLite")
class TestTheEmbeddedDatabase:
    @pytest.mark.parametrize(
        ("pragma", "value"),
        [
            ("foreign_keys", 1),
            ("journal_mode", "wal"),
            ("synchronous", 2),
            ("busy_timeout", 20_000),
            ("mmap_size", 0),
            ("secure_delete", 1),
            ("temp_store", 2),
        ],
    )
    def test_is_set_for_safety_on_every_connection(self, db, pragma, value):
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {pragma}")
            assert cursor.fetchone()[0] == value

    def test_takes_the_writers_place_when_a_transaction_begins(self, transactional_db):
        other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
        with transaction.atomic(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
        other.close()

    def test_stays_connected(self):
        assert live_settings.DATABASES["default"]["CONN_MAX_AGE"] is None

    @pytest.mark.skipif("'pysqlite3' not in sys.modules", reason="no wheel here")
    def test_is_a_version_without_the_fault_in_its_journal(self):
        assert sqlite3.sqlite_version_info >= (3, 51, 3)
