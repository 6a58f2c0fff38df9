"""Addresses: one form for each page, whatever a link added to it."""

import pytest

from articles.addresses import canonical, is_lone, twins

SAME = "https://www.example.org/news/pumps?id=3"


@pytest.mark.parametrize(
    "written",
    [
        "https://www.example.org/news/pumps?id=3",
        "HTTPS://WWW.Example.ORG/news/pumps?id=3",
        "https://www.example.org:443/news/pumps?id=3#comments",
        "  https://www.example.org/news/pumps/?id=3 ",
        "https://www.example.org./news/pumps?id=3",
        "https://www.example.org/news/pumps?utm_source=x&id=3&UTM_Medium=y",
        "https://www.example.org/news/pumps?fbclid=abc&id=3&gclid=1&igshid=2&msclkid=z&&",
    ],
)
def test_one_page_has_one_address(written):
    assert canonical(written) == SAME


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("http://example.org", "http://example.org/"),
        ("http://example.org/", "http://example.org/"),
        ("http://example.org:80/a/", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://münchen.de/straße", "https://xn--mnchen-3ya.de/stra%C3%9Fe"),
        ("https://example.org/خبر", "https://example.org/%D8%AE%D8%A8%D8%B1"),
        ("https://example.org/%d8%ae", "https://example.org/%D8%AE"),
        ("https://example.org/?b=2&a=1", "https://example.org/?b=2&a=1"),
        ("https://example.org/?q=utm_source", "https://example.org/?q=utm_source"),
    ],
)
def test_what_tells_pages_apart_stays(written, found):
    assert canonical(written) == found
    assert canonical(found) == found


@pytest.mark.parametrize(
    "written",
    [
        "", "example.org", "ftp://example.org/", "javascript:alert(1)", "https://", "//example.org",
        "https://someone:secret@example.org/", "https://[::1", "https://example.org:port/",
        "https://example.org:99999/", "https:///path", "https://example.org\\@evil.example/",
        "https://é" + "a" * 70 + ".example/", "https://example.org/" + "a" * 2048,
        "https://example.org/" + "é" * 500, "https://.../", "two words",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_none(written):
    assert canonical(written) == ""
    assert twins(written) == []


def test_both_schemes_are_the_same_page():
    assert twins("http://example.org/a/") == ["http://example.org/a", "https://example.org/a"]


def test_an_address_alone_is_told_from_a_page():
    assert is_lone(" https://example.org/pumps \n")
    assert not is_lone("https://example.org/pumps and more")
