"""Forms of accounts. They clean what was typed; the models decide."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from newsroom import names
from newsroom.models import Token, User
from newsroom.models.people import ROLES
from newsroom.models.user import time_zones

REGIONS = {
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific",
}  # fmt: skip
LONGEST_PASSWORD = 1000
MISSING = {"required": "Fill this in."}
TOO_LONG = "Written out, this name is longer than 60 signs. Shorten it."
PASSWORD_HINT = "At least 10 characters; a few words together are easy to remember."
EMAIL_HINT = "To send you a link when you forget your password. Nobody else sees it."


def password_field(label: str, *, new: bool = False, **options: Any) -> forms.CharField:
    kept_as = "new-password" if new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": kept_as})
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=widget,
        error_messages=MISSING,
        **options,
    )


def name_field(**options: Any) -> forms.CharField:
    attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(
        label="Name to sign in with",
        max_length=60,
        widget=widget,
        error_messages=MISSING,
        **options,
    )


def display_name_field() -> forms.CharField:
    return forms.CharField(
        label="Display name",
        max_length=60,
        help_text="The only name that others see, beside all that you do here.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages=MISSING,
    )


def email_field() -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    return forms.EmailField(
        label="E-mail address (optional)", required=False, help_text=EMAIL_HINT, widget=widget
    )


def free_display_name(words: str, *, person: User | None = None) -> str:
    """The name made tidy; ValidationError if it cannot be told from another's, or not be read."""
    shown = names.tidy(words)
    if len(shown) > 60:
        raise ValidationError(TOO_LONG)
    if names.hides(shown):
        raise ValidationError("There are invisible signs in this name. Type it again.")
    if not names.look(shown):
        raise ValidationError("A name has at least one letter or digit.")
    if names.look(shown) in RESERVED:
        raise ValidationError("This name is kept for the site itself. Choose another.")
    others = User.objects.alike(shown)
    if person:
        others = others.exclude(pk=person.pk)
    if others.exists():
        raise ValidationError(
            "Somebody has this name, or one that looks much like it. Choose another, or add to it."
        )
    return shown


RESERVED = {names.look(words) for words in (names.FORMER_MEMBER, "Sayso", "none stated")}


class SignInForm(forms.Form):
    name = name_field()
    password = password_field("Password")


class NewPassword(forms.Form):
    """A password chosen twice, held against the account that it is for."""

    password = password_field("Password", new=True, help_text=PASSWORD_HINT)
    again = password_field("The same password again", new=True)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        password, again = typed.get("password"), typed.get("again")
        if password:
            try:
                validate_password(password, self.whose())
            except ValidationError as error:
                self.add_error("password", error)
        if password and again and password != again:
            self.add_error("again", "The two passwords differ. Type both again.")
        return typed

    def whose(self) -> User:
        """The account, as far as it is known."""
        typed = self.cleaned_data
        known = ("name", "display_name", "email")
        return User(**{field: typed.get(field) or "" for field in known})


class JoinForm(NewPassword):
    name = name_field(
        help_text="Letters, digits and . @ + - _. Only you see it.",
        validators=User._meta.get_field("name").validators,
    )
    display_name = display_name_field()
    email = email_field()
    field_order = ["name", "display_name", "email", "password", "again"]

    def clean_name(self) -> str:
        name = names.sign_in_name(self.cleaned_data["name"])
        if len(name) > 60:
            raise ValidationError(TOO_LONG)
        if User.objects.named(name).exists():
            raise ValidationError("This name is taken. Choose another.")
        return name

    def clean_display_name(self) -> str:
        return free_display_name(self.cleaned_data["display_name"])

    @property
    def account(self) -> dict[str, str]:
        """What the new account is made of."""
        return {field: value for field, value in self.cleaned_data.items() if field != "again"}


class Confirmed(forms.Form):
    """A form that a signed-in person confirms with the password."""

    current = password_field("Your password now")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_current(self) -> str:
        current = self.cleaned_data["current"]
        if not self.person.check_password(current):
            raise ValidationError("This is not your password. Try again.")
        return current


class ChangePasswordForm(Confirmed, NewPassword):
    password = password_field("New password", new=True, help_text=PASSWORD_HINT)
    field_order = ["current", "password", "again"]

    def whose(self) -> User:
        return self.person


class ResetForm(NewPassword):
    password = password_field("New password", new=True, help_text=PASSWORD_HINT)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def whose(self) -> User:
        return self.person


PROFILE = ("display_name", "email", "time_zone", "shows_place")


class ProfileForm(Confirmed):
    display_name = display_name_field()
    email = email_field()
    time_zone = forms.ChoiceField(label="Time zone", help_text="Times are shown in it.")
    shows_place = forms.BooleanField(
        label="Show others where I am reading",
        required=False,
        help_text="To members of the project, while you have a story open.",
    )
    field_order = ["display_name", "time_zone", "shows_place", "email", "current"]

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        kept = {field: getattr(person, field) for field in PROFILE}
        if typed := kwargs.get("initial", {}):
            kept["shows_place"] = "shows_place" in typed
        kwargs["initial"] = kept | typed
        super().__init__(*args, person=person, **kwargs)
        self.fields["time_zone"].choices = zone_choices(person.time_zone)
        self.fields["current"].required = False
        self.fields["current"].help_text = "Needed only to change the e-mail address."

    def clean_display_name(self) -> str:
        return free_display_name(self.cleaned_data["display_name"], person=self.person)

    def clean_current(self) -> str:
        """Whoever can change the address can have the password sent there."""
        if not self.changes_email:
            return ""
        if not self.cleaned_data["current"]:
            raise ValidationError("Type your password to change the e-mail address.")
        return super().clean_current()

    @property
    def changes_email(self) -> bool:
        return self.data.get("email", "").strip() != self.person.email

    @property
    def profile(self) -> dict[str, Any]:
        return {field: self.cleaned_data[field] for field in PROFILE}


class CloseForm(Confirmed):
    understood = forms.BooleanField(
        label="I understand that this cannot be undone",
        error_messages={"required": "Tick this if you are sure."},
    )
    field_order = ["understood", "current"]


class AskResetForm(forms.Form):
    words = forms.CharField(
        label="Name to sign in with, or e-mail address",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages=MISSING,
    )


class InviteForm(forms.Form):
    role = forms.ChoiceField(choices=ROLES, initial="annotator")
    days = forms.TypedChoiceField(
        label="Good for", choices=Token.JOIN_LIFETIMES, initial=7, coerce=int
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=ROLES, error_messages={"invalid_choice": "Choose a role."})


@cache
def _zones() -> list[tuple[str, list[tuple[str, str]]]]:
    known = sorted(zone for zone in time_zones() if zone.split("/")[0] in REGIONS and "/" in zone)
    return [
        (region, [(zone, zone.partition("/")[2].replace("_", " ")) for zone in zones])
        for region, zones in groupby(known, key=lambda zone: zone.partition("/")[0])
    ]


def zone_choices(current: str) -> list[Any]:
    """Time zones by continent; the one in use stands in the list whatever it is called."""
    listed = {zone for _, zones in _zones() for zone, _ in zones}
    extra = [] if current in listed | {"UTC"} else [(current, current)]
    return [("UTC", "UTC"), *extra, *_zones()]
