"""The teasers of a story: sorted, edited, moved to another story, linked to our copy."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.choosing import found_stories, matching
from articles.admin.desk import DeskAdmin, desk_page, without_words
from articles.admin.filters import CopyFilter
from articles.admin.forms import TeaserForm
from articles.admin.parts import address, fetch, fetch_to_change, story_page
from articles.admin.words import offers
from articles.models import Article, Teaser
from articles.models.refusal import NotAllowed
from articles.reading import grouped


@admin.register(Teaser)
class TeaserAdmin(DeskAdmin):
    """The teasers of all stories."""

    list_display = ("headline", "kind", "beneath", "publisher", "copy")
    list_display_links = ("headline",)
    list_filter = ("kind", CopyFilter)
    empty_value_display = ""
    search_fields = ("headline", "summary", "publisher__name")
    ordering = ("-id",)
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Teaser]:
        teasers = Teaser.objects.editable_by(request.user)
        return teasers.select_related("article__current", "story__current", "publisher").defer(
            *without_words("article__", "story__")
        )

    @admin.display(description="Under")
    def beneath(self, teaser: Teaser) -> str:
        return str(teaser.article)

    @admin.display(description="Our copy")
    def copy(self, teaser: Teaser) -> str:
        return str(teaser.story or "")

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(f"<uuid:row>/{name}/", self.on_desk(view), name=f"articles_teaser_{name}")
            for name, view in (("place", place), ("story", story), ("copy", our_copy))
        ]
        return own + super().get_urls()

    def change_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return edit(request, row)

    def delete_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return remove(request, row)


@require_http_methods(["GET", "POST"])
def beneath(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """A story's headlines in their order. POST adds one at the end."""
    if request.method == "GET":
        return answer_list(request, fetch(request, story), TeaserForm(initial={"kind": "related"}))
    article = fetch_to_change(request, story)
    form = TeaserForm(request.POST)
    if not form.is_valid():
        return answer_list(request, article, form, status=422)
    teaser = Teaser.objects.add(article, by=request.user, **form.fields_for(request.user))
    messages.success(request, f"Added: “{teaser}”.")
    return redirect(address(article, "teasers"))


@require_POST
def place(request: HttpRequest, row: uuid.UUID) -> HttpResponse:
    """One up or down, or right before or after another; answers the sorted list."""
    teaser = mine(request, row)
    try:
        said = move(request, teaser)
    except NotAllowed as refusal:
        said = str(refusal)
    if not request.htmx:
        messages.info(request, said)
        return redirect(address(teaser.article, "teasers"))
    page = {"article": teaser.article, "said": said, **listed(teaser.article)}
    return render(request, "admin/articles/teaser/_list.html", page)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, row: uuid.UUID) -> HttpResponse:
    """A headline's own page."""
    teaser = mine(request, row)
    posted = request.POST if request.method == "POST" else None
    # Its fields may stand on the page of all teasers, beside those of the form that adds one.
    form = TeaserForm(posted, initial=TeaserForm.of(teaser), auto_id=f"{teaser.uuid}-%s")
    if form.is_valid():
        changed = teaser.edit(by=request.user, **form.fields_for(request.user))
        messages.success(request, f"Saved: “{teaser}”." if changed else "Nothing was changed.")
        return redirect(address(teaser.article, "teasers"))
    page = teaser_page(request, teaser, form=form, groups=groups_of(teaser.article), **offers())
    status = 422 if form.errors else 200
    return desk_page(request, "admin/articles/teaser/edit.html", page, status)


@require_http_methods(["GET", "POST"])
def story(request: HttpRequest, row: uuid.UUID) -> HttpResponse:
    """Choose the story that the headline shall stand under."""
    teaser = mine(request, row)
    if request.method == "GET":
        return choose(request, teaser, Article.objects.editable_by(request.user), "story")
    left = teaser.article
    target = chosen_story(request, Article.objects.editable_by(request.user))
    try:
        teaser.move_to(target, by=request.user)
        messages.success(request, f"“{teaser}” stands under “{target}” now.")
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    return redirect(address(left, "teasers"))


