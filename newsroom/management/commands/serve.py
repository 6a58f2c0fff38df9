"""Make the site ready and serve it: what `make run` runs."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from newsroom import serving
from newsroom.environment import number
from newsroom.models import Token


class Command(BaseCommand):
    help = "Bring the site up to date and serve it, on this machine alone unless told otherwise."
    requires_system_checks = ["models"]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--host",
            default=os.environ.get("SAYSO_BIND") or "127.0.0.1",
            help="address to listen on (SAYSO_BIND, 127.0.0.1)",
        )
        parser.add_argument(
            "--port", type=int, default=number("PORT", 8000), help="port to listen on (PORT, 8000)"
        )

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        listener = serving.listen(host, port)
        serving.prepare(self.stdout.write)
        base = serving.address(host, port)
        self.stdout.write(f"Sayso is at {base}/ (stop it with Ctrl+C)")
        if path := Token.objects.issue_first():
            self.stdout.write(f"It has no owner yet. Become the first, once, at {base}{path}")
        self.stdout.flush()
        serving.serve(listener)
