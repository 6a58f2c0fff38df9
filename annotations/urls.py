"""Addresses of claims and of what belongs to them."""

from django.urls import path

from annotations.views import marking

app_name = "annotations"

urlpatterns = [
    # stories/<uuid>/
    path("stories/<uuid:story>/claims/", marking.mark, name="mark"),
    path("stories/<uuid:story>/mark/", marking.choose, name="choose"),
]
