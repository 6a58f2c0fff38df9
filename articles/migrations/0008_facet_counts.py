"""The search index made anew, with what facets are counted from."""

from django.db import migrations, models

from articles.searching import postgres, sqlite

BATCH = 500


def reinstall(apps, editor):
    index = sqlite if editor.connection.vendor == "sqlite" else postgres
    for step in (index.remove, index.install):
        step(lambda statement: editor.execute(statement, params=None))
    last = apps.get_model("articles", "Article").objects.aggregate(last=models.Max("pk"))["last"]
    for first in range(1, (last or 0) + 1, BATCH):
        index.fill(first, first + BATCH - 1)


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_newest_of_a_language")]
    operations = [migrations.RunPython(reinstall, migrations.RunPython.noop)]
