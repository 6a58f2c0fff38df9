"""Add the sample stories."""

from typing import Any

from django.core.management.base import BaseCommand

from newsroom import sampling


class Command(BaseCommand):
    help = "Add the sample stories that are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Added {sampling.load()} sample stories")
