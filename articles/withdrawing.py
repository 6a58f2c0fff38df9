"""Withdrawing a story (takedown): its words, captures and pictures go, for good.

What remains: that there was a story, who withdrew it, when and why, and the hashes of its texts.
Each of `followers` is called within the transaction, while the words still stand, and erases what
else was taken from them; `annotations` joins them.

Each withdrawal is also written to a list in the data folder, without any of the story's words, so
that a backup from before it withdraws the story again when it is put back.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles import reading
from articles.models import Article, Event, Revision
from articles.models.refusal import NotAllowed
from articles.searching import finding

LIST = "withdrawals.jsonl"
LONGEST_REASON = 500
followers: list[Callable[[Article], None]] = []
NO_WORDS = {
    "headline": "", "standfirst": "", "byline": "", "captions": [], "blocks": [], "text": "",
    "reason": "",
}  # fmt: skip


def withdraw(article: Article, *, reason: str, by: Any) -> None:
    """Erase the story. NotAllowed unless an owner does it, with a reason, and for the first
    time."""
    if not getattr(by, "is_owner", False):
        raise NotAllowed("Only an owner may withdraw a story.")
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise NotAllowed("Say why the story is withdrawn; the reason is kept.")
    _erase(article, reason=reason, by=by)


def apply_again() -> int:
    """Withdraw what the list says was withdrawn, after a backup was put back; how many stories."""
    listed = [line["story"] for line in _lines(settings.DATA_DIR)]
    returned = Article.objects.filter(uuid__in=listed).exclude(state=Article.WITHDRAWN)
    for article in returned:
        _erase(article, reason="Withdrawn before; the backup still held it", by=None)
    return len(returned)


def merge_list(source: Path, target: Path) -> None:
    """Add to one folder's list what only the other's knows."""
    known = {line["story"] for line in _lines(target)}
    _append(target, [line for line in _lines(source) if line["story"] not in known])


def pictures_in(revisions: QuerySet[Revision]) -> set[str]:
    """The files of all pictures in the revisions."""
    every = revisions.filter(blocks__icontains='"picture"').values_list("blocks", flat=True)
    return {
        block["source"] for blocks in every.iterator() for block in blocks
        if block["kind"] == "picture"
    }  # fmt: skip


def _erase(article: Article, *, reason: str, by: Any) -> None:
    now = timezone.now()
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article.pk)
        if article.state == Article.WITHDRAWN:
            raise NotAllowed("The story is withdrawn already.")
        before = {"state": article.state}
        pictures = pictures_in(article.revisions.all())
        for follow in followers:
            follow(article)
        article.revisions.update(**NO_WORDS, withdrawn_at=now)
        article.captures.update(packed=b"", decisions=[])
        article.teasers.all().delete()
        Event.objects.redact(story=article.uuid)
        article.state, article.placement, article.placed_by = Article.WITHDRAWN, "", None
        article.folded_headline = ""
        article.save(update_fields=["state", "placement", "placed_by", "folded_headline"])
        transaction.on_commit(partial(_clear_away, pictures))
        digest = hashlib.sha256(reason.encode()).hexdigest()
        line = {"story": str(article.uuid), "at": now.isoformat(), "reason_sha256": digest}
        if by:
            _append(settings.DATA_DIR, [line])
        Event.objects.record(
            "withdraw", article, by=by, story=article.uuid, before=before, after={"reason": reason}
        )


def _clear_away(pictures: Iterable[str]) -> None:
    """What a rollback could not bring back: pictures that no story shows, and the words that this
    process, the search index and the journal still hold of what was deleted."""
    reading.forget_outdated()
    finding.back_end().forget()
    if connection.vendor == "sqlite":
        _empty_journal()
    stored = {name for name in pictures if _is_stored(name)}
    if stored:
        for name in stored - pictures_in(Revision.objects.all()):
            default_storage.delete(name)


def _is_stored(name: str) -> bool:
    """Whether the picture is in our folder; a name that leads out of it never is."""
    try:
        return default_storage.exists(name)
    except (SuspiciousFileOperation, ValueError, OSError):
        return False


def _empty_journal() -> None:
    """Erased words still stand in SQLite's write-ahead log until it is emptied. Readers may keep
    it for a while: then the next checkpoint does it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        patience = cursor.fetchone()[0]
        cursor.execute("PRAGMA busy_timeout=1000")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except OperationalError:
            pass
        finally:
            cursor.execute(f"PRAGMA busy_timeout={patience}")


def _lines(folder: Path) -> list[dict[str, str]]:
    path = folder / LIST
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def _append(folder: Path, lines: list[dict[str, str]]) -> None:
    """Write on the list, and see it on the disk before the withdrawal is."""
    if not lines:
        return
    handle = os.open(folder / LIST, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
