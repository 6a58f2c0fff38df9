"""Accounts at the desk, for owners: the list with its roles, and the open invitations."""

import uuid
from datetime import datetime

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format

from articles.admin.desk import DeskAdmin
from articles.models.refusal import NotAllowed
from newsroom.accounts.views.people import link_page
from newsroom.models import Token, User
from newsroom.models.people import ANNOTATOR, CURATOR, OWNER, READER


@admin.register(User)
class PeopleAdmin(DeskAdmin):
    """Sign-in names and addresses are nobody's business, so not even owners see them."""

    list_display = ("display_name", "role", "joined", "last_here")
    list_filter = ("role",)
    search_fields = ("display_name",)
    ordering = ("display_name",)
    actions = ("make_reader", "make_annotator", "make_curator", "make_owner", "make_reset_link")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return User.objects.manageable_by(request.user)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """The page of a person is under People."""
        return False

    def change_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        return redirect("accounts:person", self.fetch(request, row).uuid)

    @admin.display(ordering="joined_at")
    def joined(self, person: User) -> str:
        return day(person.joined_at)

    @admin.display(description="Last signed in", ordering="last_login")
    def last_here(self, person: User) -> str:
        return day(person.last_login) if person.last_login else "–"

    @admin.action(description="Make readers")
    def make_reader(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        change_roles(request, chosen, READER)

    @admin.action(description="Make annotators")
    def make_annotator(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        change_roles(request, chosen, ANNOTATOR)

    @admin.action(description="Make curators")
    def make_curator(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        change_roles(request, chosen, CURATOR)

    @admin.action(description="Make owners")
    def make_owner(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        change_roles(request, chosen, OWNER)

    @admin.action(description="Make a link for a new password")
    def make_reset_link(self, request: HttpRequest, chosen: QuerySet[User]) -> HttpResponse | None:
        people = list(chosen[:2])
        if len(people) != 1:
            messages.warning(request, "Choose one person: a link is for one account.")
            return None
        whose = people[0]
        return link_page(request, whose.issue_reset(by=request.user), {"whose": whose})


@admin.register(Token)
class InvitationAdmin(DeskAdmin):
    list_display = ("for_role", "made_by", "made", "good_until")
    list_display_links = None
    ordering = ("-id",)
    sortable_by = ()
    actions = ("take_back",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Token]:
        return Token.objects.withdrawable_by(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, row: uuid.UUID) -> HttpResponse:
        self.fetch(request, row)
        return redirect("accounts:people")

    @admin.display(description="Role")
    def for_role(self, invitation: Token) -> str:
        return invitation.get_role_display()

    @admin.display
    def made(self, invitation: Token) -> str:
        return day(invitation.made_at)

    @admin.display
    def good_until(self, invitation: Token) -> str:
        return day(invitation.expires_at)

    @admin.action(description="Take back")
    def take_back(self, request: HttpRequest, chosen: QuerySet[Token]) -> None:
        taken = [invitation.withdraw(by=request.user) for invitation in chosen]
        messages.success(request, f"Taken back: {len(taken)}. The links open nothing any more.")


def day(moment: datetime) -> str:
    """The day as the person asking counts days."""
    return date_format(timezone.localtime(moment), "j F Y")


def change_roles(request: HttpRequest, chosen: QuerySet[User], role: str) -> None:
    """Give each of the chosen the role; one who must stay what they are is named."""
    for person in chosen:
        try:
            person.change_role(role, by=request.user)
        except NotAllowed as refusal:
            messages.error(request, f"{person.display_name}: {refusal}")
        else:
            messages.success(request, f"{person.display_name} has the role of {role} now.")
