"""A story under edit that knows of each of its characters where it stood before.

`origins` has for each character its old offset, or -1 for a new one; `stands` has for a new one
the old stretch that it replaced, if it replaced any. From these the truth about a span follows.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

Span = tuple[int, int]
LETTERS = r"(?:[^\W_][\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u200c]*)+"
WORD = re.compile(rf"\d+(?:[.,:]\d+)+|{LETTERS}(?:['’]{LETTERS})*")
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"”’»)]*(?=\s|$)|[。！？]+[」』”]*|$)")
PARAGRAPH = re.compile(r"[^\n]+")


@dataclass
class Change:
    """A change of meaning: its kind and the old stretch it touched. What was put in between two
    old characters touched none: `start` and `end` are then equal."""

    kind: str
    start: int
    end: int


@dataclass
class Draft:
    """The new text while it is made."""

    text: str
    dice: random.Random
    aims: Sequence[Span] = ()
    origins: list[int] = field(default_factory=list)
    stands: list[Span | None] = field(default_factory=list)
    copied: set[int] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.origins = list(range(len(self.text)))
        self.stands = [None] * len(self.text)

    def replace(self, start: int, end: int, text: str, change: str = "") -> None:
        """Put other words in place of these."""
        stretch = self.old_stretch(start, end)
        if change and stretch:
            self.changes.append(Change(change, *stretch))
        self._splice(start, end, text, [-1] * len(text), [stretch] * len(text))

    def insert(self, at: int, text: str, change: str = "") -> None:
        """Put new words in."""
        before = self.origins[at - 1] if at else -1
        after = self.origins[at] if at < len(self.text) else -1
        if change and before >= 0 and after == before + 1:
            self.changes.append(Change(change, after, after))
        self._splice(at, at, text, [-1] * len(text), [None] * len(text))

    def copy(self, start: int, end: int, to: int, around: tuple[str, str]) -> None:
        """Put in the same words a second time, and something around them."""
        self.copied.update(origin for origin in self.origins[start:end] if origin >= 0)
        before, after = around
        self.insert(to, before + self.text[start:end] + after)

    def cut(self, start: int, end: int, change: str = "") -> None:
        """Take words out."""
        stretch = self.old_stretch(start, end)
        if change and stretch:
            self.changes.append(Change(change, *stretch))
        self._splice(start, end, "", [], [])

    def move(self, start: int, end: int, to: int) -> None:
        """Take words to another place, which is given as it is before they are taken out."""
        text = self.text[start:end]
        origins, stands = self.origins[start:end], self.stands[start:end]
        self._splice(start, end, "", [], [])
        at = to if to <= start else to - (end - start)
        self._splice(at, at, text, origins, stands)

    def _splice(
        self, start: int, end: int, text: str, origins: list[int], stands: list[Span | None]
    ) -> None:
        self.text = self.text[:start] + text + self.text[end:]
        self.origins[start:end] = origins
        self.stands[start:end] = stands

    def old_stretch(self, start: int, end: int) -> Span | None:
        """From the first to the last old character that these hold or stand for."""
        low, high = [], []
        for origin, stand in zip(self.origins[start:end], self.stands[start:end], strict=True):
            if origin >= 0:
                low.append(origin)
                high.append(origin + 1)
            elif stand:
                low.append(stand[0])
                high.append(stand[1])
        return (min(low), max(high)) if low else None

    def paragraphs(self) -> list[Span]:
        return [found.span() for found in PARAGRAPH.finditer(self.text)]

    def sentences(self) -> list[Span]:
        """Sentences within paragraphs, without the space after them."""
        return [found.span() for found in SENTENCE.finditer(self.text) if found.group().strip()]

    def words(self, start: int = 0, end: int | None = None) -> list[Span]:
        text = self.text if end is None else self.text[:end]
        return [found.span() for found in WORD.finditer(text, start)]

    def numbers(self) -> list[Span]:
        return [found.span() for found in NUMBER.finditer(self.text)]

    def aimed(self, places: Iterable[Span], often: float = 0.6) -> Span | None:
        """One of these places: more often than not one that lies within a span."""
        shuffled = list(places)
        self.dice.shuffle(shuffled)
        if self.aims and self.dice.random() < often:
            start, end = self.dice.choice(self.aims)
            for place in shuffled:
                if any(start <= origin < end for origin in self.origins[slice(*place)]):
                    return place
        return shuffled[0] if shuffled else None


Edit = Callable[[Draft, "Newsroom"], bool]


@dataclass(frozen=True)
class Newsroom:
    """What an editor has at hand: the story's language, and sentences of other stories."""

    language: str
    others: Sequence[str]


@dataclass(frozen=True)
class Truth:
    """What became of a span: the share of its letters that are left in one piece, where that
    piece stands, the share left anywhere, whether its words were also copied, and whether they
    were left as they are."""

    left: float
    place: Span | None
    anywhere: float
    copied: bool
    untouched: bool
    pieces: tuple[Span, ...]


def truth(draft: Draft, old: str, start: int, end: int) -> Truth:
    """What became of a span of the old text.

    Its characters, and those that stand for stretches within it, are joined to pieces wherever no
    letter of other old words comes between. The piece with most of its letters is its place.
    """
    total = sum(map(str.isalnum, old[start:end])) or end - start
    pieces: list[list[int]] = []
    open_piece = False
    for at, (origin, stand) in enumerate(zip(draft.origins, draft.stands, strict=True)):
        inside = start <= origin < end or (stand and start <= stand[0] and stand[1] <= end)
        if inside:
            if not open_piece:
                pieces.append([])
            pieces[-1].append(at)
            open_piece = True
        elif (origin >= 0 or stand) and draft.text[at].isalnum():
            open_piece = False

    def letters(piece: list[int]) -> int:
        bare = not any(map(str.isalnum, old[start:end]))
        return sum(draft.origins[at] >= 0 and (bare or draft.text[at].isalnum()) for at in piece)

    best = max(pieces, key=letters, default=[])
    everything = sum(map(letters, pieces))
    whole = [draft.origins[at] for at in range(best[0], best[-1] + 1)] if best else []
    return Truth(
        left=letters(best) / total,
        place=(best[0], best[-1] + 1) if best else None,
        anywhere=everything / total,
        copied=not draft.copied.isdisjoint(range(start, end)),
        untouched=whole == list(range(start, end)),
        pieces=tuple((piece[0], piece[-1] + 1) for piece in pieces),
    )
