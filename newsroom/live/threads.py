"""Two threads that ask the database for all streams of the process.

A thread keeps its connection while something waits to be asked, and closes it then: streams hold
none, and those who all come back at once need not open one each.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connections

THREADS = 2


class Threads:
    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(THREADS, thread_name_prefix="live")
        self._waiting: deque[tuple[Future, Callable[[], Any]]] = deque()
        self._at_work = 0
        self._lock = threading.Lock()

    async def ask(self, act: Callable[..., Any], *arguments: Any) -> Any:
        """What the act answers, or raises; not asked any more if nobody waits for it."""
        answer: Future = Future()
        with self._lock:
            self._waiting.append((answer, lambda: act(*arguments)))
            is_idle = self._at_work < THREADS
            self._at_work += is_idle
        if is_idle:
            self.pool.submit(self._work)
        return await asyncio.wrap_future(answer)

    def _work(self) -> None:
        while waiting := self._next():
            answer, act = waiting
            if answer.set_running_or_notify_cancel():
                try:
                    answer.set_result(act())
                except Exception as error:
                    answer.set_exception(error)
        connections.close_all()

    def _next(self) -> tuple[Future, Callable[[], Any]] | None:
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._at_work -= 1
            return None


in_thread = Threads().ask