@require_http_methods(["GET", "POST"])
def our_copy(request: HttpRequest, row: uuid.UUID) -> HttpResponse:
    """Choose the story here that the headline announces, or none."""
    teaser = mine(request, row)
    visible = Article.objects.visible_to(request.user).exclude(state=Article.WITHDRAWN)
    if request.method == "GET":
        return choose(request, teaser, visible, "copy")
    target = chosen_story(request, visible) if request.POST.get("story") else None
    teaser.lead_to(target, by=request.user)
    said = f"“{teaser}” leads to “{target}” now." if target else f"“{teaser}” leads to no copy now."
    messages.success(request, said)
    return redirect(address(teaser.article, "teasers"))


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, row: uuid.UUID) -> HttpResponse:
    """Ask, then take the headline away; its words stay in the history."""
    teaser = mine(request, row)
    if request.method == "GET":
        page = teaser_page(request, teaser)
        return desk_page(request, "admin/articles/teaser/remove.html", page)
    teaser.remove(by=request.user)
    messages.success(request, f"Removed: “{teaser}”.")
    return redirect(address(teaser.article, "teasers"))


def mine(request: HttpRequest, row: uuid.UUID) -> Teaser:
    """The teaser, if its story is the person's to change; else 404."""
    teasers = Teaser.objects.editable_by(request.user)
    return get_object_or_404(
        teasers.select_related("article__current", "story__current", "publisher"), uuid=row
    )


def move(request: HttpRequest, teaser: Teaser) -> str:
    """Do what the button or the drop says; where the headline stands now, in words."""
    beside = request.POST.get("before") or request.POST.get("after")
    if beside:
        neighbours = {str(each.uuid): each for each in teaser.article.teasers.all()}
        if beside not in neighbours:
            raise NotAllowed("That headline stands under another story now.")
        after = not request.POST.get("before")
        teaser.put(neighbours[beside], after=after, by=request.user)
    elif request.POST.get("step") in ("up", "down"):
        teaser.step(up=request.POST["step"] == "up", by=request.user)
    else:
        raise NotAllowed("A headline moves up or down, or beside another.")
    order = Teaser.objects.in_reading_order(teaser.article)
    return f"“{teaser}” is number {order.index(teaser) + 1} of {len(order)} now."


def answer_list(
    request: HttpRequest, article: Article, form: TeaserForm, status: int = 200
) -> HttpResponse:
    page = story_page(
        request, article, "teasers", form=form, groups=groups_of(article), **offers(),
        **listed(article),
    )  # fmt: skip
    return desk_page(request, "admin/articles/article/teasers.html", page, status)


def listed(article: Article) -> dict[str, Any]:
    """The headlines in their groups, as readers see them."""
    teasers = Teaser.objects.beneath(article).select_related("story__current", "publisher")
    return {"lists": grouped(teasers)}


def groups_of(article: Article) -> list[str]:
    return sorted({teaser.group for teaser in article.teasers.all() if teaser.group})


def teaser_page(request: HttpRequest, teaser: Teaser, **more: Any) -> dict[str, Any]:
    return story_page(request, teaser.article, "teasers", teaser=teaser, **more)


def choose(
    request: HttpRequest, teaser: Teaser, stories: QuerySet[Article], purpose: str
) -> HttpResponse:
    """Stories to choose from, found by words, a publisher or an address."""
    others = stories.exclude(pk=teaser.article_id)
    query = request.GET.get("q")
    if query is None:
        query = likely(request, others, teaser) if purpose == "copy" else ""
    found = found_stories(others, query, by=request.user)
    page = teaser_page(request, teaser, purpose=purpose, sought=query, found=found)
    return desk_page(request, "admin/articles/teaser/choose.html", page)


def likely(request: HttpRequest, stories: QuerySet[Article], teaser: Teaser) -> str:
    """What finds the story that the headline announces: its address, else its words, else none."""
    tries = filter(None, (teaser.address, teaser.headline))
    fits = (each for each in tries if matching(stories, each, by=request.user).exists())
    return next(fits, "")


def chosen_story(request: HttpRequest, stories: QuerySet[Article]) -> Article:
    """The story that the form names, if it is one of these; else 404."""
    try:
        named = uuid.UUID(request.POST.get("story", ""))
    except ValueError:
        named = uuid.UUID(int=0)
    return get_object_or_404(stories.with_words(), uuid=named)
