"""The sample newsroom: complete, linked, and loaded once."""

import re

import pytest
from django.contrib.staticfiles.finders import find
from django.core.management import call_command

from annotations.models import Claim
from articles.models import Article, Revision, Teaser
from newsroom import sampling


@pytest.fixture
def samples(db, capsys):
    call_command("sample_newsroom")
    assert capsys.readouterr().out == "Added 12 sample stories\n"
    return list(Article.objects.with_words())


def test_everybody_may_read_them(samples):
    assert {(story.state, story.audience) for story in samples} == {("published", "everyone")}
    assert sum(story.placement == Article.LEAD for story in samples) == 1


def test_loading_again_adds_only_what_is_missing(samples, capsys):
    other = next(story for story in samples if story.placement != Article.LEAD)
    Article.objects.get(uuid=other.uuid).delete()
    assert sampling.load() == 1
    assert sampling.load() == 0
    assert {story.uuid for story in Article.objects.all()} == {story.uuid for story in samples}


def test_the_lead_is_the_break_between_two_capitals_with_its_teasers(samples):
    (lead,) = (story for story in samples if story.placement == Article.LEAD)
    assert "Tirana" in lead.current.headline
    assert lead.teasers.filter(kind=Teaser.SPONSORED).exists()
    assert lead.teasers.filter(kind=Teaser.RELATED, story__isnull=False).count() >= 5


def test_there_is_one_of_each_kind(samples):
    assert any(story.direction == "rtl" for story in samples)
    assert any(story.language == "ja" for story in samples)
    assert any(len(story.current.text.split()) >= 3000 for story in samples)
    assert any(not story.teasers.exists() for story in samples)
    assert any(story.revisions.count() >= 3 for story in samples)


def test_a_corrected_story_tells_each_reason(samples):
    for story in samples:
        first, *later = story.revisions.order_by("number").values_list("reason", flat=True)
        assert first == "Imported" and all(later)


def test_teasers_lead_to_our_copies_by_address_and_by_headline(samples):
    by_address = Teaser.objects.filter(address="https://example.org/adria/tirana-tehran")
    assert {teaser.story.language for teaser in by_address} == {"en"}
    by_headline = Teaser.objects.filter(headline="When does Apple show its new phones?")
    assert all(teaser.story for teaser in by_headline) and by_headline


def test_each_picture_is_ours_and_described(samples):
    for revision in Revision.objects.all():
        for block in revision.body:
            if block.kind == "picture":
                assert find(block.source) and block.alt, block


def test_each_story_says_what_it_is(samples):
    for story in samples:
        assert story.publisher and story.language and story.current.published
        assert re.fullmatch(r"\d{4}-\d\d-\d\d.*", story.current.published)


def test_the_lead_is_marked_by_three_people_who_disagree_in_two_places(samples):
    claims = Claim.objects.live()
    assert claims.filter(copied_from=None).count() == 18
    assert claims.values("author").distinct().count() == 3
    contested = claims.filter(is_contested=True).order_by("start").with_quote()
    assert ["Watson" in claim.quote for claim in contested] == [True, True, False, False]
    certain = claims.get(cues=["incontrovertible evidence"], copied_from=None)
    assert (str(certain.source), certain.confidence) == ("Albania’s investigation", "certain")
    assert [str(link) for link in certain.attributions.all()][certain.holder] == "Edi Rama"
    split = [each for each in claims if len(each.anchorings.get().segments) == 2]
    assert [each.statement for each in split] == [
        "Albania had no choice but to break off relations."
    ]


def test_those_who_marked_the_samples_cannot_sign_in(samples, client):
    for author in {claim.author for claim in Claim.objects.all()}:
        assert not author.is_active and not author.has_usable_password()
