"""`manage.py reindex`: fold every story's words again, and build the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.models import Max

from articles.models import Article, Revision
from articles.searching import finding
from articles.searching.folding import folded_blocks

BATCH = 100


class Command(BaseCommand):
    help = "Builds the search index anew. Meanwhile stories can be read, but not all be found."

    def handle(self, *args: Any, **options: Any) -> None:
        index = finding.back_end()
        with transaction.atomic(), connection.cursor() as cursor:
            index.remove(cursor.execute)
            index.install(cursor.execute)
        last = Article.objects.aggregate(last=Max("pk"))["last"] or 0
        for first in range(1, last + 1, BATCH):
            with transaction.atomic():
                fold_again(first, first + BATCH - 1)
                index.fill(first, first + BATCH - 1)
        self.stdout.write(f"{finding.entries():,} stories can be found")


def fold_again(first: int, last: int) -> None:
    """Bring the folded words of these stories to the rules of this version."""
    revisions = Revision.objects.filter(article__in=range(first, last + 1))
    for number, text, folded in revisions.values_list("pk", "text", "folded_text"):
        if folded != folded_blocks(text):
            Revision.objects.filter(pk=number).update(folded_text=folded_blocks(text))
