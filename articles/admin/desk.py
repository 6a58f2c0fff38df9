"""What every list of the desk has in common: rows named by UUID, an honest history, no log of
its own beside the events."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.forms import Form, Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from articles.admin.histories import history_page
from articles.models import Event

MOST_LISTED = 20
MOST_PAGES = 200
DATE_PARTS = ("year", "month", "day")


def desk_page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page within the desk's frame."""
    frame = admin.site.each_context(request)
    return render(request, template, {**frame, **context}, status=status)


def without_words(*paths: str) -> list[str]:
    """What a list of stories leaves in the database: all of the current revision but its name."""
    names = ("blocks", "text", "folded_text", "standfirst", "captions")
    return [f"{path}current__{name}" for path in paths for name in names]


class FirstPages(Paginator):
    """No page further than anybody leafs: a database walks through all the rows before it."""

    @cached_property
    def num_pages(self) -> int:
        return min(super().num_pages, MOST_PAGES)


class RowsByUuid(ChangeList):
    """Links and checkboxes carry UUIDs: row numbers never leave the server."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().__init__(*args, **kwargs)
        except (OverflowError, ValueError) as no_such_date:
            raise IncorrectLookupParameters from no_such_date
        self.pk_attname = "uuid"
        self.title = str(self.opts.verbose_name_plural).capitalize()

    def get_results(self, request: HttpRequest) -> None:
        self.page_num = min(self.page_num, MOST_PAGES)
        super().get_results(request)

    @property
    def cut_at(self) -> str:
        """How many rows the pages lead to, where there are more; else ""."""
        most = MOST_PAGES * self.list_per_page
        return f"{most:,}" if self.result_count > most else ""


class DeskAdmin(admin.ModelAdmin):
    """A list, a page for each row, its history, and removing it.

    `change_view`, `delete_view` and `history_view` take a row's UUID. Whatever writes does so
    through the models' verbs, which leave events; Django's log is not written.
    """

    list_per_page = 50
    paginator = FirstPages
    show_full_result_count = False
    actions_on_bottom = False
    show_facets = admin.ShowFacets.NEVER

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("", self.on_desk(self.changelist_view), name=f"{name}_changelist"),
            path("<uuid:row>/change/", self.on_desk(self.change_view), name=f"{name}_change"),
            path("<uuid:row>/history/", self.on_desk(self.history_view), name=f"{name}_history"),
            path("<uuid:row>/delete/", self.on_desk(self.delete_view), name=f"{name}_delete"),
        ]

    def on_desk(self, view: Any) -> Any:
        """The view for those who may use the desk alone, with CSRF protection."""
        return self.admin_site.admin_view(view)

    @property
    def media(self) -> Media:
        return Media(js=["admin/js/actions.js"])

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RowsByUuid

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """What the list's filters and dates ask, and nothing else: what no column shows could be
        guessed, letter by letter, from how many rows are left."""
        return lookup in self._narrowed_by(request)

    def _narrowed_by(self, request: HttpRequest) -> Iterator[str]:
        """The parameters of the list's filters and dates."""
        for each in self.get_list_filter(request):
            if isinstance(each, type):
                yield each.parameter_name
                continue
            name, kind = each if isinstance(each, tuple) else (each, admin.FieldListFilter.create)
            field = self.opts.get_field(name)
            yield from kind(field, request, {}, self.model, self, name).expected_parameters()
        if self.date_hierarchy:
            yield from (f"{self.date_hierarchy}__{part}" for part in DATE_PARTS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list. No name has a null character, which PostgreSQL refuses to look for."""
        whole = f"{request.path}?{ERROR_FLAG}=1"
        unreadable = any("\x00" in value for value in request.GET.values())
        if unreadable or (ERROR_FLAG in request.GET and request.get_full_path() != whole):
            return redirect(whole)
        if ERROR_FLAG in request.GET and request.method == "GET":
            messages.warning(request, "The list cannot be narrowed so. Here is all of it.")
        shown = {"desk_section": f"{self.opts.app_label}_{self.opts.model_name}"}
        try:
            return super().changelist_view(request, shown | (extra_context or {}))
        except DisallowedModelAdminLookup:
            return redirect(whole)

    def fetch(self, request: HttpRequest, row: uuid.UUID) -> Any:
        """The row, if the person may see it; else 404."""
        return get_object_or_404(self.get_queryset(request), uuid=row)

    def delete_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        raise PermissionDenied

    @method_decorator(require_GET)
    def history_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        """What happened to it: who, when, what, before and after."""
        subject = self.fetch(request, row)
        page = {
            "subject": subject,
            "opts": self.opts,
            "title": f"History of {subject}",
            "desk_section": f"{self.opts.app_label}_{self.opts.model_name}",
        }
        page |= history_page(request, Event.objects.of(subject))
        return desk_page(request, "admin/history.html", page)

    def action_checkbox(self, obj: Model) -> SafeString:
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" '
            'aria-label="Choose {}">',
            ACTION_CHECKBOX_NAME, obj.uuid, obj,
        )  # fmt: skip

    def get_action_choices(
        self, request: HttpRequest, default_choices: Any = (("", "With the chosen rows…"),)
    ) -> list[tuple[str, str]]:
        return super().get_action_choices(request, list(default_choices))

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Do to the chosen rows what the list above them says."""
        actions = self.get_actions(request)
        name = request.POST.get("action", "")
        if name not in actions:
            self.message_user(request, "Choose what to do with the rows.", messages.WARNING)
            return None
        if request.POST.get("select_across") != "1":
            queryset = queryset.filter(uuid__in=chosen_rows(request))
        answer = actions[name][0](self, request, queryset)
        return answer or redirect(request.get_full_path())

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Events tell; no second log."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Events tell; no second log."""

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Events tell; no second log."""


def ask(
    request: HttpRequest, desk: DeskAdmin, chosen: QuerySet, *, title: str,
    form: Form | None = None, template: str = "admin/ask.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page between choosing rows and acting on them; it posts the choice again."""
    page = {
        "title": title,
        "desk_section": f"{desk.opts.app_label}_{desk.opts.model_name}",
        "opts": desk.opts,
        "form": form,
        "chosen": chosen[:MOST_LISTED],
        "chosen_count": chosen.count(),
        "kept": kept_choice(request),
        "list_url": request.get_full_path(),
        **more,
    }
    return desk_page(request, template, page, 422 if form and form.errors else 200)


def kept_choice(request: HttpRequest) -> list[tuple[str, str]]:
    """What a page between must post again: (name, value)."""
    names = ("action", "select_across", ACTION_CHECKBOX_NAME)
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def chosen_rows(request: HttpRequest) -> list[uuid.UUID]:
    """The UUIDs of the rows that were ticked; what is no UUID is passed over."""
    return [
        uuid.UUID(value) for value in request.POST.getlist(ACTION_CHECKBOX_NAME) if is_uuid(value)
    ]


def is_uuid(value: str) -> bool:
    try:
        return bool(uuid.UUID(value))
    except ValueError:
        return False
