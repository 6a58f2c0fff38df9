"""The site's addresses and the floor: a view with one SELECT."""

import uuid

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from articles.models import Article, Event
from newsroom.urls import *  # noqa: F403
from newsroom.urls import urlpatterns as pages


def floor(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return HttpResponse(str(cursor.fetchone()[0]))


def outdate(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """Let something happen to a story, so that what is kept of it is drawn for the first time."""
    Event.objects.record("outdate", Article.objects.get(uuid=story), by=None, story=story)
    return HttpResponse("Outdated")


urlpatterns = [
    *pages,
    path("floor/", floor),
    path("outdate/<uuid:story>/", outdate),
]
