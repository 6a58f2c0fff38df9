"""The server's application.

A request's body is taken in first, whole and within bounds, so that no slow or endless sender
holds a thread. Then Django's pages answer on a few threads that live on, and with them their
database connections.
"""

import contextlib
import ctypes
import logging
import resource
import sqlite3
from collections.abc import Awaitable, Callable, Iterable

from a2wsgi import WSGIMiddleware
from django.db import connection
from django.utils.http import parse_header_parameters

from newsroom.intake import Intake, Message, Receive, Refusal, Refused
from newsroom.live.stream import streams
from newsroom.middleware import HEADERS
from newsroom.wsgi import application as pages

Scope = Message
Send = Callable[[Message], Awaitable[None]]
Pairs = Iterable[tuple[bytes, bytes]]

THREADS = 8
CHARSETS = ("utf-8", "us-ascii")
ABOUT_BODY = (b"content-length", b"transfer-encoding")
MENDED_SQLITE = (3, 51, 3)
MMAP_THRESHOLD, LARGE_BLOCK = -3, 256 * 1024

FOREIGN = Refusal(415, "Only UTF-8 is read here. Please send it again in that.")
FAILED = Refusal(500, "Something went wrong on our side. Nothing that was saved is lost.")

log = logging.getLogger("sayso")
threads = WSGIMiddleware(pages, workers=THREADS)
intake = Intake()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI: pages by HTTP, start and stop; no web sockets."""
    if scope["type"] == "lifespan":
        await live(receive, send)
    elif streams.serves(scope):
        await streams.follow(scope, receive, send, pages)
    elif scope["type"] == "http":
        await answer(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1000})


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Take the body in and let a thread answer; names with an underscore could pass for a
    proxy's headers (X_Forwarded_For), and are dropped."""
    headers = dict(scope["headers"])
    kept = [pair for pair in scope["headers"] if b"_" not in pair[0]]
    try:
        if is_foreign(kept):
            raise Refused(FOREIGN)
        if headers.keys().isdisjoint(ABOUT_BODY):
            await hand_on({**scope, "headers": kept}, receive, send)
            return
        async with intake.whole_body(headers, receive) as body:
            if body is not None:
                kept = [pair for pair in kept if pair[0] not in ABOUT_BODY]
                kept.append((b"content-length", str(body.size).encode()))
                await hand_on({**scope, "headers": kept}, body.receive, send)
    except Refused as refused:
        await refuse(refused.refusal, send)


def is_foreign(headers: Pairs) -> bool:
    """Whether the sender names letters that we do not read, or names them out of shape.

    Django takes any codec of Python's for letters: some of them fail wherever a form is read.
    """
    told = b",".join(value for name, value in headers if name == b"content-type")
    try:
        _, parameters = parse_header_parameters(told.decode("latin1"))
    except ValueError:
        return True
    return parameters.get("charset", CHARSETS[0]).lower() not in CHARSETS


async def hand_on(scope: Scope, receive: Receive, send: Send) -> None:
    """Let a thread answer. What fails where Django cannot say so is told by us."""
    begun = False

    async def sending(message: Message) -> None:
        nonlocal begun
        begun = True
        await send(message)

    try:
        await threads(scope, receive, sending)
    except Exception:
        if begun:
            raise
        log.exception("A request was not answered")
        await refuse(FAILED, send)


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
    give_memory_back()
    warn_of_old_sqlite()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    threads.executor.shutdown(wait=False, cancel_futures=True)
    await send({"type": "lifespan.shutdown.complete"})


def raise_descriptor_limit() -> None:
    """Each open stream is a file descriptor: allow as many as we may."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def give_memory_back() -> None:
    """Large blocks return to the machine when they are freed; else glibc keeps, for each thread,
    as much as the largest body once took."""
    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, LARGE_BLOCK)


def warn_of_old_sqlite() -> None:
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < MENDED_SQLITE:
        log.warning(
            "SQLite %s has a fault that can, very rarely, corrupt a database that two connections "
            "write at the same instant. Install SQLite 3.51.3 or later, or use PostgreSQL.",
            sqlite3.sqlite_version,
        )
