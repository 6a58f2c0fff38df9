"""The index on SQLite: an FTS5 table whose columns hold folded words, and marks that begin with §;
beside it a row for each tag of each story, for counting.

A later migration that remakes one of the tables watched here loses their triggers, or fails over
them: it calls `remove` first and `install` afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import connection

from articles.searching.query import Term

if TYPE_CHECKING:
    from articles.searching.finding import Wanted

Execute = Callable[[str], object]

# Tag 0 stands for the story itself, publisher 0 for none.
FACET_TABLE = [
    """CREATE TABLE articles_facet (
        tag integer NOT NULL, shown text NOT NULL, publisher integer NOT NULL,
        story integer NOT NULL, PRIMARY KEY (tag, shown, publisher, story)) WITHOUT ROWID""",
    "CREATE INDEX articles_facet_publisher ON articles_facet (publisher, shown, tag)",
    "CREATE INDEX articles_facet_story ON articles_facet (story)",
]
# The index need not keep the words themselves where entries can be deleted without them.
_CONTENTLESS = (3, 43)
_HEADLINE, _BODY, _MARKS = 8.0, 1.0, 0.0


def _key(row: str) -> str:
    second = f"CAST(strftime('%s', substr({row}.sorted_at, 1, 19)) AS INTEGER)"
    return f"{second} * 33554432 + {row}.id"


_BREAK = "instr(r.folded_text || ' ¶ ', ' ¶ ')"
ENTRIES = f"""
SELECT
    {_key("a")},
    substr(r.folded_text, 1, {_BREAK} - 1),
    substr(r.folded_text, {_BREAK} + 3),
    '§' || a.state
        || CASE WHEN a.state = 'published' AND a.audience = 'everyone' THEN ' §open' ELSE '' END
        || CASE WHEN a.state = 'draft' THEN COALESCE(' §by' || a.importer_id, '') ELSE '' END
        || COALESCE(' §p' || a.publisher_id, '')
        || COALESCE((SELECT group_concat(' §t' || tag_id, '') FROM articles_article_tags
                     WHERE article_id = a.id), '')
