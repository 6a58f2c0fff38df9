"""The import review: sorting a draft, keeping, publishing and discarding it."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles import importing, revising
from articles.models import Article, Event, Teaser
from articles.review_sheet import sheet_of
from articles.review_typed import TypedReview
from articles.rows import MOST_ROWS
from tests.articles.dumps import DUMP, STORY
from tests.makers import make_article, make_capture, make_teaser, make_wording

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def draft(alice):
    return importing.take_in(DUMP.encode(), by=alice)


@pytest.fixture
def as_bob(client, bob):
    client.force_login(bob)
    return client


@pytest.fixture
def as_alice(client, alice):
    client.force_login(alice)
    return client


def url(article):
    return reverse("articles:review", args=[article.uuid])


def filled_in(article, person, **changes):
    """The form of the stored draft as a browser would send it, with some of it changed."""
    sheet = sheet_of(Article.objects.with_words().get(pk=article.pk), person)
    sent = {name: str(value) for name, value in sheet.form.initial.items()}
    for row in sheet.rows:
        named = {"kind": row.kind, "text": row.text, "summary": row.summary,
                 "address": row.address, "group": row.group}  # fmt: skip
        sent |= {f"row-{row.number}-{part}": value for part, value in named.items()}
    return {**sent, "act": "keep", **changes}


def number_of(article, person, words):
    """The number of the row that begins with these words."""
    sheet = sheet_of(Article.objects.with_words().get(pk=article.pk), person)
    return next(row.number for row in sheet.rows if row.text.startswith(words))


def now(article):
    return Article.objects.with_words().get(pk=article.pk)


def headlines(article):
    return [teaser.headline for teaser in article.teasers.order_by("position")]


def test_it_shows_the_story_and_what_came_along(as_bob, draft):
    page = unescape(as_bob.get(url(draft)).content.decode())
    for words in ("Harbour town trusts its pumps", *STORY, "Older pumps failed", "worn seals"):
        assert words in page
    assert 'value="The Coast Tribune"' in page and 'value="2024-03-03"' in page
    assert "4 blocks," in page
    assert 'value="publish"' in page


def test_an_importer_sends_to_a_curator_and_cannot_publish(as_alice, alice, draft):
    page = as_alice.get(url(draft)).content.decode()
    assert "Send to a curator" in page and 'value="publish"' not in page
    assert as_alice.post(url(draft), filled_in(draft, alice, act="publish")).status_code == 403
    assert now(draft).state == Article.DRAFT


def test_doubtful_blocks_say_why(as_bob, bob, draft):
    capture = draft.captures.get()
    capture.decisions = [
        {"about": "blocks", "rule": "Short, no full stop.", "confidence": 0.5, "index": 1,
         "words": STORY[1]},
        {"about": "teasers", "rule": "Full sentences.", "confidence": 0.5, "index": 0,
         "words": headlines(draft)[0]},
        {"about": "headline", "rule": "It may be the site's name.", "confidence": 0.5},
        {"about": "byline", "rule": "A name in the head.", "confidence": 0.5},
        {"about": "publisher", "rule": "Named with the byline.", "confidence": 0.9},
        {"about": "blocks", "rule": "Not doubtful.", "confidence": 0.9, "index": 0},
        {"about": "left out", "rule": "The page's frame: Sign up", "confidence": 0.9},
    ]  # fmt: skip
    capture.save()
    page = unescape(as_bob.get(url(draft)).content.decode())
    for why in ("Short, no full stop.", "Full sentences.", "It may be the site's name."):
        assert f'<span class="why" lang="en">{why}</span>' in page
    assert "4 places are doubtful." in page and page.count(" data-doubt>") == 4
    assert "The page's frame: Sign up" in page and "1 line of the page left out" in page
    number = number_of(draft, bob, STORY[1][:20])
    sent = filled_in(draft, bob, **{f"row-{number}-kind": "quote", "byline": "Ann"})
    as_bob.post(url(draft), sent)
    assert "Short, no full stop." in unescape(as_bob.get(url(draft)).content.decode())


def test_a_draft_without_capture_is_reviewed_too(as_bob, db):
    article = make_article(state=Article.DRAFT)
    page = as_bob.get(url(article)).content.decode()
    assert "Nothing is doubtful." in page


def test_who_imported_when_and_how_much(as_bob, alice, bob, draft):
    assert "Brought in by Alice just now" in as_bob.get(url(draft)).content.decode()
    capture = draft.captures.get()
    capture.captured_at = capture.captured_at.replace(year=2024)
    capture.by = bob
    capture.save()
    page = as_bob.get(url(draft)).content.decode()
    assert "Brought in by you" in page and "year" in page
    draft.captures.update(by=None)
    assert "Imported" in as_bob.get(url(draft)).content.decode()


def test_saving_what_nobody_touched_changes_nothing(as_bob, bob, draft):
    before = Event.objects.count()
    teasers = set(draft.teasers.values_list("uuid", flat=True))
    response = as_bob.post(url(draft), filled_in(draft, bob))
    assert response.status_code == 302 and response.url == url(draft)
    assert draft.revisions.count() == 1
    assert set(draft.teasers.values_list("uuid", flat=True)) == teasers
    assert Event.objects.count() == before


def test_changed_words_are_a_new_revision(as_bob, bob, draft):
    number = number_of(draft, bob, STORY[0][:20])
    as_bob.post(url(draft), filled_in(draft, bob, **{f"row-{number}-text": "They *held*."}))
    words = now(draft).current
    assert (words.number, words.reason, words.editor) == (2, "Import reviewed", bob)
    assert (words.body[0].text, words.body[0].emphasis) == ("They held.", ((5, 9),))
    assert words.source_minutes == 2


def test_every_field_is_stored(as_bob, bob, draft):
    sent = filled_in(
        draft, bob, publisher="Harbour Post", byline="Ann Lee", language="pt-BR",
        published="2024-03-04 09:30 +01:00", address="HTTPS://Coast.example/pumps/?utm_source=x",
        audience="everyone",
    )  # fmt: skip
    as_bob.post(url(draft), sent)
    article = now(draft)
    assert article.publisher.name == "Harbour Post"
    assert article.address == "https://coast.example/pumps"
    assert (article.language, article.audience) == ("pt-BR", "everyone")
    assert article.current.byline == "Ann Lee"
    assert article.current.published == "2024-03-04T09:30+01:00"


def test_without_script_the_kind_moves_a_block_across(as_bob, bob, draft):
    last = number_of(draft, bob, STORY[2][:20])
    first = number_of(draft, bob, "Another town")
    sent = filled_in(
        draft, bob, **{f"row-{last}-kind": "related", f"row-{first}-kind": "paragraph"}
    )
    as_bob.post(url(draft), sent)
    article = now(draft)
    assert article.current.body[-1].text == (
        "Another town looks on as the water rises. "
        "The council will vote on a barrier of its own in May."
    )
    assert headlines(article)[0] == STORY[2]
    assert len(headlines(article)) == 3


@pytest.mark.parametrize(
    ("act", "words", "order"),
    [("up", "Older pumps", [1, 0, 2]), ("down", "Older pumps", [0, 2, 1]),
     ("up", "Another town", [0, 1, 2])],
)  # fmt: skip
def test_without_script_buttons_move_a_row(as_bob, bob, draft, act, words, order):
    before = headlines(draft)
    number = number_of(draft, bob, words)
    response = as_bob.post(url(draft), filled_in(draft, bob, act=f"{act}-{number}"))
    assert headlines(draft) == [before[place] for place in order]
    assert response.url == f"{url(draft)}#row-{number_of(draft, bob, words)}"


def test_without_script_a_button_moves_a_row_across(as_bob, bob, draft):
    number = number_of(draft, bob, "Older pumps")
    as_bob.post(url(draft), filled_in(draft, bob, act=f"across-{number}"))
    assert now(draft).current.body[-1].text.startswith("Older pumps failed")
    as_bob.post(url(draft), filled_in(draft, bob, act="across-999"))
    assert len(headlines(draft)) == 2


def test_an_empty_row_that_is_filled_is_added(as_bob, bob, draft):
    sheet = sheet_of(now(draft), bob)
    story, along = (shown.row.number for shown in sheet.fresh)
    sent = filled_in(draft, bob, **{
        f"row-{story}-kind": "quote", f"row-{story}-text": "It held.",
        f"row-{along}-kind": "sponsored", f"row-{along}-text": "Buy pumps",
        f"row-{along}-address": "https://pumps.example/", f"row-{along}-group": "Offers",
    })  # fmt: skip
    as_bob.post(url(draft), sent)
    assert now(draft).current.body[-1].kind == "quote"
    teaser = draft.teasers.last()
    assert (teaser.kind, teaser.address, teaser.group) == (
        "sponsored", "https://pumps.example/", "Offers",
    )  # fmt: skip


def test_the_order_of_the_form_is_the_order_of_the_story(as_bob, bob, draft):
    sent = filled_in(draft, bob)
    as_bob.post(url(draft), dict(reversed(sent.items())))
    assert [block.text for block in now(draft).current.body] == list(reversed(STORY))
    assert headlines(draft)[0].startswith("Fishermen")


def test_another_block_becomes_the_headline(as_bob, bob, draft):
    number = number_of(draft, bob, STORY[1][:20])
    as_bob.post(url(draft), filled_in(draft, bob, **{f"row-{number}-kind": "headline"}))
    words = now(draft).current
    assert words.headline == STORY[1]
    assert words.body[0].text == "Harbour town trusts its pumps"


def test_a_teaser_that_stays_keeps_its_identity_and_its_cut(as_bob, bob, draft):
    Teaser.objects.filter(headline__startswith="Older").update(truncated=True)
    kept = draft.teasers.get(truncated=True)
    first = number_of(draft, bob, "Another town")
    as_bob.post(url(draft), filled_in(draft, bob, **{f"row-{first}-kind": "left_out"}))
    again = draft.teasers.first()
    assert (again.uuid, again.truncated, again.position) == (kept.uuid, True, 0)
    event = Event.objects.on_story(draft).get(verb="sort_teasers")
    assert (event.before, event.after) == ({"teasers": 3}, {"teasers": 2})


def test_teasers_of_a_review_lead_to_the_stories_here(as_bob, bob, draft):
    other = make_article("Somewhere else the sea wall gave way")
    number = number_of(draft, bob, "Another town")
    sent = filled_in(draft, bob, **{f"row-{number}-text": "Somewhere else the sea wall gave way"})
    as_bob.post(url(draft), sent)
    assert draft.teasers.first().story == other


def test_a_new_address_draws_teasers_elsewhere(as_bob, bob, draft):
    teaser = make_teaser(make_article(), "Pumps", address="http://coast.example/pumps")
    as_bob.post(url(draft), filled_in(draft, bob, address="https://coast.example/pumps"))
    teaser.refresh_from_db()
    assert teaser.story == draft


def test_a_curator_publishes(as_bob, bob, draft):
    response = as_bob.post(url(draft), filled_in(draft, bob, act="publish"))
    assert response.status_code == 302 and response.url == draft.get_absolute_url()
    assert now(draft).state == Article.PUBLISHED
    assert as_bob.get(url(draft)).url == draft.get_absolute_url()


def test_an_importer_keeps_it_for_a_curator(as_alice, alice, draft):
    sent = as_alice.post(url(draft), filled_in(draft, alice, byline="Ann"), follow=True)
    assert "Kept for a curator; you can still change it." in sent.content.decode()
    assert (now(draft).state, now(draft).current.byline) == (Article.DRAFT, "Ann")


@pytest.mark.parametrize("written", ["7 September 2022", "Sept 7, 2022", "2022-09-07"])
def test_a_date_is_taken_as_pages_print_it(as_bob, bob, draft, written):
    as_bob.post(url(draft), filled_in(draft, bob, published=written))
    assert now(draft).current.published == "2022-09-07"


def test_a_draft_is_discarded(as_bob, bob, draft):
    response = as_bob.post(url(draft), filled_in(draft, bob, act="discard"), follow=True)
    assert "was thrown away" in response.content.decode()
    assert not Article.objects.filter(pk=draft.pk).exists()
    assert Event.objects.get(verb="discard").by == bob


def test_htmx_gets_the_saved_form_or_is_sent_on(as_bob, bob, draft):
    kept = as_bob.post(url(draft), filled_in(draft, bob, byline="Ann"), **HTMX)
    page = kept.content.decode()
    assert page.startswith("<import-review") and "Kept as a draft." in page
    assert "stored" in kept["HX-Trigger"]
    assert 'name="expected" value="2"' in page
    published = as_bob.post(url(draft), filled_in(draft, bob, act="publish"), **HTMX)
    assert published["HX-Redirect"] == draft.get_absolute_url()
    assert "stored" in published["HX-Trigger"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("published", "yesterday", "Write the date as 2022-09-07"),
        ("published", "2022-09-07 16:42", "the time with its zone"),
        ("published", "7 September 2022, 16:42", "the time with its zone"),
        ("published", "09/07/2022", "Write the date as"),
        ("published", "2022-02-31", "Write the date as"),
        ("published", "0001-01-01T00:00+14:00", "Write the date as"),
        ("address", "javascript:alert(1)", "This is not a web address."),
        ("language", "English!", "Write a language as en"),
        ("byline", "A" * 501, "at most 500 characters"),
        ("publisher", "A\x00B", "Null characters are not allowed."),
        ("audience", "martians", "Not saved yet."),
        ("expected", "", "Not saved yet."),
    ],
)
def test_a_field_that_cannot_be_read_is_told_and_nothing_is_lost(
    as_bob, bob, draft, field, value, words
):
    number = number_of(draft, bob, STORY[0][:20])
    sent = filled_in(draft, bob, **{field: value, f"row-{number}-text": "Typed by hand."})
    for extra in ({}, HTMX):
        response = as_bob.post(url(draft), sent, **extra)
        page = unescape(response.content.decode())
        assert response.status_code == 422
        assert words in page and "Typed by hand." in page
    assert draft.revisions.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"headline": "left_out"}, "A story has a headline"),
        ({"headline": "paragraph"}, "A story has a headline"),
        ({"all": "caption"}, "at least one paragraph"),
    ],
)
def test_a_story_without_its_parts_is_not_published(as_bob, bob, draft, changes, words):
    sent = filled_in(draft, bob, act="publish")
    for name, value in list(sent.items()):
        if name.endswith("-kind") and value == "headline" and "headline" in changes:
            sent[name] = changes["headline"]
        if name.endswith("-kind") and value == "paragraph" and "all" in changes:
            sent[name] = changes["all"]
    response = as_bob.post(url(draft), sent)
    assert response.status_code == 422 and words in response.content.decode()
    assert now(draft).state == Article.DRAFT


def test_a_teasers_address_that_is_none_is_told_at_its_row(as_bob, bob, draft):
    number = number_of(draft, bob, "Another town")
    sent = filled_in(draft, bob, **{f"row-{number}-address": "coast.example/other"})
    page = as_bob.post(url(draft), sent).content.decode()
    assert 'class="fault"' in page and "coast.example/other" in page


def test_the_address_of_another_story_is_refused(as_bob, bob, draft):
    make_article(address="http://coast.example/pumps")
    sent = filled_in(draft, bob, address="https://coast.example/pumps")
    response = as_bob.post(url(draft), sent)
    assert response.status_code == 422
    assert "Another story here has this address." in response.content.decode()


def test_an_address_taken_at_the_same_moment_is_refused(as_bob, bob, draft, monkeypatch):
    make_article(address="https://coast.example/pumps")
    monkeypatch.setattr("articles.review_typed.TypedReview._others_address", lambda self: False)
    sent = filled_in(draft, bob, address="https://coast.example/pumps", byline="Typed")
    page = as_bob.post(url(draft), sent).content.decode()
    assert "Another story here has this address already." in page and 'value="Typed"' in page


def test_more_text_than_a_story_is_refused(as_bob, bob, draft):
    number = number_of(draft, bob, STORY[0][:20])
    sent = filled_in(draft, bob, **{f"row-{number}-text": "word " * 220_000})
    response = as_bob.post(url(draft), sent)
    assert response.status_code == 422 and "more than 1 MB" in response.content.decode()


def test_a_stale_review_shows_mine_and_theirs_and_can_be_saved_again(as_bob, alice, bob, draft):
    number = number_of(draft, bob, STORY[0][:20])
    mine = filled_in(draft, bob, **{f"row-{number}-text": "Bob wrote this."})
    revising.revise(draft, make_wording("Alice wrote this"), by=alice, reason="", expected=1)
    for extra in (HTMX, {}):
        response = as_bob.post(url(draft), mine, **extra)
        page = unescape(response.content.decode())
        assert response.status_code == 409
        assert "Somebody else saved this import" in page
        assert "Bob wrote this." in page and "Alice" in page
        assert "<del>" in page and "<ins>" in page
    sheet = response.context["sheet"]
    mine |= {"expected": sheet.form["expected"].value(), "seen": sheet.form["seen"].value()}
    assert as_bob.post(url(draft), mine).status_code == 302
    assert now(draft).current.number == 3
    assert now(draft).current.body[0].text == "Bob wrote this."


def test_teasers_that_somebody_else_sorted_are_stale_too(as_bob, alice, bob, draft):
    mine = filled_in(draft, bob, byline="Bob's")
    draft.teasers.first().remove(by=alice)
    response = as_bob.post(url(draft), mine)
    assert response.status_code == 409 and 'value="Bob&#x27;s"' in response.content.decode()
    mine["act"] = "discard"
    assert as_bob.post(url(draft), mine).status_code == 409
    assert Article.objects.filter(pk=draft.pk).exists()


def test_an_importer_whose_draft_was_published_keeps_what_was_typed(as_alice, alice, bob, draft):
    mine = filled_in(draft, alice, byline="Alice's")
    now(draft).publish(by=bob)
    response = as_alice.post(url(draft), mine)
    page = unescape(response.content.decode())
    assert response.status_code == 409
    assert "it is published" in page and 'value="Alice\'s"' in page
    assert 'value="keep" data-kind' not in page
    assert as_alice.get(url(draft)).url == draft.get_absolute_url()


def test_a_withdrawn_import_is_told_and_changes_nothing(as_bob, alice, bob, draft):
    mine = filled_in(draft, bob)
    Article.objects.filter(pk=draft.pk).update(state=Article.WITHDRAWN)
    response = as_bob.post(url(draft), mine)
    assert response.status_code == 409 and "it is withdrawn" in response.content.decode()


def test_a_draft_that_is_gone_gives_back_what_was_typed(as_alice, alice, draft):
    mine = filled_in(draft, alice, byline="Alice's")
    draft.discard(by=alice)
    response = as_alice.post(url(draft), mine)
    page = unescape(response.content.decode())
    assert response.status_code == 404
    assert "This import is gone" in page and "Alice's" in page and STORY[0] in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_more_rows_than_any_page_has_are_given_back_unread(as_bob, draft, monkeypatch, headers):
    rows = {f"row-{number}-kind": "headline" for number in range(MOST_ROWS + 1)}
    monkeypatch.setattr(TypedReview, "settled", property(lambda _: pytest.fail("looked at them")))
    response = as_bob.post(url(draft), {**rows, "row-7-text": "Typed by hand."}, **headers)
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert "at most 3,000 paragraphs" in page and "Typed by hand." in page
    assert draft.revisions.count() == 1


def test_a_draft_that_goes_while_it_is_saved_gives_back_what_was_typed(
    as_bob, bob, draft, monkeypatch
):
    mine = filled_in(draft, bob, byline="Bob's")
    judge = TypedReview.is_valid

    def judge_slowly(typed):
        now(draft).discard(by=bob)
        return judge(typed)

    monkeypatch.setattr(TypedReview, "is_valid", judge_slowly)
    response = as_bob.post(url(draft), mine)
    assert response.status_code == 404 and "Bob&#x27;s" in response.content.decode()


def test_what_was_typed_after_a_sign_out_is_given_back(client, alice, draft):
    response = client.post(url(draft), filled_in(draft, alice, byline="Alice's"))
    assert response.status_code == 403 and STORY[0] in unescape(response.content.decode())


def test_strangers_find_nothing(client, charlie, rita, draft):
    client.force_login(charlie)
    assert client.get(url(draft)).status_code == 404
    assert client.post(url(draft), {"act": "discard"}).status_code == 404
    client.force_login(rita)
    assert client.get(url(draft)).status_code == 403
    client.logout()
    assert client.get(url(draft)).status_code == 302
    assert Article.objects.filter(pk=draft.pk).exists()


def test_a_missing_import_is_not_found(as_bob):
    assert as_bob.get(reverse("articles:review", args=[uuid.uuid4()])).status_code == 404


def test_other_methods_are_refused(as_bob, draft):
    assert as_bob.delete(url(draft)).status_code == 405


def test_a_post_needs_its_token(bob, draft):
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    assert client.post(url(draft), filled_in(draft, bob)).status_code == 403


def test_ten_thousand_fields_are_read_and_more_are_refused(as_bob, bob, draft):
    many = {f"row-{number}-kind": "paragraph" for number in range(100, 2_100)}
    many |= {f"row-{number}-text": f"Line {number}." for number in range(100, 2_100)}
    assert as_bob.post(url(draft), filled_in(draft, bob, **many)).status_code == 302
    assert len(now(draft).current.body) == 2_003
    more = {f"field{number}": "" for number in range(20_100)}
    response = as_bob.post(url(draft), more)
    assert response.status_code == 400 and "<main" in response.content.decode()


def test_nonsense_kinds_and_numbers_do_no_harm(as_bob, bob, draft):
    sent = filled_in(draft, bob, **{
        "row-9999999-kind": "paragraph", "row-50-kind": "dance", "row-50-text": "A step.",
        "row-x-kind": "quote", "act": "up-51",
    })  # fmt: skip
    assert as_bob.post(url(draft), sent).status_code == 302
    assert now(draft).current.body[-1].text == "A step."


def test_a_left_out_row_stays_in_its_half_when_something_else_is_wrong(as_bob, bob, draft):
    story, along = number_of(draft, bob, STORY[0][:20]), number_of(draft, bob, "Another town")
    sent = filled_in(draft, bob, published="yesterday", **{
        f"row-{story}-kind": "left_out", f"row-{along}-kind": "left_out",
    })  # fmt: skip
    sheet = as_bob.post(url(draft), sent).context["sheet"]
    assert story in [shown.row.number for shown in sheet.story]
    assert along in [shown.row.number for shown in sheet.along]


def test_a_picture_stays_one(as_bob, bob, db):
    article = make_article(body="![A pump](samples/pump.svg) It held\n\nWords.", state="draft")
    make_capture(article)
    assert '<option value="picture" selected>' in as_bob.get(url(article)).content.decode()
    as_bob.post(url(article), filled_in(article, bob))
    assert article.revisions.count() == 1


def test_it_asks_as_often_for_many_rows_as_for_few(as_bob, bob, draft, django_assert_num_queries):
    as_bob.get(url(draft))
    for number in range(20):
        make_teaser(draft, f"Town number {number} looks on as the water rises")
    with django_assert_num_queries(6):
        as_bob.get(url(draft))


def test_words_are_counted_where_no_spaces_part_them(as_bob, db):
    article = make_article("港の町", "ポンプは *動いた* and held.", state="draft", language="ja")
    assert "2 blocks, 12 words" in as_bob.get(url(article)).content.decode()


def test_a_time_is_shown_as_people_read_it_and_stays_what_it_is(as_bob, bob, db):
    article = make_article(state="draft", published="2022-09-07T16:42+02:00")
    page = as_bob.get(url(article)).content.decode()
    assert 'value="2022-09-07 16:42 +02:00"' in page
    as_bob.post(url(article), filled_in(article, bob))
    assert article.revisions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_save_at_once_one_wins_and_the_others_are_told(bob):
    draft = importing.take_in(DUMP.encode(), by=bob)
    forms = [filled_in(draft, bob, byline=f"Writer {number}") for number in range(8)]

    def save(sent):
        client = Client()
        client.force_login(bob)
        try:
            return client.post(url(draft), sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        answers = sorted(threads.map(save, forms))
    assert answers == [302] + 7 * [409]
    assert draft.revisions.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_import_one_page_at_once_one_stores_it(bob):
    def take_in(number):
        try:
            address = "https://coast.example/pumps"
            return importing.take_in(DUMP.encode(), by=bob, address=address) and "stored"
        except importing.Duplicate as duplicate:
            return duplicate.code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        answers = sorted(threads.map(take_in, range(8)))
    assert answers == 7 * ["duplicate"] + ["stored"]
    assert Article.objects.count() == 1
