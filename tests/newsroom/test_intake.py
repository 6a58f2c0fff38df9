"""What the server takes in before Django sees it: whole bodies, in time, in letters we read."""

import asyncio
import gc
import weakref

import pytest

from newsroom import asgi, intake
from newsroom.middleware import HEADERS


class Exchange:
    """One request to the application: what it receives, and what it sends back."""

    def __init__(self, *messages, headers=(), kind="http", pause=0.0):
        self.messages, self.sent, self.pause = list(messages), [], pause
        self.scope = {"type": kind, "method": "POST", "path": "/", "headers": list(headers)}

    async def receive(self):
        await asyncio.sleep(self.pause if self.messages else 60)
        return self.messages.pop(0)

    async def send(self, message):
        self.sent.append(message)

    async def answer(self):
        await asgi.application(self.scope, self.receive, self.send)
        return self.sent

    def run(self):
        return asyncio.run(self.answer())

    @property
    def status(self):
        return self.sent[0]["status"] if self.sent else None


def body(words, more=False):
    return {"type": "http.request", "body": words, "more_body": more}


CHUNKED = [(b"transfer-encoding", b"chunked")]


@pytest.fixture
def asked(monkeypatch):
    """What reaches Django: [(headers, body)]."""
    seen = []

    async def threads(scope, receive, send):
        headers = dict(scope["headers"])
        seen.append((headers, await whole(receive) if b"content-length" in headers else None))

    monkeypatch.setattr(asgi, "threads", threads)
    return seen


async def whole(receive):
    """All pieces that a thread reads."""
    words, more = b"", True
    while more:
        message = await receive()
        words, more = words + message["body"], message["more_body"]
    return words


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """An intake of each test's own loop."""
    monkeypatch.setattr(asgi, "intake", intake.Intake())


@pytest.fixture
def small(monkeypatch):
    """Bounds of a few bytes: largest, short, held together, held with short ones."""
    bounds = {"LARGEST_BODY": 12, "SHORT": 4, "HELD_TOGETHER": 36, "HELD_WITH_SHORT": 48}
    for name, value in (bounds | {"ANSWERED_TOGETHER": 12, "PIECE": 3}).items():
        monkeypatch.setattr(intake, name, value)


def test_a_header_that_could_pass_for_a_proxys_is_dropped(asked):
    Exchange(headers=[(b"x_forwarded_for", b"10.0.0.1"), (b"x-forwarded-for", b"::1")]).run()
    assert asked == [({b"x-forwarded-for": b"::1"}, None)]


def test_a_body_in_parts_comes_whole_with_its_length(asked):
    Exchange(body(b"one ", more=True), body(b"two"), headers=CHUNKED).run()
    assert asked == [({b"content-length": b"7"}, b"one two")]
    assert asgi.intake.held == 0


def test_a_body_is_handed_over_in_pieces_and_let_go(monkeypatch, small):
    seen = []

    async def threads(scope, receive, send):
        for _ in range(3):
            message = await receive()
            seen.append((bytes(message["body"]), message["more_body"]))

    monkeypatch.setattr(asgi, "threads", threads)
    Exchange(*[body(sign.encode(), more=True) for sign in "abcd"], body(b""), headers=CHUNKED).run()
    assert seen == [(b"abc", True), (b"d", False), (b"", False)]


def test_an_empty_body_is_a_body(asked):
    Exchange(body(b""), headers=[(b"content-length", b"0")]).run()
    assert asked == [({b"content-length": b"0"}, b"")]


def test_a_sender_who_went_away_is_forgotten(asked):
    gone = {"type": "http.disconnect"}
    sent = Exchange(body(b"one", more=True), gone, headers=[(b"content-length", b"9")]).run()
    assert (asked, sent, asgi.intake.held, asgi.intake.coming) == ([], [], 0, set())


