"""Print a page taken apart, as JSON: `manage.py part FILE [--kind text|html] [--url URL]`."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.parting.page import Page, Refusal
from articles.taking_apart import part_page


class Command(BaseCommand):
    """Touches no database. Ends with 1, and the error's code in the JSON, if there is no story."""

    help = "Print a page taken apart into story and teasers, as JSON."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help='the page; "-" reads standard input')
        parser.add_argument("--kind", choices=("text", "html"), help="sniffed if not given")
        parser.add_argument("--url", default="", help="the page's address")

    def handle(self, *args: Any, file: str, kind: str | None, url: str, **options: Any) -> None:
        try:
            data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            self._print(as_values(part_page(data, kind, url)))
        except Refusal as refusal:
            self._print({"error": refusal.code, "seen": refusal.seen, "remedy": refusal.remedy})
            sys.exit(1)

    def _print(self, values: dict[str, object]) -> None:
        self.stdout.write(json.dumps(values, ensure_ascii=False, indent=1))


def as_values(page: Page) -> dict[str, object]:
    """The page as the command prints it."""
    return {
        "headline": page.headline,
        "standfirst": page.standfirst,
        "byline": page.byline,
        "publisher": page.publisher,
        "published": page.published,
        "reading_minutes": page.reading_minutes,
        "captions": list(page.captions),
        "paragraphs": [block.text for block in page.blocks if block.text],
        "teasers": [
            {name: getattr(teaser, name) for name in _TEASER_FIELDS} for teaser in page.teasers
        ],
        "doubts": [
            {
                "about": doubt.about,
                "index": doubt.index,
                "rule": doubt.rule,
                "confidence": doubt.confidence,
            }
            for doubt in page.doubts
        ],
    }


_TEASER_FIELDS = ("headline", "summary", "url", "kind", "group")
