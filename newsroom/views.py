"""The pages that show both apps, and those of the site itself."""

import logging
import uuid

from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template import loader
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_GET, require_POST

from annotations.composing import composer
from annotations.margin.page import kept_page
from annotations.models import Project
from annotations.models.project import OPEN_DESK
from articles.models import Article, Event
from articles.models.article import curates
from articles.parcels import Assembly
from articles.views.given_back import give_back
from newsroom import context, limiting
from newsroom.asking import Asked
from newsroom.compressing import Assembled
from newsroom.front import front_of
from newsroom.live.page import following
from newsroom.models import User

log = logging.getLogger("sayso")


@require_GET
def front_page(request: HttpRequest) -> HttpResponse:
    """The stories, or those that the words and facets in the address ask for."""
    asked = Asked.by(request.user, request.GET)
    page = {"section": "read", "query": asked.words}
    if asked.words and not limiting.searches.spend(limiting.who(request)):
        refused = render(request, "429.html", page, status=429)
        refused.headers["Retry-After"] = str(limiting.searches.seconds)
        return refused
    page["front"] = front_of(asked, request.user)
    return render(request, "newsroom/front_page.html", page)


@require_GET
def read_article(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """A story as its reader sees it: the words with the claims of one project marked in them, and
    what came along folded away."""
    person = request.user
    article = get_object_or_404(Article.objects.visible_to(person), uuid=story)
    if article.state == Article.WITHDRAWN:
        return render(request, "newsroom/withdrawn.html", status=451)
    projects = Project.objects.for_reading(person)
    project = asked_project(request, projects)
    newest = Event.objects.newest_for(article.uuid, project.uuid)
    kept, assembly = kept_page(article, project, person, newest), Assembly()
    page = {
        "section": "read",
        "article": article,
        "project": project,
        "projects": projects,
        "page": kept,
        "parts": {
            "story": assembly.stand_in([kept.story]),
            "cards": assembly.stand_in(kept.cards_for(person)),
        },
        "me": person.uuid if person.is_authenticated else "",
        "mine": kept.marked_by(person),
        "can_mark": article.is_open and project.may_mark,
        "live": following(person, article, project, newest.of_all),
        "desk_links": desk_links(article, person),
    }
    if page["can_mark"]:
        page["composer"] = composer(article, project, kept.revision)
    drawn = render_to_string("newsroom/reading.html", page, request)
    return Assembled(assembly.pieces(drawn))


def asked_project(request: HttpRequest, projects: list[Project]) -> Project:
    """The project that the address names, among those that the person may see; else the first,
    the Open desk."""
    slug = request.GET.get("project", OPEN_DESK)
    found = next((project for project in projects if project.slug == slug), None)
    if found is None:
        raise Http404
    return found


def desk_links(article: Article, person: User) -> list[tuple[str, str]]:
    """Where somebody who may change the story can do so: (address, label)."""
    links = []
    if article.state == Article.DRAFT:
        links.append((reverse("articles:review", args=[article.uuid]), "Review the import"))
    if curates(person):
        links.append(
            (reverse("admin:articles_article_change", args=[article.uuid]), "Edit the story")
        )
    return links


@require_POST
def reader_settings(request: HttpRequest) -> HttpResponse:
    """The settings panel without script."""
    chosen = context.reader_settings(request)
    for name, choices in context.CHOICES.items():
        if request.POST.get(name) in choices:
            chosen[name] = request.POST[name]
    response = redirect(safe_next(request))
    context.keep_reader_settings(response, chosen, secure=request.is_secure())
    return response


@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and holds our tables, else 503. Why goes to the log alone,
    since anybody may ask."""
    try:
        Event.objects.exists()
        state = {"well": True, "database": connection.vendor, "version": engine_version()}
    except DatabaseError:
        log.exception("The database is not well")
        state = {"well": False, "words": "The database does not answer. See the server's log."}
    return JsonResponse(
        state, status=200 if state["well"] else 503, headers={"Cache-Control": "no-store"}
    )


def engine_version() -> str:
    """The version of the database engine in use."""
    if connection.vendor == "sqlite":
        return connection.Database.sqlite_version
    return ".".join(map(str, connection.get_database_version()))


def safe_next(request: HttpRequest) -> str:
    """The page to go on to, if it is one of ours; else the front page."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    return own_address(request, target) if target.startswith("/") else "/"


def own_address(request: HttpRequest, target: str) -> str:
    """The address, if it is one of ours; else the front page."""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours and "%00" not in target else "/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the request, whose form may be what could not be read."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was typed is given back: not every browser still has it when one goes back."""
    return give_back(
        request, 403, "The form is out of date",
        "It was open too long, or came from another page, so nothing was stored. Copy what you "
        "typed, go on to the form, paste it there and send it again. Passwords are not shown here, "
        "and files have to be chosen anew.",
        own_address(request, request.headers.get("Referer", "")),
    )  # fmt: skip
