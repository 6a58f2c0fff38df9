"""What a printed line is for when it is no part of the story: a label, an advertisement, a menu.

Every question takes one line as it was printed. Case, accents, and signs at the ends don't count.
"""

import re
import unicodedata
from functools import lru_cache

from articles.parting import phrases

LONGEST_LABEL = 60
LONGEST_CHROME = 400

_ENDS = re.compile(r"^[\W_]+|[\W_]+$")
_SPACES = re.compile(r"\s+")
_PARTS = re.compile(r"\s*[|•·/»›▸>\t]\s*|\s{2,}")
_WORDS = re.compile(r"[\w&'-]+")
_COUNT = re.compile(r"\d[\d.,]*[km]?")
_LABEL_END = re.compile(r"\s*[:：|»>▶►→]\s*|\s+[–—-]\s+")


@lru_cache(maxsize=4096)
def fold(line: str) -> str:
    """A line as labels are compared: no case, accents, joiners, or signs at its ends."""
    return _SPACES.sub(" ", _ENDS.sub("", unaccented(line[:400]).casefold()))


def unaccented(line: str) -> str:
    """A line without accents, vowel points and joiners, its forms made compatible (NFKD)."""
    if line.isascii():
        return line
    plain = unicodedata.normalize("NFKD", line.replace("’", "'").replace("‑", "-"))
    return _unseen().sub("", plain)


@lru_cache(maxsize=1)
def _unseen() -> re.Pattern[str]:
    """Marks upon letters, and signs that take no room."""
    signs = (chr(code) for code in range(0xAD, 0xFFFF))
    unseen = (sign for sign in signs if unicodedata.category(sign) in ("Mn", "Cf"))
    return re.compile(f"[{''.join(map(re.escape, unseen))}]")


def _folded(pattern: str) -> re.Pattern[str]:
    """A pattern for folded lines: its own letters lose their accents, too."""
    return re.compile(unaccented(pattern))


