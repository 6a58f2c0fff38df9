"""Cards as HTML, kept by all that they show, so that a page draws only what is new.

A card holds nothing of the viewer, and not its number: it is cut where these are put in. Whatever
is put into these patterns is escaped. They are patterns rather than a template because a page may
hold a thousand cards.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import lru_cache

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString

from annotations.fragments import words_at
from annotations.margin.cards import Card
from annotations.margin.facets import source_key
from annotations.margin.readings import Reading, Voice
from annotations.margin.wording import DOUBTS, details, name_of, role_of
from annotations.vocabulary import CONFIDENCE
from articles.drawing import Pattern, joined
from articles.models import Article
from articles.wording import how_many

KEPT = 4_096
LONGEST_QUOTE = 140
NOTHING = SafeString("")

HEAD = Pattern(
    '<li class="card" id="claim-{key}" data-claim="{key}" data-c="{level}" data-src="{source}"'
    ' data-author="{authors}" data-version="{version}"{contested}{doubt}><div class="top">{number}'
)
CONTESTED = SafeString(' data-contested=""')
DOUBT = Pattern(' data-anchor="{verdict}"')
LINKED = Pattern('<a class="no" href="#r-{key}">')
UNLINKED = SafeString('<a class="no">')
MIDDLE = Pattern('</a><bdi class="who">{who}</bdi>{role}')
ROLE = Pattern('<span class="role" dir="auto">{words}</span>')
TAIL = Pattern(
    '</div>{doubt}{says}<div class="foot"><span class="conf">{word}</span>{cue}'
    '<span class="people">{people}</span>{replies}</div><div class="more">{more}</div></li>\n'
)
IN_DOUBT = Pattern(
    '<p class="doubt">{words} <a class="link" href="{address}#anchor-{key}">{ask}</a></p>'
)
SAYS = Pattern('<p class="says" dir="auto">{words}</p>')
QUOTES = Pattern('<p class="says" dir="auto"><q>{words}</q></p>')
CUE = Pattern('<q dir="auto">{words}</q>')
PERSON = Pattern('<span class="avatar"{place} data-hue="{hue}" title="{name}">{initials}</span>')
# An equal claim of somebody else is found at its own address, too.
PLACE = Pattern(' id="claim-{key}"')
REPLIES = Pattern(
    '<span class="replies" title="{words}"><svg class="icon" aria-hidden="true">'
    '<use href="{icons}#reply"/></svg>{count}</span>'
)
MORE = Pattern(
    '{details}{note}<div class="talk"></div>'
    '<p class="links"><a class="link" href="{address}">Open the claim</a>{original}</p>'
)
BRIEF = Pattern(
    '<div class="talk"></div>'
    '<p class="links"><a class="link" href="{address}">Open the claim</a></p>'
)
DETAILS = Pattern('<dl class="kv">{rows}</dl>')
DETAIL = Pattern('<dt>{label}</dt><dd dir="auto">{words}</dd>')
NOTE = Pattern('<p class="soft" dir="auto">{words}</p>')
ORIGINAL = Pattern('<a class="link" href="{address}" rel="noopener noreferrer">In the original</a>')


@dataclass(frozen=True)
class Setting:
    """What cards take from the story: `is_brief` where there are so many that each shows less."""

    publisher: str = ""
    address: str = ""
    is_brief: bool = False

    @classmethod
    def of(cls, article: Article, *, is_brief: bool = False) -> Setting:
        publisher = article.publisher.name if article.publisher else ""
        return cls(publisher, article.address, is_brief)


@dataclass(frozen=True)
class DrawnCard:
    """Its number belongs between the first two, the viewer's code between the last two."""

    before: SafeString
    between: SafeString
    after: SafeString


def draw_card(card: Card, setting: Setting) -> DrawnCard:
    return _drawn(_Key((card.shows, setting), card, setting))


class _Key:
    """A card by what it shows. Of equal keys any one's card will do."""

    def __init__(self, shows: object, card: Card, setting: Setting) -> None:
        self.shows, self.card, self.setting = shows, card, setting

    def __hash__(self) -> int:
        return hash(self.shows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.shows == other.shows


@lru_cache(maxsize=KEPT)
def _drawn(key: _Key) -> DrawnCard:
    card, setting = key.card, key.setting
    claim = card.reading
    return DrawnCard(_head(card), _voice(claim.chain[:2], setting.publisher), _tail(card, setting))


def _head(card: Card) -> SafeString:
    claim = card.reading
    return HEAD(
        key=claim.key,
        level=claim.confidence,
        source=source_key(claim.source),
        authors=" ".join(str(person.uuid) for person in card.people),
        version=claim.version,
        contested=CONTESTED if card.is_contested else NOTHING,
        doubt=DOUBT(verdict=claim.verdict) if claim.needs_a_person else NOTHING,
        number=LINKED(key=claim.key) if claim.segments else UNLINKED,
    )


@lru_cache(maxsize=KEPT)
def _voice(chain: tuple[Voice, ...], publisher: str) -> SafeString:
    role = role_of(chain)
    return MIDDLE(who=name_of(chain[0], publisher), role=ROLE(words=role) if role else NOTHING)


def _tail(card: Card, setting: Setting) -> SafeString:
    claim = card.reading
    return TAIL(
        doubt=_in_doubt(claim) if claim.needs_a_person else NOTHING,
        says=SAYS(words=claim.statement) if claim.statement else QUOTES(words=_short(claim.quote)),
        word=CONFIDENCE[claim.confidence],
        cue=CUE(words=claim.cues[0]) if claim.cues else NOTHING,
        people=_people(card),
        replies=_replies(card.replies) if card.replies else NOTHING,
        more=_more(card, setting),
    )


def _in_doubt(claim: Reading) -> SafeString:
    words, ask = DOUBTS[claim.verdict]
    return IN_DOUBT(words=words, ask=ask, address=_address(claim), key=claim.key)


def _replies(count: int) -> SafeString:
    words = how_many(count, "reply", "replies")
    return REPLIES(words=words, icons=static("img/icons.svg"), count=count)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"


def _people(card: Card) -> SafeString:
    places = (PLACE(key=claim.key) for claim in card.also)
    whose = zip((claim.author for claim in card.all), (NOTHING, *places), strict=True)
    return joined(
        PERSON(place=place, hue=one.hue, name=one.name, initials=one.initials)
        for one, place in whose
    )


def _more(card: Card, setting: Setting) -> SafeString:
    claim = card.reading
    address = _address(claim)
    if setting.is_brief:
        return BRIEF(address=address)
    original = words_at(setting.address, claim.quote, claim.prefix, claim.suffix)
    rows = joined(
        DETAIL(label=label, words=words) for label, words in details(card, setting.publisher)
    )
    return MORE(
        details=DETAILS(rows=rows) if rows else NOTHING,
        note=NOTE(words=claim.note) if claim.note else NOTHING,
        address=address,
        original=ORIGINAL(address=original) if original else NOTHING,
    )


def _address(claim: Reading) -> str:
    return f"{_claims()}{claim.key}/"


@lru_cache(maxsize=1)
def _claims() -> str:
    """How addresses of claims begin: asking for each would take as long as all else on a card."""
    none = uuid.UUID(int=0)
    return reverse("annotations:claim", args=[none]).removesuffix(f"{none}/")


def forget() -> None:
    for kept in (_drawn, _voice):
        kept.cache_clear()
