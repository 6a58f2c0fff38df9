"""Who wrote it, and for whom: byline lines as names and an outlet."""

import re

from articles.parting.dates import is_date_line, without_date
from articles.parting.labels import fold
from articles.parting.outlets import is_outlet, is_titled, source_of

LONGEST_BYLINE = 300

_MARKER = re.compile(
    r"^\W{0,3}(?:(?:(?:written|reported|posted|published|story|words|text|analysis|opinion|"
    r"interview|review|report|"
    r"reporting|column|explainer|exclusive|compiled|a (?:story|"
    r"report))\s+)?by"
    r"|(?:rolling|live)\s(?:coverage|blog|updates?)\s(?:with|by|from)"
    r"|(?:ein\s(?:kommentar|bericht|interview|gastbeitrag|essay)\s|text\s|protokoll\s|"
    r"interview\s)?von"
    r"|(?:propos\srecueillis\s|publié\s|écrit\s|un\srécit\sde\s|article\s|texte\s)?par|"
    r"(?:escrito\s|publicado\s|texto\s|redacción\s)?por"
    r"|(?:a\scura\s)?di|door|av|af|nga|από|του|της|yazan|przez|скуп|"
    r"(?:autore?s?|auteurs?|authors?|autorinn?|verfasser|автор[иы]?|текст|автори|відео|"
    r"журналист(?:ка)?|συντάκτης|"
    r"shkruan|shkruar nga|byline|tekst|texte?|текст)\s?[:：]|(?:автор|shkruan|shkruar nga|"
    r"reportazh nga|текст)"
    r"|γράφει\s(?:ο|η)|γράφουν\sοι|ρεπορτάζ|επιμέλεια|κείμενο|пишет|подготовил[аи]?|підготував|"
    r"підготувала|بقلم|كتبت?|إعداد|تقرير|نویسنده|نوشته|گزارش|מאת|כתב[הו]?)"
    r"(?=[\s:：/／]|$)\s?[:：/／]?\s*"
    r"|^\W{0,3}(?:本[报報刊网網])?(?:文・写真|文|记者|記者|撰文|撰稿|作者|取材|執筆|编辑|글)"
    r"(?:[\s:：/／｜|]{1,2}|(?=[\u4e00-\u9fff]{2,4}(?:[\s／/|｜]|$)))",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s+[-–—―]{1,2}\s+|\s*[|•·●;｜／]\s*|\u3000+|\s{2,}|\t+|\s+/\s+|\n"
    r"|\s+(?=(?:来源|來源|作者|记者|記者|编辑|編輯|责编|文)[\s:：/])"
    r"|\.\s+(?=(?:фото|foto|photos?|відео)\b)",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*[,،，、]\s*")
_AND = re.compile(
    r"\s+(?:and|&|und|et|y|e|dhe|και|и|та|й|i|og|och|en|ve|و)\s+|\s+[וو](?=\S)|,?\s+with\s+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S+@\S+|@\w+|https?://\S+|www\.\S+")
_BRACKETS = re.compile(r"\s*[(（\[][^)）\]]{0,80}[)）\]]")
_BRACKETED = re.compile(r"[(（\[]([^)）\]]{1,40})[)）\]]")
_ROLE = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|staff|writers?|contributors?|columnists?|"
    r"producers?|journalists?|critic|"
    r"chief|bureau|deputy|senior|author|photographer|desk|newsroom|team|agencies|"
    r"korrespondent(?:in)?|redakt\w+|reporter(?:in)?|journalist(?:in)?|journaliste|"
    r"correspondante?|envoyée?|rédact\w+|"
    r"corresponsal|redacción|periodista|redactora?|enviad[oa]|corrispondente|giornalista|"
    r"redazione|inviat[oa]|"
    r"correspondente|jornalista|repórter|redação|gazetar\w?|korrespondent\w*|redaksia|"
    r"ανταποκριτ\w+|συντάκτ\w+|"
    r"корреспондент\w*|редактор\w*|кореспондент\w*|редакц\w+|журналист\w*|muhabir\w*|redactie|"
    r"verslaggever)\b"
    r"|مراسل|محرر|خبرنگار|تحریریه|編集部|編集委員|記者$|報導$|报道$|報道$|特派员|특파원|기자$|记者$|کتب",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:(?:in|aus|à|en|em|a|da|from|reporting from|në|στην?|в|у|"
    r"из)\s+(?=[^\W\d_a-z])\S+(?:\s\S+){0,2})$"
)
_FOR = re.compile(r"\s+(?:for|für|pour|para|per|për|για το|для|of)\s+(.+)$")
_NOISE = re.compile(
    r"^(?:\d|published|updated|last|posted|photograph|staff$|contributor$|special to|exclusive|"
    r"min|follow|share|photos?\b|pictures?\b|bilder\b|fotos\b|video\b|illustrations?\b|edited by|"
    r"editing by|"
    r"\W*$|\S{1,6}(?:報導|报道|報道)$|фото|foto|відео|"
    r"actualizad|mis à jour|aktualisiert|stand\b|lesezeit)",
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
    bracketed = [inside for inside in _BRACKETED.findall(line) if is_outlet(inside)]
    parts = _parts(line)
    marked = any(map(_is_marked, parts))
    names: list[str] = []
    outlets: list[str] = []
    for part in parts if marked else sorted(parts, key=_is_bare_word):
        if _is_marked(part):
            part = _MARKER.sub("", part, count=1)
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
    """The line cut at commas, too."""
    return [piece for part in _parts(line) for piece in _COMMA.split(part) if piece]


def _parts(line: str) -> list[str]:
    """The line cut at dashes, bars and dots, and where its date was."""
    bare = _BRACKETS.sub("", line).strip()
    return [part for part in _PART.split(without_date(bare)) if part]


def _is_marked(part: str) -> bool:
    marker = _MARKER.match(part)
    if not marker:
        return False
    rest = _ADDRESS.sub("", _BRACKETS.sub("", part[marker.end() :])).strip(" ,.")
    if not rest or part[: marker.end()].rstrip()[-1:] in ":：/":
        return bool(rest)
    cased = rest.lower() != rest.upper()
    if not cased and not _is_cjk(rest):
        return len(_COMMA.split(_PART.split(rest)[0])[0].split()) <= 4
    return is_name(_first_name(rest)) or is_outlet(rest) or _is_short_name(rest)


def _is_name_and_outlet(parts: list[str], names: list[str]) -> bool:
    """People are joined by "and", at least in Latin script; a comma alone parts the outlet."""
    if not 2 <= len(names) <= 3 or not all(map(_LATIN.match, names)):
        return False
    joined = r"\s?,\s?".join(map(re.escape, names))
    return any(re.search(joined, part) for part in parts)


def _is_bare_word(part: str) -> bool:
    """A place or an outlet of one word, which may stand before the name."""
    return len(part.split()) == 1 and not _is_cjk(part)


def is_name(text: str) -> bool:
    """Whether this may be a person's name: two to five capitalised words, or as other scripts "
    "do."""
    words = text.strip(" .,").split()
    if not words or len(text) > 60 or re.search(r"[\d?!:;\"“”«»(]", text) or _ROLE.search(text):
        return False
    if _is_cjk(text):
        return len(text) <= 12 and len(words) <= 3
    main = [word for word in words if word.casefold() not in _PARTICLES]
    return 2 <= len(words) <= 6 and bool(main) and all(_may_name(word) for word in main)


def is_role(text: str) -> bool:
    """Whether this is what somebody does for an outlet: "Ferry correspondent"."""
    return len(text.split()) <= 5 and bool(_ROLE.search(text)) and not has_byline_marker(text)


def is_handle(text: str) -> bool:
    """An account or an address alone: "@adahill", "ada@hill.example"."""
    return bool(_ADDRESS.fullmatch(text.strip(" ·|(),")))


def _sorted_out(part: str, publisher: str, after_name: bool) -> tuple[list[str], list[str]]:
    """The names and the outlets of one part between dashes, bars or dots."""
    part = part.strip(" ,.:")
    if not part or _NOISE.search(part):
        return [], []
    if source_of(part):
        return [], [source_of(part)]
    if after_name and not _ROLE.search(part) and not is_date_line(part) and not _more_names(part):
        return [], [part.strip(_QUOTES)]
    names: list[str] = []
    outlets: list[str] = []
    for piece in _COMMA.split(part):
        name, outlet = _piece(piece.strip(" ,.:"), publisher, first=not names and not after_name)
        names += name
        outlets += outlet
    return names, outlets


def _piece(piece: str, publisher: str, first: bool) -> tuple[list[str], list[str]]:
    if not piece or _NOISE.search(piece) or is_date_line(piece):
        return [], []
    quoted = _QUOTED.fullmatch(piece)
    if quoted:
        return [], [quoted[1]]
    written_for = _FOR.search(piece)
    if written_for and (is_outlet(written_for[1]) or is_titled(written_for[1])):
        return _people(piece[: written_for.start()], first), [written_for[1]]
    piece = _without_outlet(piece, publisher)
    if is_outlet(piece) or fold(piece) == fold(publisher):
        named = _ROLE.sub("", piece).strip(" ,")
        return [], [named] if is_outlet(named) else []
    return _people(piece, first), []


def _people(piece: str, first: bool) -> list[str]:
    if _ROLE.search(piece):
        return _name_before_role(piece) if first or _is_cjk(piece) else []
    names = [_TAIL.sub("", name).strip(" ,.:") for name in _names(piece)]
    return [name for name in names if is_name(name) or first and not re.search(r"\d", name)]


def _more_names(part: str) -> bool:
    """Whether a part after the first name lists further people; one name alone is an outlet."""
    pieces = [name for piece in _COMMA.split(part) for name in _names(piece)]
    return len(pieces) > 1 and not is_outlet(part) and is_name(pieces[0])


def are_names(text: str) -> bool:
    """Whether this is one person's name or several joined by "and" or commas."""
    bare = _BRACKETS.sub("", text)
    return all(is_name(name) for piece in _COMMA.split(bare) for name in _names(piece))


def _names(piece: str) -> list[str]:
    """Names joined by "and", if each side is a full name; "Ortega y Gasset" stays whole."""
    sides = [_LEADING.sub("", side) for side in _AND.split(piece) if side]
    whole = len(sides) > 1 and any(len(side.split()) < 2 for side in sides) and not _is_cjk(piece)
    return [piece] if whole else sides


def _first_name(rest: str) -> str:
    name = _TAIL.sub("", _names(_COMMA.split(_PART.split(rest)[0])[0])[0])
    return _FOR.sub("", _ROLE.split(name, maxsplit=1)[0])


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
    role = _ROLE.search(piece)
    before = piece[: role.start()].strip(" ,") if role else ""
    return [before] if is_name(before) else []


def _is_short_name(text: str) -> bool:
    words = text.split()
    return len(words) <= 3 and all(word[:1].isupper() and word.isalpha() for word in words)


def _is_cjk(text: str) -> bool:
    return bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text))


def _may_name(word: str) -> bool:
    return not _SMALL.match(word) or not word[:1].islower()
