"""What a follower missed: every event once, in order, as far as the stream goes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from articles.models import Event
from newsroom.live.rights import Follower
from newsroom.live.telling import Told, as_message, message, told

GOES_BACK = timedelta(days=7)
MOST = 500
UNREADABLE = -1
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Missed:
    """The events up to the number `until`; or that the page must be read anew (`reset`)."""

    events: list[Told]
    until: int
    reset: bool = False

    def as_messages(self, *, retry: int) -> bytes:
        """As the stream begins. `hello` says that all is told; its id is where to go on."""
        told = [as_message(event) for event in self.events]
        if self.reset:
            told = [message("reset", {})]
        return b"".join([*told, message("hello", {}, number=self.until, retry=retry)])


def last_seen(request: HttpRequest) -> int | None:
    """The number of the last event that the browser knows of, or the page was drawn with."""
    number = request.headers.get("Last-Event-ID") or request.GET.get("after")
    if not number:
        return None
    readable = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
    return int(number) if readable else UNREADABLE


def missed(follower: Follower, after: int | None) -> Missed:
    """What happened after that event; nothing, if none is named. What is too old, too much, or
    from another history (a backup was put back) is not told: `reset`."""
    newest = Event.objects.newest()
    if after is None or after == newest:
        return Missed([], newest)
    if not 0 <= after < newest:
        return Missed([], newest, reset=True)
    events = follower.events().filter(id__gt=after, id__lte=newest)
    since = events.values_list("at", flat=True).first()
    if since is None:
        return Missed([], newest)
    found = told(events[: MOST + 1])
    is_lost = since < timezone.now() - GOES_BACK or len(found) > MOST
    return Missed([], newest, reset=True) if is_lost else Missed(found, newest)
