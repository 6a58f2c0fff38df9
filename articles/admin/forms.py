"""The forms of the desk: what was typed, made a wording and details; faults said by their field."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import cached_property

from articles.addresses import canonical, twins
from articles.blocks import one_line
from articles.markup import to_blocks, to_markup
from articles.models import Article, Publisher, Revision, Teaser
from articles.models.tag import slug_of
from articles.wording import Wording, wording

DATE_HELP = "A date such as 2022-09-07, or a time with its zone: 2022-09-07T16:42+02:00."
LONGEST_BODY = 500_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


class Line(forms.CharField):
    """One line of text; white space at its ends does not count."""

    def __init__(self, *, rows: int = 0, **options: Any) -> None:
        if rows:
            options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value))


class WordsForm(forms.Form):
    """The words of a story. `expected` is the revision that the editor began with."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**8)
    headline = Line(max_length=1_000, rows=2)
    standfirst = Line(max_length=5_000, rows=2, required=False)
    byline = Line(max_length=500, required=False)
    published = Line(max_length=40, required=False, help_text=DATE_HELP)
    body = forms.CharField(
        max_length=LONGEST_BODY, strip=False, widget=forms.Textarea(attrs={"rows": 24})
    )
    captions = forms.CharField(
        max_length=10_000, strip=False, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One on each line.",
    )  # fmt: skip
    reason = Line(
        max_length=500, required=False,
        help_text="Readers see it beside the change. Needed when the words change.",
    )  # fmt: skip

    def __init__(self, *args: Any, base: Revision | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.base = base

    @staticmethod
    def words_of(revision: Revision) -> dict[str, Any]:
        """What the form shows of a revision."""
        return {
            "expected": revision.number,
            "headline": revision.headline,
            "standfirst": revision.standfirst,
            "byline": revision.byline,
            "published": revision.published,
            "body": to_markup(revision.body),
            "captions": "\n".join(revision.captions),
        }

    def clean_published(self) -> str:
        typed = self.cleaned_data["published"].replace(" ", "T", 1).replace(" ", "")
        try:
            Wording("a date alone", (), published=typed)
            if typed:
                datetime.fromisoformat(typed)
        except ValueError:
            raise forms.ValidationError(f"This is no date that can be read. {DATE_HELP}") from None
        return typed

    def clean_body(self) -> str:
        if not to_blocks(self.cleaned_data["body"]):
            raise forms.ValidationError("Write at least one paragraph.")
        return self.cleaned_data["body"]

    def clean(self) -> None:
        if not self.errors and self.words_changed and not self.cleaned_data["reason"]:
            self.add_error("reason", "Say why the words change.")

    @cached_property
    def wording(self) -> Wording:
        """What was typed, as a revision would hold it."""
        typed = self.cleaned_data
        return wording(
            typed["headline"],
            to_blocks(typed["body"]),
            standfirst=typed["standfirst"],
            byline=typed["byline"],
            captions=typed["captions"].splitlines(),
            published=typed["published"],
            source_minutes=self.base.source_minutes if self.base else None,
        )

    @property
    def words_changed(self) -> bool:
        """Whether the words differ from those that the editor began with."""
        return self.base is None or self.wording != self.base.wording


class StoryForm(WordsForm):
    """A story's words and details. Only details that this editor changed are written, so that
    two people at work on one story do not undo one another."""

    publisher = Line(
        max_length=200, required=False, show_hidden_initial=True,
        widget=forms.TextInput(attrs={"list": "known-publishers", "autocomplete": "off"}),
        help_text="A new name makes a new publisher.",
    )  # fmt: skip
    address = Line(max_length=2_048, required=False, show_hidden_initial=True)
    language = Line(
        max_length=20, required=False, show_hidden_initial=True,
        widget=forms.TextInput(attrs={"list": "known-languages", "autocomplete": "off"}),
        help_text="A code: en, sq, zh-Hant.",
    )  # fmt: skip
    tags = Line(
        max_length=1_000, required=False, show_hidden_initial=True,
        widget=forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"}),
        help_text="With commas between them.",
    )  # fmt: skip
    audience = forms.ChoiceField(choices=Article.AUDIENCES, show_hidden_initial=True)

    def __init__(self, *args: Any, article: Article, **options: Any) -> None:
        super().__init__(*args, **options)
        self.article = article

    @staticmethod
    def details_of(article: Article) -> dict[str, Any]:
        """What the form shows of the details."""
        return {
            "publisher": article.publisher.name if article.publisher else "",
            "address": article.address,
            "language": article.language,
            "tags": ", ".join(tag.name for tag in article.tags.all()),
            "audience": article.audience,
        }

    def clean_address(self) -> str:
        typed = self.cleaned_data["address"]
        if not typed or typed == self.article.address:
            return typed
        address = canonical(typed)
        if not address:
            raise forms.ValidationError("An address begins with https:// or http://.")
        others = Article.objects.exclude(pk=self.article.pk).filter(address__in=twins(address))
        other = others.with_words().first()
        if other:
            raise forms.ValidationError(f"Another story here has this address: “{other}”.")
        return address

    def clean_language(self) -> str:
        code = self.cleaned_data["language"]
        if code and not _LANGUAGE.fullmatch(code):
            raise forms.ValidationError("A language is a code of letters, such as en or sq.")
        return code

    def clean_tags(self) -> list[str]:
        return tag_names(self.cleaned_data["tags"])

    def save_details(self, *, by: Any) -> bool:
        """Write what this editor changed of the details, through the verbs; NotAllowed if one
        refuses."""
        mine = set(self.changed_data)
        chosen = {
            name: self.cleaned_data[name] for name in mine & set(self.details_of(self.article))
        }
        changed = False
        if {"publisher", "address", "language"} & set(chosen):
            publisher = (
                Publisher.objects.ensure(chosen["publisher"], by=by)
                if "publisher" in chosen else self.article.publisher
            )  # fmt: skip
            changed |= self.article.describe(
                publisher=publisher,
                address=chosen.get("address", self.article.address),
                language=chosen.get("language", self.article.language),
                by=by,
            )
        if "tags" in chosen:
            changed |= self.article.tag(chosen["tags"], by=by)
        if "audience" in chosen:
            changed |= self.article.open_to(chosen["audience"], by=by)
        return changed


class TeaserForm(forms.Form):
    headline = Line(max_length=1_000, rows=2)
    summary = Line(max_length=5_000, rows=3, required=False)
    truncated = forms.BooleanField(label="The summary was cut off", required=False)
    kind = forms.ChoiceField(choices=Teaser.KINDS)
    group = Line(
        label="Title of its list", max_length=200, required=False,
        widget=forms.TextInput(attrs={"list": "known-groups", "autocomplete": "off"}),
    )  # fmt: skip
    address = Line(max_length=2_048, required=False)
    publisher = Line(
        max_length=200, required=False,
        widget=forms.TextInput(attrs={"list": "known-publishers", "autocomplete": "off"}),
    )  # fmt: skip

    @staticmethod
    def of(teaser: Teaser) -> dict[str, Any]:
        """What the form shows of a teaser."""
        names = ("headline", "summary", "truncated", "kind", "group", "address")
        return {name: getattr(teaser, name) for name in names} | {
            "publisher": teaser.publisher.name if teaser.publisher else ""
        }

    def clean_address(self) -> str:
        typed = self.cleaned_data["address"]
        if typed and not canonical(typed):
            raise forms.ValidationError("An address begins with https:// or http://.")
        return canonical(typed)

    def fields_for(self, by: Any) -> dict[str, Any]:
        """The teaser's fields, its publisher made if the name is new."""
        publisher = Publisher.objects.ensure(self.cleaned_data["publisher"], by=by)
        return {**self.cleaned_data, "publisher": publisher}


def tag_names(typed: str) -> list[str]:
    """The names between commas, those of one slug once."""
    named = {slug_of(name): name.strip() for name in reversed(typed.split(",")) if slug_of(name)}
    return list(reversed(named.values()))
