"""Author and outlet of a page, from the lines of its head that look like bylines."""

from articles.parting.bylines import (
    are_names,
    clean_byline,
    has_byline_marker,
    is_name_with_role,
    is_role,
    named_by_label,
    pieces_of,
)
from articles.parting.dates import is_date_line
from articles.parting.labels import fold
from articles.parting.outlets import is_agency, is_outlet, is_titled, quoted_outlet


def signed(lines: list[str], outlets: list[str]) -> tuple[str, str]:
    """(names joined by ", ", outlet) of byline lines, in their order on the page.

    `outlets` are names that the page gives its outlet elsewhere, the surest first. Without "By"
    the first name is the author's and the next one the outlet's. An agency that stands alone is
    the outlet if the page names no other, else the author.
    """
    lines = [line for line in lines if not _is_dateline(line)] or lines[:1]
    lines = [line for line in lines if not _is_work(line)]
    known = {fold(outlet) for outlet in outlets}
    named = [line for line in lines if fold(line) in known or _is_outlet_line(line)]
    agencies = [line for line in named if is_agency(line) and fold(line) not in known]
    full = [line for line in lines if line not in named and _is_full(line)]
    bare = [line for line in lines if line not in named and not _is_full(line)]
    first = [] if full else bare[:1]
    houses = [line for line in named if line not in agencies] + bare[len(first) :]
    houses = [quoted_outlet(line) or line for line in houses]
    names, publisher = _names(full + first, next(iter(houses), ""), outlets)
    publisher = publisher or next(iter(outlets), "")
    if agencies and publisher and not names:
        return agencies[0], publisher
    return ", ".join(dict.fromkeys(names)), publisher or next(iter(agencies), "")


def _names(lines: list[str], publisher: str, outlets: list[str]) -> tuple[list[str], str]:
    names: list[str] = []
    for line in lines:
        mentioned = [outlet for outlet in outlets if fold(outlet) in map(fold, pieces_of(line))]
        publisher = publisher or next(iter(mentioned), "")
        byline, publisher = clean_byline(_side_by_side(line, publisher), publisher)
        written = [name for name in byline.split(", ") if name]
        names = [name for name in names if not any(_is_inflected(name, one) for one in written)]
        names += written
    return names, publisher


def _side_by_side(line: str, publisher: str) -> str:
    """People parted by slashes, with commas instead, where none of them can be the outlet."""
    sides = [side.strip() for side in line.split("/")]
    people = len(sides) > 1 and all(map(are_names, sides)) and not any(map(is_outlet, sides))
    return ", ".join(sides) if people and publisher and publisher not in sides else line


def _is_inflected(name: str, other: str) -> bool:
    """Whether two lines name one person, "Της Θεοδώρας Καψάλη" and "Θεοδώρα Καψάλη"."""
    words, others = name.split(), other.split()
    return name != other and len(words) == len(others) and all(map(_share_a_stem, words, others))


def _share_a_stem(word: str, other: str) -> bool:
    stem = max(len(word), len(other)) - 2
    return word == other or stem >= 3 and word[:stem] == other[:stem]


def _is_dateline(line: str) -> bool:
    """A day with a place, rather than with a name."""
    return is_date_line(line) and not has_byline_marker(line)


def _is_work(line: str) -> bool:
    """What the author does: "Education reporter", unlike "The Valley Reporter"."""
    return is_role(line) and not is_titled(line)


def _is_full(line: str) -> bool:
    """A byline that says itself who is who: by its opening, or by a bar, dash or comma."""
    marked = has_byline_marker(line) or is_name_with_role(line) or bool(named_by_label(line))
    return marked or len(pieces_of(line)) > 1


def _is_outlet_line(line: str) -> bool:
    return (is_outlet(line) or bool(quoted_outlet(line))) and not _is_full(line)
