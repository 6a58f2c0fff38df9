"""The curation desk: Django's admin site with our sign-in, our words, and what waits on top."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from annotations.models import Claim
from articles.models import Article, Revision
from newsroom.accounts.views import signing

ORDER = (
    "Article", "Teaser", "Claim", "Source", "Project", "Publisher", "Tag", "Capture", "Event",
)  # fmt: skip
ELSEWHERE = {"password_change", "password_change_done", "view_on_site", "autocomplete"}
MOST_LISTED = 8


class Desk(AdminSite):
    site_header = "Sayso · Desk"
    site_title = "Sayso desk"
    index_title = "Desk"
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # Rows go through the models' verbs, one by one, with the reason when they may not.
        self.disable_action("delete_selected")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Django's groups stay away: people have roles here."""
        one = isinstance(model_or_iterable, type)
        models = [model_or_iterable] if one else model_or_iterable
        ours = [model for model in models if model._meta.app_label != "auth"]
        super().register(ours, admin_class, **options)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One sign-in page for the whole site, with its rate limits."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        if request.htmx:
            # The page stays where it is until one is back: what was typed is kept there.
            back = redirect_to_login(request.htmx.current_url_abs_path or request.path)
            return HttpResponseClientRedirect(back.url)
        return redirect_to_login(request.GET.get("next", request.get_full_path()))

    def logout(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return signing.sign_out(request)

    def get_urls(self) -> list[Any]:
        """Without the pages that accounts have elsewhere, and those that show row numbers."""
        return [each for each in super().get_urls() if getattr(each, "name", "") not in ELSEWHERE]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Accounts stand last."""
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: app["app_label"] == "newsroom")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Adds what the desk's own bar lists, in the order of an editor's work: (key, name,
        address) of each section."""
        context = super().each_context(request)
        models = [model for app in context["available_apps"] for model in app["models"]]
        models.sort(key=lambda model: _rank(model["object_name"]))
        sections = [(_key(model["model"]), model["name"], model["admin_url"]) for model in models]
        return {**context, "section": "desk", "desk_sections": sections}

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What waits for a curator: drafts, claims in doubt, what leads, what was changed last."""
        stories = Article.objects.visible_to(request.user).with_words().select_related("importer")
        drafts = stories.filter(state=Article.DRAFT)
        claims = Claim.objects.curated_by(request.user).live().filter(needs_a_person=True)
        revisions = Revision.objects.visible_to(request.user).recent()
        waiting = {
            "desk_section": "index",
            "drafts": drafts.newest_first()[:MOST_LISTED],
            "draft_count": drafts.count(),
            "claims_in_doubt": claims.count(),
            "claim_list": reverse("admin:annotations_claim_changelist"),
            "lead": stories.filter(placement=Article.LEAD).first(),
            "featured": stories.filter(placement=Article.FEATURED).newest_first()[:MOST_LISTED],
            "revisions": revisions[:MOST_LISTED],
            "story_list": reverse("admin:articles_article_changelist"),
        }
        return super().index(request, {**waiting, **(extra_context or {})})

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The desk has one front page, not one for each application."""
        return redirect("admin:index")


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _key(model: Any) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}"
