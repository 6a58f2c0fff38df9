"""The newest stories as an Atom feed."""

import re
import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import conditional_page, require_safe

from articles import listing
from articles.listing import Row
from articles.models import Article, Event

NEWEST = 30

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class PlainAtom(Atom1Feed):
    """Atom whose summaries are plain text, each in the language of its story."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})


class StoriesFeed(Feed):
    """What anybody may read, newest first."""

    feed_type = PlainAtom
    language = "en"
    title = "Sayso"
    subtitle = "Stories whose claims are marked: who says so, and how sure are they?"
    author_name = "Sayso"

    def get_object(self, request: HttpRequest) -> str:
        """The feed's own address, from which its id follows."""
        return request.build_absolute_uri(reverse("feed"))

    def feed_guid(self, address: str) -> str:
        return uuid.uuid5(uuid.NAMESPACE_URL, address).urn

    def link(self) -> str:
        return reverse("front_page")

    def items(self) -> list[Row]:
        open_to_all = Article.objects.visible_to(AnonymousUser()).listed().newest_first()
        return listing.rows_of(list(listing.in_rows(open_to_all)[:NEWEST]))

    def item_title(self, row: Row) -> str:
        return in_xml(row.article.current.headline)

    def item_description(self, row: Row) -> str:
        return in_xml("".join(run.text for run in row.summary))

    def item_link(self, row: Row) -> str:
        return row.article.get_absolute_url()

    def item_guid(self, row: Row) -> str:
        return row.article.uuid.urn

    def item_author_name(self, row: Row) -> str:
        publisher = row.article.publisher
        return in_xml(row.article.current.byline or (publisher.name if publisher else "Sayso"))

    def item_pubdate(self, row: Row) -> datetime:
        return row.article.published_at or row.article.created_at

    def item_updateddate(self, row: Row) -> datetime:
        """The later of the publication here and the last revision."""
        return max(self.item_pubdate(row), row.article.current.created_at)

    def item_categories(self, row: Row) -> list[str]:
        return [in_xml(tag.name) for tag in row.tags]

    def item_extra_kwargs(self, row: Row) -> dict[str, Any]:
        return {"language": row.article.language}


@require_safe
@conditional_page
def stories(request: HttpRequest) -> HttpResponse:
    """The feed; a reader that has this version already is told so."""
    response = StoriesFeed()(request)
    newest = Event.objects.in_newsroom().values_list("at", flat=True).first()
    if newest:
        response.headers["Last-Modified"] = http_date(newest.timestamp())
    else:
        del response.headers["Last-Modified"]
    return response


def in_xml(text: str) -> str:
    """The text without the signs that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)
