"""Sources to choose from: those used last where one is marking, or those that a name asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Count, Max, Q

from annotations.alike import SHORTEST, alike
from annotations.margin.facets import ICONS
from annotations.mentioned import mentioned
from annotations.models import Attribution, Claim, Project, Source
from articles.models import Article, Revision
from articles.wording import folded

MOST_OFFERED, MOST_LISTED, MOST_COMPARED = 6, 200, 100
MOST_BESIDE, MOST_KNOWN, MOST_WORDS = 3, 2_000, 6

Span = tuple[int, int]


@dataclass(frozen=True)
class Offer:
    """A source with how many live claims rest on it. `before`, `match` and `after` are its name,
    cut at what was typed."""

    source: Source
    claims: int
    before: str
    match: str = ""
    after: str = ""
    is_alike: bool = False

    @property
    def icon(self) -> str:
        return ICONS[self.source.kind]

    @classmethod
    def of(cls, source: Source, claims: int, words: str = "", is_alike: bool = False) -> Offer:
        at = source.name.lower().find(words.lower()) if words else -1
        if at < 0:
            return cls(source, claims, source.name, is_alike=is_alike)
        parts = source.name[:at], source.name[at : at + len(words)], source.name[at + len(words) :]
        return cls(source, claims, *parts, is_alike=is_alike)


def recent(
    project: Project, article: Article, person: Any, *, beside: Sequence[Span] = ()
) -> list[Offer]:
    """Sources that are named just before the words that are being marked, those that were used
    last on the story, and those used last in the project."""
    claims = Claim.objects.visible_to(person).live().filter(project=project)
    found = _named_beside(project, article, beside)[:MOST_BESIDE]
    found += _latest(claims.filter(article=article))
    if len(found) < MOST_OFFERED:
        newest = claims.order_by("-created_at", "-id").values_list("pk", flat=True)
        found += _latest(Claim.objects.filter(pk__in=list(newest[: MOST_OFFERED * 4])))
    ids = list(dict.fromkeys(found))[:MOST_OFFERED]
    rows = Source.objects.filter(pk__in=ids).select_related("merged_into")
    place = {key: at for at, key in enumerate(ids)}
    standing = [row.standing for row in sorted(rows, key=lambda row: place[row.pk])]
    return _offers(dict.fromkeys(standing), claims)


def choices(project: Project, article: Article, person: Any) -> list[tuple[str, str]]:
    """To choose from in a plain list, as (uuid, name): those used last, then the others by name."""
    offers = [*recent(project, article, person), *named(project, "", person, most=MOST_LISTED)]
    return list({str(each.source.uuid): each.source.name for each in offers}.items())


def named(project: Project, words: str, person: Any, *, most: int = MOST_OFFERED) -> list[Offer]:
    """Those whose name or alias holds the words, then those whose name is much like them."""
    words = words.strip()
    claims = Claim.objects.visible_to(person).live().filter(project=project)
    sources = Source.objects.standing().filter(project=project)
    if not folded(words):
        return _offers(sources.order_by("name", "id")[:most], claims)
    found = list(sources.called(words).order_by("name", "id")[: most * 4])
    key = folded(words)
    found.sort(key=lambda row: (not row.folded_name.startswith(key), row.name))
    others = [row for row in _near(sources, key) if row not in found and alike(row.name, words)]
    near = {row.pk for row in found[:most] + others if alike(row.name, words)}
    return _offers([*found[:most], *others[:most]], claims, words, near)


def _named_beside(project: Project, article: Article, beside: Sequence[Span]) -> list[int]:
    if not beside:
        return []
    text = Revision.objects.values_list("text", flat=True).get(pk=article.current_id)
    known = Source.objects.standing().filter(project=project).order_by("-pk")
    rows = known.values_list("pk", "name", "kind")[:MOST_KNOWN]
    names = [(key, name, kind == "person") for key, name, kind in rows]
    return mentioned(names, text, beside[0][0], beside[-1][1])


def _latest(claims: Any) -> list[int]:
    links = Attribution.objects.filter(claim__in=claims, source__isnull=False).order_by()
    used = links.values("source").annotate(last=Max("claim__created_at"), row=Max("claim"))
    rows = used.order_by("-last", "-row").values_list("source", flat=True)
    return list(rows[:MOST_OFFERED])


def _near(sources: Any, key: str) -> Sequence[Source]:
    """Some whose name begins a word as one of these begins, or is shortened to it."""
    words = key.split()
    starts = [word[:SHORTEST] for word in words if len(word) >= SHORTEST][:MOST_WORDS]
    initials = "".join(word[0] for word in words)
    begins = [Q(folded_name__contains=each) for each in starts]
    if len(initials) >= SHORTEST:
        begins.append(Q(folded_name=initials))
    if len(words) == 1 and len(key) <= MOST_WORDS:
        first, *others = key
        long = (Q(folded_name__contains=f" {letter}") for letter in others)
        begins.append(reduce(and_, long, Q(folded_name__startswith=first)))
    return list(sources.filter(reduce(or_, begins))[:MOST_COMPARED]) if begins else []


def _offers(
    sources: Iterable[Source], claims: Any, words: str = "", near: Iterable[int] = ()
) -> list[Offer]:
    """Each with how many of the claims rest on it."""
    sources, near = list(sources), set(near)
    rests = claims.filter(source__in=[row.pk for row in sources]).order_by()
    used = dict(rests.values_list("source").annotate(Count("pk")))
    return [Offer.of(row, used.get(row.pk, 0), words, row.pk in near) for row in sources]
