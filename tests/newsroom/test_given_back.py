"""A form that is out of date: nothing was stored, and nothing that was typed is lost."""

import inspect
import re
from html import unescape

import pytest
from django import forms as django_forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from articles.views.given_back import typed_in
from newsroom.accounts import forms


@pytest.fixture
def stale(bob):
    """Somebody whose forms carry no token that is good."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    return client


def given_back(answer):
    """What the page returns, as its reader sees it; None for nothing."""
    found = re.search(r'<textarea id="typed" rows="18" readonly>\n(.*?)</textarea>',
                      answer.content.decode(), re.DOTALL)  # fmt: skip
    return found and unescape(found[1])


def test_what_was_typed_comes_back_by_its_fields_and_escaped(stale, article):
    form = reverse("admin:articles_article_change", args=[article.uuid])
    body = "One <b>bold</b> line\n\nand </textarea><script>alert(1)</script>"
    typed = {"headline": "Pumps hold", "body": body, "reason": " ", "expected": "1"}
    answer = stale.post(form, typed, headers={"referer": f"http://testserver{form}"})
    html = answer.content.decode()
    assert answer.status_code == 403
    assert given_back(answer) == f"Headline: Pumps hold\n\nBody:\n{body}"
    assert "<script>alert" not in html
    for words in ("The form is out of date", "nothing was stored", "Copy what you typed"):
        assert words in html
    assert f'href="http://testserver{form}"' in html


def test_what_was_pasted_to_be_imported_comes_back_alone(stale):
    pasted = {"text": "A page\nas found", "html": "<p>"}
    answer = stale.post(reverse("articles:import_page"), pasted)
    assert (answer.status_code, given_back(answer)) == (403, "A page\nas found")


def test_no_password_comes_back(db):
    typed = {"name": "rita", "password": "correct horse"}
    answer = Client(enforce_csrf_checks=True).post(reverse("accounts:sign_in"), typed)
    assert answer.status_code == 403
    assert given_back(answer) == "rita"
    assert "correct horse" not in answer.content.decode()


def test_no_field_for_a_password_is_ever_given_back():
    secret = {
        name
        for _, form in inspect.getmembers(forms, inspect.isclass)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, django_forms.PasswordInput)
    }
    assert secret >= {"password", "again", "current"}
    posted = QueryDict(mutable=True)
    posted.update(dict.fromkeys(secret, "correct horse") | {"name": "rita", "email": "r@a.example"})
    assert typed_in(posted) == "Name: rita\n\nEmail: r@a.example"


def test_where_nothing_was_typed_nothing_is_shown(stale, article):
    answer = stale.post(reverse("admin:articles_article_state", args=[article.uuid]),
                        {"state": "archived"})  # fmt: skip
    assert (answer.status_code, given_back(answer)) == (403, None)


@pytest.mark.parametrize("referer", ["", "https://evil.test/", "javascript:evil", "//evil.test"])
def test_a_form_that_came_from_elsewhere_leads_to_the_front_page(stale, referer):
    answer = stale.post(reverse("articles:import_page"), {"text": "A page"},
                        headers={"referer": referer})  # fmt: skip
    html = answer.content.decode()
    assert "evil.test" not in html and "javascript" not in html
    assert '<a class="btn" data-kind="primary" href="/">Go on</a>' in html


def test_the_blocks_of_a_review_come_back_as_one_text():
    posted = QueryDict(mutable=True)
    posted.update({"row-0": "First block.", "row-0-kind": "paragraph", "row-1": "Second\nblock."})
    assert typed_in(posted) == "First block.\n\nSecond\nblock."
