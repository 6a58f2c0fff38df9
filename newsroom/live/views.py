"""A story's stream as pages: how it begins, the same by polling, and saying where one reads."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_POST

from articles.models import Article
from newsroom.limiting import who
from newsroom.live.history import Missed, last_seen, missed
from newsroom.live.presence import may_see, places
from newsroom.live.rights import Follower, follower_of
from newsroom.models import Presence

MILLISECONDS_TO_RETURN = 5_000
PLAIN = "text/plain; charset=utf-8"


class PlaceForm(forms.Form):
    place = forms.IntegerField(min_value=0, max_value=Presence.LAST_PLACE)


class Beginning(StreamingHttpResponse):
    """What was missed, as the stream begins. It is not compressed, nor kept by a proxy."""

    def __init__(self, follower: Follower, missed: Missed, *, who: str) -> None:
        self.follower, self.until, self.who = follower, missed.until, who
        super().__init__(
            [missed.as_messages(retry=MILLISECONDS_TO_RETURN)],
            content_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )


def of_follower(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For those who may read the story, in a project that they may see."""

    @functools.wraps(view)
    def answer(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
        article = get_object_or_404(Article.objects.visible_to(request.user), uuid=story)
        if article.state == Article.WITHDRAWN:
            return HttpResponse("This story was withdrawn.\n", status=451, content_type=PLAIN)
        return view(request, follower_of(request, article))

    return answer


@require_GET
@of_follower
def stream(request: HttpRequest, follower: Follower) -> HttpResponse:
    """Server-sent events. Our own server (newsroom/live/stream.py) goes on where this ends; under
    any other the browser asks again every few seconds."""
    return Beginning(follower, missed(follower, last_seen(request)), who=who(request))


@require_GET
@of_follower
def since(request: HttpRequest, follower: Follower) -> HttpResponse:
    """The same events as JSON, for whom the stream does not reach; 304 when there are none."""
    after = last_seen(request)
    found = missed(follower, after)
    is_behind = found.reset or after is None
    until = found.until if is_behind else found.events[-1].id if found.events else after
    events = [{"name": event.name, "data": event.plain} for event in found.events]
    answer = JsonResponse({"until": until, "reset": found.reset, "events": events})
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["ETag"] = etag = f'"{until}"'
    if events or found.reset:
        return answer
    return get_conditional_response(request, etag=etag, response=answer)


@login_required
@require_POST
@of_follower
def here(request: HttpRequest, follower: Follower) -> HttpResponse:
    """Where the person reads, for the others; kept back for whoever does not want it seen."""
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponse("The place is a number.\n", status=422, content_type=PLAIN)
    if request.user.shows_place and may_see(follower):
        places.note(follower, form.cleaned_data["place"])
    return HttpResponse(status=204)
