"""Work on foreign pages in child processes that are killed when they overrun."""

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from articles.parting.page import Refusal

_ROOT = Path(__file__).resolve().parent.parent
_STARTING = 60.0
_LONGEST_ANSWER = 64_000_000
# A child is replaced after so many pages, so that nothing it leaks grows for long.
_PAGES_EACH = 200
_MOST_IDLE = 2


class Fault(Exception):
    """The work itself broke, for a reason that is not the page's: the message names it."""


class Killable:
    """A function of ours, named "module:function", run in a child with JSON in and out.

    Any number of threads may call it; each call has a child of its own, and idle children wait
    for the next call. A child shares no file with us but its two pipes and knows no settings.
    """

    def __init__(self, work: str, seconds: float = 10.0, memory: int = 1 << 30) -> None:
        self.work, self.seconds, self.memory = work, seconds, memory
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._owner = os.getpid()
        atexit.register(self.close)

    def __call__(self, *arguments: object) -> object:
        """The function's result. Raises what it refuses, Refusal too_slow when killed, or Fault."""
        child = self._take()
        try:
            answer = child.ask(arguments, self.seconds)
        except BaseException:
            child.kill()
            raise
        self._give_back(child)
        if "refusal" in answer:
            raise Refusal(str(answer["refusal"]), str(answer["seen"]))
        if "fault" in answer:
            raise Fault(str(answer["fault"]))
        return answer["result"]

    def warm(self) -> None:
        """Start a child now, so that the first call finds one."""
        self._give_back(self._take())

    def close(self) -> None:
        """End the idle children."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            if self._owner == os.getpid():
                child.kill()

    def _take(self) -> "_Child":
        with self._lock:
            if self._owner != os.getpid():  # after a fork the children are our parent's
                for stranger in self._idle:
                    stranger.forget()
                self._idle, self._owner = [], os.getpid()
            child = self._idle.pop() if self._idle else None
        if child is not None and child.is_alive():
            return child
        if child is not None:
            child.kill()
        return _Child(self.work, self.seconds, self.memory)

    def _give_back(self, child: "_Child") -> None:
        with self._lock:
            keep = child.pages < _PAGES_EACH and len(self._idle) < _MOST_IDLE
            if keep:
                self._idle.append(child)
        if not keep:
            child.kill()


class _Child:
    def __init__(self, work: str, seconds: float, memory: int) -> None:
        self.pages = 0
        self._process = subprocess.Popen(
            _command(work, seconds, memory),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=_environment(),
            bufsize=0,
        )
        try:
            self._read(time.monotonic() + _STARTING)
        except BaseException:
            self.kill()
            raise

    def ask(self, arguments: Sequence[object], seconds: float) -> dict[str, object]:
        self.pages += 1
        until = time.monotonic() + seconds
        self._write(json.dumps(list(arguments)).encode() + b"\n", until)
        return self._read(until)

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """End the child and reap it."""
        self._process.kill()
        self._process.wait()
        self._close()

    def forget(self) -> None:
        """Let go of another process's child without ending it."""
        self._process.returncode = 0  # or its Popen would wait for it
        self._close()

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def _write(self, data: bytes, until: float) -> None:
        assert self._process.stdin
        pipe = self._process.stdin.fileno()
        os.set_blocking(pipe, False)
        rest = memoryview(data)
        while rest:
            _await(until, writing=pipe)
            try:
                rest = rest[os.write(pipe, rest) :]
            except BrokenPipeError:
                raise Refusal("too_slow") from None

    def _read(self, until: float) -> dict[str, object]:
        assert self._process.stdout
        pipe = self._process.stdout.fileno()
        got = bytearray()
        while not got.endswith(b"\n"):
            _await(until, reading=pipe)
            more = os.read(pipe, 1 << 20)
            got += more
            if not more or len(got) > _LONGEST_ANSWER:
                raise Refusal("too_slow")
        answer: dict[str, object] = json.loads(got)
        return answer


def _command(work: str, seconds: float, memory: int) -> list[str]:
    module = "articles.parting_child"
    return [sys.executable, "-B", "-m", module, work, str(seconds), str(memory)]


def _environment() -> dict[str, str]:
    """As little as Python needs: no address of a database, no key."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}


def _await(until: float, reading: int | None = None, writing: int | None = None) -> None:
    poll = select.poll()
    if reading is not None:
        poll.register(reading, select.POLLIN)
    if writing is not None:
        poll.register(writing, select.POLLOUT)
    left = until - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise Refusal("too_slow")
