"""The claims of a project as they were anchored in a revision that is past."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string

from annotations.margin.cards import margin
from annotations.margin.codes import Codes
from annotations.margin.drawn import Setting
from annotations.margin.listed import stretches
from annotations.margin.page import alone, curated_codes
from annotations.margin.readings import readings
from annotations.margin.strokes import stroke_of
from annotations.models import Project
from annotations.models.project import OPEN_DESK
from annotations.painting import paint
from articles.models import Article, Revision
from articles.reading import Beside


def beside(request: HttpRequest, article: Article, revision: Revision) -> Beside:
    """Marks and cards of the project that the address names, the Open desk if none."""
    person = request.user
    slug = request.GET.get("project", OPEN_DESK)
    project = get_object_or_404(Project.objects.visible_to(person).called(slug))
    only_by = alone(project, person)
    found = readings(revision.pk, project.pk, only_by=only_by)
    if not found:
        return Beside()
    shown = margin(found)
    setting = Setting.of(article)
    curated = curated_codes(article.pk, project.pk, only_by)
    mine = Codes.of(person, article.pk, project.pk)
    cards = [each.for_viewer(mine) for each in stretches(shown, setting, curated)]
    page = {"project": project, "revision": revision, "cards": cards, "total": len(shown.cards)}
    return Beside(
        overlay=paint(stroke_of(card, setting.publisher) for card in shown.placed),
        margin=render_to_string("annotations/_past_margin.html", page, request),
    )
