"""What a line of print looks like: prose, a headline, a caption, a stamp. Any script."""

import re

from articles.parting.labels import fold

PROSE_WORDS = 12
LONG_WORDS = 25
HEADLINE_WORDS = (2, 32)

_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_END = re.compile(
    r"[.!?…。！？؟۔।॥]+[\"'”’»«“‘)\]）」』›\s\d]{0,6}$|[.!?。！？][\"”’»」』)]*\s?\[\d+\]$"
)
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\)|\[&hellip;\])[\"'”’»)]{0,2}$")
_FULL_STOP = re.compile(r"(?<![.…])[.;:,。；：，،؛۔]$")
_SPEECH = re.compile(r"[\"“”„«»‘’「『]")

_CREDIT = re.compile(
    r"\b(?:photo(?:graph|graphy|s)?|photo credit|picture|image|credit|illustration|graphic|file|"
    r"file photo|"
    r"foto(?:grafie|grafía|grafia)?|bild(?:quelle)?|quelle|crédits?(?: photo)?|illustration|"
    r"imagen|immagine|"
    r"imagem|crédito|fotografi|foto ilustruese|zdjęcie|fot|fotoğraf|beeld)\s?[:：|/]"
    r"|(?:φωτο(?:γραφία)?|фото|іллюстрація|иллюстрация|صورة|تصوير|عکس|الصورة|צילום|写真|撮影|图|圖|攝|"
    r"사진)\s?[:：＝=]"
    r"|\bcredit(?:\.{3}|…)"
    r"|\b(?:getty images|afp via getty|ap photo|reuters/|/reuters|/afp|/ap\b|epa-efe|epa/|"
    r"shutterstock|istock|alamy|"
    r"file photo|handout|picture alliance|via ap\b|associated press/|anadolu/|imago images)"
    r"|©\s?\S",
    re.IGNORECASE,
)
_LEADING_CREDIT = re.compile(
    r"^(?:file photo|file -|file –|file —|image caption|image source|media caption|figure "
    r"caption|photo caption|"
    r"photo|pictured|bildunterschrift|légende|pie de foto|imagen de archivo|archivfoto|symbolbild|"
    r"na foto|në foto|foto|фото|на фото|写真は|写真説明|图为|資料圖|资料图)\b\s?[:,：，–—-]?\s?",
    re.IGNORECASE,
)
_CLOSING_BRACKET = re.compile(r"[(（\[]([^()（）\[\]]{2,120})[)）\]]\.?$")
_IN_BRACKET = re.compile(
    r"\b(?:photo|foto|image|picture|credit|file|ap|afp|reuters|getty|epa|dpa|via|handout|"
    r"courtesy|archive|archivo|"
    r"archiv|bild|crédit|submitted|supplied|provided|pool|screenshot|screengrab)\b|фото|写真|صورة|"
    r"عکس|/|©"
    r"|^(?:\w+ )?\d{1,2}\.?(?:st|nd|rd|th)? (?:de )?[^\W\d_]{3,}(?:,? (?:de )?\d{4})?$"
    r"|^[^\W\d_]{3,}\.? \d{1,2},? \d{4}$|^[^\W\d_]{3,} \d{4}$|^\d{4}$",
    re.IGNORECASE,
)
_AGENCY_ALONE = re.compile(
    r"(?:getty images|reuters|afp|ap|epa|dpa|pa media|pa|ap photo|shutterstock|alamy|istock|"
    r"handout|bbc|ansa|efe|"
    r"anadolu|supplied|courtesy|picture alliance|imago|keystone)(?:[ /,|]+\S+){0,4}",
    re.IGNORECASE,
)

_CREDIT_BY = re.compile(
    r"(?:photo(?:graph|graphy)?s?|pictures?|images?|illustrations?|graphics?|video) "
    r"(?:by|from|via) \S+(?: \S+){0,6}$",
    re.IGNORECASE,
)

