"""Two real servers on one database: both tell, and a restart loses nothing."""

import http.client
import json
import signal
import socket
import time

import pytest

from newsroom import serving
from tests.newsroom.streams import heard, ids
from tests.server import Site

pytestmark = pytest.mark.slow

HAPPEN = """
import json, uuid
from annotations.models import Project
from articles.models import Article, Event
article = Article.objects.filter(state="published", audience="everyone").order_by("pk").first()
events = [
    Event.objects.record("tag", article, by=None, story=article.uuid).pk for _ in range({count})
]
print(json.dumps([str(article.uuid), *events]))
"""


class Stream:
    """A browser's connection to a stream, which is read as far as it is asked to."""

    def __init__(self, site: Site, story: str, last: int | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
        headers = {"Last-Event-ID": str(last)} if last else {}
        self.connection.request("GET", f"/live/stories/{story}/", headers=headers)
        self.response = self.connection.getresponse()
        self.body = b""

    def read(self, name="hello", count=1) -> "Stream":
        """Until so many events of this name were told."""
        while [event.name for event in heard(self.body)].count(name) < count:
            line = self.response.readline()
            assert line, self.body
            self.body += line
        return self

    @property
    def ended(self) -> bool:
        return self.response.read() is not None


@pytest.fixture
def follow():
    """Open a stream, which is closed afterwards."""
    streams = []

    def follow(*words):
        streams.append(Stream(*words))
        return streams[-1].read()

    yield follow
    for stream in streams:
        stream.response.close()
        stream.connection.close()


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    folder = tmp_path_factory.mktemp("live") / "site"
    sites = [Site(folder), Site(folder)]
    for site in sites:
        site.start()
    yield sites
    for site in sites:
        if site.serves:
            site.stop()


@pytest.mark.skipif("not hasattr(socket, 'TCP_USER_TIMEOUT')", reason="Linux alone has it")
def test_who_vanishes_is_let_go_after_a_minute():
    with serving.listen("127.0.0.1", 0) as listener:
        listener.listen()
        with socket.create_connection(listener.getsockname()), listener.accept()[0] as peer:
            assert peer.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 60_000


def happen(site, count=1):
    story, *events = json.loads(site.manage("shell", "--no-imports", "-c", HAPPEN.format(
        count=count)).stdout)  # fmt: skip
    return story, events


def test_both_tell_and_what_was_missed_meanwhile_is_told_later(sites, follow):
    story, _ = happen(sites[0])
    streams = [follow(site, story) for site in sites]
    _, events = happen(sites[0], 3)
    for stream in streams:
        assert ids(stream.read("story", 3).body) == events
    began = time.monotonic()
    sites[0].stop()
    assert time.monotonic() - began < 5
    assert streams[0].ended
    _, missed = happen(sites[1], 2)
    assert ids(streams[1].read("story", 5).body) == events + missed
    sites[0].start()
    assert ids(follow(sites[0], story, events[-1]).body) == missed
    assert "ERROR" not in sites[0].log


def test_a_server_that_is_killed_loses_nothing_either(sites, follow):
    story, events = happen(sites[0])
    follow(sites[1], story)
    sites[1].stop(signal.SIGKILL)
    _, missed = happen(sites[0], 2)
    sites[1].start()
    assert ids(follow(sites[1], story, events[-1]).body) == missed
