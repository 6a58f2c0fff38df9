"""What every page's frame shows: the reader's settings, kept in a cookie so that the server
can apply them before the first paint, with script or without."""

from django.http import HttpRequest, HttpResponse

from annotations.models import Notice

COOKIE = "reader"
YEAR = 365 * 24 * 60 * 60
CHOICES = {
    "size": ("m", "s", "l"),
    "width": ("normal", "narrow", "wide"),
    "theme": ("auto", "light", "dark"),
    "face": ("serif", "sans"),
    "keys": ("on", "off"),
}


def reader_settings(request: HttpRequest) -> dict[str, str]:
    """The reader's choice for each setting; the first of `CHOICES` where none was made."""
    chosen = dict(
        pair.split("-", 1) for pair in request.COOKIES.get(COOKIE, "").split(".") if "-" in pair
    )
    return {
        name: chosen[name] if chosen.get(name) in choices else choices[0]
        for name, choices in CHOICES.items()
    }


def keep_reader_settings(response: HttpResponse, chosen: dict[str, str], *, secure: bool) -> None:
    """Keep them for a year. The browser's script writes the same cookie, so it may read it."""
    value = ".".join(f"{name}-{value}" for name, value in chosen.items())
    response.set_cookie(COOKIE, value, max_age=YEAR, samesite="Lax", secure=secure)


def interface(request: HttpRequest) -> dict[str, object]:
    """`unseen_notices` asks the database only where a template shows it."""
    return {
        "reader": reader_settings(request),
        "unseen_notices": lambda: Notice.objects.of(request.user).unseen().count(),
    }
