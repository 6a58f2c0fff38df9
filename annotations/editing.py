"""Changing what a claim says: the composer's fields for words that are marked already, and what
stands against what when somebody else was first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from annotations.coding import SOURCE, Coding, Link
from annotations.differing import Row, three_ways
from annotations.forms import LONGEST_NOTE, MOST_CUES, MarkForm
from annotations.models import Claim, Source
from annotations.telling import source_names
from annotations.vocabulary import SOURCE_KINDS, VOICES

MOST_OFFERED = 500


class CodingForm(MarkForm):
    """All that a claim says of its words. `reason` is for suggestions alone."""

    reason = forms.CharField(required=False, max_length=LONGEST_NOTE)

    def __init__(self, data: Any, *, claim: Claim) -> None:
        super().__init__(data, article=claim.article, project=claim.project)
        self.claim_edited = claim
        self.made: dict[str, str] = {}

    @classmethod
    def of(cls, coding: Coding, *, claim: Claim) -> CodingForm:
        """The form as somebody would fill it in who says the same."""
        return cls(sent(coding), claim=claim)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return list(SOURCE_KINDS.items())

    @property
    def cue_boxes(self) -> list[str]:
        """The cue words as they were sent, and an empty box after them."""
        cues = [cue for cue in self.data.getlist("cue") if cue][:MOST_CUES]
        return [*cues, ""] if len(cues) < MOST_CUES else cues

    @property
    def holders(self) -> list[tuple[str, str]]:
        """The steps by number and name."""
        names = dict(offered_sources(self.claim_edited)) | VOICES
        steps = [step for step in self.steps if step.choice or step.name]
        told = (names.get(step.choice) or step.name or "A source" for step in steps)
        return [(str(number), name) for number, name in enumerate(told)]

    @property
    def chosen_holder(self) -> str:
        return self.data.get("holder", "0")

    def coding(self, *, by: Any) -> Coding:
        """What a valid form says; sources that it names anew are made. Raises Incoherent and
        NotAllowed."""
        known = {(link.voice, link.source): link for link in self.claim_edited.coding.chain}
        links = []
        for named in self.cleaned_data["source"]:
            link = named.link(self.project, by=by)
            if named.name:
                self.made[str(link.source)] = named.name
            links.append(known.get((link.voice, link.source), link))
        return Coding(chain=tuple(links), **self.marking().said)

    def _anchored(self) -> None:
        """Its words are marked already."""


@dataclass(frozen=True)
class Clash:
    """What somebody else saved first: each field that either changed, and the version to save
    over."""

    theirs: Claim
    rows: Sequence[Row]

    @classmethod
    def of(cls, theirs: Claim, mine: Coding, expected: int, made: dict[str, str]) -> Clash:
        base = theirs.version_at(expected) or mine
        plains = [each.as_plain() for each in (base, theirs.coding, mine)]
        names = source_names(theirs, *plains) | made
        return cls(theirs, three_ways(*plains, names))


def sent(coding: Coding) -> QueryDict:
    """What a browser would send for this coding."""
    first, *via = coding.chain
    data = QueryDict(mutable=True)
    for name in ("statement", "confidence", "confidence_kind", "polarity", "type", "note"):
        data[name] = getattr(coding, name)
    data["source"] = _choice(first)
    data["holder"] = str(coding.holder)
    data["tags"] = ", ".join(coding.tags)
    data["sure"] = "sure" if coding.is_sure else "unsure"
    data.setlist("cue", list(coding.cues))
    data.setlist("via", [_choice(link) for link in via])
    data.setlist("via_name", [""] * len(via))
    data.setlist("via_kind", [""] * len(via))
    return data


def offered_sources(claim: Claim) -> list[tuple[str, str]]:
    """The project's sources to choose from, by name: (uuid, name)."""
    rows = Source.objects.standing().filter(project=claim.project_id).order_by("name", "id")
    shown = {str(key): name for key, name in rows.values_list("uuid", "name")[:MOST_OFFERED]}
    for link in claim.attributions.all():  # a merged one stays choosable where it stands
        if link.source:
            shown.setdefault(str(link.source.uuid), link.source.name)
    return list(shown.items())


def _choice(link: Link) -> str:
    return str(link.source) if link.voice == SOURCE else link.voice
