"""A story as a page shows it: its body drawn, its headings listed, its teasers in groups."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.blocks import from_json, starts
from articles.drawing import draw_body, draw_words
from articles.models import Article, Event, Revision, Tag, Teaser
from articles.overlay import Overlay

LONG_ENOUGH_FOR_CONTENTS = 3
GROUP_TITLES = {"related": "Related headlines", "sponsored": "Sponsored"}
# What else lets go of drawn stories when they are outdated.
forgetting: list[Callable[[], None]] = []
_newest = 0


@dataclass(frozen=True)
class DrawnStory:
    """A revision's words as HTML, with what is drawn over them. `headings` are (start, text)."""

    headline: str
    standfirst: str
    body: SafeString
    headings: Sequence[tuple[int, str]]
    standfirst_start: int
    shows_picture: bool

    @classmethod
    def of(cls, revision: Revision, overlay: Overlay = ()) -> DrawnStory:
        blocks = from_json(revision.blocks)
        placed = [(block, start or 0) for block, start in zip(blocks, starts(blocks), strict=True)]
        lead = {
            block.kind: draw_words(block, at=start, overlay=overlay)
            for block, start in placed
            if block.kind in ("headline", "standfirst")
        }
        return cls(
            headline=lead.get("headline", ""),
            standfirst=lead.get("standfirst", ""),
            body=draw_body(blocks, overlay=overlay),
            headings=[(start, block.text) for block, start in placed if block.kind == "heading"],
            standfirst_start=next((at for block, at in placed if block.kind == "standfirst"), 0),
            shows_picture=any(block.kind == "picture" for block in blocks),
        )


@dataclass(frozen=True)
class TeaserGroup:
    """Teasers that stood together on the page, under their list's title."""

    title: str
    kind: str
    teasers: Sequence[Teaser]


@dataclass(frozen=True)
class Reading:
    """One story in one revision, as a reader may see it."""

    article: Article
    revision: Revision
    story: DrawnStory
    tags: Sequence[Tag] = ()
    groups: Sequence[TeaserGroup] = ()

    @classmethod
    def of(cls, article: Article, *, signed_in: bool, overlay: Overlay = ()) -> Reading:
        """The current revision with all that stands around it; three queries at any length."""
        teasers = list(Teaser.objects.beneath(article))
        _link_to_our_copies(teasers, signed_in=signed_in)
        story = DrawnStory.of(article.current, overlay)
        return cls(article, article.current, story, article.tags.all(), grouped(teasers))

    @classmethod
    def past(cls, article: Article, revision: Revision, overlay: Overlay = ()) -> Reading:
        """A revision as it stood, without what came along."""
        return cls(article, revision, DrawnStory.of(revision, overlay))


@dataclass(frozen=True)
class Beside:
    """What others draw over a past revision's words, and what they put next to it."""

    overlay: Overlay = ()
    margin: SafeString | str = ""


# Whoever marks words joins here; the last one to join is asked.
painters: list[Callable[[HttpRequest, Article, Revision], Beside]] = [lambda *_: Beside()]


@dataclass(frozen=True)
class KeptStory:
    """A story's part of the page, the same for all who may read the same; `contents` lists its
    headings as (start, text), if there are enough to need a list."""

    headline: str
    revision: int
    html: SafeString
    contents: Sequence[tuple[int, str]]


def kept_story(key: uuid.UUID, newest: int, *, signed_in: bool) -> KeptStory:
    """The story drawn once in each process, until something happens in the newsroom; `newest` is
    what `forget_outdated` said."""
    story = _draw(key, newest, signed_in)
    if is_outdated(newest):  # drawn while something happened: what it says may be withdrawn
        _forget()
    return story


def is_outdated(newest: int) -> bool:
    """Whether something happened in the newsroom since this event, as far as we heard."""
    return newest != _newest


def drawn_anew(article: Article, *, signed_in: bool, overlay: Overlay) -> KeptStory:
    """The story, fetched with its words, with something drawn over it. Whoever keeps it joins
    `forgetting`."""
    return _kept(Reading.of(article, signed_in=signed_in, overlay=overlay))


def forget_outdated(newest: int | None = None) -> int:
    """Let go of what was drawn before the newest event in the newsroom, which is asked for unless
    it is known, so that no memory holds on to what was withdrawn; the event's id."""
    global _newest
    if newest is None:
        newest = Event.objects.newest_in_newsroom()
    if newest != _newest:
        _newest = newest
        _forget()
    return newest


def _forget() -> None:
    _draw.cache_clear()
    for forget in forgetting:
        forget()


@lru_cache(maxsize=256)
def _draw(story: uuid.UUID, newest: int, signed_in: bool) -> KeptStory:
    article = Article.objects.with_words().get(uuid=story)
    return _kept(Reading.of(article, signed_in=signed_in))


def _kept(reading: Reading) -> KeptStory:
    headings = reading.story.headings
    return KeptStory(
        headline=reading.revision.headline,
        revision=reading.revision.number,
        html=render_to_string("articles/_story.html", {"reading": reading}),
        contents=headings if len(headings) >= LONG_ENOUGH_FOR_CONTENTS else (),
    )


def grouped(teasers: Iterable[Teaser]) -> list[TeaserGroup]:
    """Groups in the page's order; the sponsored last, and always apart."""
    ordered = sorted(teasers, key=lambda teaser: teaser.kind == "sponsored")
    return [
        TeaserGroup(title or GROUP_TITLES[kind], kind, list(members))
        for (kind, title), members in groupby(ordered, key=lambda each: (each.kind, each.group))
    ]


def _link_to_our_copies(teasers: Sequence[Teaser], *, signed_in: bool) -> None:
    """Leave each teaser the stored story only if those who read this page may read that too."""
    for teaser in teasers:
        story = teaser.story
        is_open = story and story.state == Article.PUBLISHED
        open_to_these = is_open and (signed_in or story.audience == Article.EVERYONE)
        teaser.our_copy = story if open_to_these else None
