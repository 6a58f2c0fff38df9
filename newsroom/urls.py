"""The site on one screen."""

from django.contrib import admin
from django.urls import include, path

from newsroom import feeds, views

urlpatterns = [
    path("", views.front_page, name="front_page"),
    path("feed.atom", feeds.stories, name="feed"),
    path("reader-settings/", views.reader_settings, name="reader_settings"),
    path("stories/<uuid:story>/", views.read_article, name="read_article"),
    path("", include("articles.urls")),
    path("", include("annotations.urls")),
    path("live/", include("newsroom.live.urls")),
    path("accounts/", include("newsroom.accounts.urls")),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
]

handler400 = "newsroom.views.bad_request"
handler403 = "newsroom.views.forbidden"
handler404 = "newsroom.views.not_found"
handler500 = "newsroom.views.server_error"
