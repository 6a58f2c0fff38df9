"""Stories, the spans marked in them, and what editors did to them."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bench.anchoring_drafts import WORD, Draft, Edit, Newsroom, Span, truth
from bench.anchoring_edits import DENSE, EDITS, spare_sentences
from bench.anchoring_held import HELD_EDITS
from bench.anchoring_score import Case
from bench.anchoring_stories import Story, made, sentences, stories

SPANS = 20
ONE_OR_MORE = (1, 1, 1, 2, 2, 3, 4, 6)
OFTEN = 2 / 3
MEANING = ("number changed", "name changed", "negation inserted", "hedge changed")
CORRECTIONS = 10


def cases(number: int, seed: int, edits: Mapping[str, Edit]) -> Iterator[Case]:
    """So many stories, each edited once or several times; in two of three a number, a name, a
    negation or a hedge is changed besides."""
    for dice, story, draft, newsroom in _desks(number, f"{seed} {sorted(edits)}", seed):
        old = draft.text
        for _ in range(dice.choice(ONE_OR_MORE)):
            _edit(draft, newsroom, dice.choice(sorted(edits)), edits)
        if dice.random() < OFTEN:
            _edit(draft, newsroom, dice.choice(MEANING), EDITS)
        yield _case(story, old, draft)


def ten_corrections(number: int, seed: int) -> Iterator[tuple[Case, list[str]]]:
    """So many stories, each edited ten times, by edits of all kinds; and its text at each time."""
    edits = EDITS | HELD_EDITS
    for _, story, draft, newsroom in _desks(number, f"{seed} ten", seed):
        texts = [draft.text]
        while len(texts) <= CORRECTIONS:
            _edit(draft, newsroom, draft.dice.choice(sorted(edits)), edits)
            texts.append(draft.text)
        yield _case(story, texts[0], draft), texts


def written(dice: random.Random, words: int) -> str:
    """A made story of at least so many words."""
    text = ""
    while len(text.split()) < words:
        text += ("\n\n" if text else "") + made(dice, 30)
    return text


def _desks(
    number: int, name: str, seed: int
) -> Iterator[tuple[random.Random, Story, Draft, Newsroom]]:
    """Each story as its editor has it: a draft, and what is at hand."""
    told = stories(number, seed)
    pools = _sentences_by_language(told)
    for place, story in enumerate(told):
        dice = random.Random(f"{name} {place}")
        old = _with_twins(story.text, dice)
        spans = [span_of(old, story.language, dice) for _ in range(SPANS)]
        spare = spare_sentences(story.language, pools, dice)
        others = [each for each in spare if each not in old]
        if not others:  # a language of which there is one story
            others = [each for pool in pools.values() for each in pool if each not in old]
        yield dice, story, Draft(old, dice, spans), Newsroom(story.language, others)


def _edit(draft: Draft, newsroom: Newsroom, name: str, edits: Mapping[str, Edit]) -> None:
    if edits[name](draft, newsroom):
        draft.done.append(name)


def _case(story: Story, old: str, draft: Draft) -> Case:
    spans = list(draft.aims)
    return Case(story, old, spans, draft, [truth(draft, old, *span) for span in spans])


def _sentences_by_language(told: Sequence[Story]) -> dict[str, list[str]]:
    pools: defaultdict[str, list[str]] = defaultdict(list)
    for story in told:
        if story.origin in ("labelled", "newsroom"):
            for paragraph in story.text.split("\n\n"):
                pools[story.language] += sentences(paragraph)
    return pools


def _with_twins(text: str, dice: random.Random) -> str:
    """In one story of six a paragraph or a sentence stands twice already, not side by side."""
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


def span_of(text: str, language: str, dice: random.Random) -> Span:
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
