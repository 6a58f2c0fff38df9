"""Claims in stories: who says so, and how sure they are."""

from django.apps import AppConfig


class AnnotationsConfig(AppConfig):
    name = "annotations"
    verbose_name = "Claims"

    def ready(self) -> None:
        from annotations import belongings, following, withdrawing
        from annotations.margin import past
        from annotations.models.project import known_to
        from articles import belongings as all_belongings
        from articles import reading, revising
        from articles import withdrawing as all_withdrawing
        from articles.models import event

        revising.followers.append(following.follow)
        revising.foreseers.append(following.foresee)
        all_withdrawing.followers.append(withdrawing.withdraw)
        all_belongings.parts.update(belongings.PARTS)
        event.known_projects.append(known_to)
        reading.painters.append(past.beside)
