"""The server's application.

A request's body is taken in first, whole and within bounds, so that no slow or endless sender
holds a thread. Then Django's pages answer on a few threads that live on, and with them their
database connections.
"""

import contextlib
import ctypes
import logging
import re
import resource
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from functools import partial

from a2wsgi import WSGIMiddleware
from django.db import connection
from django.utils.http import parse_header_parameters

from newsroom.intake import Intake, Message, Receive, Refusal, Refused
from newsroom.live.stream import streams
from newsroom.middleware import HEADERS
from newsroom.wsgi import application as pages

Scope = Message
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Pairs = Iterable[tuple[bytes, bytes]]

THREADS = 8
OUR_CHARSET = re.compile(rb';\s*charset\s*=\s*("?)(?:utf-8|us-ascii)\1\s*(?=;|$)', re.IGNORECASE)
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
    elif scope["type"] == "http":
        await answer(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1000})


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """A stream, or a page: for that the body is taken in, and a thread answers."""
    try:
        scope = {**scope, "headers": vetted(scope["headers"])}
        headers = dict(scope["headers"])
        if streams.serves(scope):
            await hand_on(partial(streams.follow, pages=pages), scope, receive, send)
        elif headers.keys().isdisjoint(ABOUT_BODY):
            await hand_on(threads, scope, receive, send)
        else:
            async with intake.whole_body(headers, receive) as body:
                if body is not None:
                    await hand_on(threads, sized(scope, body.size), body.receive, send)
    except Refused as refused:
        await refuse(refused.refusal, send)


def vetted(headers: Pairs) -> list[tuple[bytes, bytes]]:
    """The headers that are handed on; names with an underscore could pass for a proxy's
    (X_Forwarded_For), and are dropped. Raises Refused."""
    return without_charset([pair for pair in headers if b"_" not in pair[0]])


def sized(scope: Scope, size: int) -> Scope:
    """The request with a body of this size, however it came."""
    kept = [pair for pair in scope["headers"] if pair[0] not in ABOUT_BODY]
    return {**scope, "headers": [*kept, (b"content-length", str(size).encode())]}


def without_charset(headers: Pairs) -> list[tuple[bytes, bytes]]:
    """The headers without the letters that they name, if those are ours. Raises Refused.

    Django takes any codec of Python's for letters, and reads the address in it before it can say
    that something fails.
    """
    told = b",".join(value for name, value in headers if name == b"content-type")
    bare = OUR_CHARSET.sub(b"", told)
    try:
        _, parameters = parse_header_parameters(bare.decode("latin1"))
    except ValueError:
        raise Refused(FOREIGN) from None
    if "charset" in parameters:
        raise Refused(FOREIGN)
    rest = [pair for pair in headers if pair[0] != b"content-type"]
    return [*rest, (b"content-type", bare)] if bare else rest


async def hand_on(to: Application, scope: Scope, receive: Receive, send: Send) -> None:
    """Let another application answer. What fails where Django cannot say so is told by us."""
    begun = False

    async def sending(message: Message) -> None:
        nonlocal begun
        begun = True
        await send(message)

    try:
        await to(scope, receive, sending)
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
