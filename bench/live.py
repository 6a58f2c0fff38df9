"""Many live readers of one story over two servers: python -m bench.live [--engine postgresql]

Writers change claims at a steady pace, each with its event. Every reader must be told of every
event once and in order, 95 of 100 within 250 ms of the commit; then both servers are restarted,
one after the other, while the writers go on, and still nothing may be missed.
"""

import argparse
import asyncio
import contextlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.floor import report
from bench.memory import megabytes
from tests.run_all import postgres
from tests.server import ROOT, Site, heed_interrupts

READERS, RATE, SECONDS, WRITERS = 500, 20, 30, 4
IDLE, PATIENCE = 10, 20
MOST_MS = 250
RESTARTS = (1 / 3, 2 / 3)

STORY = """
import re
from articles.models import Article
from newsroom.models import User
from tests.makers import make_claim
article = Article.objects.get(address__endswith="given-an-author")
author = User.objects.get(name="reader0")
words = list(dict.fromkeys(re.findall(r"[a-z]{{7,}}", article.current.text)))[:{claims}]
for word in words:
    make_claim(article, word, by=author)
print(article.uuid)
"""

WRITE = """
import threading, time
from django.db import connection, transaction
from annotations.models import Claim
from articles.models import Event

def write(number):
    claims = Claim.objects.filter(author__name="reader0").order_by("pk")
    mine = claims.select_related("author", "project", "article")[number::{writers}]
    due = time.time() + number / {rate}
    for turn in range({turns}):
        time.sleep(max(0, due - time.time()))
        due += {writers} / {rate}
        claim = mine[turn % len(mine)]
        claim.version += 1
        with transaction.atomic():
            claim.save(update_fields=["version"])
            event = Event.objects.record(
                "edit", claim, by=claim.author, story=claim.article.uuid,
                project=claim.project.uuid, after={{"version": claim.version}},
            )
            at = time.time()
        print(f"{{event.pk}} {{at}}\\n", end="", flush=True)
    connection.close()

threads = [threading.Thread(target=write, args=[number]) for number in range({writers})]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""

EVENT = re.compile(rb"id: (\d+)\nevent: (\w+)\n")


@dataclass(eq=False)
class Reader(asyncio.Protocol):
    """Reads as a browser does: comes back after a while, and names the last event it had."""

    port: int
    path: str
    cookie: str
    last: int | None = None
    told: list[tuple[int, float, bool]] = field(default_factory=list)
    returns: int = 0
    refused: list[str] = field(default_factory=list)
    is_leaving: bool = False
    away: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.is_up_to_date, self.rest, self.pause = False, b"", 1.0
        self.lost_at, self.transport = 0.0, None

    async def begin(self) -> None:
        """Connects; if nobody is there, again after a while, until told to leave."""
        loop = asyncio.get_running_loop()
        while not self.is_leaving:
            try:
                await loop.create_connection(lambda: self, "127.0.0.1", self.port)
                return
            except OSError:
                await asyncio.sleep(self.pause)

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        last = f"Last-Event-ID: {self.last}\r\n" if self.last else ""
        transport.write(
            f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={self.cookie}\r\n"
            f"Accept-Encoding: gzip\r\n{last}\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        now = time.time()
        if data.startswith(b"HTTP/1.1 ") and not data.startswith(b"HTTP/1.1 200"):
            self.refused.append(f"{data[9:12].decode()} {data.decode().splitlines()[-1]}")
            self.transport.close()
        whole, ending, self.rest = (self.rest + data).rpartition(b"\n\n")
        for number, name in EVENT.findall(whole + ending):
            self.last = int(number)
            if name == b"hello":
                self.is_up_to_date = True
                if self.lost_at:
                    self.away.append(now - self.lost_at)
            else:
                self.told.append((self.last, now, self.is_up_to_date))
        if pause := re.findall(rb"retry: (\d+)", whole):
            self.pause = int(pause[-1]) / 1000

    def connection_lost(self, error: Exception | None) -> None:
        if not self.is_leaving:
            self.is_up_to_date, self.rest, self.lost_at = False, b"", time.time()
            self.returns += 1
            task = asyncio.get_running_loop().create_task(self.come_back())
            task.add_done_callback(lambda _: None)

    async def come_back(self) -> None:
        await asyncio.sleep(self.pause)
        await self.begin()

    def leave(self) -> None:
        self.is_leaving = True
        if self.transport:
            self.transport.close()


@contextlib.contextmanager
def database(engine: str) -> Iterator[dict[str, str]]:
    if engine == "sqlite":
        yield {}
        return
    with postgres() as (url, words):
        if not url:
            sys.exit(words)
        yield {"DATABASE_URL": url}


def processor_seconds(sites: list[Site]) -> float:
    ticks = 0
    for site in sites:
        words = Path(f"/proc/{site.process.pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(words[11]) + int(words[12])
    return ticks / 100


async def all_up_to_date(readers: list[Reader]) -> None:
    async with asyncio.timeout(120):
        while not all(reader.is_up_to_date for reader in readers):
            await asyncio.sleep(0.1)


async def everything_told(readers: list[Reader], last: int) -> None:
    """Waits until all have the last event, or patience ends."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while any((reader.told or [(0,)])[-1][0] < last for reader in readers):
                await asyncio.sleep(0.1)


