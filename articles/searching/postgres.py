"""The index on PostgreSQL: lexemes in a narrow table under a GIN index, words in another, and a
row for each tag of each story, for counting.

The lexemes come from our own words, not from PostgreSQL's parser, so that both engines find the
same. A phrase is looked for in the words, newest first, among the stories that hold all of its
words: lexemes keep too few positions of long texts. The functions choose how the index is read,
since the planner does not know what it costs to unpack a story's lexemes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import connection

from articles.searching.query import Term

if TYPE_CHECKING:
    from articles.searching.finding import Wanted

Execute = Callable[[str], object]

# Stories with all words of a phrase that are looked at, before few are enough.
LOOKED_AT, ENOUGH = 2_000, 100


def _key(row: str) -> str:
    return f"(floor(extract(epoch FROM {row}.sorted_at))::bigint * 33554432 + {row}.id)"


_MARKS = """
    '§' || a.state
        || CASE WHEN a.state = 'published' AND a.audience = 'everyone' THEN ' §open' ELSE '' END
        || CASE WHEN a.state = 'draft' THEN COALESCE(' §by' || a.importer_id, '') ELSE '' END
        || COALESCE(' §p' || a.publisher_id, '')
        || COALESCE((SELECT string_agg(' §t' || tag_id, '') FROM articles_article_tags
                     WHERE article_id = a.id), '')"""
_LEXEMES = """
    COALESCE((
        SELECT string_agg(
            '''' || word || ''':' || least(place, 16383)
                || CASE WHEN place < headline_ends THEN 'A' ELSE '' END, ' ')
        FROM string_to_array(r.folded_text, ' ') AS words,
            COALESCE(array_position(words, '¶'), 16383) AS headline_ends,
            unnest(words) WITH ORDINALITY AS each (word, place)
        WHERE word <> ''
    ), '')::tsvector"""
ENTRIES = f"""
SELECT {_key("a")} AS key,
    {_LEXEMES} || array_to_tsvector(string_to_array({_MARKS}, ' ')) AS lexemes,
    ' ' || r.folded_text || ' ' AS words
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


