"""What editors do to a story, each edit tracked character by character. The set to work with."""

import random
import re

from bench.anchoring_drafts import Draft, Edit, Newsroom, Span
from bench.anchoring_stories import NAMES, made, sentences

DENSE = ("ja", "zh")
NEGATIONS = {
    "en": "not", "de": "nicht", "fr": "pas", "es": "no", "it": "non", "pt": "não", "ru": "не",
    "uk": "не", "el": "δεν", "sq": "nuk", "ar": "لم", "he": "לא", "fa": "نه", "ja": "不",
    "zh": "不",
}  # fmt: skip
HEDGES = {
    "en": ["allegedly", "reportedly", "probably", "possibly", "nearly"],
    "de": ["angeblich", "mutmaßlich", "wahrscheinlich"],
    "fr": ["probablement", "apparemment"], "es": ["supuestamente", "probablemente"],
    "it": ["forse", "probabilmente"], "pt": ["talvez", "supostamente"],
    "ru": ["возможно", "якобы"], "uk": ["можливо", "нібито"], "el": ["ίσως", "πιθανώς"],
    "sq": ["ndoshta", "mbase"], "ar": ["ربما", "لعل"], "he": ["אולי", "כנראה"],
    "fa": ["شاید", "احتمالا"], "ja": ["恐らく", "多分"], "zh": ["可能", "或许"],
}  # fmt: skip
AFTER = re.compile(r"\b(?:is|are|was|were|had|has|have|would|will|did|could|may|be)\b")
SUBHEADS = ("What happened next", "Background", "The other side", "More to come")


def typo_mended(draft: Draft, newsroom: Newsroom) -> bool:
    """A letter of a word doubled, dropped, swapped or replaced: the old or the new has it wrong."""
    word = draft.aimed(
        each for each in draft.words() if each[1] - each[0] >= 4 and draft.text[each[0]].isalpha()
    )
    if word is None:
        return False
    at = draft.dice.randrange(word[0] + 1, word[1] - 1)
    match draft.dice.randrange(4):
        case 0:
            draft.insert(at, draft.text[at])
        case 1:
            draft.cut(at, at + 1)
        case 2:
            draft.replace(at, at + 2, draft.text[at + 1] + draft.text[at])
        case _:
            draft.replace(at, at + 1, "e" if draft.text[at] != "e" else "a")
    return True


def number_changed(draft: Draft, newsroom: Newsroom) -> bool:
    place = draft.aimed(draft.numbers())
    if place is None:
        return False
    number = draft.text[slice(*place)]
    digits = [at for at, sign in enumerate(number) if sign.isdigit()]
    new = list(number)
    for at in draft.dice.sample(digits, draft.dice.randint(1, len(digits))):
        new[at] = draft.dice.choice([each for each in "123456789" if each != number[at]])
    draft.replace(*place, "".join(new), "number")
    return True


def name_changed(draft: Draft, newsroom: Newsroom) -> bool:
    names = [
        found.span(1)
        for found in re.finditer(r"(?<=[\w,;–-] )([^\W\d_]{3,})", draft.text)
        if found[1][0].isupper()
    ]
    place = draft.aimed(names)
    if place is None:
        return False
    given = draft.text[slice(*place)]
    other = draft.dice.choice([part for name in NAMES for part in name.split() if part != given])
    draft.replace(*place, other, "name")
    return True


def negation_inserted(draft: Draft, newsroom: Newsroom) -> bool:
    word = NEGATIONS[newsroom.language]
    places = [found.span() for found in AFTER.finditer(draft.text)]
    if newsroom.language in DENSE:
        place = draft.aimed(_inner_letters(draft))
        if place:
            draft.insert(place[0], word, "negation")
        return place is not None
    if newsroom.language != "en" or not places or draft.dice.random() < 0.3:
        places = _inner_words(draft)
    place = draft.aimed(places)
    if place is None:
        return False
    draft.insert(place[1], f" {word}", "negation")
    return True


def hedge_changed(draft: Draft, newsroom: Newsroom) -> bool:
    """A hedge put in, or taken out where there is one."""
    hedges = HEDGES[newsroom.language]
    there = [place for place in draft.words() if draft.text[slice(*place)].casefold() in hedges]
    if there and draft.dice.random() < 0.5 and newsroom.language not in DENSE:
        place = draft.dice.choice(there)
        draft.cut(place[0], min(place[1] + 1, len(draft.text)), "hedge")
        return True
    dense = newsroom.language in DENSE
    place = draft.aimed(_inner_letters(draft) if dense else _inner_words(draft))
    if place is None:
        return False
    hedge = draft.dice.choice(hedges)
    draft.insert(place[0], hedge if dense else f"{hedge} ", "hedge")
    return True


