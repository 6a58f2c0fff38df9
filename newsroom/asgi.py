"""The server's application.

A request's body is taken in first, whole and within bounds, so that no slow or endless sender
holds a thread. Then Django's pages answer on a few threads that live on, and with them their
database connections.
"""

import asyncio
import logging
import resource
import sqlite3
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.db import connection

from newsroom.middleware import HEADERS
from newsroom.wsgi import application as pages

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

THREADS = 8
LARGEST_BODY = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
LARGEST_READ = 8 * LARGEST_BODY
HELD_TOGETHER = 16 * LARGEST_BODY
SECONDS_TO_SEND = 60
MENDED_SQLITE = (3, 51, 3)

log = logging.getLogger("sayso")
threads = WSGIMiddleware(pages, workers=THREADS)


@dataclass
class Refusal(Exception):
    """A body that is not handed on, with what the sender is told."""

    status: int
    words: str


TOO_LARGE = Refusal(
    413, f"This is larger than {LARGEST_BODY // 2**20} MB, the most that is taken in at once."
)
TOO_SLOW = Refusal(408, "Nothing came for too long. Please send it again.")
TOO_BUSY = Refusal(503, "Too much is being sent at this moment. Please try again in a minute.")
STOPPING = Refusal(503, "The site is being stopped. Please send it again in a minute.")


class Intake:
    """Takes bodies in, and counts what is held for all requests together."""

    held = 0

    async def whole_body(self, headers: dict[bytes, bytes], receive: Receive) -> bytes | None:
        """The body; None if the sender went away. Raises Refusal.

        What is too large is still read to its end, within reason: a browser shows the answer
        only when it has sent everything.
        """
        announced = int(headers.get(b"content-length", b"0"))
        if announced > (LARGEST_BODY if b"expect" in headers else LARGEST_READ):
            raise TOO_LARGE
        body = bytearray()
        size, more = 0, True
        try:
            while more:
                async with asyncio.timeout(SECONDS_TO_SEND):
                    message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                size, more = size + len(message["body"]), message.get("more_body", False)
                if size > LARGEST_READ:
                    raise TOO_LARGE
                if size <= LARGEST_BODY:
                    body += message["body"]
                    self.held += len(message["body"])
                if self.held > HELD_TOGETHER:
                    raise TOO_BUSY
        except TimeoutError:
            raise TOO_SLOW from None
        except asyncio.CancelledError:
            raise STOPPING from None
        finally:
            self.held -= len(body)
        if size > LARGEST_BODY:
            raise TOO_LARGE
        return bytes(body)


intake = Intake()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI: pages by HTTP, start and stop; no web sockets."""
    if scope["type"] == "lifespan":
        await live(receive, send)
    elif scope["type"] == "http":
        await answer(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1000})


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Take the body in and let a thread answer; names with an underscore could pass for a
    proxy's headers (X_Forwarded_For), and are dropped."""
    headers = dict(scope["headers"])
    kept = [pair for pair in scope["headers"] if b"_" not in pair[0]]
    if b"content-length" in headers or b"transfer-encoding" in headers:
        try:
            body = await intake.whole_body(headers, receive)
        except Refusal as refusal:
            await refuse(refusal, send)
            return
        if body is None:
            return
        kept = [pair for pair in kept if pair[0] not in (b"content-length", b"transfer-encoding")]
        kept.append((b"content-length", str(len(body)).encode()))
        receive = replay(body)
    await threads({**scope, "headers": kept}, receive, send)


def replay(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def refuse(refusal: Refusal, send: Send) -> None:
    """Say why in plain text, and end the connection: the rest of the body is not read."""
    headers = {**HEADERS, "Content-Type": "text/plain; charset=utf-8", "Connection": "close"}
    pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": refusal.status, "headers": pairs})
    await send({"type": "http.response.body", "body": f"{refusal.words}\n".encode()})


async def live(receive: Receive, send: Send) -> None:
    """From start to stop."""
    await receive()
    raise_descriptor_limit()
    warn_of_old_sqlite()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    threads.executor.shutdown(wait=False, cancel_futures=True)
    await send({"type": "lifespan.shutdown.complete"})


def raise_descriptor_limit() -> None:
    """Each open stream is a file descriptor: allow as many as we may."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def warn_of_old_sqlite() -> None:
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < MENDED_SQLITE:
        log.warning(
            "SQLite %s has a fault that can, very rarely, corrupt a database that two connections "
            "write at the same instant. Install SQLite 3.51.3 or later, or use PostgreSQL.",
            sqlite3.sqlite_version,
        )
