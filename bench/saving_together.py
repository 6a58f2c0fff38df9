"""Eight browsers save one claim at the same moment, many times: python -m bench.saving_together

One must win each time, and the seven others get their own words back. SQLite; PostgreSQL as well
with --engine postgresql.
"""

import argparse
import contextlib
import json
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.floor import report
from tests.run_all import postgres
from tests.server import Site, ask

BROWSERS = 8
CLAIM = """
import json
from django.test import Client
from tests.makers import make_article, make_claim, make_user
person = make_user("ada", "annotator")
claim = make_claim(make_article(), by=person)
cookies = []
for _ in range({browsers}):
    client = Client()
    client.force_login(person)
    cookies.append(client.cookies["sessionid"].value)
print(json.dumps([str(claim.uuid), str(claim.source.uuid), cookies]))
"""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    chosen = options.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sayso-bench-")))
        more = {}
        if chosen.engine == "postgresql":
            more["DATABASE_URL"], why = stack.enter_context(postgres())
            if why:
                print(why)
                return 1
        site = Site(folder / "site", **more)
        site.start()
        stack.callback(site.stop)
        found = race(site, chosen.rounds)
    report(f"saving_together-{chosen.engine}", found)
    return 0 if found["won by one"] == found["given back by seven"] == chosen.rounds else 1


def race(site: Site, rounds: int) -> dict[str, object]:
    made = site.manage("shell", "--no-imports", "-c", CLAIM.format(browsers=BROWSERS))
    claim, source, cookies = json.loads(made.stdout.splitlines()[-1])
    one_won = seven_back = 0
    slowest = 0.0
    with contextlib.ExitStack() as stack:
        lines = [stack.enter_context(site.connected()) for _ in range(BROWSERS)]
        threads = stack.enter_context(ThreadPoolExecutor(BROWSERS))
        for turn in range(1, rounds + 1):
            together = threading.Barrier(BROWSERS)

            def save(number: int, turn: int = turn, together: threading.Barrier = together):
                words = f"Words of {number} in round {turn}"
                fields = {"statement": words, "source": source, "confidence": "certain",
                          "expected": str(turn)}  # fmt: skip
                together.wait(20)
                began = time.monotonic()
                address = f"/claims/{claim}/edit/"
                status, _, page = ask(lines[number], "POST", address, fields, cookies[number])
                back = status == 409 and words.encode() in page
                return status == 302, back, time.monotonic() - began

            answers = list(threads.map(save, range(BROWSERS)))
            one_won += sum(won for won, _, _ in answers) == 1
            seven_back += sum(back for _, back, _ in answers) == BROWSERS - 1
            slowest = max(slowest, *(seconds for _, _, seconds in answers))
    return {
        "rounds": rounds, "browsers": BROWSERS, "won by one": one_won,
        "given back by seven": seven_back, "slowest, ms": round(slowest * 1000),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
