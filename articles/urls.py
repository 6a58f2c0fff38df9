"""Addresses of a story's parts and of importing."""

from django.urls import path

from articles.views import imports, reviews, stories

app_name = "articles"

urlpatterns = [
    path("import/", imports.import_page, name="import_page"),
    # stories/<uuid>/
    path("stories/<uuid:story>/review/", reviews.review, name="review"),
    path("stories/<uuid:story>/plain/", stories.plain, name="plain"),
    path("stories/<uuid:story>/revisions/", stories.revisions, name="revisions"),
    path("stories/<uuid:story>/revisions/<int:number>/", stories.revision, name="revision"),
]
