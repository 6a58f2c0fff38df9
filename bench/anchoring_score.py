"""What was found, held against the truth.

A span *survives* if at least half of its letters and digits are left together, in place or moved;
it is *gone* if less than a tenth is left anywhere; what lies between is counted apart, and so is
what was first copied and then cut, which is a move by another name. It is *right* if both ends are
exact, blanks and punctuation at the edge aside. What replaced words at a span's edge belongs to
it, what was put in beside it does not; where words were lost at an edge and others put in right
there, both readings count, and so does a place with the very same words that overlaps the true
one, and a sentence whose parts changed places, taken together. *Other ends* is what overlaps the
true place otherwise, *elsewhere* what does not.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bench.anchoring_drafts import WORD, Change, Draft, Span, Truth
from bench.anchoring_stories import Story

MEANING = ("number", "name", "negation", "hedge")
NEAR = 100


@dataclass
class Case:
    """A story before and after, its spans, and the truth about each."""

    story: Story
    old: str
    spans: list[Span]
    draft: Draft
    truths: list[Truth]

    @property
    def new(self) -> str:
        return self.draft.text


@dataclass
class Fault:
    """A span that was not found as it ought to be, to be looked at."""

    case: Case
    span: Span
    true: Span | None
    found: Span | None
    label: str

    def __str__(self) -> str:
        places = (
            (self.case.old, self.span),
            (self.case.new, self.true),
            (self.case.new, self.found),
        )
        was, ought, found = (text[slice(*place)] if place else None for text, place in places)
        return f"{self.label} {self.case.draft.done}\n  {was!r}\n  {ought!r}\n  {found!r}"


@dataclass
class Score:
    """What became of the spans, counted."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def add(self, case: Case, found: Sequence[Span | None]) -> None:
        """Count where the spans of a story were found."""
        for span, true, place in zip(case.spans, case.truths, found, strict=True):
            fate, outcome = _fate(true), _outcome(case, span, true, place)
            self.counts.update(["spans", fate, f"{fate}: {outcome}"])
            if (fate, outcome) not in RIGHT and fate in ("survive", "gone"):
                self.faults.append(Fault(case, span, true.place, place, f"{fate}: {outcome}"))

    def add_verdicts(self, case: Case, verdicts: Sequence[str]) -> None:
        """Count whether changes of meaning were flagged, and what was flagged without one."""
        for span, true, verdict in zip(case.spans, case.truths, verdicts, strict=True):
            survives = _fate(true) == "survive"
            if true.place and _words(case.old, span) != _words(case.new, true.place):
                inside = {change.kind for change in case.draft.changes if _inside(change, span)}
                for kind in inside if survives else ():
                    self._add_flag(kind, verdict, Fault(case, span, true.place, None, verdict))
            elif true.untouched:
                beside = any(_near(change, span) for change in case.draft.changes)
                label = "untouched, a negation or hedge near" if beside else "untouched"
                self.counts.update([label, f"{label}: {verdict}"])

    def _add_flag(self, kind: str, verdict: str, fault: Fault) -> None:
        passed_over = verdict in ("same", "moved")
        label = "same or moved" if passed_over else verdict
        self.counts.update([f"{kind} changed", f"{kind} changed: {label}"])
        if passed_over:
            fault.label = f"{verdict} though a {kind} changed"
            self.faults.append(fault)

    def share(self, part: str, whole: str) -> str:
        """“99.52 % (4,178 of 4,198)”."""
        some, every = self.counts[part], self.counts[whole]
        return f"{100 * some / every:.2f} % ({some:,} of {every:,})" if every else "none"


RIGHT = (("survive", "right"), ("gone", "lost"), ("gone", "right"))


def _fate(true: Truth) -> str:
    if true.left >= 0.5:
        return "survive"
    if true.anywhere >= 0.1:
        return "between"
    return "copied, then cut" if true.copied else "gone"


def _inside(change: Change, span: Span) -> bool:
    if change.start == change.end:
        return span[0] < change.start < span[1]
    return span[0] <= change.start and change.end <= span[1]


def _near(change: Change, span: Span) -> bool:
    wanted = change.kind in ("negation", "hedge")
    return wanted and span[0] - NEAR < change.end and change.start < span[1] + NEAR


def _words(text: str, span: Span) -> list[str]:
    return WORD.findall(text[slice(*span)])


def _outcome(case: Case, span: Span, true: Truth, found: Span | None) -> str:
    if found is None:
        return "lost"
    if true.place and _trimmed(case.new, *found) in _readings(case, span, true):
        return "right"
    same_words = case.new[slice(*found)] == case.old[slice(*span)]
    if same_words and any(found[0] < end and start < found[1] for start, end in true.pieces):
        return "right"
    if any(found[0] < end and start < found[1] for start, end in true.pieces):
        return "other ends"
    return "elsewhere"


def _readings(case: Case, span: Span, true: Truth) -> Iterator[Span]:
    """The true place; and where words were lost at an edge and others put in right there, which
    nobody can tell from a replacement, the place with these. Parts of one sentence that changed
    places may also be taken together, with the word or two that came between."""
    assert true.place
    whole = true.pieces[0][0], true.pieces[-1][1]
    if _few_between(case.new, true.pieces):
        yield _trimmed(case.new, *whole)
    start, end = true.place
    starts, ends = [start], [end]
    draft = case.draft
    held = {origin for origin in draft.origins[start:end] if origin >= 0}
    if span[0] not in held:
        while start and draft.origins[start - 1] < 0 and not draft.stands[start - 1]:
            start -= 1
        starts.append(start)
    if span[1] - 1 not in held:
        while end < len(draft.text) and draft.origins[end] < 0 and not draft.stands[end]:
            end += 1
        ends.append(end)
    for start in starts:
        for end in ends:
            yield _trimmed(case.new, start, end)


def _few_between(text: str, pieces: Sequence[Span]) -> bool:
    gaps = [text[one[1] : other[0]] for one, other in pairwise(pieces)]
    ends = any(sign in gap for gap in gaps for sign in ".?!。\n")
    return not ends and len(WORD.findall(" ".join(gaps))) <= 2


def _trimmed(text: str, start: int, end: int) -> Span:
    if not any(map(str.isalnum, text[start:end])):
        return start, end
    while not text[start].isalnum():
        start += 1
    while not text[end - 1].isalnum():
        end -= 1
    return start, end
