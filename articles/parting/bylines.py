"""Who wrote it, and for whom: byline lines as names and an outlet."""

import re

from articles.parting.dates import is_date_line
from articles.parting.labels import fold

LONGEST_BYLINE = 300

_MARKER = re.compile(
    r"^\W{0,3}(?:(?:(?:written|reported|posted|published|story|words|text|analysis|opinion|"
    r"interview|review|report|"
    r"reporting|column|explainer|exclusive|photos?|compiled|presented|produced|edited|a (?:story|"
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
    r"|بقلم|كتبت?|إعداد|تقرير|نویسنده|نوشته|گزارش|מאת|文|記者|撰文|作者|取材|執筆|文・写真|글)"
    r"(?=[\s:：/／]|$)\s?[:：/／]?\s*",
    re.IGNORECASE,
)
_ARTICLE_MARKERS = re.compile(
    r"^\W{0,3}(?:di|av|af|του|της|par|por|door|von|by|من)\s", re.IGNORECASE
)
_PART = re.compile(r"\s+[-–—―]{1,2}\s+|\s*[|•·●;｜／]\s*|\u3000+|\s{3,}|\t+|\s+/\s+|\n")
_COMMA = re.compile(r"\s*[,،，、]\s*")
_AND = re.compile(
    r"\s+(?:and|&|und|et|y|e|dhe|και|и|та|й|i|og|och|en|ve|و)\s+|\s+و(?=\S)|,?\s+with\s+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S+@\S+|@\w+|https?://\S+|www\.\S+")
_BRACKETS = re.compile(r"\s*[(（\[][^)）\]]{0,80}[)）\]]")
_BRACKETED = re.compile(r"[(（\[]([^)）\]]{1,40})[)）\]]")
_OUTLET = re.compile(
    r"\b(?:news\w*|times|post|herald|tribune|gazette|journal|press|agency|agencies|guardian|"
    r"telegraph|observer|mirror|"
    r"independent|chronicle|examiner|courier|dispatch|bulletin|ledger|monitor|reporter|register|"
    r"sentinel|standard|"
    r"review|magazine|weekly|daily|sunday|broadcasting|broadcaster|radio|television|tv|media|"
    r"network|wire|online|digest|"
    r"echo|argus|inquirer|mercury|advertiser|argosy|recorder|record|globe|star|mail|express|"
    r"today|web|services?|"
    r"reuters|afp|ap|upi|dpa|efe|ansa|lusa|tass|тасс|ата|bbc|cnn|nbc|cbs|abc|npr|pbs|dw|rfi|"
    r"bloomberg|yahoo|msn|"
    r"zeitung|anzeiger|nachrichten|tageblatt|blatt|kurier|bote|rundschau|presse|agentur|"
    r"redaktion|rundfunk|echo|"
    r"courrier|gazette|dépêche|depeche|voix|figaro|monde|journal|agence|télégramme|quotidien|"
    r"agencia|diario|diário|periódico|noticias|notícias|jornal|correio|folha|gazeta|agência|voz|"
    r"prensa|heraldo|correo|"
    r"corriere|giornale|gazzetta|messaggero|agenzia|notizie|stampa|quotidiano|"
    r"gazetë|agjenci\w*|lajme\w*|shekulli|koha|εφημερίδα|νέα|πρακτορείο|газета|новости|новини|"
    r"агентство|вести|известия|"
    r"правда|вісник|вестник|kurier|dziennik|haber\w*|gazetesi|ajansı|krant|dagblad|nieuws|"
    r"tidning\w*|"
    r"editorial|newsroom|newsdesk|desk)\b|\.(?:com|org|net|co\.\w\w|\w\w)\b"
    r"|صحيفة|جريدة|وكالة|قناة|خبرگزاری|روزنامه|عيتون|עיתון|חדשות"
    r"|新聞|新報|日報|通信|放送|タイムズ|ニュース|日报|新闻|时报|時報|晚报|晚報|通讯社|通訊社|社$|网$|뉴스|일보|신문|통신",
    re.IGNORECASE,
)
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
    r"|مراسل|محرر|خبرنگار|تحریریه|編集部|編集委員|記者$|특파원|기자$|记者$|کتب",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:(?:in|aus|à|en|em|a|da|from|reporting from|në|στην?|в|у|"
    r"из)\s+(?=[^\W\d_a-z])\S+(?:\s\S+){0,2})$"
)
_FOR = re.compile(r"\s+(?:for|für|pour|para|per|për|για το|для|of)\s+(.+)$")
_NOISE = re.compile(
    r"^(?:\d|published|updated|last|posted|photograph|staff$|contributor$|special to|exclusive|"
    r"min|follow|share|"
    r"\W*$|actualizad|mis à jour|aktualisiert|stand\b|lesezeit)",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    """
    de da do dos das del della di von van der den ten zu zur la le les el al bin ibn abu af av y
    e i du des d' o' mc
    """.split()  # noqa: SIM905
)
_JOINING = re.compile(
    r"(?:of|the|and|for|in|on|de|du|des|da|do|dos|di|dei|della|del|der|die|das|den|und|für|am|im|auf|aus|"
    r"la|le|les|el|los|las|e|y|i|et|van|het|och|og|për|të|и|та|και|του|της|των)$|[dl]'\w"
)
_SMALL = re.compile(r"^[^\W\d_]*[a-zß-öø-ÿα-ωа-яёіїєґ][^\W\d_]*$")


