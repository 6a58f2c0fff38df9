"""Forms of importing: what comes in, and what an import is said to be."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from articles.addresses import canonical
from articles.models import Article
from articles.parting.dates import find_published
from articles.wording import dated

_SIGN = re.compile(r"\w")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def web_address(written: str) -> str:
    """The address in its canonical form, "" for none; ValidationError if it is none."""
    address = canonical(written)
    if written.strip() and not address:
        raise forms.ValidationError(
            "This is not a web address. It begins with https:// or http://, or stays empty."
        )
    return address


def spelled_out(written: str) -> str | None:
    """The ISO form of a date in words, such as pages print, if it is that alone and no other."""
    found = find_published(written)
    if not found or not found.certain:
        return None
    return None if _SIGN.search(written[: found.start] + written[found.end :]) else found.iso


class EitherWay(forms.TextInput):
    """A line that is written in the direction of its words."""

    def __init__(self) -> None:
        super().__init__({"dir": "auto"})


class ImportForm(forms.Form):
    """A page as pasted text, as the clipboard's HTML beside that text, or as a file."""

    text = forms.CharField(
        label="Paste the page here", required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )  # fmt: skip
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    file = forms.FileField(label="Or choose a file", required=False, allow_empty_file=True)
    address = forms.CharField(
        label="Its address, if you know it", required=False, max_length=2048,
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # a zero character in what was pasted is the sniffer's to judge, not a form's
        for name in ("text", "html"):
            self.fields[name].validators = []

    def clean_address(self) -> str:
        return web_address(self.cleaned_data["address"])

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("file") and self.cleaned_data.get("text", "").strip():
            raise forms.ValidationError(
                "There is a file and pasted text. Take one of them away: one page at a time."
            )
        return self.cleaned_data

    @property
    def upload(self) -> UploadedFile | None:
        return self.cleaned_data.get("file")

    def sources(self) -> list[tuple[bytes, str | None]]:
        """What to take apart, the best first: (bytes, kind); the text stands behind its HTML."""
        if self.upload:
            return [(self.upload.read(), None)]
        text = self.cleaned_data["text"].encode("utf-8", "replace")
        html = self.cleaned_data["html"].encode("utf-8", "replace")
        return [(html, "html"), (text, None)] if html.strip() else [(text, None)]


class ReviewForm(forms.Form):
    """The fields of an import beside its rows, and which state of it the person saw."""

    publisher = forms.CharField(required=False, max_length=200, widget=EitherWay)
    byline = forms.CharField(required=False, max_length=500, widget=EitherWay)
    published = forms.CharField(required=False, max_length=60)
    address = forms.CharField(required=False, max_length=2048, widget=forms.URLInput)
    language = forms.CharField(required=False, max_length=20)
    audience = forms.ChoiceField(
        label="Who may read it",
        choices=[(Article.SIGNED_IN, "Signed in only"), (Article.EVERYONE, "Everyone")],
    )
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_published(self) -> str:
        written = self.cleaned_data["published"].strip()
        found = dated(written) or spelled_out(written)
        if written and not found:
            raise forms.ValidationError(
                "Write the date as 2022-09-07, or the time with its zone as "
                "2022-09-07 16:42 +02:00. Leave it empty if the page does not state it."
            )
        return found or ""

    def clean_address(self) -> str:
        return web_address(self.cleaned_data["address"])

    def clean_language(self) -> str:
        written = self.cleaned_data["language"].strip()
        if written and not _LANGUAGE.fullmatch(written):
            raise forms.ValidationError("Write a language as en, sq or pt-BR.")
        return written
