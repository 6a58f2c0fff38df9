"""A review as its page shows it: rows with what is doubtful about them, fields, and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.blocks import Block
from articles.comparing import ComparedBlock, compare, condensed
from articles.forms import ReviewForm
from articles.models import Article, Capture
from articles.models.article import curates
from articles.parting.page import Decision
from articles.reviewing import fields_of, stamp, stored_rows
from articles.rows import ALONG, LEFT_OUT, PICTURE, STORY, Row
from articles.wording import how_many, word_count

LABELS = {**STORY, PICTURE: "Picture", **ALONG, LEFT_OUT: "Leave out"}
CHOICES = [("Story", list(STORY.items())), ("Came along", list(ALONG.items()))]
CHARACTERS_A_LINE = {True: 52, False: 62}
FIELDS = ("publisher", "byline", "published", "address", "language")


def kept_for(person: Any) -> str:
    """What a person is told whose review was saved and not published."""
    if curates(person):
        return "Kept as a draft."
    return "Kept for a curator; you can still change it."


@dataclass(frozen=True)
class ShownRow:
    """A row with the importer's doubt about it, and what keeps it from being saved."""

    row: Row
    why: str = ""
    fault: str = ""

    @property
    def lines(self) -> int:
        """How tall its field is where the browser does not fit it to the words."""
        return len(self.row.text) // CHARACTERS_A_LINE[self.came_along] + 1

    @property
    def summary_lines(self) -> int:
        return len(self.row.summary) // CHARACTERS_A_LINE[True] + 1

    @property
    def came_along(self) -> bool:
        row = self.row
        beside = bool(row.summary or row.address or row.group)
        return row.came_along or row.kind == LEFT_OUT and beside

    @property
    def choices(self) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """Kinds to choose from; a picture can also be one."""
        if self.row.kind != PICTURE:
            return CHOICES
        story, along = CHOICES
        return [("Story", [(PICTURE, LABELS[PICTURE]), *story[1]]), along]


@dataclass
class ReviewSheet:
    """All that the page says. `typed` are rows that a person sent, where they were not saved."""

    article: Article
    person: Any
    form: ReviewForm
    rows: Sequence[Row]
    faults: Mapping[str, str] = field(default_factory=dict)
    clash: Sequence[ComparedBlock] = ()
    stale: bool = False
    saved: bool = False

    def __post_init__(self) -> None:
        self.capture = self.article.captures.listed().first()
        self._doubts, self._rules = _doubts(self.capture)
        shown = [
            ShownRow(row, self._why(row), self.faults.get(str(row.number), "")) for row in self.rows
        ]
        self.story = [each for each in shown if not each.came_along]
        self.along = [each for each in shown if each.came_along]

    @property
    def may_publish(self) -> bool:
        return curates(self.person)

    @property
    def kept(self) -> str:
        return kept_for(self.person)

    @property
    def is_open(self) -> bool:
        """Whether there is still a draft to save."""
        return self.article.state == Article.DRAFT

    @property
    def doubtful(self) -> int:
        return sum(1 for each in (*self.story, *self.along) if each.why) + sum(
            1 for each in self.fields if each["doubtful"]
        )

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The form's fields, each with how the importer found it."""
        return [
            {
                "field": self.form[name],
                "hint": self._rules.get(name, ("", False))[0],
                "doubtful": self._rules.get(name, ("", False))[1] and not self.form[name].errors,
            }
            for name in FIELDS
        ]

    @property
    def faulty(self) -> list[ShownRow]:
        return [each for each in (*self.story, *self.along) if each.fault]

    @property
    def left_out(self) -> list[str]:
        """Why the importer left lines of the page out."""
        found = self.capture.decisions if self.capture else []
        return list(dict.fromkeys(each["rule"] for each in found if each["about"] == "left out"))

    @property
    def story_counted(self) -> str:
        words = sum(word_count(each.row.plain) for each in self.story)
        blocks = how_many(len(self.story), "block", "blocks")
        return f"{blocks}, {how_many(words, 'word', 'words')}"

    @property
    def counted(self) -> str:
        """The words of all that came in."""
        words = sum(word_count(row.in_story) for row in self.rows)
        return how_many(words, "word", "words")

    @property
    def fresh(self) -> tuple[ShownRow, ShownRow]:
        """An empty row for each half: for adding one, with script or without."""
        number = max((row.number for row in self.rows), default=0) + 1
        return ShownRow(Row(number, "paragraph", "")), ShownRow(Row(number + 1, "related", ""))

    def _why(self, row: Row) -> str:
        about = "teasers" if row.came_along else "blocks"
        if row.kind in ("headline", "standfirst"):
            rule, doubtful = self._rules.get(row.kind, ("", False))
            return rule if doubtful else ""
        return self._doubts.get((about, row.plain), "")


def sheet_of(article: Article, person: Any, **more: Any) -> ReviewSheet:
    """The stored draft as a sheet."""
    rows = stored_rows(article)
    form = ReviewForm(initial={**fields_of(article), **_state(article, rows)})
    return ReviewSheet(article, person, form, rows, **more)


def clashing(
    article: Article, person: Any, typed: Mapping[str, str], rows: Sequence[Row]
) -> ReviewSheet:
    """What the person typed, with what somebody else stored meanwhile; saving now replaces it."""
    stored = stored_rows(article)
    form = ReviewForm({**typed, **_state(article, stored)})
    mine = _as_blocks({name: typed.get(name, "") for name in fields_of(article)}, rows)
    theirs = _as_blocks(fields_of(article), stored)
    changes = condensed(compare(theirs, mine))
    return ReviewSheet(article, person, form, rows, clash=changes, stale=True)


def _state(article: Article, stored: Sequence[Row]) -> dict[str, Any]:
    return {"expected": article.current.number, "seen": stamp(article, stored)}


def _as_blocks(fields: Mapping[str, str], rows: Sequence[Row]) -> list[Block]:
    """Fields and rows as blocks of text, so that two reviews can be compared by words."""
    said = {**fields, "audience": dict(Article.AUDIENCES).get(fields["audience"], "")}
    lines = [f"{name.capitalize()}: {value}" for name, value in said.items() if value]
    lines += [f"{LABELS[row.kind]}: {row.in_story}" for row in rows if not row.is_empty]
    return [Block("paragraph", " ".join(line.split())) for line in lines]


def _doubts(
    capture: Capture | None,
) -> tuple[dict[tuple[str, str], str], dict[str, tuple[str, bool]]]:
    """The importer's rules: doubts by (part, words), and for each field (rule, doubtful)."""
    doubts: dict[tuple[str, str], str] = {}
    rules: dict[str, tuple[str, bool]] = {}
    for values in capture.decisions if capture else ():
        words = values.get("words")
        decision = Decision(values["about"], values["rule"], values["confidence"])
        if words is not None:
            doubts[decision.about, words] = decision.rule
        elif "index" not in values:
            rules[decision.about] = decision.rule, decision.doubtful
    return doubts, rules
