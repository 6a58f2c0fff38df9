"""Sources: whom claims rest on, and how far each person trusts them."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from annotations import contested
from annotations.models.holding import hold_stories
from annotations.models.project import Project
from annotations.vocabulary import NAMINGS, SOURCE_KINDS
from articles.models import Event
from articles.models.refusal import NotAllowed, Stale
from articles.wording import folded

LONGEST_NAME = 200
DESCRIBED = ("name", "kind", "naming", "role", "sector", "aliases", "wikidata")


class SourceQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> SourceQuerySet:
        return self.filter(project__in=Project.objects.visible_to(person))

    def editable_by(self, person: Any) -> SourceQuerySet:
        """Sources of the projects in which the person may mark."""
        return self.filter(project__in=Project.objects.markable_by(person))

    def curated_by(self, person: Any) -> SourceQuerySet:
        """Sources that the person may merge, and part again."""
        return self.filter(project__in=Project.objects.curated_by(person))

    def standing(self) -> SourceQuerySet:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def called(self, words: str) -> SourceQuerySet:
        """Those whose name or alias contains the words, as names are compared."""
        key = folded(words)
        return self.filter(Q(folded_name__contains=key) | Q(folded_aliases__contains=key))

    def ensure(self, project: Project, name: str, kind: str, *, by: Any, **fields: Any) -> Source:
        """The project's source of this name and kind, made if there is none.

        NotAllowed for a name without a letter or digit.
        """
        name = " ".join(name.split())[:LONGEST_NAME]
        which = {"project": project, "folded_name": key_of(name), "kind": kind}
        found = self.standing().filter(**which).first()
        if found:
            return found
        with transaction.atomic():
            try:
                with transaction.atomic():
                    made = self.create(**which, name=name, made_by=by, **fields)
            except IntegrityError:
                return self.standing().get(**which)
            made._tell("add", by, {}, made.as_plain())
        return made


class Source(models.Model):
    """Whom a claim rests on. `aliases` are other names it goes by."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="sources")
    name = models.CharField(max_length=LONGEST_NAME)
    folded_name = models.CharField(max_length=LONGEST_NAME * 2, editable=False)
    kind = models.CharField(max_length=12, choices=list(SOURCE_KINDS.items()))
    naming = models.CharField(max_length=12, choices=list(NAMINGS.items()), default="named")
    role = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=60, blank=True)
    affiliation = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="affiliates"
    )
    aliases = models.JSONField(default=list, blank=True)
    folded_aliases = models.TextField(blank=True, editable=False)
    wikidata = models.CharField(max_length=20, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "folded_name"],
                condition=Q(merged_into=None),
                name="one_source_of_each_name_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(SOURCE_KINDS)), name="source_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(naming__in=list(NAMINGS)), name="source_naming_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")) & ~Q(affiliation=models.F("id")),
                name="a_source_is_not_its_own_parent",
            ),
        ]
        indexes = [models.Index(fields=["project", "folded_name"], name="sources_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def standing(self) -> Source:
        """What it was merged into, or itself."""
        return self.merged_into or self

    def as_plain(self) -> dict[str, Any]:
        """As the record keeps it."""
        plain = {name: getattr(self, name) for name in DESCRIBED}
        return plain | {"affiliation": str(self.affiliation.uuid) if self.affiliation else None}

    def describe(self, *, by: Any, expected: int, **fields: Any) -> bool:
        """Change what is said about it: any of DESCRIBED, and its affiliation.

        Raises Stale if somebody changed it since `expected`, NotAllowed for a name that another
        source of its kind has.
        """
        with transaction.atomic():
            kept = Source.objects.select_for_update().get(pk=self.pk)
            if kept.version != expected:
                raise Stale(kept)
            before = kept.as_plain()
            for name, value in fields.items():
                setattr(kept, name, value)
            kept.folded_name = key_of(kept.name)
            kept.folded_aliases = " · ".join(map(folded, kept.aliases))
            kept._refuse_circle()
            after = kept.as_plain()
            if after == before:
                return False
            kept.version += 1
            try:
                with transaction.atomic():
                    kept.save()
            except IntegrityError:
                taken = f"There is another source of this kind called {kept.name}."
                raise NotAllowed(taken) from None
            kept._tell("describe", by, before, after)
        self.refresh_from_db()
        return True

    def assess(self, reliability: str, *, reason: str = "", by: Any) -> None:
        """Say how far one trusts it, A to F; "" takes the judgement back."""
        with transaction.atomic():
            Source.objects.select_for_update(no_key=True).get(pk=self.pk)
            mine = self.assessments.filter(person=by)
            before = mine.values("reliability", "reason").first() or {}
            after = {"reliability": reliability, "reason": reason} if reliability else {}
            if before == after:
                return
            mine.delete()
            if after:
                self.assessments.create(person=by, **after)
            self._tell("assess", by, before, after)

    def merge_into(self, other: Source, *, by: Any) -> None:
        """Take it for another name of the other; its claims count as the other's until `part`."""
        with transaction.atomic():
            self._hold_claimed(self.pk)
            pair = Source.objects.select_for_update().filter(pk__in=[self.pk, other.pk])
            rows = {row.pk: row for row in pair}
            one, into = rows[self.pk], rows[other.pk]
            if one == into or one.project_id != into.project_id:
                raise NotAllowed("A source is merged into another one of the same project.")
            if one.merged_into_id or into.merged_into_id:
                raise NotAllowed("One of the two was merged in the meantime.")
            along = list(one.merged.values_list("pk", flat=True))
            Source.objects.filter(pk__in=[*along, one.pk]).update(merged_into=into)
            one._count_for(into, [*along, one.pk], into)
            one._tell("merge", by, {}, {"into": str(into.uuid), "along": along})
        self.refresh_from_db()

    def part(self, *, by: Any) -> None:
        """Undo its merge."""
        with transaction.atomic():
            self._hold_claimed(self.merged_into_id)
            one = Source.objects.select_for_update().get(pk=self.pk)
            into = one.merged_into
            if into is None:
                raise NotAllowed("It is not merged into another source.")
            if (
                Source.objects.standing()
                .filter(project=one.project, kind=one.kind, folded_name=one.folded_name)
                .exists()
            ):
                raise NotAllowed("Another source has taken its name; rename that one first.")
            merge = Event.objects.of(one).filter(verb="merge").first()
            along = merge.after["along"] if merge else []
            one.merged_into = None
            one.save(update_fields=["merged_into"])
            Source.objects.filter(pk__in=along, merged_into=into).update(merged_into=one)
            one._count_for(one, [*along, one.pk], into)
            one._tell("part", by, {"into": str(into.uuid)}, {})
        self.refresh_from_db()

    def _hold_claimed(self, source: int | None) -> None:
        hold_stories(self.project.claims.filter(source=source).values("article"))

    def _count_for(self, standing: Source, coded: list[int], other: Source) -> None:
        """Let the claims that were coded with these rows count as the standing source's.

        What is contested changes only on stories where the other source is claimed too.
        """
        claims = self.project.claims
        first = {"attributions__position": 0, "attributions__source__in": coded}
        counted = claims.filter(pk__in=claims.filter(**first).values("pk"))
        theirs = claims.filter(source=other).exclude(pk__in=counted.values("pk"))
        shared = counted.filter(article__in=theirs.values("article"))
        both = set(shared.values_list("article__current", flat=True))
        counted.update(source=standing)
        contested.recount_stories(self.project_id, both)

    def _refuse_circle(self) -> None:
        seen, above = {self.pk}, self.affiliation
        while above is not None:
            if above.pk in seen:
                raise NotAllowed("An affiliation cannot lead back to where it began.")
            seen.add(above.pk)
            above = above.affiliation

    def _tell(self, verb: str, by: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        Event.objects.record(
            verb, self, by=by, project=self.project.uuid, before=before, after=after
        )


def key_of(name: str) -> str:
    """What a source is known again by. NotAllowed if no letter or digit is in it."""
    key = folded(name)
    if not key:
        raise NotAllowed("A source's name has at least one letter or digit.")
    return key
