"""The cast, and how tests differ from a running site."""

import re
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.db import connection

from tests.makers import make_article, make_user

DEVELOPMENT = ("hypothesis", "playwright", "axe_playwright_python")

if find_spec("hypothesis"):
    # The same examples in every run: a change is judged by what it changed, not by chance.
    hypothesis = import_module("hypothesis")
    hypothesis.settings.register_profile("steady", derandomize=True)
    hypothesis.settings.load_profile("steady")


class Untestable(pytest.Module):
    """A file of tests that needs a package which is not here."""

    def collect(self):
        pytest.skip("needs what requirements-dev.txt names")


def pytest_pycollect_makemodule(module_path, parent):
    """Skip such files, and say so, where only requirements.txt was installed."""
    missing = "|".join(name for name in DEVELOPMENT if not find_spec(name))
    if not missing:
        return None
    imports = re.compile(rf"^(?:import|from) (?:{missing})\b", re.MULTILINE)
    if module_path.parent.name == "browser" or imports.search(module_path.read_text()):
        return Untestable.from_parent(parent, path=module_path)
    return None


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, what never asks a database would only prove the same again."""
    if connection.vendor == "sqlite":
        return
    asking, other = [], []
    for item in items:
        asks = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames)
        (asking if asks else other).append(item)
    config.hook.pytest_deselected(items=other)
    items[:] = asking


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings):
    """SQLite in a file, as sites run it: in memory, threads would lock one another out."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = path


@pytest.fixture(autouse=True)
def plain_settings(settings):
    """Unhashed static files and a fast password hasher."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def rita(db):
    """Reads, and may do no more."""
    return make_user("rita", "reader")


@pytest.fixture
def alice(db):
    """Annotates, and imports stories."""
    return make_user("alice", "annotator")


@pytest.fixture
def charlie(db):
    """Another annotator: a stranger to what is alice's."""
    return make_user("charlie", "annotator")


@pytest.fixture
def bob(db):
    """Curates."""
    return make_user("bob", "curator")


@pytest.fixture
def olga(db):
    """Owns the site."""
    return make_user("olga", "owner")


@pytest.fixture
def article(db):
    return make_article()
