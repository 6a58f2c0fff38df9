"""The stream's own small application: it begins like any page, and then goes on.

The beginning runs through Django, middleware and all, on a thread which lets go of its connection
to the database. From then on a stream asks nothing: one reader of events (tailer) and one round of
chores (rounds) serve all streams of the process.
"""

from __future__ import annotations

import asyncio
import io
import random
import re
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse, HttpResponseBase

from newsroom.live.rounds import go_round
from newsroom.live.tailer import Tailer
from newsroom.live.threads import in_thread
from newsroom.live.viewers import TooMany, Viewer, Viewers
from newsroom.live.views import PLAIN, Beginning
from newsroom.middleware import HEADERS

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

ADDRESS = re.compile(r"/live/stories/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")
ABOUT_BODY = (b"content-length", b"transfer-encoding")
SECONDS_TO_BEGIN = 20
SECONDS_UNWATCHED = 30
FULL = 503, "Too many pages are followed at this moment. This one looks for news by itself."
MANY = 429, "You have very many pages open. This one looks for news by itself."
LATE = 503, "The stream could not begin. This page looks for news by itself."
STOPPING = 503, "The site is being stopped."


class Streams:
    """All streams of this process."""

    def __init__(self) -> None:
        self.viewers = Viewers()
        self.is_ending = False
        self._tailer: Tailer | None = None
        self._chores: asyncio.Task | None = None
        self._rest: asyncio.TimerHandle | None = None

    def serves(self, scope: Message) -> bool:
        """Whether a stream is asked for. Who sends a body along is left to the pages."""
        return (
            scope["type"] == "http"
            and scope["method"] == "GET"
            and ADDRESS.fullmatch(scope["path"]) is not None
            and not any(name in ABOUT_BODY for name, _ in scope["headers"])
        )

    async def follow(
        self, scope: Message, receive: Receive, send: Send, pages: BaseHandler
    ) -> None:
        """Answer one request: a stream, or why there is none. `pages` are Django's."""
        viewer = Viewer(uuid.UUID(ADDRESS.fullmatch(scope["path"])[1]))
        try:
            self._join(viewer)
        except TooMany:
            await whole(refusal(*FULL), send)
            return
        try:
            begun = await self._begun(viewer, scope, pages)
            if isinstance(begun, Beginning):
                await flow(viewer, begun, receive, send)
            else:
                await whole(begun, send)
        except asyncio.CancelledError:
            if not viewer.is_over:
                raise
        finally:
            self._leave(viewer)

    async def _begun(self, viewer: Viewer, scope: Message, pages: BaseHandler) -> HttpResponseBase:
        """What Django answers, and the viewer admitted; or a refusal."""
        try:
            async with asyncio.timeout(SECONDS_TO_BEGIN):
                await self._tailer.begun.wait()
                begun = await in_thread(answer, scope, pages)
        except TimeoutError:
            return refusal(*LATE)
        if isinstance(begun, Beginning):
            if self.is_ending:
                return refusal(*STOPPING)
            try:
                self.viewers.admit(viewer, begun.follower, begun.who, begun.until)
            except TooMany:
                return refusal(*MANY)
        return begun

    def _join(self, viewer: Viewer) -> None:
        """Raises TooMany. The first viewer sets tailer and chores to work."""
        self.viewers.join(viewer)
        if self._rest:
            self._rest.cancel()
            self._rest = None
        if self._tailer is None:
            self._tailer = Tailer(asyncio.get_running_loop(), self.viewers)
            self._tailer.start()
            self._chores = asyncio.create_task(go_round(self.viewers))

    def _leave(self, viewer: Viewer) -> None:
        self.viewers.leave(viewer)
        if not self.viewers:
            loop = asyncio.get_running_loop()
            self._rest = loop.call_later(SECONDS_UNWATCHED, self.rest)

    def rest(self) -> None:
        """Nobody follows: ask the database nothing any more."""
        if self._tailer:
            self._tailer.stop()
            self._chores.cancel()
            self._tailer = self._chores = self._rest = None

    def end(self) -> None:
        """The server stops: every stream ends, and browsers come back to the next one."""
        self.is_ending = True
        self.viewers.end()
        self.rest()


async def flow(viewer: Viewer, begun: Beginning, receive: Receive, send: Send) -> None:
    """Send what was missed, and then what happens, until either side ends it."""
    await send(start(begun))
    # After a stop of the server its readers do not all come back at the same instant.
    soon = f"retry: {random.randint(500, 2_500)}\n\n".encode()
    await send({"type": "http.response.body", "body": begun.getvalue() + soon, "more_body": True})
    begun.close()
    leaving = asyncio.create_task(until_gone(viewer, receive))
    try:
        while words := await viewer.next():
            await send({"type": "http.response.body", "body": words, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        leaving.cancel()


async def until_gone(viewer: Viewer, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    viewer.end()


def answer(scope: Message, pages: BaseHandler) -> HttpResponseBase:
    """On a thread: Django's. Names with an underscore could pass for a proxy's headers."""
    headers = [pair for pair in scope["headers"] if b"_" not in pair[0]]
    return pages.get_response(ASGIRequest({**scope, "headers": headers}, io.BytesIO()))


def refusal(status: int, words: str) -> HttpResponse:
    headers = {**HEADERS, "Cache-Control": "no-store", "Retry-After": "60"}
    return HttpResponse(f"{words}\n", PLAIN, status, headers=headers)


async def whole(response: HttpResponseBase, send: Send) -> None:
    body = response.getvalue()
    response.headers["Content-Length"] = str(len(body))
    await send(start(response))
    await send({"type": "http.response.body", "body": body})
    response.close()


def start(response: HttpResponseBase) -> Message:
    pairs = [(name.lower().encode(), value.encode("latin1")) for name, value in response.items()]
    pairs += [
        (b"set-cookie", cookie.output(header="").strip().encode())
        for cookie in response.cookies.values()
    ]
    return {"type": "http.response.start", "status": response.status_code, "headers": pairs}


streams = Streams()
