"""The parser's side: HTML as plain records, and hostile HTML that must come to nothing."""

import json
import pickle
import time

import pytest

from articles.blocks import is_web_address
from articles.dissecting import part_html, part_html_as_json
from articles.extracting import fragment, read
from articles.killable import Fault, Killable
from articles.parting.node import Record, absolute, grow, words_of
from articles.parting.page import Refusal
from articles.taking_apart import part_page
from tests.articles.pages import (
    ADDRESS,
    HEADLINES,
    STORY,
    document,
    paragraphs,
    parted,
    rows,
    texts,
)


def test_records_are_plain_data_in_document_order():
    markup = read("<body><p class=a onclick=b>One <b>two</b> three<p>Four")
    assert pickle.loads(pickle.dumps(markup)) == markup
    bodies = [record for record in markup.records if record.tag in ("p", "b")]
    assert [(r.tag, r.attributes, r.text, r.tail) for r in bodies] == [
        ("p", {"class": "a"}, "One ", ""),
        ("b", {}, "two", " three"),
        ("p", {}, "Four", ""),
    ]


def test_text_after_a_dropped_element_stays():
    root = grow(read("<p>One <script>no</script>two<svg><text>no</text></svg> three").records)
    assert words_of(root) == "One two three"


def test_a_page_of_one_engine_is_read_by_the_other(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("cannot read this")

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    assert texts(parted()) == STORY
    monkeypatch.setattr("readability.Document", broken)
    with pytest.raises(Refusal):
        parted()


def test_the_longer_reading_counts_where_the_first_is_a_miss(monkeypatch):
    class Short:
        text = STORY[0]

    monkeypatch.setattr("trafilatura.bare_extraction", lambda *args, **kwargs: Short)
    assert texts(parted()) == STORY


def test_a_date_guess_that_fails_is_no_guess(monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError("no date")

    monkeypatch.setattr("htmldate.find_date", broken)
    assert read(document(paragraphs())).guessed_date == ""


def test_fragments_keep_their_pieces_apart():
    records = fragment("<p>a</p><h2>b</h2>")
    assert [record.tag for record in records] == ["div", "p", "h2"]


def test_no_records_make_no_tree():
    with pytest.raises(ValueError, match="at least one"):
        grow(())
    assert grow((Record("p", -1, {}, "a"),)).text == "a"


@pytest.mark.parametrize(
    ("href", "base", "want"),
    [
        ("a", "https://x.example/b/c", "https://x.example/b/a"),
        ("a", "", ""),
        ("//y.example/a", "", "https://y.example/a"),
        ("\n https://y.example/a\tb \n", "", "https://y.example/ab"),
        ("https://y.example/" + "a" * 3000, "", ""),
        ("https://[::1", "https://x.example/", ""),
    ],
)
def test_addresses_are_absolute_or_nothing(href, base, want):
    assert absolute(href, base) == want


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "style": "<style>*{display:none}</style>",
    "svg": "<svg onload=alert(1)><script>alert(1)</script><text>no</text></svg>",
    "math": "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    "template": "<template><p>no <img src=x onerror=alert(1)></p></template>",
    "noscript": "<noscript><p>no</p><img src=x onerror=alert(1)></noscript>",
    "iframe": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "javascript link": "<p>A link <a href='javascript:alert(1)'>leads nowhere</a> at all.</p>",
    "number link": "<p>A link <a href='javascript:123'>leads nowhere</a> at all, my friend.</p>",
    "data link": "<p>A link <a href='data:text/html,x'>leads nowhere</a> at all, my friend.</p>",
    "tab link": "<p>A link <a href='java\tscript:x'>leads nowhere</a> at all, my friend.</p>",
    "handlers": "<p onclick=alert(1) onkeyup=x>Words that run <b onfocus=x>nothing</b> at all.</p>",
    "escaped": "<p>Some say &lt;script&gt;alert(1)&lt;/script&gt; and &amp;lt;b&amp;gt; there.</p>",
    "attributes": "<p "
    + " ".join(f"a{n}=1" for n in range(20_000))
    + ">Many things said here.</p>",
    "comment": "<!-- <p>no</p> --><![CDATA[ no ]]><?php no ?>",
    "null": "<p>A nought \x00 and \x0b other \x1b[31m signs in the words of a page.</p>",
    "nested links": "<p>" + "<a href=/x>" * 300 + "deep words of a story here" + "</a>" * 300,
    "surrogate": "<p>A broken \ud800 half of a pair in the words of a page.</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_comes_to_plain_words_and_web_links(name):
    page = parted(paragraphs(STORY[:3]) + HOSTILE[name] + paragraphs(STORY[3:]))
    assert [text for text in texts(page) if text in STORY] == STORY
    for block in page.blocks:
        assert all(is_web_address(link.href) for link in block.links)
        assert "\x00" not in block.text and block.text.isprintable() or "\u00a0" in block.text
    words = " ".join(texts(page))
    assert "onerror" not in words and "<img" not in words
    assert ("alert(1)" in words) == (name == "escaped")


def test_text_that_looks_like_markup_stays_text():
    said = "<p>Write &lt;b&gt;bold&lt;/b&gt; for bold, and &amp;amp; for a sign, he said to us.</p>"
    page = parted(paragraphs(STORY[:3]) + said + paragraphs(STORY[3:]))
    assert texts(page)[3] == "Write <b>bold</b> for bold, and &amp; for a sign, he said to us."


def test_a_story_longer_than_the_sanitiser_takes_at_once_is_whole():
    long = [f"{number}. {STORY[0]}" for number in range(1_000)]
    assert texts(parted(paragraphs(long))) == long


def test_a_single_paragraph_beyond_the_sanitiser_is_left_out():
    page = parted(paragraphs(STORY) + "<p>" + "word " * 30_000 + "</p>")
    assert texts(page) == STORY


def test_json_makes_the_same_page_again():
    html = document(
        paragraphs(STORY[:3])
        + "<p>It was <a href=/x>sold <i>at last</i></a> for a song.</p>"
        + STORY[3],
        after="<h2>Related</h2><ul>" + rows("<li><a href=/t{n}>{title}</a></li>") + "</ul>",
    )
    json.dumps(part_html_as_json(html, ADDRESS))
    page = part_page(html.encode(), address=ADDRESS)
    assert page == part_html(html, ADDRESS)
    assert page.decisions == part_html(html, ADDRESS).decisions
    assert [teaser.headline for teaser in page.teasers] == HEADLINES


def test_text_goes_to_the_text_parser():
    dump = "The bench that nobody wanted\n\nBy Ann Lee\n\n" + "\n\n".join(STORY)
    assert texts(part_page(dump.encode())) == STORY
    with pytest.raises(Refusal):
        part_page(b"just a word", kind="html")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"<div>" * 2_000, "too_deep"),
        (b"%PDF-1.7 ...", "binary"),
        (b'{"a": 1}', "not_a_page"),
        (b"<html><body><div id=root></div></body></html>", "no_story"),
    ],
)
def test_refusals_come_through_the_child(data, code):
    with pytest.raises(Refusal) as caught:
        part_page(data)
    assert caught.value.code == code


def test_a_broken_reader_is_logged_and_refused(monkeypatch, caplog):
    def broken(*args):
        raise Fault("ZeroDivisionError: division by zero")

    monkeypatch.setattr("articles.taking_apart.dissect", broken)
    with pytest.raises(Refusal) as caught:
        part_page(document(paragraphs()).encode())
    assert caught.value.code == "not_a_page"
    assert "division by zero" in caplog.text


def test_a_page_that_never_ends_is_killed(monkeypatch):
    stubborn = Killable("tests.articles.stubborn:slow_pid", seconds=0.3)
    monkeypatch.setattr("articles.taking_apart.dissect", lambda html, address: stubborn(60))
    with pytest.raises(Refusal) as caught:
        part_page(document(paragraphs()).encode())
    assert caught.value.code == "too_slow"
    stubborn.close()


def test_a_warm_child_is_quick_with_a_large_page():
    page = document(
        paragraphs([f"{n}. {STORY[0]}" for n in range(60)]) + "<div><i></i></div>" * 8_000
    )
    part_page(page.encode())
    started = time.monotonic()
    part_page(page.encode())
    assert time.monotonic() - started < 5
