"""What was typed, given back on a page of its own where there is no form to put it in."""

import re

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

_SECRET = re.compile(r"password|^(?:again|current)$")
_NOT_TYPED = re.compile(
    r"^(?:csrfmiddlewaretoken|expected|seen|html|audience|act|action|index|select_across|apply"
    r"|confirmed|list|next|number|place|revision_of|state|placement|step|stays|story|_.*|initial-.*"
    r"|.*-kind)$"
)


def give_back(
    request: HttpRequest, status: int, title: str, message: str, onward: str = ""
) -> HttpResponse:
    """A page that returns what was typed, and leads on."""
    page = {"title": title, "message": message, "typed": typed_in(request.POST), "onward": onward}
    return render(request, "articles/typed.html", page, status=status)


def typed_in(posted: QueryDict) -> str:
    """The fields of a form as text to be copied: each by its name, or one alone; no passwords."""
    fields = [
        (name, value.strip())
        for name, values in posted.lists() for value in values
        if value.strip() and not _NOT_TYPED.search(name) and not _SECRET.search(name)
    ]  # fmt: skip
    if len(fields) == 1:
        return fields[0][1]
    return "\n\n".join(_named(*field) for field in fields)


def _named(name: str, value: str) -> str:
    """Numbered fields are parts of one text, and stand without their names."""
    if re.search(r"\d", name):
        return value
    label = name.replace("_", " ").capitalize()
    return f"{label}:\n{value}" if "\n" in value else f"{label}: {value}"
