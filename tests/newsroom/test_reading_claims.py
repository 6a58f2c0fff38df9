"""The reading page with claims: painted words and cards for those who may see them, kept as long
as nothing happens, and each viewer's own put in."""

import gzip
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.margin import drawn, page
from annotations.models import Assessment
from articles import revising, withdrawing
from articles.models import Article, Event
from tests.makers import (
    BODY,
    make_article,
    make_claim,
    make_project,
    make_source,
    make_user,
    make_wording,
)

LAST = "the barrier would last thirty years"
WORDS = re.compile(r"<[^>]+>")
TOKEN = re.compile(rb'"\w{64}"')


@pytest.fixture
def claim(article, alice):
    return make_claim(article, LAST, by=alice, statement="It lasts.")


def read(client, article, **query):
    return client.get(article.get_absolute_url(), query)


def told(client, article, **query):
    return read(client, article, **query).content.decode()


def main_of(html):
    attributes = re.search(r'<main class="reader"([^>]*)>', html)[1]
    found = dict(re.findall(r'data-([\w-]+)="([^"]*)"', attributes))
    return found | dict.fromkeys(re.findall(r"data-([\w-]+)(?=[ >]|$)", attributes), "")


def test_marked_words_lie_in_the_story_and_their_card_beside_it(client, article, claim):
    html = told(client, article)
    assert re.search(rf'<mark id="m-{claim.uuid}"[^>]*>{LAST}</mark><a class="fn"', html)
    assert f'<li class="card" id="claim-{claim.uuid}"' in html
    assert '<aside class="cards" aria-label="Claims">' in html
    assert '<nav class="map" aria-label="Claims map">' in html
    assert '>Ilse Brand</span><span class="count">1<' in html


def test_the_words_of_each_block_stay_as_they_are(client, article, claim):
    html = told(client, article)
    text = article.current.text
    blocks = re.findall(r'data-start="(\d+)">(.*?)</(?:h1|p|h2|li|blockquote)>', html, re.DOTALL)
    assert len(blocks) == 4
    for start, words in blocks:
        plain = WORDS.sub("", words).replace("&quot;", '"')
        assert text[int(start) : int(start) + len(plain)] == plain


def test_headline_and_standfirst_are_marked_too(client, alice):
    story = make_article("Harbour town trusts its pumps", standfirst="And its barrier.")
    make_claim(story, "trusts its pumps", by=alice)
    make_claim(story, "its barrier", by=alice, confidence="low")
    html = told(client, story)
    assert re.search(r'<h1 id="b-0" data-start="0">Harbour town <mark', html)
    assert re.search(r'<p class="standfirst"[^>]*>And <mark [^>]*data-c="low"', html)


def test_the_page_says_what_script_needs(client, article, claim, alice, rita):
    facts = main_of(told(client, article))
    assert facts["story"] == str(article.uuid) and facts["project"] == "open-desk"
    assert facts["me"] == "" and facts["revision"] == "1"
    assert facts["event"] == str(Event.objects.newest())
    assert "can-mark" not in facts
    client.force_login(rita)
    facts = main_of(told(client, article))
    assert facts["me"] == str(rita.uuid) and "can-mark" not in facts
    client.force_login(alice)
    assert "can-mark" in main_of(told(client, article))


def test_a_story_without_claims_is_as_calm_as_before(client, article, rita):
    client.force_login(rita)
    html = told(client, article)
    for apparatus in ('class="cards"', 'class="map"', "Confidence expressed", "<mark"):
        assert apparatus not in html, apparatus


def test_who_may_mark_is_told_how_to_begin_once(client, article, alice):
    client.force_login(alice)
    invitation = "Select words in the story to record who says what, and how surely."
    assert told(client, article).count(invitation) == 1


def test_one_project_is_shown_at_a_time_and_a_menu_offers_the_others(client, article, claim, alice):
    client.force_login(alice)
    assert "Projects" not in told(client, article)
    other = make_project("Coast watch", people=[alice])
    make_claim(article, "the new pumps", by=alice, project=other)
    html = told(client, article, project=other.slug)
    assert "the new pumps</mark>" in html and f"{LAST}</mark>" not in html
    assert f'href="{article.get_absolute_url()}?project={other.slug}" aria-current="page"' in html
    assert f'href="{article.get_absolute_url()}"><span dir="auto">Open desk<' in html


