"""Streams of one process: told as it happens, once, in order; dropped, ended and counted."""

import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections
from django.test import Client

from annotations.models import Project
from articles.models import Article, Event
from newsroom.live import presence, rounds, stream, tailer, viewers
from newsroom.live.presence import Places
from newsroom.live.stream import Streams
from newsroom.live.telling import told
from newsroom.live.threads import Threads, in_thread
from newsroom.models import Presence, Session
from newsroom.wsgi import application as pages
from tests.makers import make_article, make_project
from tests.newsroom.streams import address, happen, heard, ids, names

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 5


class Reader:
    """A browser with a stream open; `stuck` while it does not read what comes."""

    def __init__(self, path: str, cookie: str = "", **headers: str) -> None:
        self.path, _, query = path.partition("?")
        self.status, self.headers, self.body, self.ended = 0, {}, b"", False
        self.stuck = False
        pairs = {"host": "localhost", **headers} | ({"cookie": cookie} if cookie else {})
        self.scope = {
            "type": "http", "method": "GET", "path": self.path, "scheme": "http",
            "query_string": query.encode(), "client": ("192.0.2.1", 1), "server": ("localhost", 80),
            "headers": [(name.encode(), value.encode()) for name, value in pairs.items()],
        }  # fmt: skip
        self._gone = asyncio.Event()

    async def receive(self):
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        while self.stuck:
            await asyncio.sleep(0.01)
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message["body"]
            self.ended = not message.get("more_body", False)

    def leave(self):
        self._gone.set()

    async def until(self, is_so):
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                await asyncio.sleep(0.01)

    async def hears(self, name):
        """Waits for an event of this name."""
        await self.until(lambda: name in names(self.body))


class Scene:
    """Streams, and readers of them; `happens` on a thread, as a page would write it."""

    def __init__(self) -> None:
        self.streams = Streams()
        self.tasks = []

    async def read(self, path, cookie="", *, begun=True, **headers) -> Reader:
        reader = Reader(path, cookie, **headers)
        assert self.streams.serves(reader.scope)
        follow = self.streams.follow(reader.scope, reader.receive, reader.send, pages)
        self.tasks.append(asyncio.create_task(follow))
        if begun:
            await reader.hears("hello")
        return reader

    async def happens(self, *words, **options) -> int:
        return (await in_thread(lambda: happen(*words, **options))).id


def played(act):
    """Run a scene to its end; nothing of it stays behind."""

    async def play():
        scene = Scene()
        try:
            async with asyncio.timeout(30):
                await act(scene)
        finally:
            scene.streams.end()
            for task in scene.tasks:
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.wait_for(task, PATIENCE)
            assert len(scene.streams.viewers) == 0

    # On a thread of its own: a browser's tests may have left a loop running in this one.
    with ThreadPoolExecutor(1) as alone:
        alone.submit(lambda: asyncio.run(play())).result()


@pytest.fixture
def desk(db):
    return Project.objects.open_desk()


def cookie(person):
    """The cookie of somebody's session."""
    client = Client()
    client.force_login(person)
    return f"sessionid={client.cookies['sessionid'].value}"


def test_what_happens_is_told_once_in_order_to_all(article, desk, alice):
    async def act(scene):
        one, other = [await scene.read(address(article)) for _ in range(2)]
        told = [await scene.happens(article, desk, by=alice, version=3) for _ in range(5)]
        told.append(await scene.happens(article))
        for reader in (one, other):
            await reader.hears("story")
            assert ids(reader.body) == told
        assert heard(one.body)[1].data["by"] == str(alice.uuid)

    played(act)


def test_it_begins_as_any_page_does(article, desk):
    async def act(scene):
        reader = await scene.read(address(article))
        assert reader.status == 200
        assert reader.headers["content-type"] == "text/event-stream"
        assert reader.headers["cache-control"] == "no-store"
        assert reader.headers["x-accel-buffering"] == "no"
        assert reader.headers["content-security-policy"].startswith("default-src 'none'")
        assert "content-encoding" not in reader.headers

    played(act)


