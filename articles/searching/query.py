"""What somebody typed into the search field, taken apart. Any input has a meaning.

Words must all occur; "words in quotes" as they stand. `publisher:` and `tag:` take a name, quoted
if it has spaces, and widen when repeated. `after:` and `before:` take a year, a month or a day:
from its beginning on, and until its beginning. Everything else is plain words.
"""

import re
from dataclasses import dataclass
from datetime import date

from articles.searching.folding import Word, without_spaces, words_of

MOST_TERMS = 24
MOST_WORDS = 60
MOST_TYPED = 2_000

_PART = re.compile(
    r"""(?:(?P<key>publisher|tag|before|after):)?(?:"(?P<quoted>[^"]*)"|“(?P<curly>[^”]*)”|(?P<bare>\S+))""",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)


@dataclass(frozen=True)
class Term:
    """Words that stand beside one another; the last is only begun, where `begun` says so."""

    words: tuple[str, ...]
    begun: bool = False


@dataclass(frozen=True)
class Query:
    """`shortened` says that what was typed is longer than what is searched for."""

    typed: str = ""
    terms: tuple[Term, ...] = ()
    publishers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    shortened: bool = False

    @property
    def asks(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.terms or self.publishers or self.tags or self.after or self.before)


def parse(typed: str) -> Query:
    """Any text as a query; what makes no sense as a filter is plain words."""
    terms: list[Term] = []
    names: dict[str, list[str]] = {"publisher": [], "tag": []}
    days: dict[str, list[date]] = {"after": [], "before": []}
    for part in _PART.finditer(typed[:MOST_TYPED]):
        key = (part["key"] or "").lower()
        value = part["quoted"] or part["curly"] or part["bare"] or ""
        if key in names and any(words_of(value)):
            names[key].append(value)
        elif key in days and (day := _first_day(value)):
            days[key].append(day)
        elif part["bare"]:
            terms += _terms(part[0].split(":"))
        else:
            terms += _terms([key, value])
    terms = list(dict.fromkeys(terms))
    kept = _few(terms)
    return Query(
        typed=typed,
        terms=kept,
        publishers=tuple(names["publisher"]),
        tags=tuple(names["tag"]),
        after=max(days["after"], default=None),
        before=min(days["before"], default=None),
        shortened=len(typed) > MOST_TYPED or len(kept) < len(terms),
    )


def _few(terms: list[Term]) -> tuple[Term, ...]:
    kept: list[Term] = []
    for term in terms:
        if len(kept) == MOST_TERMS or sum(len(each.words) for each in kept) >= MOST_WORDS:
            break
        kept.append(term)
    return tuple(kept)


def _terms(texts: list[str]) -> list[Term]:
    return [term for text in texts if (term := _term(list(words_of(text))))]


def _term(words: list[Word]) -> Term | None:
    """The last character of a stretch without spaces says how a word begins, unless the pair
    before it says it already."""
    if not words:
        return None
    last = words[-1]
    if not (len(last.text) == 1 and without_spaces(last.text)):
        return Term(tuple(word.text for word in words))
    if len(words) > 1 and words[-2].end == last.end:
        return Term(tuple(word.text for word in words[:-1]))
    return Term(tuple(word.text for word in words), begun=True)


def _first_day(value: str) -> date | None:
    found = _DAY.fullmatch(value)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