def _inner_words(draft: Draft) -> list[Span]:
    """Words with a space before and a letter before that."""
    return [found.span(1) for found in re.finditer(r"(?<=\w )([^\W\d_]+)(?= \w)", draft.text)]


def _inner_letters(draft: Draft) -> list[Span]:
    return [found.span(1) for found in re.finditer(r"(?<=\w)(\w)(?=\w)", draft.text)]


def sentence_added(draft: Draft, newsroom: Newsroom) -> bool:
    place = draft.aimed(draft.sentences(), 0.3)
    if place is None:
        return False
    text = draft.dice.choice(newsroom.others)
    space = "" if newsroom.language in DENSE else " "
    if draft.dice.random() < 0.5:
        draft.insert(place[1], space + text)
    else:
        draft.insert(place[0], text + space)
    return True


def sentence_cut(draft: Draft, newsroom: Newsroom) -> bool:
    place = draft.aimed(draft.sentences(), 0.3)
    if place is None or len(draft.sentences()) < 4:
        return False
    _cut_sentence(draft, *place)
    return True


def _cut_sentence(draft: Draft, start: int, end: int) -> None:
    """Take a sentence out, and the space or the blank line that parted it from the next."""
    after = re.compile(r"\s*").match(draft.text, end)
    assert after
    if "\n" in after.group() and start and draft.text[start - 1] == " ":
        draft.cut(start - 1, end)
    else:
        draft.cut(start, after.end())


def sentence_replaced(draft: Draft, newsroom: Newsroom) -> bool:
    """A sentence goes, another comes in its place, which shares little with it."""
    place = draft.aimed(draft.sentences(), 0.3)
    other = draft.dice.choice(newsroom.others)
    if place is None or share_in_common(draft.text[slice(*place)], other) > 0.3:
        return False
    draft.cut(*place)
    draft.insert(place[0], other)
    return True


def sentence_rewritten(draft: Draft, newsroom: Newsroom) -> bool:
    """Some of a sentence's words are replaced, dropped or added to."""
    place = draft.aimed(draft.sentences(), 0.5)
    if place is None:
        return False
    words = draft.words(*place)
    spare = [word for other in newsroom.others[:60] for word in re.findall(r"\w+", other)]
    share = draft.dice.uniform(0.1, 0.4)
    for start, end in reversed(words):
        if end - start > 30 or draft.dice.random() >= share:
            continue
        match draft.dice.randrange(3):
            case 0:
                draft.replace(start, end, draft.dice.choice(spare))
            case 1:
                draft.insert(start, draft.dice.choice(spare) + " ")
            case _:
                draft.cut(start, end + (draft.text[end : end + 1] == " "))
    return True


def paragraph_moved(draft: Draft, newsroom: Newsroom) -> bool:
    paragraphs = draft.paragraphs()
    if len(paragraphs) < 4:
        return False
    start, end = draft.dice.choice(paragraphs[:-1])
    after = start + len(draft.text[start:end]) + 2
    places = [first for first, _ in paragraphs if first not in (start, after)]
    draft.move(start, after, draft.dice.choice(places))
    return True


def paragraph_cut(draft: Draft, newsroom: Newsroom) -> bool:
    paragraphs = draft.paragraphs()
    if len(paragraphs) < 4:
        return False
    start, end = draft.dice.choice(paragraphs[:-1])
    draft.cut(start, end + 2)
    return True


def paragraph_added(draft: Draft, newsroom: Newsroom) -> bool:
    size = draft.dice.randint(1, 4)
    text = " ".join(draft.dice.choices(newsroom.others, k=size))
    start, _ = draft.dice.choice(draft.paragraphs())
    draft.insert(start, f"{text}\n\n")
    return True


def paragraphs_merged(draft: Draft, newsroom: Newsroom) -> bool:
    breaks = [found.span() for found in re.finditer("\n\n", draft.text)]
    if not breaks:
        return False
    draft.replace(*draft.dice.choice(breaks), "" if newsroom.language in DENSE else " ")
    return True


def paragraph_split(draft: Draft, newsroom: Newsroom) -> bool:
    breaks = [found.span() for found in re.finditer(r"(?<=[.!?]) (?=\w)", draft.text)]
    if not breaks:
        return False
    draft.replace(*draft.dice.choice(breaks), "\n\n")
    return True


def subhead_added(draft: Draft, newsroom: Newsroom) -> bool:
    start, _ = draft.dice.choice(draft.paragraphs())
    draft.insert(start, draft.dice.choice(SUBHEADS) + "\n\n")
    return True


