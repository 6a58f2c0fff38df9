"""What tests of claims at the desk ask for again and again."""

from django.urls import reverse

from articles import revising
from tests.articles.at_the_desk import again, filled_in, said
from tests.makers import BODY, make_wording

__all__ = ["again", "choose", "fetched", "filled_in", "page", "revise", "rows", "said"]


def page(view, row=None):
    """An address of the desk: page("claim_change", claim)."""
    return reverse(f"admin:annotations_{view}", args=[row.uuid] if row else [])


def choose(client, view, action, *chosen, query="", **more):
    """Tick rows of a list and do something with them."""
    ticked = {"_selected_action": [str(row.uuid) for row in chosen], "select_across": "0"}
    return client.post(page(view) + query, {"action": action, "index": "0", **ticked, **more})


def rows(client, query="", view="claim_changelist"):
    """What a list shows, narrowed so."""
    return list(client.get(page(view) + query).context["cl"].result_list)


def fetched(row):
    """The row as it is stored now."""
    return type(row).objects.get(pk=row.pk)


def revise(article, *changes, by):
    """Say the usual story with words changed, as (old, new); its claims follow."""
    article.refresh_from_db()
    body = BODY
    for old, new in changes:
        assert old in body
        body = body.replace(old, new)
    words = make_wording(article.current.headline, body)
    revising.revise(article, words, by=by, reason="Mended", expected=article.current.number)
    article.refresh_from_db()
