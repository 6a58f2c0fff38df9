"""The words of a story, edited in the small markup: each save is a revision with its reason."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from articles import revising
from articles.admin.desk import desk_page
from articles.admin.forms import StoryForm
from articles.admin.parts import address, fetch, fetch_to_change, story_page
from articles.blocks import from_json
from articles.comparing import compare, condensed
from articles.drawing import draw_body
from articles.models import Article, Publisher, Revision, Tag
from articles.models.refusal import NotAllowed, Stale
from articles.parting.page import Refusal
from articles.pasting import from_rich_text
from articles.wording import Wording

MOST_OFFERED = 500
LANGUAGES = (
    "ar", "bg", "bs", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr",
    "hu", "it", "ja", "ko", "lt", "lv", "mk", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq",
    "sr", "sv", "tr", "uk", "ur", "zh", "zh-Hans", "zh-Hant",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """The story's page at the desk. POST saves: 422 with the form when something does not fit,
    409 with mine, theirs and what differs when somebody else revised it first."""
    if request.method == "GET":
        article = fetch(request, story)
        if article.state == Article.WITHDRAWN:
            page = story_page(request, article, "words")
            return desk_page(request, "admin/articles/article/withdrawn.html", page)
        shown = StoryForm.words_of(article.current) | StoryForm.details_of(article)
        form = StoryForm(article=article, base=article.current, initial=shown)
        return answer(request, article, form, article.current.wording)
    article = fetch_to_change(request, story)
    form = bound(request, article)
    if not form.is_valid():
        return answer(request, article, form, status=422)
    try:
        saved = save(form, article, by=request.user)
    except Stale as stale:
        return trigger_client_event(overtaken(request, article, form, stale), "stored")
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return answer(request, article, form, status=422)
    messages.success(request, saved)
    url = address(article, "words") + list_query(request)
    # "stored" tells the page to forget what it kept on the device.
    if request.htmx:
        return trigger_client_event(HttpResponseClientRedirect(url), "stored")
    return redirect(url)


@require_POST
def preview(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """The typed words drawn as readers will see them: a fragment, or the page without script."""
    article = fetch_to_change(request, story)
    form = bound(request, article)
    fine = form.is_valid() or not set(form.errors) - {"reason", "address", "language"}
    if not request.htmx:
        form.errors.pop("reason", None)
        drawn = form.wording if fine else None
        return answer(request, article, form, drawn, status=200 if fine else 422)
    page = {"article": article, "form": form, **drawing(article, form.wording if fine else None)}
    return render(
        request, "admin/articles/article/_preview.html", page, status=200 if fine else 422
    )


@require_POST
def paste(request: HttpRequest, story: uuid.UUID) -> HttpResponse:
    """Pasted rich text as the small markup, for the page to put where the cursor stands."""
    article = fetch_to_change(request, story)
    page = {"refusal": "", "words": request.POST.get("plain", "")}
    try:
        page["words"] = from_rich_text(request.POST.get("html", ""), article.address)
    except Refusal as refusal:
        page["refusal"] = refusal.seen
    return render(request, "admin/articles/article/_pasted.html", page)


def bound(request: HttpRequest, article: Article) -> StoryForm:
    """The form as it was sent, against the revision that its editor began with."""
    expected = request.POST.get("expected", "")
    number = int(expected) if expected.isascii() and expected.isdigit() and len(expected) < 9 else 0
    base = article.revisions.filter(number=number).first()
    return StoryForm(request.POST, article=article, base=base)


def save(form: StoryForm, article: Article, *, by: Any) -> str:
    """Write details and words; what was saved, in words. The details stand even if the words are
    overtaken: each is changed on its own."""
    described = form.save_details(by=by)
    if form.words_changed:
        made = revising.revise(
            article, form.wording, by=by,
            reason=form.cleaned_data["reason"], expected=form.cleaned_data["expected"],
        )  # fmt: skip
        return f"Saved as revision {made.number}."
    return "The details are saved." if described else "Nothing was changed."


def overtaken(
    request: HttpRequest, article: Article, form: StoryForm, stale: Stale
) -> HttpResponse:
    """Mine, theirs, and what differs; saving again puts mine on top of theirs."""
    theirs = stale.current
    assert isinstance(theirs, Revision)
    form.data = form.data.copy()
    form.data["expected"] = str(theirs.number)
    clash = {
        "theirs": theirs,
        "mine": condensed(compare(from_json(theirs.blocks), form.wording.blocks)),
        "base": form.base,
        "changed_by_them": condensed(
            compare(from_json(form.base.blocks) if form.base else (), from_json(theirs.blocks))
        ),
    }
    return answer(request, article, form, form.wording, status=409, clash=clash)


def answer(
    request: HttpRequest, article: Article, form: StoryForm,
    drawn: Wording | None = None, status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    page = story_page(
        request, article, "words", form=form, list_query=list_query(request),
        list_back=request.GET.get("_changelist_filters", ""), **offers(),
        preview_url=address(article, "preview"), paste_url=address(article, "paste"),
        **drawing(article, drawn), **more,
    )  # fmt: skip
    return desk_page(request, "admin/articles/article/words.html", page, status)


def drawing(article: Article, wording: Wording | None) -> dict[str, Any]:
    """What the preview shows, and what saving would do to that which depends on the words;
    nothing when they do not make a story yet."""
    if wording is None:
        return {"drawn": None, "body": ""}
    changed = article.current is None or wording.text != article.current.text
    follows = revising.foreseen(article, wording) if changed else []
    return {"drawn": wording, "body": draw_body(wording.blocks), "follows": follows}


def offers() -> dict[str, Any]:
    """What the fields suggest while one types."""
    return {
        "publishers": Publisher.objects.current().values_list("name", flat=True)[:MOST_OFFERED],
        "tags": Tag.objects.values_list("name", flat=True)[:MOST_OFFERED],
        "languages": LANGUAGES,
    }


def list_query(request: HttpRequest) -> str:
    """The filters of the list that the page was opened from, to lead back to them."""
    kept = request.GET.get("_changelist_filters", "")
    return "?" + urlencode({"_changelist_filters": kept}) if kept else ""
