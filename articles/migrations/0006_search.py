"""The search index with its triggers, and the indexes of the front page."""

from django.db import migrations, models

from articles.searching import postgres, sqlite

BATCH = 500


def execute(editor):
    return lambda statement: editor.execute(statement, params=None)


def engine(editor):
    return sqlite if editor.connection.vendor == "sqlite" else postgres


def install(apps, editor):
    engine(editor).install(execute(editor))
    last = apps.get_model("articles", "Article").objects.aggregate(last=models.Max("pk"))["last"]
    for first in range(1, (last or 0) + 1, BATCH):
        engine(editor).fill(first, first + BATCH - 1)


def remove(apps, editor):
    engine(editor).remove(execute(editor))


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_folded_text")]
    operations = [
        migrations.RunPython(install, remove),
        migrations.AddIndex(
            "article", models.Index(fields=["placement", "-sorted_at"], name="placed_stories")
        ),
    ]
