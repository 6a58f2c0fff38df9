"""Tags get a UUID of their own, and the desk's lists their indexes."""

import uuid

from django.db import migrations, models
from django.db.models import Q


def name_each(apps, editor):
    Tag = apps.get_model("articles", "Tag")
    for tag in Tag.objects.all():
        tag.uuid = uuid.uuid4()
        tag.save(update_fields=["uuid"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_article_folded_headline")]
    operations = [
        migrations.AlterModelOptions(
            "article", {"verbose_name": "story", "verbose_name_plural": "stories"}
        ),
        migrations.AddField("tag", "uuid", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(name_each, migrations.RunPython.noop),
        migrations.AlterField(
            "tag", "uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
        migrations.AddIndex(
            "article", models.Index(fields=["-sorted_at", "-id"], name="all_stories_newest_first")
        ),
        migrations.AddIndex(
            "revision",
            models.Index(
                fields=["-created_at"], condition=Q(number__gt=1), name="recently_revised"
            ),
        ),
    ]
