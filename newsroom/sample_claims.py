"""The claims of the sample newsroom: one story fully marked, by three people who disagree in two
places. What is there already, whatever became of it, is left alone.
"""

import tomllib
import uuid
from pathlib import Path
from typing import Any

from annotations.coding import Coding, Link
from annotations.models import Anchoring, Claim, Project, Reply, Source
from annotations.passages import Passage, passage
from articles.models import Article
from newsroom.models import User
from newsroom.models.people import ANNOTATOR

FOLDER = Path(__file__).parent / "samples" / "claims"
CODED = ("confidence", "polarity", "holder", "statement", "type", "note")
VOICES = ("outlet", "none")


def load(article: Article, slug: str, names: uuid.UUID) -> None:
    """Mark what the sample's file says; nothing if there is no such file."""
    path = FOLDER / f"{slug}.toml"
    if path.exists():
        _Marking(article, tomllib.loads(path.read_text()), names).mark()


class _Marking:
    """A sample's people and sources, each made once, and its claims."""

    def __init__(self, article: Article, sample: dict[str, Any], names: uuid.UUID) -> None:
        self.article, self.sample, self.names = article, sample, names
        self.project = Project.objects.open_desk()
        self.people = {key: self._person(key, name) for key, name in sample["people"].items()}
        self.sources = {key: self._source(**told) for key, told in sample["sources"].items()}

    def mark(self) -> None:
        for number, told in enumerate(self.sample["claims"]):
            self._claim(uuid.uuid5(self.names, f"claim {number}"), told)
        for person, judged in self.sample["reliability"].items():
            for source, reliability in judged.items():
                self.sources[source].assess(reliability, by=self.people[person])

    def _person(self, key: str, display_name: str) -> User:
        """Somebody who cannot sign in: there is no password."""
        known = User.objects.named(f"sample.{key}").first()
        return known or User.objects.create_user(
            f"sample.{key}", display_name=display_name, role=ANNOTATOR, is_active=False
        )

    def _source(self, name: str, kind: str, **fields: Any) -> Source:
        return Source.objects.ensure(self.project, name, kind, by=None, **fields)

    def _claim(self, key: uuid.UUID, told: dict[str, Any]) -> None:
        author = self.people[told["by"]]
        claim = Claim.objects.mark(
            self.project, self.article, self._anchored(told["quote"]), self._coding(told),
            by=author, key=key,
        )  # fmt: skip
        for person, credibility in told.get("credibility", {}).items():
            claim.assessments.create(person=self.people[person], credibility=credibility)
        for reply in told.get("replies", []):
            Reply.write(claim, reply["text"], by=self.people[reply["by"]])
        for person in told.get("alike", []):
            Claim.objects.read_alike(claim, by=self.people[person])

    def _anchored(self, quotes: list[str]) -> Anchoring:
        revision = self.article.current
        return Anchoring.of(_found(revision.text, quotes), revision=revision, verdict="made")

    def _coding(self, told: dict[str, Any]) -> Coding:
        fields = {name: told[name] for name in CODED if name in told}
        return Coding(
            chain=tuple(self._link(name) for name in told["chain"]),
            confidence_kind=told.get("kind", "plain"),
            cues=tuple(told.get("cues", ())),
            tags=tuple(told.get("tags", ())),
            **fields,
        )

    def _link(self, name: str) -> Link:
        return Link(voice=name) if name in VOICES else Link(source=self.sources[name].uuid)


def _found(text: str, quotes: list[str]) -> Passage:
    spans, at = [], 0
    for quote in quotes:
        at = text.index(quote, at)
        spans.append((at, at + len(quote)))
    return passage(text, spans)
