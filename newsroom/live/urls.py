"""Addresses of a story's stream."""

from django.urls import path

from newsroom.live import views

app_name = "live"

urlpatterns = [
    # live/stories/<uuid>/
    path("stories/<uuid:story>/", views.stream, name="stream"),
    path("stories/<uuid:story>/since/", views.since, name="since"),
    path("stories/<uuid:story>/here/", views.here, name="here"),
]
