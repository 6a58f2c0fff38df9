"""The site's addresses and the floor: a view with one SELECT."""

import uuid

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from annotations.models import Anchoring, Attribution, Claim
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


def bare(request: HttpRequest, story: int, project: int, source: int) -> HttpResponse:
    """The rows of a claim and nothing else: no form, no rights, no anchoring, no answer."""
    start, end = int(request.POST["start"]), int(request.POST["end"])
    about = {"article_id": story, "project_id": project, "author": request.user}
    with transaction.atomic():
        claim = Claim.objects.create(**about, start=start, source_id=source, confidence="certain")
        Attribution.objects.create(claim=claim, position=0, source_id=source)
        Anchoring.objects.create(
            claim=claim, revision_id=int(request.POST["revision"]), verdict="made",
            segments=[[start, end]], start=start, end=end, quote=request.POST["quote"],
            prefix="x" * 32, suffix="x" * 32,
        )  # fmt: skip
        Event.objects.record("bare", claim, by=request.user, after={"segments": [[start, end]]})
    return HttpResponse("Written")


urlpatterns = [
    *pages,
    path("floor/", floor),
    path("bare/<int:story>/<int:project>/<int:source>/", bare),
    path("outdate/<uuid:story>/", outdate),
]
