"""Foreign HTML is brought down to a few harmless tags before anything is made of it."""

import time

import pytest

from articles.parting.depth import deepest, most_attributes, without_raw
from articles.parting.page import Refusal
from articles.sanitizing import DEEPEST, LARGEST, MOST_ATTRIBUTES, sanitize

ADDRESS = "https://paper.example/town/bench"


def test_it_keeps_paragraphs_headings_quotes_lists_and_emphasis():
    html = "<h2>A</h2><p>b <em>c</em> <strong>d</strong></p><blockquote>e</blockquote><li>f</li>"
    assert sanitize(html) == html


def test_it_takes_other_tags_away_and_leaves_their_words():
    assert sanitize("<p><span class=x onclick=go()>a</span> <u>b</u></p>") == "<p>a b</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<script>alert(1)",
        "<style>p { color: red }</style>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<template><p onclick=alert(1)>t</p></template>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<textarea><script>alert(1)</script></textarea>",
        "<xmp><script>alert(1)</script></xmp>",
        "<title><script>alert(1)</script></title>",
        "<img src=x onerror=alert(1)>",
        "<object data=x></object><embed src=x>",
        "<form action=/logout/><input name=a><button formaction=javascript:a>go</button></form>",
        "<p style='background: url(x)' id=a name=b class=c data-x=d hx-get=/admin/>t</p>",
        "<!-- a comment <script>alert(1)</script> -->",
        "<base href=https://evil.example/><meta http-equiv=refresh content='0; url=x'>",
        "<a href=x xlink:href=javascript:alert(1) onfocus=alert(1) autofocus>t</a>",
    ],
)
def test_nothing_that_runs_or_loads_gets_through(html):
    clean = sanitize(f"<p>before</p>{html}<p>after</p>", ADDRESS)
    assert "<p>before</p>" in clean
    for sign in ("<script", "<style", "<svg", "<math", "<img", "<iframe", "<form", "<!--", "<base"):
        assert sign not in clean
    for sign in ("onerror", "onclick", "onload", "javascript:", "style=", "id=", "hx-", "data-"):
        assert f" {sign}" not in clean.replace("&lt;", " &lt;").split("&lt;")[0]


@pytest.mark.parametrize(
    ("href", "want"),
    [
        ("https://other.example/a?b=c&d=e", "https://other.example/a?b=c&amp;d=e"),
        ("/x", "https://paper.example/x"),
        ("x y", "https://paper.example/town/x%20y"),
        ("//evil.example/x", "https://evil.example/x"),
        ("#part", "https://paper.example/town/bench#part"),
        ("javascript:alert(1)", None),
        ("javascript:123", None),
        ("JaVa\tScRiPt:alert(1)", None),
        ("&#106;avascript:alert(1)", None),
        ("data:text/html,<script>alert(1)</script>", None),
        ("vbscript:x", None),
        ("mailto:a@b.example", None),
        ("ftp://files.example/x", None),
        ("http:///x", None),
        ("https://[x", None),
    ],
)
def test_links_lead_to_the_web_or_nowhere(href, want):
    clean = sanitize(f'<a href="{href}">t</a>', ADDRESS)
    assert clean == (f'<a href="{want}">t</a>' if want else "<a>t</a>")


def test_without_the_pages_address_only_absolute_links_stay():
    assert sanitize('<a href="/logout/">t</a><a href="x">u</a>') == "<a>t</a><a>u</a>"
    assert sanitize('<a href="https://a.example/">t</a>') == '<a href="https://a.example/">t</a>'


def test_links_that_carry_no_href_are_left():
    assert sanitize("<a name=x>t</a>") == "<a>t</a>"


def test_it_refuses_what_would_be_slow_to_clean():
    for html, code in (
        ("x" * (LARGEST + 1), "too_large"),
        ("<b>" * (DEEPEST + 1), "too_deep"),
        ("<p " + " ".join(f"a{n}=1" for n in range(MOST_ATTRIBUTES + 1)) + ">t</p>", "too_deep"),
        ("<p " + " ".join(f"a{n}='<'" for n in range(20_000))[:90_000], "too_deep"),
    ):
        started = time.monotonic()
        with pytest.raises(Refusal) as caught:
            sanitize(html)
        assert caught.value.code == code
        assert time.monotonic() - started < 2


def test_what_it_takes_at_its_limits_is_cleaned():
    assert sanitize("<b>" * DEEPEST + "t").startswith("<b>")
    wide = "<p " + " ".join(f"a{n}=1" for n in range(MOST_ATTRIBUTES)) + ">t</p>"
    assert sanitize(wide) == "<p>t</p>"


@pytest.mark.parametrize(
    ("html", "want"),
    [
        ("", 0),
        ("<p>a", 0),
        ("<div><b>a</b><i>c</i></div>", 2),
        ("<div>" * 30 + "</div>" * 30 + "<div>", 30),
        ("</b></b><b>", 1),
        ("<script><div><div><div></script><div>", 1),
        ("<script><div><div>", 3),
        ("<svg><g><g><g></g></g></g></svg>", 1),
        ("<i a='>'><i b=\"'>\"><i c=d'>", 3),
    ],
)
def test_depth_is_counted_without_a_parser(html, want):
    assert deepest(html) == want


def test_attributes_are_counted_whatever_they_hold():
    assert most_attributes("") == 0
    assert most_attributes("<p a=1 b='<x>' c=\"'\" d e = f>text g=h<i j=k>") == 5


def test_elements_without_text_go_with_their_contents():
    html = "a<script>b</script>c<STYLE>d</style >e<svg><title>f</title></svg>g<script>h"
    assert without_raw(html) == "acegh"
    assert without_raw("<button>a") == "a"
    assert without_raw("<script><style></script>b") == "b"


@pytest.mark.parametrize(
    "unit",
    ["<", "<a ", "<a ='\"", "<script>", "<svg>", '<b x="', "<i a='", "&", "<!--", "</b", "<p>"],
)
def test_scans_are_linear_on_hostile_text(unit):
    started = time.monotonic()
    text = unit * (250_000 // len(unit))
    deepest(text), most_attributes(text), without_raw(text)
    assert time.monotonic() - started < 4
