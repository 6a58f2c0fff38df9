"""Those who have a story open in this process, and what waits to be sent to each."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from newsroom.live.rights import Follower
from newsroom.live.telling import HEARTBEAT, NOBODY_ELSE, Told, as_message, message

# After these, rights are looked up again sooner than they would be.
TAKES_RIGHTS = {
    "withdraw", "open", "discard", "close", "change_role", "change_password", "reset_password",
}  # fmt: skip
MOST_WAITING = 500
MOST_TOGETHER = 2_000
MOST_UNKNOWN = 1_000
MOST_OF_A_PERSON = 20
MOST_OF_A_NETWORK = 200


class TooMany(Exception):
    """The viewer is one too many; says of whom."""


class Viewer:
    """One open stream. Until it is admitted it gathers what happens to its story."""

    __slots__ = (
        "follower", "is_over", "presence", "story", "who", "_early", "_seen", "_task", "_waiting",
        "_wake",
    )  # fmt: skip

    def __init__(self, story: uuid.UUID) -> None:
        self.story = story
        self.follower: Follower | None = None
        self.who = ""
        self.presence = NOBODY_ELSE
        self.is_over = False
        self._seen = 0
        self._early: list[tuple[Told, bytes]] = []
        self._waiting: list[bytes] = []
        self._wake = asyncio.Event()
        self._task = asyncio.current_task()

    def admit(self, follower: Follower, who: str, seen: int) -> None:
        """From here on it is told all that it may see, after the event numbered `seen`."""
        self.follower, self.who, self._seen = follower, who, seen
        early, self._early = self._early, []
        for event, words in early:
            self.tell(event, words)

    def tell(self, event: Told, words: bytes) -> None:
        """Pass the event on, once."""
        if self.follower is None:
            self._early.append((event, words))
            if len(self._early) > MOST_WAITING:
                self.drop()
        elif event.id > self._seen:
            self._seen = event.id
            if self.follower.sees(event):
                self.push(words)

    def push(self, words: bytes) -> None:
        """Let it wait to be sent; one who has not read for long is dropped, and will come back
        for what was missed."""
        if len(self._waiting) >= MOST_WAITING:
            self.drop()
        elif not self.is_over:
            self._waiting.append(words)
            self._wake.set()

    def tell_presence(self, words: bytes) -> None:
        """Tell who else is there, unless that is what was told last."""
        if words != self.presence:
            self.presence = words
            self.push(words)

    def begin_anew(self, newest: int) -> None:
        """What it saw is no longer so: the page must be read again."""
        if self.follower is None:
            self.end()
        self._seen = newest
        self._waiting.clear()
        self.push(message("reset", {}, number=newest))

    def beat(self) -> None:
        """Keep the connection open; drop it where the heartbeat before this one still waits."""
        if HEARTBEAT in self._waiting:
            self.drop()
        else:
            self.push(HEARTBEAT)

    def end(self, words: bytes = b"") -> None:
        """Send these words, and no more."""
        self.push(words)
        self.is_over = True
        self._wake.set()

    def drop(self) -> None:
        """End it at once, though something is still being sent."""
        if not self.is_over:
            self.is_over = True
            self._waiting.clear()
            self._task.cancel()

    async def next(self) -> bytes:
        """All that waits, as soon as something does; nothing once it is over."""
        while not self._waiting and not self.is_over:
            self._wake.clear()
            await self._wake.wait()
        waiting, self._waiting = self._waiting, []
        return b"".join(waiting)


class Viewers:
    """All of this process, by story; used by the server's one event loop alone."""

    def __init__(self) -> None:
        self.of_story: dict[uuid.UUID, set[Viewer]] = defaultdict(set)
        self.in_doubt = False
        self._counts: Counter[str] = Counter()
        self._together = self._unknown = 0

    def __len__(self) -> int:
        return self._together

    def __iter__(self) -> Iterator[Viewer]:
        for viewers in list(self.of_story.values()):
            yield from list(viewers)

    def join(self, viewer: Viewer) -> None:
        """Raises TooMany."""
        if self._together >= MOST_TOGETHER:
            raise TooMany("all")
        self._together += 1
        self.of_story[viewer.story].add(viewer)

    def admit(self, viewer: Viewer, follower: Follower, who: str, seen: int) -> None:
        """Let it see what the follower may; `who` is a person or, for those unknown, a network.

        Raises TooMany."""
        unknown = follower.person is None
        most = MOST_OF_A_NETWORK if unknown else MOST_OF_A_PERSON
        if self._counts[who] >= most:
            raise TooMany(who)
        if unknown and self._unknown >= MOST_UNKNOWN:
            raise TooMany("all")
        self._unknown += unknown
        self._counts[who] += 1
        viewer.admit(follower, who, seen)

    def leave(self, viewer: Viewer) -> None:
        self._together -= 1
        self.of_story[viewer.story].discard(viewer)
        if not self.of_story[viewer.story]:
            del self.of_story[viewer.story]
        if viewer.follower:
            self._unknown -= viewer.follower.person is None
            self._counts[viewer.who] -= 1
            if not self._counts[viewer.who]:
                del self._counts[viewer.who]

    def tell(self, events: Iterable[Told]) -> None:
        """Pass events on to those who may see them."""
        for event in events:
            self.in_doubt |= event.kind == "project" or event.verb in TAKES_RIGHTS
            viewers = self.of_story.get(event.story) if event.story else None
            if viewers:
                words = as_message(event)
                for viewer in viewers:
                    viewer.tell(event, words)

    def reset(self, newest: int) -> None:
        """History is another: all begin anew."""
        for viewer in self:
            viewer.begin_anew(newest)

    def beat(self) -> None:
        for viewer in self:
            viewer.beat()

    def renew(self, rights: dict[Follower, Follower | None]) -> None:
        """Hold viewers to rights as they stand now; who lost them is told `gone`."""
        for viewer in self:
            if viewer.follower in rights:
                now = rights[viewer.follower]
                if now is None:
                    viewer.end(message("gone", {}))
                else:
                    viewer.follower = now

    def end(self) -> None:
        """The server stops."""
        for viewer in self:
            viewer.end()