def retypeset(draft: Draft, newsroom: Newsroom) -> bool:
    """Other quotation marks, dashes, ellipses and spaces, everywhere."""
    tables = (
        {"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "…": "...", "\u00a0": " "},
        {"“": "«", "”": "»", '"': "“", "'": "’", "–": "—", "...": "…"},
        {"„": "“", "“": "”", "«": "„", "»": "“", " – ": "—", " - ": " – "},
    )
    table = draft.dice.choice(tables)
    pattern = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    for found in reversed(list(pattern.finditer(draft.text))):
        draft.replace(*found.span(), table[found.group()])
    return True


def sentence_repeated(draft: Draft, newsroom: Newsroom) -> bool:
    """A sentence, or what it quotes, stands a second time: as headline, pull-quote or at the end.
    Not right beside itself, where nobody could tell which of the two was there before."""
    quoted = [found.span(1) for found in re.finditer(r"[“\"]([^“”\"\n]{15,})[”\"]", draft.text)]
    places = quoted if quoted and draft.dice.random() < 0.5 else draft.sentences()
    place = draft.aimed(places)
    if place is None:
        return False
    paragraphs = draft.paragraphs()
    to = draft.dice.choice((0, len(draft.text), draft.dice.choice(paragraphs)[0]))
    if any(place in (here, (here[0], here[1] - 1)) and to in here for here in paragraphs):
        return False
    before, after = draft.dice.choice((("", ""), ("“", "”")))
    last = to == len(draft.text)
    draft.copy(*place, to, ("\n\n" + before, after) if last else (before, after + "\n\n"))
    return True


def repeated_then_mended(draft: Draft, newsroom: Newsroom) -> bool:
    """A copy far from it stays exact, while the true sentence is mended."""
    place = draft.aimed(each for each in draft.sentences() if each[1] - each[0] > 30)
    if place is None:
        return False
    starts = [start for start, _ in draft.paragraphs()]
    home = max(at for at, start in enumerate(starts) if start <= place[0])
    far = max((0, len(starts) - 1), key=lambda at: abs(at - home))
    if abs(far - home) < 2:
        return False
    words = [each for each in draft.words(*place) if draft.text[each[0]].isalpha()]
    word = draft.dice.choice(words or [place])
    to = starts[far]
    draft.copy(*place, to, ("", "\n\n"))
    at = word[0] + (place[1] - place[0] + 2 if to <= word[0] else 0)
    draft.replace(at, at + 1, "x")
    return True


def look_alike_elsewhere(draft: Draft, newsroom: Newsroom) -> bool:
    """A sentence is cut; one of the same make, about others, comes in elsewhere."""
    place = draft.aimed(each for each in draft.sentences() if each[1] - each[0] > 30)
    if place is None or newsroom.language != "en" or len(draft.sentences()) < 6:
        return False
    text = draft.text[slice(*place)]
    changed = re.sub(r"(?<=\w )[A-Z]\w+", lambda _: draft.dice.choice(NAMES).split()[0], text)
    changed = re.sub(r"\d", lambda _: draft.dice.choice("123456789"), changed)
    if _share_kept(text, changed) > 0.7:
        return False
    _cut_sentence(draft, *place)
    starts = [start for start, _ in draft.paragraphs() if abs(start - place[0]) > 100]
    if starts:
        draft.insert(draft.dice.choice(starts), f"{changed}\n\n")
    return True


def share_in_common(one: str, other: str) -> float:
    mine, theirs = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _share_kept(one: str, other: str) -> float:
    mine, theirs = one.split(), other.split()
    same = sum(a == b for a, b in zip(mine, theirs, strict=False))
    return same / max(len(mine), 1)


def sentences_joined(draft: Draft, newsroom: Newsroom) -> bool:
    """“A. B” becomes “A, and b”."""
    ends = list(re.finditer(r"(?<=\w)\. (?=(\w)\w* \w)", draft.text))
    if not ends:
        return False
    found = draft.dice.choice(ends)
    start, end = found.span()
    draft.replace(end, end + 1, draft.text[end].lower())
    draft.replace(start, start + 1, ",")
    return True


def spare_sentences(language: str, pools: dict[str, list[str]], dice: random.Random) -> list[str]:
    """What may be added to a story: made ones for English, else sentences of other stories."""
    if language == "en":
        return [each for line in made(dice, 60).split("\n\n") for each in sentences(line)]
    return pools[language]


EDITS: dict[str, Edit] = {
    edit.__name__.replace("_", " "): edit
    for edit in (
        typo_mended, number_changed, name_changed, negation_inserted, hedge_changed,
        sentence_added, sentence_cut, sentence_replaced, sentence_rewritten, sentence_repeated,
        repeated_then_mended, look_alike_elsewhere, sentences_joined, paragraph_moved,
        paragraph_cut, paragraph_added, paragraphs_merged, paragraph_split, subhead_added,
        retypeset,
    )
}  # fmt: skip
