"""A page with 1,000 claims on 62 kB of text in Chromium: python -m bench.claims_in_browser

Whether the marks are there with the first paint, how long after the load event every card stands
beside its words (at most 500 ms), and the longest task of the page (at most 50 ms); and how long
going to the next claim and narrowing the page take.
"""

import json
import shutil
import statistics

from playwright.sync_api import Page, sync_playwright

from bench.floor import report, served
from tests.server import Site

CLAIMS, CHARACTERS, VISITS = 1_000, 62_000, 5

STORY = """
import json, random
from annotations.coding import Coding, Link
from annotations.models import Anchoring, Claim, Project, Source
from annotations.passages import passage
from articles import revising
from articles.blocks import Block
from articles.models import Article, Publisher
from articles.wording import wording
from newsroom.models import User
dice = random.Random(2022)
words = Article.objects.get(address__endswith="given-an-author").current.text.split()
paragraphs, size = [], 0
while size < {characters}:
    at = dice.randrange(len(words) - 80)
    paragraphs.append(" ".join(words[at:at + dice.randrange(40, 80)]))
    size += len(paragraphs[-1]) + 2
article = Article.objects.create(
    audience=Article.EVERYONE, language="en", publisher=Publisher.objects.ensure("Measured")
)
story = wording("A story with many claims", [Block("paragraph", each) for each in paragraphs])
revising.revise(article, story, by=None, reason="", expected=None)
article.refresh_from_db()
article.publish(by=None)
desk = Project.objects.open_desk()
people = [User.objects.create_user(f"reader{{n}}", display_name=f"Reader {{n}}") for n in range(5)]
sources = [
    Source.objects.ensure(desk, f"Source number {{n}}", "person", by=None, role="a role in it")
    for n in range(40)
]
text, levels = article.current.text, ("certain", "high", "moderate", "low", "unstated")
for number in range({claims}):
    start = dice.randrange(30, len(text) - 200)
    start = text.index(" ", start) + 1
    end = text.index(" ", start + dice.randrange(20, 160))
    coding = Coding(
        chain=(Link(source=dice.choice(sources).uuid),), confidence=dice.choice(levels),
        statement=text[start:end].replace("\\n", " "),
    )
    anchored = Anchoring.of(
        passage(text, [(start, end)]), revision=article.current, verdict="made"
    )
    Claim.objects.mark(desk, article, anchored, coding, by=dice.choice(people))
print(json.dumps(article.get_absolute_url()))
"""
WATCH = """
window.tasks = [];
new PerformanceObserver(list => tasks.push(...list.getEntries().map(each => each.duration)))
  .observe({ type: "longtask", buffered: true });
window.painted = new Promise(done => new PerformanceObserver(list => {
  const paint = list.getEntries().find(each => each.name === "first-contentful-paint");
  if (paint) done({ at: paint.startTime, marks: document.querySelectorAll(".hl").length });
}).observe({ type: "paint", buffered: true }));
window.placed = new Promise(done => {
  const look = () => {
    const entries = document.querySelectorAll(".cards > ol > li");
    const last = entries[entries.length - 1];
    const ready = last?.style.getPropertyValue("--y");
    if (ready) done(performance.now()); else requestAnimationFrame(look);
  };
  document.addEventListener("DOMContentLoaded", look);
});
"""


def story(site: Site, claims: int = CLAIMS, characters: int = CHARACTERS) -> str:
    """The address of a story with so many claims on a text of this length."""
    code = STORY.format(claims=claims, characters=characters)
    return json.loads(site.manage("shell", "--no-imports", "-c", code).stdout)


def visit(page: Page, address: str) -> dict[str, float]:
    """One visit, all in milliseconds but the counts."""
    page.goto(address, wait_until="load")
    placed = page.evaluate("placed")
    page.wait_for_timeout(1_500)
    navigation = "performance.getEntriesByType('navigation')[0]"
    loaded = page.evaluate(f"{navigation}.loadEventEnd")
    painted = page.evaluate("painted")
    longest = page.evaluate("Math.max(0, ...tasks)")
    page.evaluate("tasks.length = 0")
    for _ in range(5):
        page.keyboard.press("n")
        page.wait_for_timeout(200)
    going = page.evaluate("Math.max(0, ...tasks)")
    page.evaluate("tasks.length = 0")
    page.click("[data-filter-c=low]")
    page.wait_for_timeout(500)
    return {
        "first paint": painted["at"],
        "loaded": loaded,
        "cards placed, after load": max(0, placed - loaded),
        "longest task": longest,
        "longest task, next claim": going,
        "longest task, narrowing": page.evaluate("Math.max(0, ...tasks)"),
    }


def main() -> None:
    browsers = filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome")))
    with served() as site, sync_playwright() as playwright:
        address = f"http://127.0.0.1:{site.port}{story(site)}"
        browser = playwright.chromium.launch(
            executable_path=next(browsers), args=["--no-sandbox", "--disable-background-networking"]
        )
        visits = []
        for _ in range(VISITS):
            page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
            page.add_init_script(WATCH)
            visits.append(visit(page, address))
            marks = page.evaluate("document.querySelectorAll('.hl').length")
            at_first = page.evaluate("painted.then(each => each.marks)")
            page.context.close()
        browser.close()
    rows: dict[str, object] = {
        f"{name}, ms": {
            "median": round(statistics.median(each[name] for each in visits)),
            "most": round(max(each[name] for each in visits)),
        }
        for name in visits[0]
    }
    report("claims_in_browser", {"marks, at first paint": at_first, "marks, in all": marks, **rows})


if __name__ == "__main__":
    main()
