"""The form that describes a source: what was typed, made fields of the model."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from annotations.models import Source
from annotations.models.source import DESCRIBED, LONGEST_NAME
from annotations.vocabulary import NAMINGS, SOURCE_KINDS
from articles.admin.forms import Line
from articles.wording import folded, tidy_line

MOST_ALIASES = 50
MOST_OFFERED = 500
LOST = "The form does not say any more which version it began from. Open the page again."
KINDS = {words: kind for kind, words in SOURCE_KINDS.items()}
_WITH_KIND = re.compile(rf"(.*) \(({'|'.join(KINDS)})\)")


class SourceForm(forms.Form):
    """`expected` is the version that was shown."""

    expected = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=10**8,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), LOST),
    )  # fmt: skip
    name = Line(max_length=LONGEST_NAME)
    kind = forms.ChoiceField(choices=list(SOURCE_KINDS.items()))
    naming = forms.ChoiceField(
        choices=list(NAMINGS.items()), help_text="How the texts speak of it."
    )
    role = Line(max_length=200, required=False, help_text="Such as “Prime minister”.")
    sector = Line(max_length=60, required=False)
    affiliation = Line(
        max_length=LONGEST_NAME + 30, required=False,
        widget=forms.TextInput(attrs={"list": "known", "autocomplete": "off"}),
        help_text="Another source of the project that it belongs to.",
    )  # fmt: skip
    aliases = forms.CharField(
        label="Other names", required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text="One on each line.",
    )  # fmt: skip
    wikidata = forms.RegexField(
        r"\AQ[1-9]\d{0,18}\Z", label="Wikidata", required=False, strip=True,
        help_text="Such as Q355522.",
        error_messages={"invalid": "Write a Q and a number, as in Q355522."},
    )  # fmt: skip

    def __init__(self, *args: Any, source: Source, **options: Any) -> None:
        super().__init__(*args, **options)
        self.source = source

    @classmethod
    def of(cls, source: Source) -> SourceForm:
        initial = {name: getattr(source, name) for name in DESCRIBED}
        affiliation = labelled(source.affiliation) if source.affiliation else ""
        initial |= {"expected": source.version, "affiliation": affiliation}
        return cls(initial=initial | {"aliases": "\n".join(source.aliases)}, source=source)

    @property
    def fields_described(self) -> dict[str, Any]:
        """What a valid form says, as `Source.describe` takes it."""
        return {name: self.cleaned_data[name] for name in (*DESCRIBED, "affiliation")}

    @property
    def as_plain(self) -> dict[str, Any]:
        """What a valid form says, as `Source.as_plain` gives it."""
        said = self.fields_described
        return said | {"affiliation": said["affiliation"] and str(said["affiliation"].uuid)}

    def clean_name(self) -> str:
        return tidy_line(self.cleaned_data["name"])

    def clean_aliases(self) -> list[str]:
        lines = (tidy_line(line) for line in self.cleaned_data["aliases"].splitlines())
        names = list(dict.fromkeys(filter(None, lines)))
        if len(names) > MOST_ALIASES:
            raise ValidationError(f"A source goes by at most {MOST_ALIASES} other names.")
        return names

    def clean_affiliation(self) -> Source | None:
        """The source of the project that was named, by its name alone or with its kind."""
        typed = self.cleaned_data["affiliation"]
        if not typed:
            return None
        named = _WITH_KIND.fullmatch(typed)
        name, kind = (named[1], KINDS[named[2]]) if named else (typed, "")
        rows = others(self.source).filter(folded_name=folded(name))
        found = list(rows.filter(kind=kind) if kind else rows)
        if len(found) == 1:
            return found[0]
        raise ValidationError(
            f"Several sources are called so: {', '.join(map(labelled, found))}." if found
            else "No other source of this project is called so."
        )  # fmt: skip


def others(source: Source) -> QuerySet[Source]:
    """The sources that it can belong to."""
    standing = Source.objects.standing().filter(project=source.project_id)
    return standing.exclude(pk=source.pk).order_by("folded_name", "id")


def known_names(source: Source) -> list[str]:
    """Names to choose from: organisations and groups, then the others."""
    rows = others(source).filter(kind__in=("organisation", "group"))[:MOST_OFFERED]
    return [labelled(each) for each in rows]


def labelled(source: Source) -> str:
    return f"{source} ({source.get_kind_display()})"
