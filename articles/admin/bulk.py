"""Doing one thing to many stories: in batches, each story through its verb, all refusals told."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Article
from articles.models.refusal import NotAllowed
from articles.wording import how_many

BATCH = 25
MOST = 2_000
MOST_NAMED = 3


@dataclass
class Outcome:
    """How many were done, how many were so already, and the headlines refused by reason."""

    done: int = 0
    same: int = 0
    refused: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def for_each(
    request: HttpRequest, chosen: QuerySet[Article], act: Callable[[Article], Any], done: str
) -> None:
    """Do it to each of the chosen that the person may change, and say what came of it.

    `act` gives False where it changed nothing. `done` is what was done, as in "Archived".
    """
    keys = list(chosen.order_by().values_list("pk", flat=True).distinct()[: MOST + 1])
    if len(keys) > MOST:
        messages.warning(
            request,
            f"That is more than {MOST:,} stories at a time. Narrow the list; nothing was changed.",
        )
        return
    outcome = Outcome()
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        with transaction.atomic():
            _do(Article.objects.editable_by(request.user).filter(pk__in=batch), act, outcome)
    reached = outcome.done + outcome.same + sum(map(len, outcome.refused.values()))
    for level, words in told(outcome, done, out_of_reach=len(keys) - reached):
        messages.add_message(request, level, words)


def told(outcome: Outcome, done: str, *, out_of_reach: int = 0) -> Iterator[tuple[int, str]]:
    """(level, sentence) for what was done, what was so already, and what was refused and why."""
    if outcome.done:
        yield messages.SUCCESS, f"{done}: {_stories(outcome.done)}."
    if outcome.same:
        yield messages.INFO, f"{_stories(outcome.same)} needed no change."
    for reason, headlines in outcome.refused.items():
        named = ", ".join(f"“{headline}”" for headline in headlines[:MOST_NAMED])
        more = f" and {len(headlines) - MOST_NAMED} more" if len(headlines) > MOST_NAMED else ""
        yield messages.WARNING, f"Refused: {_stories(len(headlines))}. {reason} ({named}{more})"
    if out_of_reach:
        yield messages.WARNING, f"Refused: {_stories(out_of_reach)}, withdrawn or gone."


def _do(stories: QuerySet[Article], act: Callable[[Article], Any], outcome: Outcome) -> None:
    for article in stories.with_words():
        headline = str(article)
        try:
            changed = act(article)
        except NotAllowed as refusal:
            outcome.refused[str(refusal)].append(headline)
        else:
            outcome.same += changed is False
            outcome.done += changed is not False


def _stories(count: int) -> str:
    return how_many(count, "story", "stories")
