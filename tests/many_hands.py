"""Several people at the claims of one story, in any order: what must hold after every step.

No claim is ever lost or doubled; each is anchored to its words or says otherwise; rows, events and
what people did agree.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from annotations.coding import Coding, Link
from annotations.contested import Marked, contested_among
from annotations.models import Anchoring, Claim, Proposal, Reply
from annotations.models.claim import SAYING
from annotations.passages import passage
from articles import revising
from articles.markup import to_blocks
from articles.models import Article, Event
from articles.models.refusal import NotAllowed, Stale
from articles.wording import wording
from tests.makers import make_article, make_source, make_user

SENTENCES = (
    "Officials in the harbour town said on Monday that the new pumps had held without a fault.",
    "The mayor, Ilse Brand, said she was certain that the barrier would last thirty years.",
    "Engineers at the university were more careful: it probably would, they wrote in March.",
    "No ship was lost, the coastguard reported, and 214 people spent the night in the school.",
    "Whether the insurers will pay for the quays is not known, nor who ordered the gates shut.",
    "A fisherman who gave no name claimed to have seen the eastern gate stand open until dawn.",
)
MORE = (
    "The council meets on Thursday.",
    "Ilse Brand repeated that the barrier would last thirty years.",
    "A second storm is expected.",
)
SWAPS = (
    ("certain", "confident"), ("214", "241"), ("had held", "had not held"), ("Monday", "Tuesday"),
)  # fmt: skip
LEVELS = ("certain", "high", "moderate", "low", "unstated")

numbers = st.integers(0, 10_000)


@dataclass
class Kept:
    """What a claim must say, by all that was done to it."""

    coding: Coding
    version: int = 1
    deleted: bool = False
    hidden: bool = False
    since: int = 1


class ManyHands(RuleBasedStateMachine):
    steps: ClassVar[int] = 0
    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.kept: dict[int, Kept] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @initialize(target=claims)
    def begin(self):
        self.people = [make_user(name, "annotator") for name in ("ada", "bea", "cyd")]
        self.curator = make_user("dov", "curator")
        self.article = make_article(body="\n\n".join(SENTENCES))
        self.sources = [make_source("Ilse Brand"), make_source("Engineers", "class")]
        self.project = self.sources[0].project
        return multiple(*(self.mark_words(who, 150 * who, 40, who) for who in range(3)))

    @rule(target=claims, who=numbers, start=numbers, length=st.integers(1, 60), says=numbers)
    def mark(self, who: int, start: int, length: int, says: int):
        return self.mark_words(who, start, length, says)

    def mark_words(self, who: int, start: int, length: int, says: int) -> int:
        coding = self.coding(says)
        place = self.place(start, length)
        person = self.people[who % len(self.people)]
        made = Claim.objects.mark(self.project, self.article, place, coding, by=person)
        self.kept[made.pk] = Kept(coding, since=self.number)
        return made.pk

    @rule(target=claims, claim=claims, who=numbers)
    def read_alike(self, claim: int, who: int):
        person = self.people[who % len(self.people)]
        try:
            made = Claim.objects.read_alike(self.claim(claim), by=person)
        except NotAllowed:
            return claim
        self.kept[made.pk] = Kept(made.coding, since=self.number)
        return made.pk

    @rule(claim=claims, says=numbers)
    def edit(self, claim: int, says: int) -> None:
        self.say(claim, self.coding(says))

    @rule(claim=claims, says=numbers)
    def edit_too_late(self, claim: int, says: int) -> None:
        row = self.claim(claim)
        try:
            row.edit(self.coding(says), by=row.author, expected=row.version - 1)
        except Stale:
            return
        raise AssertionError("an edit of an older version was taken")

    @rule(claim=claims, version=numbers)
    def take_back(self, claim: int, version: int) -> None:
        row = self.claim(claim)
        earlier = row.version_at(1 + version % row.version)
        self.say(claim, earlier, verb="take_back")

    @rule(claim=claims, says=numbers, who=numbers)
    def suggest_and_accept(self, claim: int, says: int, who: int) -> None:
        row, coding = self.claim(claim), self.coding(says)
        proposal = Proposal.make(row, coding, by=self.people[who % len(self.people)])
        proposal.accept(by=row.author, expected=row.version)
        self.heard(claim, coding)

    @rule(claim=claims, start=numbers, length=st.integers(1, 60))
    def move(self, claim: int, start: int, length: int) -> None:
        row = self.claim(claim)
        if row.remark(self.place(start, length), by=row.author, expected=row.version):
            self.kept[claim].version += 1

    @rule(claim=claims)
    def settle(self, claim: int) -> None:
        """Say where it stands, if that is in doubt."""
        row = self.claim(claim)
        if not row.needs_a_person:
            return
        if row.anchor_state == "edited":
            row.confirm(by=row.author, expected=row.version)
        else:
            row.reattach(self.place(0, 20), by=row.author, expected=row.version)
        self.kept[claim].version += 1

    @rule(claim=claims)
    def delete(self, claim: int) -> None:
        row = self.claim(claim)
        if not row.deleted_at:
            row.delete_softly(by=row.author, expected=row.version)
            self.kept[claim].deleted = True
            self.kept[claim].version += 1

    @rule(claim=claims)
    def restore(self, claim: int) -> None:
        row = self.claim(claim)
        row.restore(by=row.author)
        self.kept[claim].version += self.kept[claim].deleted
        self.kept[claim].deleted = False

    @rule(claim=claims)
    def moderate(self, claim: int) -> None:
        row, kept = self.claim(claim), self.kept[claim]
        if kept.hidden:
            row.unhide(by=self.curator)
        else:
            row.hide("Off topic", by=self.curator)
        kept.hidden = not kept.hidden
        kept.version += 1

    @rule(claim=claims, who=numbers)
    def reply(self, claim: int, who: int) -> None:
        Reply.write(self.claim(claim), "Is it so?", by=self.people[who % len(self.people)])

    @rule(how=st.integers(0, 4), where=numbers)
    def revise(self, how: int, where: int) -> None:
        paragraphs = [block["text"] for block in self.current.blocks[1:]]
        at = where % len(paragraphs)
        if how == 0:
            paragraphs.insert(at, MORE[where % len(MORE)])
        elif how == 1 and len(paragraphs) > 3:
            del paragraphs[at]
        elif how == 2:
            paragraphs.insert(0, paragraphs.pop(at))
        elif how == 3:
            old, new = SWAPS[where % len(SWAPS)]
            paragraphs = [each.replace(old, new) for each in paragraphs]
        else:
            paragraphs[at] = paragraphs[at].removesuffix(".") + ", the town says."
        body = to_blocks("\n\n".join(paragraphs[:12]))
        words = wording(self.current.headline, body)
        revising.revise(self.article, words, by=self.curator, reason="Mended", expected=self.number)

    @precondition(lambda self: self.number > 1)
    @rule(which=numbers)
    def revert(self, which: int) -> None:
        number = 1 + which % self.number
        before = dict(self.anchored_on(number))
        revising.revert(self.article, number, by=self.curator, expected=self.number)
        after = dict(self.anchored_on(self.number))
        for claim, segments in before.items():
            assert after[claim] == segments

    @invariant()
    def all_agree(self) -> None:
        type(self).steps += 1
        if not self.kept:
            return
        rows = {row.pk: row for row in Claim.objects.with_parts()}
        assert set(rows) == set(self.kept)
        current = self.current
        anchorings = {each.claim_id: each for each in Anchoring.objects.on(current)}
        assert set(anchorings) == set(rows)
        each_on = Counter(Anchoring.objects.values_list("claim", flat=True))
        told = self.told()
        for pk, row in rows.items():
            kept = self.kept[pk]
            assert row.coding == kept.coding
            assert row.version == kept.version
            assert (row.deleted_at is not None, row.hidden_at is not None) == (
                kept.deleted, kept.hidden
            )  # fmt: skip
            assert each_on[pk] == current.number - kept.since + 1
            self.stands(row, anchorings[pk], current.text)
            self.is_told(row, told[row.uuid])
        self.is_contested(rows, anchorings)

    def stands(self, row: Claim, place: Anchoring, text: str) -> None:
        """Its words are where it says, or it says that they are not there."""
        assert (row.start, row.anchor_state, row.needs_a_person) == (
            place.start, place.verdict, place.needs_a_person
        )  # fmt: skip
        if place.verdict == "lost":
            assert place.segments == [] and place.quote
        else:
            assert place.quote == " … ".join(text[start:end] for start, end in place.segments)
            assert place.quote.strip()

    def told(self) -> dict[uuid.UUID, list[tuple[str, dict]]]:
        """What the events tell of each claim, in order."""
        found = defaultdict(list)
        rows = Event.objects.filter(kind="claim").order_by("pk")
        for subject, verb, after in rows.values_list("subject", "verb", "after"):
            found[subject].append((verb, after))
        return found

    def is_told(self, row: Claim, events: list[tuple[str, dict]]) -> None:
        versions = [after["version"] for _, after in events]
        assert versions == sorted(versions) and set(versions) == set(range(1, row.version + 1))
        said = [after for verb, after in events if verb in SAYING]
        assert Coding.from_plain(said[-1]) == row.coding

    def is_contested(self, rows: dict[int, Claim], anchorings: dict[int, Anchoring]) -> None:
        marked = [
            Marked(pk, place.segments, (row.voice, row.source_id, row.confidence))
            for pk, row in rows.items()
            if (place := anchorings[pk]).segments and not row.deleted_at and not row.hidden_at
        ]
        expected = contested_among(marked)
        assert {pk for pk, row in rows.items() if row.is_contested} == expected

    def say(self, claim: int, coding: Coding, verb: str = "edit") -> None:
        row = self.claim(claim)
        row.edit(coding, by=row.author, expected=row.version, verb=verb)
        self.heard(claim, coding)

    def heard(self, claim: int, coding: Coding) -> None:
        kept = self.kept[claim]
        kept.version += coding != kept.coding
        kept.coding = coding

    def claim(self, pk: int) -> Claim:
        return Claim.objects.get(pk=pk)

    def coding(self, says: int) -> Coding:
        link = Link(source=self.sources[says % 2].uuid) if says % 7 else Link(voice="none")
        level = LEVELS[says % len(LEVELS)]
        return Coding(chain=(link,), confidence=level, statement=f"Statement {says % 50}")

    def place(self, start: int, length: int) -> Anchoring:
        """Some words of the current revision, not yet stored."""
        text = self.current.text
        start %= max(1, len(text) - 5)
        spans = [(start, min(len(text), start + length))]
        if not text[slice(*spans[0])].strip():
            spans = [(0, 10)]
        return Anchoring.of(passage(text, spans), revision=self.current, verdict="made")

    def anchored_on(self, number: int) -> list[tuple[int, list[list[int]]]]:
        rows = Anchoring.objects.filter(revision__number=number)
        return list(rows.values_list("claim", "segments"))

    @property
    def current(self):
        return Article.objects.select_related("current").get(pk=self.article.pk).current

    @property
    def number(self) -> int:
        return self.current.number
