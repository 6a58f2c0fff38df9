"""Passages found again in edited stories: python -m bench.anchoring [--seed N] [--held]

On 320 stories, 20 spans each, and edits whose truth is tracked character by character. `--held`
takes the second set of edits, which was written after the anchoring was tuned on the first.

A span *survives* if at least half of its letters and digits are left together, in place or moved;
it is *gone* if none are left, or less than a tenth; what lies between is counted apart. It is
found *right* if both ends are exact, blanks and punctuation at the edge aside. What replaced words
at a span's edge belongs to it, what was put in beside it does not. *Wrong* is all else that was
found: with other ends, or elsewhere. Beside it, what an edit-distance matcher without a threshold
does with the same.
"""

import argparse
import random
import re
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from annotations import anchoring
from bench import anchoring_fuzzy
from bench.anchoring_drafts import WORD, Change, Draft, Newsroom, Span, Truth, truth
from bench.anchoring_edits import DENSE, EDITS, spare_sentences
from bench.anchoring_stories import Story, sentences, stories
from bench.floor import report

STORIES, SPANS = 320, 20
MEANING = ("number", "name", "negation", "hedge")
FOUND = ("same", "moved", "edited")


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


def cases(number: int, seed: int, held: bool) -> Iterator[Case]:
    """So many stories, each edited once or several times."""
    edits = _edits(held)
    told = stories(number, seed)
    pools: defaultdict[str, list[str]] = defaultdict(list)
    for story in told:
        if story.origin in ("labelled", "newsroom"):
            for paragraph in story.text.split("\n\n"):
                pools[story.language] += sentences(paragraph)
    for place, story in enumerate(told):
        dice = random.Random(f"{seed} {place} {held}")
        old = _with_twins(story.text, dice)
        spans = [_span(old, story.language, dice) for _ in range(SPANS)]
        spare = spare_sentences(story.language, pools, dice)
        others = [each for each in spare if each not in old]
        draft = Draft(old, dice, spans)
        if not others:  # a language of which there is one story
            others = [each for pool in pools.values() for each in pool if each not in old]
        newsroom = Newsroom(story.language, others)
        for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 4, 6))):
            name = dice.choice(sorted(edits))
            if edits[name](draft, newsroom):
                draft.done.append(name)
        yield Case(story, old, spans, draft, [truth(draft, old, *span) for span in spans])


def _edits(held: bool) -> dict[str, Callable[[Draft, Newsroom], bool]]:
    if not held:
        return EDITS
    from bench.anchoring_held import HELD_EDITS

    return HELD_EDITS


def _with_twins(text: str, dice: random.Random) -> str:
    """In one story of six, a paragraph or a sentence that stands twice already, not side by side."""
    if dice.random() > 1 / 6:
        return text
    paragraphs = text.split("\n\n")
    home = dice.randrange(len(paragraphs))
    twin = paragraphs[home]
    if dice.random() < 0.5:
        twin = dice.choice(sentences(twin))
    places = [place for place in range(len(paragraphs) + 1) if place not in (home, home + 1)]
    paragraphs.insert(dice.choice(places or [home]), twin)
    return "\n\n".join(paragraphs)


def _span(text: str, language: str, dice: random.Random) -> Span:
    """A passage that a reader might mark: words, a clause, a sentence, several of them."""
    words = list(WORD.finditer(text)) if language not in DENSE else list(_letters(text))
    kind = dice.random()
    first = dice.randrange(len(words))
    start = words[first].start()
    if kind < 0.25:
        end = start
        for sentence in sentences(text[start:]):
            return start, start + len(sentence.split("\n\n")[0])
    if kind < 0.3:
        size = 1
    elif kind < 0.4:
        size = dice.randint(12, 60)
    else:
        size = dice.randint(2, 14)
    end = words[min(first + size, len(words)) - 1].end()
    return start, end


def _letters(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"\w", text)


