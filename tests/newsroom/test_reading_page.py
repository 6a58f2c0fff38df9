"""The reading page: the main story apart, what came along folded away, nothing else leaking."""

import gc
import re

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from django.urls import reverse

from articles import reading, revising, withdrawing
from articles.models import Article, Event
from tests.makers import make_article, make_teaser, make_wording

WORDS = re.compile(r"<[^>]+>")


def read(client, article):
    return client.get(article.get_absolute_url())


def test_the_story_stands_whole_and_in_order(client, article):
    page = read(client, article).content.decode()
    body = page[page.index('<div class="body">') :]
    assert (
        body.index("Officials in the harbour") < body.index("The mayor") < body.index("Engineers")
    )
    assert "it <em>probably</em> would" in body


def test_each_block_says_where_its_text_starts(client, article):
    page = read(client, article).content.decode()
    text = article.current.text
    found = re.findall(r'data-start="(\d+)">(.*?)</(?:h1|p|h2|li|blockquote)>', page, re.DOTALL)
    assert len(found) == 4
    for start, drawn in found:
        words = WORDS.sub("", drawn).replace("&quot;", '"')
        assert text[int(start) : int(start) + len(words)] == words


def test_words_are_escaped_and_links_are_marked_as_foreign(client, db):
    article = make_article(
        "<b>Bold</b>", "A <script>alert(1)</script> [site](https://example.org/?a=1&b=2)"
    )
    page = read(client, article).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert (
        '<a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener noreferrer ugc">' in page
    )


def test_teasers_stand_in_groups_closed_and_counted(client, article):
    make_teaser(article, "One", group="Most read", summary="Blurb.")
    make_teaser(article, "Two", group="Most read")
    make_teaser(article, "Three", kind="sponsored")
    make_teaser(article, "Four", group="Related")
    page = read(client, article).content.decode()
    assert '<span dir="auto">Most read</span> (2)' in page
    assert (
        page.index("Most read")
        < page.index("Related</span> (1)")
        < page.index("Sponsored</span> (1)")
    )
    assert '<details class="related" open' not in page


def test_a_teaser_leads_to_our_copy_only_for_those_who_may_read_it(client, article, alice):
    ours = make_article("Ours", audience=Article.SIGNED_IN)
    make_teaser(article, "Ours", story=ours, address="https://example.org/ours")
    assert ours.get_absolute_url() not in read(client, article).content.decode()
    assert "https://example.org/ours" in read(client, article).content.decode()
    client.force_login(alice)
    assert ours.get_absolute_url() in read(client, article).content.decode()


def test_the_number_of_queries_does_not_grow_with_blocks_or_teasers(
    client, django_assert_num_queries, article
):
    for number in range(3):
        make_teaser(article, f"Teaser {number}", story=make_article())
    with django_assert_num_queries(7):
        read(client, article)
    longer = make_article(body="\n\n".join(f"Paragraph {n}." for n in range(200)))
    for number in range(30):
        make_teaser(longer, f"Teaser {number}", story=article)
    with django_assert_num_queries(7):
        read(client, longer)


def test_a_story_is_drawn_again_only_after_something_happened(
    client, django_assert_num_queries, article, bob
):
    read(client, article)
    with django_assert_num_queries(3):
        read(client, article)
    article.archive(by=bob)
    assert "Archived" in read(client, article).content.decode()


def test_no_process_keeps_a_story_drawn_past_its_withdrawal(
    client, article, olga, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.DATA_DIR = tmp_path
    read(client, article)
    assert "Harbour town" in drawn_in_memory()
    with django_capture_on_commit_callbacks(execute=True):
        withdrawing.withdraw(article, reason="A court says so", by=olga)
    assert drawn_in_memory() == ""


def test_what_another_process_withdrew_goes_when_the_next_story_is_read(client, article, bob):
    read(client, article)
    Event.objects.record("withdraw", article, by=bob, story=article.uuid)
    read(client, make_article("Another story"))
    assert "Harbour town" not in drawn_in_memory()


def test_a_story_withdrawn_while_it_is_drawn_is_not_kept(client, article, bob, monkeypatch):
    def drawn_slowly(*args):
        monkeypatch.undo()
        page = render_to_string(*args)
        Event.objects.record("withdraw", article, by=bob, story=article.uuid)
        reading.forget_outdated()
        return page

    monkeypatch.setattr(reading, "render_to_string", drawn_slowly)
    read(client, article)
    assert drawn_in_memory() == ""


def drawn_in_memory():
    """The pages of stories that this process holds, as one text."""
    gc.collect()
    kept = [each for each in gc.get_objects() if type(each) is reading.KeptStory]
    return "".join(story.html for story in kept)


def test_a_right_to_left_story_says_so(client, db):
    page = read(client, make_article("عنوان", "نص القصة.", language="ar")).content.decode()
    assert '<article class="story" lang="ar" dir="rtl">' in page


def test_captions_stand_alone_where_there_is_no_picture(client, db):
    alone = make_article(captions=["The pumps on Monday"])
    assert "<figcaption>The pumps on Monday</figcaption>" in read(client, alone).content.decode()
    pictured = make_article(body="![Pumps](samples/flood.svg) In use", captions=["In use"])
    page = read(client, pictured).content.decode()
    assert page.count("<figcaption>In use</figcaption>") == 1
    assert 'alt="Pumps"' in page


def test_a_picture_of_another_host_is_words_alone(client, db):
    article = make_article(body="![A gate](https://example.org/gate.jpg) Closed")
    page = read(client, article).content.decode()
    assert "gate.jpg" not in page
    assert "<figcaption>Closed</figcaption>" in page


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2022-09-07", ">7 September 2022<"),
        ("2022-09-07T16:42+02:00", ">7 September 2022, 16:42<"),
        ("", "min read"),
    ],
)
def test_the_date_is_shown_as_it_was_printed(client, db, published, shown):
    assert shown in read(client, make_article(published=published)).content.decode()