async def write(site: Site, rate: int, seconds: int) -> dict[int, float]:
    """When each event was committed, by its number."""
    turns = rate * seconds // WRITERS
    code = WRITE.format(rate=rate, writers=WRITERS, turns=turns)
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "manage.py", "shell", "--no-imports", "-c", code,
        cwd=ROOT, env=site.environment, stdout=subprocess.PIPE, preexec_fn=heed_interrupts,
    )  # fmt: skip
    said, _ = await writer.communicate()
    return {int(line.split()[0]): float(line.split()[1]) for line in said.decode().splitlines()}


async def restarts(sites: list[Site], seconds: int) -> list[tuple[float, float]]:
    """One server after the other; the seconds that each took to stop, and to start."""
    took, began = [], time.monotonic()
    for site, share in zip(sites, RESTARTS, strict=True):
        await asyncio.sleep(max(0, began + seconds * share - time.monotonic()))
        stopped = await asyncio.to_thread(site.stop)
        took.append((round(stopped, 2), round(await asyncio.to_thread(site.start), 2)))
    return took


def judged(readers: list[Reader], committed: dict[int, float]) -> dict[str, object]:
    """What was missed, doubled or out of order, and how long the others took."""
    wanted = sorted(committed)
    right = sum([number for number, _, _ in reader.told] == wanted for reader in readers)
    delays = sorted(
        (at - committed[number]) * 1000
        for reader in readers for number, at, live in reader.told if live and number in committed
    )  # fmt: skip
    caught_up = sum(not live for reader in readers for _, _, live in reader.told)
    return {
        "events": len(wanted),
        "events a second": round(len(wanted) / (max(wanted_times(committed)) or 1), 1),
        "readers told of each once, in order": f"{right} of {len(readers)}",
        "told live": len(delays),
        "told after coming back": caught_up,
        "p50, ms": round(statistics.median(delays), 1),
        "p95, ms": round(delays[int(len(delays) * 0.95)], 1),
        "p99, ms": round(delays[int(len(delays) * 0.99)], 1),
        "most, ms": round(delays[-1], 1),
        "all right": right == len(readers),
    }


def wanted_times(committed: dict[int, float]) -> list[float]:
    first = min(committed.values(), default=0)
    return [at - first for at in committed.values()] or [0]


async def measure(sites: list[Site], options: argparse.Namespace) -> dict[str, object]:
    names = [f"reader{number}" for number in range(options.readers)]
    cookies = list(sites[0].sign_in("annotator", *names).values())
    code = STORY.format(claims=4 * WRITERS)
    story = sites[0].manage("shell", "--no-imports", "-c", code).stdout.strip().splitlines()[-1]
    path = f"/live/stories/{story}/?project=open-desk"
    readers = [
        Reader(sites[number % 2].port, path, cookie) for number, cookie in enumerate(cookies)
    ]
    before, began = [megabytes(site.process.pid) for site in sites], time.monotonic()
    await asyncio.gather(*(reader.begin() for reader in readers))
    await all_up_to_date(readers)
    rows: dict[str, object] = {"readers": len(readers), "servers": len(sites)}
    rows["all begun after, s"] = round(time.monotonic() - began, 2)
    await asyncio.sleep(1)
    after = [megabytes(site.process.pid) for site in sites]
    rows["kB for each stream"] = round((sum(after) - sum(before)) * 1024 / len(readers), 1)
    spent = processor_seconds(sites)
    await asyncio.sleep(IDLE)
    rows["% of a core, idle"] = round(100 * (processor_seconds(sites) - spent) / IDLE, 1)
    spent, began = processor_seconds(sites), time.monotonic()
    committed = await write(sites[0], options.rate, options.seconds)
    await everything_told(readers, max(committed))
    rows["% of a core, busy"] = round(
        100 * (processor_seconds(sites) - spent) / (time.monotonic() - began), 1
    )
    rows["steady"] = steady = judged(readers, committed)
    for reader in readers:
        reader.told.clear()
    committed, took = await asyncio.gather(
        write(sites[0], options.rate, options.seconds), restarts(sites, options.seconds)
    )
    await everything_told(readers, max(committed))
    rows["restarted"] = restarted = judged(readers, committed)
    restarted["returns"] = sum(reader.returns for reader in readers)
    restarted["refused"] = Counter(words for reader in readers for words in reader.refused)
    restarted["to stop and start, s"] = took
    away = sorted(each for reader in readers for each in reader.away)
    restarted["away, p50 and most, s"] = [round(statistics.median(away), 1), round(away[-1], 1)]
    for reader in readers:
        reader.leave()
    rows["all right"] = (
        steady["all right"] and restarted["all right"] and steady["p95, ms"] <= MOST_MS
    )
    return rows


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    asked.add_argument("--readers", type=int, default=READERS)
    asked.add_argument("--rate", type=int, default=RATE, help="events a second")
    asked.add_argument("--seconds", type=int, default=SECONDS, help="twice: steady, restarted")
    options = asked.parse_args()
    with (
        database(options.engine) as more,
        tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder,
    ):
        sites = [Site(Path(folder) / "site", **more) for _ in range(2)]
        try:
            for site in sites:
                site.start()
            rows = asyncio.run(measure(sites, options))
        finally:
            for site in sites:
                if site.serves:
                    site.stop()
        faults = [line for line in sites[0].log.splitlines() if " ERROR " in line]
        report(f"live-{options.engine}", rows | {"errors logged": len(faults)})
        print(*faults[:5], sep="\n")
    return 0 if rows["all right"] and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
