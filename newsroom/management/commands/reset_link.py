"""Print a link through which somebody sets a new password."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.models import User
from newsroom.site_address import site_address


class Command(BaseCommand):
    help = "Print a one-time link to set a new password, for a sign-in name or a display name."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the sign-in name, or the display name")
        parser.add_argument("--base", help="where the site is reached, such as https://news.test")

    def handle(self, *args: Any, name: str, base: str | None, **options: Any) -> None:
        present = User.objects.present()
        person = present.named(name).first() or present.alike(name).first()
        if person is None:
            raise CommandError(f"Nobody is called {name}. The people are listed under People.")
        path = person.issue_reset(by=None)
        self.stdout.write((base or site_address()).rstrip("/") + path)
