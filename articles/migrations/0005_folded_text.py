"""Revisions keep their words as search compares them: derived, so it may be derived again."""

from django.db import migrations

from articles.models.revision import FoldedTextField
from articles.searching.folding import folded_blocks

MESSAGE = "rows of articles_revision are kept as they were written"


def drop_guard(apps, editor):
    on = "" if editor.connection.vendor == "sqlite" else " ON articles_revision"
    editor.execute(f"DROP TRIGGER IF EXISTS articles_revision_immutable{on}", params=None)


def guard_all(apps, editor):
    guard(editor, "UPDATE")


def guard_all_but_derived(apps, editor):
    fields = apps.get_model("articles", "Revision")._meta.local_concrete_fields
    kept = ", ".join(field.column for field in fields if field.name != "folded_text")
    guard(editor, f"UPDATE OF {kept}")


def guard(editor, when):
    if editor.connection.vendor == "sqlite":
        editor.execute(
            f"CREATE TRIGGER articles_revision_immutable BEFORE {when} ON articles_revision "
            f"WHEN NEW.withdrawn_at IS NULL BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
            params=None,
        )
    else:
        editor.execute(
            f"CREATE TRIGGER articles_revision_immutable BEFORE {when} ON articles_revision "
            "FOR EACH ROW WHEN (NEW.withdrawn_at IS NULL) "
            "EXECUTE FUNCTION articles_revision_refuse()",
            params=None,
        )


def fold(apps, editor):
    revisions = apps.get_model("articles", "Revision").objects
    texts = revisions.exclude(text="").values_list("pk", "text")
    for number, text in texts.iterator(chunk_size=200):
        revisions.filter(pk=number).update(folded_text=folded_blocks(text))


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_tag_uuid_and_desk_lists")]
    operations = [
        migrations.RunPython(drop_guard, guard_all),
        migrations.AddField(
            "revision", "folded_text", FoldedTextField(blank=True, default="", editable=False)
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
        migrations.RunPython(guard_all_but_derived, drop_guard),
    ]
