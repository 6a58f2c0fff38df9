"""The newest stories as an Atom feed."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from articles.models import Article


class StoriesFeed(Feed):
    """What anybody may read, newest first."""

    feed_type = Atom1Feed
    title = "Sayso"
    subtitle = "Stories whose claims are marked: who says so, and how sure are they?"

    def link(self) -> str:
        return reverse("front_page")

    def items(self):
        return Article.objects.visible_to(AnonymousUser()).listed().with_words().newest_first()[:30]
