"""From start to the first answer, and from stop to the end: python -m bench.start

The first start makes the site; a later one may take at most 3 seconds, a stop as well.
"""

import statistics
import tempfile
from pathlib import Path

from bench.floor import RUNS, report
from tests.server import Site


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        site = Site(Path(folder) / "site")
        rows: dict[str, object] = {"first start, s": round(site.start(), 2)}
        site.stop()
        times = []
        for _ in range(RUNS):
            times.append((site.start(), site.stop()))
        for label, found in zip(
            ("later start, s", "stop, s"), zip(*times, strict=True), strict=True
        ):
            rows[label] = round(statistics.median(found), 2)
            rows[f"{label}, spread"] = [round(min(found), 2), round(max(found), 2)]
        report("start", rows)


if __name__ == "__main__":
    main()
