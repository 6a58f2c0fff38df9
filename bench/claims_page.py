"""The reading page of 62 kB with 100 and with 1,000 claims: python -m bench.claims_page

Against the floor: at most 20 and 100 times when such a page is drawn for the first time, and 5
times when nothing has changed since; for a reader, and for somebody who judged every tenth claim
and so has codes of their own on the cards. Claims lie where chance puts them, up to many deep.
"""

import json
import statistics

from bench.floor import REQUESTS, RUNS, alternating, milliseconds, report, served
from tests.server import Site

LETTERS, FEW, MANY = 62_000, 100, 1_000
FIRST_TIMES = 20

STORY = """
import json, random
from annotations import contested
from annotations.models import *
from annotations.passages import passage
from articles import revising
from articles.blocks import Block
from articles.models import Article, Event, Publisher
from articles.wording import wording
from newsroom.models import User

dice = random.Random(2026)
words = Article.objects.get(address__endswith="given-an-author").current.text.split()
paragraphs = []
while sum(map(len, paragraphs)) < {letters}:
    paragraphs.append(" ".join(dice.choices(words, k=70)))
people = [
    User.objects.create_user(
        f"marker{{number}}-{claims}", None, role="annotator",
        display_name=f"Marker {{number}} of {claims}",
    )
    for number in range(12)
]
judge = User.objects.create_user(
    "judge-{claims}", None, role="annotator", display_name="Judge of {claims}"
)
article = Article.objects.create(
    audience=Article.EVERYONE, language="en", publisher=Publisher.objects.ensure("Measured"),
    address="https://example.org/{claims}",
)
story = wording("A story with {claims} claims", [Block("paragraph", each) for each in paragraphs])
revising.revise(article, story, by=None, reason="", expected=None)
article.refresh_from_db()
article.publish(by=None)
desk = Project.objects.open_desk()
sources = [
    Source.objects.ensure(desk, f"Source {{number}}", "person", by=people[0], role="Official")
    for number in range(40)
]
text, made = article.current.text, []
for number in range({claims}):
    start = dice.randrange(len(text) - 200)
    place = passage(text, [(start, start + dice.randrange(20, 120))])
    source = dice.choice(sources)
    claim = Claim(
        project=desk, article=article, author=dice.choice(people), source=source,
        statement=f"What claim {{number}} says in the words of the person who marked it.",
        confidence=dice.choice(["certain", "high", "moderate", "low", "unstated"]),
        cues=["probably"], start=place.start,
    )
    made.append((claim, place, source))
Claim.objects.bulk_create([claim for claim, _, _ in made])
Attribution.objects.bulk_create(
    [Attribution(claim=claim, position=0, source=source) for claim, _, source in made]
)
Anchoring.objects.bulk_create([
    Anchoring.of(place, claim=claim, revision=article.current, verdict="made")
    for claim, place, _ in made
])
contested.recount_story(desk.pk, article.current_id)
Assessment.objects.bulk_create(
    [Assessment(claim=claim, person=judge, credibility=2) for claim, _, _ in made[::10]]
)
Event.objects.record("mark", made[0][0], by=people[0], story=article.uuid, project=desk.uuid)
print(json.dumps([article.get_absolute_url(), f"/outdate/{{article.uuid}}/"]))
"""


def story(site: Site, claims: int) -> tuple[str, str]:
    """The address of a story with so many claims, and that which outdates what is kept of it."""
    code = STORY.format(letters=LETTERS, claims=claims)
    return tuple(json.loads(site.manage("shell", "--no-imports", "-c", code).stdout))


def first_draws(site: Site, page: str, outdate: str, cookie: str) -> dict[str, object]:
    """Floor and page in turns, the page outdated before each time it is asked for."""
    milliseconds(site, [outdate, page] * 2, cookie)
    runs = []
    for _ in range(RUNS):
        base = milliseconds(site, ["/floor/"] * REQUESTS, cookie)
        times = []
        for _ in range(FIRST_TIMES):
            milliseconds(site, [outdate], cookie)
            times.append(milliseconds(site, [page], cookie))
        runs.append((base, statistics.median(times)))
    ratios = [measured / base for base, measured in runs]
    return {
        "floor_ms": round(statistics.median(base for base, _ in runs), 2),
        "page_ms": round(statistics.median(measured for _, measured in runs), 2),
        "ratio": round(statistics.median(ratios), 2),
        "spread": [round(min(ratios), 2), round(max(ratios), 2)],
    }


def main() -> None:
    with served() as site:
        (cookie,) = site.sign_in("reader", "rita").values()
        rows: dict[str, object] = {}
        for claims in (FEW, MANY):
            page, outdate = story(site, claims)
            (judge,) = site.sign_in("annotator", f"judge-{claims}").values()
            rows[f"{claims} claims, first draw"] = first_draws(site, page, outdate, cookie)
            rows[f"{claims} claims, again"] = alternating(site, [page] * REQUESTS, cookie)
            rows[f"{claims} claims, again, by a judge"] = alternating(
                site, [page] * REQUESTS, judge
            )
            plain, packed = site.get(page)[2], site.get(page, cookie)
            rows[f"{claims} claims, bytes"] = {
                "plain": len(plain), "compressed": int(packed[1]["Content-Length"]),
            }  # fmt: skip
        report("claims_page", rows)


if __name__ == "__main__":
    main()
