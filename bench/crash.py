"""kill -9 of the server while eight people write, many times: python -m bench.crash [ROUNDS]

They rename themselves, and then mark and change claims. Nothing that was acknowledged may be lost,
the database must be whole, rows and events agree.
"""

import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.floor import report
from tests.claim_writers import ClaimWriters, claim_faults, lost_claims
from tests.server import Site
from tests.writers import Writers, faults, saved

SECONDS = 2


def main(rounds: int) -> int:
    people = crash(rounds, Writers, lost_names, faults)
    claims = crash(rounds, ClaimWriters, lost_claims, claim_faults)
    report("crash", {"people": people, "claims": claims})
    return (
        1
        if any(each["lost"] or each["faults"] or each["refused"] for each in (people, claims))
        else 0
    )


def crash(
    rounds: int, kind: type[Writers], lost: Callable[[Path, Any], Any],
    wrong: Callable[[Path], list[str]],
) -> dict[str, Any]:  # fmt: skip
    """Kill a server again and again under writers of this kind; what that came to."""
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        site = Site(Path(folder) / "site")
        site.start()
        writers = kind(site)
        for number in range(rounds):
            writers.start()
            time.sleep(SECONDS)
            site.stop(signal.SIGKILL)
            writers.stop()
            print(f"round {number + 1}: {len(writers.acknowledged)} acknowledged", flush=True)
            site.start()
        site.stop()
        database = site.folder / "sayso.sqlite3"
        return {
            "rounds": rounds, "acknowledged": len(writers.acknowledged),
            "lost": len(lost(database, writers.acknowledged)), "refused": len(writers.refused),
            "faults": wrong(database),
        }  # fmt: skip


def lost_names(database: Path, acknowledged: list[str]) -> set[str]:
    return set(acknowledged) - saved(database)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
