"""Projects: a group of people who mark claims together, under their own rules."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.validators import slug_re
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Event
from articles.models.article import annotates
from articles.models.refusal import NotAllowed

OPEN_DESK = "open-desk"
# What the project that stands from the start always is.
AS_IT_STANDS = {"slug": OPEN_DESK, "access": "open", "is_blind": False}

OFFERED = """
SELECT project.id, project.uuid, project.slug, project.name, project.access, project.is_blind,
    project.archived_at, member.id IS NOT NULL AS belongs
FROM annotations_project AS project
LEFT JOIN annotations_membership AS member
    ON member.project_id = project.id AND member.person_id = %s
WHERE %s OR project.access = 'open' OR member.id IS NOT NULL
ORDER BY project.id
"""


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> ProjectQuerySet:
        """Open projects for everybody, the others for their members and the site's owners."""
        if getattr(person, "is_owner", False):
            return self.all()
        if not person.is_authenticated:
            return self.filter(access=Project.OPEN)
        return self.filter(Q(access=Project.OPEN) | Exists(_membership(person)))

    def markable_by(self, person: Any) -> ProjectQuerySet:
        """Projects in which the person may mark claims: annotators in open ones, members in
        the others."""
        return self._shared_with(person).filter(archived_at=None)

    def worked_in_by(self, person: Any) -> ProjectQuerySet:
        """Projects that the person belongs to, archived ones too: what is deleted there, or was
        marked on a withdrawn story, is theirs to know."""
        if getattr(person, "is_owner", False):
            return self.all()
        return self._shared_with(person)

    def curated_by(self, person: Any) -> ProjectQuerySet:
        """Projects in which the person moderates, merges and reassigns: their curators and
        owners, the site's curators in open ones, the site's owners in all."""
        if getattr(person, "is_owner", False):
            return self.all()
        if not person.is_authenticated or not person.is_active:
            return self.none()
        roles = [Membership.CURATOR, Membership.OWNER]
        mine = Q(Exists(_membership(person).filter(role__in=roles)))
        if getattr(person, "is_curator", False):
            mine |= Q(access=Project.OPEN)
        return self.filter(mine)

    def owned_by(self, person: Any) -> ProjectQuerySet:
        """Projects whose rules and members the person decides on: a project's owners, and the
        site's owners in all."""
        if getattr(person, "is_owner", False):
            return self.all()
        if not person.is_authenticated or not person.is_active:
            return self.none()
        return self.filter(Exists(_membership(person).filter(role=Membership.OWNER)))

    def for_reading(self, person: Any) -> list[Project]:
        """Those that `visible_to` finds, as a story offers them: each knows whether one `may_mark`
        there. Written out, because each reading of a story asks it."""
        is_owner = bool(getattr(person, "is_owner", False))
        offered = list(self.raw(OFFERED, [person.pk or 0, is_owner]))
        for project in offered:
            shared = project.belongs or (project.access == Project.OPEN and annotates(person))
            project.may_mark = bool(shared and person.is_active and project.archived_at is None)
        return offered

    def for_marking(self, slug: str, person: Any) -> Project | None:
        """The one of this slug, if the person may see it; it knows whether one `may_mark` there.
        For an open one, which every annotator shares, that is a plain query."""
        project = self.called(slug).first()
        if project is None or project.access != Project.OPEN or not annotates(person):
            return next((each for each in self.for_reading(person) if each.slug == slug), None)
        project.may_mark = person.is_active and project.archived_at is None
        return project

    def _shared_with(self, person: Any) -> ProjectQuerySet:
        if not person.is_authenticated or not person.is_active:
            return self.none()
        return self.filter(_shared(person))

    def open_desk(self) -> Project:
        """The project that stands from the start."""
        named = {"name": "Open desk", "access": Project.OPEN}
        return self.get_or_create(slug=OPEN_DESK, defaults=named)[0]

    def called(self, slug: str) -> ProjectQuerySet:
        """The one of this slug, whatever somebody wrote there."""
        return self.filter(slug=slug) if slug_re.match(slug) else self.none()

    def in_order(self) -> ProjectQuerySet:
        """As lists offer them: the Open desk first."""
        return self.order_by("id")


