"""Put a backup in the place of the site's stories."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom import backing_up


class Command(BaseCommand):
    help = "Put a backup in the database's place. What was there is kept beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="even while the site is served")

    def handle(self, *args: Any, file: Path, force: bool, **options: Any) -> None:
        try:
            kept = backing_up.restore(file, force=force)
        except backing_up.BackupFailed as failure:
            raise CommandError(str(failure)) from failure
        self.stdout.write(f"Restored {file}")
        if kept:
            self.stdout.write(f"What was there before is in {kept}")
