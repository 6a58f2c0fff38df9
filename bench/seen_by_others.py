"""How long after a claim is saved another reader's browser shows it: python -m bench.seen_by_others

From the server's answer to the one who marks until card, mark and count stand in the other's page,
without a reload (at most 500 ms).
"""

import json
import shutil
import statistics
import time
import uuid

from playwright.sync_api import Page, sync_playwright

from bench.floor import report, served
from tests.server import Site, ask

CLAIMS = 40
WORDS = """
import json
from articles.models import Article
story = Article.objects.get(address__endswith="given-an-author")
print(json.dumps([story.get_absolute_url(), story.current.text]))
"""
SHOWN = """([key, count]) =>
  document.getElementById(`claim-${key}`) && document.getElementById(`m-${key}`)
  && document.querySelector("[data-filter=all] .count").textContent === String(count)"""


def main() -> None:
    with served() as site, sync_playwright() as playwright:
        address, text = json.loads(site.manage("shell", "--no-imports", "-c", WORDS).stdout)
        cookies = site.sign_in("annotator", "ada", "bea")
        mark(site, address, text, 0, cookies["ada"])
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, ("chromium", "google-chrome")))),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        page = opened(browser, site, address, cookies["bea"])
        times = []
        for number in range(1, CLAIMS + 1):
            key = mark(site, address, text, number, cookies["ada"])
            began = time.perf_counter()
            page.wait_for_function(SHOWN, arg=[key, number + 1], polling=10)
            times.append((time.perf_counter() - began) * 1000)
        browser.close()
    cuts = statistics.quantiles(times, n=20)
    report("seen_by_others", {
        "claims": CLAIMS, "p50, ms": round(statistics.median(times)),
        "p95, ms": round(cuts[-1]), "most, ms": round(max(times)),
    })  # fmt: skip


def opened(browser, site: Site, address: str, cookie: str) -> Page:
    """The story as somebody follows it."""
    home = f"http://127.0.0.1:{site.port}"
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": home}])
    page = context.new_page()
    page.goto(home + address)
    page.wait_for_selector("live-story[data-state=stream]", state="attached")
    return page


def mark(site: Site, address: str, text: str, number: int, cookie: str) -> str:
    """Mark some words of the story, each time others; the claim's UUID."""
    start = text.index(" ", 400 + number * 120) + 1
    end = text.index(" ", start + 30)
    key = str(uuid.uuid4())
    fields = {
        "claim": key, "segments": json.dumps([[start, end]]), "quote": text[start:end],
        "source": "none", "confidence": "high",
    }  # fmt: skip
    with site.connected() as connection:
        status, _, answer = ask(connection, "POST", f"{address}claims/", fields, cookie)
    assert status == 302, answer
    return key


if __name__ == "__main__":
    main()
