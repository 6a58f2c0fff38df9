"""Backups: a database copied while people write, and put back in one step.

A folder of backups holds one database file for each, the pictures, and the list of withdrawals,
so that a restored site withdraws again what was withdrawn after the backup was made. The secret
key stays out of it: without it people sign in again, and nothing else is lost.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from articles import withdrawing
from articles.models import Revision

KEPT = 14
PATTERN = "sayso-*.sqlite3"


class BackupFailed(Exception):
    """Nothing was changed; says why, and what to do."""


def back_up(folder: Path | None = None, *, keep: int | None = KEPT) -> Path:
    """Copy the site into the folder (backups/ in the data folder); the new database's path.

    Of the folder's databases the newest `keep` stay (None: all). Raises BackupFailed.
    """
    folder = folder or settings.DATA_DIR / "backups"
    path = _free_name(folder)
    draft = path.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy(_live(), draft)
        _close_journal(draft)
        _check(draft)
        _settle(draft, path)
        _copy_pictures(Path(settings.MEDIA_ROOT), folder / "pictures")
        withdrawing.merge_list(settings.DATA_DIR, folder)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(f"The backup was not made: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
    for old in sorted(folder.glob(PATTERN), reverse=True)[keep:] if keep else ():
        old.unlink()
    return path


def restore(path: Path, *, force: bool = False) -> Path | None:
    """Put a backup in the live database's place; the path of the copy kept of what was there.

    The copy is upgraded and its withdrawals are made again before it takes the place, so that no
    reader sees it earlier. Raises BackupFailed.
    """
    live = _live()
    _check(path)
    if not force and live.exists() and _in_use(live):
        raise BackupFailed(
            "The site is being served. Stop it first, or add --force to replace its stories "
            "while it runs."
        )
    kept = back_up(keep=None) if live.exists() else None
    draft = live.with_suffix(".restoring")
    draft.unlink(missing_ok=True)
    try:
        _copy(path, draft)
        with _connected_to(draft):
            _refuse_a_newer()
            call_command("migrate", interactive=False, verbosity=0)
            withdrawing.merge_list(path.parent, settings.DATA_DIR)
            withdrawing.apply_again()
            pictures = withdrawing.pictures_in(Revision.objects.all())
        _copy_pictures(path.parent / "pictures", Path(settings.MEDIA_ROOT), pictures)
        _check(draft)
        _copy(draft, live)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(f"The backup was not put back: {error}") from error
    finally:
        for leftover in live.parent.glob(f"{draft.name}*"):
            leftover.unlink()
    return kept


def _live() -> Path:
    if connection.vendor != "sqlite":
        raise BackupFailed(
            "This site keeps its stories in PostgreSQL: back it up with pg_dump and put it back "
            "with pg_restore, as the operators' guide says."
        )
    return Path(connection.settings_dict["NAME"])


def _free_name(folder: Path) -> Path:
    return folder / timezone.now().strftime("sayso-%Y-%m-%d-%H%M%S-%f.sqlite3")


def _copy(source: Path, target: Path) -> None:
    """One consistent copy, in one transaction of the target, whoever reads or writes meanwhile."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target, timeout=60)) as writing,
    ):
        reading.backup(writing)


def _check(path: Path) -> None:
    """BackupFailed unless this is a whole database of ours."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("SELECT 1 FROM articles_article LIMIT 1")
            found = database.execute("PRAGMA integrity_check").fetchone()[0]
            dangling = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise BackupFailed(f"{path} is not a backup of Sayso: {error}") from error
    if found != "ok" or dangling:
        raise BackupFailed(f"{path} is damaged: {found if found != 'ok' else dangling}")


def _close_journal(path: Path) -> None:
    """Leave the database in one file, without a journal beside it."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


def _settle(draft: Path, path: Path) -> None:
    """On the disk for certain, and only then under its name."""
    draft.chmod(0o600)
    for each in (draft, draft.parent):
        handle = os.open(each, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
    draft.rename(path)


def _in_use(live: Path) -> bool:
    """Whether any other connection to the database is open: each holds a shared lock."""
    connection.close()
    with closing(sqlite3.connect(live, timeout=0)) as database:
        try:
            mode = database.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError:
            return True
    return mode != "delete"


def _refuse_a_newer() -> None:
    loader = MigrationLoader(connection)
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    if unknown:
        raise BackupFailed("This backup was made by a newer version of Sayso. Upgrade first.")


@contextmanager
def _connected_to(path: Path) -> Iterator[None]:
    """This thread's models speak to another database file."""
    ours = connections[DEFAULT_DB_ALIAS]
    theirs = type(ours)({**ours.settings_dict, "NAME": path}, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = theirs
    try:
        yield
    finally:
        theirs.close()
        connections[DEFAULT_DB_ALIAS] = ours


def _copy_pictures(source: Path, target: Path, wanted: set[str] | None = None) -> None:
    """Copy what the target lacks; a picture never changes under its name."""
    for path in source.rglob("*") if source.is_dir() else ():
        name = path.relative_to(source)
        if path.is_dir() or (wanted is not None and name.as_posix() not in wanted):
            continue
        if not (target / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target / name)
