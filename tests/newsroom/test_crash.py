"""Writing at once, and dying at once: nothing that was acknowledged is lost."""

import os
import signal
import time

import pytest

from tests.claim_writers import ClaimWriters, claim_faults, lost_claims
from tests.server import Site
from tests.writers import Writers, faults, saved

ROUNDS = int(os.environ.get("CRASHES", "3"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("os.environ.get('DATABASE_URL')", reason="about SQLite"),
]


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path / "site")
    site.start()
    yield site
    if site.serves:
        site.stop()


def test_eight_writers_are_never_told_to_wait_in_vain(site):
    writers = Writers(site)
    writers.start()
    time.sleep(4)
    writers.stop()
    assert not writers.refused
    assert len(writers.acknowledged) > 20
    site.stop()
    assert "locked" not in site.log and "Traceback" not in site.log
    assert faults(site.folder / "sayso.sqlite3") == []
    assert saved(site.folder / "sayso.sqlite3") == set(writers.acknowledged)


def test_killing_the_server_loses_nothing_that_it_acknowledged(site):
    writers = Writers(site)
    for _ in range(ROUNDS):
        writers.start()
        time.sleep(0.5)
        site.stop(signal.SIGKILL)
        writers.stop()
        site.start()
    site.stop()
    assert not writers.refused
    assert len(writers.acknowledged) > ROUNDS
    assert set(writers.acknowledged) <= saved(site.folder / "sayso.sqlite3")
    assert faults(site.folder / "sayso.sqlite3") == []


def test_killing_the_server_loses_no_claim_and_claims_agree_with_their_history(site):
    writers = ClaimWriters(site)
    for _ in range(ROUNDS):
        writers.start()
        time.sleep(0.5)
        site.stop(signal.SIGKILL)
        writers.stop()
        site.start()
    site.stop()
    assert not writers.refused
    assert len(writers.acknowledged) > 5 * ROUNDS
    assert lost_claims(site.folder / "sayso.sqlite3", writers.acknowledged) == []
    assert claim_faults(site.folder / "sayso.sqlite3") == []
