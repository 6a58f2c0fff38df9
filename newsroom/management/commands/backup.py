"""Copy the site into a folder, while people write."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom import backing_up


class Command(BaseCommand):
    help = "Copy database and pictures into a folder (backups/ in the data folder), checked."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path)
        parser.add_argument(
            "--keep", type=int, default=backing_up.KEPT, help="how many backups stay (14)"
        )

    def handle(self, *args: Any, folder: Path | None, keep: int, **options: Any) -> None:
        if keep < 1:
            raise CommandError("Keep at least one backup.")
        try:
            path = backing_up.back_up(folder, keep=keep)
        except backing_up.BackupFailed as failure:
            raise CommandError(str(failure)) from failure
        self.stdout.write(str(path))
