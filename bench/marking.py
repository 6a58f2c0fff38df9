"""How fast claims are written over HTTP: python -m bench.marking

Beside it a bare view that writes the same rows in one transaction, in turns, with one client and
with eight. SQLite; PostgreSQL as well with --engine postgresql.
"""

import argparse
import contextlib
import json
import statistics
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.floor import RUNS, report
from tests.run_all import postgres
from tests.server import Site, ask

SECONDS = 3.0
CLIENTS = (1, 8)
STORY = """
import json
from annotations.models import Project
from tests.makers import make_article, make_source
body = "\\n\\n".join(f"Paragraph {each}: the pumps held, said the mayor, and " + "so on " * 40
                     for each in range(60))
stories = [make_article(body=body) for _ in range(8)]
source = make_source()
print(json.dumps({
    "stories": [[str(each.uuid), each.pk, each.current_id, each.current.text] for each in stories],
    "source": [str(source.uuid), source.pk], "project": Project.objects.open_desk().pk,
}))
"""

Write = Callable[[int, int], tuple[str, dict[str, str]]]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    chosen = options.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sayso-bench-")))
        more = {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        if chosen.engine == "postgresql":
            more["DATABASE_URL"], why = stack.enter_context(postgres())
            if why:
                print(why)
                return 1
        site = Site(folder / "site", **more)
        site.start()
        stack.callback(site.stop)
        rows = measured(site)
        locked = site.log.count("database is locked")
    report(f"marking-{chosen.engine}", rows | {"database is locked, times": locked})
    return 0


def measured(site: Site) -> dict[str, object]:
    made = json.loads(site.manage("shell", "--no-imports", "-c", STORY).stdout.splitlines()[-1])
    cookies = list(site.sign_in("annotator", *(f"person{each}" for each in range(8))).values())
    found: dict[str, object] = {}
    answers: Counter[int] = Counter()
    for clients in CLIENTS:
        runs = []
        for turn in range(RUNS + 1):
            rates = [rate(site, cookies[:clients], write(made, turn), answers)
                     for write in (bare, marking)]  # fmt: skip
            runs += [rates] if turn else []
        ratios = [mine / base for base, mine in runs]
        name = "1 client" if clients == 1 else f"{clients} clients"
        found[name] = {
            "bare, claims/s": round(statistics.median(base for base, _ in runs)),
            "marking, claims/s": round(statistics.median(mine for _, mine in runs)),
            "ratio": round(statistics.median(ratios), 2),
            "spread": [round(min(ratios), 2), round(max(ratios), 2)],
        }
    return found | {"answers": dict(answers)}


def rate(site: Site, cookies: list[str], write: Write, answers: Counter[int]) -> float:
    """Claims a second, of as many clients as there are cookies, each on one connection."""
    until = time.perf_counter() + SECONDS

    def work(number: int) -> Counter[int]:
        told: Counter[int] = Counter()
        with site.connected() as opened:
            for turn in steps(until):
                address, fields = write(number, turn)
                told[ask(opened, "POST", address, fields, cookies[number])[0]] += 1
        return told

    with ThreadPoolExecutor(len(cookies)) as threads:
        told = sum(threads.map(work, range(len(cookies))), Counter())
    answers.update(told)
    return (told[200] + told[302]) / SECONDS


def steps(until: float) -> Iterator[int]:
    turn = 0
    while time.perf_counter() < until:
        yield turn
        turn += 1


def place(text: str, number: int, turn: int) -> tuple[int, int]:
    """Words all over the story: every client its own, and others again only after many turns."""
    start = (turn * 197 + number * 31) % (len(text) - 60)
    start += len(text[start:]) - len(text[start:].lstrip())
    return start, start + len(text[start : start + 20 + turn % 20].rstrip())


def bare(made: dict, run: int) -> Write:
    def write(number: int, turn: int) -> tuple[str, dict[str, str]]:
        _, story, revision, text = made["stories"][run]
        start, end = place(text, number, turn)
        fields = {
            "start": str(start), "end": str(end), "quote": text[start:end],
            "revision": str(revision),
        }  # fmt: skip
        return f"/bare/{story}/{made['project']}/{made['source'][1]}/", fields

    return write


def marking(made: dict, run: int) -> Write:
    def write(number: int, turn: int) -> tuple[str, dict[str, str]]:
        story, _, _, text = made["stories"][run]
        start, end = place(text, number, turn)
        fields = {
            "claim": str(uuid.uuid4()), "project": "open-desk", "revision": "1",
            "segments": json.dumps([[start, end]]), "quote": text[start:end],
            "source": made["source"][0], "confidence": "certain",
        }  # fmt: skip
        return f"/stories/{story}/claims/", fields

    return write


if __name__ == "__main__":
    sys.exit(main())
