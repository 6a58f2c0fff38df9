"""Who wrote it, and for whom: byline lines as names and an outlet."""

import re

from articles.parting.byline_words import MARKER, NOISE, PART, ROLE
from articles.parting.dates import is_date_line, without_date
from articles.parting.labels import fold
from articles.parting.outlets import is_agency, is_outlet, is_titled, source_of

LONGEST_BYLINE = 300

_COMMA = re.compile(r"\s*[,،，、]\s*")
_AND = re.compile(
    r"\s+(?:and|&|und|et|y|e|dhe|και|и|та|й|i|og|och|en|ve|و)\s+|\s+[וو](?=\S)|,?\s+with\s+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S+@\S+|@\w+|https?://\S+|www\.\S+")
_BRACKETS = re.compile(r"\s*[(（\[][^)）\]]{0,80}[)）\]]")
_BRACKETED = re.compile(r"[(（\[]([^)）\]]{1,40})[)）\]]")
_TAIL = re.compile(
    r"\s+(?:(?:in|aus|à|en|em|a|da|from|reporting from|në|στην?|в|у|"
    r"из)\s+(?=[^\W\d_a-z])\S+(?:\s\S+){0,2})$"
)
_FOR = re.compile(r"\s+(?:for|für|pour|para|per|për|για το|для|of)\s+(.+)$")
_HELP = re.compile(
    r"[\s(,]+(?:with|avec|mit|con|com|from|and|und|et|y|e)\s+([^()]{2,30})\)?$", re.IGNORECASE
)
_AGENCIES = re.compile(
    r"(?:other )?(?:agencies|agenturen|agences|agencias|agenzie|agências|wires)$", re.I
)
_LABEL = re.compile(r"[^\W\d_]{3,20}(?:\s[^\W\d_]+)?\s?[:：]\s?")
_BARE_LABEL = re.compile(
    r"(?:words|text[eo]?|testo|tekst|story|author|autor(?:in|a|e)?|auteure?)\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_QUOTES = ' «»“”„"'
_LEADING = re.compile(r"^(?:and|und|et|by|του|της)\s+", re.IGNORECASE)
_QUOTED = re.compile(r"[«“„\"](.{2,50})[»”“\"]")
_PARTICLES = frozenset(
    """
    de da do dos das del della di von van der den ten zu zur la le les el al bin ibn abu af av y
    e i du des d' o' mc
    """.split()  # noqa: SIM905
)
_SMALL = re.compile(r"^[^\W\d_]*[a-zß-öø-ÿα-ωа-яёіїєґ][^\W\d_]*$")


def clean_byline(text: str, publisher: str = "") -> tuple[str, str]:
    """A byline line as (names joined by ", ", outlet): no "By", roles, places, dates, addresses.

    `publisher` is the outlet if it is known already; it is given back unless it was empty and
    the line names one. A line that names an agency alone has no author: ("", "Reuters").
    """
    line = _ADDRESS.sub("", text[:LONGEST_BYLINE]).strip()
    line = line[1:-1] if line[:1] == "(" and line[-1:] == ")" else line
    line, bracketed = _without_help(line)
    bracketed += [inside for inside in _BRACKETED.findall(line) if is_outlet(inside)]
    line = named_by_label(line) or line
    parts = _parts(line)
    marked = any(map(_is_marked, parts))
    names: list[str] = []
    outlets: list[str] = []
    for part in parts if marked else sorted(parts, key=_may_lead):
        if _is_marked(part):
            part = MARKER.sub("", part, count=1)
        elif is_name(_BARE_LABEL.sub("", part, count=1)):
            part = _BARE_LABEL.sub("", part, count=1)
        found, outlet = _sorted_out(part, publisher, after_name=bool(names))
        names += found
        outlets += outlet
    names = [name for name in names if marked or is_name(name) or len(name.split()) <= 3]
    if not outlets and not publisher and _is_name_and_outlet(parts, names):
        outlets, names = names[1:2], names[:1]
    return ", ".join(dict.fromkeys(names)), publisher or next(iter(outlets + bracketed), "")


def has_byline_marker(line: str) -> bool:
    """Whether a line opens as bylines do, after its date if that comes first: "By", "Автор:"."""
    if len(line) > LONGEST_BYLINE:
        return False
    dated = len(line.split()) <= 20 and any(map(str.isdigit, line))
    return _is_marked(line) or dated and any(map(_is_marked, _parts(line)[:2]))


def pieces_of(line: str) -> list[str]:
    """The line cut at commas, too, and before "for" and an outlet."""
    pieces = [piece for part in _parts(line) for piece in _COMMA.split(part) if piece]
    return [side for piece in pieces for side in _sides_of_for(piece)]


def _sides_of_for(piece: str) -> list[str]:
    written_for = _FOR.search(piece)
    if written_for and is_titled(written_for[1]) and is_name(piece[: written_for.start()]):
        return [piece[: written_for.start()], written_for[1]]
    return [piece]


def _parts(line: str) -> list[str]:
    """The line cut at dashes, bars and dots, and where its date was."""
    bare = _BRACKETS.sub("", line).strip()
    return [part for part in PART.split(without_date(bare)) if part]


def _is_marked(part: str) -> bool:
    marker = MARKER.match(part)
    if not marker:
        return False
    rest = _ADDRESS.sub("", _BRACKETS.sub("", part[marker.end() :])).strip(" ,.")
    rest = _without_help(rest)[0]
    if not rest or part[: marker.end()].rstrip()[-1:] in ":：/":
        return bool(rest)
    cased = rest.lower() != rest.upper()
    if not cased and not _is_cjk(rest):
        return len(_COMMA.split(PART.split(rest)[0])[0].split()) <= 4
    return is_name(_first_name(rest)) or is_outlet(rest) or _is_short_name(rest)


def _is_name_and_outlet(parts: list[str], names: list[str]) -> bool:
    """People are joined by "and", at least in Latin script; a comma alone parts the outlet."""
    if not 2 <= len(names) <= 3 or not all(map(_LATIN.match, names)):
        return False
    joined = r"\s?,\s?".join(map(re.escape, names))
    return any(re.search(joined, part) for part in parts)


def _may_lead(part: str) -> bool:
    """A place or an outlet, of one word or set in capitals, which may stand before the name."""
    return (len(part.split()) == 1 or part.isupper()) and not _is_cjk(part)


def named_by_label(line: str) -> str:
    """The names after a label of any kind, "Research: Ada Hill"; "" if the line is another."""
    label = _LABEL.match(line)
    rest = line[label.end() :] if label else ""
    return rest if rest and not NOISE.match(line) and are_names(rest) else ""


def _without_help(line: str) -> tuple[str, list[str]]:
    """The line without "with AFP", and the agency."""
    help_ = _HELP.search(line)
    if not help_ or not (_AGENCIES.match(help_[1]) or is_agency(help_[1])):
        return line, []
    return line[: help_.start()], [] if _AGENCIES.match(help_[1]) else [help_[1]]


def is_name(text: str) -> bool:
    """Whether this may be a person's name: two to five capitalised words, or as other scripts "
    "do."""
    words = text.strip(" .,").split()
    if not words or len(text) > 60 or re.search(r"[\d?!:;\"“”«»(]", text) or ROLE.search(text):
        return False
    if _is_cjk(text):
        return len(text) <= 12 and len(words) <= 3
    main = [word for word in words if word.casefold() not in _PARTICLES]
    return 2 <= len(words) <= 6 and bool(main) and all(_may_name(word) for word in main)


def is_role(text: str) -> bool:
    """Whether this is what somebody does for an outlet: "Ferry correspondent"."""
    if len(text.split()) > 5 or not ROLE.search(text) or has_byline_marker(text):
        return False
    return not _name_before_role(text)


def is_name_with_role(text: str) -> bool:
    """A name and what its bearer does, without a sign between: "Ada Hill Staff Writer"."""
    return len(text.split()) <= 7 and bool(_name_before_role(text))


def is_handle(text: str) -> bool:
    """An account or an address alone: "@adahill", "ada@hill.example"."""
    return bool(_ADDRESS.fullmatch(text.strip(" ·|(),")))


def _sorted_out(part: str, publisher: str, after_name: bool) -> tuple[list[str], list[str]]:
    """The names and the outlets of one part between dashes, bars or dots."""
    part = part.strip(" ,.:")
    if not part or NOISE.search(part):
        return [], []
    if source_of(part):
        return [], [source_of(part)]
    if after_name and not ROLE.search(part) and not is_date_line(part) and not _more_names(part):
        return [], [part.strip(_QUOTES)]
    names: list[str] = []
    outlets: list[str] = []
    joined = False
    for piece in _COMMA.split(part):
        piece = piece.strip(" ,.:")
        if joined and not ROLE.search(piece) and not outlets and is_titled(piece):
            outlets.append(piece.strip(_QUOTES))
            continue
        name, outlet = _piece(piece, publisher, first=not names and not after_name)
        joined = joined or len(name) > 1
        names += name
        outlets += outlet
    return names, outlets


def _piece(piece: str, publisher: str, first: bool) -> tuple[list[str], list[str]]:
    if not piece or NOISE.search(piece) or is_date_line(piece):
        return [], []
    quoted = _QUOTED.fullmatch(piece)
    if quoted:
        return [], [quoted[1]]
    written_for = _FOR.search(piece)
    if written_for and (is_outlet(written_for[1]) or is_titled(written_for[1])):
        return _people(piece[: written_for.start()], first), [written_for[1]]
    piece = _without_outlet(piece, publisher)
    if is_outlet(piece) or fold(piece) == fold(publisher):
        named = ROLE.sub("", piece).strip(" ,")
        return [], [named] if is_outlet(named) else []
    return _people(piece, first), []


def _people(piece: str, first: bool) -> list[str]:
    if ROLE.search(piece):
        return _name_before_role(piece) if first or _is_cjk(piece) else []
    names = [_TAIL.sub("", name).strip(" ,.:") for name in _names(piece)]
    return [name for name in names if is_name(name) or first and not re.search(r"\d", name)]


def _more_names(part: str) -> bool:
    """Whether a part after the first name lists further people; one name alone is an outlet."""
    pieces = [name for piece in _COMMA.split(part) for name in _names(piece)]
    return len(pieces) > 1 and not is_outlet(part) and is_name(pieces[0])


def are_names(text: str) -> bool:
    """Whether this is one person's name or several joined by "and" or commas."""
    bare, _ = _without_help(_BRACKETS.sub("", text))
    return all(is_name(name) for piece in _COMMA.split(bare) for name in _names(piece))


def _names(piece: str) -> list[str]:
    """Names joined by "and", if each side is a full name; "Ortega y Gasset" stays whole."""
    sides = [_LEADING.sub("", side) for side in _AND.split(piece) if side]
    whole = len(sides) > 1 and any(len(side.split()) < 2 for side in sides) and not _is_cjk(piece)
    return [piece] if whole else sides


def _first_name(rest: str) -> str:
    name = _TAIL.sub("", _names(_COMMA.split(PART.split(rest)[0])[0])[0])
    return _FOR.sub("", ROLE.split(name, maxsplit=1)[0])


def _without_outlet(piece: str, publisher: str) -> str:
    if (
        publisher
        and len(piece) > len(publisher)
        and piece.casefold().endswith(f" {publisher.casefold()}")
    ):
        return piece[: -len(publisher)]
    return piece


def _name_before_role(piece: str) -> list[str]:
    """ "水原 葉子記者" or "Ana Lopes repórter": the name that stands before the role."""
    role = ROLE.search(piece)
    before = piece[: role.start()].strip(" ,") if role else ""
    return [before] if is_name(before) else []


def _is_short_name(text: str) -> bool:
    words = text.split()
    return len(words) <= 3 and all(word[:1].isupper() and word.isalpha() for word in words)


def _is_cjk(text: str) -> bool:
    return bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text))


def _may_name(word: str) -> bool:
    return not _SMALL.match(word) or not word[:1].islower()
