"""HTML → plain node records: the only module that imports lxml, trafilatura and readability.

Run it on foreign pages in a child process only (`articles.killable`).
"""

import contextlib
import copy
import json
import logging
import re

import lxml.html
from lxml import etree

from articles.parting.depth import deepest
from articles.parting.node import Markup, Record
from articles.parting.page import Refusal

LARGEST = 5_000_000
DEEPEST = 1_000
MOST_NODES = 150_000
# A shorter reading by the first engine than this share of the second's is taken for a miss.
MISSED = 0.6

_DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "applet",
        "frame",
        "frameset",
        "noframes",
        "noembed",
        "select",
        "option",
        "textarea",
        "input",
        "datalist",
        "map",
        "area",
        "audio",
        "video",
        "track",
        "source",
        "param",
        "xmp",
        "plaintext",
        "marquee",
        "portal",
    ]
)
_KEPT = frozenset(
    [
        "class",
        "id",
        "href",
        "rel",
        "role",
        "itemprop",
        "itemtype",
        "datetime",
        "content",
        "name",
        "property",
        "hidden",
        "lang",
        "alt",
        "aria-label",
        "aria-hidden",
        "data-testid",
        "data-component",
    ]
)
_LONG = frozenset(("href", "content", "alt"))
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_JSON_LD = "application/ld+json"
_NOT_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


def read(html: str, address: str = "") -> Markup:
    """The page's records, linked data and what two engines take for its story.

    Raises Refusal: too_large, too_deep, empty.
    """
    root = _parsed(html)
    linked_data = _linked_data(root)
    readings = _readings(root, address)
    return Markup(_records(root), linked_data, readings, _guessed_date(root))


def fragment(html: str) -> tuple[Record, ...]:
    """The records of sanitised HTML, below one root `div`."""
    return _records(lxml.html.fragment_fromstring(html, create_parent="div", parser=_parser()))


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(
        huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )


def _parsed(html: str) -> lxml.html.HtmlElement:
    if len(html) > LARGEST:
        raise Refusal("too_large")
    if deepest(html) > DEEPEST:
        raise Refusal("too_deep")
    data = _NOT_HTML.sub(" ", html).encode("utf-8")
    try:
        root = lxml.html.document_fromstring(data, parser=_parser())
    except etree.ParserError as error:
        raise Refusal("empty") from error
    if sum(1 for _ in root.iter()) > MOST_NODES:
        raise Refusal("too_large", f"The page has more than {MOST_NODES:,} elements.")
    return root


def _linked_data(root: lxml.html.HtmlElement) -> tuple[object, ...]:
    found: list[object] = []
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower().startswith(_JSON_LD):
            value = _json(script.text or "")
            if value is not None:
                found.append(value)
    return tuple(found)


def _json(text: str) -> object:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>")
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text)):
        with contextlib.suppress(ValueError, RecursionError):
            value: object = json.loads(candidate, strict=False)
            return value
    return None


def _records(root: lxml.html.HtmlElement) -> tuple[Record, ...]:
    records: list[Record] = []
    waiting = [(root, -1)]
    while waiting:
        element, parent = waiting.pop()
        asks = element.tag == "input" and element.get("type", "").strip().lower() == "email"
        if not isinstance(element.tag, str) or (element.tag in _DROPPED and not asks):
            # what follows a dropped element is still the page's text
            if element.tail and element.tail.strip():
                records.append(Record("span", parent, {}, element.tail))
            continue
        here = len(records)
        tail = (element.tail or "") if parent >= 0 else ""
        records.append(Record(element.tag, parent, _attributes(element), element.text or "", tail))
        waiting.extend((child, here) for child in reversed(element))
    return tuple(records)


def _attributes(element: lxml.html.HtmlElement) -> dict[str, str]:
    kept: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name in _KEPT:
            kept[name] = value[: 4096 if name in _LONG else 512]
        elif name == "style" and _HIDING_STYLE.search(value[:4096]):
            kept["hidden"] = "hidden"
    if element.tag == "a" and not kept.get("href"):
        led = (element.get(name) for name in ("data-href", "data-url", "routerlink", "ng-href"))
        kept["href"] = next(filter(None, led), "")[:4096]
    return kept


def _readings(root: lxml.html.HtmlElement, address: str) -> tuple[str, ...]:
    logging.disable(logging.CRITICAL)
    try:
        first, second = _trafilatura(root, address), _readability(root)
    finally:
        logging.disable(logging.NOTSET)
    if len(first) < MISSED * len(second):
        return second, first
    return first, second


def _trafilatura(root: lxml.html.HtmlElement, address: str) -> str:
    import trafilatura

    with contextlib.suppress(Exception):
        found = trafilatura.bare_extraction(
            copy.deepcopy(root),
            url=address or None,
            include_comments=False,
            favor_precision=True,
            with_metadata=False,
        )
        return str(found.text or "") if found else ""
    return ""


def _readability(root: lxml.html.HtmlElement) -> str:
    import readability

    with contextlib.suppress(Exception):
        summary = readability.Document(copy.deepcopy(root)).summary()
        return _lines(lxml.html.document_fromstring(summary))
    return ""


def _lines(root: lxml.html.HtmlElement) -> str:
    for element in root.iter(
        "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "blockquote", "td", "br"
    ):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _guessed_date(root: lxml.html.HtmlElement) -> str:
    import htmldate

    with contextlib.suppress(Exception):
        return htmldate.find_date(root, original_date=True, extensive_search=True) or ""
    return ""
