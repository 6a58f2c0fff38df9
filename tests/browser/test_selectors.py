"""Our quotes and positions, resolved by another implementation of the W3C's selectors: Apache
Annotator finds the same words on the reading page, and in the plain text.

It comes from npm, for this test alone; without npm, or a network, the test is skipped.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.models import Anchoring
from tests.makers import make_article, make_claim

PACKAGES = (
    "@apache-annotator/dom@0.2.0", "@apache-annotator/selector@0.2.0", "esbuild@0.28.2",
)  # fmt: skip
BODY = """Officials said 🌊🌊 on Monday that the pumps had “held” 👩‍🔬 through the storm.

The mayor, Ilse Brand, said she was *certain* that the [barrier](https://example.org/b) would last.

Le cafe\u0301 du port, قال الوزير إن السد آمن, 市長は安全だと述べた。"""
PATIENCE = 45
QUOTES = (
    "🌊 on Monday", "“held” 👩‍🔬 through", "she was certain that the barrier would", "cafe\u0301",
    "قال الوزير", "市長は安全", "storm.\n\nThe mayor",
)  # fmt: skip
RESOLVE = """async ({ root, selector, kind }) => {
  const { createTextQuoteSelectorMatcher: quote, createTextPositionSelectorMatcher: position } =
    annotator;
  const make = kind === "quote" ? quote : position;
  const found = [];
  const ranges = make(selector)(document.querySelector(root));
  for await (const range of ranges) found.push(range.toString());
  return found;
}"""


# Once for all of them.
pytestmark = pytest.mark.xdist_group("npm")


def npm() -> str | None:
    """The one that the development requirements bring, else the machine's."""
    beside = Path(sys.executable).with_name("npm")
    return str(beside) if beside.exists() else shutil.which("npm")


@pytest.fixture(scope="module")
def annotator(tmp_path_factory) -> str:
    """The library as one script, which defines `annotator`."""
    command, folder = npm(), tmp_path_factory.mktemp("npm")
    if command is None:
        pytest.skip("There is no npm on this machine.")
    (folder / "entry.js").write_text('export * from "@apache-annotator/dom";')
    quick = ["--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0"]
    install = [command, "install", *quick, *PACKAGES]
    path = f"{Path(command).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path}
    try:
        subprocess.run(
            install, cwd=folder, env=environment, check=True, capture_output=True, timeout=PATIENCE
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("npm cannot reach its packages.")
    bundle = [
        str(folder / "node_modules/.bin/esbuild"), "entry.js", "--bundle", "--format=iife",
        "--global-name=annotator", "--outfile=annotator.js",
    ]  # fmt: skip
    subprocess.run(bundle, cwd=folder, env=environment, check=True, capture_output=True, timeout=60)
    return Path(folder, "annotator.js").read_text()


@pytest.fixture
def story(transactional_db):
    return make_article("Harbour town 🚢 trusts its pumps", BODY)


@pytest.fixture
def anchorings(story, alice) -> list[Anchoring]:
    claims = [make_claim(story, quote, by=alice) for quote in QUOTES]
    return [claim.anchorings.get() for claim in claims]


@pytest.fixture
def resolve(annotator, open_page, story):
    """What the library finds for a selector: resolve(path, root, kind, selector)."""
    pages = {}

    def resolve(path, root, kind, selector):
        if path not in pages:
            pages[path] = open_page(f"/stories/{story.uuid}/{path}", bypass_csp=True)
            pages[path].evaluate(annotator)
        asked = {"root": root, "kind": kind, "selector": selector}
        return pages[path].evaluate(RESOLVE, asked)

    return resolve


def quote_of(anchoring: Anchoring) -> dict[str, str]:
    return {"exact": anchoring.quote, "prefix": anchoring.prefix, "suffix": anchoring.suffix}


def test_it_finds_our_quotes_in_each_block_of_the_reading_page(resolve, anchorings):
    for anchoring in anchorings:
        if "\n\n" in anchoring.quote:
            continue
        text = anchoring.revision.text
        start = text.rfind("\n\n", 0, anchoring.start) + 2 if "\n\n" in text else 0
        selector = quote_of(anchoring)
        selector["prefix"] = selector["prefix"].rpartition("\n\n")[2]
        selector["suffix"] = selector["suffix"].partition("\n\n")[0]
        assert resolve("", f"#b-{start}", "quote", selector) == [anchoring.quote]


def test_it_finds_our_quotes_in_the_plain_text(resolve, anchorings):
    for anchoring in anchorings:
        found = resolve("plain/", "#story-text", "quote", quote_of(anchoring))
        assert found == [anchoring.quote]


def test_it_finds_our_positions_in_the_plain_text(resolve, anchorings):
    for anchoring in anchorings:
        place = {"start": anchoring.start, "end": anchoring.end}
        assert resolve("plain/", "#story-text", "position", place) == [anchoring.quote]
