"""Names of newspapers, broadcasters and agencies, known by the words that they are made of."""

import re

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
    r"|صحيفة|جريدة|وكالة|قناة|خبرگزاری|روزنامه|عيتون|עיתון|חדשות|רדיו|קול "
    r"|新聞|新報|日報|通信|放送|タイムズ|ニュース|日报|新闻|时报|時報|晚报|晚報|通讯社|通訊社|社$|网$|뉴스|일보|신문|통신",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:source|provided by|по материалам|за матеріалами|"
    r"quelle|fonte|fuente|burimi|πηγή|источник|джерело|المصدر|منبع|מקור|来源|來源|出典|出处)"
    r"(?:\s?[:：]|(?<=by)(?=\s))\s?([^\d.|;·•]{2,60})$",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:reuters|afp|ap|associated press|canadian press|press association|pa media|upi|"
    r"dpa|apa|efe|"
    r"ansa|lusa|tass|тасс|xinhua|anadolu|ата|wire|agency|agence|agencia|agenzia|agência|agjenci\w*|"
    r"agentur|ajansı|πρακτορείο|агентство)\b|وكالة|خبرگزاری|通信$|通讯社|通訊社|新华社|新華社",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[«„“\"]([^\W\d_][^«»„“”\".!?]{1,49})[»“”\"]")
_JOINING = re.compile(
    r"(?:of|the|and|for|in|on|de|du|des|da|do|dos|di|dei|della|del|der|die|das|den|und|für|am|im|auf|aus|"
    r"la|le|les|el|los|las|e|y|i|et|van|het|och|og|për|të|и|та|και|του|της|των)$|[dl]'\w"
)


def is_outlet(text: str) -> bool:
    """Whether this looks like the name of a newspaper, broadcaster or agency."""
    words = text.split()
    if not 1 <= len(words) <= 7 or len(text) > 60 or re.search(r"[.?!:(（]$|[(（]", text):
        return False
    return (len(words) <= 2 or is_titled(text)) and bool(_OUTLET.search(text))


def quoted_outlet(line: str) -> str:
    """The name in a line that is nothing but quotation marks around it: "«Северный листок»"."""
    quoted = _QUOTED.fullmatch(line.strip())
    return quoted[1] if quoted and len(quoted[1].split()) <= 5 else ""


def is_titled(text: str) -> bool:
    """Whether every word is capitalised, small joining words aside, as in names and titles."""
    return not any(word[:1].islower() and not _JOINING.match(word) for word in text.split())


def source_of(line: str) -> str:
    """The outlet of "Source: Harbour News"; "" if the line is something else."""
    match = _SOURCE.match(line)
    return match[1].strip() if match else ""


def is_agency(text: str) -> bool:
    """Whether this is a news agency, whose stories stand on the pages of many outlets."""
    return len(text.split()) <= 4 and bool(_AGENCY.search(text)) and is_outlet(text)
