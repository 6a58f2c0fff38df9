"""Following a story in a real browser: the stream, asking instead, and where one reads."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from annotations.models import Project
from articles.models import Article, Event
from newsroom.live import presence, rounds
from newsroom.live.page import following
from newsroom.live.presence import Places
from newsroom.models import Presence
from tests.makers import make_article
from tests.newsroom.streams import address, happen

LISTEN = """
window.told = [];
for (const name of ["story", "claim", "presence", "reset", "gone"]) {
  document.addEventListener(`live:${name}`, event => told.push([name, event.detail]));
}
"""
INSERT = (
    "html => { document.body.insertAdjacentHTML('beforeend', html); htmx.process(document.body) }"
)
SHOW = """hidden => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Chores are done more often, and nothing of other tests waits."""
    monkeypatch.setattr(rounds, "SECONDS", 0.1)
    fresh = Places()
    monkeypatch.setattr(presence, "places", fresh)
    monkeypatch.setattr("newsroom.live.views.places", fresh)


@pytest.fixture
def desk(transactional_db):
    return Project.objects.open_desk()


@pytest.fixture
def follow(open_page, article, desk):
    """A page that follows the story, as somebody; what it is told gathers in `told`."""

    def follow(person=None, **changes):
        page = open_page("/", person)
        page.evaluate(LISTEN)
        page.evaluate("customElements.get('live-story').pause = 100")
        found = following(person or AnonymousUser(), article, desk)
        insert(page, replace(found, **({"here": ""} | changes)))
        return page

    return follow


def insert(page, found):
    page.evaluate(INSERT, render_to_string("newsroom/_live.html", {"live": found}))


def state(page, expected):
    page.wait_for_selector(f"live-story[data-state={expected}]", state="attached")


def hears(page, name, count=1):
    """Waits for so many events of the name; what they tell."""
    page.wait_for_function(
        "([name, count]) => told.filter(([each]) => each === name).length >= count",
        arg=[name, count],
    )
    return page.evaluate(
        "name => told.filter(([each]) => each === name).map(([_, data]) => data)", name
    )


def test_what_happens_becomes_an_event_of_the_document(follow, article, desk):
    page = follow()
    state(page, "stream")
    event = happen(article, desk, version=2)
    (told,) = hears(page, "claim")
    assert (told["id"], told["kind"], told["version"]) == (event.id, "claim", 2)
    happen(article)
    assert hears(page, "story")[0]["kind"] == "article"


def test_what_happened_since_the_page_was_drawn_is_told(follow, article, desk):
    before = Event.objects.newest()
    happen(article, desk)
    assert len(hears(follow(after=before), "claim")) == 1


def test_out_of_sight_it_rests_and_then_catches_up(follow, article, desk):
    page = follow()
    state(page, "stream")
    happen(article, desk)
    hears(page, "claim")
    page.evaluate(SHOW, True)
    assert page.evaluate("document.querySelector('live-story').source.readyState") == 2
    happen(article, desk)
    page.wait_for_timeout(300)
    assert len(hears(page, "claim")) == 1
    page.evaluate(SHOW, False)
    assert len(hears(page, "claim", 2)) == 2


def test_where_the_stream_is_refused_it_asks_and_returns_to_the_stream(follow, article, desk):
    page = follow(stream="/nowhere/?project=x")
    state(page, "asking")
    happen(article, desk)
    happen(article)
    hears(page, "story")
    assert len(hears(page, "claim")) == 1
    page.evaluate(
        "path => document.querySelector('live-story').setAttribute('stream', path)",
        address(article, project=desk),
    )
    state(page, "stream")
    happen(article, desk)
    assert len(hears(page, "claim", 2)) == 2


def test_where_the_stream_is_held_back_it_asks(follow, article, desk, open_page):
    page = open_page("/")
    page.evaluate(LISTEN)
    page.evaluate("void (customElements.get('live-story').patience = 50)")
    page.evaluate("void (window.EventSource = class extends EventTarget { close() {} })")
    insert(page, following(AnonymousUser(), article, desk))
    state(page, "asking")


def test_a_page_of_another_time_is_told_to_read_anew(follow):
    page = follow(after=10**12)
    assert hears(page, "reset") == [{}]
    state(page, "stream")


@pytest.mark.parametrize("stream", [None, "/nowhere/?project=x"])
def test_who_may_not_follow_any_more_is_told_so(follow, article, stream):
    page = follow(**({"stream": stream} if stream else {}))
    state(page, "asking" if stream else "stream")
    article.open_to(Article.SIGNED_IN, by=None)
    assert hears(page, "gone") == [{}]
    state(page, "gone")
    page.evaluate(SHOW, True)
    page.evaluate(SHOW, False)
    page.wait_for_timeout(200)
    state(page, "gone")


def test_members_see_one_another_and_where(follow, article, desk, rita, alice):
    here = following(rita, article, desk).here
    page = follow(rita)
    state(page, "stream")
    other = follow(alice, here=here)
    (told,) = hears(page, "presence")
    assert [each["name"] for each in told["people"]] == ["Alice"]
    assert told["people"][0]["place"] == 0
    assert "presence" not in other.evaluate("told.map(([name]) => name)")


def test_the_place_is_the_block_that_is_read(open_page, rita, desk):
    article = make_article(body="\n\n".join(f"Paragraph {n}. " + "Words. " * 60 for n in range(30)))
    page = open_page(article.get_absolute_url(), rita)
    block = page.locator(".body [data-start]").nth(20)
    block.evaluate("block => block.scrollIntoView()")
    with page.expect_response(lambda answer: "/here/" in answer.url) as answered:
        insert(page, following(rita, article, desk))
    assert answered.value.status == 204
    assert Presence.objects.get().place >= int(block.get_attribute("data-start"))
