"""Revising: a story's words change by appending, and in no other way."""

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from articles import revising
from articles.models import Article, Event, Revision
from articles.models.article import NotAllowed, Stale
from tests.makers import make_article, make_wording


def test_a_revision_keeps_the_words_it_was_given(article):
    words = make_wording("A *new* headline", "One.\n\n## Two\n\n- Three *stressed*", byline="Ann")
    after = revising.revise(article, words, by=None, reason="Rewritten", expected=1)
    after = Revision.objects.get(pk=after.pk)
    assert after.wording == words
    assert after.text == "A *new* headline\n\nOne.\n\nTwo\n\nThree stressed"
    assert Article.objects.get(pk=article.pk).current == after


def test_the_same_words_again_make_no_revision(article):
    again = revising.revise(article, article.current.wording, by=None, reason="", expected=1)
    assert again == article.current
    assert article.revisions.count() == 1


def test_a_stale_revision_is_refused_and_says_what_stands(article):
    second = revising.revise(article, make_wording(), by=None, reason="", expected=1)
    with pytest.raises(Stale) as stale:
        revising.revise(article, make_wording(), by=None, reason="", expected=1)
    assert stale.value.current == second


def test_a_revert_brings_the_earlier_text_back_as_a_new_revision(article, bob):
    first = article.current
    revising.revise(article, make_wording(), by=bob, reason="", expected=1)
    third = revising.revert(article, 1, by=bob, expected=2)
    assert (third.number, third.sha256, third.text) == (3, first.sha256, first.text)


def test_a_withdrawn_story_is_not_revised(article):
    Article.objects.filter(pk=article.pk).update(state=Article.WITHDRAWN)
    with pytest.raises(NotAllowed):
        revising.revise(article, make_wording(), by=None, reason="", expected=1)


def test_followers_see_both_revisions_and_undo_all_when_they_fail(article, monkeypatch):
    seen = []

    def follow(before, after):
        seen.append((before.number, after.number))
        raise RuntimeError

    monkeypatch.setattr(revising, "followers", [lambda article, wording: follow])
    with pytest.raises(RuntimeError):
        revising.revise(article, make_wording(), by=None, reason="", expected=1)
    assert seen == [(1, 2)]
    assert article.revisions.count() == 1


@pytest.mark.parametrize("model", [Revision, Event])
def test_the_database_refuses_to_rewrite_history(article, model):
    field = {Revision: {"reason": "Other"}, Event: {"verb": "other"}}[model]
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        model.objects.update(**field)


def test_an_event_is_redacted_but_not_forgotten(article, bob):
    article.open_to(Article.SIGNED_IN, by=bob)
    assert Event.objects.redact(by=bob) == 1
    event = Event.objects.get(by=bob)
    assert (event.verb, event.before, event.after) == ("open", {}, {})


def test_each_revision_leaves_an_event_that_names_its_editor(article, bob):
    revising.revise(article, make_wording(), by=bob, reason="Number corrected", expected=1)
    event = Event.objects.on_story(article).first()
    assert (event.verb, event.by) == ("revise", bob)
    assert event.after == {"revision": 2, "reason": "Number corrected"}


def test_an_unpublished_story_sorts_by_its_own_date(db):
    article = make_article(published="2022-09-07")
    assert article.sorted_at.date().isoformat() == "2022-09-07"