@pytest.mark.parametrize(
    ("bounds", "status", "rest"),
    [
        ({"LARGEST_BODY": 5}, 413, [body(b"")]),
        ({"LARGEST_READ": 5}, 413, []),
        ({"HELD_TOGETHER": 5, "SHORT": 5}, 503, [body(b"")]),
        ({"HELD_TOGETHER": 5, "HELD_WITH_SHORT": 5}, 503, [body(b"7", more=True), body(b"8")]),
        ({"SECONDS_TO_SEND": 0.01}, 408, []),
    ],
)
def test_each_bound_is_refused_in_words(asked, monkeypatch, bounds, status, rest):
    for name, value in bounds.items():
        monkeypatch.setattr(intake, name, value)
    sent = Exchange(body(b"123456", more=True), *rest, headers=CHUNKED).run()
    assert (asked, asgi.intake.held, asgi.intake.coming) == ([], 0, set())
    assert sent[0]["status"] == status
    assert len(sent[1]["body"].split()) > 5


def test_who_asks_before_sending_is_refused_before_sending(asked, small):
    announced = [(b"content-length", b"13"), (b"expect", b"100-continue")]
    assert Exchange(headers=announced).run()[0]["status"] == 413


def test_who_keeps_sending_a_little_has_no_longer_than_others(asked, monkeypatch):
    monkeypatch.setattr(intake, "SECONDS_TO_SEND", 0.05)
    drops = [body(b"x", more=True)] * 60
    assert Exchange(*drops, body(b""), headers=CHUNKED, pause=0.005).run()[0]["status"] == 408
    assert asked == []


def beside(slow, *others):
    """The slow ones send all but the end, and then the others come, one after the other."""

    async def run():
        waiting = [asyncio.ensure_future(each.answer()) for each in slow]
        await asyncio.sleep(0.01)
        for each in others:
            await each.answer()
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting)

    asyncio.run(run())


def slowly(words):
    return Exchange(body(words, more=True), headers=CHUNKED)


def test_slow_senders_of_much_do_not_shut_out_others(asked, small):
    slow = [slowly(b"twelve bytes") for _ in range(16)]
    form = Exchange(body(b"form"), headers=[(b"content-length", b"4")])
    page = Exchange(body(b"a page"), headers=CHUNKED)
    beside(slow, form, page)
    assert [words for _, words in asked] == [b"form", b"a page"]
    assert (asgi.intake.held, asgi.intake.coming) == (0, set())


def test_what_is_held_together_stays_in_bounds(asked, small):
    slow = [slowly(b"twelve bytes") for _ in range(16)] + [slowly(b"form") for _ in range(20)]
    held = []

    async def look(*_):
        held.append(asgi.intake.held)

    beside(slow, type("Look", (), {"answer": look})())
    assert held == [48]
    assert {each.status for each in slow} == {503}


@pytest.fixture
def stuck(monkeypatch):
    """What reached a thread; bodies of twelve bytes keep theirs until they are released."""
    seen, release = [], asyncio.Event()

    async def threads(scope, receive, send):
        seen.append(await whole(receive))
        if len(seen[-1]) == 12:
            await release.wait()

    monkeypatch.setattr(asgi, "threads", threads)
    return seen, release


def test_a_short_form_passes_though_all_that_is_held_waits_for_its_answer(stuck, small):
    seen, release = stuck
    many = [Exchange(body(b"twelve bytes"), headers=CHUNKED) for _ in range(3)]
    form, page = (Exchange(body(words), headers=CHUNKED) for words in (b"form", b"a page"))

    async def run():
        waiting = [asyncio.ensure_future(each.answer()) for each in many]
        await asyncio.sleep(0.01)
        await form.answer()
        await page.answer()
        release.set()
        await asyncio.gather(*waiting)

    asyncio.run(run())
    assert seen == [b"twelve bytes", b"form", b"twelve bytes", b"twelve bytes"]
    assert page.status == 503
    assert (asgi.intake.held, asgi.intake.answering) == (0, 0)


