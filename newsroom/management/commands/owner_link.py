"""Print the link through which the site's first owner sets name and password."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from newsroom.models import Token
from newsroom.site_address import site_address


class Command(BaseCommand):
    help = "Print a one-time link for the first owner; nothing once the site has an owner."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--base", help="where the site is reached, such as https://news.test")

    def handle(self, *args: Any, base: str | None, **options: Any) -> None:
        path = Token.objects.issue_first()
        if path:
            self.stdout.write((base or site_address()).rstrip("/") + path)
        else:
            self.stderr.write("This site has an owner. Owners invite others under People.")