def test_who_comes_back_is_told_what_was_missed_and_nothing_twice(article, desk):
    async def act(scene):
        reader = await scene.read(address(article))
        first = await scene.happens(article, desk)
        await reader.hears("claim")
        reader.leave()
        missed = [await scene.happens(article, desk) for _ in range(3)]
        again = await scene.read(address(article), **{"last-event-id": str(first)})
        more = await scene.happens(article)
        await again.hears("story")
        assert ids(again.body) == [*missed, more]

    played(act)


def test_nothing_falls_between_what_was_missed_and_what_happens(article, desk, monkeypatch):
    """Events come while the beginning is being read, and after it, before it is admitted."""
    answer, told = stream.answer, []

    def slow(*words):
        told.append(happen(article, desk).id)
        begun = answer(*words)
        told.append(happen(article, desk).id)
        time.sleep(0.3)
        return begun

    monkeypatch.setattr(stream, "answer", slow)
    before = Event.objects.newest()

    async def act(scene):
        reader = await scene.read(address(article, after=before))
        await reader.until(lambda: len(ids(reader.body)) == 2)
        told.append(await scene.happens(article))
        await reader.hears("story")
        assert ids(reader.body) == told

    played(act)


def test_each_hears_only_what_is_theirs(article, alice, charlie, desk):
    closed = make_project("Closed", people=[alice])
    blind = make_project("Blind", people=[alice, charlie], is_blind=True)
    cookies = {person: cookie(person) for person in (alice, charlie)}

    async def act(scene):
        member = await scene.read(address(article, project=closed), cookies[alice])
        marker = await scene.read(address(article, project=blind), cookies[charlie])
        unknown = await scene.read(address(article))
        elsewhere = await scene.read(address(another))
        here = await scene.happens(article, closed, by=alice)
        await scene.happens(article, blind, by=alice)
        own = await scene.happens(article, blind, by=charlie)
        open_to_all = await scene.happens(article, desk)
        last = await scene.happens(article)
        for reader in (member, marker, unknown):
            await reader.hears("story")
        assert ids(member.body) == [here, last]
        assert ids(marker.body) == [own, last]
        assert ids(unknown.body) == [open_to_all, last]
        assert ids(elsewhere.body) == []

    another = make_article()
    played(act)


@pytest.mark.parametrize(
    ("which", "status"), [("draft", 404), ("withdrawn", 451), ("project", 404)]
)
def test_who_may_not_follow_gets_the_pages_answer(article, desk, which, status):
    path = address(article)
    if which == "project":
        path = address(article, project=make_project("Closed"))
    else:
        Article.objects.filter(pk=article.pk).update(state=which)

    async def act(scene):
        reader = await scene.read(path, begun=False)
        await reader.until(lambda: reader.ended)
        assert reader.status == status
        assert int(reader.headers["content-length"]) == len(reader.body)
        assert reader.headers["content-security-policy"].startswith("default-src 'none'")

    played(act)


def test_a_host_that_is_not_ours_is_refused(article, desk):
    async def act(scene):
        reader = await scene.read(address(article), begun=False, host="elsewhere.example")
        await reader.until(lambda: reader.ended)
        assert reader.status == 400

    played(act)


def test_other_requests_are_left_to_the_pages(article):
    streams = Streams()
    path = address(article).partition("?")[0]
    fits = {"type": "http", "method": "GET", "path": path, "headers": [(b"host", b"localhost")]}
    assert streams.serves(fits)
    for other in (
        {"method": "POST"}, {"method": "HEAD"}, {"type": "websocket"}, {"path": f"{path}since/"},
        {"path": "/live/stories/1/"}, {"path": path.upper()}, {"path": f"/x{path}"},
        {"headers": [(b"content-length", b"9")]}, {"headers": [(b"transfer-encoding", b"chunked")]},
    ):  # fmt: skip
        assert not streams.serves({**fits, **other})


def test_a_quiet_stream_is_kept_open(article, desk, monkeypatch):
    monkeypatch.setattr(rounds, "SECONDS", 0.05)
    assert rounds.HEARTBEAT * 5 <= 25

    async def act(scene):
        reader = await scene.read(address(article))
        await reader.until(lambda: reader.body.count(b"\n:\n\n") >= 2)

    played(act)


