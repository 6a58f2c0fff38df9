"""All that is a person's, as one JSON file written while it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from articles.belongings import parts
from newsroom.models import User


def belongings_of(person: User) -> Iterator[str]:
    """The file's pieces: an object with the profile, and a list for each part."""
    yield f'{{\n"written_at": {_json(timezone.now())},\n"profile": {_json(profile(person))}'
    for name, rows_of in parts.items():
        yield f",\n{_json(name)}: ["
        for number, row in enumerate(rows_of(person)):
            yield f"{',' if number else ''}\n{_json(row)}"
        yield "\n]"
    yield "\n}\n"


def profile(person: User) -> dict[str, Any]:
    return {
        "uuid": person.uuid,
        "name": person.name,
        "display_name": person.display_name,
        "email": person.email,
        "role": person.role,
        "time_zone": person.time_zone,
        "shows_place": person.shows_place,
        "joined_at": person.joined_at,
        "last_signed_in_at": person.last_login,
        "signed_in_until": list(person.sessions.values_list("expire_date", flat=True)),
    }


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
