"""The Atom feed: what anybody may read, as readers of feeds want it."""

from xml.etree import ElementTree

import pytest

from articles.models import Article, Publisher, Revision
from articles.revising import revise
from tests.makers import make_article, make_wording

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, **headers):
    response = client.get("/feed.atom", headers=headers)
    return response, ElementTree.fromstring(response.content) if response.content else None


def text(node, name):
    return node.findtext(f"{ATOM}{name}")


def test_an_entry_says_what_a_reader_of_feeds_needs(client, bob):
    story = make_article(
        "Pumps & people", "First <words>.\n\nMore.", publisher="Rift Daily", tags=("Energy",),
        language="en", byline="Ann Author",
    )  # fmt: skip
    response, root = feed(client)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": "http://testserver/feed.atom", "alternate": "http://testserver/"}
    assert text(root, "id").startswith("urn:uuid:") and text(root, "updated")
    [entry] = root.findall(f"{ATOM}entry")
    assert text(entry, "id") == f"urn:uuid:{story.uuid}"
    assert text(entry, "title") == "Pumps & people"
    assert text(entry, "summary") == "First <words>."
    assert entry.find(f"{ATOM}summary").get("type") == "text"
    assert text(entry.find(f"{ATOM}author"), "name") == "Ann Author"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver/stories/{story.uuid}/"
    assert entry.find(f"{ATOM}category").get("term") == "Energy"
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert text(entry, "published") <= text(entry, "updated")


def test_a_revision_updates_the_entry_and_keeps_its_id(client, article, bob):
    before = feed(client)[1].find(f"{ATOM}entry")
    revise(article, make_wording("Corrected"), by=bob, reason="", expected=1)
    after = feed(client)[1].find(f"{ATOM}entry")
    assert text(after, "title") == "Corrected"
    assert text(after, "id") == text(before, "id")
    assert text(after, "published") == text(before, "published")
    assert text(after, "updated") > text(before, "updated")


def test_without_a_byline_the_publisher_or_the_site_is_the_author(client, db):
    make_article("One", publisher="Rift Daily", language="", published="2022-01-02")
    make_article("Two", publisher="", published="2022-01-01")
    names = [
        text(entry.find(f"{ATOM}author"), "name") for entry in feed(client)[1].iter(f"{ATOM}entry")
    ]
    assert names == ["Rift Daily", "Sayso"]


def test_it_holds_the_thirty_newest_that_are_open_to_all(client, bob):
    for number in range(32):
        make_article(f"Story {number:02}", published=f"2022-09-{number % 28 + 1:02}")
    make_article("For members", audience=Article.SIGNED_IN, published="2023-01-01")
    make_article("A draft", state=Article.DRAFT, published="2023-01-01")
    client.force_login(bob)
    titles = [text(entry, "title") for entry in feed(client)[1].iter(f"{ATOM}entry")]
    assert len(titles) == 30
    assert titles[0] == "Story 27" and not {"For members", "A draft"} & set(titles)


def test_it_is_xml_whatever_the_words_hold(client, db):
    story = make_article("x")
    bad = "a\x00\x08\x0b\x1f\ufffe\uffff<>&]]>\u2028😀"
    bad = bad.replace("\x00", "")
    Publisher.objects.filter(pk=story.publisher_id).update(name=bad)
    story.tags.create(name=bad, slug="bad")
    words = {"headline": bad, "text": f"{bad}\n\n{bad}", "sha256": "0" * 64}
    [second] = Revision.objects.bulk_create([Revision(article=story, number=2, **words)])
    Article.objects.filter(pk=story.pk).update(current=second)
    response, root = feed(client)
    assert response.status_code == 200
    assert text(root.find(f"{ATOM}entry"), "title") == "a<>&]]>\u2028😀"


def test_without_stories_it_is_a_feed_all_the_same(client, db):
    response, root = feed(client)
    assert response.status_code == 200 and root.findall(f"{ATOM}entry") == []
    assert "Last-Modified" not in response.headers


def test_who_has_this_version_is_told_so(client, article, bob):
    response, _ = feed(client)
    etag, modified = response.headers["ETag"], response.headers["Last-Modified"]
    again, _ = feed(client, if_none_match=etag)
    assert again.status_code == 304 and again.content == b""
    assert feed(client, if_modified_since=modified)[0].status_code == 304
    article.archive(by=bob)
    assert feed(client, if_none_match=etag)[0].status_code == 200


@pytest.mark.parametrize(("method", "status"), [("head", 200), ("post", 405), ("delete", 405)])
def test_it_is_for_reading_alone(client, article, method, status):
    assert getattr(client, method)("/feed.atom").status_code == status


def test_queries_do_not_grow_with_entries(client, db, django_assert_num_queries):
    make_article(tags=("a",))
    with django_assert_num_queries(3):
        feed(client)
    for number in range(12):
        make_article(tags=("a", f"b{number}"), publisher=f"P{number}")
    with django_assert_num_queries(3):
        feed(client)
