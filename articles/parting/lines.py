"""A text dump as rows: one line each, with its indent, its bullet and the gap above it."""

import re
from dataclasses import dataclass, replace

from articles.parting.page import Refusal

TAB = "    "
MOST_ROWS = 10_000
WIDEST_WRAP = 120
NARROWEST_WRAP = 30

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffc]")
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f]{2,}")
_BULLET = re.compile(
    r"([•●▪◦‣∙○*–—‧・■□▶►»⁃·-]|[-–]\s?[•●]|\d{1,2}[.)])\s+(?=\S)"
    r"|([•●▪◦‣○・■▶►])(?=\w)|(\d{1,2}[、．])\s*(?=\S)"
)
_AT_HYPHEN = re.compile(r"[^\W\d_]-$")
_AFTER_HYPHENS = frozenset(
    ("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "en", "of")
)
_QUOTED = re.compile(r"^(?:> ?)+")
_MINUTES = re.compile(r"[·•|∙-]?\s*\d{1,3}\s?-?min(?:s|ute\w{0,3}|uti|uten)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A line of a dump. `gap` counts the blank lines above it; `bullet` is "" for other lines.

    `text` is without bullet and margins, its spaces as printed; `offset` is where the line
    starts in the dump. `label` marks a label over teasers, see `articles.parting.noise`.
    """

    text: str
    indent: int = 0
    bullet: str = ""
    gap: int = 0
    offset: int = 0
    label: bool = False

    @property
    def plain(self) -> str:
        return _SPACES.sub(" ", self.text)


def rows_of(dump: str) -> list[Row]:
    """The lines of a dump that say something, lines broken at a fixed width put together.

    Refusal too_large for more lines than any news page has.
    """
    rows: list[Row] = []
    gap = 0
    for offset, line in _unquoted(_lines(dump)):
        if len(rows) == MOST_ROWS:
            raise Refusal("too_large", f"This has more than {MOST_ROWS:,} lines.")
        row = _row(line, gap if rows else 0, offset)
        if any(map(str.isalnum, row.text)):
            rows.append(row)
            gap = 0
        else:
            gap += 1
    return _unwrapped(_numbered(rows))


def _lines(dump: str) -> list[tuple[int, str]]:
    starts = [0, *(match.end() for match in _LINE_END.finditer(dump))]
    ends = [*(match.start() for match in _LINE_END.finditer(dump)), len(dump)]
    return [(start, dump[start:end]) for start, end in zip(starts, ends, strict=True)]


def _unquoted(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines without the mark before each by which mail programs quote a page."""
    quoted = sum(line.startswith(">") for _, line in lines)
    if quoted < 3 or quoted * 10 < 9 * sum(bool(line.strip()) for _, line in lines):
        return lines
    return [(offset, _QUOTED.sub("", line)) for offset, line in lines]


def _row(line: str, gap: int, offset: int) -> Row:
    line = _INVISIBLE.sub("", line).replace("\t", TAB)
    text = line.strip()
    indent = len(line) - len(line.lstrip())
    bullet = None if _MINUTES.match(text) else _BULLET.match(text)
    if not bullet:
        return Row(text, indent, "", gap, offset)
    return Row(
        text[bullet.end() :].strip(),
        indent,
        (bullet[1] or bullet[2] or bullet[3]).strip(),
        gap,
        offset,
    )


def _numbered(rows: list[Row]) -> list[Row]:
    """The rows, those that only look like list items put back.

    A number opens an item only where the one before or after it does so too, a long dash only
    where there are several and no speech follows it.
    """
    numbers = {int(row.bullet[:-1]) for row in rows if row.bullet[:1].isdigit()}
    dashes = sum(row.bullet == "—" and not _is_speech(row) for row in rows)
    return [
        replace(row, text=f"{row.bullet} {row.text}", bullet="")
        if row.bullet[:1].isdigit()
        and _is_lone(int(row.bullet[:-1]), numbers)
        or row.bullet == "—"
        and (dashes < 2 or _is_speech(row))
        else row
        for row in rows
    ]


def _is_lone(number: int, numbers: set[int]) -> bool:
    return number - 1 not in numbers and number + 1 not in numbers


def _is_speech(row: Row) -> bool:
    return row.text[-1:] in ".!" or ", —" in row.text


def _unwrapped(rows: list[Row]) -> list[Row]:
    """Rows with their continuation lines, if the dump's lines were broken at a fixed width."""
    width = max((row.indent + len(row.text) for row in rows), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP or not _looks_wrapped(rows, width):
        return rows
    joined: list[list[Row]] = []
    for row in rows:
        if joined and _continues(joined[-1][-1], row, width):
            joined[-1].append(row)
        else:
            joined.append([row])
    return [replace(run[0], text=_sewn([row.text for row in run])) for run in joined]


def _sewn(lines: list[str]) -> str:
    """The lines as one; a word broken at its hyphen is whole again, "pre- and post-war" stays."""
    text = lines[0]
    for line in lines[1:]:
        broken = _AT_HYPHEN.search(text) and line.split(None, 1)[0] not in _AFTER_HYPHENS
        text += line if broken else f" {line}"
    return text


def _looks_wrapped(rows: list[Row], width: int) -> bool:
    """Wrapped dumps break in mid-sentence again and again, where the next word had no room."""
    pairs = [(above, row) for above, row in zip(rows, rows[1:], strict=False) if not row.gap]
    broken = [pair for pair in pairs if _full(*pair, width) and pair[0].text[-1] not in ".!?:。"]
    return len(broken) >= 3 and len(broken) * 3 >= len(pairs)


def _continues(above: Row, row: Row, width: int) -> bool:
    if row.gap or row.bullet:
        return False
    return _full(above, row, width) or (row.text[0].islower() and above.text[-1] not in ".!?")


def _full(above: Row, row: Row, width: int) -> bool:
    """Whether the first word of a row had no room at the end of the one above."""
    used = above.indent + len(above.text) + (len(above.bullet) + 1 if above.bullet else 0)
    return not row.bullet and used + 1 + len(row.text.split(None, 1)[0]) > width - 2
