"""What a page says of itself in JSON-LD: the one thing that describes its story."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.wording import tidy_line

_STORIES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "AdvertiserContentArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "SocialMediaPosting",
        "TechArticle",
        "ScholarlyArticle",
        "Report",
    ]
)
_FRONTS = frozenset(("CollectionPage", "SearchResultsPage", "ItemList"))
_MOST = 5_000


@dataclass(frozen=True)
class Statement:
    """What JSON-LD states about the story; "" or () where it is silent."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    description: str = ""
    language: str = ""
    address: str = ""
    is_front: bool = False


def statement(values: tuple[object, ...]) -> Statement:
    """The statement of the first story among these JSON values, however nested."""
    things = list(_things(values))
    story = next((thing for thing in things if _types(thing) & _STORIES), {})
    site = next((thing for thing in things if "WebSite" in _types(thing)), {})
    return Statement(
        headline=_text(story.get("headline")) or _text(story.get("name")),
        authors=tuple(dict.fromkeys(_names(story.get("author"), things))),
        publisher=next(_names(story.get("publisher"), things), "") or _text(site.get("name")),
        published=_text(story.get("datePublished")) or _text(story.get("dateCreated")),
        description=_text(story.get("description")) or _text(story.get("alternativeHeadline")),
        language=_text(story.get("inLanguage")),
        address=_address(story),
        is_front=not story and any(_types(thing) & _FRONTS for thing in things),
    )


def _things(values: object) -> Iterator[dict[str, object]]:
    waiting = [values]
    for _ in range(_MOST):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, (list, tuple)):
            waiting.extend(reversed(value))


def _types(thing: dict[str, object]) -> set[str]:
    kinds = thing.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str)}


def _text(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return tidy_line(value) if isinstance(value, str) else ""


def _names(value: object, things: list[dict[str, object]]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and "name" not in one and "@id" in one:
            one = next((t for t in things if t.get("@id") == one["@id"] and "name" in t), one)
        listed = one.get("name") if isinstance(one, dict) else one
        for name in listed if isinstance(listed, list) else [listed]:
            # JSON can spell what no text may hold: zero characters, halves of a pair
            if isinstance(name, str) and (line := tidy_line(name)):
                yield line


def _address(story: dict[str, object]) -> str:
    page = story.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id") or page.get("url")
    return _text(story.get("url")) or _text(page)