def test_a_corrected_story_leads_to_its_history(client, article, bob):
    assert "Corrected" not in read(client, article).content.decode()
    revising.revise(article, make_wording(), by=bob, reason="Number mended", expected=1)
    assert "Corrected" in read(client, article).content.decode()
    history = client.get(reverse("articles:revisions", args=[article.uuid])).content.decode()
    assert "Number mended" in history and "Bob" in history


def test_what_a_review_changed_before_publication_is_no_correction(client, bob, db):
    article = make_article(state=Article.DRAFT)
    revising.revise(article, make_wording(), by=bob, reason="Import reviewed", expected=1)
    article.refresh_from_db()
    assert not article.is_corrected
    article.publish(by=bob)
    assert "Corrected" not in read(client, article).content.decode()


def test_an_earlier_revision_shows_its_words_and_what_changed(client, article, bob):
    new = make_wording(
        article.current.headline, article.current.text.split("\n\n", 1)[1] + "\n\nMore."
    )
    revising.revise(article, new, by=bob, reason="A line added", expected=1)
    first = client.get(reverse("articles:revision", args=[article.uuid, 1])).content.decode()
    assert "This is revision 1 of 2" in first and "More." not in first
    second = client.get(reverse("articles:revision", args=[article.uuid, 2])).content.decode()
    assert "<ins>More.</ins>" in second and "A line added" in second


def test_any_two_revisions_can_be_compared(client, article, bob):
    for number in (1, 2):
        words = make_wording(f"Headline {number}")
        revising.revise(article, words, by=bob, reason="", expected=number)
    url = reverse("articles:revision", args=[article.uuid, 3])
    assert "<del>Harbour" in client.get(url, {"against": "1"}).content.decode()
    for nonsense in ("99", "x", "-1", "9" * 30, "٣"):
        assert client.get(url, {"against": nonsense}).status_code == 200


def test_a_changed_byline_is_told_beside_the_words(client, article, bob):
    words = make_wording(article.current.headline, byline="Ann Weir", published="2022-09-07")
    revising.revise(article, words, by=bob, reason="", expected=1)
    page = client.get(reverse("articles:revision", args=[article.uuid, 2])).content.decode()
    assert "the details around them changed" in page
    assert '<ins dir="auto">Ann Weir</ins>' in page


def test_a_revision_that_is_not_there_is_404(client, article):
    assert client.get(reverse("articles:revision", args=[article.uuid, 9])).status_code == 404


def test_drafts_and_archived_stories_say_what_they_are(client, alice):
    draft = make_article(state=Article.DRAFT, by=alice)
    client.force_login(alice)
    assert "A draft" in read(client, draft).content.decode()
    assert "Archived" in read(client, make_article(state=Article.ARCHIVED)).content.decode()


def test_a_long_story_lists_its_headings(client, db):
    body = "\n\n".join(f"## Part {number}\n\nWords." for number in range(4))
    page = read(client, make_article(body=body)).content.decode()
    assert "In this story" in page
    assert re.search(r'href="#b-\d+"><bdi>Part 2</bdi>', page)


def test_reader_settings_are_kept_in_a_cookie_and_nothing_foreign_gets_in(client, db):
    answer = client.post("/reader-settings/", {"size": "l", "theme": "<x>", "next": "/?q=a"})
    assert (answer.status_code, answer["Location"]) == (302, "/?q=a")
    page = client.get("/nowhere/").content.decode()
    assert 'data-size="l"' in page and 'data-theme="auto"' in page
    client.cookies["reader"] = 'size-"><script>.theme-dark'
    page = client.get("/nowhere/").content.decode()
    assert 'data-size="m" data-width="normal" data-theme="dark"' in page


@pytest.mark.parametrize(
    "target",
    [
        "foo",
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_no_redirect_leaves_the_site(client, db, target):
    answer = client.post("/reader-settings/", {"size": "l", "next": target})
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    "source", ["/etc/passwd", "samples/../../etc/passwd", "samples/nothing.svg", "//evil.example/x"]
)
def test_a_picture_that_we_do_not_hold_breaks_no_page(client, db, source, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "newsroom.assets.JoinedStaticFilesStorage"},
    }
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    article = make_article(body=f"![A gate]({source}) Closed\n\nThe end.")
    page = read(client, article)
    assert page.status_code == 200
    assert "<figcaption>Closed</figcaption>" in page.content.decode()
    assert source not in page.content.decode()
