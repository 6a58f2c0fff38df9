"""An article's states: what is open, what is public, what may still happen to it."""

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article, Event, Revision
from articles.models.article import NotAllowed
from articles.wording import Wording
from tests.makers import make_article, make_wording


@pytest.mark.parametrize(
    ("state", "is_open"),
    [(Article.DRAFT, False), (Article.PUBLISHED, True), (Article.ARCHIVED, False)],
)
def test_claims_may_be_made_on_published_stories(db, state, is_open):
    assert make_article(state=state).is_open == is_open


def test_the_same_tags_again_are_no_change(article, bob):
    assert article.tag(["Floods", "Coast"], by=bob)
    newest = Event.objects.order_by("-id").first()
    assert not article.tag(["coast", "floods"], by=bob)
    assert Event.objects.order_by("-id").first() == newest


def test_only_a_draft_that_was_never_published_is_discarded(article, alice):
    with pytest.raises(NotAllowed, match="archive"):
        article.discard(by=alice)
    draft = make_article(state=Article.DRAFT, by=alice)
    draft.discard(by=alice)
    assert not Article.objects.filter(uuid=draft.uuid).exists()
    assert Event.objects.filter(subject=draft.uuid, verb="discard").exists()


def test_there_is_one_lead(article, bob):
    other = make_article()
    article.place(Article.LEAD, by=bob)
    other.place(Article.LEAD, by=bob)
    article.refresh_from_db()
    assert (article.placement, other.placement) == (Article.ORDINARY, Article.LEAD)
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(placement=Article.LEAD)


def test_a_draft_has_no_place_on_the_front_page(db, bob):
    draft = make_article(state=Article.DRAFT)
    with pytest.raises(NotAllowed):
        draft.place(Article.LEAD, by=bob)
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=draft.pk).update(placement=Article.FEATURED)


def test_who_sees_and_edits_what(db, rita, alice, charlie, bob, olga):
    from django.contrib.auth.models import AnonymousUser

    draft = make_article(state=Article.DRAFT, by=alice)
    inside = make_article(audience=Article.SIGNED_IN)
    nobody = AnonymousUser()
    visible = {
        person: set(Article.objects.visible_to(person))
        for person in (nobody, rita, alice, charlie, bob)
    }
    assert visible[nobody] == set()
    assert visible[rita] == visible[charlie] == {inside}
    assert visible[alice] == visible[bob] == {draft, inside}
    editable = [set(Article.objects.editable_by(person)) for person in (rita, charlie, alice, bob)]
    assert editable == [set(), set(), {draft}, {draft, inside}]
    assert not Article.objects.withdrawable_by(bob).exists()
    assert Article.objects.withdrawable_by(olga).count() == 2


def test_a_revision_is_named_by_headline_and_number(article):
    assert str(Revision.objects.get(article=article)) == f"{article.current.headline} (1)"


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": ""},
        {"published": "yesterday"},
        {"published": "2022-09-07T16:42"},
        {"published": "2022-13-07"},
    ],
)
def test_a_wording_out_of_shape_is_refused(fields):
    with pytest.raises(ValueError):
        Wording(**{"headline": "A headline", "body": (), **fields})


def test_headline_and_standfirst_are_no_part_of_the_body():
    words = make_wording(standfirst="A line below")
    with pytest.raises(ValueError):
        Wording(headline="A headline", body=words.blocks)
