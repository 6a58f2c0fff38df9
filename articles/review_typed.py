"""A review as a person sent it: its rows in their order, what they make, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from articles import reviewing
from articles.addresses import canonical
from articles.forms import ReviewForm
from articles.models import Article
from articles.parting.sniffing import LARGEST_TEXT
from articles.rows import KINDS, MOST_ROWS, Row, moved, moved_across, parts_of, settled

_KIND = re.compile(r"row-(\d{1,6})-kind")
_MOVE = re.compile(r"(up|down|across)-(\d{1,6})")
_PARTS = ("text", "summary", "address", "group")


class TypedReview:
    """`sent` is a form's values in the order in which the form held them."""

    def __init__(self, article: Article, sent: Mapping[str, str]) -> None:
        self.article = article
        self.sent = sent
        self.form = ReviewForm(sent)
        self.rows = list(typed_rows(sent))

    @property
    def is_too_much(self) -> bool:
        """Whether there are more rows than any page has: nothing else is asked of them then."""
        return len(self.rows) > MOST_ROWS

    @property
    def publishes(self) -> bool:
        return self.sent.get("act") == "publish"

    @cached_property
    def settled(self) -> list[Row]:
        """The rows as they are to be stored, after the move that a button asked for."""
        words = self.article.current
        rows = settled(self.rows, headline=words.headline, standfirst=words.standfirst)
        move = _MOVE.fullmatch(self.sent.get("act", ""))
        if not move:
            return rows
        number = int(move[2])
        if move[1] == "across":
            return settled(moved_across(rows, number))
        return moved(rows, number, -1 if move[1] == "up" else 1)

    @property
    def place_of_move(self) -> int | None:
        """Where the row that a button moved stands now."""
        move = _MOVE.fullmatch(self.sent.get("act", ""))
        numbers = [row.number for row in self.settled]
        return numbers.index(int(move[2])) if move and int(move[2]) in numbers else None

    @cached_property
    def parts(self) -> Any:
        return parts_of(self.settled, self.article.teasers.cut_short())

    @cached_property
    def faults(self) -> dict[str, str]:
        """What keeps it from being stored: words for the person, by row number or "story"."""
        found = {
            str(row.number): "This is not a web address. It begins with https:// or http://."
            for row in self.settled
            if row.came_along and row.address.strip() and not canonical(row.address)
        }
        if sum(len(row.text) + len(row.summary) for row in self.rows) > LARGEST_TEXT:
            return {"story": "This is more than 1 MB of text, larger than a story."}
        if not self.parts.headline:
            found["story"] = "A story has a headline: choose a block and make it the headline."
        elif self.publishes and not self.parts.body:
            found["story"] = "A story has at least one paragraph before it is published."
        elif self._others_address():
            found["story"] = "Another story here has this address."
        return found

    def _others_address(self) -> bool:
        address = self.form.cleaned_data.get("address", "")
        return Article.objects.at_address(address).exclude(pk=self.article.pk).exists()

    def is_valid(self) -> bool:
        return self.form.is_valid() and not self.faults

    def save(self, *, by: Any) -> None:
        """Store it. Raises Stale and NotAllowed, as `articles.reviewing.save` does."""
        reviewing.save(
            self.article, self.parts, self.form.cleaned_data, by=by, publish=self.publishes
        )


def typed_rows(sent: Mapping[str, str]) -> list[Row]:
    """The rows among a form's values; a kind that nobody knows is a paragraph."""
    found = (_KIND.fullmatch(name) for name in sent)
    return [
        Row(
            int(match[1]),
            sent[match[0]] if sent[match[0]] in KINDS else "paragraph",
            *(sent.get(f"row-{match[1]}-{part}", "") for part in _PARTS),
        )
        for match in found
        if match
    ]
