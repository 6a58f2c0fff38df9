"""Stories, their revisions and teasers; importing and search."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        from articles import linking, revising

        revising.followers.append(linking.follow)
