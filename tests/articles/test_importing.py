"""Importing: a parted page becomes a draft at once and whole, or not at all."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from articles import importing, revising
from articles.importing import Duplicate
from articles.models import Article, Capture, Event, Publisher, Teaser
from articles.models.refusal import NotAllowed
from articles.parting.page import Decision, Page, Refusal
from articles.parting.page import Teaser as Parted
from articles.rows import MOST_ROWS
from tests.articles.dumps import DUMP, HTML, REFUSED, make_stored
from tests.makers import BODY, make_article, make_teaser, make_wording

SEED = Path(__file__).resolve().parents[3] / "shared/seed/albania-iran.txt"


def take_in(text=DUMP, **fields):
    fields.setdefault("by", None)
    return importing.take_in(text.encode(), **fields)


def test_a_pasted_page_becomes_a_draft_of_its_importer(alice):
    article = take_in(by=alice)
    words = article.current
    assert (article.state, article.audience, article.importer) == ("draft", "signed_in", alice)
    assert article.publisher.name == "The Coast Tribune"
    assert (words.number, words.reason, words.editor) == (1, "Imported", alice)
    assert (words.headline, words.byline) == ("Harbour town trusts its pumps", "Ilse Brand")
    assert (words.published, words.minutes, len(words.body)) == ("2024-03-03", 2, 3)
    assert [each.headline for each in article.teasers.all()] == [
        "Another town looks on as the water rises",
        "Older pumps failed in two of three tests",
        "Fishermen find the harbour fees too high",
    ]


def test_nobody_else_sees_a_draft(alice, charlie, bob):
    article = take_in(by=alice)
    for person in (AnonymousUser(), charlie):
        assert not Article.objects.visible_to(person).filter(pk=article.pk).exists()
        assert not Article.objects.editable_by(person).filter(pk=article.pk).exists()
    for person in (alice, bob):
        assert Article.objects.editable_by(person).get(pk=article.pk)


def test_the_capture_is_kept_byte_for_byte(alice):
    data = DUMP.replace("\n", "\r\n").encode("utf-16")
    capture = importing.take_in(data, by=alice).captures.get()
    assert (capture.data, capture.kind, capture.by) == (data, "text", alice)
    assert capture.importer_version == importing.IMPORTER
    assert "headline" in {each["about"] for each in capture.decisions}


def test_html_is_stored_with_its_canonical_address(db):
    article = take_in(HTML)
    assert article.address == "https://coast.example/pumps"
    assert article.captures.get().kind == "html"
    linked = next(block for block in article.current.body if block.links)
    assert linked.links[0].href == "https://coast.example/barrier"


def test_the_address_given_counts_before_the_one_stated(db):
    article = take_in(HTML, address="https://coast.example/letter/#pumps")
    assert article.address == "https://coast.example/letter"


def test_a_doubt_keeps_the_words_it_is_about(db):
    page = Page(
        headline="Pumps", blocks=make_wording().body, teasers=(Parted("Another"),),
        decisions=(
            Decision("byline", "A name.", 0.5), Decision("blocks", "Sure.", 0.9, 0),
            Decision("blocks", "Short.", 0.5, 1), Decision("teasers", "Long.", 0.5, 0),
            Decision("teasers", "Out of range.", 0.5, 7),
        ),
    )  # fmt: skip
    decisions = importing.store(page, b"Pumps", "text", by=None).captures.get().decisions
    assert [each.get("words") for each in decisions] == [
        None, None, page.blocks[1].text, "Another", None,
    ]  # fmt: skip


def test_a_page_without_headline_takes_its_first_words_and_no_false_date(db):
    page = Page(blocks=make_wording().body, published="2024-02-31", byline="A" * 600)
    words = importing.store(page, b"", "text", by=None).current
    assert words.headline == words.body[0].text
    assert (words.published, len(words.byline)) == ("", 500)


@pytest.mark.parametrize("code", REFUSED)
def test_a_refused_page_leaves_nothing_behind(code, db):
    with pytest.raises(Refusal) as refusal:
        importing.take_in(REFUSED[code], by=None)
    assert refusal.value.code == code
    assert refusal.value.seen and refusal.value.remedy
    assert not Article.objects.exists() and not Capture.objects.exists()


def test_a_page_that_takes_too_long_is_refused(slow, db):
    with pytest.raises(Refusal, match="10 seconds"):
        take_in(HTML)


def test_more_rows_than_a_review_can_show_are_too_large(db):
    dump = DUMP + "".join(f"\n  • Town number {number} looks on\n" for number in range(MOST_ROWS))
    with pytest.raises(Refusal, match="paragraphs and headlines") as refusal:
        take_in(dump)
    assert refusal.value.code == "too_large"


@pytest.mark.parametrize(
    "address", ["https://coast.example/pumps", "http://coast.example/pumps/?utm_source=x#top"]
)
def test_an_address_that_is_here_is_a_duplicate(address, db):
    stored = make_stored()
    with pytest.raises(Duplicate) as duplicate:
        take_in(address=address)
    assert duplicate.value.article == stored
    assert Article.objects.count() == 1


def test_the_same_text_is_a_duplicate_even_of_an_earlier_revision(db):
    first = take_in()
    revising.revise(first, make_wording(), by=None, reason="Rewritten", expected=1)
    with pytest.raises(Duplicate) as duplicate:
        take_in(DUMP.replace("Ilse Brand\n", "Someone Else\n", 1))
    assert duplicate.value.article == first


def test_the_same_address_stored_at_the_same_moment_is_a_duplicate(db, monkeypatch):
    stored = make_stored()
    looks = iter([None, stored])
    monkeypatch.setattr(importing, "twin", lambda *_: next(looks))
    with pytest.raises(Duplicate):
        take_in(address="https://coast.example/pumps")
    assert Article.objects.count() == 1


def test_a_broken_rule_of_the_database_is_no_duplicate(db, monkeypatch):
    make_stored()
    monkeypatch.setattr(importing, "twin", lambda *_: None)
    with pytest.raises(IntegrityError):
        take_in(address="https://coast.example/pumps")


def test_what_was_pasted_again_becomes_a_revision(alice, bob):
    stored = make_stored(by=alice)
    make_teaser(stored, "Older pumps failed in two of three tests")
    after = importing.take_in_again(stored, DUMP.encode(), by=bob)
    assert (after.number, after.reason, after.editor) == (2, "Imported again", bob)
    assert after.headline == "Harbour town trusts its pumps"
    assert stored.captures.count() == 1
    assert stored.teasers.count() == 3
    assert Event.objects.on_story(stored).first().verb == "revise"


def test_the_same_words_again_leave_the_revision_and_say_so(bob):
    stored = take_in()
    after = importing.take_in_again(stored, DUMP.encode(), by=bob)
    assert after == stored.current
    assert (stored.captures.count(), stored.teasers.count()) == (2, 3)
    event = Event.objects.on_story(stored).first()
    assert (event.verb, event.by, event.after) == ("import_again", bob, {"teasers": 0})


def test_a_withdrawn_story_takes_no_revision(bob):
    stored = make_stored()
    Article.objects.filter(pk=stored.pk).update(state=Article.WITHDRAWN)
    with pytest.raises(NotAllowed):
        importing.take_in_again(stored, DUMP.encode(), by=bob)
    assert not stored.captures.exists()


def test_a_story_thrown_away_meanwhile_takes_no_revision(bob):
    stored = take_in()
    Article.objects.get(pk=stored.pk).discard(by=bob)
    with pytest.raises(NotAllowed, match="thrown away"):
        importing.take_in_again(stored, DUMP.encode(), by=bob)


def test_a_new_publisher_is_made_and_a_known_one_found(db):
    known = Publisher.objects.ensure("the coast tribune")
    assert take_in().publisher == known


def test_a_new_storys_teasers_lead_to_the_stories_here(db):
    by_headline = make_article("Another town looks on as the water rises!")
    by_address = make_article("Otherwise named", address="http://coast.example/fees")
    page = Page(
        headline="Pumps",
        blocks=make_wording().body,
        teasers=(
            Parted("Another Town looks on, as the water rises"),
            Parted("Fees", url="https://coast.example/fees?utm_medium=x"),
            Parted("Nowhere here to be found"),
        ),
    )
    article = importing.store(page, b"Pumps", "text", by=None)
    leads = [teaser.story for teaser in article.teasers.all()]
    assert leads == [by_headline, by_address, None]


def test_teasers_elsewhere_lead_to_a_new_story(db):
    elsewhere = make_article()
    by_headline = make_teaser(elsewhere, "Harbour Town trusts its pumps")
    by_address = make_teaser(elsewhere, "Pumps", address="https://coast.example/pumps")
    other = make_teaser(elsewhere, "Something else altogether")
    article = take_in(HTML)
    stories = {teaser: teaser.story for teaser in Teaser.objects.filter(article=elsewhere)}
    assert stories == {by_headline: article, by_address: article, other: None}


def test_teasers_elsewhere_lead_to_a_story_that_took_their_headline(article):
    teaser = make_teaser(make_article(), "Pumps fail in the harbour town")
    words = make_wording("Pumps fail in the harbour town")
    revising.revise(article, words, by=None, reason="Retitled", expected=1)
    teaser.refresh_from_db()
    assert teaser.story == article


def test_short_headlines_lead_nowhere(db):
    teaser = make_teaser(make_article(), "Live")
    live = make_article("Live")
    own = make_article("Harbour town trusts its pumps")
    itself = make_teaser(own, "Harbour town trusts its pumps")
    revising.revise(own, make_wording("Harbour town trusts its pumps", BODY + " More."),
                    by=None, reason="", expected=1)  # fmt: skip
    for each in (teaser, itself):
        each.refresh_from_db()
        assert each.story is None
    assert not live.teasers.exists()


def test_a_published_story_is_found_before_a_draft_of_the_same_headline(db):
    published = make_article("Another town looks on as the water rises")
    make_article("Another town looks on as the water rises", state=Article.DRAFT)
    assert take_in().teasers.first().story == published


def test_importing_asks_as_often_for_many_teasers_as_for_few(db, django_assert_max_num_queries):
    few = take_in()
    many = DUMP.replace("Harbour town", "Seaside town") + "".join(
        f"\n  • Town number {number} looks on as the water rises\n" for number in range(60)
    )
    with django_assert_max_num_queries(40):
        article = take_in(many)
    assert article.teasers.count() > few.teasers.count() + 50


@pytest.mark.skipif(not SEED.exists(), reason="the seed page lies outside the repository")
def test_the_seed_is_fifteen_paragraphs_two_captions_and_twenty_teasers(alice):
    article = importing.take_in(SEED.read_bytes(), by=alice)
    words = article.current
    assert words.headline == SEED.read_text().splitlines()[0]
    assert (words.byline, article.publisher.name, words.minutes) == (
        "David Gritten", "BBC News", 2,
    )  # fmt: skip
    assert (len(words.body), len(words.captions)) == (15, 2)
    teasers = article.teasers.all()
    assert len(teasers) == 20 and all(teaser.summary for teaser in teasers)
