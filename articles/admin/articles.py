"""The list of stories, and what is done to many of them at once."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin import captures, discarding, parts, states, teasers, words
from articles.admin.bulk import for_each
from articles.admin.calendar import RowsByDate
from articles.admin.choosing import matching
from articles.admin.desk import DeskAdmin, ask, without_words
from articles.admin.filters import LanguageFilter, PublisherFilter, TagFilter
from articles.admin.forms import tag_names
from articles.models import Article, Tag, Teaser

FOR_GOOD = (
    "Only drafts that were never published and that nothing refers to are discarded. Their words "
    "are gone afterwards."
)


class TagsForm(forms.Form):
    names = forms.CharField(
        label="Tags", max_length=500, help_text="With commas between them.",
        widget=forms.TextInput(attrs={"list": "known", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_names(self) -> list[str]:
        names = tag_names(self.cleaned_data["names"])
        if not names:
            raise forms.ValidationError("Name at least one tag, with a letter or a digit in it.")
        return names


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    list_display = (
        "headline", "state_shown", "place", "publisher", "published", "revision", "teasers",
        "importer", "audience",
    )  # fmt: skip
    list_display_links = ("headline",)
    list_filter = ("state", "placement", "audience", PublisherFilter, TagFilter, LanguageFilter)
    search_fields = ("current__headline", "publisher__name", "address")
    search_help_text = "Words, a publisher, or an address"
    date_hierarchy = "sorted_at"
    ordering = ("-sorted_at", "-id")
    sortable_by = ("headline", "published")
    empty_value_display = ""
    actions = (
        "publish", "archive", "feature", "unfeature", "add_tags", "take_tags_off",
        "open_to_everyone", "open_to_signed_in", "discard_drafts",
    )  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "preview": words.preview,
            "paste": words.paste,
            "teasers": teasers.beneath,
            "captures": captures.of_story,
            "state": states.state,
            "placement": states.placement,
            "revert": states.revert,
            "withdrawal": discarding.withdrawal,
        }
        own = [
            path(f"<uuid:story>/{name}/", self.on_desk(view), name=f"articles_article_{name}")
            for name, view in pages.items()
        ]
        return own + super().get_urls()

    def change_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return words.words(request, row)

    def history_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return states.history(request, row)

    def delete_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return discarding.delete(request, row)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[RowsByDate]:
        return RowsByDate

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        shown = {"import_url": import_url(), "list_query": request.GET.urlencode()}
        return super().changelist_view(request, shown)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """What a row shows, in one query, without the words of the story."""
        beneath = Teaser.objects.filter(article=OuterRef("pk")).order_by()
        counted = beneath.values("article").annotate(number=Count("pk")).values("number")
        return (
            Article.objects.visible_to(request.user)
            .select_related("current", "publisher", "importer")
            .defer(*without_words(""))
            .annotate(teaser_count=Coalesce(Subquery(counted), 0))
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        return matching(queryset, search_term, by=request.user), False

    @admin.display(ordering="folded_headline")
    def headline(self, article: Article) -> SafeString:
        return format_html('<span dir="auto">{}</span>', article)

    @admin.display(description="State")
    def state_shown(self, article: Article) -> SafeString:
        return format_html(
            '<span class="state" data-state="{}">{}</span>',
            article.state, article.get_state_display(),
        )  # fmt: skip

    @admin.display(description="Place")
    def place(self, article: Article) -> SafeString | str:
        """Where it stands, or for a published story the button that makes it the lead."""
        if article.placement == Article.LEAD:
            return format_html('<strong class="placed">{}</strong>', "Lead")
        said = "Featured" if article.placement else ""
        if article.state != Article.PUBLISHED:
            return ""
        return format_html(
            '{} <button class="btn small" data-kind="quiet" name="placement" value="lead"'
            ' formaction="{}" aria-label="Make “{}” the lead">Make lead</button>',
            said, parts.address(article, "placement"), article,
        )  # fmt: skip

    @admin.display(description="Published", ordering="sorted_at")
    def published(self, article: Article) -> str:
        """The date that the page printed; its time and zone are on the story's page."""
        return article.current.published[:10] if article.current else ""

    @admin.display(description="Rev.")
    def revision(self, article: Article) -> int | str:
        return article.current.number if article.current else ""

    @admin.display(description="Teasers")
    def teasers(self, article: Article) -> int:
        return article.teaser_count

    @admin.action(description="Publish, or bring back")
    def publish(self, request: HttpRequest, chosen: QuerySet[Article]) -> None:
        each(request, chosen, lambda article: article.publish(by=request.user), "Published")

    @admin.action(description="Archive")
    def archive(self, request: HttpRequest, chosen: QuerySet[Article]) -> None:
        each(request, chosen, lambda article: article.archive(by=request.user), "Archived")

    @admin.action(description="Feature")
    def feature(self, request: HttpRequest, chosen: QuerySet[Article]) -> None:
        def act(article: Article) -> bool:
            return article.place(Article.FEATURED, by=request.user)

        each(request, chosen, act, "Featured")

    @admin.action(description="Feature or lead no longer")
    def unfeature(self, request: HttpRequest, chosen: QuerySet[Article]) -> None:
        def act(article: Article) -> bool:
            return article.place(Article.ORDINARY, by=request.user)

        each(request, chosen, act, "Put among the ordinary")

    @admin.action(description="Open to everyone")
    def open_to_everyone(self, request: HttpRequest, chosen: QuerySet[Article]) -> None:
        def act(article: Article) -> bool:
            return article.open_to(Article.EVERYONE, by=request.user)

        each(request, chosen, act, "Opened to everyone")

    @admin.action(description="Open to signed-in people only")
    def open_to_signed_in(self, request: HttpRequest, chosen: QuerySet[Article]) -> None:
        def act(article: Article) -> bool:
            return article.open_to(Article.SIGNED_IN, by=request.user)

        each(request, chosen, act, "Opened to signed-in people only")

    @admin.action(description="Add tags…")
    def add_tags(self, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
        return self._tag(request, chosen, "add", "Tagged")

    @admin.action(description="Take tags off…")
    def take_tags_off(self, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
        return self._tag(request, chosen, "remove", "Untagged")

    @admin.action(description="Discard drafts…")
    def discard_drafts(
        self, request: HttpRequest, chosen: QuerySet[Article]
    ) -> HttpResponse | None:
        if "apply" not in request.POST:
            return ask(
                request, self, chosen, title="Discard drafts", danger="Discard", warning=FOR_GOOD
            )
        each(request, chosen, lambda story: discarding.discard(story, by=request.user), "Discarded")
        return None

    def _tag(
        self, request: HttpRequest, chosen: QuerySet[Article], how: str, done: str
    ) -> HttpResponse | None:
        """Ask which tags, then put them on the stories or take them off."""
        form = TagsForm(request.POST if "apply" in request.POST else None)
        if not form.is_valid():
            return ask(
                request, self, chosen, form=form, known=Tag.objects.values_list("name", flat=True),
                title="Add tags" if how == "add" else "Take tags off",
            )  # fmt: skip
        names = form.cleaned_data["names"]
        each(request, chosen, lambda story: story.retag(**{how: names}, by=request.user), done)
        return None


def each(
    request: HttpRequest, chosen: QuerySet[Article], act: Callable[[Article], Any], done: str
) -> None:
    """Do it to each of the chosen stories that the person may change."""
    for_each(request, chosen, Article.objects.editable_by(request.user).with_words(), act, done)


def import_url() -> str:
    """Where a page is imported; empty while there is no such page."""
    try:
        return reverse("articles:import_page")
    except NoReverseMatch:
        return ""
