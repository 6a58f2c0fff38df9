"""Revisions and events cannot be rewritten: the database refuses, whoever asks.

A withdrawal may empty a revision, and a redaction an event; nothing else.
"""

from django.db import migrations

GUARDS = {
    "articles_revision": "NEW.withdrawn_at IS NULL",
    "articles_event": "NEW.redacted_at IS NULL OR NEW.id <> OLD.id OR NEW.verb <> OLD.verb "
    "OR NEW.subject <> OLD.subject OR NEW.at <> OLD.at",
}


def guard(apps, editor):
    for table, forbidden in GUARDS.items():
        message = f"rows of {table} are kept as they were written"
        if editor.connection.vendor == "sqlite":
            editor.execute(
                f"CREATE TRIGGER {table}_immutable BEFORE UPDATE ON {table} WHEN {forbidden} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
                params=None,
            )
        else:
            editor.execute(
                f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = '23514'; END $$",
                params=None,
            )
            editor.execute(
                f"CREATE TRIGGER {table}_immutable BEFORE UPDATE ON {table} FOR EACH ROW "
                f"WHEN ({forbidden}) EXECUTE FUNCTION {table}_refuse()",
                params=None,
            )


def unguard(apps, editor):
    for table in GUARDS:
        if editor.connection.vendor == "sqlite":
            editor.execute(f"DROP TRIGGER {table}_immutable", params=None)
        else:
            editor.execute(f"DROP TRIGGER {table}_immutable ON {table}", params=None)
            editor.execute(f"DROP FUNCTION {table}_refuse()", params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