def test_members_see_who_else_reads_and_the_unknown_do_not(article, desk, rita, alice, monkeypatch):
    monkeypatch.setattr(rounds, "SECONDS", 0.02)
    monkeypatch.setattr(presence, "places", Places())
    where = {"story": article.uuid, "project": desk.uuid}
    blind = make_project("Blind", people=[alice], is_blind=True)

    async def act(scene):
        member = await scene.read(address(article), ritas)
        marker = await scene.read(address(article, project=blind), alices)
        unknown = await scene.read(address(article))
        await in_thread(lambda: Presence.objects.create(person=alice, place=7, **where))
        await member.hears("presence")
        (told,) = [each for each in heard(member.body) if each.name == "presence"]
        assert told.id is None
        assert [(each["name"], each["place"]) for each in told.data["people"]] == [("Alice", 7)]
        await in_thread(Presence.objects.all().delete)
        await member.until(lambda: names(member.body).count("presence") == 2)
        assert heard(member.body)[-1].data == {"people": [], "more": 0}
        for other in (unknown, marker):
            assert "presence" not in names(other.body)

    ritas, alices = cookie(rita), cookie(alice)
    played(act)


def test_who_may_follow_no_more_is_told_so_and_others_stay(article, desk, rita, monkeypatch):
    monkeypatch.setattr(rounds, "SECONDS", 0.02)

    async def act(scene):
        known, unknown = [await scene.read(address(article), key) for key in (ritas, "")]
        await in_thread(lambda: article.open_to(Article.SIGNED_IN, by=None))
        await unknown.until(lambda: unknown.ended)
        assert names(unknown.body)[-1] == "gone"
        await known.hears("story")
        assert not known.ended
        await in_thread(Session.objects.all().delete)
        await known.until(lambda: known.ended)
        assert names(known.body)[-1] == "gone"

    ritas = cookie(rita)
    played(act)


def test_after_what_takes_rights_they_are_looked_up_sooner(article, desk):
    streams = Streams()
    assert rounds.SECONDS * rounds.RIGHTS == 60
    for verb, in_doubt in (("tag", False), ("withdraw", True)):
        event = happen(article, verb=verb)
        streams.viewers.tell(told(Event.objects.filter(pk=event.pk)))
        assert streams.viewers.in_doubt is in_doubt
    assert rounds.SECONDS * rounds.RIGHTS_IN_DOUBT == 10


def test_a_project_that_becomes_blind_hides_others_from_then_on(article, desk, rita, monkeypatch):
    monkeypatch.setattr(rounds, "SECONDS", 0.02)

    async def act(scene):
        reader = await scene.read(address(article), ritas)
        await in_thread(lambda: Project.objects.update(is_blind=True))
        (viewer,) = scene.streams.viewers
        await reader.until(lambda: viewer.follower.is_blind)
        await scene.happens(article, desk)
        await scene.happens(article)
        await reader.hears("story")
        assert len(ids(reader.body)) == 1

    ritas = cookie(rita)
    played(act)


def test_chores_that_fail_are_done_again(article, desk, rita, monkeypatch, caplog):
    monkeypatch.setattr(rounds, "SECONDS", 0.02)
    faults = iter([DatabaseError("the disk is away")])
    looked_up = rounds.looked_up

    def fail_once(followers):
        for fault in faults:
            raise fault
        return looked_up(followers)

    monkeypatch.setattr(rounds, "looked_up", fail_once)

    async def act(scene):
        reader = await scene.read(address(article), ritas)
        await in_thread(Session.objects.all().delete)
        await reader.until(lambda: reader.ended)
        assert "could not ask the database: the disk is away" in caplog.text

    ritas = cookie(rita)
    played(act)


def test_who_does_not_read_is_dropped_and_others_are_not(article, desk, monkeypatch):
    monkeypatch.setattr(viewers, "MOST_WAITING", 3)

    async def act(scene):
        slow, quick = [await scene.read(address(article)) for _ in range(2)]
        slow.stuck = True
        for number in range(1, 7):
            await scene.happens(article, desk)
            await quick.until(lambda number=number: len(ids(quick.body)) == number)
        await slow.until(scene.tasks[0].done)
        assert not scene.tasks[1].done()
        assert len(scene.streams.viewers) == 1

    played(act)


