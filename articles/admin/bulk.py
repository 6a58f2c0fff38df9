"""Doing one thing to many rows: in batches, each row through its verb, all refusals told."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from articles.models.refusal import NotAllowed, Stale
from articles.wording import how_many

BATCH = 25
BRIEF = 0.1
MOST = 2_000
MOST_NAMED = 3
OVERTAKEN = "Somebody changed it at the same moment."


@dataclass
class Outcome:
    """How many rows were done, how many were so already, and those refused, named by reason.

    `nouns` are those of one row and of many.
    """

    nouns: tuple[str, str]
    done: int = 0
    same: int = 0
    refused: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def reached(self) -> int:
        return self.done + self.same + sum(map(len, self.refused.values()))

    def counted(self, count: int) -> str:
        return how_many(count, *self.nouns)


def for_each(
    request: HttpRequest, chosen: QuerySet, among: QuerySet, act: Callable[[Any], Any], done: str
) -> None:
    """Do it to each of the chosen that is one of those the person may change, and say what came
    of it.

    `act` gives False where it changed nothing. `done` is what was done, as in "Archived". Rows are
    taken in the order of `among`: those who take them in one order do not wait for each other.
    """
    outcome = Outcome(nouns_of(chosen))
    keys = chosen_keys(request, chosen.order_by(*among.query.order_by or ["pk"]), MOST)
    reached = 0
    while reached < len(keys):
        with transaction.atomic():
            reached += _do(among, keys[reached : reached + BATCH], act, outcome)
    for level, words in told(outcome, done, out_of_reach=len(keys) - outcome.reached):
        messages.add_message(request, level, words)


def chosen_keys(request: HttpRequest, chosen: QuerySet, most: int) -> list[int]:
    """The rows' own numbers; none, and a warning, if there are too many to change at a time."""
    keys = list(chosen.values_list("pk", flat=True).distinct()[: most + 1])
    if len(keys) <= most:
        return keys
    limit = how_many(most, *nouns_of(chosen))
    messages.warning(
        request, f"That is more than {limit} at a time. Narrow the list; nothing was changed."
    )
    return []


def told(outcome: Outcome, done: str, *, out_of_reach: int = 0) -> Iterator[tuple[int, str]]:
    """(level, sentence) for what was done, what was so already, and what was refused and why."""
    counted = outcome.counted
    if outcome.done:
        yield messages.SUCCESS, f"{done}: {counted(outcome.done)}."
    if outcome.same:
        yield messages.INFO, f"{counted(outcome.same)} needed no change."
    for reason, names in outcome.refused.items():
        named = ", ".join(f"“{name.strip('“”')}”" for name in names[:MOST_NAMED])
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        yield messages.WARNING, f"Refused: {counted(len(names))}. {reason} ({named}{more})"
    if out_of_reach:
        yield messages.WARNING, f"Refused: {counted(out_of_reach)}, closed or gone."


def nouns_of(rows: QuerySet) -> tuple[str, str]:
    names = rows.model._meta
    return str(names.verbose_name), str(names.verbose_name_plural)


def _do(among: QuerySet, keys: Sequence[int], act: Callable[[Model], Any], outcome: Outcome) -> int:
    """Do it to as many of the rows as a brief transaction takes; how many of them."""
    began = monotonic()
    rows = among.in_bulk(keys)
    for number, key in enumerate(keys, 1):
        if key in rows:
            _do_one(rows[key], act, outcome)
        if monotonic() - began > BRIEF:
            return number
    return len(keys)


def _do_one(row: Model, act: Callable[[Model], Any], outcome: Outcome) -> None:
    name = str(row)
    try:
        changed = act(row)
    except NotAllowed as refusal:
        outcome.refused[str(refusal)].append(name)
    except Stale:
        outcome.refused[OVERTAKEN].append(name)
    else:
        outcome.same += changed is False
        outcome.done += changed is not False
