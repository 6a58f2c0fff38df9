"""kill -9 of the server while eight people write, many times: python -m bench.crash [ROUNDS]

Nothing that was acknowledged may be lost, the database must be whole, rows and events agree.
"""

import signal
import sys
import tempfile
import time
from pathlib import Path

from bench.floor import report
from tests.server import Site
from tests.writers import Writers, faults, saved

SECONDS = 2


def main(rounds: int) -> int:
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        site = Site(Path(folder) / "site")
        site.start()
        writers = Writers(site)
        for number in range(rounds):
            writers.start()
            time.sleep(SECONDS)
            site.stop(signal.SIGKILL)
            writers.stop()
            print(
                f"round {number + 1}: {len(writers.acknowledged)} acknowledged so far", flush=True
            )
            site.start()
        site.stop()
        database = site.folder / "sayso.sqlite3"
        lost = set(writers.acknowledged) - saved(database)
        found = faults(database)
        report("crash", {
            "rounds": rounds, "acknowledged": len(writers.acknowledged), "lost": len(lost),
            "refused": len(writers.refused), "faults": found,
        })  # fmt: skip
    return 1 if lost or found or writers.refused else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