def test_who_does_not_even_read_heartbeats_is_dropped(article, desk, monkeypatch):
    monkeypatch.setattr(rounds, "SECONDS", 0.02)

    async def act(scene):
        reader = await scene.read(address(article))
        reader.stuck = True
        await reader.until(scene.tasks[0].done)

    played(act)


def test_who_leaves_is_forgotten(article, desk):
    async def act(scene):
        reader = await scene.read(address(article))
        reader.leave()
        await reader.until(scene.tasks[0].done)
        assert not scene.streams.viewers.of_story

    played(act)


def test_when_nobody_follows_nothing_is_asked(article, desk, monkeypatch):
    monkeypatch.setattr(stream, "SECONDS_UNWATCHED", 0.05)

    async def act(scene):
        reader = await scene.read(address(article))
        thread = scene.streams._tailer
        reader.leave()
        await reader.until(lambda: not thread.is_alive())
        again = await scene.read(address(article))
        event = await scene.happens(article)
        await again.hears("story")
        assert ids(again.body) == [event]

    played(act)


def test_who_comes_back_soon_finds_the_same_tailer(article, desk):
    async def act(scene):
        (await scene.read(address(article))).leave()
        await asyncio.sleep(0.05)
        thread = scene.streams._tailer
        await scene.read(address(article))
        assert scene.streams._tailer is thread

    played(act)


def test_the_server_stops_at_once(article, desk):
    async def act(scene):
        readers = [await scene.read(address(article)) for _ in range(3)]
        began = time.monotonic()
        scene.streams.end()
        for reader in readers:
            await reader.until(lambda reader=reader: reader.ended)
        assert time.monotonic() - began < 1
        late = await scene.read(address(article), begun=False)
        await late.until(lambda: late.ended)
        assert (late.status, late.body) == (503, b"The site is being stopped.\n")

    played(act)


def refused(reader):
    return reader.status, reader.headers["retry-after"], b"looks for news by itself" in reader.body


def test_there_is_room_for_so_many_in_all(article, desk, monkeypatch):
    monkeypatch.setattr(viewers, "MOST_TOGETHER", 2)

    async def act(scene):
        first, _ = [await scene.read(address(article)) for _ in range(2)]
        third = await scene.read(address(article), begun=False)
        await third.until(lambda: third.ended)
        assert refused(third) == (503, "60", True)
        first.leave()
        await first.until(scene.tasks[0].done)
        await scene.read(address(article))

    played(act)


def test_nobody_has_too_many_streams(article, desk, monkeypatch, rita):
    monkeypatch.setattr(viewers, "MOST_OF_A_PERSON", 2)
    monkeypatch.setattr(viewers, "MOST_OF_A_NETWORK", 1)
    ritas = cookie(rita)

    async def act(scene):
        readers = [await scene.read(address(article), ritas) for _ in range(2)]
        await scene.read(address(article))
        for one_more in (ritas, ""):
            reader = await scene.read(address(article), one_more, begun=False)
            await reader.until(lambda reader=reader: reader.ended)
            assert refused(reader) == (429, "60", True)
        readers[0].leave()
        await readers[0].until(scene.tasks[0].done)
        await scene.read(address(article), ritas)

    played(act)


def test_the_unknown_leave_room_for_members(article, desk, monkeypatch, rita):
    monkeypatch.setattr(viewers, "MOST_UNKNOWN", 1)
    ritas = cookie(rita)

    async def act(scene):
        await scene.read(address(article))
        other = await scene.read(address(article), begun=False)
        await other.until(lambda: other.ended)
        assert other.status == 429
        await scene.read(address(article), ritas)

    played(act)


def test_a_beginning_that_takes_too_long_is_given_up(article, desk, monkeypatch):
    monkeypatch.setattr(stream, "SECONDS_TO_BEGIN", 0.05)
    monkeypatch.setattr(stream, "answer", lambda *_: time.sleep(0.5))

    async def act(scene):
        reader = await scene.read(address(article), begun=False)
        await reader.until(lambda: reader.ended)
        assert refused(reader) == (503, "60", True)

    played(act)


