"""One reader of new events for each process: it hears that something was written, reads each event
once, and hands it on. However many follow, the database is asked once."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection

from articles.models import Event
from newsroom.live.telling import told
from newsroom.live.viewers import Viewers

BATCH = 500
SECONDS_BETWEEN_LOOKS = 0.05
SECONDS_LISTENING = 0.5
SECONDS_UNHEARD = 5
SECONDS_TO_RECOVER = 1
CHANNEL = "sayso_events"

log = logging.getLogger("sayso")


class Looking:
    """SQLite counts, for each connection, what others have committed: asking costs no read."""

    def __init__(self, stopping: threading.Event) -> None:
        self._stopping = stopping
        self._seen = self._look()

    def heard(self) -> bool:
        """After a moment: whether anything was written."""
        self._stopping.wait(SECONDS_BETWEEN_LOOKS)
        seen, self._seen = self._seen, self._look()
        return seen != self._seen

    def _look(self) -> int:
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA data_version").fetchone()[0]


class Listening:
    """PostgreSQL tells: a trigger notifies with the commit of each event."""

    def __init__(self, stopping: threading.Event) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        self._heard_at = time.monotonic()

    def heard(self) -> bool:
        """As soon as an event was written, or not for long, lest a pooler swallows what is told."""
        with connection.wrap_database_errors:
            bell = connection.connection.notifies(timeout=SECONDS_LISTENING, stop_after=1)
            rung = bool(list(bell)) or time.monotonic() - self._heard_at > SECONDS_UNHEARD
        if rung:
            self._heard_at = time.monotonic()
        return rung


BELLS: dict[str, Callable[[threading.Event], Any]] = {
    "sqlite": Looking,
    "postgresql": Listening,
}


class Tailer(threading.Thread):
    """Runs while somebody follows. A fault, whatever it is, is waited out; nothing is skipped."""

    def __init__(self, loop: asyncio.AbstractEventLoop, viewers: Viewers) -> None:
        super().__init__(name="tailer", daemon=True)
        self.begun = asyncio.Event()
        self._loop, self._viewers = loop, viewers
        self._position: int | None = None
        self._stopping = threading.Event()

    def stop(self) -> None:
        self._stopping.set()

    def run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._follow()
            except Exception as error:
                if self._loop.is_closed():
                    break
                log.warning("The live stream waits for the database: %s", error)
                connection.close()
                self._stopping.wait(SECONDS_TO_RECOVER)
        connection.close()

    def _follow(self) -> None:
        bell = BELLS[connection.vendor](self._stopping)
        if self._position is None:
            self._position = Event.objects.newest()
            self._tell(self.begun.set)
        while not self._stopping.is_set():
            self._read()
            while not bell.heard() and not self._stopping.is_set():
                pass

    def _read(self) -> None:
        """Hand on what came after the last one. That one is read again: if it is gone, a backup
        was put back, and all numbers mean something else."""
        more = True
        while more:
            rows = told(Event.objects.filter(id__gte=self._position).order_by("id")[:BATCH])
            if self._position and (not rows or rows[0].id != self._position):
                self._position = Event.objects.newest()
                self._tell(self._viewers.reset, self._position)
                return
            new = rows[1:] if self._position else rows
            if new:
                self._position = new[-1].id
                self._tell(self._viewers.tell, new)
            more = len(rows) == BATCH

    def _tell(self, act: Callable[..., Any], *arguments: Any) -> None:
        self._loop.call_soon_threadsafe(act, *arguments)
