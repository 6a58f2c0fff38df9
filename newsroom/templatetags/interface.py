"""Tags of the interface, built in to every template: icons and the reader's settings."""

from datetime import datetime, timedelta
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince

from newsroom.context import CHOICES

GROUP_LABELS = {"size": "Text"}
VALUE_LABELS = {"s": "Small", "m": "Medium", "l": "Large"}
ORDER = {"size": ("s", "m", "l"), "width": ("narrow", "normal", "wide")}
MINUTE = timedelta(minutes=1)

register = template.Library()


@register.simple_tag
def icon(name: str, css_class: str = "icon") -> SafeString:
    """An icon of the sprite; decoration only, so hidden from screen readers."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css_class,
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def reader_panel(chosen: dict[str, str]) -> SafeString:
    """The reader settings as groups of buttons, with the chosen ones pressed."""
    return _panel(tuple(chosen.items()))


@lru_cache(maxsize=256)
def _panel(chosen: tuple[tuple[str, str], ...]) -> SafeString:
    groups = [(name, GROUP_LABELS.get(name, name.capitalize()), value) for name, value in chosen]
    page = {"groups": [(*group, _offered(group[0])) for group in groups]}
    return render_to_string("newsroom/_reader_panel.html", page)


def _offered(name: str) -> list[tuple[str, str]]:
    """The values to offer for a setting, in the order they stand: (value, label)."""
    values = ORDER.get(name, CHOICES[name])
    return [(value, VALUE_LABELS.get(value, value.capitalize())) for value in values]


@register.filter
def printed_date(published: str) -> str:
    """An ISO date or time as people write it, in the zone it was printed in."""
    if not published:
        return ""
    moment = datetime.fromisoformat(published)
    day = f"{moment.day} {moment:%B %Y}"
    return f"{day}, {moment:%H:%M}" if "T" in published else day


@register.filter
def ago(moment: datetime) -> str:
    """How long it is since then, in words."""
    return f"{timesince(moment)} ago" if timezone.now() - moment > MINUTE else "just now"
