"""A real site for tests and measurements: `manage.py serve` in a data folder of its own."""

import contextlib
import gzip
import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
SECRET = "s" * 32

SIGN_IN = """
import json, sys
from django.test import Client
from newsroom.models import User
cookies = {}
for name in sys.argv[2:]:
    person = User.objects.filter(name=name).first() or User.objects.create_user(
        name, None, role=sys.argv[1], display_name=name
    )
    client = Client()
    client.force_login(person)
    cookies[name] = client.cookies["sessionid"].value
print(json.dumps(cookies))
"""


def rows_of(path: Path, *, but: tuple[str, ...] = ()) -> dict[str, list[tuple]]:
    """Every row of every table of a database file, for comparing; without the tables named."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'sqlite_sequence'"
            " AND sql NOT LIKE 'CREATE VIRTUAL%'"
        ).fetchall()
        return {
            name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in tables if name not in but
        }  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def heed_interrupts() -> None:
    """A shell that starts the tests in the background tells them to ignore Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Site:
    """Its folder, port and process. Settings of the site come from `more`, not from around us."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        kept = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("SAYSO_", "DJANGO_", "DATABASE_URL", "EMAIL_URL"))
        }  # fmt: skip
        self.environment = kept | {"SAYSO_DATA": str(folder), "PORT": str(self.port)} | more

    def manage(self, *words: str, check: bool = True) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT, env=self.environment, check=check, capture_output=True, text=True,
        )  # fmt: skip

    def start(self, *words: str) -> float:
        """Start serving, by this command or by `serve`; the seconds until the first answer 200."""
        began = time.monotonic()
        log = open(self.folder.with_suffix(".log"), "a")  # noqa: SIM115
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", *(words or ["serve"])],
            cwd=ROOT, env=self.environment, stdout=log, stderr=log, preexec_fn=heed_interrupts,
        )  # fmt: skip
        log.close()
        while time.monotonic() - began < 60:
            assert self.process.poll() is None, self.log
            try:
                if self.get("/healthz")[0] == 200:
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.02)
        raise AssertionError(f"no answer within a minute: {self.log}")

    @property
    def serves(self) -> bool:
        return bool(self.process) and self.process.poll() is None

    def stop(self, with_signal: int = signal.SIGTERM) -> float:
        """Stop serving; the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(with_signal)
        self.process.wait(20)
        return time.monotonic() - began

    @property
    def log(self) -> str:
        return self.folder.with_suffix(".log").read_text()

    def get(self, path: str, cookie: str = "") -> tuple[int, Message, bytes]:
        with self.connected() as connection:
            return ask(connection, "GET", path, cookie=cookie)

    @contextlib.contextmanager
    def connected(self) -> Iterator[http.client.HTTPConnection]:
        with contextlib.closing(
            http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        ) as connection:
            yield connection

    def sign_in(self, role: str, *names: str) -> dict[str, str]:
        """Session cookies of people with these names, who are made if they are new."""
        done = self.manage("shell", "--no-imports", "-c", SIGN_IN.replace(
            "sys.argv[1]", repr(role)).replace("sys.argv[2:]", repr(list(names))))  # fmt: skip
        return json.loads(done.stdout)


def ask(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    fields: dict[str, str] | None = None,
    cookie: str = "",
    *,
    unpack: bool = True,
) -> tuple[int, Message, bytes]:
    """One request on an open connection, as browsers ask: status, headers, body."""
    headers = {"Accept-Encoding": "gzip"}
    if cookie:
        headers["Cookie"] = f"sessionid={cookie}; csrftoken={SECRET}"
    body = None
    if fields is not None:
        body = urlencode(fields)
        headers |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": SECRET,
        }
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    answer = response.read()
    if response.headers["Content-Encoding"] == "gzip" and unpack:
        answer = gzip.decompress(answer)
    return response.status, response.headers, answer
