"""Finding: the same query finds the same stories on both engines, newest first or best first."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles import counting
from articles.models import Article, Publisher, Tag
from articles.models.article import curates
from articles.searching import finding, postgres
from articles.searching.folding import folded_blocks
from articles.searching.query import parse
from tests.makers import make_article

STATES = (Article.PUBLISHED, Article.DRAFT, Article.ARCHIVED)
TEXTS = {
    "plain": "The new pumps held without a fault.\n\nThe storm did no harm to the new barrier.",
    "accents": "Café society in Łódź, naïve as ever; Ünal said “Iran’s bill” was APT42’s.",
    "arabic": "مُحَمَّد يكتب كتاباً عن الميناء",
    "japanese": "東京の水道局は2022年に新しいポンプを導入した。",
    "chinese": "北京大学在海淀区。天文学家说。",
    "korean": "서울에서 열린 회의",
    "thai": "ภาษาไทยเขียนโดยไม่เว้นวรรค",
}


@pytest.fixture
def stories(db):
    return {
        name: make_article(f"Number {name}", body, published=f"2022-0{month}-10")
        for month, (name, body) in enumerate(TEXTS.items(), start=1)
    }


def found(typed, *marks, search=finding.newest):
    return search(finding.wanted(parse(typed), *(marks or [("open",)])), 50)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("pumps fault", "plain"),
        ("pumps zeppelin", ""),
        ('"new pumps held"', "plain"),
        ('"pumps new"', ""),
        ('"fault the storm"', ""),
        ("PUMPS", "plain"),
        ("pump", ""),
        ("cafe LODZ", "accents"),
        ("iran", "accents"),
        ('"society in lodz naive"', "accents"),
        ("iran's", "accents"),
        ("محمد", "arabic"),
        ("كتابًا", "arabic"),
        ("水道", "japanese"),
        ("水道局", "japanese"),
        ("水", "japanese"),
        ("道水", ""),
        ("2022 ポンプ", "japanese"),
        ("ﾎﾟﾝﾌﾟ", "japanese"),
        ("ホンフ", ""),
        ("大学", "chinese"),
        ("天文学家", "chinese"),
        ("海淀 北京", "chinese"),
        ("区天", ""),
        ("회의", "korean"),
        ("서울", "korean"),
        ("ภาษา", "thai"),
        ("number thai", "thai"),
        ("number -thai", "thai"),
        ("number before:2022-03", "accents plain"),
        ("number after:2022-06", "thai korean"),
        ("after:2022-03 before:2022-05", "japanese arabic"),
        ("number after:2023", ""),
    ],
)
@pytest.mark.parametrize("search", [finding.newest, finding.best])
def test_words_phrases_and_days(stories, typed, names, search):
    numbers = [stories[name].pk for name in names.split()]
    if search is finding.newest:
        assert found(typed) == numbers
    else:
        assert sorted(found(typed, search=search)) == sorted(numbers)


def test_newest_stand_first_and_pages_go_on_below_the_last_story(db):
    at = datetime(2022, 9, 7, 12, tzinfo=UTC)
    stories = [make_article("Pumps") for _ in range(5)]
    for number, story in enumerate(stories):
        Article.objects.filter(pk=story.pk).update(sorted_at=at + timedelta(days=number // 2))
    order = [stories[n].pk for n in (4, 3, 2, 1, 0)]
    assert found("pumps") == order
    last = Article.objects.get(pk=order[1])
    below = finding.wanted(parse("pumps"), ("open",), older_than=last)
    assert finding.newest(below, 50) == order[2:]
    assert finding.newest(below, 1) == order[2:3]


def test_days_long_ago_and_far_ahead_sort_too(db):
    days = ["0001-01-01", "1969-12-31T23:59:59Z", "1970-01-01", "9999-12-31"]
    stories = [make_article("Pumps", published=day) for day in days]
    assert found("pumps") == [story.pk for story in reversed(stories)]
    assert found("pumps before:1970") == [stories[1].pk, stories[0].pk]


def test_the_best_match_has_the_word_in_its_headline_or_more_often(db):
    headline = make_article("Zeppelin over town", "Nothing more. " * 30)
    once = make_article("Town news", "A zeppelin. " + "Nothing more. " * 30)
    often = make_article("Town news", "Zeppelin zeppelin zeppelin. " + "Nothing more. " * 30)
    best = found("zeppelin", search=finding.best)
    assert best[0] == headline.pk and best.index(often.pk) < best.index(once.pk)
    assert found("zeppelin") == [often.pk, once.pk, headline.pk]


def test_ranking_looks_at_the_newest_only(db):
    stories = [make_article("Zeppelin") for _ in range(3)]
    ranked = finding.back_end().best(finding.wanted(parse("zeppelin"), ("open",)), 2, 50)
    assert {finding._story(key) for key in ranked} == {story.pk for story in stories[1:]}


def test_looking_may_end_early_and_says_so(db, monkeypatch):
    """PostgreSQL must look at each story that holds a phrase's words; SQLite knows where they
    stand."""
    monkeypatch.setattr(postgres, "LOOKED_AT", 4)
    order = [make_article("x", "a b" if n < 9 else "b a").pk for n in range(12)][8::-1]
    asked = finding.wanted(parse('"a b"'), ("open",))
    numbers, complete = finding.newest_so_far(asked, 50, 2)
    assert numbers == order[: len(numbers)] and len(numbers) >= 2
    assert complete == (connection.vendor == "sqlite")
    assert finding.newest_so_far(asked, 9, 9) == (order, False)
    assert finding.newest_so_far(asked, 10, 10) == (order, True)
    assert finding.newest_so_far(finding.wanted(parse("x"), ()), 9, 9) == ([], True)


def test_no_alternative_at_all_finds_nothing(article):
    assert found("pumps", ("open",), ()) == []
    assert found("pumps", ("open",), (), search=finding.best) == []


def test_publishers_are_called_by_some_words_of_their_name(db):
    names = ["BBC News", "The Coast Tribune", "Coastal Weekly", "朝日新聞"]
    bbc, coast, _, asahi = (Publisher.objects.ensure(name) for name in names)
    for name, publishers in {
        "bbc": [bbc], "bbc news": [bbc], "bbc-news": [bbc], "NEWS": [bbc], "coast": [coast],
        "coast tribune": [coast], "朝日": [asahi], "bb": [], "\x00": [], "%": [],
    }.items():  # fmt: skip
        assert list(Publisher.objects.called([name])) == publishers, name
    assert Publisher.objects.called(["bbc", "coast"]).count() == 2


def test_tags_are_called_by_their_name_however_it_is_written(article):
    article.tag(["Western Balkans"], by=None)
    for name in ("western balkans", "Western-Balkans", "WESTERN  BALKANS"):
        assert Tag.objects.called([name]).count() == 1
    assert Tag.objects.called(["", "\x00", "balkans"]).count() == 0


@pytest.fixture
def mixed(db, alice, bob):
    """Stories of every state, audience and importer."""
    dice = random.Random(3)
    for number in range(40):
        story = make_article(
            f"Pumps {number}", publisher=dice.choice(["One", "Two", ""]),
            by=dice.choice([alice, bob]), tags=tuple(dice.sample(["a", "b", "c"], 2)),
        )  # fmt: skip
        Article.objects.filter(pk=story.pk).update(
            state=dice.choice([*STATES, Article.PUBLISHED, Article.WITHDRAWN]),
            audience=dice.choice([Article.EVERYONE, Article.SIGNED_IN]),
        )


@pytest.mark.parametrize("who", ["anonymous", "rita", "alice", "charlie", "bob", "olga"])
@pytest.mark.parametrize("states", [STATES[:1], STATES[1:2], STATES])
def test_nobody_finds_or_counts_what_may_not_be_listed(who, states, mixed, request):
    person = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
    listed = Article.objects.visible_to(person)
    if curates(person):
        listed = listed.filter(state__in=states)
    elif person.is_authenticated and Article.DRAFT in states:
        listed = listed.filter(state=Article.DRAFT)
    else:
        listed = listed.filter(state=Article.PUBLISHED)
    numbers = set(listed.values_list("pk", flat=True))
    assert set(found("pumps", *finding.seen_by(person, states))) == numbers


@pytest.mark.parametrize("who", ["anonymous", "rita", "bob"])
def test_counts_equal_what_the_lists_hold(who, mixed, request):
    person = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
    seen = Article.objects.visible_to(person)
    tags = dict(Tag.objects.values_list("slug", "pk"))
    papers = list(Publisher.objects.values_list("pk", flat=True))
    for states in (STATES[:1], STATES) if who == "bob" else (STATES[:1],):
        for publishers in (None, papers[:1], papers):
            for chosen in (None, [tags["a"]], [tags["a"], tags["b"]], []):
                counts = counting.counts(person, states, publishers, chosen)
                listed = seen.filter(state__in=states)
                tagged = listed if chosen is None else listed.filter(tags__in=chosen)
                assert counts.publishers == {
                    paper: tagged.filter(publisher=paper).distinct().count()
                    for paper in papers
                    if tagged.filter(publisher=paper).exists()
                }
                from_these = (
                    listed if publishers is None else listed.filter(publisher__in=publishers)
                )
                assert counts.tags == {
                    tag: from_these.filter(tags=tag).count()
                    for tag in tags.values()
                    if from_these.filter(tags=tag).exists()
                }


def test_numbers_are_kept_until_something_happens(article, bob, django_assert_num_queries):
    def states():
        return counting.counts(bob, STATES[:1], None, None).states

    counting.forget()
    assert states() == {Article.PUBLISHED: 1}
    with django_assert_num_queries(1):
        assert states() == {Article.PUBLISHED: 1}
    article.archive(by=bob)
    assert states() == {Article.ARCHIVED: 1}


def test_no_more_numbers_are_kept_than_are_needed(article, bob, monkeypatch):
    monkeypatch.setattr(counting, "KEPT", 2)
    for number in range(5):
        counting.counts(bob, STATES, [number], None)
    assert len(counting._kept) == 2


def test_nothing_is_counted_of_an_importers_own_drafts(article, alice):
    assert counting.counts(alice, (Article.DRAFT,), None, None) == counting.NONE


SMALL = st.text(st.sampled_from('ab水道京é "\n'), min_size=1, max_size=12)


class SearchingEqualsReading(TestCase):
    """Both engines against the plainest way there is: looking for the words in the words."""

    @settings(max_examples=40, deadline=None)
    @given(st.lists(SMALL, min_size=1, max_size=6), st.lists(SMALL, min_size=1, max_size=6))
    def test_the_index_finds_what_a_reader_would(self, bodies, queries):
        texts = {}
        for body in bodies:
            body = body.replace('"', "").strip() or "x"
            story = make_article("headline", body)
            texts[story.pk] = f" {folded_blocks(story.current.text)} "
        for typed in queries:
            query = parse(typed)
            if not query.terms:
                continue
            looked_for = [
                f" {' '.join(term.words)}{'' if term.begun else ' '}" for term in query.terms
            ]
            expected = [
                number for number, text in texts.items() if all(each in text for each in looked_for)
            ]
            assert sorted(found(typed)) == sorted(expected), typed
