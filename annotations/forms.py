"""The form of a claim: the words marked, who says so, how sure, and all that may go with it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from annotations.coding import NONE, OUTLET
from annotations.marking import Marking, Named
from annotations.models import Anchoring, Project
from annotations.models.source import LONGEST_NAME
from annotations.passages import Unmarkable
from annotations.selected import selected, spans_of
from annotations.vocabulary import (
    CLAIM_TYPES,
    CONFIDENCE,
    CONFIDENCE_KINDS,
    CREDIBILITY,
    POLARITIES,
    RELIABILITY,
    SOURCE_KINDS,
)
from articles.models import Article, Revision
from articles.wording import tidy_line

LONGEST_STATEMENT, LONGEST_NOTE = 1_000, 5_000
MOST_STEPS, MOST_TAGS, MOST_CUES = 8, 20, 20
LONGEST_TAG, LONGEST_CUE = 60, 200
NO_SOURCE = "Name a source, or choose “Not stated in the text”."


class MarkForm(forms.Form):
    """Quote, source and level are enough."""

    claim = forms.UUIDField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    quote = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    statement = forms.CharField(required=False, max_length=LONGEST_STATEMENT)
    source = forms.CharField(required=False)
    source_name = forms.CharField(required=False)
    source_kind = forms.ChoiceField(required=False, choices=SOURCE_KINDS.items())
    confidence = forms.ChoiceField(
        choices=CONFIDENCE.items(),
        error_messages={"required": "Choose how sure the words are; “Unstated” is a choice too."},
    )
    confidence_kind = forms.ChoiceField(required=False, choices=CONFIDENCE_KINDS.items())
    polarity = forms.ChoiceField(required=False, choices=POLARITIES.items())
    type = forms.ChoiceField(required=False, choices=CLAIM_TYPES.items())
    holder = forms.IntegerField(required=False, min_value=0, max_value=MOST_STEPS)
    tags = forms.CharField(required=False, max_length=MOST_TAGS * LONGEST_TAG)
    note = forms.CharField(required=False, max_length=LONGEST_NOTE)
    sure = forms.ChoiceField(required=False, choices=[("sure", "Sure"), ("unsure", "Unsure")])
    reliability = forms.ChoiceField(required=False, choices=RELIABILITY.items())
    credibility = forms.TypedChoiceField(
        required=False, choices=CREDIBILITY.items(), coerce=int, empty_value=None
    )

    def __init__(self, data: Any, *, article: Article, project: Project) -> None:
        super().__init__(data)
        self.article, self.project = article, project

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        for name, clean in (("quote", self._anchored), ("source", self._chain)):
            try:
                cleaned[name] = clean()
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned

    def marking(self) -> Marking:
        """What a valid form says."""
        cleaned = self.cleaned_data
        return Marking(
            key=cleaned["claim"] or uuid.uuid4(),
            anchored=cleaned["quote"],
            chain=cleaned["source"],
            said={
                "statement": cleaned["statement"],
                "confidence": cleaned["confidence"],
                "confidence_kind": self._kind(),
                "cues": tuple(self._lines("cue", MOST_CUES, LONGEST_CUE)),
                "polarity": cleaned["polarity"] or "+",
                "type": cleaned["type"] or "event",
                "holder": cleaned["holder"] or 0,
                "tags": tuple(self._tags()),
                "note": cleaned["note"],
                "is_sure": cleaned["sure"] != "unsure",
            },
            reliability=cleaned["reliability"],
            credibility=cleaned["credibility"],
        )

    def _anchored(self) -> Anchoring:
        """The words, in the revision that the person read."""
        revision = self._revision()
        try:
            spans = spans_of(self.data.getlist("segments"))
            found = selected(revision.text, spans, self.cleaned_data.get("quote") or "")
        except Unmarkable as refusal:
            raise ValidationError(str(refusal)) from None
        return Anchoring.of(found, revision=revision, verdict="made")

    def _revision(self) -> Revision:
        rows = self.article.revisions.filter(withdrawn_at=None).defer("blocks", "folded_text")
        number = self.cleaned_data.get("revision")
        found = rows.filter(number=number) if number else rows.filter(pk=self.article.current_id)
        revision = found.first()
        if revision is None:
            raise ValidationError("Load the story again: these words are not there any more.")
        return revision

    def _chain(self) -> tuple[Named, ...]:
        cleaned = self.cleaned_data
        first = _named(
            cleaned.get("source", ""),
            cleaned.get("source_name", ""),
            cleaned.get("source_kind", ""),
        )
        if first is None:
            raise ValidationError(NO_SOURCE)
        columns = (self.data.getlist(name) for name in ("via", "via_name", "via_kind"))
        steps = [_named(*row) for row in zip(*columns, strict=False)][:MOST_STEPS]
        return (first, *filter(None, steps))

    def _kind(self) -> str:
        """Where no level is expressed there is no kind of it either."""
        stated = self.cleaned_data["confidence"] != "unstated"
        return (stated and self.cleaned_data["confidence_kind"]) or "plain"

    def _tags(self) -> list[str]:
        tags = (tidy_line(tag)[:LONGEST_TAG] for tag in self.cleaned_data["tags"].split(","))
        return list(dict.fromkeys(filter(None, tags)))[:MOST_TAGS]

    def _lines(self, name: str, most: int, longest: int) -> list[str]:
        lines = (tidy_line(line)[:longest] for line in self.data.getlist(name))
        return list(dict.fromkeys(filter(None, lines)))[:most]


def _named(chosen: str, name: str, kind: str) -> Named | None:
    """A step as the form names it: chosen, or by name and kind; None if it does neither.

    What was chosen goes before what was typed. ValidationError if it is not known.
    """
    if chosen in (OUTLET, NONE):
        return Named(voice=chosen)
    if chosen:
        try:
            return Named(source=uuid.UUID(chosen))
        except ValueError:
            raise ValidationError("Choose the source again from the list.") from None
    name = tidy_line(name)
    if not name:
        return None
    if len(name) > LONGEST_NAME:
        raise ValidationError(f"A source's name has at most {LONGEST_NAME} characters.")
    if kind not in SOURCE_KINDS:
        raise ValidationError(f"Say what kind of source “{name}” is.")
    return Named(name=name, kind=kind)