@pytest.mark.parametrize("slug", ["none-such", "", "\0", "'"])
def test_a_project_that_is_not_there_is_404(client, article, slug):
    assert read(client, article, project=slug).status_code == 404


def test_a_project_by_invitation_is_for_its_members(client, article, alice, charlie, rita):
    apart = make_project(people=[alice])
    make_claim(article, LAST, by=alice, project=apart)
    assert read(client, article, project=apart.slug).status_code == 404
    for person, status in ((charlie, 404), (rita, 404), (alice, 200)):
        client.force_login(person)
        assert read(client, article, project=apart.slug).status_code == status


def test_in_a_blind_project_each_reads_their_own_and_nobody_what_is_kept_for_others(
    client, article, alice, charlie
):
    blind = make_project(people=[alice, charlie], is_blind=True)
    make_claim(article, LAST, by=alice, project=blind, statement="Of alice")
    make_claim(article, "the new pumps", by=charlie, project=blind, statement="Of charlie")
    for person, own, foreign in ((alice, "alice", "charlie"), (charlie, "charlie", "alice")):
        client.force_login(person)
        html = told(client, article, project=blind.slug)
        assert f"Of {own}" in html and f"Of {foreign}" not in html
        assert 'All <span class="count">1<' in html
    assert read(client, article, project=blind.slug).status_code == 200


def test_nothing_of_one_viewer_is_kept_for_the_next(client, article, claim, alice, charlie, rita):
    client.force_login(charlie)
    Assessment.make(claim, credibility=5, by=charlie)
    assert ">–5<" in told(client, article)
    client.force_login(rita)
    html = told(client, article)
    assert ">–5<" not in html and "Not assessed yet" in html
    assert str(charlie.uuid) not in html
    assert 'Mine <span class="count">0<' in html
    client.force_login(alice)
    assert 'Mine <span class="count">1<' in told(client, article)


def test_archived_stories_are_for_reading_and_drafts_for_few(client, article, claim, alice, bob):
    article.archive(by=bob)
    client.force_login(alice)
    html = told(client, article)
    assert f"{LAST}</mark>" in html and "can-mark" not in main_of(html)
    draft = make_article(state=Article.DRAFT, by=alice)
    assert "can-mark" not in main_of(told(client, draft))


def test_an_archived_project_is_for_reading(client, article, claim, alice):
    apart = make_project(people=[alice])
    make_claim(article, LAST, by=alice, project=apart)
    apart.archived_at = timezone.now()
    apart.save()
    client.force_login(alice)
    html = told(client, article, project=apart.slug)
    assert f"{LAST}</mark>" in html and "can-mark" not in main_of(html)


def test_the_page_is_drawn_again_only_after_something_happened(
    client, article, claim, rita, django_assert_num_queries
):
    client.force_login(rita)
    read(client, article)
    # Session, person, story, projects, newest events, own judgements, notices.
    with django_assert_num_queries(7):
        read(client, article)
    make_claim(article, "the new pumps", by=rita)
    assert "the new pumps</mark>" in told(client, article)


def test_queries_do_not_grow_with_claims_sources_or_people(
    client, article, rita, bob, django_assert_num_queries
):
    client.force_login(rita)
    make_claim(article, LAST, by=make_user("one", "annotator"))
    with django_assert_num_queries(18):
        read(client, article)
    for number in range(12):
        who = make_user(f"annotator{number}", "annotator")
        source = make_source(f"Source {number}")
        claim = make_claim(article, LAST, by=who, source=source)
        Assessment.make(claim, credibility=2, by=rita)
    with django_assert_num_queries(18):
        read(client, article)


