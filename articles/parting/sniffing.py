"""What was handed in: bytes as text, text or HTML, or a refusal that says what it is instead."""

import codecs
import contextlib
import re
from typing import Literal

from articles.parting.page import Refusal

LARGEST_TEXT = 1_000_000
LARGEST_HTML = 5_000_000
UNREADABLE_SHARE = 0.01

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"BM\x00", "a bitmap picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM film"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z][\w.:-]{1,30})")
# Codecs of Python's that pages are written in; others decode at length, or to halves of letters.
_PAGES_OWN = re.compile(r"ascii|big5|cp\d|euc|gb|hz|iso|johab|koi8|kz|mac|ptcp|shift|tis|utf-32")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_XML_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})[\s/>]")
_XML_PROLOGUE = re.compile(r"\s+|<\?[^>]{0,2000}\?>|<!DOCTYPE[^>]{0,2000}>|<!--", re.IGNORECASE)
_HTML_TAG = re.compile(
    r"<(?:!doctype html|/?(?:html|head|body|div|p|a|span|article|section|main|header|h[1-6]|ul|"
    r"ol|li|table|tr|td"
    r"|meta|link|script|style|img|br|figure|blockquote|iframe|title|nav|footer|em|strong|b|"
    r"i))(?=[\s/>])",
    re.IGNORECASE,
)
_FEEDS = {
    "rss": "This is an RSS feed, a list of stories.",
    "rdf:rdf": "This is an RSS feed, a list of stories.",
    "feed": "This is an Atom feed, a list of stories.",
    "opml": "This is an OPML file, a list of feeds.",
    "urlset": "This is a site map, a list of addresses.",
    "sitemapindex": "This is a site map, a list of addresses.",
    "svg": "This is an SVG drawing.",
}


def decode(data: bytes) -> str:
    """Bytes as text: byte order mark, UTF-8, UTF-16 without a mark, declared charset, cp1252.

    Refusals: empty; binary, by the magic bytes; bad_encoding, where more than one in a hundred
    characters are control or replacement characters; too_large, above the cap of HTML.
    """
    if not data.strip(b"\x00\x09\x0a\x0b\x0c\x0d\x20"):
        raise Refusal("empty")
    if len(data) > 4 * LARGEST_HTML:
        raise Refusal("too_large", f"This is {_megabytes(len(data))}, larger than a news page.")
    _refuse_binary(data)
    text = _decoded(data)
    if len(_UNREADABLE.findall(text)) > UNREADABLE_SHARE * len(text):
        raise Refusal("bad_encoding")
    return text


def sniff(text: str) -> Literal["text", "html"]:
    """Whether decoded text is a text dump or HTML.

    Refusals: empty; too_large, 1 MB of text or 5 MB of HTML; not_a_page, for JSON, feeds, other
    XML or a lone address; bad_encoding, for text that was damaged before it came here.
    """
    if not text.strip("\ufeff \t\r\n\x0b\x0c\x00\xa0\u200b"):
        raise Refusal("empty")
    kind: Literal["text", "html"] = "html" if _is_html(text) else "text"
    _refuse_large(text, kind)
    if len(_UNREADABLE.findall(text)) > UNREADABLE_SHARE * len(text):
        raise Refusal("bad_encoding")
    _refuse_other_formats(text.strip("\ufeff \t\r\n"))
    return kind


def _refuse_binary(data: bytes) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise Refusal("binary", f"This is {name}, not text.")
    if data[4:8] == b"ftyp":
        raise Refusal("binary", "This is an MP4 film or a HEIF picture, not text.")
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise Refusal("binary", "This is a picture, recording or film, not text.")
    if data[:2] == b"BM" and data[6:10] == b"\x00\x00\x00\x00":
        raise Refusal("binary", "This is a bitmap picture, not text.")
    if data.count(b"\x00") > len(data) // 100 and not _utf16(data):
        raise Refusal("binary")


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = _utf16(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _from_older_encoding(data)


def _from_older_encoding(data: bytes) -> str:
    """The declared charset, or cp1252; but UTF-8 where all but a few bytes are."""
    mended = data.decode("utf-8", "replace")
    if mended.count("\ufffd") * 20 < sum(sign > "\x7f" for sign in mended):
        return mended
    declared = _DECLARED.search(data[:4096])
    name = declared[1].decode() if declared else ""
    with contextlib.suppress(LookupError, ValueError):
        if _PAGES_OWN.match(codecs.lookup(name).name):
            return data.decode(name, "replace")
    return data.decode("cp1252", "replace")


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark, or with one: every other byte of its first stretch is mostly zero."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return "utf-16"
    first = data[:2000]
    half = len(first) // 2
    if half and first[1::2].count(0) > half * 0.7 and first[::2].count(0) < half * 0.05:
        return "utf-16-le"
    if half and first[::2].count(0) > half * 0.7 and first[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return ""


def _is_html(text: str) -> bool:
    opening = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if opening.startswith(("<!doctype html", "<html")) or "<html" in opening and "<?xml" in opening:
        return True
    tags = sum(1 for _ in _HTML_TAG.finditer(text[:200_000]))
    return tags >= 3 and tags * 400 >= len(text[:200_000]) or opening.startswith("<") and tags >= 2


def _refuse_large(text: str, kind: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > (LARGEST_HTML if kind == "html" else LARGEST_TEXT):
        name = "HTML" if kind == "html" else "text"
        raise Refusal(
            "too_large", f"This is {_megabytes(size)} of {name}, larger than a news page."
        )


def _refuse_other_formats(text: str) -> None:
    if _ADDRESS.fullmatch(text):
        raise Refusal("not_a_page", "This is an address, not the page itself.")
    if _is_json(text):
        raise Refusal("not_a_page", "This is JSON, data for programs.")
    root = _xml_root(text)
    if root in _FEEDS:
        raise Refusal("not_a_page", _FEEDS[root])
    if root and root != "html" and text.startswith("<?xml"):
        raise Refusal("not_a_page", "This is an XML file, data for programs.")


def _is_json(text: str) -> bool:
    """JSON even if it was cut short: opens as an object or a list does, and goes on so."""
    return bool(
        re.match(r"\{\s*(?:\"[^\"\n]{0,200}\"\s*:|\}$)", text)
        or re.match(
            r"\[\s*(?:[\[{]\s*[\"\[{\]}]|\"[^\"\n]{0,2000}\"\s*,\s*\"|-?\d[\d.]{0,30}\s*,\s*-?\d|"
            r"\]$)",
            text,
        )
    )


def _xml_root(text: str) -> str:
    """The name of the outermost element, in lower case; "" if this isn't markup."""
    at = 0
    while prologue := _XML_PROLOGUE.match(text, at):
        at = prologue.end()
        if prologue[0] == "<!--":
            at = text.find("-->", at) + 3
            if at == 2:
                return ""
    root = _XML_ROOT.match(text, at)
    return root[1].lower() if root else ""


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
