"""Stories are found by their headline, so that teasers elsewhere lead to them."""

from django.db import migrations, models

from articles.wording import headline_key


def fold(apps, editor):
    stories = apps.get_model("articles", "Article").objects.select_related("current")
    for story in stories.exclude(current=None).iterator(chunk_size=500):
        story.folded_headline = headline_key(story.current.headline)
        story.save(update_fields=["folded_headline"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_immutable_history")]
    operations = [
        migrations.AddField(
            "article",
            "folded_headline",
            models.CharField(blank=True, db_index=True, default="", editable=False, max_length=300),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
