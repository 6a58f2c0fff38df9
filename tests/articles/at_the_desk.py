"""What tests of the desk ask for again and again."""

from django.contrib.messages import get_messages
from django.urls import reverse

LIST = "admin:articles_article_changelist"


def page(view, row=None):
    """An address of the desk: page("article_change", article)."""
    return reverse(f"admin:articles_{view}", args=[row.uuid] if row else [])


def said(response):
    """The messages that an answer left, as one text."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def choose(client, view, action, *rows, query="", **more):
    """Tick rows of a list and do something with them."""
    chosen = {"_selected_action": [str(row.uuid) for row in rows], "select_across": "0"}
    return client.post(page(view) + query, {"action": action, "index": "0", **chosen, **more})


def again(response, **more):
    """What the page between sends again, with what was filled in."""
    data = {}
    for name, value in response.context["kept"]:
        data.setdefault(name, []).append(value)
    return {**data, "apply": "1", **more}


def filled_in(response, **changes):
    """A form as the page shows it, hidden initial values included, with changes typed in."""
    form = response.context["form"]
    data = {}
    for field in form:
        value = field.value()
        data[field.html_name] = "" if value is None else value
        if field.field.show_hidden_initial:
            data[field.html_initial_name] = data[field.html_name]
    return {name: value for name, value in {**data, **changes}.items() if value is not False}