@dataclass
class Score:
    """What became of the spans, counted."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[dict[str, object]] = field(default_factory=list)

    def add(self, case: Case, found: Sequence[Span | None]) -> None:
        """Count where the spans of a story were found."""
        for span, true, place in zip(case.spans, case.truths, found, strict=True):
            fate = _fate(true)
            outcome = _outcome(case, span, true, place)
            self.counts.update(["spans", fate, f"{fate}: {outcome}"])
            if (fate, outcome) not in (("survive", "right"), ("gone", "lost"), ("gone", "right"), ("between", "right"), ("between", "lost")):
                self.wrong.append({
                    "fate": fate, "outcome": outcome, "edits": case.draft.done,
                    "old": case.old[slice(*span)], "case": case, "span": span,
                    "true": case.new[slice(*true.place)] if true.place else None,
                    "found": case.new[slice(*place)] if place else None,
                })  # fmt: skip

    def add_verdicts(self, case: Case, verdicts: Sequence[str]) -> None:
        """Count whether changes of meaning were flagged, and what was flagged without one."""
        for span, true, verdict in zip(case.spans, case.truths, verdicts, strict=True):
            inside = {change.kind for change in case.draft.changes if _inside(change, span)}
            if true.place and _words(case.old, span) != _words(case.new, true.place):
                for kind in inside:
                    fate = "survived" if true.left >= 0.5 else "did not survive"
                    self.counts.update([f"{kind} changed, {fate}"])
                    if verdict == "edited" or (verdict == "lost" and true.left < 0.5):
                        self.counts.update([f"{kind} changed, {fate}: flagged"])
                    else:
                        self.wrong.append({
                            "fate": fate, "outcome": f"{verdict} though {kind} changed",
                            "edits": case.draft.done, "old": case.old[slice(*span)],
                            "true": case.new[slice(*true.place)], "found": None, "case": case, "span": span,
                        })  # fmt: skip
            elif true.untouched:
                beside = any(_near(change, span) for change in case.draft.changes)
                label = "untouched, a negation or hedge beside" if beside else "untouched"
                self.counts.update([label, f"{label}: {verdict}"])
                if verdict == "edited" and not beside:
                    self.wrong.append({
                        "fate": "untouched", "outcome": "edited",
                        "edits": case.draft.done, "old": case.old[slice(*span)],
                        "true": case.new[slice(*true.place)], "found": None, "case": case, "span": span,
                    })  # fmt: skip


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
    return wanted and span[0] - 100 < change.end and change.start < span[1] + 100


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
    nobody can tell from a replacement, the place with these."""
    assert true.place
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


def _trimmed(text: str, start: int, end: int) -> Span:
    if not any(map(str.isalnum, text[start:end])):
        return start, end
    while not text[start].isalnum():
        start += 1
    while not text[end - 1].isalnum():
        end -= 1
    return start, end


def measured(number: int, seed: int, held: bool, fuzzy: bool) -> tuple[Score, Score]:
    """Our score on so many stories, and the fuzzy matcher's."""
    ours, theirs = Score(), Score()
    for case in cases(number, seed, held):
        verdicts = anchoring.reanchor_verdicts(case.old, case.spans, case.new)
        ours.add(case, [None if start is None else (start, end) for _, start, end in verdicts])
        ours.add_verdicts(case, [verdict for verdict, _, _ in verdicts])
        if fuzzy:
            theirs.add(case, anchoring_fuzzy.reanchor(case.old, case.spans, case.new))
    return ours, theirs


def per_cent(score: Score, part: str, whole: str) -> str:
    """“99.52 % (4,178 of 4,198)”."""
    some, every = score.counts[part], score.counts[whole]
    return f"{100 * some / every:.2f} % ({some:,} of {every:,})" if every else "none"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--stories", type=int, default=STORIES)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--no-fuzzy", action="store_true")
    asked = parser.parse_args()
    ours, theirs = measured(asked.stories, asked.seed, asked.held, not asked.no_fuzzy)
    for score in (ours, theirs):
        for key in sorted(score.counts):
            print(key, score.counts[key])
        print()
    shown = Counter()
    for row in ours.wrong:
        label = row["fate"], row["outcome"]
        shown[label] += 1
        if asked.only and asked.only in str(row["old"]):
            case = row["case"]
            open("/tmp/an_old.txt", "w").write(case.old)
            open("/tmp/an_new.txt", "w").write(case.new)
            print("SPAN", row["span"], label)
        elif shown[label] <= asked.show:
            print(label, row["edits"])
            for key in ("old", "true", "found"):
                print("   ", key, repr(row[key]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
