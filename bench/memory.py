"""What the server holds in memory after a thousand pages: python -m bench.memory

All of its processes together, shared pages counted by share (PSS); at most 150 MB. Linux only.
"""

import itertools
import re
import subprocess
from pathlib import Path

from bench.floor import report, served
from bench.reading_page import stories
from tests.server import Site, ask

PAGES, READERS = 1_000, 8


def megabytes(process: int) -> float:
    """The proportional share of a process and of all its children."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    own = int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1]) / 1024
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False
    )
    return own + sum(megabytes(int(child)) for child in children.stdout.split())


def read(site: Site, paths: list[str], cookie: str) -> None:
    """A thousand pages on eight connections, so that every thread of the server works."""
    connections = [site.connected() for _ in range(READERS)]
    opened = [each.__enter__() for each in connections]
    for number, path in zip(range(PAGES), itertools.cycle(paths), strict=False):
        status, _, _ = ask(opened[number % READERS], "GET", path, cookie=cookie)
        assert status == 200, (path, status)
    for each in connections:
        each.__exit__(None, None, None)


def main() -> None:
    with served() as site:
        (cookie,) = site.sign_in("reader", "rita").values()
        rows = {"MB at start": round(megabytes(site.process.pid), 1)}
        paths = ["/", "/?q=certain", "/accounts/", "/feed.atom", *stories(site, 40)]
        read(site, paths, cookie)
        rows[f"MB after {PAGES} pages"] = round(megabytes(site.process.pid), 1)
        read(site, paths, cookie)
        rows[f"MB after {2 * PAGES} pages"] = round(megabytes(site.process.pid), 1)
        report("memory", rows)


if __name__ == "__main__":
    main()
