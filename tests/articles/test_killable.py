"""Foreign pages are parsed in children that end when they should."""

import os
import threading
import time
from pathlib import Path

import pytest

from articles.killable import Fault, Killable
from articles.parting.page import Refusal

DOUBLES = "tests.articles.stubborn"


@pytest.fixture
def killable():
    """A maker of killable work, whose children are gone after the test."""
    made = []

    def make(name, **limits):
        made.append(Killable(f"{DOUBLES}:{name}", **limits))
        return made[-1]

    yield make
    for each in made:
        each.close()


def children():
    """Live or unreaped children of this process that are ours."""
    pids = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            command = (stat.parent / "cmdline").read_text()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and (fields[0] == "Z" or DOUBLES in command):
            pids.append(int(stat.parent.name))
    return pids


def test_it_gives_back_what_the_function_returns(killable):
    assert killable("shout")("good évening 🦉", 2) == "GOOD ÉVENING 🦉GOOD ÉVENING 🦉"


def test_it_hands_over_pages_larger_than_a_pipe_holds(killable):
    page = "x" * 3_000_000
    assert killable("shout")(page, 1) == "X" * 3_000_000


def test_a_child_serves_many_pages_in_turn(killable):
    work = killable("which")
    work.warm()
    assert work() == work() == work()


def test_refusals_come_through_with_what_was_seen(killable):
    with pytest.raises(Refusal, match="Three owls") as caught:
        killable("refuse")("index_page", "Three owls.")
    assert caught.value.code == "index_page"


def test_a_fault_is_told_and_the_child_lives_on(killable):
    work = killable("divide")
    with pytest.raises(Fault, match="ZeroDivisionError"):
        work(1, 0)
    assert work(6, 3) == 2


def test_endless_recursion_is_too_deep(killable):
    with pytest.raises(Refusal) as caught:
        killable("recurse")(0)
    assert caught.value.code == "too_deep"


def test_an_infinite_loop_is_killed_in_time_and_leaves_no_zombie(killable):
    work = killable("loop", seconds=0.5)
    work.warm()
    started = time.monotonic()
    with pytest.raises(Refusal) as caught:
        work()
    assert caught.value.code == "too_slow"
    assert time.monotonic() - started < 3
    assert children() == []


def test_a_memory_hog_is_stopped_at_its_limit(killable):
    work = killable("hog", memory=300 << 20)
    with pytest.raises(Refusal) as caught:
        work(1 << 30)
    assert caught.value.code == "too_slow"
    assert children() == []


def test_a_child_that_crashes_is_reaped(killable):
    work = killable("crash")
    with pytest.raises(Refusal) as caught:
        work()
    assert caught.value.code == "too_slow"
    assert children() == []


def test_what_a_library_prints_is_no_answer(killable):
    assert killable("chatter")() == "quiet"


def test_an_idle_child_that_died_is_replaced(killable):
    work = killable("which")
    first = work()
    os.kill(first, 9)
    time.sleep(0.1)
    assert work() != first
    assert first not in children()


def test_it_writes_no_file_and_knows_no_settings(killable, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    assert killable("environment")("DATABASE_URL") is None
    with pytest.raises(Fault, match="OSError"):
        killable("write")(str(tmp_path / "left.txt"))


def test_it_loads_neither_django_nor_a_database(killable):
    loaded = killable("modules")()
    assert not {"django", "sqlite3", "psycopg"} & set(loaded)


def test_a_child_shares_no_file_but_its_pipes(killable, tmp_path):
    with (tmp_path / "open.txt").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        assert str(tmp_path / "open.txt") not in killable("files")()


def test_threads_each_get_a_child_of_their_own(killable):
    work = killable("slow_pid", seconds=10)
    pids = []
    threads = [threading.Thread(target=lambda: pids.append(work(0.3))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(pids)) == 4
    work.close()
    assert children() == []


def test_a_child_is_retired_after_its_share_of_pages(killable, monkeypatch):
    monkeypatch.setattr("articles.killable._PAGES_EACH", 2)
    work = killable("which")
    pids = [work() for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_after_a_fork_the_parents_children_are_left_alone(killable):
    work = killable("which")
    first = work()
    work._owner = -1
    assert work() != first
    os.waitpid(first, 0)  # its input ended, so it has ended too


def test_a_child_that_cannot_start_is_too_slow(killable):
    with pytest.raises(Refusal) as caught:
        killable("no_such_function")()
    assert caught.value.code == "too_slow"
    assert children() == []


def test_a_child_whose_parent_is_gone_ends_itself(killable):
    work = killable("slow_pid", seconds=0.2)
    child = work._take()
    child._process.stdin.write(b"[60]\n")
    child._process.wait(timeout=5)
    assert child._process.returncode != 0
    child.kill()
