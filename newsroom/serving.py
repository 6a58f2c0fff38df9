"""Making a site ready and serving it, in one process.

Everything here may be done again at each start: what is already done costs next to nothing.
"""

import hashlib
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files import locks
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles import withdrawing
from articles.models import Event
from newsroom import assets, backing_up, sampling
from newsroom.live.stream import streams
from newsroom.models import User

SECONDS_TO_STOP = 2
MILLISECONDS_UNTAKEN = 60_000
Say = Callable[[str], None]


def prepare(say: Say) -> None:
    """Bring database, static files and sample stories to where this version needs them."""
    with alone():
        migrate(say)
        collect_static(say)
        withdrawing.apply_again()
        if not Event.objects.exists() and not User.objects.exists():
            say(f"Added {sampling.load()} sample stories")


@contextmanager
def alone() -> Iterator[None]:
    """Of several processes that start together, one prepares the site and the others wait."""
    with open(settings.DATA_DIR / "starting.lock", "w") as file:
        locks.lock(file, locks.LOCK_EX)
        yield


def migrate(say: Say) -> None:
    """Apply the migrations that are due, after a backup if there is anything to lose."""
    executor = MigrationExecutor(connection)
    due = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not due:
        return
    if executor.loader.applied_migrations:
        if connection.vendor != "sqlite":
            raise CommandError(
                "The database is older than this version. Back it up (pg_dump), run "
                "`manage.py migrate`, and start again."
            )
        say(f"Kept a copy before upgrading: {backing_up.back_up()}")
    call_command("migrate", interactive=False, verbosity=0)
    say("Made the database" if not executor.loader.applied_migrations else "Upgraded the database")


def collect_static(say: Say) -> None:
    """Collect the static files if any of them changed since they were last collected."""
    seen = settings.DATA_DIR / "static-sources"
    sources = fingerprint()
    if seen.exists() and seen.read_text() == sources and any(settings.STATIC_ROOT.iterdir()):
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    seen.write_text(sources)
    say("Collected the static files")


def fingerprint() -> str:
    """One hash of the names, sizes and times of all static files, and of how they are joined."""
    found = hashlib.sha256(repr(assets.JOINED).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            about = os.stat(storage.path(path))
            found.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return found.hexdigest()


def listen(host: str, port: int) -> socket.socket:
    """A socket on the address; CommandError if it is taken.

    The protocol is named because asyncio sends small answers at once only on sockets that say so.
    What a peer has not taken for a minute, it will not take: its stream must not live on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, MILLISECONDS_UNTAKEN)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise CommandError(
            f"Cannot serve on {host} port {port}: {error.strerror}. "
            f"Choose another, for example PORT={port + 1} make run"
        ) from error
    return listener


class Server(uvicorn.Server):
    """Ends the live streams before it waits for what is still being answered."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        streams.end()
        await super().shutdown(sockets)


def serve(listener: socket.socket) -> None:
    """Answer requests until a signal to stop; then end within SECONDS_TO_STOP and a little."""
    config = uvicorn.Config(
        "newsroom.asgi:application",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_STOP,
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    Server(config).run(sockets=[listener])
    _leave()


def _leave() -> None:
    """Do not wait for a thread whose request was given up: its transaction is rolled back."""
    for thread in threading.enumerate():
        if thread.name.startswith("WSGI"):
            thread.join(0.1)
    if any(thread.name.startswith("WSGI") for thread in threading.enumerate()):
        os._exit(0)


def address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