TABLES = [
    # Lexemes stand apart from their row, so that very many keys can be read at once.
    """CREATE TABLE articles_search (key bigint PRIMARY KEY, lexemes tsvector NOT NULL)
       WITH (toast_tuple_target = 128)""",
    "ALTER TABLE articles_search ALTER lexemes SET STORAGE EXTERNAL",
    "CREATE INDEX articles_search_lexemes ON articles_search USING gin (lexemes)",
    # Words stand in their row, so that one story's are read at once.
    """CREATE TABLE articles_search_words (key bigint PRIMARY KEY, words text NOT NULL)
       WITH (toast_tuple_target = 8160)""",
    "ALTER TABLE articles_search_words ALTER words SET STORAGE EXTERNAL",
    # For counting. Tag 0 stands for the story itself, publisher 0 for none.
    """CREATE TABLE articles_facet (
        tag bigint NOT NULL, shown text NOT NULL, publisher bigint NOT NULL, story bigint NOT NULL,
        PRIMARY KEY (tag, shown, publisher, story))""",
    "CREATE INDEX articles_facet_publisher ON articles_facet (publisher, shown, tag)",
    "CREATE INDEX articles_facet_story ON articles_facet (story)",
]
FUNCTIONS = {
    "articles_search_drop(bigint, bigint)": """RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM articles_search WHERE key = $1;
        DELETE FROM articles_search_words WHERE key = $1;
        DELETE FROM articles_facet WHERE story = $2;
        END $$""",
    # Two changes to one story wait for each other here, and the later sees both.
    "articles_search_fill(bigint, bigint)": f"""RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        PERFORM 1 FROM articles_article a WHERE a.id BETWEEN $1 AND $2 FOR NO KEY UPDATE;
        WITH entry AS ({ENTRIES} AND a.id BETWEEN $1 AND $2),
        worded AS (INSERT INTO articles_search_words SELECT key, words FROM entry
                   ON CONFLICT (key) DO UPDATE SET words = EXCLUDED.words)
        INSERT INTO articles_search SELECT key, lexemes FROM entry
            ON CONFLICT (key) DO UPDATE SET lexemes = EXCLUDED.lexemes;
        DELETE FROM articles_facet WHERE story BETWEEN $1 AND $2;
        INSERT INTO articles_facet {_facets("a.id BETWEEN $1 AND $2")};
        END $$""",
    "articles_search_on_story()": f"""RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP <> 'INSERT' THEN PERFORM articles_search_drop({_key("OLD")}, OLD.id); END IF;
        IF TG_OP <> 'DELETE' THEN PERFORM articles_search_fill(NEW.id, NEW.id); END IF;
        RETURN NULL; END $$""",
    "articles_search_on_tag()": """RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP <> 'INSERT' THEN
            PERFORM articles_search_fill(OLD.article_id, OLD.article_id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            PERFORM articles_search_fill(NEW.article_id, NEW.article_id);
        END IF;
        RETURN NULL; END $$""",
    "articles_search_on_words()": """RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT 1 FROM articles_article WHERE current_id = NEW.id) THEN
            PERFORM articles_search_fill(NEW.article_id, NEW.article_id);
        END IF;
        RETURN NULL; END $$""",
    "articles_search_on_erasure()": """RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.folded_text := '';
        RETURN NEW; END $$""",
    "articles_search_on_truncate()": """RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        TRUNCATE articles_search, articles_search_words, articles_facet;
        RETURN NULL; END $$""",
    # A null at the end says that it stopped before the end: enough was found, and much looked at.
    "articles_search_newest(tsquery, text[], bigint, bigint, integer, integer, integer)": """
        RETURNS SETOF bigint LANGUAGE plpgsql STABLE SET enable_seqscan = off
        SET plan_cache_mode = force_custom_plan SET max_parallel_workers_per_gather = 0
        SET jit = off AS $$
        DECLARE
            candidate record; looked_at integer := 0; found integer := 0;
        BEGIN
        IF cardinality($2) = 0 THEN
            RETURN QUERY SELECT s.key FROM articles_search s
                WHERE s.lexemes @@ $1 AND s.key + 0 >= $3 AND s.key + 0 < $4
                ORDER BY s.key + 0 DESC LIMIT $5;
            RETURN;
        END IF;
        FOR candidate IN
            SELECT s.key, (
                SELECT bool_and(position(phrase IN w.words) > 0)
                FROM articles_search_words w, unnest($2) phrase WHERE w.key = s.key
            ) AS fits
            FROM (
                SELECT e.key FROM articles_search e
                WHERE e.lexemes @@ $1 AND e.key + 0 >= $3 AND e.key + 0 < $4
                ORDER BY e.key + 0 DESC OFFSET 0
            ) s
        LOOP
            looked_at := looked_at + 1;
            IF candidate.fits THEN
                found := found + 1;
                RETURN NEXT candidate.key;
                EXIT WHEN found = $5;
            END IF;
            IF looked_at >= $7 AND found >= $6 THEN
                RETURN NEXT NULL;
                EXIT;
            END IF;
        END LOOP;
        END $$""",
}
TRIGGERS = {
    "articles_search_story_added": ("articles_article", "AFTER INSERT", "TRUE", "story"),
    "articles_search_story_removed": ("articles_article", "AFTER DELETE", "TRUE", "story"),
    "articles_search_story_changed": (
        "articles_article",
        "AFTER UPDATE",
        "(NEW.current_id, NEW.state, NEW.audience, NEW.publisher_id, NEW.importer_id, "
        "NEW.sorted_at) IS DISTINCT FROM (OLD.current_id, OLD.state, OLD.audience, "
        "OLD.publisher_id, OLD.importer_id, OLD.sorted_at)",
        "story",
    ),
    "articles_search_tagged": (
        "articles_article_tags", "AFTER INSERT OR UPDATE OR DELETE", "TRUE", "tag",
    ),
    "articles_search_words_changed": (
        "articles_revision", "AFTER UPDATE", "NEW.folded_text <> OLD.folded_text", "words",
    ),
    "articles_search_words_erased": (
        "articles_revision", "BEFORE UPDATE",
        "NEW.withdrawn_at IS NOT NULL AND NEW.folded_text <> ''", "erasure",
    ),
}  # fmt: skip
_TRUNCATED = "articles_search_emptied"


