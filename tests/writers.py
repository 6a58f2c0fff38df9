"""People who all write at once to a real site, and what became of their words.

Each renames himself again and again, which writes a row and its event in one transaction.
"""

import http.client
import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from tests.server import Site, ask

NAMES = ("ada", "bea", "cyd", "dov", "eva", "fay", "gus", "hal")
READ_MESSAGES_AFTER = 25


class Writers:
    """`acknowledged` is what the site said it had saved; `refused` any other answer."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cookies = site.sign_in("annotator", *NAMES)
        self.numbers = dict.fromkeys(NAMES, 0)
        self.acknowledged: list[str] = []
        self.refused: list[tuple[int, bytes]] = []
        self._resting = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        self._resting.clear()
        self._threads = [threading.Thread(target=self._write, args=[name]) for name in NAMES]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._resting.set()
        for thread in self._threads:
            thread.join()

    def _write(self, name: str) -> None:
        """Until told to rest, or the site is gone."""
        with self.site.connected() as connection:
            try:
                while not self._resting.is_set():
                    self._save(connection, name)
            except (OSError, http.client.HTTPException):
                return

    def _save(self, connection: http.client.HTTPConnection, name: str) -> None:
        self.numbers[name] += 1
        words = f"{name} {self.numbers[name]}"
        fields = {"display_name": words, "email": "", "time_zone": "UTC", "shows_place": "on"}
        status, _, answer = ask(connection, "POST", "/accounts/", fields, self.cookies[name])
        if status == 302:
            self.acknowledged.append(words)
        else:
            self.refused.append((status, answer))
        if self.numbers[name] % READ_MESSAGES_AFTER == 0:
            ask(connection, "GET", "/accounts/", cookie=self.cookies[name])


def faults(database: Path) -> list[str]:
    """What is wrong with a database file to which writers wrote: nothing, if all is well."""
    with closing(sqlite3.connect(database)) as opened:
        found = [row[0] for row in opened.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [str(row) for row in opened.execute("PRAGMA foreign_key_check")]
        for name in NAMES:
            found += _breaks(name, *_history(opened, name))
    return found


def saved(database: Path) -> set[str]:
    """Every name that was ever written, by its events."""
    with closing(sqlite3.connect(database)) as opened:
        return {words for name in NAMES for _, words in _history(opened, name)[1]}


def _history(opened: sqlite3.Connection, name: str) -> tuple[str, list[tuple[str, str]]]:
    (shown,) = opened.execute(
        "SELECT display_name FROM newsroom_user WHERE name = ?", [name]
    ).fetchone()
    events = opened.execute(
        "SELECT e.before, e.after FROM articles_event e JOIN newsroom_user u ON e.by_id = u.id "
        "WHERE u.name = ? AND e.verb = 'change_profile' ORDER BY e.id", [name],
    ).fetchall()  # fmt: skip
    changes = [(json.loads(before), json.loads(after)) for before, after in events]
    return shown, [(one["display_name"], other["display_name"]) for one, other in changes]


def _breaks(name: str, shown: str, changes: list[tuple[str, str]]) -> list[str]:
    """Each event takes up where the one before it ended, and the row agrees with the last."""
    words, found = name, []
    for before, after in changes:
        if before != words:
            found.append(f"{name}: {words!r} is followed by a change of {before!r}")
        words = after
    if words != shown:
        found.append(f"{name}: the row says {shown!r}, the events {words!r}")
    return found
