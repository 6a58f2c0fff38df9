"""A project's page at the desk: read by those who curate it, changed by those who own it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from annotations.admin.claim_acts import AuthorForm, known_people
from annotations.models import Claim, Membership, Project
from articles.admin.desk import desk_page, is_uuid
from articles.admin.forms import Line
from articles.admin.histories import history_page
from articles.models import Event
from articles.models.refusal import NotAllowed
from articles.wording import how_many

LONGEST_GUIDELINES = 50_000
FIELDS = ("name", "slug", "guidelines", "access", "is_blind")


class ProjectForm(forms.Form):
    """Only what was changed in it is saved: two people can mend different fields at once."""

    name = Line(max_length=120, show_hidden_initial=True)
    slug = forms.SlugField(
        label="Address", max_length=60, show_hidden_initial=True,
        help_text="Letters, digits and hyphens: it stands in the addresses of its pages.",
    )  # fmt: skip
    access = forms.ChoiceField(choices=Project.ACCESS, show_hidden_initial=True)
    is_blind = forms.BooleanField(
        label="Blind", required=False, show_hidden_initial=True,
        help_text="Members do not see one another’s claims; curators see all.",
    )  # fmt: skip
    guidelines = forms.CharField(
        required=False, max_length=LONGEST_GUIDELINES, show_hidden_initial=True,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip

    @classmethod
    def of(cls, project: Project) -> ProjectForm:
        return cls(initial={name: getattr(project, name) for name in FIELDS})

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data}


class MemberForm(AuthorForm):
    """Somebody who has an account, and the role that they get."""

    field_order = ("author", "role")
    role = forms.ChoiceField(choices=Membership.ROLES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="member-%s", **options)
        self.fields["author"].label = "Person"
        self.fields["author"].help_text = ""


@require_http_methods(["GET", "POST"])
def project(request: HttpRequest, project: uuid.UUID) -> HttpResponse:
    """POST changes its rules: 422 when something does not fit."""
    if request.method == "GET":
        found = fetch(request, project)
        return answer(request, found, ProjectForm.of(found))
    found = fetch_to_change(request, project)
    form = ProjectForm(request.POST)
    if not form.is_valid():
        return answer(request, found, form, status=422)
    try:
        changed = found.describe(by=request.user, **form.changes)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return answer(request, fetch(request, project), form, status=422)
    messages.success(request, "Saved." if changed else "Nothing was changed.")
    return redirect(address(found))


@require_POST
def members(request: HttpRequest, project: uuid.UUID) -> HttpResponse:
    """Admit somebody by name, give a member another role, or, with `let_go`, end a membership."""
    found = fetch_to_change(request, project)
    if "member" not in request.POST:
        form = MemberForm(request.POST)
        if not form.is_valid():
            return answer(request, found, ProjectForm.of(found), status=422, member_form=form)
        return admitted(request, found, form.cleaned_data["author"], form.cleaned_data["role"])
    key = request.POST["member"]
    rows = found.memberships.select_related("person")
    member = get_object_or_404(rows, person__uuid=key if is_uuid(key) else uuid.UUID(int=0))
    if "let_go" in request.POST:
        found.let_go(member.person, by=request.user)
        messages.success(request, f"{member.person} is no member any more.")
        return redirect(address(found))
    return admitted(request, found, member.person, request.POST.get("role", ""))


@require_POST
def archiving(request: HttpRequest, project: uuid.UUID) -> HttpResponse:
    """Archive it, or, with `reopen`, undo that."""
    found = fetch_to_change(request, project)
    try:
        if "reopen" in request.POST:
            found.reopen(by=request.user)
            messages.success(request, "The project is open again.")
        else:
            found.archive(by=request.user)
            messages.success(request, "The project is archived: its claims stand as they are.")
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return redirect(address(found))


def fetch(request: HttpRequest, project: uuid.UUID) -> Project:
    """The project, if the person curates it; else 404."""
    return get_object_or_404(Project.objects.curated_by(request.user), uuid=project)


def fetch_to_change(request: HttpRequest, project: uuid.UUID) -> Project:
    """The project, if the person owns it; else 404."""
    return get_object_or_404(Project.objects.owned_by(request.user), uuid=project)


def admitted(request: HttpRequest, project: Project, person: Any, role: str) -> HttpResponse:
    roles = dict(Membership.ROLES)
    if role in roles:
        project.admit(person, role, by=request.user)
        messages.success(request, f"{person}: {roles[role].lower()}.")
    else:
        messages.warning(request, "A member is an annotator, a curator or an owner.")
    return redirect(address(project))


def answer(
    request: HttpRequest, project: Project, form: ProjectForm, status: int = 200, **more: Any
) -> HttpResponse:
    claims = Claim.objects.curated_by(request.user).live().filter(project=project).count()
    page = {
        "title": str(project),
        "opts": Project._meta,
        "desk_section": "annotations_project",
        "project": project,
        "form": form,
        "owned": Project.objects.owned_by(request.user).filter(pk=project.pk).exists(),
        "members": project.memberships.select_related("person").order_by("person__display_name"),
        "roles": Membership.ROLES,
        "member_form": MemberForm(),
        "known": known_people(),
        "claims": how_many(claims, "claim", "claims"),
        "claims_url": claims_url(project),
        **history_page(request, Event.objects.of(project)),
        **more,
    }
    return desk_page(request, "admin/annotations/project/project.html", page, status)


def claims_url(project: Project) -> str:
    """The list of its claims."""
    query = urlencode({"project": project.slug, "state": "live"})
    return f"{reverse('admin:annotations_claim_changelist')}?{query}"


def address(project: Project) -> str:
    return reverse("admin:annotations_project_change", args=[project.uuid])
