"""Passages found again in edited stories: python -m bench.anchoring [--seed N] [--show N]

On 640 stories with 20 spans each, through edits whose truth is tracked character by character: a
first set that the anchoring was tuned on, and another that was written afterwards. Beside it, what
an edit-distance matcher without a threshold does with the same. What counts as right is said in
`anchoring_score.py`. Then ten corrections in a row, and how long it takes, in processor time.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterable
from itertools import pairwise

from annotations import anchoring
from bench import anchoring_fuzzy
from bench.anchoring_cases import SPANS, cases, span_of, ten_corrections, written
from bench.anchoring_drafts import WORD, Draft, Newsroom, Span
from bench.anchoring_edits import EDITS, spare_sentences
from bench.anchoring_held import HELD_EDITS
from bench.anchoring_score import MEANING, Case, Score
from bench.floor import report

STORIES = 640


def measured(told: Iterable[Case], *, fuzzy: bool) -> tuple[Score, Score]:
    """Our score on these stories, and the fuzzy matcher's."""
    ours, theirs = Score(), Score()
    for case in told:
        verdicts = anchoring.reanchor_verdicts(case.old, case.spans, case.new)
        ours.add(case, [_place(verdict) for verdict in verdicts])
        ours.add_verdicts(case, [verdict for verdict, _, _ in verdicts])
        if fuzzy:
            theirs.add(case, anchoring_fuzzy.reanchor(case.old, case.spans, case.new))
    return ours, theirs


def corrected_ten_times(number: int, seed: int) -> Score:
    """The score after ten corrections in a row, each anchored from the places of the last, as
    long as it is found."""
    score = Score()
    for case, texts in ten_corrections(number, seed):
        places: list[Span | None] = list(case.spans)
        for old, new in pairwise(texts):
            held = [place for place in places if place]
            found = iter(anchoring.reanchor(old, held, new))
            places = [next(found) if place else None for place in places]
        score.add(case, places)
    return score


def _place(verdict: tuple[str, int | None, int | None]) -> Span | None:
    _, start, end = verdict
    return None if start is None or end is None else (start, end)


def speed(seed: int) -> dict[str, object]:
    """Milliseconds for a story of 1,000 words with 20 claims, and seconds for the worst cases."""
    dice = random.Random(seed)
    times = []
    for _ in range(60):
        old = written(dice, 1_000)
        draft = Draft(old, dice)
        newsroom = Newsroom("en", spare_sentences("en", {}, dice))
        for _ in range(8):
            EDITS[dice.choice(sorted(EDITS))](draft, newsroom)
        times.append(_seconds(old, [span_of(old, "en", dice) for _ in range(SPANS)], draft.text))
    times.sort()
    long = written(dice, 20_000)
    spans = [span_of(long, "en", dice) for _ in range(1_000)]
    worst = {
        "another text": written(dice, 20_000),
        "every third word replaced": _replaced(long, dice, 1 / 3),
        "nine words of ten replaced": _replaced(long, dice, 0.9),
        "paragraphs shuffled": "\n\n".join(_shuffled(long.split("\n\n"), dice)),
        "words shuffled": " ".join(_shuffled(long.split(), dice)),
    }
    return {
        "1,000 words, 20 claims: ms, median": round(1000 * statistics.median(times), 1),
        "1,000 words, 20 claims: ms, p95": round(1000 * times[int(0.95 * len(times))], 1),
        "1,000 words, 20 claims: ms, longest": round(1000 * times[-1], 1),
        **{
            f"20,000 words, 1,000 claims: s, {name}": round(_seconds(long, spans, new), 2)
            for name, new in worst.items()
        },
    }


def _seconds(old: str, spans: list[Span], new: str) -> float:
    began = time.process_time()
    anchoring.reanchor_verdicts(old, spans, new)
    return time.process_time() - began


def _replaced(text: str, dice: random.Random, share: float) -> str:
    return WORD.sub(
        lambda word: f"other{dice.randrange(10_000)}" if dice.random() < share else word[0], text
    )


def _shuffled(parts: list[str], dice: random.Random) -> list[str]:
    return dice.sample(parts, len(parts))


def rows(name: str, ours: Score, theirs: Score | None) -> dict[str, str]:
    """A score as lines to print and keep."""
    lines = {}
    for who, score in (("ours", ours), ("no threshold", theirs)):
        if score:
            for outcome in ("right", "other ends", "elsewhere", "lost"):
                lines[f"{name}, {who}: survive, {outcome}"] = score.share(
                    f"survive: {outcome}", "survive"
                )
            lines[f"{name}, {who}: gone, yet found"] = score.share("gone: elsewhere", "gone")
    for kind in MEANING:
        if ours.counts[f"{kind} changed"]:
            for verdict in ("edited", "lost", "same or moved"):
                lines[f"{name}: {kind} changed, {verdict}"] = ours.share(
                    f"{kind} changed: {verdict}", f"{kind} changed"
                )
    if ours.counts["untouched"]:
        lines[f"{name}: untouched, edited"] = ours.share("untouched: edited", "untouched")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--stories", type=int, default=STORIES)
    parser.add_argument("--show", type=int, default=0, help="so many faults of each set")
    asked = parser.parse_args()
    table: dict[str, object] = {
        "seed": asked.seed,
        "stories": asked.stories,
        "spans a story": SPANS,
    }
    passed = True
    for name, edits in (("edits", EDITS), ("other edits", HELD_EDITS)):
        ours, theirs = measured(cases(asked.stories, asked.seed, edits), fuzzy=True)
        table |= rows(name, ours, theirs)
        passed &= holds(ours)
        print(*ours.faults[: asked.show], sep="\n")
    table |= rows("ten corrections", corrected_ten_times(asked.stories // 8, asked.seed), None)
    table |= speed(asked.seed)
    report("anchoring", table)
    return 0 if passed else 1


def holds(score: Score) -> bool:
    """Whether the bars are met."""
    counts = score.counts
    wrong = counts["survive: other ends"] + counts["survive: elsewhere"]
    return (
        counts["survive: right"] >= 0.995 * counts["survive"]
        and wrong <= 0.001 * counts["survive"]
        and counts["gone: elsewhere"] + counts["gone: other ends"] <= 0.005 * counts["gone"]
        and not any(counts[f"{kind} changed: same or moved"] for kind in MEANING)
    )


if __name__ == "__main__":
    sys.exit(main())