FROM articles_article a JOIN articles_revision r ON r.id = a.current_id
WHERE a.state <> 'withdrawn'"""
_SHOWN = """
    CASE WHEN a.state <> 'published' THEN a.state
         WHEN a.audience = 'everyone' THEN 'open' ELSE 'signed in' END"""
_FACETED = "a.state <> 'withdrawn' AND a.current_id IS NOT NULL"


def _facets(which: str) -> str:
    """A row for each of the stories itself, and one for each of their tags."""
    return f"""
    SELECT 0, {_SHOWN}, COALESCE(a.publisher_id, 0), a.id
    FROM articles_article a WHERE {_FACETED} AND {which}
    UNION ALL
    SELECT t.tag_id, {_SHOWN}, COALESCE(a.publisher_id, 0), a.id
    FROM articles_article a JOIN articles_article_tags t ON t.article_id = a.id
    WHERE {_FACETED} AND {which}"""


def _add(which: str) -> str:
    return f"""
    INSERT OR REPLACE INTO articles_search (rowid, headline, body, marks) {ENTRIES} AND {which};
    INSERT OR REPLACE INTO articles_facet (tag, shown, publisher, story)
    {_facets(which)};"""


def _drop(key: str, story: str) -> str:
    return f"""
    DELETE FROM articles_search WHERE rowid = {key};
    DELETE FROM articles_facet WHERE story = {story};"""


def _again(story: str) -> str:
    key = f"(SELECT {_key('a')} FROM articles_article a WHERE a.id = {story})"
    return _drop(key, story) + _add(f"a.id = {story}")


_WATCHED = ("current_id", "state", "audience", "publisher_id", "importer_id", "sorted_at")
_CHANGED = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _WATCHED)
TRIGGERS = {
    "articles_search_story_added": f"""
        AFTER INSERT ON articles_article BEGIN {_add("a.id = NEW.id")} END""",
    "articles_search_story_changed": f"""
        AFTER UPDATE OF {", ".join(_WATCHED)} ON articles_article WHEN {_CHANGED} BEGIN
            {_drop(_key("OLD"), "OLD.id")} {_add("a.id = NEW.id")} END""",
    "articles_search_story_removed": f"""
        AFTER DELETE ON articles_article BEGIN {_drop(_key("OLD"), "OLD.id")} END""",
    "articles_search_tag_added": f"""
        AFTER INSERT ON articles_article_tags BEGIN {_again("NEW.article_id")} END""",
    "articles_search_tag_changed": f"""
        AFTER UPDATE ON articles_article_tags BEGIN
            {_again("OLD.article_id")} {_again("NEW.article_id")} END""",
    "articles_search_tag_removed": f"""
        AFTER DELETE ON articles_article_tags BEGIN {_again("OLD.article_id")} END""",
    "articles_search_words_changed": f"""
        AFTER UPDATE OF folded_text ON articles_revision
        WHEN NEW.folded_text <> OLD.folded_text
            AND EXISTS (SELECT 1 FROM articles_article WHERE current_id = NEW.id)
        BEGIN {_again("NEW.article_id")} END""",
    "articles_search_words_erased": """
        AFTER UPDATE OF withdrawn_at ON articles_revision
        WHEN NEW.withdrawn_at IS NOT NULL AND NEW.folded_text <> ''
        BEGIN UPDATE articles_revision SET folded_text = '' WHERE id = NEW.id; END""",
}


def install(execute: Execute) -> None:
    """Make the empty index and its triggers."""
    forgetful = connection.Database.sqlite_version_info >= _CONTENTLESS
    kept = ", content='', contentless_delete=1" if forgetful else ""
    execute(
        "CREATE VIRTUAL TABLE articles_search "
        f"USING fts5 (headline, body, marks, tokenize='ascii'{kept})"
    )
    for statement in FACET_TABLE:
        execute(statement)
    for name, body in TRIGGERS.items():
        execute(f"CREATE TRIGGER {name} {body}")


def remove(execute: Execute) -> None:
    """Take the triggers and the index away, whatever is there of them."""
    for name in TRIGGERS:
        execute(f"DROP TRIGGER IF EXISTS {name}")
    execute("DROP TABLE IF EXISTS articles_search")
    execute("DROP TABLE IF EXISTS articles_facet")


def fill(first: int, last: int) -> None:
    """Enter the stories numbered from first to last."""
    with connection.cursor() as cursor:
        for statement in _add(f"a.id BETWEEN {first:d} AND {last:d}").split(";")[:-1]:
            cursor.execute(statement)


def forget() -> None:
    """Write the index anew in small steps, so that nothing is left of entries long deleted."""
    with connection.cursor() as cursor:
        pages = -200
        while True:
            before = connection.connection.total_changes
            cursor.execute(
                "INSERT INTO articles_search (articles_search, rank) VALUES ('merge', %s)", [pages]
            )
            if connection.connection.total_changes - before < 2:
                return
            pages = 200


def newest(wanted: Wanted, most: int, enough: int) -> tuple[list[int], bool]:
    """Keys, newest first, and whether there is none beyond them: the table is read from its end,
    and phrases cost little, so there is no need to stop at `enough`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM articles_search WHERE articles_search MATCH %s "
            "AND rowid >= %s AND rowid < %s ORDER BY rowid DESC LIMIT %s",
            [expression(wanted), wanted.low, wanted.high, most],
        )
        keys = [key for (key,) in cursor.fetchall()]
    return keys, len(keys) < most


def best(wanted: Wanted, among: int, most: int) -> list[int]:
    """Keys of the best matches among the newest ones, by BM25; a headline's words weigh more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM ("
            f"SELECT rowid, bm25(articles_search, {_HEADLINE}, {_BODY}, {_MARKS}) AS score "
            "FROM articles_search WHERE articles_search MATCH %s "
            "AND rowid >= %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"
            ") ORDER BY score, rowid DESC LIMIT %s",
            [expression(wanted), wanted.low, wanted.high, among, most],
        )
        return [key for (key,) in cursor.fetchall()]


def expression(wanted: Wanted) -> str:
    """In FTS5's language. Everything stands in quotes, and no word holds one."""
    groups = [
        "(" + " OR ".join(f'"§{mark}"' for mark in alternatives) + ")"
        for alternatives in wanted.marks
    ]
    return " AND ".join([*groups, *map(_phrase, wanted.terms)])


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.begun else ""}'
