"""The front page unasked: the lead apart, the featured, the rest newest first, page by page."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.blocks import Block
from articles.models import Article
from articles.revising import revise
from articles.wording import wording
from tests.makers import make_article

PARAGRAPH = Block("paragraph", "Pumps held through the night.")


def headlines(response):
    return re.findall(r'<h3><a href="[^"]+"(?: autofocus)?>([^<]+)</a>', response.content.decode())


def more(response):
    found = re.search(r'<a class="btn" href="([^"]+)" hx-get', response.content.decode())
    return found[1].replace("&amp;", "&") if found else None


def dated(headline, day, **fields):
    return make_article(headline, published=day, **fields)


def test_stories_stand_newest_first_with_what_a_row_tells(client, db):
    dated("Older", "2022-09-06")
    make_article(
        "Newer", "First words of it.\n\nMore.", published="2022-09-07T08:30+02:00",
        publisher="Rift Daily", tags=("Energy", "Europe"),
    )  # fmt: skip
    page = client.get("/")
    assert page.status_code == 200
    assert headlines(page) == ["Newer", "Older"]
    html = page.content.decode()
    for told in (
        "Rift Daily",
        "7 September 2022",
        "1 min",
        "Energy",
        "Europe",
        "First words of it.",
    ):
        assert told in html
    assert "More." not in html and "08:30" not in html


def test_a_standfirst_takes_the_place_of_the_first_words(client, db):
    make_article("Story", "First words.", standfirst="What it comes to.")
    html = client.get("/").content.decode()
    assert "What it comes to." in html and "First words." not in html


def test_long_first_words_are_cut_at_a_word(client, db):
    make_article("Story", "word " * 100)
    html = client.get("/").content.decode()
    assert "word word…" in html and "word " * 60 not in html


def test_a_story_whose_date_is_not_known_shows_none(client, db):
    make_article("Undated")
    assert "<time" not in client.get("/").content.decode()


def test_the_lead_stands_apart_with_who_chose_it_and_its_picture(client, bob, db):
    lead, rest = make_article("The lead"), make_article("Another")
    picture = Block("picture", source="samples/embassy.svg", alt="An embassy")
    revise(
        lead, wording("The lead", [picture, PARAGRAPH], standfirst="In short."),
        by=bob, reason="", expected=1,
    )  # fmt: skip
    lead.place(Article.LEAD, by=bob)
    page = client.get("/")
    html = page.content.decode()
    assert headlines(page) == ["Another"]
    assert "Lead story, chosen by <bdi>Bob</bdi>" in html and "In short." in html
    assert "/static/samples/embassy.svg" in html
    assert f'id="lead"><a href="/stories/{lead.uuid}/">The lead</a>' in html
    assert rest.get_absolute_url() in html


@pytest.mark.parametrize("source", ["https://example.org/a.png", "samples/missing.svg", ""])
def test_a_lead_without_a_picture_of_ours_has_none(client, bob, settings, source):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "tests.newsroom.test_front_page.StrictStorage"},
    }
    lead = make_article("The lead")
    body = [Block("picture", source=source), PARAGRAPH] if source else [PARAGRAPH]
    revise(lead, wording("The lead", body), by=bob, reason="", expected=1)
    lead.place(Article.LEAD, by=bob)
    html = client.get("/").content.decode()
    assert 'class="lead"' in html and "<img" not in html


class StrictStorage:
    """Knows every file but a missing one, as hashed storage does."""

    def __init__(self, *args, **kwargs):
        pass

    def url(self, name):
        if "missing" in name:
            raise ValueError(name)
        return f"/static/{name}"


def test_featured_stories_come_before_newer_ones(client, bob):
    featured = dated("Featured one", "2020-01-01")
    dated("New one", "2022-01-01")
    featured.place(Article.FEATURED, by=bob)
    page = client.get("/")
    assert headlines(page) == ["Featured one", "New one"]
    assert "<span>Featured</span>" in page.content.decode()


def test_pages_go_on_below_the_last_story_and_repeat_nothing(client, bob):
    stories = [dated(f"Story {n:02}", "2022-09-07") for n in range(45)]
    stories[3].place(Article.LEAD, by=bob)
    stories[5].place(Article.FEATURED, by=bob)
    first = client.get("/")
    second = client.get(more(first))
    third = client.get(more(second))
    rows = headlines(first)[1:] + headlines(second) + headlines(third)
    expected = [f"Story {n:02}" for n in reversed(range(45)) if n not in (3, 5)]
    assert rows == expected
    assert more(third) is None
    assert 'class="lead"' not in second.content.decode()
    assert second.content.decode().count(" autofocus") == 1
    assert not re.search(r"after=\d+(&|$)", more(first))


def test_a_story_that_comes_in_between_moves_no_page(client, db):
    for number in range(25):
        dated(f"Story {number:02}", "2022-09-07")
    following = more(client.get("/"))
    dated("Newer", "2022-09-08")
    assert headlines(client.get(following)) == [f"Story 0{n}" for n in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("after", ["", "x", "0", "\x00", str(uuid.UUID(int=7)), "' OR 1=1"])
def test_a_place_that_is_not_one_begins_at_the_top(client, article, after):
    assert headlines(client.get("/", {"after": after})) == [str(article)]


def test_a_place_at_a_story_one_may_not_see_begins_at_the_top(client, alice):
    hidden = make_article(state=Article.DRAFT, by=alice, published="2000-01-01")
    make_article("Open")
    assert headlines(client.get("/", {"after": hidden.uuid})) == ["Open"]


def test_beyond_the_last_story_the_page_says_so(client, article):
    html = client.get("/", {"after": article.uuid}).content.decode()
    assert "That was the last story." in html


def test_each_reader_sees_what_is_theirs_to_see(client, rita, alice, bob):
    make_article("For all")
    make_article("For members", audience=Article.SIGNED_IN)
    make_article("A draft", state=Article.DRAFT, by=alice)
    make_article("An archived one", state=Article.ARCHIVED)
    assert headlines(client.get("/")) == ["For all"]
    for person in (rita, alice, bob):
        client.force_login(person)
        assert headlines(client.get("/")) == ["For members", "For all"]


def test_imports_that_wait_are_shown_to_whom_they_wait_for(client, rita, alice, charlie, bob):
    make_article(state=Article.DRAFT, by=alice)
    for person, waiting in ((rita, 0), (charlie, 0), (alice, 1), (bob, 1)):
        client.force_login(person)
        html = client.get("/").content.decode()
        assert ("Imports to review" in html) == bool(waiting), person


def test_only_annotators_are_offered_to_add_a_story(client, rita, alice, article):
    client.force_login(rita)
    assert "Add story" not in client.get("/").content.decode()
    client.force_login(alice)
    assert "Add story" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (None, "Sign in to see whether there are others"),
        ("rita", "as soon as a curator publishes the first"),
        ("alice", "Import a page, review it and publish it"),
    ],
)
def test_without_stories_the_page_says_what_to_do(client, db, who, words, request):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert words in client.get("/").content.decode()


def test_foreign_words_are_escaped(client, bob):
    make_article("<b>bold</b> & more", "<i>x</i> first", tags=("<u>tag</u>",), publisher="<s>")
    html = client.get("/").content.decode()
    for bad in ("<b>bold", "<i>x", "<u>tag", "<s>"):
        assert bad not in html
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in html


def test_a_right_to_left_story_says_so(client, db):
    make_article("عنوان", "كلمات", language="ar")
    assert 'lang="ar" dir="rtl"' in client.get("/").content.decode()


def test_only_reading_is_answered(client, db):
    assert client.post("/").status_code == 405


def test_the_page_names_the_feed(client, db):
    html = client.get("/").content.decode()
    assert '<link rel="alternate" type="application/atom+xml"' in html


def test_queries_do_not_grow_with_stories(client, bob):
    def fill(number):
        for count in range(number):
            story = make_article(publisher=f"Paper {count}", tags=(f"Tag {count}", "Common"))
            story.place(Article.FEATURED if count % 3 == 0 else "", by=bob)
        story.place(Article.LEAD, by=bob)

    client.force_login(bob)
    fill(5)
    counts = [_queries(client, "/")]
    fill(22)
    counts.append(_queries(client, "/"))
    assert counts[0] == counts[1] <= 16


def _queries(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
