"""Safety that every page shares: headers, forgery, nothing changed by looking, hostile words."""

import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from newsroom.middleware import HEADERS, POLICY
from tests.makers import make_article, make_teaser
from tests.test_permissions import address, desk_addresses, rows, stage  # noqa: F401

SMALL = ("/claims/", "/stories/")
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7|add:7 }}{% debug %}",
    "&lt;script&gt;",
    "<svg/onload=alert(1)>",
    "' autofocus onfocus=alert(1) x='",
]


class Foreign(HTMLParser):
    """Collects what no page of ours may hold: handlers, inline scripts, images from elsewhere."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.found += [name for name in values if name.startswith("on") or name == "style"]
        if tag == "script" and not values.get("src", "").startswith("/static/"):
            self.found.append(tag)
        if values.get("src", "/static/").startswith("/static/") is False:
            self.found.append(values["src"])
        if values.get("href", "").strip().lower().startswith("javascript:"):
            self.found.append(values["href"])


def foreign(page):
    parser = Foreign()
    parser.feed(page)
    return parser.found


def addresses(stage):  # noqa: F811
    for method, name, _ in rows():
        if method == "GET" and not name.startswith("accounts:"):
            yield address(name, stage)


def test_every_answer_carries_the_headers(stage, client, olga):  # noqa: F811
    urls = [*addresses(stage), *desk_addresses(stage), "/nowhere/", "/static/nowhere.css"]
    for person in (None, olga):
        if person:
            client.force_login(person)
        for url in urls:
            answer = client.get(url)
            for name, value in HEADERS.items():
                assert answer[name] == value, url
            assert answer["X-Robots-Tag"] == "noindex"
            assert answer["X-Frame-Options"] == "DENY"


def test_the_policy_allows_nothing_inline_and_nobody_else():
    assert "default-src 'none'" in POLICY
    assert not re.search(r"unsafe|nonce|https?:|\*|data:|blob:", POLICY)


def test_what_a_signed_in_person_saw_is_not_stored(stage, client, rita):  # noqa: F811
    """But for the small pages that live ones ask for again, which nobody else gets and which the
    browser must ask about each time."""
    client.force_login(rita)
    for url in addresses(stage):
        answer = client.get(url)
        kept = {"private", "no-cache"} <= set(answer["Cache-Control"].split(", "))
        assert "no-store" in answer["Cache-Control"] or (kept and url.startswith(SMALL)), url


def test_looking_changes_nothing(stage, client, olga):  # noqa: F811
    client.force_login(olga)
    watched = [
        model
        for model in apps.get_models()
        if model is not Session and model._meta.model_name not in ("ratelimit",)
    ]
    before = {model: sorted(map(repr, model.objects.values_list())) for model in watched}
    for url in [*addresses(stage), *desk_addresses(stage)]:
        client.get(url)
    after = {model: sorted(map(repr, model.objects.values_list())) for model in watched}
    changed = [model for model in watched if before[model] != after[model]]
    assert changed == []


def test_every_post_needs_a_token(stage, olga):  # noqa: F811
    client = Client(enforce_csrf_checks=True)
    client.force_login(olga)
    posts = {
        name for method, name, _ in rows() if method == "POST" and not name.startswith("accounts:")
    }
    assert posts
    for name in posts:
        answer = client.post(address(name, stage))
        assert answer.status_code == 403, name
        assert "out of date" in answer.content.decode()
    assert client.post(reverse("admin:index")).status_code == 403


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(client, db, olga, words):
    article = make_article(
        words, words, standfirst=words, byline=words, publisher=words, captions=[words],
        tags=(words,),
    )  # fmt: skip
    make_teaser(article, words, summary=words, group=words, address="https://example.org/")
    client.force_login(olga)
    urls = [
        "/", f"/?q={words}", f"/?publisher={words}", f"/?tag={words}", article.get_absolute_url(),
        reverse("articles:plain", args=[article.uuid]),
        reverse("articles:revisions", args=[article.uuid]),
        reverse("articles:revision", args=[article.uuid, 1]),
        "/feed.atom",
    ]  # fmt: skip
    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert foreign(answer.content.decode()) == [], url


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_refusal_says_what_to_do(rf, status):
    from newsroom import views

    request = rf.get("/")
    request.user = type("Nobody", (), {"is_authenticated": False})()
    view = {400: views.bad_request, 403: views.forbidden, 404: views.not_found}[status]
    answer = view(request, Exception())
    assert answer.status_code == status
    assert "Front page" in answer.content.decode()


def test_a_failure_of_ours_is_told_calmly_and_without_the_database(rf):
    from newsroom import views

    answer = views.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Nothing that was saved is lost" in answer.content.decode()


def test_a_failure_is_told_though_the_form_cannot_be_read(rf):
    from newsroom import views

    told = "application/x-www-form-urlencoded; charset=latin1"
    request = rf.post("/", b"name=ann", content_type=told)
    request.COOKIES["csrftoken"] = "s" * 32
    assert views.server_error(request).status_code == 500


def test_another_host_is_refused(client, db):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
