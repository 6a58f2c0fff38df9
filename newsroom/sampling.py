"""The sample newsroom: stories written for this project, so that a fresh site has what to read.

A sample's UUID follows from its name, so loading them again adds only what is missing.
"""

import tomllib
import uuid
from pathlib import Path
from typing import Any

from django.db import transaction

from articles import linking, revising
from articles.blocks import Block
from articles.markup import to_blocks
from articles.models import Article, Publisher, Teaser
from articles.wording import Wording, wording
from newsroom import sample_claims

FOLDER = Path(__file__).parent / "samples"
NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "https://sayso.example/samples/")


def load() -> int:
    """Add the sample stories that are not there yet; how many."""
    samples = [tomllib.loads(path.read_text()) for path in sorted(FOLDER.glob("*.toml"))]
    with transaction.atomic():
        known = set(Article.objects.values_list("uuid", flat=True).filter(
            uuid__in=[identity(sample) for sample in samples]
        ))  # fmt: skip
        missing = [sample for sample in samples if identity(sample) not in known]
        for sample in missing:
            _add(sample)
    return len(missing)


def identity(sample: dict[str, Any]) -> uuid.UUID:
    return uuid.uuid5(NAMES, sample["slug"])


def _add(sample: dict[str, Any]) -> None:
    article = Article.objects.create(
        uuid=identity(sample),
        publisher=Publisher.objects.ensure(sample["publisher"]),
        address=sample["address"],
        language=sample["language"],
        audience=Article.EVERYONE,
    )
    earlier = sample.get("earlier", [])
    reasons = ["Imported", *(version["reason"] for version in earlier)]
    for number, (version, reason) in enumerate(zip([*earlier, sample], reasons, strict=True)):
        words = _wording({**sample, **version})
        revising.revise(article, words, by=None, reason=reason, expected=number or None)
        article.refresh_from_db()
        article.publish(by=None)
    article.tag(sample["tags"], by=None)
    article.place(sample["placement"], by=None)
    teasers = [
        linking.keyed(
            article=article,
            position=position,
            group=teaser["group"],
            headline=teaser["headline"],
            summary=teaser["summary"],
            truncated=teaser["summary"].endswith("…"),
            address=teaser["url"],
            kind=teaser["kind"],
        )
        for position, teaser in enumerate(sample.get("teasers", []))
    ]
    linking.lead_from(article, teasers)
    Teaser.objects.bulk_create(teasers)
    sample_claims.load(article, sample["slug"], article.uuid)


def _wording(version: dict[str, Any]) -> Wording:
    body = to_blocks(version["body"])
    if version["picture"]:
        caption = next(iter(version["captions"]), "")
        picture = Block(
            "picture", source=version["picture"], alt=version["picture_alt"], caption=caption
        )
        body = (picture, *body)
    return wording(
        version["headline"],
        body,
        standfirst=version["standfirst"],
        byline=version["byline"],
        captions=version["captions"],
        published=version["published"],
    )
