"""People who mark, edit, delete and restore claims all at once, and what became of their words."""

from __future__ import annotations

import http.client
import json
import re
import sqlite3
import uuid
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.server import Site, ask
from tests.writers import NAMES, Writers

STORY = """
from tests.makers import make_article, make_source
article = make_article()
start = article.current.text.index("the barrier")
print(article.uuid, start, make_source().uuid)
"""
VERSION = re.compile(rb'name="expected" value="(\d+)"')
# Every so many steps somebody marks, or deletes; edits fill the rest.
MARKS, DELETES = 12, 6
# What leaves a claim as it is.
BESIDE = ("reply", "assess", "suggest", "add evidence", "relate")


@dataclass
class Held:
    """The claim that somebody is at; version 0 where that is not known."""

    key: str = ""
    version: int = 0
    deleted: bool = False


class ClaimWriters(Writers):
    """`acknowledged` are (verb, claim, statement) that the site said it had saved."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        told = site.manage("shell", "--no-imports", "-c", STORY).stdout.split()
        self.story, self.start_of_words, self.source = told[-3], int(told[-2]), told[-1]
        self.held = {name: Held() for name in NAMES}

    def start(self) -> None:
        for held in self.held.values():  # what was sent last may have been saved, or not
            held.version = 0
        super().start()

    def _save(self, connection: http.client.HTTPConnection, name: str) -> None:
        self.numbers[name] += 1
        number, held = self.numbers[name], self.held[name]
        if not held.key or number % MARKS == 0:
            self._mark(connection, name, f"{name} {number}")
        elif not held.version:
            self._look(connection, name)
        elif held.deleted:
            self._send(connection, name, "restore", "restoration", {})
        elif number % DELETES == 0:
            self._send(connection, name, "delete", "deletion", {"expected": str(held.version)})
        else:
            self._send(connection, name, "edit", "edit", self._said(f"{name} {number}", held))

    def _mark(self, connection: http.client.HTTPConnection, name: str, words: str) -> None:
        held = self.held[name] = Held(key=str(uuid.uuid4()))
        place = [[self.start_of_words, self.start_of_words + len("the barrier")]]
        fields = self._said(words, held) | {"claim": held.key, "segments": json.dumps(place)}
        address = f"/stories/{self.story}/claims/"
        status, _, answer = ask(connection, "POST", address, fields, self.cookies[name])
        if status == 302:
            held.version = 1
            self.acknowledged.append(("mark", held.key, words))
        else:
            self.refused.append((status, answer))

    def _look(self, connection: http.client.HTTPConnection, name: str) -> None:
        """Which version it is, if it was saved at all."""
        held = self.held[name]
        for deleted, page in ((False, "edit/"), (True, "")):
            address = f"/claims/{held.key}/{page}"
            status, _, answer = ask(connection, "GET", address, cookie=self.cookies[name])
            found = VERSION.search(answer)
            if status == 200:
                held.version, held.deleted = int(found.group(1)) if found else 1, deleted
                return
        self.held[name] = Held()

    def _send(
        self, connection: http.client.HTTPConnection, name: str, verb: str, page: str,
        fields: dict[str, str],
    ) -> None:  # fmt: skip
        held = self.held[name]
        address = f"/claims/{held.key}/{page}/"
        status, _, answer = ask(connection, "POST", address, fields, self.cookies[name])
        if status != 302:
            self.refused.append((status, answer))
            held.version = 0
            return
        held.version = 0 if verb == "restore" else held.version + 1
        held.deleted = verb == "delete"
        self.acknowledged.append((verb, held.key, fields.get("statement", "")))

    def _said(self, words: str, held: Held) -> dict[str, str]:
        return {"statement": words, "source": self.source, "confidence": "certain",
                "expected": str(held.version)}  # fmt: skip


def lost_claims(database: Path, acknowledged: list[tuple[str, str, str]]) -> list[str]:
    """What was acknowledged and is not in the record."""
    with closing(sqlite3.connect(database)) as opened:
        told = Counter(
            (verb, str(uuid.UUID(key)), after.get("statement", ""))
            for key, events in _histories(opened).items()
            for verb, _, after in events
        )
    return [str(each) for each in Counter(acknowledged) - told]


def claim_faults(database: Path) -> list[str]:
    """Where the database is not whole, or a claim and its history disagree."""
    with closing(sqlite3.connect(database)) as opened:
        found = [row[0] for row in opened.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [str(row) for row in opened.execute("PRAGMA foreign_key_check")]
        histories = _histories(opened)
        rows = opened.execute(
            "SELECT c.uuid, c.version, c.statement, c.deleted_at, count(a.id)"
            " FROM annotations_claim c LEFT JOIN annotations_anchoring a ON a.claim_id = c.id"
            " GROUP BY c.id"
        ).fetchall()
        for key, *row in rows:
            found += [f"{key}: {fault}" for fault in _breaks(histories.pop(key, []), *row)]
    return found + [f"{key}: a history without a claim" for key in histories]


def _histories(opened: sqlite3.Connection) -> dict[str, list[tuple[str, dict, dict]]]:
    rows = opened.execute(
        "SELECT subject, verb, before, after FROM articles_event WHERE kind = 'claim' ORDER BY id"
    )
    found: dict[str, list[tuple[str, dict, dict]]] = {}
    for key, verb, before, after in rows:
        found.setdefault(key, []).append((verb, json.loads(before), json.loads(after)))
    return found


def _breaks(
    events: list[tuple[str, dict, dict]], version: int, statement: str, deleted_at: str | None,
    anchorings: int,
) -> list[str]:  # fmt: skip
    """Versions without a gap, each edit taking up what was said before it, and the row agreeing."""
    found = []
    versions = [after["version"] for verb, _, after in events if verb not in BESIDE]
    if versions != list(range(1, version + 1)):
        found.append(f"version {version} after {versions}")
    said, is_deleted = None, False
    for verb, before, after in events:
        if verb == "edit" and before["statement"] != said:
            found.append(f"{said!r} is followed by a change of {before['statement']!r}")
        said = after.get("statement", said)
        is_deleted = (verb == "delete") if verb in ("delete", "restore") else is_deleted
    if (said, is_deleted) != (statement, deleted_at is not None):
        found.append(f"the row says {statement!r}, {deleted_at}; the events {said!r}, {is_deleted}")
    if anchorings != 1:
        found.append(f"{anchorings} anchorings")
    return found
