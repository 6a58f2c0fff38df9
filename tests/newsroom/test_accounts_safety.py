"""What every page of accounts keeps to: who may, CSRF, no change by looking, headers."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from articles.models import RateLimit
from newsroom.accounts.urls import urlpatterns
from newsroom.models import Session, Token
from tests.makers import PASSWORD

ROLES = ("anonymous", "rita", "alice", "bob", "olga")
SIGN_IN = "302"
TABLE = """
GET  sign_in              200 302 302 302 302
POST sign_in              422 302 302 302 302
GET  sign_out             405 405 405 405 405
POST sign_out             302 302 302 302 302
GET  sign_up              404 404 404 404 404
POST sign_up              404 404 404 404 404
GET  first_owner          404 404 404 404 404
POST first_owner          404 404 404 404 404
GET  join                 200 200 200 200 200
POST join                 422 422 422 422 422
GET  password_reset       200 200 200 200 200
POST password_reset       422 422 422 422 422
GET  reset                200 200 200 200 200
POST reset                422 422 422 422 422
GET  account              302 200 200 200 200
POST account              302 422 422 422 422
GET  password_change      302 200 200 200 200
POST password_change      302 422 422 422 422
GET  download             302 200 200 200 200
POST download             302 405 405 405 405
GET  close                302 200 200 200 200
POST close                302 422 422 422 422
GET  people               302 404 404 200 200
POST people               302 405 405 405 405
GET  invite               302 405 405 405 405
POST invite               302 404 404 404 422
GET  withdraw_invitation  302 405 405 405 405
POST withdraw_invitation  302 404 404 404 302
GET  person               302 404 404 404 200
POST person               302 405 405 405 405
GET  change_role          302 405 405 405 405
POST change_role          302 404 404 404 422
GET  make_reset_link      302 405 405 405 405
POST make_reset_link      302 404 404 404 200
GET  close_person         302 404 404 404 200
POST close_person         302 404 404 404 422
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(olga, charlie):
    """Each page's address, about charlie or an invitation of olga's."""
    join = olga.invite("reader", timedelta(days=1))
    invitation = Token.objects.get()
    arguments = {
        "first_owner": ["nothing"],
        "withdraw_invitation": [invitation.uuid],
        **dict.fromkeys(
            ("person", "change_role", "make_reset_link", "close_person"), [charlie.uuid]
        ),
    }
    made = {"join": join, "reset": charlie.issue_reset(by=olga)}
    return {
        pattern.name: made.get(pattern.name)
        or reverse(f"accounts:{pattern.name}", args=arguments.get(pattern.name, []))
        for pattern in urlpatterns
    }


def entered(request, role):
    client = Client()
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))
    return client


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_table_says(role, addresses, request):
    for method, name, *statuses in ROWS:
        client = entered(request, role)
        response = client.generic(method, addresses[name])
        assert str(response.status_code) == statuses[ROLES.index(role)], f"{method} {name}"


def test_every_page_is_in_the_table():
    assert {name for _, name, *_ in ROWS} == {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize("name", sorted({row[1] for row in ROWS if row[0] == "POST"}))
def test_every_post_needs_its_csrf_token(name, addresses, olga):
    client = Client(enforce_csrf_checks=True)
    client.force_login(olga)
    before = rows()
    assert client.post(addresses[name], {"role": "curator"}).status_code == 403
    assert rows() == before


def test_with_its_token_a_form_is_taken(alice):
    client = Client(enforce_csrf_checks=True)
    page = client.get(reverse("accounts:sign_in"))
    data = {
        "name": "alice",
        "password": PASSWORD,
        "csrfmiddlewaretoken": page.context["csrf_token"],
    }
    assert client.post(reverse("accounts:sign_in"), data).status_code == 302


def rows():
    """Everything that the database holds, but for limits and sessions."""
    return {
        model.__name__: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models()
        if model not in (RateLimit, Session) and model._meta.managed
    }


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(role, method, addresses, request):
    client = entered(request, role)
    before = rows()
    for url in addresses.values():
        response = getattr(client, method)(url)
        if response.streaming:
            response.getvalue()
    assert rows() == before


def test_pages_of_links_and_people_are_not_kept(client, addresses, olga):
    for name in ("join", "reset", "sign_in"):
        assert "no-store" in client.get(addresses[name])["Cache-Control"]
    client.force_login(olga)
    for name in ("account", "people", "person"):
        assert "no-store" in client.get(addresses[name])["Cache-Control"]


def test_nothing_unknown_is_found(client, olga):
    client.force_login(olga)
    for name in ("person", "change_role", "make_reset_link", "close_person"):
        url = reverse(f"accounts:{name}", args=["00000000-0000-0000-0000-000000000000"])
        assert client.post(url).status_code in (404, 405)
        assert client.get(url).status_code in (404, 405)


def test_a_closed_account_is_not_found(client, olga, rita):
    rita.close(by=rita)
    client.force_login(olga)
    assert client.get(reverse("accounts:person", args=[rita.uuid])).status_code == 404