_COOKIE = _folded(
    r"\bcookies?\b|\bgdpr\b|\bconsent (?:to|choices|preferences)\b|\bkuki|\bcookie-uri|файлы cookie"
)
_COOKIE_ACT = _folded(
    r"\b(?:we|our|this (?:web)?site|wir|nous|nos|utilizamos|usamos|utilizziamo|ne perdorim|мы|"
    r"accept|agree|consent|manage|preferences|settings|policy|akzeptieren|zustimm\w*|verwend\w*|"
    r"accepter|acceptez|utilis\w*|aceptar|acepta\w*|accett\w*|aceitar|prano\w*|gebruik\w*|"
    r"accepteren|accepteer|используе\w*|використову\w*)\b|cookie"
)
_US_AND_YOU = _folded(
    r"\b(?:we|our|us|your|you|wir|ihre?|nous|vos|votre|nos|su|sus|tu|tus|usamos|utilizamos|"
    r"utilizziamo|seus?|voce|ne|tuaj\w*|onze|wij|je|мы|ваш\w*)\b"
)
_NEWSLETTER = _folded(
    r"^(?:get (?:our|the) (?:\w+ ){0,4}(?:briefing|newsletter|headlines|updates?)\b|"
    r"by (?:signing up|subscribing|clicking|providing|entering|submitting)\b|"
    r"(?:please )?sign up (?:here |now |today |free )?(?:for|to|and|here)\b|subscribe (?:to|"
    r"now|for|here|today)\b|"
    r"get (?:the|our|all|your|more) .{0,60}\b(?:inbox|newsletter|email|e-mail)|enter your e-?mail|"
    r"your e-?mail(?: address)?$|e-?mail address$|(?:like|liked|enjoy|enjoyed|enjoying) (?:this|"
    r"what you)\b|join our (?:newsletter|mailing|whatsapp|telegram)|"
    r"receive (?:our|the) .{0,40}(?:newsletter|e-?mail)|download (?:our|the) app\b|"
    r"follow us on\b|like us on\b|newsletter:|"
    r"melden sie sich .{0,60}newsletter|newsletter abonnieren|jetzt .{0,30}abonnieren|abonnieren "
    r"sie\b|"
    r"inscrivez-vous|abonnez-vous|recevez\b.{0,60}\b(?:newsletter|e-mail|boite)|"
    r"suscribete|registrate\b.{0,40}\b(?:newsletter|boletin)|recibe\b.{0,60}\b(?:newsletter|"
    r"boletin|correo)|"
    r"iscriviti|ricevi\b.{0,60}newsletter|inscreva-se|assine\b|receba\b.{0,60}\b(?:newsletter|"
    r"e-mail)|"
    r"regjistrohuni? |abonohuni?\b|na ndiqni|bashkohuni |ακολουθηστε|εγγραφ\w+ στο newsletter|"
    r"подпи(?:шитесь|сывайтесь)|пiдпи|підпи(?:шіться|суйтесь|суитесь)|подпис\w+ на |zapisz sie|"
    r"zapraszamy do|"
    r"meld je aan|schrijf je in|abone olun|اشترك في|اشتركوا|تابعونا|تابعنا|به کانال|عضو شوید|"
    r"הצטרפו|הירשמו|メールマガジン|メルマガ|订阅|訂閱|关注我们|뉴스레터|구독)"
)
_NEWSLETTER_ANYWHERE = _folded(
    r"\b(?:our|free|daily|weekly|morning) (?:\w+ ){0,3}newsletters?\b.{0,80}\b(?:sign|inbox|"
    r"subscrib|free|day|week)|"
    r"\bto your inbox\b|\bin your inbox\b|\bunsubscribe\b|\bunserem newsletter\b|\bnotre "
    r"newsletter\b"
)
_FOOTER = _folded(
    r"^(?:c\) \d{4}|copyright\b)|\ball rights? reserved\b|\balle rechte vorbehalten\b|"
    r"\btous droits reserves\b|\b(?:todos los|todos os) (?:derechos|direitos) reservados\b|"
    r"\btutti i diritti riservati\b|\breproduzione riservata\b|\briproduzione riservata\b|"
    r"te gjitha te drejtat|με επιφυλαξη|все права защищены|всі права захищені|усі права захищені|"
    r"все права защищены|wszelkie prawa|wszystkie prawa|tum haklari|alle rechten voorbehouden|"
    r"جميع الحقوق محفوظة|حقوق النشر|تمامی حقوق|کلیه حقوق|"
    r"כל הזכויות|無断転載|転載禁止|版权所有|版權所有|"
    r"무단전재|무단 전재|"
    r"^(?:terms (?:of|and|&)|privacy (?:policy|notice|statement)|cookie policy|imprint$|"
    r"impressum|datenschutz|mentions legales|politique de confidentialite|aviso legal|"
    r"politica de privaci|note legali|termos de uso|politika e privatesise|kushtet e perdorimit|"
    r"πολιτικη απορρητου|οροι χρησης|политика конфиденциальности|пользовательское соглашение|"
    r"do not sell|california privacy|your privacy choices|ad ?choices|"
    r"the (?:bbc|\w+) is not responsible for the content)"
)
_FOLLOW = _folded(
    r"^(?:follow|e-?mail|contact|reach|write to|folgen sie|suivez|sigue a|siga|segui)\b.{0,80}"
    r"(?:@|\bon (?:twitter|x|facebook|instagram|bluesky|mastodon|linkedin|threads)\b|\b(?:auf|"
    r"sur|en|su|no) "
    r"(?:twitter|x|facebook|instagram)\b|\bfor (?:more|the latest)\b)"
)
_APP_NOISE = _folded(
    r"^(?:your browser does not support|this (?:video|content|feature) (?:is not available|"
    r"requires|can ?not)|"
    r"please (?:enable|turn on|upgrade)|javascript (?:is|must)|to view this content|this content "
    r"is (?:not|hosted)|"
    r"we (?:may earn|receive) (?:a )?commission|warning: third party content|media caption|"
    r"this article (?:is|was) more than|skip (?:to|past|advert)|jump to (?:content|comments)|"
    r"\d+ of \d+$|(?:image|photo|picture)s?:? \d+ of \d+|\d+/\d+$|listen to this \w+|duration:? \d|"
    r"\d+ (?:shares?|comments?|likes?|views?|reactions?|kommentare?|commentaires?|comentarios?|"
    r"комментари\w+)$|"
    r"(?:give|send) feedback|report (?:a typo|an error|this ad)|have a (?:tip|story)|got a "
    r"(?:tip|story)|"
    r"(?:\d+ ){2,}|page \d+(?: of \d+)?$|(?:next|previous) page|-?\d{1,2} ?°|\w+ edition$|"
    r"see all (?:topics|results|stories)|topics? in this (?:article|story)|tags?:|topics?:|filed "
    r"under|"
    r"schlagworte|themen:|mots-cles|etiquetas|temas:|теги|ключевые слова|κλειδια|etiketa:)"
)
_READ_MORE = _folded(
    r"^(?:(?:please )?read(?: more| also| next| on| the full \w+)?|see(?: also| more)?|"
    r"also (?:read|see|on [\w .]{2,20})|watch(?: more| now| live| also)?|listen(?: now| to)?|video|"
    r"related(?: \w+)?|more(?: on this(?: story)?)?|analysis|explainer|explained|opinion|"
    r"don't miss|in pictures|live(?: updates)?|podcast|mehr(?: dazu)?|"
    r"lesen sie(?: auch| mehr| dazu)+|lies auch|voir(?: aussi)?|a lire(?: aussi| egalement)?|"
    r"lire(?: aussi| egalement)?|lee(?: tambien| mas)?|ver tambien|mas informacion|"
    r"leggi(?: anche)?|guarda(?: anche)?|leia(?: tambem| mais)?|veja(?: tambem| mais)?|saiba mais|"
    r"lexo(?:ni)?(?: edhe| me shume)+|διαβαστε(?: επισης| ακομα| ακομη| περισσοτερα)?|"
    r"читаите(?: также| также по теме| ще| також| еще)|czytaj(?: tez| takze| wiecej)?|"
    r"zobacz(?: tez| takze)?|lees(?: ook| meer)?|las(?: ocksa| mer)?|"
    r"(?:read|see|watch|lesen sie|lire|lee|leggi|leia|lexo|διαβαστε|читаите)(?: \w+)? "
    r"(?:our|unser\w*|notre|nos|nuestr\w+|nostr\w+|noss[ao]s?|ton\w*|μας|наш\w*)(?: \w+){1,2})$"
)


