"""A claim's hold on its story's words: where they stand now, and how that is put right."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from annotations import contested
from annotations.models.anchoring import Anchoring
from annotations.vocabulary import ANCHOR_STATES
from articles.models import Revision
from articles.models.refusal import NotAllowed


class Anchored(models.Model):
    """The columns say what the anchoring on the current revision says, for lists."""

    start = models.PositiveIntegerField(null=True, blank=True)
    anchor_state = models.CharField(
        max_length=6, choices=list(ANCHOR_STATES.items()), default="made"
    )
    needs_a_person = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def remark(self, anchored: Anchoring, *, by: Any, expected: int) -> bool:
        """Mark other words of the current revision for it."""
        with self._held(expected) as claim:
            claim._refuse_closed()
            before = claim._anchoring()
            _refuse_past(before, anchored)
            if before.segments == anchored.segments:
                return False
            contested.recount_without(claim)
            claim._replace(before, anchored, by=by)
            claim._change()
            claim._tell("remark", by, {"segments": before.segments, "quote": before.quote},
                        {"segments": anchored.segments, "quote": anchored.quote})  # fmt: skip
        return True

    def confirm(self, *, by: Any, expected: int) -> None:
        """Say that the claim holds for the words it was found at, though they were edited."""
        with self._held(expected) as claim:
            claim._refuse_closed()
            anchoring = claim._anchoring()
            if not anchoring.needs_a_person or anchoring.verdict == "lost":
                raise NotAllowed("There is nothing to confirm: its words are not in doubt.")
            anchoring.confirmed_by, anchoring.confirmed_at = by, timezone.now()
            anchoring.save(update_fields=["confirmed_by", "confirmed_at"])
            claim._change(needs_a_person=False)
            claim._tell("confirm", by, {}, {"quote": anchoring.quote})

    def reattach(self, anchored: Anchoring, *, by: Any, expected: int) -> None:
        """Put it by hand at words of the current revision."""
        with self._held(expected) as claim:
            claim._refuse_closed()
            before = claim._anchoring()
            _refuse_past(before, anchored)
            verdict = "moved" if before.quote == anchored.quote else "edited"
            anchored.verdict, anchored.confirmed_by = verdict, by
            anchored.confirmed_at = timezone.now()
            contested.recount_without(claim)
            claim._replace(before, anchored, by=by)
            claim._change()
            claim._tell("reattach", by, {"verdict": before.verdict, "quote": before.quote},
                        {"segments": anchored.segments, "quote": anchored.quote})  # fmt: skip

    def anchor_again(self, anchored: Anchoring | None, *, by: Any, expected: int) -> bool:
        """Put it where it was looked for again in the current revision, as `looked_for_again` found
        it. NotAllowed where a person said where it stands, or the story is another by now."""
        with self._held(expected) as claim:
            claim._refuse_closed()
            before = claim._anchoring()
            if anchored is None or before.confirmed_at or before.verdict == "made":
                raise NotAllowed("A person said where it stands.")
            _refuse_past(before, anchored)
            if (before.verdict, before.segments) == (anchored.verdict, anchored.segments):
                return False
            contested.recount_without(claim)
            claim._replace(before, anchored, by=by)
            claim._change()
            claim._tell("reanchor", by, {"verdict": before.verdict, "quote": before.quote},
                        {"verdict": anchored.verdict, "segments": anchored.segments,
                         "quote": anchored.quote})  # fmt: skip
        return True

    def _anchoring(self) -> Anchoring:
        """Where it stands in the story's current words."""
        return self.anchorings.get(revision=self.article.current_id)

    def _follow(self, anchored: Anchoring) -> Anchoring:
        """Anchor it onto the story's current words, if they are newer than those it was marked on;
        where it stands in them. The story is held."""
        current = self.article.current_id
        if current == anchored.revision_id:
            return anchored
        carried = anchored.carried_to(Revision.objects.get(pk=current))
        carried.save(force_insert=True)
        self._stand_at(carried)
        return carried

    def _replace(self, before: Anchoring, anchored: Anchoring, *, by: Any) -> None:
        before.delete()
        anchored.claim = self
        anchored.save(force_insert=True)
        self._follow(anchored)
        self._stand_at(self._anchoring())
        contested.recount_near(self)

    def _stand_at(self, anchoring: Anchoring) -> None:
        self.start = anchoring.start
        self.anchor_state = anchoring.verdict
        self.needs_a_person = anchoring.needs_a_person
        self.is_contested = self.is_contested and anchoring.start is not None
        self.save(update_fields=["start", "anchor_state", "needs_a_person", "is_contested"])


def _refuse_past(now: Anchoring, anchored: Anchoring) -> None:
    if now.revision_id != anchored.revision_id:
        raise NotAllowed("The story was revised in the meantime. Select the words again.")
