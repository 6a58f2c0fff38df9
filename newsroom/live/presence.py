"""Who reads where: gathered in this process, written together, told to the project's people."""

from __future__ import annotations

import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from newsroom.live.rights import Follower
from newsroom.live.telling import as_json
from newsroom.live.viewers import Viewers
from newsroom.models import Presence

SECONDS_BETWEEN_WRITES = 15
MOST_SHOWN = 30

Room = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is there, as others are told."""

    person: uuid.UUID
    words: str


class Places:
    """Where people said they are, until it is written: one write for each process and 15 s."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[int, Room], Presence] = {}
        self._written_at = -float(SECONDS_BETWEEN_WRITES)
        self._lock = threading.Lock()

    def note(self, follower: Follower, place: int, *, at: float | None = None) -> None:
        """Keep it; write all that was kept, if the last write is long enough ago."""
        now = time.monotonic() if at is None else at
        where = {"story": follower.story, "project": follower.project, "place": place}
        row = Presence(person_id=follower.person_id, seen_at=timezone.now(), **where)
        with self._lock:
            self._waiting[follower.person_id, (follower.story, follower.project)] = row
            due = self._take(now)
        self._write(due)

    def write_due(self, *, at: float | None = None) -> None:
        """Write what still waits, if it is time."""
        with self._lock:
            due = self._take(time.monotonic() if at is None else at)
        self._write(due)

    def _take(self, now: float) -> list[Presence]:
        if not self._waiting or now - self._written_at < SECONDS_BETWEEN_WRITES:
            return []
        due, self._waiting = list(self._waiting.values()), {}
        self._written_at = now
        return due

    def _write(self, due: list[Presence]) -> None:
        if due:
            Presence.objects.keep(due)


places = Places()


def readers_of(stories: Iterable[uuid.UUID]) -> dict[Room, list[Reader]]:
    """Who is there, by story and project."""
    found: dict[Room, list[Reader]] = defaultdict(list)
    for row in Presence.objects.now(stories):
        person = row.person
        words = as_json({
            "uuid": person.uuid, "name": person.display_name, "initials": person.initials,
            "place": row.place,
        })  # fmt: skip
        found[row.story, row.project].append(Reader(person.uuid, words))
    return found


def watched(viewers: Viewers) -> set[uuid.UUID]:
    """The stories on which somebody may see others."""
    return {viewer.story for viewer in viewers if may_see(viewer.follower)}


def may_see(follower: Follower | None) -> bool:
    """Signed in, and where people do not mark blind."""
    return follower is not None and follower.person is not None and not follower.is_blind


def tell(viewers: Viewers, rooms: dict[Room, list[Reader]]) -> None:
    """Tell each who else is there, if that is other than it was told."""
    for viewer in viewers:
        if may_see(viewer.follower):
            follower: Any = viewer.follower
            readers = rooms.get((follower.story, follower.project), [])
            viewer.tell_presence(about(readers, but=follower.person))


def about(readers: list[Reader], *, but: uuid.UUID) -> bytes:
    """All but oneself: some by name, the others as a number; without an id, since it is
    nothing to come back to."""
    others = [reader.words for reader in readers if reader.person != but]
    people, more = ",".join(others[:MOST_SHOWN]), max(0, len(others) - MOST_SHOWN)
    return f'event: presence\ndata: {{"people":[{people}],"more":{more}}}\n\n'.encode()
