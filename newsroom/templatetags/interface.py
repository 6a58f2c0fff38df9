"""Tags of the interface, built in to every template: icons and the reader's settings."""

from datetime import datetime

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from newsroom.context import CHOICES

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
def reader_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The reader settings to offer: (name, [(value, label)])."""
    labels = {"s": "Small", "m": "Medium", "l": "Large"}
    order = {"size": ("s", "m", "l"), "width": ("narrow", "normal", "wide")}
    return [
        (
            name,
            [(value, labels.get(value, value.capitalize())) for value in order.get(name, values)],
        )
        for name, values in CHOICES.items()
    ]


@register.filter
def get(mapping: dict, key: str) -> object:
    """The mapping's value under a key that is itself a variable."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def printed_date(published: str) -> str:
    """An ISO date or time as people write it, in the zone it was printed in."""
    if not published:
        return ""
    moment = datetime.fromisoformat(published)
    day = f"{moment.day} {moment:%B %Y}"
    return f"{day}, {moment:%H:%M}" if "T" in published else day
