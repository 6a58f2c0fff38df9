"""Events: appended in the transaction of the change, in the order of commits."""

import random
import threading
import time

import pytest
from django.db import connection, transaction

from articles.models import Article, Event, Publisher
from tests.makers import make_article


@pytest.fixture
def publisher(db):
    return Publisher.objects.ensure("The Coast Tribune")


def test_an_event_goes_with_its_transaction(publisher):
    before = Event.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        publisher.rename("Another", by=None)
        raise RuntimeError
    assert Event.objects.count() == before


def test_nobody_signed_in_stands_for_the_command_line(publisher, bob):
    from django.contrib.auth.models import AnonymousUser

    assert Event.objects.record("look", publisher, by=AnonymousUser()).by is None
    assert Event.objects.record("look", publisher, by=bob).by == bob
    assert str(Event.objects.first()) == "create publisher"


def test_history_is_newest_first_and_of_one_thing(article, bob):
    other = make_article()
    article.archive(by=bob)
    verbs = [event.verb for event in Event.objects.of(article)]
    assert verbs[0] == "archive"
    assert not Event.objects.on_story(article).filter(subject=other.uuid).exists()


def test_the_newest_event_of_the_newsroom_is_not_a_projects(article, bob):
    newest = Event.objects.newest_in_newsroom()
    Event.objects.record("mark", article, by=bob, project=article.uuid)
    assert Event.objects.newest_in_newsroom() == newest
    article.archive(by=bob)
    assert Event.objects.newest_in_newsroom() > newest


def test_without_events_the_newest_is_nought(db):
    assert Event.objects.newest_in_newsroom() == 0


@pytest.mark.django_db(transaction=True)
def test_whoever_follows_by_id_misses_nothing(transactional_db):
    """Eight writers pause before they commit; a reader takes all after the last it saw."""
    articles = [make_article(f"Story {number}") for number in range(8)]
    start = Event.objects.order_by("-id").first().id
    writers = [threading.Thread(target=write_slowly, args=(each.pk, 6)) for each in articles]
    for writer in writers:
        writer.start()
    seen, last = [], start
    while any(writer.is_alive() for writer in writers):
        new = list(Event.objects.filter(id__gt=last).order_by("id").values_list("id", flat=True))
        seen += new
        last = new[-1] if new else last
        time.sleep(0.002)
    seen += Event.objects.filter(id__gt=last).order_by("id").values_list("id", flat=True)
    assert seen == list(
        Event.objects.filter(id__gt=start).order_by("id").values_list("id", flat=True)
    )
    assert len(seen) == 8 * 6


def write_slowly(article_id, times):
    try:
        for _ in range(times):
            article = Article.objects.get(pk=article_id)
            other = {Article.EVERYONE: Article.SIGNED_IN, Article.SIGNED_IN: Article.EVERYONE}
            with transaction.atomic():
                article.open_to(other[article.audience], by=None)
                time.sleep(random.uniform(0, 0.01))
    finally:
        connection.close()
