"""The composer on a reading page: one form, drawn once for all who may mark there."""

from __future__ import annotations

import uuid
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from annotations.models import Project
from annotations.vocabulary import (
    CLAIM_TYPES,
    CONFIDENCE,
    CONFIDENCE_KINDS,
    CREDIBILITY,
    POLARITIES,
    RELIABILITY,
    SOURCE_KINDS,
)
from articles.blocks import from_json, starts
from articles.models import Article, Revision
from articles.reading import forgetting

KEPT = 256
# Those that are made in one press stand first; "anonymous" is unknown by name, not by kind.
FIRST_KINDS = {
    "person": "Person",
    "organisation": "Organisation",
    "document": "Document",
    "anonymous": "Anonymous",
}
ICONS = {"platform": "document", "class": "group", "unknown": "anonymous"}


def composer(article: Article, project: Project, revision: int) -> SafeString:
    """Empty, for the words of this revision."""
    return _drawn(
        article.uuid, article.language, article.direction, project.slug, project.name, revision
    )


@lru_cache(maxsize=KEPT)
def _drawn(
    story: uuid.UUID, language: str, direction: str, slug: str, name: str, revision: int
) -> SafeString:
    page = {
        "story": story, "language": language, "direction": direction, "slug": slug, "name": name,
        "revision": revision, "paragraphs": _paragraphs(story, revision), **vocabulary(),
    }  # fmt: skip
    return render_to_string("annotations/_composing.html", page)


def _paragraphs(story: uuid.UUID, number: int) -> list[tuple[int, str]]:
    """Where each block of the text stands, and its words."""
    revisions = Revision.objects.filter(article__uuid=story, number=number)
    blocks = from_json(revisions.values_list("blocks", flat=True).get())
    placed = zip(starts(blocks), blocks, strict=True)
    return [(start, block.text) for start, block in placed if start is not None]


def vocabulary() -> dict[str, object]:
    """What the form offers to choose from, as (value, words)."""
    more = {kind: words for kind, words in SOURCE_KINDS.items() if kind not in FIRST_KINDS}
    return {
        "levels": CONFIDENCE.items(),
        "first_kinds": FIRST_KINDS.items(),
        "more_kinds": [(kind, words, ICONS.get(kind, kind)) for kind, words in more.items()],
        "confidence_kinds": CONFIDENCE_KINDS.items(),
        "polarities": POLARITIES.items(),
        "types": CLAIM_TYPES.items(),
        "reliability": RELIABILITY.items(),
        "credibility": CREDIBILITY.items(),
    }


forgetting.append(_drawn.cache_clear)
