"""The site's addresses and the floor: a view with one SELECT."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from newsroom.urls import *  # noqa: F403
from newsroom.urls import urlpatterns as pages


def floor(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return HttpResponse(str(cursor.fetchone()[0]))


urlpatterns = [*pages, path("floor/", floor)]
