"""Addresses of a story's parts and of importing."""

from django.urls import path

from articles.views import stories

app_name = "articles"

urlpatterns = [
    # stories/<uuid>/
    path("stories/<uuid:story>/plain/", stories.plain, name="plain"),
    path("stories/<uuid:story>/revisions/", stories.revisions, name="revisions"),
    path("stories/<uuid:story>/revisions/<int:number>/", stories.revision, name="revision"),
]
