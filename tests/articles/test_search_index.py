"""The index holds what the stories say, whatever was done to them and by which way."""

import io
import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from articles import revising
from articles.models import Article, Publisher, Revision, Tag
from articles.searching import finding
from articles.searching.query import parse
from tests.articles.search_entries import (
    entries,
    facets,
    rows,
    wanted_entries,
    wanted_facets,
)
from tests.makers import make_article, make_user, make_wording

ANYBODYS = [("open",)]
WORDS = ["pump", "barrier", "café", "水道", "الميناء", "storm", "Mayor", "harbour", "don’t", "2022"]


def found(typed, marks=ANYBODYS):
    return finding.newest(finding.wanted(parse(typed), *marks), 50)


def assert_index_is_right():
    assert entries() == wanted_entries()
    assert facets() == wanted_facets()


def test_a_new_story_can_be_found_and_one_without_words_has_no_entry(db):
    Article.objects.create()
    story = make_article("Barrier holds", tags=("Weather",))
    assert found("barrier") == [story.pk]
    assert_index_is_right()


def test_a_revision_takes_the_place_of_the_one_before(article):
    revising.revise(article, make_wording("Other", "Zeppelin."), by=None, reason="", expected=1)
    assert found("zeppelin") == [article.pk]
    assert found("pumps") == []
    assert_index_is_right()


def test_revisions_made_in_bulk_fold_their_words_too(article):
    [revision] = Revision.objects.bulk_create(
        [Revision(article=article, number=2, headline="Ünïcode", text="Ünïcode", sha256="0" * 64)]
    )
    Article.objects.filter(pk=article.pk).update(current=revision)
    assert found("unicode") == [article.pk]
    assert_index_is_right()


def test_bulk_updates_count(db):
    stories = [make_article(f"Story {n}") for n in range(3)]
    Article.objects.update(state=Article.ARCHIVED)
    assert found("story") == []
    Article.objects.update(state=Article.PUBLISHED, audience=Article.SIGNED_IN)
    assert found("story", [("published",)]) == [story.pk for story in reversed(stories)]
    Article.objects.update(sorted_at=datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC))
    Article.objects.filter(pk=stories[0].pk).update(publisher=None)
    assert_index_is_right()


def test_tags_count_whichever_way_they_come(article):
    first, second = (Tag.objects.create(name=name, slug=name) for name in ("one", "two"))
    through = Article.tags.through
    through.objects.bulk_create([through(article=article, tag=first)])
    assert found("tag", [("published",), finding.with_tags([first.pk])]) == []
    assert found("pumps", [finding.with_tags([first.pk])]) == [article.pk]
    assert_index_is_right()
    through.objects.update(tag=second)
    assert_index_is_right()
    second.delete()
    assert found("pumps") == [article.pk]
    assert_index_is_right()


def test_a_withdrawn_story_vanishes_from_it(article):
    Revision.objects.filter(article=article).update(
        text="", headline="", blocks=[], withdrawn_at=datetime.now(UTC)
    )
    assert Revision.objects.get(article=article).folded_text == ""
    Article.objects.filter(pk=article.pk).update(state=Article.WITHDRAWN)
    assert entries() == {} and facets() == set()


def test_a_deleted_story_leaves_nothing(article):
    Article.objects.filter(pk=article.pk).update(current=None)
    article.revisions.all().delete()
    Article.objects.filter(pk=article.pk).delete()
    assert entries() == {} and facets() == set()


def test_the_words_of_a_revision_cannot_be_changed_though_their_folding_can(article):
    Revision.objects.update(folded_text="zeppelin")
    assert found("zeppelin") == [article.pk]


def test_after_random_edits_the_index_equals_the_stories(db, bob):
    dice = random.Random(7)
    publishers = [Publisher.objects.ensure(name) for name in ("One", "Two", "Three")]
    people = [bob, make_user(role="annotator")]
    for step in range(120):
        _edit(dice, publishers, people)
        if step % 12 == 0:
            assert_index_is_right()
    assert_index_is_right()
    call_command("reindex", stdout=io.StringIO())
    assert_index_is_right()


def _edit(dice, publishers, people):
    stories = list(Article.objects.exclude(state=Article.WITHDRAWN).exclude(current=None))
    body = "\n\n".join(" ".join(dice.choices(WORDS, k=5)) for _ in range(dice.randrange(1, 4)))
    if len(stories) < 4:
        make_article(dice.choice(WORDS), body, state="draft", by=dice.choice(people))
        return
    story, two = dice.choice(stories), [each.pk for each in dice.sample(stories, 2)]
    live = Article.objects.filter(pk__in=two)
    at = datetime(2022, 1, 1, tzinfo=UTC) + timedelta(microseconds=dice.randrange(10**15))
    by = dice.choice(people)
    edits = [
        lambda: make_article(dice.choice(WORDS), body, by=by, tags=("a", "b")),
        lambda: revising.revise(
            story, make_wording(dice.choice(WORDS), body, published="2021-05-06"),
            by=by, reason="", expected=story.current.number,
        ),
        lambda: story.publish(by=by),
        lambda: story.tag(dice.sample(["a", "b", "c", "水"], 2), by=by),
        lambda: story.tag([], by=by),
        lambda: live.update(audience=dice.choice(["everyone", "signed_in"])),
        lambda: live.update(publisher=dice.choice([*publishers, None])),
        lambda: live.update(state=dice.choice(["draft", "archived", "published"])),
        lambda: live.update(sorted_at=at),
        lambda: live.update(importer=dice.choice([*people, None])),
        lambda: Article.objects.filter(pk=story.pk).update(state=Article.WITHDRAWN),
        lambda: Tag.objects.filter(slug=dice.choice("abc")).delete(),
        lambda: publishers[0].rename(f"One {dice.random()}", by=by),
    ]  # fmt: skip
    dice.choice(edits)()


def test_reindexing_heals_what_is_missing_and_what_is_folded_by_older_rules(article, capsys):
    second = make_article("Barrier holds")
    Revision.objects.update(folded_text="old rules")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_search")
        cursor.execute("DELETE FROM articles_facet")
    assert found("pumps") == []
    call_command("reindex")
    assert "2 stories can be found" in capsys.readouterr().out
    assert found("pumps") == [second.pk, article.pk]
    assert_index_is_right()


def test_every_trigger_stands(db):
    """A migration that remakes a table on SQLite drops that table's triggers unasked."""
    if connection.vendor == "sqlite":
        names = rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        names = rows("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    standing = {name for (name,) in names}
    assert set(finding.back_end().TRIGGERS) <= standing
    assert {"articles_revision_immutable", "articles_event_immutable"} <= standing


def test_what_was_deleted_is_written_over_in_small_steps(db):
    stories = [make_article(f"Zeppelin {n}") for n in range(30)]
    Article.objects.filter(pk__in=[story.pk for story in stories[:20]]).update(
        state=Article.WITHDRAWN
    )
    finding.back_end().forget()
    assert len(found("zeppelin")) == 10
    assert_index_is_right()


@pytest.mark.django_db(transaction=True)
def test_emptying_the_tables_empties_the_index():
    make_article()
    call_command("flush", interactive=False, verbosity=0)
    assert entries() == {} and facets() == set()
    assert finding.entries() == 0
