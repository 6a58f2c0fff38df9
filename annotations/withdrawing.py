"""What a story's withdrawal does to the claims on it: they stay, with short quotes, and without any
other words of the story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Concat, Length, Substr

from annotations.models import Anchoring, Attribution, Claim, Evidence, Proposal, Reply
from articles.comparing import words
from articles.models import Article

LONGEST_QUOTE = 300
CUT = " …"
# So many words in a row, and so many letters, are the story's and no accident.
RUN, LETTERS = 6, 30
BATCH = 500


def withdraw(article: Article) -> None:
    """Erase the story's words from all that was made of it; within the withdrawal's transaction,
    while they still stand."""
    anchorings = Anchoring.objects.filter(revision__article=article)
    kept = dict(anchorings.order_by("revision__number").values_list("claim", "quote"))
    story = StoryWords(article.revisions.values_list("text", flat=True))
    anchorings.update(prefix="", suffix="")
    long = anchorings.annotate(size=Length("quote")).filter(size__gt=LONGEST_QUOTE)
    long.update(quote=Concat(Substr("quote", 1, LONGEST_QUOTE - len(CUT)), Value(CUT)))
    for rows, fields, of in _written(article):
        _cut(rows, fields, of, story, kept)
    for proposal in Proposal.objects.filter(claim__article=article):
        own = kept.get(proposal.claim_id, "")
        proposal.coding = _cut_plain(proposal.coding, story, own)
        proposal.reason = story.cut_from(proposal.reason, own)
        proposal.save(update_fields=["coding", "reason"])


class StoryWords:
    """The words of a story in all its revisions, to find where something repeats them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs = {run for text in texts for run in _runs(_plain(text))}

    def cut_from(self, text: str, allowed: str = "") -> str:
        """The text without its passages that are the story's; short ones may stay, and what is in
        the quote that is kept."""
        pieces = words(text)
        places = [at for at, piece in enumerate(pieces) if not piece.isspace()]
        plain = [pieces[at].casefold() for at in places]
        theirs = {
            place
            for first, run in enumerate(_runs(plain)) if run in self._runs
            for place in range(first, first + RUN)
        }  # fmt: skip
        for first, last in _stretches(sorted(theirs)):
            stretch = slice(places[first], places[last] + 1)
            said = "".join(pieces[stretch])
            if len(said) >= LETTERS and said not in allowed[:LONGEST_QUOTE]:
                pieces[stretch] = ["…", *[""] * (stretch.stop - stretch.start - 1)]
        return "".join(pieces)


def _plain(text: str) -> list[str]:
    return [word.casefold() for word in words(text) if not word.isspace()]


def _runs(plain: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(plain[offset:] for offset in range(RUN)), strict=False)


def _stretches(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each row of consecutive numbers."""
    first = last = None
    for place in places:
        if last is not None and place != last + 1:
            yield first, last
            first = place
        first, last = place if first is None else first, place
    if last is not None:
        yield first, last


def _written(article: Article) -> list[tuple[Any, tuple[str, ...], str]]:
    """What people wrote about the story's claims: rows, the fields, and which names the claim."""
    here = Q(claim__article=article)
    return [
        (Claim.objects.filter(article=article), ("statement", "note"), "pk"),
        (Attribution.objects.filter(here), ("mention", "cue"), "claim_id"),
        (Reply.objects.filter(here), ("text",), "claim_id"),
        (Evidence.objects.filter(here), ("quote",), "claim_id"),
    ]


def _cut(
    rows: Any, fields: Sequence[str], of: str, story: StoryWords, kept: dict[int, str]
) -> None:
    changed = []
    for row in rows.iterator(BATCH):
        before = [getattr(row, name) for name in fields]
        after = [story.cut_from(text, kept.get(getattr(row, of), "")) for text in before]
        if before != after:
            for name, text in zip(fields, after, strict=True):
                setattr(row, name, text)
            changed.append(row)
    rows.model.objects.bulk_update(changed, list(fields), batch_size=BATCH)


def _cut_plain(plain: dict[str, Any], story: StoryWords, own: str) -> dict[str, Any]:
    cut = {name: story.cut_from(plain[name], own) for name in ("statement", "note")}
    chain = [
        link | {name: story.cut_from(link[name], own) for name in ("mention", "cue")}
        for link in plain["chain"]
    ]
    return plain | cut | {"chain": chain}
