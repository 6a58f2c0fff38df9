"""Marking words: all that a person says at once, written in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from annotations.coding import SOURCE, Coding, Link
from annotations.models import Anchoring, Assessment, Claim, Project, Source
from articles.models import Article


@dataclass(frozen=True)
class Named:
    """One step of the chain as it was named: a stored source, a new one, or a voice without."""

    voice: str = SOURCE
    source: uuid.UUID | None = None
    name: str = ""
    kind: str = ""
    naming: str = "named"

    def link(self, project: Project, *, by: Any) -> Link:
        """The step, its source made if there is none of this name and kind."""
        if self.voice != SOURCE:
            return Link(voice=self.voice)
        if self.source:
            return Link(source=self.source)
        made = Source.objects.ensure(project, self.name, self.kind, by=by, naming=self.naming)
        return Link(source=made.uuid)


@dataclass(frozen=True)
class Marking:
    """`key` is the UUID that the claim will have, so that what is sent twice is written once;
    `said` are the fields of the coding but for its chain, `code` is one's own Admiralty code of
    source and claim: a letter, a number, or both."""

    key: uuid.UUID
    anchored: Anchoring
    chain: tuple[Named, ...]
    said: Mapping[str, Any]
    code: str = ""

    def write(self, project: Project, article: Article, *, by: Any) -> Claim:
        """The claim, or the one that was written when the same was sent before.

        Raises NotAllowed and Incoherent.
        """
        try:
            # A claim is a transaction of its own; only what comes with it asks for one around both.
            with transaction.atomic() if self._is_more_than_a_claim else nullcontext():
                return self._write(project, article, by)
        except IntegrityError:
            same = {"uuid": self.key, "project": project, "article": article, "author": by}
            written = Claim.objects.filter(**same).first()
            if written is None:
                raise
            return written

    @property
    def _is_more_than_a_claim(self) -> bool:
        return bool(self.code) or any(named.name for named in self.chain)

    def _write(self, project: Project, article: Article, by: Any) -> Claim:
        chain = tuple(named.link(project, by=by) for named in self.chain)
        coding = Coding(chain=chain, **self.said)
        claim = Claim.objects.mark(project, article, self.anchored, coding, by=by, key=self.key)
        self._assess(claim, by)
        return claim

    def _assess(self, claim: Claim, by: Any) -> None:
        reliability, credibility = self.code.rstrip("123456"), self.code.lstrip("ABCDEF")
        if reliability and claim.source:
            claim.source.assess(reliability, by=by)
        if credibility:
            Assessment.make(claim, credibility=int(credibility), by=by)