_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"
_STAMP = re.compile(
    rf"(?:(?:{_CLOCK})(?:\s?(?:uhr|h|hrs|[A-Z]{{2,5}}|[(]?[A-Z]{{2,5}}[)]?))?"
    r"|\d{1,3}\s?(?:s|m|h|d|w|mo|y|min|mins|hr|hrs|minutes?|hours?|days?|weeks?|months?|years?|"
    r"seconds?)"
    r"(?:\s?ago)?(?:\s\d{1,2}\.\d{2}\s[A-Z]{3,4})?"
    r"|an? (?:minute|hour|day|week|month|year) ago|just now|yesterday|today|last (?:week|month|"
    r"year|night)"
    r"|vor \d{1,3} \w+|vor eine[rm] \w+|gestern|heute|il y a \d{1,3} \w+|hier|hace \d{1,3} \w+|"
    r"ayer|hoy"
    r"|\d{1,3} (?:ore|giorni|minuti|horas|dias|minutos) (?:fa|atrás)|há \d{1,3} \w+|ieri|ontem|"
    r"para \d{1,3} \w+|dje|sot"
    r"|πριν(?: από)? \d{1,3} \w+|χθες|σήμερα|\d{1,3} \w+ назад|\d{1,3} \w+ тому|вчера|вчора|"
    r"сегодня|сьогодні"
    r"|منذ \d{1,3} \w+|قبل \d{1,3} \w+|منذ (?:ساعة|ساعتين|يوم|يومين)|أمس|\d{1,3} \w+ (?:پیش|قبل)|"
    r"דקות|"
    r"לפני \S+(?: \S+)?|\d{1,3}\s?(?:分|時間|日|小时|小時|天|分钟|分鐘|시간|일)\s?(?:前|전))",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\W*\d[\d.,]*\s?[KkMmBb]?\+?\s?(?:followers?|comments?|shares?|likes?|views?|reactions?|"
    r"replies|reads|votes?|"
    r"kommentare?|commentaires?|comentarios?|commenti|comentários|просмотр\w*|комментари\w*|"
    r"перегляд\w*)\W*",
    re.IGNORECASE,
)
# "… on level two. VALLEY TELEGRAPH/Petra Moss": outlet and photographer after a sentence.
_SLASHED = re.compile(
    r"[.!?…][\"'”’»)]*\s+((?:[^\W\d_][\w.'’&-]*\s){0,4}[^\W\d_][\w.'’&-]*)\s?/\s?"
    r"((?:[^\W\d_][\w.'’&-]*\s){0,4}[^\W\d_][\w.'’&-]*)\.?$"
)


def word_count(text: str) -> int:
    """Words; where a script sets no spaces, two signs count as one word."""
    eastern = sum(len(run) for run in _EASTERN.findall(text))
    if not eastern:
        return len(text.split())
    return len(_EASTERN.sub(" ", text).split()) + (eastern + 1) // 2


def ends_sentence(text: str) -> bool:
    """Whether the last sign closes a sentence, quotes and brackets aside."""
    return bool(_END.search(text[-12:]))


def is_cut(text: str) -> bool:
    """Whether a summary was cut short: dots at its end, or no end at all."""
    return bool(_CUT.search(text[-12:])) or not ends_sentence(text)


def is_prose(text: str) -> bool:
    """A paragraph beyond doubt: twelve words with a sentence's end, or many words."""
    words = word_count(text)
    return words >= LONG_WORDS or words >= PROSE_WORDS and ends_sentence(text)


def is_sentence(text: str) -> bool:
    """Prose, or a shorter sentence with a full stop."""
    return is_prose(text) or word_count(text) >= 3 and ends_with_stop(text)


def ends_with_stop(text: str) -> bool:
    """A sentence's end that headlines do not have: not a question, a cry or dots alone."""
    return (
        ends_sentence(text)
        and bool(re.search(r"[.。۔।][\"'”’»)\]」』]{0,3}$", text))
        and not (text.endswith(("...", "[...]")))
    )


def is_headline(text: str) -> bool:
    """Two to 32 words and no full stop, comma, colon or semicolon at the end."""
    least, most = HEADLINE_WORDS
    return least <= word_count(text) <= most and not _FULL_STOP.search(text.rstrip("\"'”’»)"))


def is_caption(text: str) -> bool:
    """A caption that shows itself: a credit, "File photo", or a day in brackets at its end."""
    if len(text) > 400:
        return False
    bracket = _CLOSING_BRACKET.search(text)
    if bracket and _IN_BRACKET.search(bracket[1].strip()):
        return True
    return bool(_LEADING_CREDIT.match(text) and word_count(text) < 40 or _credit_closes(text))


def is_credit(text: str) -> bool:
    """A credit alone, with no caption: "Getty Images", "Photo: Ada Hill"."""
    alone = _AGENCY_ALONE.fullmatch(text.strip())
    credit = _CREDIT.match(text)
    return bool(alone or _CREDIT_BY.match(text)) or bool(credit) and word_count(text) <= 8


def without_caption_label(text: str) -> str:
    """The caption without "Image caption," before it."""
    label = re.match(
        r"(?:image|media|figure|photo) (?:caption|source)\s?[,:]\s?", text, re.IGNORECASE
    )
    return text[label.end() :] if label and label.end() < len(text) else text


def is_stamp(text: str) -> bool:
    """A time of day or an age, and nothing else: "17:42", "2h", "3 hours ago"."""
    return len(text) < 40 and bool(_STAMP.fullmatch(text.strip(" ·•|–-")))


def is_count(text: str) -> bool:
    """ "12.4K Followers", "23 comments"."""
    return len(text) < 40 and bool(_COUNTS.fullmatch(text))


def is_capitals(text: str) -> bool:
    """Set in capitals, in a script that has them."""
    return text.isupper() and any(sign.isalpha() for sign in text)


def opens_speech(text: str) -> bool:
    return bool(_SPEECH.match(text))


def same_words(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _credit_closes(text: str) -> bool:
    """Whether a credit stands near the end, as "… on Monday. Photo: Ada Hill" has it."""
    starts = [credit.start() for credit in _CREDIT.finditer(text)]
    if starts and len(text) - starts[-1] <= 70:
        return True
    slashed = _SLASHED.search(text)
    words = " ".join(slashed.groups()).split() if slashed else []
    return bool(words) and not any(word[:1].islower() and len(word) > 3 for word in words)
