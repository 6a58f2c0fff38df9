"""The packages that Sayso is built on are in use, pinned, and each says why it is there."""

import ast
import re

import bleach
import pytest
from django.conf import settings
from django.urls import reverse

from articles import sanitizing
from tests.server import ROOT

NAMED = ("django", "django-htmx", "whitenoise", "bleach", "pytest-django")


def requirements():
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("line", requirements())
def test_each_requirement_is_pinned_and_says_why(line):
    assert re.fullmatch(r"[\w-]+(\[[\w-]+\])?==[\d.]+(;.*?)?\s+# \S.+", line)


def test_the_five_named_packages_are_required():
    names = [re.split(r"[\[=]", line)[0] for line in requirements()]
    assert set(NAMED) <= set(names)


def test_django_answers(client, db):
    assert client.get(reverse("healthz")).json()["well"]


def test_django_htmx_tells_its_requests_and_brings_its_script(client, db):
    assert "django_htmx.middleware.HtmxMiddleware" in settings.MIDDLEWARE
    page = client.get(reverse("accounts:sign_in"), headers={"HX-Request": "true"})
    assert page.wsgi_request.htmx
    assert "/static/django_htmx/htmx" in client.get(reverse("accounts:sign_in")).content.decode()


def test_whitenoise_serves_static_files(client, db, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "note.txt").write_text("as it is")
    answer = client.get("/static/note.txt")
    assert b"".join(answer.streaming_content) == b"as it is"
    answer.close()


def test_bleach_cleans_behind_one_function():
    tree = ast.parse((ROOT / "articles/sanitizing.py").read_text())
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert any("bleach" in ast.unparse(node) for node in imported)
    assert sanitizing.bleach is bleach or "bleach" in vars(sanitizing)


def test_pytest_django_runs_the_suite(pytestconfig):
    assert pytestconfig.pluginmanager.hasplugin("django")