def test_a_fault_of_the_database_is_waited_out_and_nothing_lost(article, desk, monkeypatch, caplog):
    monkeypatch.setattr(tailer, "SECONDS_TO_RECOVER", 0.05)

    async def act(scene):
        reader = await scene.read(address(article))
        faults = iter([DatabaseError("the disk is away"), DatabaseError("still")])
        heard_before = tailer.told

        def told(events):
            for fault in faults:
                raise fault
            return heard_before(events)

        monkeypatch.setattr(tailer, "told", told)
        events = [await scene.happens(article, desk), await scene.happens(article)]
        await reader.hears("story")
        assert ids(reader.body) == events
        assert "waits for the database: the disk is away" in caplog.text

    played(act)


def test_without_a_server_the_tailer_ends(desk):
    loop = asyncio.new_event_loop()
    loop.close()
    thread = tailer.Tailer(loop, viewers.Viewers())
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def slowly(monkeypatch, meanwhile):
    """Something happens while a stream begins."""
    answer = stream.answer

    def slow(*words):
        begun = answer(*words)
        meanwhile()
        time.sleep(0.3)
        return begun

    monkeypatch.setattr(stream, "answer", slow)


def test_a_slow_beginning_gathers_no_end_of_events(article, desk, monkeypatch):
    monkeypatch.setattr(viewers, "MOST_WAITING", 2)
    slowly(monkeypatch, lambda: [happen(article, desk) for _ in range(4)])

    async def act(scene):
        reader = await scene.read(address(article), begun=False)
        await reader.until(scene.tasks[0].done)
        assert reader.body == b""

    played(act)


def test_a_beginning_out_of_another_history_ends_and_is_asked_for_again(article, desk, monkeypatch):
    number = happen(article, desk).id
    slowly(monkeypatch, lambda: rewrite_history(number))

    async def act(scene):
        reader = await scene.read(address(article), begun=False)
        await reader.until(lambda: reader.ended)

    played(act)


def test_a_server_that_gives_up_a_stream_ends_it(article, desk):
    async def act(scene):
        await scene.read(address(article))
        scene.tasks[0].cancel()
        with pytest.raises(asyncio.CancelledError):
            await scene.tasks[0]

    played(act)


def test_after_a_backup_was_put_back_all_begin_anew(article, desk):
    async def act(scene):
        await scene.happens(article, desk)
        reader = await scene.read(address(article))
        last = await scene.happens(article)
        await reader.hears("story")
        await in_thread(rewrite_history, last)
        await reader.hears("reset")
        event = await scene.happens(article, desk)
        await reader.hears("claim")
        assert ids(reader.body)[-1] == event

    played(act)


def rewrite_history(number):
    Event.objects.filter(pk=number).delete()
    Session.objects.create(session_key="x", expire_date="2030-01-01T00:00Z")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("NOTIFY sayso_events")


def test_more_than_one_batch_is_read_at_once(article, desk, monkeypatch):
    monkeypatch.setattr(tailer, "BATCH", 2)

    async def act(scene):
        reader = await scene.read(address(article))
        events = await in_thread(lambda: [happen(article, desk).id for _ in range(7)])
        await reader.until(lambda: len(ids(reader.body)) == 7)
        assert ids(reader.body) == events

    played(act)


def test_in_an_empty_history_the_first_event_is_told(article, desk):
    Event.objects.all().delete()

    async def act(scene):
        reader = await scene.read(address(article, after=0))
        event = await scene.happens(article)
        await reader.hears("story")
        assert ids(reader.body) == [event]

    played(act)


def test_a_connection_lasts_while_others_wait_and_no_longer(article):
    threads = Threads()

    def one():
        time.sleep(0.02)
        Event.objects.newest()
        return connections["default"], connection.connection

    async def act(scene):
        answers = await asyncio.gather(*(threads.ask(one) for _ in range(12)))
        assert len({id(opened) for _, opened in answers}) == 2
        threads.pool.shutdown()
        assert not any(each.connection for each, _ in answers)

    played(act)


def test_what_nobody_waits_for_is_not_asked(article):
    asked = []

    async def act(scene):
        waiting = [asyncio.create_task(in_thread(time.sleep, 0.2)) for _ in range(2)]
        given_up = asyncio.create_task(in_thread(asked.append, 1))
        await asyncio.sleep(0.05)
        given_up.cancel()
        await asyncio.gather(*waiting)
        assert not asked

    played(act)
