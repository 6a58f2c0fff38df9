"""The project that stands from the start, in which every annotator may mark."""

from django.db import migrations


def open_the_desk(apps, editor):
    apps.get_model("annotations", "Project").objects.get_or_create(
        slug="open-desk", defaults={"name": "Open desk", "access": "open"}
    )


class Migration(migrations.Migration):
    dependencies = [("annotations", "0001_projects_sources_claims")]
    operations = [migrations.RunPython(open_the_desk, migrations.RunPython.noop)]
