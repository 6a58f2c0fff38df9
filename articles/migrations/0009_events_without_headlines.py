"""Events of teasers told the headlines of other stories, where no withdrawal reached them."""

from django.db import migrations, models
from django.utils import timezone


def empty(apps, editor):
    told = models.Q(before__has_key="copy") | models.Q(before__has_key="story")
    events = apps.get_model("articles", "Event").objects.filter(told, kind="teaser")
    events.filter(redacted_at=None).update(before={}, after={}, redacted_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_facet_counts")]
    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