def test_what_costs_much_to_take_apart_is_taken_one_after_the_other(stuck, small):
    seen, release = stuck
    many = [Exchange(body(words), headers=CHUNKED) for words in (b"twelve bytes", b"a page")]

    async def run():
        waiting = [asyncio.ensure_future(each.answer()) for each in many]
        await asyncio.sleep(0.01)
        assert seen == [b"twelve bytes"]
        release.set()
        await asyncio.gather(*waiting)

    asyncio.run(run())
    assert seen == [b"twelve bytes", b"a page"]


def test_a_refusal_keeps_nothing_of_what_it_refused(asked, small):
    exchange = Exchange(body(b"thirteen bytes"), headers=CHUNKED)
    exchange.run()
    sender = weakref.ref(exchange)
    del exchange
    gc.collect()
    assert sender() is None


FOREIGN = ["zlib", "idna", "utf-16", "rot13", "latin1", "unicode_escape", "nonsense", "\x00", ""]


@pytest.mark.parametrize(
    "told",
    [
        *(f"application/x-www-form-urlencoded; charset={charset}" for charset in FOREIGN),
        "multipart/form-data; boundary=x; CHARSET=zlib",
        'text/plain; charset="utf-8"; charset=zlib',
        "text/plain; charset*=nonsense''utf-8",
        "text/plain; charset*0=zl; charset*1=ib",
    ],
)
def test_letters_that_we_do_not_read_are_refused_at_the_door(asked, told):
    sent = Exchange(headers=[(b"content-type", told.encode())]).run()
    assert (asked, sent[0]["status"]) == ([], 415)
    assert b"UTF-8" in sent[1]["body"]
    headers = dict(sent[0]["headers"])
    assert all(headers[name.lower().encode()] == value.encode() for name, value in HEADERS.items())


def test_a_header_that_comes_twice_is_judged_as_django_will_read_it(asked):
    twice = [(b"content-type", b"text/plain"), (b"content-type", b"x; charset=zlib")]
    assert Exchange(headers=twice).run()[0]["status"] == 415
    assert Exchange(headers=twice[::-1]).run()[0]["status"] == 415


@pytest.mark.parametrize(
    "told", ["", ";charset=utf-8", '; Charset = "UTF-8" ', "; charset=US-ASCII"]
)
def test_letters_that_we_read_pass_and_are_not_named_again(asked, told):
    Exchange(headers=[(b"content-type", b"text/plain" + told.encode() + b";x=y")]).run()
    assert asked == [({b"content-type": b"text/plain;x=y"}, None)]


def test_a_stream_is_asked_for_in_our_letters_too(asked):
    exchange = Exchange(headers=[(b"content-type", b"text/plain; charset=zlib")])
    story = "00000000-0000-0000-0000-000000000000"
    exchange.scope |= {"method": "GET", "path": f"/live/stories/{story}/", "query_string": b"a=b"}
    assert exchange.run()[0]["status"] == 415


def test_what_fails_outside_django_is_told_calmly_and_with_our_headers(monkeypatch, caplog):
    async def threads(scope, receive, send):
        raise LookupError("secret")

    monkeypatch.setattr(asgi, "threads", threads)
    sent = Exchange().run()
    assert sent[0]["status"] == 500
    assert dict(sent[0]["headers"])[b"content-security-policy"].startswith(b"default-src 'none'")
    assert b"Nothing that was saved is lost" in sent[1]["body"] and b"secret" not in sent[1]["body"]
    assert "secret" in caplog.text


def test_an_answer_that_breaks_off_is_not_begun_anew(monkeypatch):
    async def threads(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise LookupError

    monkeypatch.setattr(asgi, "threads", threads)
    exchange = Exchange()
    with pytest.raises(LookupError):
        exchange.run()
    assert len(exchange.sent) == 1


def test_web_sockets_are_closed():
    assert Exchange(kind="websocket").run() == [{"type": "websocket.close", "code": 1000}]