@lru_cache(maxsize=16)
def _known(table: str) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in re.split(r"[|\n]", table) if phrase) - {""}


@lru_cache(maxsize=1)
def _openings() -> tuple[str, ...]:
    return tuple(f"{opening} " for opening in _known(phrases.RELATED_OPENINGS))


def is_related_label(line: str) -> bool:
    """ "Most read", "More from the Courier", "Lesen Sie auch:": a label over teasers."""
    folded = _label(line)
    if not folded:
        return False
    return folded in _known(phrases.RELATED) or _opens_related(line, folded)


def is_sponsored_label(line: str) -> bool:
    """ "From our partners", "Sponsored by …": a label over teasers that somebody paid for."""
    folded = _label(line)
    return folded in _known(phrases.SPONSORED) or folded.startswith(
        ("sponsored by ", "paid for by ", "promoted by ", "presented by ", "from our partners")
    )


def is_comments_label(line: str) -> bool:
    """The label where readers' comments begin, with or without a count."""
    folded = re.sub(r"^\d[\d.,]* |[ (]+\d[\d.,]*$", "", _label(line))
    return folded in _known(phrases.COMMENTS)


def is_topics_label(line: str) -> bool:
    """The label over the topics of a story: "Tags", "More on these topics"."""
    return _label(line) in _known(phrases.TOPICS)


