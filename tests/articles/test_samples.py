"""The labelled sample pages, all of them: how much of each page is taken apart as its labels say.

The last test takes apart a page that is kept beside the project, where it is there.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.parting.page import Page, Refusal
from articles.parting.text import part_text
from articles.taking_apart import part_page

PROJECT = Path(__file__).parents[2]
SAMPLES = PROJECT / "tests" / "samples"
SEED = PROJECT.parent / "shared" / "seed" / "albania-iran.txt"
GOLD = json.loads((SAMPLES / "gold.json").read_text("utf-8"))["pages"]
STORIES = [gold for gold in GOLD if not gold.get("error")]
REFUSED = [gold for gold in GOLD if gold.get("error")]


def taken_apart(gold: dict) -> Page | str:
    """The page in its parts, or the code it is refused with."""
    data = (SAMPLES / gold["source"]).read_bytes()
    try:
        return part_page(data, gold.get("kind"), gold.get("url") or "")
    except Refusal as refusal:
        return refusal.code


@pytest.fixture(scope="module")
def pages() -> dict[str, Page | str]:
    return {gold["id"]: taken_apart(gold) for gold in GOLD}


def words(text: str | None) -> list[str]:
    """The words as they are compared: without case, signs and the forms of letters."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text or "").casefold())


def overlap(one: list, other: list) -> float:
    """Twice what two bags share over what both hold: 1 where they are the same."""
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if one or other else 1.0


def differing(pages: dict[str, Page | str], right: Callable[[Page, dict], bool]) -> list[str]:
    """The stories that are refused, or of which this is not right."""
    wrong = []
    for gold in STORIES:
        page = pages[gold["id"]]
        if isinstance(page, str) or not right(page, gold):
            wrong.append(gold["id"])
    return wrong


def headline_is_right(page: Page, gold: dict) -> bool:
    return words(page.headline) == words(gold["title"])


def byline_is_right(page: Page, gold: dict) -> bool:
    return words(page.byline) == words(gold["byline"])


def date_is_right(page: Page, gold: dict) -> bool:
    return (page.published or "")[:10] == (gold["published"] or "")[:10]


@pytest.mark.parametrize("right", [headline_is_right, byline_is_right, date_is_right])
def test_of_a_hundred_pages_ninety_five_say_who_wrote_what_and_when(pages, right):
    wrong = differing(pages, right)
    assert len(wrong) <= 0.05 * len(STORIES), wrong


def test_the_paragraphs_are_the_storys(pages):
    scores = {gold["id"]: paragraphs_score(pages[gold["id"]], gold) for gold in STORIES}
    short = {key: round(score, 3) for key, score in scores.items() if score < 1}
    assert sum(scores.values()) / len(scores) >= 0.98, short


def paragraphs_score(page: Page | str, gold: dict) -> float:
    return overlap(words(story_of(page)), words(" ".join(gold["paragraphs"])))


def story_of(page: Page | str) -> str:
    return "" if isinstance(page, str) else " ".join(block.text for block in page.blocks)


def test_the_teasers_are_those_that_came_along(pages):
    wrong: dict[str, list[str]] = {}
    shared = total = 0
    for gold in STORIES:
        found = teasers_in(pages[gold["id"]], gold)
        labelled = [" ".join(words(teaser["headline"])) for teaser in gold["teasers"]]
        difference = (Counter(found) - Counter(labelled)) + (Counter(labelled) - Counter(found))
        wrong |= {gold["id"]: list(difference)} if difference else {}
        shared += sum((Counter(found) & Counter(labelled)).values())
        total += len(found) + len(labelled)
    assert 2 * shared / total >= 0.97, wrong


def test_a_page_without_teasers_has_none(pages):
    bare = [gold for gold in STORIES if not gold["teasers"]]
    found = {gold["id"]: teasers_in(pages[gold["id"]], gold) for gold in bare}
    assert not any(found.values()), found


def teasers_in(page: Page | str, gold: dict) -> list[str]:
    """The headlines found, those that may be reported or not left out."""
    teasers = () if isinstance(page, str) else page.teasers
    found = [" ".join(words(teaser.headline)) for teaser in teasers]
    return [headline for headline in found if headline not in gold.get("ignore", ())]


def test_no_headline_of_a_teaser_is_in_the_story(pages):
    for gold in STORIES:
        story = f" {' '.join(words(story_of(pages[gold['id']])))} "
        for teaser in gold["teasers"]:
            assert f" {' '.join(words(teaser['headline']))} " not in story, gold["id"]


@pytest.mark.parametrize("gold", REFUSED, ids=lambda gold: gold["id"])
def test_what_is_no_story_is_refused_with_its_code(pages, gold):
    assert pages[gold["id"]] == gold["error"]


@pytest.mark.skipif(not SEED.exists(), reason="The page is kept beside the project, not in it.")
def test_the_page_beside_the_project_is_taken_apart_to_the_last_line():
    dump = SEED.read_text("utf-8")
    lines = [line for line in dump.splitlines() if line.strip()]
    bullets = [line.strip("• ") for line in lines if line.lstrip().startswith("•")]
    first = next(at for at, line in enumerate(lines) if line.lstrip().startswith("•"))
    page = part_text(dump)
    assert page.headline == lines[0]
    assert (page.byline, page.publisher) == ("David Gritten", "BBC News")
    assert page.reading_minutes == 2
    assert list(page.captions) == lines[first - 17 : first - 15]
    assert [block.text for block in page.blocks] == lines[first - 15 : first]
    assert [teaser.headline for teaser in page.teasers] == bullets
    assert len(page.teasers) == 20
    below = [line.strip() for line in lines[first:] if not line.lstrip().startswith("•")]
    assert [teaser.summary for teaser in page.teasers] == below
