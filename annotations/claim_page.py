"""What a claim's page shows: its words in their context, who says so, and all that others added."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.forms import Form
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from annotations.answers import AssessmentForm, EvidenceForm, RelationForm, ReplyForm
from annotations.claim_parts import Judged, Rights, Step, Suggested, initial_of
from annotations.differing import differences
from annotations.doubts import Doubt, PlaceForm
from annotations.margin.page import alone, card_of
from annotations.models import (
    Anchoring,
    Assessment,
    Claim,
    Evidence,
    Relation,
    Reply,
    SourceAssessment,
)
from annotations.surroundings import Piece, surroundings, titled
from annotations.telling import source_names
from articles.models import Revision

MOST_OFFERED = 200
MOST_PEOPLE = 300


@dataclass
class ClaimPage:
    """`forms` are those that were sent and refused, by what they are for; each part asks its
    queries when it is first shown, so that a fragment asks only its own."""

    claim: Claim
    person: Any
    forms: dict[str, Form] = field(default_factory=dict)

    @cached_property
    def rights(self) -> Rights:
        return Rights.of(self.claim, self.person)

    @cached_property
    def may_edit(self) -> bool:
        return self.rights.edits and not self.claim.is_deleted

    @cached_property
    def may_anchor(self) -> bool:
        return Claim.objects.anchorable_by(self.person).filter(pk=self.claim.pk).exists()

    @cached_property
    def doubt(self) -> Doubt | None:
        return Doubt.about(self.claim)

    @property
    def place_form(self) -> Form:
        return self.forms.get("place") or PlaceForm(claim=self.claim)

    @cached_property
    def may_suggest(self) -> bool:
        return self.rights.answers and self.claim.author_id != self.person.pk

    @cached_property
    def may_restore(self) -> bool:
        until = self.claim.restorable_until
        return self.rights.edits and until is not None and until > timezone.now()

    @cached_property
    def anchoring(self) -> Anchoring | None:
        rows = self.claim.anchorings.select_related("revision").defer("revision__blocks")
        return rows.filter(revision=self.claim.article.current_id).first()

    @cached_property
    def context(self) -> list[list[Piece]]:
        """Its paragraphs; without the story's words around it, once those are withdrawn."""
        place = self.anchoring
        return surroundings(place.revision.text, place.segments) if place else []

    @cached_property
    def story(self) -> Revision | None:
        """The story's current revision, if it still has words."""
        place = self.anchoring
        return place.revision if place and not place.revision.withdrawn_at else None

    @property
    def headline(self) -> str:
        return self.story.headline if self.story else "A withdrawn story"

    @property
    def story_url(self) -> str:
        """The claim on the story's page, in its project."""
        where = urlencode({"project": self.claim.project.slug})
        return f"{self.claim.article.get_absolute_url()}?{where}#claim-{self.claim.uuid}"

    @property
    def quote(self) -> str:
        return self.anchoring.quote if self.anchoring else ""

    @property
    def title(self) -> str:
        return titled(self.claim.statement, self.quote) or "A claim"

    @cached_property
    def card(self) -> SafeString:
        """As it stands in the story's margin, without a number."""
        return card_of(self.claim, self.person)

    @cached_property
    def chain(self) -> list[Step]:
        """Whom it rests on first, who told the reader last."""
        return [Step.of(link) for link in self.claim.attributions.all()]

    @property
    def holder(self) -> str:
        """Who expresses the confidence, where that is not whom the claim rests on."""
        return self.chain[self.claim.holder].name if self.claim.holder else ""

    @cached_property
    def is_contested(self) -> bool:
        """Not told where people mark without knowing what others do."""
        return self.claim.is_contested and not self._is_blind

    @cached_property
    def judged(self) -> list[Judged]:
        """Everybody's judgement, the oldest first; where people mark blind one's own alone."""
        theirs = {"person": self.person} if self._is_blind else {}
        rows = Assessment.objects.filter(claim=self.claim, **theirs).select_related("person")
        claims = {row.person: row for row in rows.order_by("made_at", "pk")}
        sources: dict[Any, str] = {}
        if self.claim.source_id:
            of_source = SourceAssessment.objects.filter(source=self.claim.source_id, **theirs)
            of_source = of_source.select_related("person").order_by("made_at", "pk")
            sources = {row.person: row.reliability for row in of_source}
        people = dict.fromkeys([*claims, *sources])
        return [Judged(each, sources.get(each, ""), claims.get(each)) for each in people]

    @cached_property
    def my_judgement(self) -> Judged:
        mine = (each for each in self.judged if each.person == self.person)
        return next(mine, Judged(self.person))

    @cached_property
    def replies(self) -> list[Reply]:
        return list(self.claim.replies.live().select_related("author"))

    @cached_property
    def evidence(self) -> list[Evidence]:
        return self._known(self.claim.evidence.select_related("by"), "other")

    @cached_property
    def relations(self) -> list[Relation]:
        rows = self.claim.relations.select_related("by").order_by("created_at", "id")
        return self._known(rows, "other")

    @cached_property
    def related_from(self) -> list[Relation]:
        """Relations that others' pages state."""
        rows = self.claim.related_from.select_related("by").order_by("created_at", "id")
        return self._known(rows, "claim")

    @cached_property
    def offered(self) -> list[tuple[str, str]]:
        """The other claims on the story, to point at: (uuid, title)."""
        there = self._others.filter(article=self.claim.article_id).exclude(pk=self.claim.pk)
        rows = there.with_quote().in_reading_order()[:MOST_OFFERED]
        return [(str(each.uuid), each.title) for each in rows]

    @cached_property
    def suggested(self) -> list[Suggested]:
        """Open suggestions, for those who work here."""
        if not (self.rights.answers or self.rights.edits):
            return []
        proposals = list(self.claim.proposals.open().select_related("by"))
        now = self.claim.coding.as_plain()
        names = source_names(self.claim, now, *(each.coding for each in proposals))
        return [Suggested(each, differences(now, each.coding, names)) for each in proposals]

    @cached_property
    def people(self) -> list[str]:
        """Names to mention."""
        names = self.claim.project.people().values_list("display_name", flat=True)
        return list(names[:MOST_PEOPLE])

    @property
    def reply_form(self) -> Form:
        return self.forms.get("reply") or ReplyForm(claim=self.claim)

    @property
    def assessment_form(self) -> Form:
        return self.forms.get("assessment") or AssessmentForm(
            claim=self.claim, initial=initial_of(self.my_judgement)
        )

    @property
    def evidence_form(self) -> Form:
        return self.forms.get("evidence") or EvidenceForm(claim=self.claim, offered=self.offered)

    @property
    def relation_form(self) -> Form:
        return self.forms.get("relation") or RelationForm(claim=self.claim, offered=self.offered)

    @cached_property
    def _is_blind(self) -> bool:
        return alone(self.claim.project, self.person) is not None

    @cached_property
    def _others(self) -> Any:
        others = Claim.objects.visible_to(self.person).live()
        return others.filter(project=self.claim.project_id)

    def _known(self, rows: Any, which: str) -> list[Any]:
        """The rows that point at nothing here, or at a claim that the person sees; that with the
        words it stands at."""
        rows = list(rows)
        wanted = {each for row in rows if (each := getattr(row, f"{which}_id"))}
        known = self._others.with_quote().in_bulk(wanted) if wanted else {}
        for row in rows:
            setattr(row, which, known.get(getattr(row, f"{which}_id")))
        return [row for row in rows if getattr(row, which) or getattr(row, "address", "")]
