"""The forms of what people add to a claim: replies, judgements, evidence and relations."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from annotations.models import Claim
from annotations.models.discussion import LONGEST_REPLY
from annotations.vocabulary import CREDIBILITY, RELATIONS, RELIABILITY, STANCES, VERDICTS
from articles.blocks import LONGEST_ADDRESS, is_web_address

LONGEST_REASON = 2_000
LONGEST_QUOTE = 2_000
NOT_HERE = "This is not a claim of this project. Paste the address of a claim's page."
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)

Offered = Sequence[tuple[str, str]]


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AboutClaim(forms.Form):
    """A form on a claim's page; ids of its fields begin with what it is for."""

    def __init__(self, data: Any = None, *, claim: Claim, **options: Any) -> None:
        name = type(self).__name__.removesuffix("Form").lower()
        super().__init__(data, auto_id=f"{name}-%s", **options)
        self.claim = claim


class ReplyForm(AboutClaim):
    text = forms.CharField(
        label="Your reply", max_length=LONGEST_REPLY, widget=_lines(3),
        error_messages={"required": "Write something first."},
    )  # fmt: skip


class AssessmentForm(AboutClaim):
    """Ours, and never what the words express. F and 6 are no basis for a judgement."""

    reliability = forms.ChoiceField(
        label="The source is", required=False,
        choices=[("", "Not judged"), *((key, f"{key}  {RELIABILITY[key]}") for key in RELIABILITY)],
    )  # fmt: skip
    credibility = forms.TypedChoiceField(
        label="The claim is", required=False, coerce=int, empty_value=None,
        choices=[("", "Not judged"), *((key, f"{key}  {CREDIBILITY[key]}") for key in CREDIBILITY)],
    )  # fmt: skip
    verdict = forms.ChoiceField(label="Verdict", required=False, choices=list(VERDICTS.items()))
    reason = forms.CharField(
        label="Reason", required=False, max_length=LONGEST_REASON, widget=_lines(2)
    )

    def __init__(self, data: Any = None, *, claim: Claim, **options: Any) -> None:
        super().__init__(data, claim=claim, **options)
        if claim.source_id is None:
            del self.fields["reliability"]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        cleaned["verdict"] = cleaned.get("verdict") or "unreviewed"
        if cleaned["verdict"] != "unreviewed" and not cleaned.get("reason"):
            self.add_error("reason", "A verdict needs its reason.")
        return cleaned


class Pointing(AboutClaim):
    """A form that points at another claim of the project: chosen, or by its pasted address."""

    def __init__(
        self, data: Any = None, *, claim: Claim, person: Any = None, offered: Offered = (),
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, claim=claim, **options)
        self.person = person
        self.fields["other"].widget = forms.Select(choices=[("", "–"), *offered])

    def pointed(self) -> Claim | None:
        """The claim that was chosen or pasted. ValidationError unless it is one of the project
        that the person may see; those that are not there and those that are hidden look alike."""
        found = _UUID.search(self.cleaned_data.get("link") or self.cleaned_data.get("other") or "")
        if not found:
            if self.cleaned_data.get("link"):
                raise ValidationError(NOT_HERE)
            return None
        there = Claim.objects.visible_to(self.person).live().filter(project=self.claim.project_id)
        other = there.exclude(pk=self.claim.pk).filter(uuid=uuid.UUID(found.group())).first()
        if other is None:
            raise ValidationError(NOT_HERE)
        return other

    def clean(self) -> dict[str, Any]:
        try:
            self.cleaned_data["claim"] = self.pointed()
        except ValidationError as error:
            self.add_error("link", error)
        return self.cleaned_data


class EvidenceForm(Pointing):
    stance = forms.ChoiceField(label="It", choices=list(STANCES.items()))
    address = forms.CharField(
        label="Address of a page", required=False, max_length=LONGEST_ADDRESS,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )  # fmt: skip
    other = forms.CharField(label="Or a claim on this story", required=False)
    link = forms.CharField(
        label="Or the address of a claim", required=False, max_length=LONGEST_ADDRESS
    )
    quote = forms.CharField(
        label="Its words", required=False, max_length=LONGEST_QUOTE, widget=_lines(2)
    )
    archived = forms.CharField(
        label="Archived copy", required=False, max_length=LONGEST_ADDRESS,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )  # fmt: skip
    accessed = forms.DateField(
        label="Seen on", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_address(self) -> str:
        return _web_address(self.cleaned_data["address"])

    def clean_archived(self) -> str:
        return _web_address(self.cleaned_data["archived"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned["address"] and not cleaned["claim"]:
            self.add_error("address", "Say where it is: a page's address, or a claim.")
        return cleaned


class RelationForm(Pointing):
    kind = forms.ChoiceField(label="This claim is", choices=list(RELATIONS.items()))
    other = forms.CharField(label="A claim on this story", required=False)
    link = forms.CharField(
        label="Or the address of a claim", required=False, max_length=LONGEST_ADDRESS
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned["claim"]:
            self.add_error("other", "Choose the other claim, or paste its address.")
        return cleaned


def _web_address(words: str) -> str:
    if words and not is_web_address(words):
        raise ValidationError("This is not an address: it begins with http:// or https://.")
    return words