class Project(models.Model):
    OPEN, INVITED = "open", "invited"
    ACCESS = [(OPEN, "Everybody who annotates"), (INVITED, "By invitation")]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    guidelines = models.TextField(blank=True)
    access = models.CharField(max_length=10, choices=ACCESS, default=INVITED)
    is_blind = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(access__in=["open", "invited"]), name="project_access_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open_desk(self) -> bool:
        return self.slug == OPEN_DESK

    def people(self) -> models.QuerySet:
        """Who can be mentioned in it: its members and, unless it is blind, whoever marked or
        replied there."""
        known = Q(Exists(self.memberships.filter(person=OuterRef("pk"))))
        if not self.is_blind:
            marked = {"author": OuterRef("pk")}
            replied = {"replies__author": OuterRef("pk"), "replies__deleted_at": None}
            known |= Q(Exists(self.claims.live().filter(**marked)))
            known |= Q(Exists(self.claims.live().filter(**replied)))
        people = get_user_model().objects.present()
        return people.filter(known).order_by("display_name", "id")

    def describe(self, *, by: Any, **fields: Any) -> bool:
        """Change its name, address, guidelines, access, or whether it is blind. NotAllowed for an
        address that is taken, and for what would end the Open desk."""
        with self._held() as project:
            before = {name: getattr(project, name) for name in fields}
            if before == fields:
                return False
            bent = {name for name in fields if fields[name] != AS_IT_STANDS.get(name, fields[name])}
            if project.is_open_desk and bent:
                raise NotAllowed("The Open desk keeps its address, open to everybody, not blind.")
            project._set(**fields)
            project._tell("describe", by, before, fields)
        return True

    def archive(self, *, by: Any) -> bool:
        """Close it: its claims stand as they are."""
        with self._held() as project:
            if project.is_open_desk:
                raise NotAllowed("The Open desk stays open.")
            if project.archived_at is not None:
                return False
            project._set(archived_at=timezone.now())
            project._tell("archive", by, {}, {})
        return True

    def reopen(self, *, by: Any) -> bool:
        """Undo its archiving."""
        with self._held() as project:
            if project.archived_at is None:
                return False
            project._set(archived_at=None)
            project._tell("reopen", by, {}, {})
        return True

    def let_go(self, person: Any, *, by: Any) -> bool:
        """End a membership; what the person marked stays."""
        with self._held() as project:
            member = project.memberships.filter(person=person).first()
            if member is None:
                return False
            before = {"person": str(person.uuid), "role": member.role}
            member.delete()
            project._tell("let_go", by, before, {})
        return True

    def admit(self, person: Any, role: str, *, by: Any) -> Membership:
        """Make the person a member, or give a member another role."""
        with transaction.atomic():
            member, is_new = Membership.objects.get_or_create(
                project=self, person=person, defaults={"role": role}
            )
            if not is_new and member.role == role:
                return member
            before = {} if is_new else {"role": member.role}
            member.role = role
            member.save(update_fields=["role"])
            after = {"person": str(person.uuid), "role": role}
            self._tell("admit", by, before, after)
        return member

    @contextmanager
    def _held(self) -> Iterator[Project]:
        """Its row, locked and read again."""
        with transaction.atomic():
            yield Project.objects.select_for_update(no_key=True).get(pk=self.pk)
        self.refresh_from_db()

    def _set(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        try:
            with transaction.atomic():
                self.save(update_fields=list(fields))
        except IntegrityError:
            raise NotAllowed("Another project has this address.") from None

    def _tell(self, verb: str, by: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        Event.objects.record(verb, self, by=by, project=self.uuid, before=before, after=after)


class Membership(models.Model):
    ANNOTATOR, CURATOR, OWNER = "annotator", "curator", "owner"
    ROLES = [(ANNOTATOR, "Annotator"), (CURATOR, "Curator"), (OWNER, "Owner")]

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=ROLES, default=ANNOTATOR)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("project", "person", name="one_membership_for_each_person"),
            models.CheckConstraint(
                condition=Q(role__in=["annotator", "curator", "owner"]),
                name="membership_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"


def _shared(person: Any) -> Q:
    """Its own people share in a project, and everybody who annotates in an open one."""
    mine = Q(Exists(_membership(person)))
    return mine | Q(access=Project.OPEN) if annotates(person) else mine


def _membership(person: Any) -> models.QuerySet:
    return Membership.objects.filter(project=OuterRef("pk"), person=person)


def known_to(person: Any) -> models.QuerySet:
    """The UUIDs of the projects of which the record at the desk may tell a curator."""
    return Project.objects.curated_by(person).values("uuid")
