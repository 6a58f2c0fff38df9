"""What every page of accounts keeps to: who may, CSRF, no change by looking, headers."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from articles.models import RateLimit
from newsroom.models import Session
from tests.makers import PASSWORD
from tests.test_permissions import account_addresses
from tests.test_permissions import rows as permissions

ROLES = ("anonymous", "rita", "alice", "bob", "olga")
POSTS = sorted(
    name.removeprefix("accounts:")
    for method, name, _ in permissions()
    if method == "POST" and name.startswith("accounts:")
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(olga, charlie):
    """Each page's address, about charlie or an invitation of olga's."""
    return account_addresses(olga, charlie)


def entered(request, role):
    client = Client()
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))
    return client


@pytest.mark.parametrize("name", POSTS)
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
