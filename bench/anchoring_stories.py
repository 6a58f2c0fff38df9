"""Stories to edit: the labelled samples, the sample newsroom, and as many more as are asked for.

The others are of two kinds: sentences of the real ones, drawn anew within a language, and stories
from a small grammar, whose sentences look alike on purpose (sport, prices, courts).
"""

import json
import random
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from articles.blocks import canonical_text
from articles.markup import to_blocks

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = re.compile(r".+?(?:[.!?…]+[\"”’»)]*(?=\s|$)|[。！？]+[」』”]*|$)", re.DOTALL)

NAMES = [
    "Edi Rama",
    "Adrienne Watson",
    "Nora Whitlam",
    "Agnes Tollefsen",
    "Ismail Qadri",
    "Petra Lindqvist",
    "Tom Okafor",
    "Maria del Pilar",
    "Jean-Luc Moreau",
    "Sofia Papadaki",
    "Arben Hoxha",
    "Kenji Sato",
    "Lena Hartmann",
    "Ola Berg",
]
PLACES = [
    "Tirana",
    "Manez",
    "Durres",
    "Calder Bay",
    "Port Ilan",
    "Veldmark",
    "Osnabrück",
    "Lyon",
    "Thessaloniki",
]
BODIES = [
    "the ministry",
    "the port authority",
    "the central bank",
    "the county court",
    "the regulator",
    "the union",
    "the opposition",
    "the fire service",
    "the harbour office",
    "the health agency",
]
PLOTS = (
    "{N} said on {D} that {B} had {V} {n} {T} in {P}.",
    "Shares of {C} {M} {p} per cent to {x} euros on {D}, while {C} {M} {p} per cent.",
    "{C} beat {C} {s}–{s} in {P} in front of {n} spectators.",
    "“We have {V} {n} {T}, and we will not stop,” {N} told reporters in {P}.",
    "{B} did not comment on the {T} by {D} evening.",
    "According to {B}, {n} {T} were {V} between {D} and {D}, {p} per cent more than a year ago.",
    "{N}, who speaks for {B}, called the {T} “{A}”.",
    "He denied it.",
    "She added that the {T} in {P} were {A} and that {B} would reply by {D}.",
    "It is not clear who {V} the {T} in {P}, {N} said; {B} believes that it was {C}.",
    "The {T} cost {x} million euros, {B} said, and may yet cost {n} more.",
    "In {P}, {n} people were {V}; {n} of them were {A}.",
    "“{A}” was the word that {N} used of the {T} – twice.",
)
FILLERS = {
    "D": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "V": [
        "found",
        "seized",
        "lost",
        "counted",
        "repaired",
        "reported",
        "cancelled",
        "inspected",
        "closed",
    ],
    "T": [
        "servers",
        "ferries",
        "schools",
        "permits",
        "claims",
        "wells",
        "engines",
        "contracts",
        "houses",
        "records",
    ],
    "C": [
        "Northline",
        "Mandiant",
        "Adria Steel",
        "Calder Foods",
        "FC Manez",
        "Veldmark United",
        "Orkla Gas",
    ],
    "M": ["rose", "fell", "gained", "lost", "climbed", "slipped"],
    "A": [
        "extreme",
        "incontrovertible",
        "reckless",
        "hasty",
        "unprecedented",
        "entirely false",
        "safe",
    ],
}


@dataclass(frozen=True)
class Story:
    """A text, its language, and where it comes from."""

    text: str
    language: str
    origin: str


def stories(number: int, seed: int) -> list[Story]:
    """So many stories: every real one, then drawn and made ones in turn."""
    dice = random.Random(seed)
    found = [*_labelled(), *_newsroom()]
    pools = _sentences_by_language(found)
    languages = sorted(language for language, pool in pools.items() if len(pool) >= 12)
    while len(found) < number:
        language = dice.choice(languages)
        found.append(Story(_drawn(pools[language], language, dice), language, "drawn"))
        found.append(Story(made(dice, dice.randint(8, 45)), "en", "made"))
    return found[:number]


def sentences(text: str) -> list[str]:
    """The sentences of one paragraph, as this program cuts them."""
    return [each.strip() for each in SENTENCE.findall(text) if each.strip()]


def made(dice: random.Random, count: int) -> str:
    """A story of so many sentences from the grammar."""
    return _in_paragraphs([_sentence(dice) for _ in range(count)], " ", dice)


def _sentence(dice: random.Random) -> str:
    def filled(slot: re.Match[str]) -> str:
        match slot[1]:
            case "N":
                return dice.choice(NAMES)
            case "P":
                return dice.choice(PLACES)
            case "B":
                return dice.choice(BODIES)
            case "n":
                return f"{dice.choice([dice.randint(2, 99), dice.randint(100, 90_000)]):,}"
            case "p":
                return f"{dice.uniform(0.1, 19):.1f}"
            case "x":
                return f"{dice.uniform(1, 900):.2f}"
            case "s":
                return str(dice.randint(0, 5))
            case other:
                return dice.choice(FILLERS[other])

    sentence = re.sub(r"\{(\w)\}", filled, dice.choice(PLOTS))
    return sentence[0].upper() + sentence[1:]


def _in_paragraphs(drawn: list[str], space: str, dice: random.Random) -> str:
    paragraphs = []
    while drawn:
        size = dice.choice((1, 1, 2, 2, 3, 4))
        paragraphs.append(space.join(drawn[:size]))
        drawn = drawn[size:]
    return "\n\n".join(paragraphs)


def _drawn(pool: list[str], language: str, dice: random.Random) -> str:
    count = min(len(pool), dice.randint(10, 40))
    return _in_paragraphs(dice.sample(pool, count), "" if language in ("ja", "zh") else " ", dice)


def _labelled() -> list[Story]:
    pages = json.loads((ROOT / "tests/samples/gold.json").read_text())["pages"]
    return [
        Story(
            "\n\n".join(filter(None, [page["title"], page["standfirst"], *page["paragraphs"]])),
            page["lang"],
            "labelled",
        )
        for page in pages
        if page.get("paragraphs")
    ]


def _newsroom() -> list[Story]:
    found = []
    for path in sorted((ROOT / "newsroom/samples").glob("*.toml")):
        sample = tomllib.loads(path.read_text())
        head = [sample["headline"], sample["standfirst"]]
        body = canonical_text(to_blocks(sample["body"]))
        text = "\n\n".join([*filter(None, head), body])
        found.append(Story(text, sample["language"], "newsroom"))
    return found


def _sentences_by_language(known: list[Story]) -> dict[str, list[str]]:
    pools: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for story in known:
        for paragraph in story.text.split("\n\n"):
            pools[story.language].update(dict.fromkeys(sentences(paragraph)))
    return {language: list(pool) for language, pool in pools.items()}