def test_no_process_keeps_a_painted_story_past_its_withdrawal(
    client, article, claim, olga, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.DATA_DIR = tmp_path
    read(client, article)
    assert page._draw.cache_info().currsize
    with django_capture_on_commit_callbacks(execute=True):
        withdrawing.withdraw(article, reason="A court says so", by=olga)
    assert page._draw.cache_info().currsize == drawn._drawn.cache_info().currsize == 0
    assert read(client, article).status_code == 451


def test_a_story_withdrawn_while_it_is_painted_is_not_kept(client, article, claim, monkeypatch):
    paint = page.paint

    def slowly(strokes):
        monkeypatch.undo()
        Event.objects.record("withdraw", article, by=None, story=article.uuid)
        read(client, make_article("Another story"))
        return paint(strokes)

    monkeypatch.setattr(page, "paint", slowly)
    read(client, article)
    assert page._draw.cache_info().currsize == 0


def test_a_story_revised_while_it_is_painted_is_painted_on_its_new_words(
    client, article, claim, monkeypatch
):
    first = page.readings
    new = make_wording(article.current.headline, "A new beginning.\n\n" + BODY)

    def slowly(*args, **more):
        found = first(*args, **more)
        monkeypatch.undo()
        revising.revise(article, new, by=None, reason="Longer", expected=1)
        return found

    monkeypatch.setattr(page, "readings", slowly)
    assert f">{LAST}</mark>" in told(client, article)


def test_a_long_page_is_kept_compressed_and_reads_the_same(client, alice, monkeypatch):
    monkeypatch.setattr("articles.parcels.WORTH_KEEPING", 100)
    story = make_article(body=BODY + "\n\n" + "Words. " * 300)
    make_claim(story, LAST, by=alice)
    plain = read(client, story)
    small = client.get(story.get_absolute_url(), headers={"Accept-Encoding": "gzip"})
    assert TOKEN.sub(b"", gzip.decompress(small.content)) == TOKEN.sub(b"", plain.content)
    assert len(small.content) < len(plain.content) / 2


def test_an_earlier_revision_shows_claims_as_they_were_anchored_there(client, article, claim, bob):
    new = make_wording(article.current.headline, "All else is gone.")
    revising.revise(article, new, by=bob, reason="", expected=1)
    first = reverse("articles:revision", args=[article.uuid, 1])
    html = client.get(first).content.decode()
    assert f">{LAST}</mark>" in html and f'id="claim-{claim.uuid}"' in html
    assert "no longer in the story" not in html
    second = client.get(reverse("articles:revision", args=[article.uuid, 2])).content.decode()
    assert "no longer in the story" in second and "<mark" not in second
    assert client.get(first, {"project": "none-such"}).status_code == 404
    other = make_project(people=[bob])
    client.force_login(bob)
    assert "<mark" not in client.get(first, {"project": other.slug}).content.decode()


def block(story, start, **query):
    address = reverse("annotations:block", args=[story.uuid, start])
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in query.items())}"


def test_a_block_has_a_page_of_its_own(client, article, claim):
    start = article.current.text.index("The mayor")
    html = client.get(block(article, start)).content.decode()
    assert f'<p id="b-{start}" data-start="{start}">The mayor' in html
    assert f">{LAST}</mark>" in html
    assert "Officials in the harbour" not in html
    assert client.get(block(article, 0)).content.decode().count("<h1") == 1


def test_a_block_is_sent_again_only_when_something_happened(client, article, claim, alice):
    address = block(article, 0)
    client.get(address)
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    make_claim(article, "the new pumps", by=alice)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_a_block_is_for_those_who_may_read_the_story_in_the_project(client, article, alice, rita):
    apart = make_project(people=[alice])
    draft = make_article(state=Article.DRAFT, by=alice)
    gone = make_article()
    Article.objects.filter(pk=gone.pk).update(state=Article.WITHDRAWN)
    client.force_login(rita)
    assert client.get(block(article, 0, project=apart.slug)).status_code == 404
    assert client.get(block(draft, 0)).status_code == 404
    assert client.get(block(gone, 0)).status_code == 451
    assert client.get(block(article, 7)).status_code == 404
    assert client.get(reverse("annotations:block", args=[uuid.uuid4(), 0])).status_code == 404
    assert client.post(block(article, 0)).status_code == 405
    client.force_login(alice)
    assert client.get(block(article, 0, project=apart.slug)).status_code == 200
    assert client.get(block(draft, 0)).status_code == 200
