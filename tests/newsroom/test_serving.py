"""Serving: from start to stop, on a real site."""

import re
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import OperationalError

from articles.models import Event
from newsroom import asgi, serving
from newsroom.management.commands import runserver
from tests.server import Site, ask, rows_of

MB = 2**20


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A site in a new folder."""
    site = Site(tmp_path_factory.mktemp("served") / "site")
    yield site
    if site.serves:
        site.stop()


@pytest.fixture
def site(made):
    """The site, serving."""
    if not made.serves:
        made.start()
    return made


def test_the_first_start_makes_the_site_and_invites_its_owner(site):
    assert "Added 12 sample stories" in site.log
    assert f"Sayso is at http://127.0.0.1:{site.port}/ " in site.log
    path = re.search(rf"http://127.0.0.1:{site.port}(/accounts/\S+)", site.log)[1]
    assert site.get(path)[0] == 200


def test_the_front_page_leads_with_the_sample_and_static_files_are_kept(site):
    status, headers, body = site.get("/")
    assert status == 200 and "Tirana breaks with Tehran" in body.decode()
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    style = re.search(r'href="(/static/sayso\.\w+\.css)"', body.decode())[1]
    status, headers, body = site.get(style)
    assert status == 200 and "immutable" in headers["Cache-Control"] and b"@layer" in body


def test_health_is_told_without_a_session(site):
    status, headers, body = site.get("/healthz")
    assert (status, headers["Cache-Control"]) == (200, "no-store")
    assert f'"version": "{sqlite3.sqlite_version}"' in body.decode()
    assert "Set-Cookie" not in headers


def test_a_later_start_changes_nothing(site):
    site.sign_in("owner", "olga")
    site.stop()
    database, owners_link = site.folder / "sayso.sqlite3", ("newsroom_token",)
    before = rows_of(database, but=owners_link)
    site.start()
    site.stop()
    assert rows_of(database, but=owners_link) == before
    assert site.log.count("It has no owner yet") == 1
    assert site.log.count("Made the database") == site.log.count("Collected the static files") == 1


def test_loading_pages_never_loads_the_importers_libraries(site):
    slow = ("lxml", "trafilatura", "readability", "PIL")
    code = f"import newsroom.wsgi, sys; print([each for each in {slow} if each in sys.modules])"
    assert site.manage("shell", "--no-imports", "-c", code).stdout.strip() == "[]"


def test_a_taken_port_is_told_in_words(site):
    other = Site(site.folder, PORT=str(site.port))
    done = other.manage("serve", check=False)
    assert done.returncode == 1
    assert f"PORT={site.port + 1} make run" in done.stderr


def test_too_large_a_body_is_refused_in_words_before_django(site):
    with site.connected() as connection:
        status, headers, body = ask(connection, "POST", "/import/", {"text": "x" * 13 * MB})
    assert status == 413 and b"larger than 12 MB" in body
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_an_announced_flood_is_refused_unread(site):
    with site.connected() as connection:
        connection.putrequest("POST", "/import/")
        connection.putheader("Content-Length", str(10**12))
        connection.endheaders()
        assert connection.getresponse().status == 413


def test_a_body_in_chunks_reaches_the_page(site):
    form = {"Content-Type": "application/x-www-form-urlencoded", "Transfer-Encoding": "chunked"}
    with site.connected() as connection:
        parts = iter([b"name=ann&", b"password=wrong"])
        connection.request("POST", "/accounts/sign-in/", parts, form, encode_chunked=True)
        assert connection.getresponse().status == 403  # its token is missing: a page was asked


def test_it_stops_at_once_though_somebody_is_still_sending(site):
    with site.connected() as connection:
        connection.putrequest("POST", "/import/")
        connection.putheader("Content-Length", "1000")
        connection.endheaders(b"text=")
        time.sleep(0.2)
        assert site.stop() < 10
    assert site.process.returncode == 0


def test_ctrl_c_stops_it_too(site):
    site.stop(signal.SIGINT)
    assert site.process.returncode == 0
    assert "Traceback" not in site.log


@pytest.mark.parametrize(
    ("method", "address", "told", "status"),
    [
        ("GET", "/?q=x", "charset=zlib", 415),
        ("POST", "/accounts/sign-in/?next=/", "charset=rot13", 415),
        ("POST", "/", "charset*=nonsense''x", 415),
        ("GET", "/?" + 25_000 * "a&", "charset=utf-8", 400),
        ("POST", "/accounts/sign-in/", "charset=us-ascii", 403),
    ],
)
def test_what_django_cannot_read_is_refused_with_our_headers(site, method, address, told, status):
    form = {"Content-Type": f"application/x-www-form-urlencoded; {told}"}
    with site.connected() as connection:
        connection.request(method, address, b"name=ann" if method == "POST" else None, form)
        answer = connection.getresponse()
        assert answer.status == status
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.skipif("sys.platform != 'linux'", reason="reads /proc")
def test_it_may_hold_as_many_descriptors_as_the_machine_allows(site):
    limits = Path(f"/proc/{site.process.pid}/limits").read_text()
    soft, hard = re.search(r"Max open files\s+(\w+)\s+(\w+)", limits).groups()
    assert soft == hard


def test_another_folder_and_port_are_another_site(site, tmp_path):
    other = Site(tmp_path / "other")
    other.start()
    try:
        assert other.get("/")[0] == site.get("/")[0] == 200
        keys = [(each.folder / "secret-key").read_text() for each in (site, other)]
        assert keys[0] != keys[1]
    finally:
        other.stop()


def test_a_request_that_was_given_up_does_not_hold_up_the_end(monkeypatch):
    left, resting = [], threading.Event()
    monkeypatch.setattr(serving.os, "_exit", left.append)
    serving._leave()
    assert left == []
    stuck = threading.Thread(target=resting.wait, name="WSGI_0")
    stuck.start()
    serving._leave()
    resting.set()
    stuck.join()
    assert left == [0]


def test_djangos_own_server_collects_the_static_files_first(tmp_path):
    site = Site(tmp_path / "site")
    site.manage("migrate")
    site.start("runserver", "--noreload", str(site.port))
    try:
        page = site.get("/accounts/sign-in/")[2].decode()
        style = re.search(r'href="(/static/sayso\.\w+\.css)"', page)[1]
        assert site.get(style)[0] == 200
    finally:
        site.stop(signal.SIGINT)


def test_it_starts_again_when_a_static_file_changes(settings):
    watched = []
    sender = type("Reloader", (), {"watch_dir": lambda _, *words: watched.append(words)})()
    runserver.watch_static_files(sender)
    assert watched == [(settings.BASE_DIR / "static", "**/*")]


def test_it_names_an_address_of_six_parts_rightly():
    assert serving.address("::1", 8000) == "http://[::1]:8000"


def test_health_says_so_when_the_database_does_not_answer(client, db, monkeypatch):
    def fail():
        raise OperationalError("unable to open /secret/place")

    monkeypatch.setattr(Event.objects, "exists", fail)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {
        "well": False, "words": "The database does not answer. See the server's log.",
    }  # fmt: skip


def test_static_files_are_collected_only_when_they_changed(settings, tmp_path, monkeypatch):
    called, said = [], []
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATIC_ROOT.mkdir()

    def collect(*words, **options):
        called.append(words)
        (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")

    monkeypatch.setattr(serving, "call_command", collect)
    serving.collect_static(said.append)
    serving.collect_static(said.append)
    assert called == [("collectstatic",)] and said == ["Collected the static files"]
    monkeypatch.setattr(serving.assets, "JOINED", {"sayso.css": []})
    serving.collect_static(said.append)
    assert len(called) == 2


def test_a_database_of_an_older_version_is_copied_before_it_is_upgraded(db, monkeypatch):
    order = []
    pretend_due(monkeypatch, applied={("articles", "0001_initial"): None})
    monkeypatch.setattr(serving, "connection", type("Embedded", (), {"vendor": "sqlite"}))
    monkeypatch.setattr(serving.backing_up, "back_up", lambda: order.append("copy") or "a file")
    monkeypatch.setattr(serving, "call_command", lambda *_, **__: order.append("migrate"))
    said = []
    serving.migrate(said.append)
    assert order == ["copy", "migrate"]
    assert said == ["Kept a copy before upgrading: a file", "Upgraded the database"]


def test_an_older_postgres_database_is_left_to_its_operator(db, monkeypatch):
    pretend_due(monkeypatch, applied={("articles", "0001_initial"): None})
    monkeypatch.setattr(serving, "connection", type("Postgres", (), {"vendor": "postgresql"}))
    with pytest.raises(CommandError, match="pg_dump"):
        serving.migrate(print)


def pretend_due(monkeypatch, applied):
    class Executor:
        loader = type("Loader", (), {
            "applied_migrations": applied,
            "graph": type("Graph", (), {"leaf_nodes": staticmethod(list)}),
        })  # fmt: skip

        def __init__(self, connection):
            pass

        def migration_plan(self, targets):
            return ["one"]

    monkeypatch.setattr(serving, "MigrationExecutor", Executor)


@pytest.mark.parametrize(("vendor", "warned"), [("sqlite", True), ("postgresql", False)])
def test_an_old_sqlite_is_warned_of_where_it_is_used(monkeypatch, caplog, vendor, warned):
    monkeypatch.setattr(asgi, "connection", type("Database", (), {"vendor": vendor}))
    monkeypatch.setattr(asgi.sqlite3, "sqlite_version_info", (3, 40, 1))
    asgi.warn_of_old_sqlite()
    assert ("corrupt" in caplog.text) is warned


def test_large_blocks_are_given_back_where_the_machine_knows_how(monkeypatch):
    asked = []
    monkeypatch.setattr(
        asgi.ctypes, "CDLL", lambda _: type("C", (), {"mallopt": asked_with(asked)})
    )
    asgi.give_memory_back()
    monkeypatch.setattr(asgi.ctypes, "CDLL", lambda _: object())
    asgi.give_memory_back()
    assert asked == [(-3, 256 * 1024)]


def asked_with(asked):
    return staticmethod(lambda *words: asked.append(words))
