"""The form of a claim: the words marked, who says so, how sure, and all that may go with it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from annotations.choosing import Choice
from annotations.coding import NONE, OUTLET
from annotations.confidence import expressed
from annotations.marking import Marking, Named
from annotations.models import Anchoring, Project
from annotations.models.source import LONGEST_NAME
from annotations.passages import LONGEST, Passage, Unmarkable
from annotations.selected import selected, spans_of, typed
from annotations.vocabulary import (
    CLAIM_TYPES,
    CONFIDENCE,
    CONFIDENCE_KINDS,
    POLARITIES,
    SOURCE_KINDS,
)
from articles.models import Article, Revision
from articles.wording import folded, tidy_line

LONGEST_STATEMENT, LONGEST_NOTE = 1_000, 5_000
MOST_STEPS, MOST_TAGS, MOST_CUES = 8, 20, 20
LONGEST_TAG, LONGEST_CUE = 60, 200
ANONYMOUS = ("anonymous", "Anonymous")
NO_SOURCE = "Name a source, or choose “Not stated in the text”."


@dataclass(frozen=True)
class StepFields:
    """One step of the chain in the form: chosen, or by name and kind."""

    id: str
    choice: str = ""
    name: str = ""
    kind: str = ""


class MarkForm(forms.Form):
    """Quote, source and level are enough."""

    claim = forms.UUIDField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(
        required=False, min_value=1, max_value=10**9 - 1, widget=forms.HiddenInput
    )
    quote = forms.CharField(
        required=False, strip=False, max_length=2 * LONGEST, widget=forms.HiddenInput,
        error_messages={"max_length": "This is too much for one claim. Select less."},
    )  # fmt: skip
    statement = forms.CharField(required=False, max_length=LONGEST_STATEMENT)
    source = forms.CharField(required=False)
    source_name = forms.CharField(required=False)
    source_kind = forms.ChoiceField(required=False, choices=[*SOURCE_KINDS.items(), ANONYMOUS])
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
    code = forms.RegexField(
        r"^[A-F]?[1-6]?$", required=False,
        error_messages={"invalid": "A code is a letter from A to F and a number from 1 to 6."},
    )  # fmt: skip
    words = forms.CharField(required=False, max_length=LONGEST)
    block = forms.IntegerField(required=False, min_value=0, max_value=1 << 30)

    def __init__(self, data: Any, *, article: Article, project: Project) -> None:
        super().__init__(data)
        self.article, self.project = article, project

    @property
    def steps(self) -> list[StepFields]:
        """The chain as it was sent, and an empty step after it."""
        columns = (self.data.getlist(name) for name in ("via", "via_name", "via_kind"))
        rows = [row for row in zip(*columns, strict=False) if any(row)][:MOST_STEPS]
        first = [self.data.get(name, "") for name in ("source", "source_name", "source_kind")]
        every = [first, *rows, *([("", "", "")] if len(rows) < MOST_STEPS else [])]
        return [StepFields(f"via-{number}", *row) for number, row in enumerate(every)]

    @property
    def has_more(self) -> bool:
        """Whether more was said than quote, source, level and statement."""
        more = ("via_name", "via", "tags", "note", "code")
        return any(value.strip() for name in more for value in self.data.getlist(name))

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
        stated = cleaned["confidence"] != "unstated"
        kind, cues = self._expressed()
        return Marking(
            key=cleaned["claim"] or uuid.uuid4(),
            anchored=cleaned["quote"],
            chain=cleaned["source"],
            said={
                "statement": cleaned["statement"],
                "confidence": cleaned["confidence"],
                "confidence_kind": kind if stated else "plain",
                "cues": tuple(cues),
                "polarity": cleaned["polarity"] or "+",
                "type": cleaned["type"] or "event",
                "holder": cleaned["holder"] or 0,
                "tags": tuple(self._tags()),
                "note": cleaned["note"],
                "is_sure": cleaned["sure"] != "unsure",
            },
            code=cleaned["code"],
        )

    def _expressed(self) -> tuple[str, list[str]]:
        """Kind of confidence and cue words: as sent; where the form did not ask for them, those by
        which the words suggest the level that was chosen."""
        kind, cues = self.cleaned_data["confidence_kind"], self._cues()
        if "cue" in self.data or not self.cleaned_data["quote"]:
            return kind or "plain", cues
        anchored = self.cleaned_data["quote"]
        text = anchored.revision.text
        found = expressed(text, [tuple(span) for span in anchored.segments], self.article.language)
        if found is None or found.level != self.cleaned_data["confidence"]:
            return kind or "plain", cues
        return kind or found.kind, [text[slice(*cue)] for cue in found.cues]

    def _anchored(self) -> Anchoring:
        """The words, in the revision that the person read."""
        number = self.cleaned_data.get("revision")
        revision = Revision.objects.text_alone(self.article, number)
        if revision is None:
            raise ValidationError("Load the story again: these words are not there any more.")
        try:
            found = self._passage(revision.text)
        except Unmarkable as refusal:
            raise ValidationError(str(refusal)) from None
        return Anchoring.of(found, revision=revision, verdict="made")

    def _passage(self, text: str) -> Passage:
        """Typed words go before chosen sentences."""
        words = self.cleaned_data.get("words", "")
        if words:
            start = self.cleaned_data.get("block") or 0
            end = text.find("\n", start)
            return typed(text, words, (start, end if end >= 0 else len(text)))
        spans = spans_of(self.data.getlist("segments"))
        return selected(text, spans, self.cleaned_data.get("quote") or "")

    def choice(self, asked: Any) -> Choice:
        """What to choose from, whatever was asked for: else the story's beginning."""
        number = _number(asked.get("revision"))
        found = Revision.objects.chosen(self.article, number).first()
        revision = found or self.article.current
        try:
            spans = spans_of(asked.getlist("segments"))
            found = selected(revision.text, spans, asked.get("quote", ""))
        except Unmarkable:
            spans, found = [], None
        block = _number(asked.get("block")) or 0
        return Choice(revision, self.article.language, block, frozenset(spans), found)

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
        rows = zip(*columns, strict=False)
        steps = [_named(*row) for row in islice(filter(any, rows), MOST_STEPS)]
        return (first, *filter(None, steps))

    def _tags(self) -> list[str]:
        tags = (tidy_line(tag)[:LONGEST_TAG] for tag in self.cleaned_data["tags"].split(","))
        return list(dict.fromkeys(filter(None, tags)))[:MOST_TAGS]

    def _cues(self) -> list[str]:
        cues = (tidy_line(cue)[:LONGEST_CUE] for cue in self.data.getlist("cue")[:MOST_CUES])
        return list(dict.fromkeys(filter(None, cues)))


def _number(written: Any) -> int | None:
    """A small whole number, as fields and addresses hold it; None for anything else."""
    words = str(written)
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else None


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
    if not folded(name):
        raise ValidationError("A source's name has at least one letter or digit.")
    if kind == ANONYMOUS[0]:
        return Named(name=name, kind="unknown", naming="anonymous")
    if kind not in SOURCE_KINDS:
        raise ValidationError(f"Say what kind of source “{name}” is.")
    return Named(name=name, kind=kind)
