"""What a story's pages at the desk show of its claims: how many there are, and where they are."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from annotations.models import Claim
from articles.admin.parts import Tab
from articles.models import Article


def claims_of_story(request: HttpRequest, article: Article) -> Tab:
    """A tab that leads to the list of claims, narrowed to those that stand on the story."""
    here = Claim.objects.curated_by(request.user).live().filter(article=article)
    query = urlencode({"article": article.uuid, "state": "live"})
    url = f"{reverse('admin:annotations_claim_changelist')}?{query}"
    return Tab(url, "Claims", current=False, count=here.count())
