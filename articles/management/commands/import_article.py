"""`manage.py import_article FILE`: import a page from a file, or from standard input with `-`."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from articles import importing
from articles.addresses import is_lone
from articles.models import Article
from articles.models.article import annotates, curates
from articles.models.refusal import NotAllowed
from articles.parting.page import Refusal
from articles.uploading import MOST
from articles.wording import how_many


class Command(BaseCommand):
    help = "Import a page: it becomes a draft to be reviewed, or a published story."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a file of text or HTML; - for standard input")
        parser.add_argument("--by", metavar="NAME", help="in whose name; nobody's if left out")
        parser.add_argument("--address", default="", help="the page's own address")
        parser.add_argument("--publish", action="store_true", help="publish it without a review")
        parser.add_argument(
            "--revise", action="store_true", help="if the story is here, add this as a revision"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = _person(options["by"], publishes=options["publish"])
        try:
            article = self._take_in(options, person)
            if options["publish"]:
                article.publish(by=person)
        except NotAllowed as refusal:
            raise CommandError(str(refusal)) from refusal
        except Refusal as refusal:
            raise CommandError(_words(refusal)) from refusal
        self._tell(article)

    def _take_in(self, options: dict[str, Any], person: Any) -> Article:
        data = _read(options["file"])
        try:
            return importing.take_in(data, by=person, address=options["address"])
        except importing.Duplicate as duplicate:
            if not options["revise"]:
                raise
            found = duplicate.article
        importing.take_in_again(found, data, by=person, address=options["address"])
        return Article.objects.get(pk=found.pk)

    def _tell(self, article: Article) -> None:
        draft = article.state == Article.DRAFT
        address = reverse("articles:review" if draft else "read_article", args=[article.uuid])
        words = article.current
        self.stdout.write(f"{article.get_state_display()}: {words.headline}")
        self.stdout.write(address)
        self.stdout.write(
            f"{how_many(len(words.body), 'block', 'blocks')}, "
            f"{how_many(len(words.captions), 'caption', 'captions')}, "
            f"{how_many(article.teasers.count(), 'related headline', 'related headlines')}"
        )


def _person(name: str | None, *, publishes: bool) -> Any:
    """Whoever imports; without a name nobody does, and whoever can run this may publish."""
    if name is None:
        return None
    person = get_user_model().objects.filter(name=name).first()
    if person is None:
        raise CommandError(f"Nobody here signs in as {name}.")
    if not annotates(person):
        raise CommandError(f"{name} may not import: only annotators and curators do.")
    if publishes and not curates(person):
        raise CommandError(f"{name} may not publish: only curators do. Leave --publish out.")
    return person


def _read(name: str) -> bytes:
    """As much of the file as can be a page, and one byte more to see that it is too much."""
    if is_lone(name):
        raise Refusal("bad_url")
    if name == "-":
        return sys.stdin.buffer.read(MOST)
    try:
        with Path(name).open("rb") as file:
            return file.read(MOST)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error


def _words(refusal: Refusal) -> str:
    lines = [refusal.code, refusal.seen, refusal.remedy]
    if isinstance(refusal, importing.Duplicate):
        lines.append(refusal.article.get_absolute_url())
        lines.append("With --revise it becomes a revision of that story.")
    return "\n".join(lines)
