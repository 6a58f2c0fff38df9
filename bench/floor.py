"""The floor that pages are measured against, and how: python -m bench.floor

A view with one SELECT, in our own process, with our middleware, session and database settings,
for somebody signed in. A page's figure is its ratio to that: the median of five alternating runs.
"""

import contextlib
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.server import Site, ask

RESULTS = Path(__file__).parent / "results"
RUNS, REQUESTS = 5, 300


@contextlib.contextmanager
def served(**more: str) -> Iterator[Site]:
    """A new site with the floor's page, serving; it ends with the measurement."""
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        site = Site(Path(folder) / "site", **({"DJANGO_SETTINGS_MODULE": "bench.settings"} | more))
        site.start()
        try:
            yield site
        finally:
            site.stop()


def milliseconds(site: Site, paths: Iterable[str], cookie: str) -> float:
    """The median time of an answer, one after the other on one connection."""
    times = []
    with site.connected() as opened:
        for each in paths:
            began = time.perf_counter()
            status, _, _ = ask(opened, "GET", each, cookie=cookie, unpack=False)
            times.append((time.perf_counter() - began) * 1000)
            assert status == 200, (each, status)
    return statistics.median(times)


def alternating(site: Site, page: Iterable[str], cookie: str) -> dict[str, object]:
    """Floor and page in turns: the medians, and the ratio with its spread."""
    page = list(page)
    milliseconds(site, ["/floor/", page[0]] * 20, cookie)
    runs = [
        (milliseconds(site, ["/floor/"] * len(page), cookie), milliseconds(site, page, cookie))
        for _ in range(RUNS)
    ]
    ratios = [measured / base for base, measured in runs]
    return {
        "floor_ms": round(statistics.median(base for base, _ in runs), 2),
        "page_ms": round(statistics.median(measured for _, measured in runs), 2),
        "ratio": round(statistics.median(ratios), 2),
        "spread": [round(min(ratios), 2), round(max(ratios), 2)],
    }


def report(name: str, rows: dict[str, object]) -> None:
    """Print a table, and keep it with the machine it was measured on."""
    machine = {
        "python": platform.python_version(), "system": platform.platform(terse=True),
        "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
    for label, value in {**rows, "machine": machine}.items():
        print(f"{label:<34} {value}")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps({**rows, "machine": machine}, indent=1) + "\n")


def main() -> None:
    with served() as site:
        (cookie,) = site.sign_in("reader", "rita").values()
        runs = [milliseconds(site, ["/floor/"] * REQUESTS, cookie) for _ in range(RUNS)]
        report("floor", {
            "floor, ms": round(statistics.median(runs), 2),
            "spread, ms": [round(min(runs), 2), round(max(runs), 2)],
        })  # fmt: skip


if __name__ == "__main__":
    main()
