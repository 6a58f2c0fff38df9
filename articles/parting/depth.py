"""How deep and how crowded HTML is, by a scan in linear time before any parser sees it."""

import re
from collections import Counter
from collections.abc import Iterator

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]|=\s*+(?:\"[^\"]*\"|'[^']*')?)*+)", re.ASCII)
_ATTRIBUTE = re.compile(r"[^\s\"'>/=]+(?:\s*+=\s*+(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)?)?", re.ASCII)
# Never deeper for being left open: they have no content, or the next one closes them.
_SHALLOW = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "option",
        "optgroup",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "rt",
        "rp",
        "html",
        "head",
        "body",
    ]
)
_RAW = {
    name: re.compile("</" + name, re.IGNORECASE | re.ASCII)
    for name in ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"]
}
_DRAWING = re.compile("</svg", re.IGNORECASE | re.ASCII)

_CONTENTLESS = {
    name: re.compile(rf"</{name}\b[^<>]*>?", re.IGNORECASE | re.ASCII)
    for name in (*_RAW, "svg", "math", "template", "noscript", "object", "select", "button")
}
_OPENING = re.compile(rf"<({'|'.join(_CONTENTLESS)})\b[^<>]*>?", re.IGNORECASE | re.ASCII)


def deepest(html: str) -> int:
    """About how many elements are open at once at most, drawings left out; rather too many."""
    depth = most = 0
    opened: Counter[str] = Counter()
    for closing, name, _ in _tags(html, {**_RAW, "svg": _DRAWING}):
        if name in _SHALLOW:
            continue
        if not closing:
            opened[name] += 1
            depth += 1
            most = max(most, depth)
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return most


def most_attributes(html: str) -> int:
    """How many attributes the most crowded tag has."""
    return max((len(_ATTRIBUTE.findall(rest)) for _, _, rest in _tags(html, _RAW)), default=0)


def without_raw(html: str) -> str:
    """The HTML without scripts, styles, drawings and other elements whose contents are no text."""
    kept: list[str] = []
    at = 0
    endless: set[str] = set()
    for match in _OPENING.finditer(html):
        name = match[1].lower()
        if match.start() < at or name in endless:
            continue
        end = _CONTENTLESS[name].search(html, match.end())
        endless |= set() if end else {name}
        kept.append(html[at : match.start()])
        at = end.end() if end else match.end()
    return "".join(kept) + html[at:]


def _tags(html: str, skipped: dict[str, re.Pattern[str]]) -> Iterator[tuple[str, str, str]]:
    at = 0
    endless: set[str] = set()
    while match := _TAG.search(html, at):
        closing, name, rest = match[1], match[2].lower(), match[3]
        yield closing, name, rest
        at = match.end()
        if name in skipped and not closing and name not in endless:
            end = skipped[name].search(html, at)
            at = end.start() if end else at
            endless |= set() if end else {name}
