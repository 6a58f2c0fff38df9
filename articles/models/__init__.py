"""Stories and what belongs to them. Writes are verbs on these models, each with its event."""

from articles.models.article import Article
from articles.models.capture import Capture
from articles.models.event import Event
from articles.models.limit import RateLimit
from articles.models.publisher import Publisher
from articles.models.revision import Revision
from articles.models.tag import Tag
from articles.models.teaser import Teaser

__all__ = [
    "Article", "Capture", "Event", "Publisher", "RateLimit", "Revision", "Tag", "Teaser",
]  # fmt: skip
