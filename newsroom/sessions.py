"""How long a sign-in lasts: 12 hours without a visit, 14 days in all.

Reading a page writes nothing: a visit is noted at most once an hour. Both limits are in the
row's expiry, so that finding the row is the whole check.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from newsroom.models.session import Session

SIGNED_IN, NOTED = "signed_in_at", "noted_at"
BETWEEN_NOTES = timedelta(hours=1).total_seconds()


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        data = super().load()
        if SESSION_KEY in data and _now() - data.get(NOTED, 0) > BETWEEN_NOTES:
            self.modified = True
        return data

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        if SESSION_KEY not in data:
            return super().create_model_instance(data)
        data[NOTED] = _now()
        data.setdefault(SIGNED_IN, data[NOTED])
        row = super().create_model_instance(data)
        row.person_id = data[SESSION_KEY]
        last = data[SIGNED_IN] + settings.SESSION_LONGEST
        row.expire_date = min(row.expire_date, datetime.fromtimestamp(last, tz=UTC))
        return row


def _now() -> int:
    return int(timezone.now().timestamp())
