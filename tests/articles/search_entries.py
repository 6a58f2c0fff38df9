"""What the search index holds, read back; and what it should hold, worked out from the stories."""

from collections import defaultdict

from django.db import connection

from articles.models import Article
from articles.searching.finding import key_of
from articles.searching.folding import folded_blocks


def rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def entries():
    """{key: (words, marks)} as the index has them."""
    return _in_sqlite() if connection.vendor == "sqlite" else _in_postgres()


def facets():
    """{(tag, shown, publisher, story)} as the index has them."""
    return set(rows("SELECT tag, shown, publisher, story FROM articles_facet"))


def wanted_entries():
    return {
        key_of(story.sorted_at, story.pk): (folded_blocks(story.current.text), _marks(story))
        for story in _stories()
    }


def wanted_facets():
    return {
        (tag, _shown(story), story.publisher_id or 0, story.pk)
        for story in _stories()
        for tag in (0, *_tags(story))
    }


def _stories():
    found = Article.objects.exclude(state=Article.WITHDRAWN).exclude(current=None)
    return found.select_related("current").prefetch_related("tags")


def _tags(story):
    return [tag.pk for tag in story.tags.all()]


def _shown(story):
    if story.state != Article.PUBLISHED:
        return story.state
    return "open" if story.audience == Article.EVERYONE else "signed in"


def _marks(story):
    marks = {story.state, *(f"t{tag}" for tag in _tags(story))}
    if story.publisher_id:
        marks.add(f"p{story.publisher_id}")
    if _shown(story) == "open":
        marks.add("open")
    if story.state == Article.DRAFT and story.importer_id:
        marks.add(f"by{story.importer_id}")
    return {f"§{mark}" for mark in marks}


def _in_sqlite():
    rows("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, articles_search, instance)")
    columns = defaultdict(lambda: {"headline": {}, "body": {}, "marks": {}})
    for term, key, column, place in rows("SELECT term, doc, col, offset FROM temp.held"):
        columns[key][column][place] = term
    rows("DROP TABLE temp.held")
    found = {}
    for (key,) in rows("SELECT rowid FROM articles_search"):
        held = {
            name: [each[place] for place in sorted(each)] for name, each in columns[key].items()
        }
        words = " ".join(filter(None, [*held["headline"], "¶" * bool(held["body"]), *held["body"]]))
        found[key] = (words, set(held["marks"]))
    return found


def _in_postgres():
    found = {}
    for key, lexemes, words in rows(
        "SELECT key, tsvector_to_array(lexemes), words "
        "FROM articles_search FULL JOIN articles_search_words USING (key)"
    ):
        words = words.strip(" ")
        marks = {lexeme for lexeme in lexemes if lexeme.startswith("§")}
        assert set(lexemes) - marks == set(words.split())
        found[key] = (words, marks)
    return found
