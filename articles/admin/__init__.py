"""The desk: where curators keep the newsroom in order."""

from articles.admin.articles import ArticleAdmin
from articles.admin.captures import CaptureAdmin
from articles.admin.events import EventAdmin
from articles.admin.publishers import PublisherAdmin
from articles.admin.tags import TagAdmin
from articles.admin.teasers import TeaserAdmin

__all__ = [
    "ArticleAdmin", "CaptureAdmin", "EventAdmin", "PublisherAdmin", "TagAdmin", "TeaserAdmin",
]  # fmt: skip
