"""The composition root as an application, and the admin site's configuration."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = "Accounts"


class DeskConfig(AdminConfig):
    """Django's admin under our own site: our sign-in, our names, our styles."""

    default_site = "newsroom.desk.Desk"
