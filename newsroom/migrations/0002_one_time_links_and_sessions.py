"""Names that cannot pose as one another, one-time links, and sessions that know their person."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Lower

from newsroom import names

ROLES = [
    ("reader", "Reader"), ("annotator", "Annotator"), ("curator", "Curator"), ("owner", "Owner"),
]


def give_looks(apps, editor):
    """Fill in the looks of display names; of two that look alike the later one gets a number."""
    seen = {names.look(names.FORMER_MEMBER), ""}
    for person in apps.get_model("newsroom", "User").objects.order_by("pk"):
        person.name = names.sign_in_name(person.name)
        if person.closed_at:
            person.display_name = names.FORMER_MEMBER
        else:
            stem, number = person.display_name or "Member", 1
            while names.look(person.display_name) in seen:
                number += 1
                person.display_name = f"{stem[:54]} {number}"
            person.look = names.look(person.display_name)
            seen.add(person.look)
        person.save()


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_initial"), ("articles", "0002_immutable_history")]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                ("session_key", models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key")),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("person", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to=settings.AUTH_USER_MODEL)),
            ],
            options={"verbose_name": "session", "verbose_name_plural": "sessions", "abstract": False},
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(choices=[("first_owner", "First owner"), ("join", "Invitation"), ("reset", "New password")], max_length=12)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("role", models.CharField(blank=True, choices=ROLES, max_length=10)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("made_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="made_tokens", to=settings.AUTH_USER_MODEL)),
                ("person", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(kind="first_owner", role="owner", person=None)
                        | (Q(kind="join", person=None) & ~Q(role=""))
                        | Q(kind="reset", role="", person__isnull=False),
                        name="a_link_gives_a_role_or_a_password",
                    )
                ]
            },
        ),
        migrations.RemoveConstraint("user", "one_account_for_each_mail"),
        migrations.RemoveConstraint("user", "a_closed_account_is_inactive_and_has_no_mail"),
        migrations.AddField(
            "user", "look", models.CharField(blank=True, default="", editable=False, max_length=240),
            preserve_default=False,
        ),
        migrations.RunPython(give_looks, migrations.RunPython.noop),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=Q(
                    closed_at__isnull=False,
                    is_active=False,
                    email="",
                    display_name="former member",
                    look="",
                )
                | (Q(closed_at=None) & ~Q(look="") & ~Q(look="formermember")),
                name="only_a_closed_account_is_a_former_member",
            ),
        ),
        migrations.AddConstraint(
            "user",
            models.UniqueConstraint(
                fields=["look"], condition=~Q(look=""), name="no_two_display_names_look_alike"
            ),
        ),
        migrations.AddIndex(
            "user", models.Index(Lower("display_name"), "id", name="people_by_display_name")
        ),
    ]
