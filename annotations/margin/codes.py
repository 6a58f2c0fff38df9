"""The Admiralty code on a card: the viewer's own judgement, else the curated one, never a mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Exists, Q
from django.utils.html import format_html
from django.utils.safestring import SafeString

from annotations.margin.cards import Judged
from annotations.models import Assessment, Membership, Project, SourceAssessment
from annotations.vocabulary import CREDIBILITY, RELIABILITY
from articles.parcels import Blank

NOTHING = "–"
SIZE = 128
OWN = """
SELECT judged.source_id, judged.reliability, NULL
FROM annotations_sourceassessment AS judged
JOIN annotations_source AS source ON source.id = judged.source_id
WHERE judged.person_id = %s AND source.project_id = %s
UNION ALL
SELECT judged.claim_id, NULL, judged.credibility
FROM annotations_assessment AS judged JOIN annotations_claim AS claim ON claim.id = judged.claim_id
WHERE judged.person_id = %s AND claim.article_id = %s
"""


@dataclass(frozen=True)
class Codes:
    """Judgements by row number: of sources A to F, of claims 1 to 6."""

    reliability: Mapping[int, str] = field(default_factory=dict)
    credibility: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, person: Any, article: int, project: int) -> Codes:
        """One person's own, on a story. Written out, because each reading of a story asks it."""
        if not person.is_authenticated:
            return cls()
        with connection.cursor() as cursor:
            cursor.execute(OWN, [person.pk, project, person.pk, article])
            rows = cursor.fetchall()
        return cls(
            reliability={key: letter for key, letter, _ in rows if letter},
            credibility={key: digit for key, _, digit in rows if digit},
        )

    @classmethod
    def curated(cls, article: int, project: int) -> Codes:
        """Those of the project's curators, the newest where there are several."""
        judges = list(curators(project))
        if not judges:
            return cls()
        claims = Assessment.objects.filter(
            person__in=judges, claim__article=article, claim__project=project
        )
        sources = SourceAssessment.objects.filter(person__in=judges, source__project=project)
        judged = claims.order_by("made_at", "pk").values_list("claim", "credibility")
        trusted = sources.order_by("made_at", "pk").values_list("source", "reliability")
        return cls(dict(trusted), {claim: digit for claim, digit in judged if digit})

    def code(self, judged: Judged) -> str:
        """ "B2", with a dash for what is not judged; "" if neither is."""
        letter = self.reliability.get(judged.source or 0, "")
        digits = (self.credibility[claim] for claim in judged.claims if claim in self.credibility)
        digit = str(next(digits, ""))
        return f"{letter or NOTHING}{digit or NOTHING}" if letter or digit else ""


@lru_cache(maxsize=4_096)
def drawn_code(mine: str, curated: str) -> SafeString:
    """The code that a card shows: one's own as a whole, else the curated one."""
    code = mine or curated
    if not code:
        return format_html('<span class="code" data-empty title="{}">–</span>', "Not assessed yet")
    words = f"{'You' if mine else 'Curated'}: {in_words(code)}"
    return format_html('<abbr class="code" title="{}">{}</abbr>', words, code)


@lru_cache(maxsize=4_096)
def padded_code(mine: str, curated: str) -> Blank:
    """The same in exactly `SIZE` bytes, with spaces where a tag may have them."""
    drawn = drawn_code(mine, curated).encode()
    tag, end, rest = drawn.partition(b">")
    return Blank(tag + b" " * (SIZE - len(drawn)) + end + rest)


def in_words(code: str) -> str:
    """ "usually reliable, probably true" """
    letter, digit = code
    source = RELIABILITY.get(letter, "source not assessed")
    claim = CREDIBILITY[int(digit)] if digit != NOTHING else "not assessed"
    return f"{source}, {claim}".lower()


def curators(project: int) -> Any:
    """Those who moderate the project: its own curators and owners, and the site's."""
    roles = [Membership.CURATOR, Membership.OWNER]
    own = Membership.objects.filter(project=project, role__in=roles).values("person")
    is_open = Exists(Project.objects.filter(pk=project, access=Project.OPEN))
    site = Q(role="owner") | (Q(role="curator") & is_open)
    people = get_user_model().objects.filter(Q(pk__in=own) | site)
    return people.values_list("pk", flat=True)
