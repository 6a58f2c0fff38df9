import pytest

from articles.parting.page import Refusal
from articles.parting.sniffing import decode, sniff

PROSE = "The ferry was late. Nobody knew why, and the quay was full of people.\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café".encode(), "Café"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
        (b"\xff\xfe" + "Café".encode("utf-16-le"), "Café"),
        (b"\xfe\xff" + "Café".encode("utf-16-be"), "Café"),
        (("Plain words " * 9).encode("utf-16-le"), "Plain words " * 9),
        (("Plain words " * 9).encode("utf-16-be"), "Plain words " * 9),
        ("Café – olé".encode("cp1252"), "Café – olé"),
        (
            b'<meta charset="iso-8859-7">' + "Γέφυρα".encode("iso-8859-7"),
            '<meta charset="iso-8859-7">Γέφυρα',
        ),
        (b'<meta charset="nonsense">caf\xe9', '<meta charset="nonsense">café'),
        (b'<meta charset="utf-8">caf\xe9', '<meta charset="utf-8">café'),
        (("é" * 300).encode() + b"\xff", "é" * 300 + "\ufffd"),
    ],
)
def test_bytes_are_read_in_their_encoding(data, text):
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\x00", "empty"),
        (b"%PDF-1.7 ...", "binary"),
        (b"\x89PNG\r\n\x1a\n...", "binary"),
        (b"\xff\xd8\xff\xe0...", "binary"),
        (b"GIF89a...", "binary"),
        (b"PK\x03\x04...", "binary"),
        (b"\x1f\x8b\x08...", "binary"),
        (b"\x00\x00\x00\x18ftypmp42", "binary"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "binary"),
        (b"BM\x10\x10\x10\x10\x00\x00\x00\x00", "binary"),
        (b"text" + b"\x00\x01\x02" * 40, "binary"),
        ("\ufffd kaputt ".encode() * 9, "bad_encoding"),
        (b"a" * 20_000_001, "too_large"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data, code):
    with pytest.raises(Refusal) as refused:
        decode(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PROSE, "text"),
        ("In maths a < b and b > c.", "text"),
        ("[Harbour] The ferry was late.", "text"),
        ("{sic} he wrote", "text"),
        ("<3 is a heart, and she sent it.", "text"),
        ("<!DOCTYPE html><p>One</p>", "html"),
        ("<html><body>One</body></html>", "html"),
        ("<?xml version='1.0'?><!-- x --><html><p>One</p></html>", "html"),
        ("<p>One</p><p>Two</p><p>Three</p>", "html"),
        ("<div>One</div>", "html"),
        ("<!-- never closed", "text"),
    ],
)
def test_text_is_told_from_html(text, kind):
    assert sniff(text) == kind


@pytest.mark.parametrize(
    ("text", "code", "seen"),
    [
        (" \n\u200b", "empty", "nothing"),
        ("a" * 1_000_001, "too_large", "1.0 MB of text"),
        ("<html>" + "a" * 5_000_000, "too_large", "5.0 MB of HTML"),
        ("\ufffd bad", "bad_encoding", "Too many"),
        ("https://example.org/story", "not_a_page", "address"),
        ('{"status": "ok"}', "not_a_page", "JSON"),
        ('[{"a": 1}]', "not_a_page", "JSON"),
        ("[1, 2]", "not_a_page", "JSON"),
        ('<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "not_a_page", "RSS"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "not_a_page", "Atom"),
        ("<!-- c --><opml></opml>", "not_a_page", "OPML"),
        ('<?xml version="1.0"?><note></note>', "not_a_page", "XML"),
    ],
)
def test_what_is_no_page_is_refused_with_what_was_seen(text, code, seen):
    with pytest.raises(Refusal) as refused:
        sniff(text)
    assert refused.value.code == code
    assert seen in refused.value.seen
