"""A claim whose words were edited or are gone, and how a person says where it stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from annotations.differing import Difference, difference
from annotations.models import Anchoring, Claim
from annotations.passages import LONGEST, Unmarkable
from annotations.selected import selected, spans_of, typed
from articles.models import Revision


@dataclass(frozen=True)
class Doubt:
    """The words as they last stood for sure, in which revision, and as they were found now."""

    was: Anchoring
    now: Anchoring

    @classmethod
    def about(cls, claim: Claim) -> Doubt | None:
        """None where the words are not in doubt."""
        if not claim.needs_a_person:
            return None
        rows = claim.anchorings.select_related("revision").defer("revision__blocks")
        now = rows.get(revision=claim.article.current_id)
        was = rows.trusted().filter(revision__number__lt=now.revision.number)
        return cls(was.order_by("-revision__number")[0], now)

    @property
    def is_lost(self) -> bool:
        return self.now.verdict == "lost"

    @property
    def change(self) -> Difference:
        return difference("Words", self.was.quote, "" if self.is_lost else self.now.quote)


class PlaceForm(forms.Form):
    """Where a claim stands in the current revision: places that were selected, or words typed."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    segments = forms.CharField(required=False, widget=forms.HiddenInput)
    quote = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label="The words it stands at now", required=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, claim: Claim, **options: Any) -> None:
        super().__init__(data, auto_id=f"place-{claim.uuid}-%s", **options)
        self.claim = claim

    def clean(self) -> dict[str, Any]:
        try:
            self.cleaned_data["anchored"] = self._anchored()
        except Unmarkable as refusal:
            raise ValidationError(str(refusal)) from None
        return self.cleaned_data

    def _anchored(self) -> Anchoring:
        asked = self.cleaned_data
        revision = Revision.objects.get(pk=self.claim.article.current_id)
        if asked.get("segments"):
            if asked.get("revision") != revision.number:
                raise Unmarkable("The story was revised in the meantime. Select the words again.")
            found = selected(revision.text, spans_of([asked["segments"]]), asked.get("quote", ""))
        else:
            found = typed(revision.text, asked.get("words", ""), (0, len(revision.text)))
        return Anchoring.of(found, revision=revision, verdict="moved")
