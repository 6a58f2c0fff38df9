"""Claims in stories: who says so, and how sure they are."""

from django.apps import AppConfig


class AnnotationsConfig(AppConfig):
    name = "annotations"
    verbose_name = "Claims"

    def ready(self) -> None:
        from annotations import following
        from articles import revising

        revising.followers.append(following.follow)
        revising.foreseers.append(following.foresee)