def install(execute: Execute) -> None:
    """Make the empty index, its functions and triggers."""
    for statement in TABLES:
        execute(statement)
    for name, body in FUNCTIONS.items():
        execute(f"CREATE FUNCTION {name} {body}")
    for name, (table, when, condition, function) in TRIGGERS.items():
        execute(
            f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW WHEN ({condition}) "
            f"EXECUTE FUNCTION articles_search_on_{function}()"
        )
    execute(
        f"CREATE TRIGGER {_TRUNCATED} AFTER TRUNCATE ON articles_article "
        "FOR EACH STATEMENT EXECUTE FUNCTION articles_search_on_truncate()"
    )


def remove(execute: Execute) -> None:
    """Take triggers, functions and the index away, whatever is there of them."""
    for name, (table, *_) in TRIGGERS.items():
        execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
    execute(f"DROP TRIGGER IF EXISTS {_TRUNCATED} ON articles_article")
    for name in FUNCTIONS:
        execute(f"DROP FUNCTION IF EXISTS {name}")
    execute("DROP TABLE IF EXISTS articles_search, articles_search_words, articles_facet")


def fill(first: int, last: int) -> None:
    """Enter the stories numbered from first to last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT articles_search_fill(%s, %s)", [first, last])


def forget() -> None:
    """Nothing to do: VACUUM takes away what was deleted."""


def newest(wanted: Wanted, most: int, enough: int) -> tuple[list[int], bool]:
    """Keys, newest first, and whether there is none beyond them. A phrase of common words that
    stand apart is looked for no further once `enough` are found."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM articles_search_newest(%s::tsquery, %s, %s, %s, %s, %s, %s)",
            [
                expression(wanted), _phrases(wanted), wanted.low, wanted.high, most, enough,
                LOOKED_AT,
            ],
        )  # fmt: skip
        keys = [key for (key,) in cursor.fetchall()]
    if keys and keys[-1] is None:
        return keys[:-1], False
    return keys, len(keys) < most


def best(wanted: Wanted, among: int, most: int) -> list[int]:
    """Keys of the best matches among the newest ones; a headline's words weigh more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.key "
            "FROM articles_search_newest(%s::tsquery, %s, %s, %s, %s, %s, %s) AS found (key) "
            "JOIN articles_search s USING (key) "
            "ORDER BY ts_rank('{.1, .1, .1, 1}', s.lexemes, %s::tsquery, 1) DESC, s.key DESC "
            "LIMIT %s",
            [
                expression(wanted), _phrases(wanted), wanted.low, wanted.high, among, ENOUGH,
                LOOKED_AT, " & ".join(map(_lexemes, wanted.terms)), most,
            ],
        )  # fmt: skip
        return [key for (key,) in cursor.fetchall()]


def expression(wanted: Wanted) -> str:
    """In tsquery's language. Everything stands in quotes, and no word holds one."""
    groups = [
        "(" + " | ".join(f"'§{mark}'" for mark in alternatives) + ")"
        for alternatives in wanted.marks
    ]
    return " & ".join([*groups, *map(_lexemes, wanted.terms)])


def _lexemes(term: Term) -> str:
    quoted = [f"'{word}'" for word in term.words]
    return " & ".join(quoted) + (":*" if term.begun else "")


def _phrases(wanted: Wanted) -> list[str]:
    """Terms of several words, as they stand among the words of a story."""
    return [
        f" {' '.join(term.words)}{'' if term.begun else ' '}"
        for term in wanted.terms
        if len(term.words) > 1
    ]
