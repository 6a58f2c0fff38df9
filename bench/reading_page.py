"""The reading page of 3,000 words and 20 teasers: python -m bench.reading_page

Against the floor (at most 2.5 times), when the story is read again and when it is read for the
first time; and what a first visit weighs in Chromium (at most 60 kB without fonts and pictures,
14 requests, none to another host).
"""

import json
import shutil
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from bench.floor import REQUESTS, alternating, report, served
from tests.server import Site

WORDS, TEASERS = 3_000, 20

STORIES = """
import json
from articles import linking, revising
from articles.blocks import Block
from articles.models import Article, Publisher, Teaser
from articles.wording import wording
words = Article.objects.get(address__endswith="given-an-author").current.text.split()
paragraphs = [" ".join(words[at:at + 60]) for at in range(0, {words}, 60)]
found = []
for number in range({stories}):
    article = Article.objects.create(
        audience=Article.EVERYONE, language="en", publisher=Publisher.objects.ensure("Measured")
    )
    body = [Block("paragraph", paragraph) for paragraph in paragraphs]
    story = wording(f"A long story to measure, number {{number}}", body, byline="Ann Author")
    revising.revise(article, story, by=None, reason="", expected=None)
    article.refresh_from_db()
    article.publish(by=None)
    teasers = [
        linking.keyed(
            article=article, position=position, group="Related headlines",
            headline=f"A headline that came along, number {{position}} of {{number}}",
            summary=" ".join(words[position * 20:position * 20 + 20]),
            address=f"https://example.org/{{number}}/{{position}}",
        )
        for position in range({teasers})
    ]
    linking.lead_from(article, teasers)
    Teaser.objects.bulk_create(teasers)
    found.append(article.get_absolute_url())
print(json.dumps(found))
"""


def stories(site: Site, number: int) -> list[str]:
    """The addresses of so many long stories, made for this."""
    code = STORIES.format(words=WORDS, teasers=TEASERS, stories=number)
    return json.loads(site.manage("shell", "--no-imports", "-c", code).stdout)


def weight(site: Site, path: str) -> dict[str, object]:
    """What a browser without any of our files fetches, in bytes as they came."""
    browsers = filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome")))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(browsers),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        kinds, sizes, hosts = {}, {}, set()

        def answered(event: dict) -> None:
            kinds[event["requestId"]] = event["type"]
            hosts.add(urlsplit(event["response"]["url"]).netloc)

        def finished(event: dict) -> None:
            sizes[event["requestId"]] = event["encodedDataLength"]

        session.on("Network.responseReceived", answered)
        session.on("Network.loadingFinished", finished)
        session.send("Network.enable")
        page.goto(f"http://127.0.0.1:{site.port}{path}", wait_until="networkidle")
        browser.close()
    by_kind: dict[str, int] = {}
    for request, size in sizes.items():
        by_kind[kinds[request]] = by_kind.get(kinds[request], 0) + size
    heavy = sum(size for kind, size in by_kind.items() if kind not in ("Font", "Image"))
    return {
        "bytes without fonts and pictures": heavy,
        "bytes by kind": by_kind,
        "requests": len(kinds),
        "other hosts": sorted(hosts - {f"127.0.0.1:{site.port}"}),
    }


def main() -> None:
    with served() as site:
        (cookie,) = site.sign_in("reader", "rita").values()
        again, *_ = stories(site, 1)
        rows = {"read again": alternating(site, [again] * REQUESTS, cookie)}
        # Five runs read each of these once; what is kept of them was dropped by then.
        rows["read for the first time"] = alternating(site, stories(site, REQUESTS), cookie)
        report("reading_page", rows | weight(site, again))


if __name__ == "__main__":
    main()
