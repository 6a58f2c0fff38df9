"""Finding claims by what one remembers: words of quote or statement, a source, an address."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from annotations.models import Anchoring, Claim, Source
from articles.wording import folded

MOST_FOUND = 1_000
MOST_LOOKED_AT = 100_000
MOST_SOURCES = 200
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


def found_claims(claims: QuerySet[Claim], typed: str, *, by: Any) -> QuerySet[Claim]:
    """Claims whose statement or present quote holds the words, or that rest on a source so called;
    an address finds its claim alone. Of the newest 100,000, up to the newest 1,000 count."""
    words = " ".join(typed.split())
    if not words:
        return claims
    if addressed := _UUID.search(words):
        return claims.filter(uuid=uuid.UUID(addressed.group()))
    numbers = Claim.objects.order_by("-pk").values_list("pk", flat=True)
    beyond = numbers[MOST_LOOKED_AT : MOST_LOOKED_AT + 1].first() or 0
    says = _says(words) | Q(source__in=_sources(words, by))
    found = claims.filter(says, pk__gt=beyond).order_by("-created_at", "-pk")
    return claims.filter(pk__in=list(found.values_list("pk", flat=True)[:MOST_FOUND]))


def _says(words: str) -> Q:
    """SQLite folds the case of plain Latin letters only: others are looked for in three forms."""
    spellings = {words} if words.isascii() else {words, words.lower(), words.title()}
    stated, quoted = Q(), Q()
    for each in spellings:
        stated |= Q(statement__icontains=each)
        quoted |= Q(quote__icontains=each)
    now = {"claim": OuterRef("pk"), "revision": OuterRef("article__current")}
    return stated | Exists(Anchoring.objects.filter(quoted, **now))


def _sources(words: str, person: Any) -> list[int]:
    if not folded(words):
        return []
    called = Source.objects.curated_by(person).standing().called(words)
    return list(called.values_list("pk", flat=True)[:MOST_SOURCES])
