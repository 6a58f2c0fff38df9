"""Whether claims are contested: two live ones of a project that overlap by half or more and differ
in source or level. The answer stands in a column, and is kept true by whoever changes a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import models

from annotations.models.anchoring import Anchoring
from annotations.passages import Span, shared

ENOUGH = 0.5


@dataclass(frozen=True)
class Marked:
    """A live claim's place and what it says there: `says` is its source and level."""

    claim: int
    segments: Sequence[Span]
    says: tuple[Any, ...]
    is_contested: bool = False

    def contests(self, other: Marked) -> bool:
        return self.says != other.says and shared(self.segments, other.segments) >= ENOUGH


def contested_among(marked: Iterable[Marked]) -> set[int]:
    """The claims among these that another one contests."""
    found: set[int] = set()
    open_: list[Marked] = []
    for one in sorted(marked, key=lambda each: each.segments[0][0]):
        start = one.segments[0][0]
        open_ = [other for other in open_ if other.segments[-1][1] > start]
        for other in open_:
            if one.claim in found and other.claim in found:
                continue
            if one.contests(other):
                found |= {one.claim, other.claim}
        open_.append(one)
    return found


def recount_near(claim: Any, place: Anchoring | None = None) -> None:
    """Say of the claim and of those that overlap it whether they are contested; `place` is where it
    stands in the story's current words, if that is known."""
    _recount(claim, place, leave_out=None)


def recount_without(claim: Any) -> None:
    """The same of those that overlap it, as if it were gone."""
    _recount(claim, None, leave_out=claim.pk)


def recount_story(project_id: int, revision_id: int) -> None:
    """Say it of all claims of a project on a story."""
    marked = _marked(Anchoring.objects.filter(revision=revision_id, claim__project=project_id))
    _store(marked, contested_among(marked))


def recount_stories(project_id: int, revision_ids: Iterable[int]) -> None:
    """The same on several stories at once."""
    # As a condition of its own, or SQLite would begin at all claims of the project.
    here = _claims().filter(pk=models.OuterRef("claim"), project=project_id)
    rows = Anchoring.objects.filter(models.Exists(here), revision__in=revision_ids)
    stories = dict(rows.values_list("claim", "revision"))
    by_story: dict[int, list[Marked]] = defaultdict(list)
    for each in _marked(rows):
        by_story[stories[each.claim]].append(each)
    found = set().union(*(contested_among(marked) for marked in by_story.values()))
    _store(chain.from_iterable(by_story.values()), found)


def _recount(claim: Any, place: Anchoring | None, *, leave_out: int | None) -> None:
    if claim.start is None:
        return
    if place is None:
        here = {"claim": claim.pk, "revision": models.F("claim__article__current")}
        place = Anchoring.objects.filter(**here).first()
    if place is None or place.start is None:
        return
    own = place.start, place.end
    rows = Anchoring.objects.filter(revision=place.revision_id, claim__project=claim.project_id)
    near = [each for each in _marked(rows, *own) if each.claim != leave_out]
    found = {
        key
        for mine in near if mine.claim == claim.pk
        for each in near if each.contests(mine)
        for key in (each.claim, mine.claim)
    }  # fmt: skip
    left = [each for each in near if each.is_contested and each.claim not in found]
    _store(near, found | _still_contested(left, rows, leave_out))


def _still_contested(left: Sequence[Marked], rows: models.QuerySet, leave_out: Any) -> set[int]:
    """Those that are contested by whatever stands around them."""
    if not left:
        return set()
    first = min(each.segments[0][0] for each in left)
    last = max(each.segments[-1][1] for each in left)
    around = [each for each in _marked(rows, first, last) if each.claim != leave_out]
    return {each.claim for each in left if any(map(each.contests, around))}


def _marked(rows: models.QuerySet, start: int = 0, end: int | None = None) -> list[Marked]:
    # What is lost has no end.
    bounds = {"end__gt": start} | ({} if end is None else {"start__lt": end})
    live = rows.filter(claim__deleted_at=None, claim__hidden_at=None, **bounds)
    values = live.values_list(
        "claim", "segments", "claim__voice", "claim__source", "claim__confidence",
        "claim__is_contested",
    )  # fmt: skip
    return [
        Marked(claim, segments, tuple(says), is_contested)
        for claim, segments, *says, is_contested in values
    ]


def _store(marked: Iterable[Marked], contested: set[int]) -> None:
    marked = list(marked)
    now = [each.claim for each in marked if each.claim in contested and not each.is_contested]
    no_more = [each.claim for each in marked if each.claim not in contested and each.is_contested]
    if now:
        _claims().filter(pk__in=now).update(is_contested=True)
    if no_more:
        _claims().filter(pk__in=no_more).update(is_contested=False)


def _claims() -> models.QuerySet:
    return Anchoring._meta.get_field("claim").related_model.objects.all()
