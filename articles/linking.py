"""Teasers and the stories here that they lead to, found by address, else by headline.

A link stands whatever the state of its story; who may follow it is decided when it is read.
"""

from collections.abc import Callable, Sequence

from django.db.models import Q

from articles.addresses import twins
from articles.models import Article, Revision, Teaser
from articles.wording import Wording, headline_key

# Shorter headlines, "Live" or "Opinion", belong to more than one story.
SHORTEST_HEADLINE = 12


def follow(article: Article, wording: Wording) -> Callable[[Revision | None, Revision], None]:
    """When the story is imported or retitled, teasers elsewhere lead to it."""
    return _lead_to_retitled


def _lead_to_retitled(before: Revision | None, after: Revision) -> None:
    if before is None or before.headline != after.headline:
        lead_to(Article.objects.get(pk=after.article_id))


def lead_to(article: Article) -> None:
    """Point teasers of other stories here; an address outweighs a headline."""
    elsewhere = Teaser.objects.exclude(article=article)
    if article.address:
        elsewhere.filter(address__in=twins(article.address)).update(story=article)
    key = article.folded_headline
    if len(key) >= SHORTEST_HEADLINE:
        elsewhere.filter(folded_headline=key, story=None).update(story=article)


def lead_from(article: Article, teasers: Sequence[Teaser]) -> None:
    """Say for each of a story's teasers, not yet stored, which story here it leads to."""
    stories = _stories(article, teasers)
    by_address = {story.address: story for story in stories if story.address}
    by_headline = {story.folded_headline: story for story in stories}
    for teaser in teasers:
        addressed = (by_address.get(each) for each in twins(teaser.address))
        named = by_headline.get(teaser.folded_headline) if _tells(teaser) else None
        teaser.story = next(filter(None, addressed), named)


def _stories(article: Article, teasers: Sequence[Teaser]) -> list[Article]:
    """Those that any of the teasers may lead to, the likeliest last."""
    addresses = [each for teaser in teasers for each in twins(teaser.address)]
    headlines = [teaser.folded_headline for teaser in teasers if _tells(teaser)]
    found = Article.objects.exclude(pk=article.pk).filter(
        Q(address__in=addresses) | Q(folded_headline__in=headlines)
    )
    return sorted(found, key=lambda story: (story.state == Article.PUBLISHED, story.pk))


def _tells(teaser: Teaser) -> bool:
    return len(teaser.folded_headline) >= SHORTEST_HEADLINE


def keyed(**fields: object) -> Teaser:
    """A teaser, not stored, with what its headline is known again by."""
    return Teaser(folded_headline=headline_key(str(fields["headline"])), **fields)
