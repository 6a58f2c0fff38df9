"""What a story's new revision does to the claims on it: each is anchored onto the newer words.

Anchors are computed before the revision's transaction, from the newest words where a claim's place
was certain; claims that were made or changed meanwhile are anchored within it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Max, Q, QuerySet

from annotations import contested
from annotations.anchoring import reanchor_verdicts
from annotations.models import Anchoring, Claim
from articles.models import Article, Revision
from articles.wording import Wording

BATCH = 500
FORESEEN = {
    "lost": "no longer in the story",
    "edited": "at changed words",
    "moved": "moved",
    "same": "unchanged",
}


def foresee(article: Article, wording: Wording) -> list[tuple[str, int]]:
    """What would become of the live claims, in words, and of how many; the worst first."""
    live = set(article.claims.live().values_list("pk", flat=True))
    coming = _carried(_bases(article), wording.text).values()
    counts = Counter(each.verdict for each in coming if each.claim_id in live)
    return [(words, counts[verdict]) for verdict, words in FORESEEN.items() if counts[verdict]]


def follow(article: Article, wording: Wording) -> Callable[[Revision | None, Revision], None]:
    """Compute the anchors now; what is returned stores them, within the transaction."""
    coming = _carried(_bases(article), wording.text)

    def store(before: Revision | None, after: Revision) -> None:
        if before is not None:
            _store(coming, after)

    return store


def looked_for_again(claims: QuerySet[Claim]) -> dict[int, Anchoring]:
    """Where the claims' words stand in the current revisions, looked for anew from the newest
    earlier place that is certain: by claim, as rows not yet stored. Those that have none are left
    out: they were marked on these very words."""
    found = {}
    here = claims.order_by().values("article")
    stories = Article.objects.filter(pk__in=here, state=Article.PUBLISHED)
    for article in stories.select_related("current"):
        earlier = {"claim__in": claims.order_by(), "revision__number__lt": article.current.number}
        bases = _bases(article, **earlier)
        carried = _carried(bases, article.current.text)
        for base in bases:
            carried[base.pk].revision = article.current
            found[base.claim_id] = carried[base.pk]
    return found


def _bases(article: Article, **which: Any) -> list[Anchoring]:
    """For each claim the anchoring to start from: the newest that is certain. A claim that is made
    between the two questions is left to the transaction."""
    trusted = Anchoring.objects.trusted().filter(claim__article=article, **which)
    newest = trusted.values("claim").annotate(newest=Max("revision__number"))
    numbers = dict(newest.values_list("claim", "newest"))
    rows = trusted.filter(revision__number__in=set(numbers.values())).select_related("revision")
    return [row for row in rows if row.revision.number == numbers.get(row.claim_id)]


def _carried(bases: Iterable[Anchoring], text: str) -> dict[int, Anchoring]:
    """By the base's row number: where its words stand in the text, as rows not yet stored."""
    by_revision: dict[Revision, list[Anchoring]] = defaultdict(list)
    for base in bases:
        by_revision[base.revision].append(base)
    found = {}
    for revision, group in by_revision.items():
        spans = [tuple(span) for base in group for span in base.segments]
        verdicts = iter(reanchor_verdicts(revision.text, spans, text))
        for base in group:
            found[base.pk] = base.judged([next(verdicts) for _ in base.segments], text)
    return found


def _store(coming: dict[int, Anchoring], after: Revision) -> None:
    article = after.article
    bases = _bases(article)
    late = [base for base in bases if base.pk not in coming]
    carried = {**coming, **_carried(late, after.text)}
    earlier = _earlier(article, after)
    rows: list[Anchoring] = []
    for base in bases:
        row = earlier.get(base.claim_id) or carried[base.pk]
        row.pk, row.revision = None, after
        row._state.adding = True
        rows.append(row)
    Anchoring.objects.bulk_create(rows, batch_size=BATCH)
    _let_claims_know(rows)
    for project in set(article.claims.values_list("project", flat=True)):
        contested.recount_story(project, after.pk)


def _earlier(article: Article, after: Revision) -> dict[int, Anchoring]:
    """Where the words are again those of an earlier revision: its anchorings, confirmations
    included, by claim."""
    same = article.revisions.with_text(after.sha256).filter(~Q(pk=after.pk))
    rows = Anchoring.objects.filter(revision__in=same).order_by("revision__number")
    return {row.claim_id: row for row in rows}


def _let_claims_know(rows: list[Anchoring]) -> None:
    claims = Claim.objects.in_bulk([row.claim_id for row in rows])
    changed = []
    for row in rows:
        claim = claims[row.claim_id]
        stands = (row.start, row.verdict, row.needs_a_person)
        if stands != (claim.start, claim.anchor_state, claim.needs_a_person):
            claim.start, claim.anchor_state, claim.needs_a_person = stands
            claim.is_contested = claim.is_contested and row.start is not None
            changed.append(claim)
    Claim.objects.bulk_update(
        changed, ["start", "anchor_state", "needs_a_person", "is_contested"], batch_size=BATCH
    )
