"""A real browser on the real server, in tests' own database.

Every page fails its test on a console error, a script error or a broken content policy.
"""

import os
import re
import shutil
import socket
import threading
import time
from importlib import import_module

import pytest
import uvicorn
from a2wsgi import WSGIMiddleware
from django.conf import settings as site
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection

from annotations.models import Project

# Playwright's own loop runs in the thread of the tests, which Django would take for a view's.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip
WIDE, NARROW = {"width": 1360, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True)
def plain_settings(settings):
    """Files are served here as on a site, hashed and joined; only passwords are quicker."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def chromium():
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        pytest.skip("no Chromium or Chrome on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory, django_db_setup):
    """The site's own server in a thread; gives its address."""
    site.STATIC_ROOT = tmp_path_factory.mktemp("static")
    call_command("collectstatic", interactive=False, verbosity=0)
    from newsroom import asgi

    asgi.threads = WSGIMiddleware(get_wsgi_application(), workers=8)
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(asgi.application, log_level="warning", lifespan="off")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    running.should_exit = True
    thread.join(5)


@pytest.fixture
def site_address(server, transactional_db):
    """The server, with a database that holds the Open desk alone, and is emptied afterwards."""
    Project.objects.open_desk()
    yield server
    import_module("newsroom.live.presence").places._waiting.clear()  # whoever was here is gone
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def open_page(chromium, site_address):
    """Open a page of the site as somebody: open_page(path, user=None, viewport=…, …)."""
    contexts, troubles = [], []

    def open_page(path="/", user=None, viewport=WIDE, **options):
        context = chromium.new_context(base_url=site_address, viewport=viewport, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.add_init_script(
            "addEventListener('securitypolicyviolation',"
            " event => console.error('policy: ' + event.violatedDirective + event.blockedURI))"
        )
        if user:
            sign_in(context, site_address, user)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
        page.goto(path)
        return page

    # A refused form is an answer, which Chromium and htmx also write to the console.
    open_page.expected = "status of 4|Error Code 4"
    yield open_page
    for context in contexts:
        context.close()
    unexpected = [trouble for trouble in troubles if not re.search(open_page.expected, trouble)]
    assert not unexpected


def sign_in(context, address, user):
    """Give the browser the session of somebody who signed in."""
    store = import_module(site.SESSION_ENGINE).SessionStore
    session = store()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = site.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    context.add_cookies(
        [{"name": site.SESSION_COOKIE_NAME, "value": session.session_key, "url": address}]
    )
