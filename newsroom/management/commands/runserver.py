"""Django's development server, which first collects the static files when they have changed."""

from typing import Any

from django.conf import settings
from django.core.management.commands.runserver import Command as RunServer
from django.utils import autoreload

from newsroom import serving


def watch_static_files(sender: autoreload.BaseReloader, **details: Any) -> None:
    sender.watch_dir(settings.BASE_DIR / "static", "**/*")


class Command(RunServer):
    def inner_run(self, *args: Any, **options: Any) -> None:
        autoreload.autoreload_started.connect(watch_static_files)
        serving.collect_static(self.stdout.write)
        super().inner_run(*args, **options)
