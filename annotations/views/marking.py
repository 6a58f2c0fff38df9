"""Marking words of a story: one form, by script from a selection, without it from a sentence."""

import time
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from annotations.choosing import Choice
from annotations.coding import Incoherent
from annotations.composing import vocabulary
from annotations.forms import ANONYMOUS, MarkForm
from annotations.models import Anchoring, Claim, Project
from annotations.offering import choices
from annotations.views.access import project_to_mark_in, signed_in_only
from annotations.vocabulary import SOURCE_KINDS
from articles.models import Article
from articles.models.refusal import NotAllowed
from articles.models.revision import with_text

MOST_SHOWN, MOST_NAMED, MOST_COMPARED = 4, 3, 50
# More than any hand can mark, and than any program should.
MOST_A_MINUTE = 30_000
TOO_FAST = "That is more claims in a minute than anybody can read. Wait a moment, then save again."
TAKEN = "This form was used before. Load the story again, and mark the words there."


@require_POST
def mark(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """Write a claim on the words; the same key again answers with the same claim. The composer
    keeps what was typed by itself: one who was signed out stays on the page."""
    if request.htmx and not request.user.is_authenticated:
        return HttpResponse(status=401)
    return _mark(request, story)


@signed_in_only
def _mark(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    article = get_object_or_404(with_text(Article.objects.visible_to(request.user)), uuid=story)
    project = project_to_mark_in(request)
    form = MarkForm(request.POST, article=article, project=project)
    if not form.is_valid():
        return _refused(request, form)
    if _is_too_fast(request.user):
        form.add_error(None, TOO_FAST)
        return _refused(request, form)
    try:
        claim = form.marking().write(project, article, by=request.user)
    except (NotAllowed, Incoherent) as refusal:
        form.add_error(None, str(refusal))
    except IntegrityError:
        form.add_error(None, TAKEN)
    else:
        return _marked(request, claim, project)
    return _refused(request, form)


@require_GET
@signed_in_only
def choose(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """The form without script: a block's sentences to choose from, source and level. With words
    that were selected it says what level they suggest, which the composer takes from here."""
    article = get_object_or_404(Article.objects.visible_to(request.user), uuid=story)
    project = project_to_mark_in(request)
    if not article.is_open:
        return redirect(story_address(article, project))
    return _page(request, MarkForm(None, article=article, project=project), status=200)


def _marked(request: HttpRequest, claim: Claim, project: Project) -> HttpResponse:
    if request.htmx:
        return render(request, "annotations/_marked.html", {"claim": claim, "project": project})
    return redirect(f"{story_address(claim.article, project)}#claim-{claim.uuid}")


def _refused(request: HttpRequest, form: MarkForm) -> HttpResponse:
    if request.htmx:
        return render(request, "annotations/_unmarked.html", {"form": form}, status=422)
    return _page(request, form, status=422)


def _page(request: HttpRequest, form: MarkForm, *, status: int) -> HttpResponse:
    choice = form.choice(request.POST or request.GET)
    page = {
        "form": form,
        "choice": choice,
        "same_words": _on_same_words(request, form, choice),
        "sources": choices(form.project, form.article, request.user),
        "kinds": [*SOURCE_KINDS.items(), ANONYMOUS],
        "key": form["claim"].value() or uuid.uuid4(),
        **vocabulary(),
        "story_address": story_address(form.article, form.project),
        "section": "read",
    }
    return render(request, "annotations/mark.html", page, status=status)


def _is_too_fast(person: Any) -> bool:
    """Whether one person saved more in this minute than people do; counted in this process."""
    key = f"marks:{person.uuid}:{int(time.monotonic() // 60)}"
    cache.add(key, 0, 120)
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:  # there was no room to count
        return False


@dataclass(frozen=True)
class SameWords:
    """Claims on the words that were selected which say the same of them; `mine` if one has said so
    already."""

    claim: Claim
    says: str
    people: str
    mine: bool


def _on_same_words(request: HttpRequest, form: MarkForm, choice: Choice) -> list[SameWords]:
    if choice.passage is None:
        return []
    words = Anchoring.of(choice.passage, revision=choice.revision)
    claims = Claim.objects.visible_to(request.user).live().filter(project=form.project)
    found: dict[str, list[Claim]] = {}
    for claim in claims.marked_on(words).with_parts().order_by("id")[:MOST_COMPARED]:
        source = claim.attributions.all()[0]
        level = claim.get_confidence_display().lower()
        found.setdefault(f"{source}, {level}", []).append(claim)
    return [
        SameWords(
            claim=next((each for each in alike if each.author == request.user), alike[0]),
            says=says,
            people=" and ".join(dict.fromkeys(str(each.author) for each in alike[:MOST_NAMED])),
            mine=any(each.author == request.user for each in alike),
        )
        for says, alike in found.items()
    ][:MOST_SHOWN]


def story_address(article: Article, project: Project) -> str:
    """The reading page that shows and writes this project."""
    return f"{reverse('read_article', args=[article.uuid])}?{urlencode({'project': project.slug})}"
