"""Who may mark, and in which project: asked before anything else."""

import functools
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from annotations.models import Project
from annotations.models.project import OPEN_DESK
from articles.views.access import signed_out

View = Callable[..., HttpResponse]


def signed_in_only(view: View) -> View:
    """Others are asked to sign in; what they typed is given back."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request)
        return view(request, *args, **kwargs)

    return guarded


def project_to_mark_in(request: HttpRequest) -> Project:
    """The project that the form or the address names, the Open desk if none. One that the person
    may not see is not found; where they may only read, they are told no."""
    slug = request.POST.get("project") or request.GET.get("project") or OPEN_DESK
    project = Project.objects.for_marking(slug, request.user)
    if project is None:
        raise Http404
    if not project.may_mark:
        raise PermissionDenied
    return project
