"""The index of the desk's filter by language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_search")]
    operations = [
        migrations.AddIndex(
            "article",
            models.Index(fields=["language", "-sorted_at", "-id"], name="newest_of_a_language"),
        ),
    ]