def is_advertisement(line: str) -> bool:
    """ "Advertisement", "Story continues below": the place where one was."""
    return _label(line) in _known(phrases.ADVERTISEMENT)


def is_share_line(line: str) -> bool:
    """A row of buttons for passing the page on, and nothing else."""
    if len(line) > 160:
        return False
    folded = fold(line)
    known = _known(phrases.SHARE)
    if folded in known:
        return True
    words = _WORDS.findall(folded)
    return len(words) > 1 and all(word in known or _COUNT.fullmatch(word) for word in words)


def is_section_name(line: str) -> bool:
    """The name of a newspaper's section, such as "Politics"."""
    return _label(line) in _known(phrases.SECTIONS)


def is_menu_row(line: str) -> bool:
    """Three or more names in a row, one of them a section or a button: "Home | World | Sport"."""
    parts = [part for part in _PARTS.split(line.strip()) if part]
    if len(parts) < 3 or any(len(part.split()) > 4 for part in parts):
        return False
    named = [is_section_name(part) or _is_button(part) for part in parts]
    return sum(named) >= max(1, len(parts) // 3)


def is_cookie_line(line: str) -> bool:
    """A line of a consent banner."""
    folded = fold(line)
    found = _COOKIE.search(folded)
    return (
        bool(found) and bool(_COOKIE_ACT.search(folded)) and len(line) < 400 and _about_us(folded)
    )


def is_wall_line(line: str) -> bool:
    """A line of a paywall or a login wall."""
    if len(line) > 160:
        return False
    return fold(line).startswith(tuple(_known(phrases.WALL)))


def is_newsletter_line(line: str) -> bool:
    """A line that asks the reader to sign up, subscribe or follow."""
    folded = fold(line)
    if len(line) > 350:
        return False
    return any(rule.search(folded) for rule in (_NEWSLETTER, _NEWSLETTER_ANYWHERE, _FOLLOW))


def is_footer_line(line: str) -> bool:
    """A copyright or legal line from the foot of a page."""
    if len(line) > 350:
        return False
    opening = line.lstrip()[:1]
    return opening in "©ⓒ" and bool(opening) or bool(_FOOTER.search(fold(line)))


def is_chrome_line(line: str) -> bool:
    """Any line that belongs to the page's frame: menus, buttons, banners, boxes, notices."""
    if len(line) > LONGEST_CHROME:
        return False
    return (
        _is_button(line)
        or any(
            is_it(line)
            for is_it in (
                is_advertisement,
                is_share_line,
                is_menu_row,
                is_cookie_line,
                is_newsletter_line,
                is_wall_line,
                is_footer_line,
            )
        )
        or (len(line) < 160 and bool(_APP_NOISE.search(fold(line))))
    )


def inline_teaser(line: str) -> str:
    """The headline of "Read more: Fire at the mill"; "" if the line is something else."""
    parts = _LABEL_END.split(line.strip(), maxsplit=1)
    if len(parts) < 2 or len(parts[0]) > 40 or len(parts[1].split()) < 2 and len(parts[1]) < 8:
        return ""
    folded = fold(parts[0])
    known = _known(phrases.RELATED) - _known(phrases.SECTIONS)
    return parts[1].strip() if folded in known or _READ_MORE.match(folded) else ""


def _label(line: str) -> str:
    return fold(line) if len(line) <= LONGEST_LABEL else ""


def _opens_related(line: str, folded: str) -> bool:
    """Whether a section or outlet is named after the opening, and no sentence follows."""
    if len(folded.split()) > 7 or line.rstrip()[-1:] in ".!?。":
        return False
    return any(folded.startswith(opening) for opening in _openings())


def _is_button(line: str) -> bool:
    return _label(line) in _known(phrases.CHROME)


def _about_us(folded: str) -> bool:
    """A banner speaks of its own cookies to its reader, or is a button."""
    return len(folded.split()) <= 8 or bool(_US_AND_YOU.search(folded))