def clean_byline(text: str, publisher: str = "") -> tuple[str, str]:
    """A byline line as (names joined by ", ", outlet): no "By", roles, places, dates, addresses.

    `publisher` is the outlet if it is known already; it is given back unless it was empty and
    the line names one. A line that names an agency alone has no author: ("", "Reuters").
    """
    line = _ADDRESS.sub("", text[:LONGEST_BYLINE]).strip()
    bracketed = [inside for inside in _BRACKETED.findall(line) if is_outlet(inside)]
    line = _BRACKETS.sub("", line).strip()
    marked = has_byline_marker(line)
    names: list[str] = []
    outlets: list[str] = []
    for part in _PART.split(_MARKER.sub("", line, count=1) if marked else line):
        found, outlet = _sorted_out(part, publisher, after_name=bool(names))
        names += found
        outlets += outlet
    names = [name for name in names if marked or is_name(name) or len(name.split()) <= 3]
    return ", ".join(dict.fromkeys(names)), publisher or next(iter(outlets + bracketed), "")


def has_byline_marker(line: str) -> bool:
    """Whether a line opens as bylines do: "By", "Von", "Автор:" and a name."""
    marker = _MARKER.match(line)
    if not marker or len(line) > LONGEST_BYLINE:
        return False
    rest = _ADDRESS.sub("", _BRACKETS.sub("", line[marker.end() :])).strip(" ,.")
    if not rest or not _ARTICLE_MARKERS.match(line):
        return bool(rest)
    return is_name(_first_name(rest)) or is_outlet(rest) or _is_short_name(rest)


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


def is_outlet(text: str) -> bool:
    """Whether this looks like the name of a newspaper, broadcaster or agency."""
    words = text.split()
    if not 1 <= len(words) <= 7 or len(text) > 60 or text.rstrip()[-1:] in ".?!:":
        return False
    small = [word for word in words if word[:1].islower() and not _JOINING.match(word)]
    return (not small or len(words) <= 2) and bool(_OUTLET.search(text))


def is_role(text: str) -> bool:
    """Whether this is what somebody does for an outlet: "Ferry correspondent"."""
    return len(text.split()) <= 5 and bool(_ROLE.search(text)) and not has_byline_marker(text)


def _sorted_out(part: str, publisher: str, after_name: bool) -> tuple[list[str], list[str]]:
    """The names and the outlets of one part between dashes, bars or dots."""
    part = part.strip(" ,.:")
    if not part or _NOISE.search(part):
        return [], []
    if after_name and not _ROLE.search(part) and not is_date_line(part) and not _more_names(part):
        return [], [part]
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
    written_for = _FOR.search(piece)
    if written_for and is_outlet(written_for[1]):
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
    return all(is_name(name) for piece in _COMMA.split(text) for name in _names(piece))


def _names(piece: str) -> list[str]:
    """Names joined by "and", if each side is a full name; "Ortega y Gasset" stays whole."""
    sides = [re.sub(r"^(?:and|und|et|by)\s+", "", side) for side in _AND.split(piece) if side]
    whole = len(sides) > 1 and any(len(side.split()) < 2 for side in sides) and not _is_cjk(piece)
    return [piece] if whole else sides


def _first_name(rest: str) -> str:
    return _TAIL.sub("", _names(_COMMA.split(_PART.split(rest)[0])[0])[0])


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
