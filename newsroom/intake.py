"""Bodies of requests, taken in whole, in time and within bounds, before a thread is given to them:
no slow or endless sender holds a thread, and none keeps others from sending."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

LARGEST_BODY = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
LARGEST_READ = 8 * LARGEST_BODY
SHORT = 64 * 1024
HELD_TOGETHER = 3 * LARGEST_BODY
HELD_WITH_SHORT = 4 * LARGEST_BODY
ANSWERED_TOGETHER = LARGEST_BODY
PIECE = 64 * 1024
SECONDS_TO_SEND = 60


@dataclass(frozen=True)
class Refusal:
    """Why a request is not handed on, and what its sender is told."""

    status: int
    words: str


class Refused(Exception):
    """Made anew for each request: one that is raised again keeps all that it went through."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.words)


TOO_LARGE = Refusal(
    413, f"This is larger than {LARGEST_BODY // 2**20} MB, the most that is taken in at once."
)
TOO_SLOW = Refusal(408, "This took longer than a minute to arrive. Please send it again.")
TOO_BUSY = Refusal(503, "Too much is being sent at this moment. Please try again in a minute.")
STOPPING = Refusal(503, "The site is being stopped. Please send it again in a minute.")


@dataclass(eq=False)
class Body:
    """What has come of a body, in pieces that are let go as they are read; nothing is kept of one
    that is refused."""

    size: int = 0
    pieces: deque[bytearray] = field(default_factory=deque)
    refusal: Refusal | None = None

    def add(self, words: bytes) -> None:
        self.size += len(words)
        if not self.pieces or len(self.pieces[-1]) >= PIECE:
            self.pieces.append(bytearray())
        self.pieces[-1] += words

    async def receive(self) -> Message:
        """The next piece, as a server would hand it over."""
        words = self.pieces.popleft() if self.pieces else b""
        return {"type": "http.request", "body": words, "more_body": bool(self.pieces)}


class Intake:
    """Takes bodies in, and counts what is held for all requests together until they are answered.

    Where that is too much, the largest of those still coming gives way; a short one only where
    the room kept for them is full, too. So a few who send much, and slowly, cannot shut out those
    who send a form. Whole ones that are not short wait for their turn: taking them apart costs
    several times their size.
    """

    def __init__(self) -> None:
        self.held = self.answering = 0
        self.coming: set[Body] = set()
        self.turns = asyncio.Condition()

    @asynccontextmanager
    async def whole_body(
        self, headers: dict[bytes, bytes], receive: Receive
    ) -> AsyncIterator[Body | None]:
        """The body, held until it is answered; None if the sender went away. Raises Refused."""
        announced = int(headers.get(b"content-length", b"0"))
        if announced > (LARGEST_BODY if b"expect" in headers else LARGEST_READ):
            raise Refused(TOO_LARGE)
        body = Body()
        try:
            if await self._came(body, receive):
                async with self._turn(body):
                    yield body
            else:
                yield None
        finally:
            self.held -= body.size

    async def _came(self, body: Body, receive: Receive) -> bool:
        """Whether it came whole; False if the sender went away."""
        self.coming.add(body)
        try:
            async with asyncio.timeout(SECONDS_TO_SEND):
                return await self._read(body, receive)
        except TimeoutError:
            raise Refused(TOO_SLOW) from None
        except asyncio.CancelledError:
            raise Refused(STOPPING) from None
        finally:
            self.coming.remove(body)

    async def _read(self, body: Body, receive: Receive) -> bool:
        """What is refused is still read to its end, within reason: a browser shows the answer
        only when it has sent everything."""
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return False
            size, more = size + len(message["body"]), message.get("more_body", False)
            if size > LARGEST_READ:
                raise Refused(TOO_LARGE)
            if size > LARGEST_BODY:
                self._drop(body, TOO_LARGE)
            if body.refusal is None:
                body.add(message["body"])
                self.held += len(message["body"])
                self._make_room()
        if body.refusal:
            raise Refused(body.refusal)
        return True

    @asynccontextmanager
    async def _turn(self, body: Body) -> AsyncIterator[None]:
        size = body.size if body.size > SHORT else 0
        async with self.turns:
            await self.turns.wait_for(lambda: self.answering + size <= ANSWERED_TOGETHER)
            self.answering += size
        try:
            yield
        finally:
            self.answering -= size
            async with self.turns:
                self.turns.notify_all()

    def _make_room(self) -> None:
        if self.held > HELD_TOGETHER:
            largest = max(self.coming, key=lambda each: each.size)
            if largest.size > SHORT or self.held > HELD_WITH_SHORT:
                self._drop(largest, TOO_BUSY)

    def _drop(self, body: Body, refusal: Refusal) -> None:
        self.held -= body.size
        body.size, body.refusal = 0, refusal
        body.pieces.clear()
