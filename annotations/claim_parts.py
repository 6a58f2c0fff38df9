"""The parts of a claim's page: what one may do, who thinks what of it, what is suggested, and the
steps of its chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from annotations.differing import Difference
from annotations.models import Assessment, Attribution, Claim, Proposal

ICONS = {
    "organisation": "organisation", "document": "document", "group": "group", "class": "group",
    "unknown": "anonymous",
}  # fmt: skip


@dataclass(frozen=True)
class Rights:
    """What the person asking may do with the claim."""

    edits: bool = False
    answers: bool = False
    curates: bool = False

    @classmethod
    def of(cls, claim: Claim, person: Any) -> Rights:
        if not person.is_authenticated:
            return cls()
        this = {"pk": OuterRef("pk")}
        asked = Claim.objects.filter(pk=claim.pk).values_list(
            Exists(Claim.objects.editable_by(person).filter(**this)),
            Exists(Claim.objects.answerable_by(person).filter(**this)),
            Exists(Claim.objects.curated_by(person).filter(**this)),
        )
        return cls(*asked.get())


@dataclass(frozen=True)
class Judged:
    """What one person thinks of the claim and of its source: "B2" with its reason."""

    person: Any
    reliability: str = ""
    assessment: Assessment | None = None

    @property
    def code(self) -> str:
        credibility = self.assessment and self.assessment.credibility
        return f"{self.reliability or '–'}{credibility or '–'}"


@dataclass(frozen=True)
class Suggested:
    """An open suggestion, and what it would change in what the claim says now."""

    proposal: Proposal
    differences: Sequence[Difference]


@dataclass(frozen=True)
class Step:
    """One link of the chain as it is shown."""

    name: str
    icon: str = ""
    role: str = ""
    asides: str = ""

    @classmethod
    def of(cls, link: Attribution) -> Step:
        source = link.source.standing if link.source else None
        told = [
            f"“{link.mention}”" if link.mention else "", f"“{link.cue}”" if link.cue else "",
            link.get_channel_display(), link.get_basis_display(),
        ]  # fmt: skip
        asides = ", ".join(part for part in told if part)
        if source is None:
            return cls(link.get_voice_display(), asides=asides)
        return cls(source.name, ICONS.get(source.kind, "person"), source.role, asides)


def initial_of(judged: Judged) -> dict[str, Any]:
    """One's own judgement, to change it."""
    mine, initial = judged.assessment, {"reliability": judged.reliability}
    if mine:
        initial |= {name: getattr(mine, name) for name in ("credibility", "verdict", "reason")}
    return initial
