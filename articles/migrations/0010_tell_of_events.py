"""PostgreSQL notifies of each event with its commit, whoever wrote it; SQLite has no such bell."""

from django.db import migrations

TELL = """
CREATE FUNCTION articles_event_tell() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_notify('sayso_events', ''); RETURN NULL; END $$
"""
TRIGGER = """
CREATE TRIGGER articles_event_told AFTER INSERT ON articles_event
FOR EACH STATEMENT EXECUTE FUNCTION articles_event_tell()
"""


def tell(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(TELL, params=None)
        editor.execute(TRIGGER, params=None)


def be_silent(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER articles_event_told ON articles_event", params=None)
        editor.execute("DROP FUNCTION articles_event_tell()", params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_events_without_headlines")]
    operations = [migrations.RunPython(tell, be_silent)]
