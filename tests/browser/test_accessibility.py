"""Accessibility: no rule of WCAG 2.2 AA broken on any page, in either theme, wide and narrow.

`make test` tries each page in two of the four ways; SAYSO_FULL_AXE=1 tries all four.
"""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles import revising
from articles.models import Article
from tests.browser.conftest import NARROW, WIDE
from tests.makers import make_article, make_source, make_teaser, make_wording

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WAYS = [("light", WIDE), ("dark", NARROW)]
if os.environ.get("SAYSO_FULL_AXE"):
    WAYS += [("dark", WIDE), ("light", NARROW)]

BODY = """The pumps held, *officials* said, and [the log](https://example.org/log) bears them out.

## What held

> It will stand for thirty years.

- The first barrier
- The second

## What did not

Nothing, so far.

## What comes next

More rain.
"""


@pytest.fixture
def newsroom(transactional_db, bob):
    """A site with something on every page."""
    story = make_article(
        "Harbour town trusts its pumps", BODY, standfirst="The barrier is new.", byline="Ann Weir",
        published="2022-09-07", captions=["The barrier on Monday"], tags=("Floods", "Coast"),
    )  # fmt: skip
    revising.revise(story, make_wording("Harbour town trusts its new pumps", BODY), by=bob,
                    reason="Headline mended", expected=1)  # fmt: skip
    make_teaser(story, "Another town looks on", summary="It has no barrier.", truncated=True)
    make_source()
    make_teaser(story, "Buy a pump", kind="sponsored", address="https://example.org/pump")
    make_article("A story that waits", state=Article.DRAFT)
    make_article("رئيس البلدية واثق", "السد صامد منذ عام.", language="ar")
    return story


PAGES = {
    "front page": lambda story: "/",
    "nothing found": lambda story: "/?q=nothing+at+all",
    "reading": lambda story: story.get_absolute_url(),
    "plain": lambda story: reverse("articles:plain", args=[story.uuid]),
    "history": lambda story: reverse("articles:revisions", args=[story.uuid]),
    "first revision": lambda story: reverse("articles:revision", args=[story.uuid, 1]),
    "what changed": lambda story: reverse("articles:revision", args=[story.uuid, 2]),
    "marking": lambda story: reverse("annotations:choose", args=[story.uuid]),
    "sources": lambda story: reverse("annotations:sources", args=["open-desk"]),
    "not found": lambda story: "/nowhere/",
}


def broken_rules(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_no_rule_is_broken(open_page, newsroom, bob, name):
    for theme, viewport in WAYS:
        page = open_page(PAGES[name](newsroom), user=bob, viewport=viewport, color_scheme=theme)
        for menu in page.locator("details:not(.menu)").all():
            menu.evaluate("menu => menu.open = true")
        assert broken_rules(page) == [], f"{name}, {theme}, {viewport['width']} px"
