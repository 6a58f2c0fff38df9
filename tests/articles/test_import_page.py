"""The import page: paste or upload, and what each refusal says and keeps."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Capture, RateLimit
from articles.views import imports
from tests.articles.dumps import (
    DUMP,
    HTML,
    NO_PAGES,
    REFUSED,
    STORY,
    make_stored,
)  # fmt: skip
from tests.makers import make_article

URL = "/import/"
HTMX = {"HTTP_HX_REQUEST": "true"}


def paste(client, text=DUMP, **fields):
    return client.post(URL, {"text": text, **fields})


def upload(data, name="page.html"):
    return SimpleUploadedFile(name, data)


def review_of(article):
    return reverse("articles:review", args=[article.uuid])


@pytest.fixture
def as_alice(client, alice):
    client.force_login(alice)
    return client


def test_it_shows_a_form_and_says_that_nothing_waits(as_alice):
    page = as_alice.get(URL).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert "Nothing waits." in page


def test_a_pasted_page_leads_to_its_review(as_alice, alice):
    response = paste(as_alice)
    article = Article.objects.get()
    assert response.status_code == 302 and response.url == review_of(article)
    assert article.importer == alice


def test_htmx_is_sent_on_and_told_that_it_is_stored(as_alice):
    response = as_alice.post(URL, {"text": DUMP}, **HTMX)
    assert response["HX-Redirect"] == review_of(Article.objects.get())
    assert "stored" in response["HX-Trigger"]


@pytest.mark.parametrize("data", [DUMP.encode(), HTML.encode(), DUMP.encode("utf-16")])
def test_an_uploaded_file_leads_to_its_review(data, as_alice):
    response = as_alice.post(URL, {"file": upload(data)})
    assert response.url == review_of(Article.objects.get())
    assert Capture.objects.get().data == data


def test_the_clipboards_html_is_taken_for_the_sake_of_its_links(as_alice):
    text = "\n\n".join(["Harbour town trusts its pumps", *STORY])
    paste(as_alice, text, html=HTML, address="https://coast.example/pumps")
    assert Article.objects.get().captures.get().kind == "html"


def test_the_text_stands_in_where_the_clipboards_html_is_refused(as_alice):
    assert paste(as_alice, html="<p><a href='/'>Home</a></p>").status_code == 302
    assert Capture.objects.get().data.decode().replace("\r\n", "\n") == DUMP


def test_a_duplicate_by_the_clipboards_html_is_told_and_not_tried_as_text(as_alice):
    stored = make_stored()
    response = paste(as_alice, DUMP, html=HTML)
    assert response.context["refusal"].article == stored


def test_pasted_source_is_taken_as_it_is_not_as_an_editor_coloured_it(as_alice):
    coloured = f"<pre><a href='/'>{HTML.replace('<', '&lt;')}</a></pre>"
    paste(as_alice, HTML, html=coloured)
    assert Article.objects.get().current.headline == "Harbour town trusts its pumps"


# What a form sends is text already: neither binary nor in an unknown encoding.
PASTED = [("pasted", code) for code in REFUSED if code not in ("binary", "bad_encoding")]


@pytest.mark.parametrize(("how", "code"), PASTED + [("uploaded", code) for code in REFUSED])
def test_each_refusal_has_its_code_and_says_what_to_do(how, code, as_alice):
    data = REFUSED[code]
    fields = {"file": upload(data)}
    if how == "pasted":
        fields = {"text": data.decode(), "address": "https://coast.example/pumps"}
    response = as_alice.post(URL, fields)
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert f"<code>{code}</code>" in page
    assert response.context["refusal"].seen in page
    assert response.context["refusal"].remedy in page
    assert not Article.objects.exists()
    if how == "pasted":
        assert data.decode().strip() in page.replace("\r\n", "\n")
        assert 'value="https://coast.example/pumps"' in page
    else:
        assert "Choose <strong>page.html</strong> again" in page


@pytest.mark.parametrize("what", NO_PAGES)
def test_what_is_no_page_is_named(what, as_alice):
    response = paste(as_alice, NO_PAGES[what].decode())
    refusal = response.context["refusal"]
    assert (response.status_code, refusal.code) == (422, "not_a_page")
    assert what in f"{refusal.seen} {refusal.remedy}"
    assert "Paste the text or the HTML of the page itself." in response.content.decode()


def test_a_page_that_takes_too_long_is_refused_and_kept(as_alice, slow):
    response = paste(as_alice, HTML)
    assert response.status_code == 422 and response.context["refusal"].code == "too_slow"
    assert HTML.splitlines()[-1] in unescape(response.content.decode())


def test_more_than_can_be_read_is_too_large(as_alice, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 50_000
    response = paste(as_alice, "word " * 20_000)
    assert response.status_code == 422 and response.context["refusal"].code == "too_large"


def test_more_fields_than_a_form_has_are_too_large(as_alice):
    response = as_alice.post(URL, {f"field{number}": "" for number in range(20_100)})
    assert response.status_code == 422


def test_a_broken_body_is_answered_in_words(as_alice):
    response = as_alice.generic("POST", URL, b"no parts", content_type="multipart/form-data")
    assert response.status_code == 422
    assert "did not arrive whole" in response.content.decode()


def test_a_file_is_read_no_further_than_the_largest_page(as_alice, monkeypatch):
    monkeypatch.setattr("articles.uploading.MOST", 1_000)
    as_alice.post(URL, {"file": upload(DUMP.encode() * 3, "long.txt")})
    assert Capture.objects.get().size == 1_000


def test_htmx_gets_the_refusal_alone(as_alice):
    response = as_alice.post(URL, {"text": "Nothing"}, **HTMX)
    page = response.content.decode()
    assert response.status_code == 422
    assert page.startswith('<div class="refusal" id="refusal"') and "<form" not in page


def test_an_address_that_is_none_is_told_and_kept(as_alice):
    response = paste(as_alice, address="coast.example")
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert "This is not a web address." in page
    assert 'value="coast.example"' in page and STORY[1] in page


def test_a_file_and_pasted_text_at_once_are_one_too_many(as_alice):
    response = paste(as_alice, file=upload(b"Another page"))
    assert response.status_code == 422
    assert "There is a file and pasted text." in response.content.decode()


def test_a_duplicate_leads_to_the_stored_story(as_alice):
    stored = make_stored()
    response = paste(as_alice, address=stored.address)
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert "<code>duplicate</code>" in page
    assert f'href="{stored.get_absolute_url()}"' in page and "Pumps" in page
    assert "Add as a revision" not in page
    assert STORY[1] in page


def test_a_duplicate_of_ones_own_draft_leads_to_its_review(as_alice):
    paste(as_alice)
    page = paste(as_alice).content.decode()
    assert f'href="{review_of(Article.objects.get())}"' in page
    assert "Add as a revision" in page


def test_a_duplicate_that_one_may_not_see_says_no_more_than_that(client, alice, charlie):
    stored = make_stored(state=Article.DRAFT, by=alice)
    client.force_login(charlie)
    page = paste(client, address=stored.address).content.decode()
    assert "<code>duplicate</code>" in page and "A curator can tell you more." in page
    assert str(stored.uuid) not in page and "Pumps" not in page.replace("its pumps", "")


def test_a_duplicate_of_a_withdrawn_story_says_so(client, bob):
    stored = make_stored()
    Article.objects.update(state=Article.WITHDRAWN)
    client.force_login(bob)
    page = paste(client, address=stored.address).content.decode()
    assert "It was withdrawn" in page and "Add as a revision" not in page


def test_a_curator_adds_what_was_pasted_as_a_revision(client, bob):
    stored = make_stored()
    client.force_login(bob)
    assert f'value="{stored.uuid}"' in paste(client, address=stored.address).content.decode()
    response = paste(client, revision_of=stored.uuid)
    assert response.url == reverse("articles:revision", args=[stored.uuid, 2])
    stored.refresh_from_db()
    assert stored.current.headline == "Harbour town trusts its pumps"
    assert stored.current.editor == bob


def test_a_revision_of_ones_own_draft_goes_on_to_its_review(as_alice, alice):
    draft = make_stored(state=Article.DRAFT, by=alice)
    assert paste(as_alice, revision_of=draft.uuid).url == review_of(draft)
    assert draft.revisions.count() == 2


def test_nobody_adds_a_revision_to_what_is_not_theirs(as_alice):
    stored = make_stored()
    response = paste(as_alice, address=stored.address, revision_of=stored.uuid)
    assert response.status_code == 422 and response.context["refusal"].code == "duplicate"
    assert stored.revisions.count() == 1


def test_a_story_withdrawn_meanwhile_takes_no_revision(client, bob, monkeypatch):
    stored = make_stored()
    client.force_login(bob)
    chosen = lambda request: stored  # noqa: E731
    monkeypatch.setattr(imports, "_story_to_revise", chosen)
    Article.objects.update(state=Article.WITHDRAWN)
    response = paste(client)
    assert response.status_code == 422
    assert "A withdrawn story has no words to change." in response.content.decode()


def test_a_nonsense_story_to_revise_is_a_new_import(as_alice):
    paste(as_alice, revision_of="nonsense")
    assert Article.objects.count() == 1


def test_the_thirty_first_page_within_an_hour_waits(as_alice, alice):
    RateLimit.objects.create(key=f"import {alice.uuid}", count=30, since=timezone.now())
    response = paste(as_alice)
    page = unescape(response.content.decode())
    assert response.status_code == 429
    assert "Try again in 60 minutes" in page and STORY[1] in page
    assert not Article.objects.exists()


def test_drafts_wait_below_for_their_importer_and_for_curators(client, alice, bob, charlie):
    mine = make_article("Alice imported this", state=Article.DRAFT, by=alice)
    make_article("Charlie imported this", state=Article.DRAFT, by=charlie)
    make_article("This is published", by=alice)
    client.force_login(alice)
    page = client.get(URL).content.decode()
    assert review_of(mine) in page
    assert "Charlie" not in page and "This is published" not in page
    client.force_login(bob)
    page = client.get(URL).content.decode()
    assert "Alice imported this" in page and "Charlie imported this" in page


def test_a_long_list_of_drafts_is_cut_and_says_so(client, bob, monkeypatch):
    monkeypatch.setattr(imports, "MOST_LISTED", 1)
    make_article(state=Article.DRAFT)
    make_article(state=Article.DRAFT)
    client.force_login(bob)
    assert "The newest 1 are listed." in client.get(URL).content.decode()


def test_it_asks_as_often_for_many_drafts_as_for_few(client, bob, django_assert_num_queries):
    client.force_login(bob)
    make_article(state=Article.DRAFT)
    client.get(URL)
    for _ in range(9):
        make_article(state=Article.DRAFT)
    with django_assert_num_queries(5):
        client.get(URL)


def test_it_needs_a_sign_in(client, db):
    response = client.get(URL)
    assert response.status_code == 302 and response.url.endswith("?next=/import/")


def test_a_reader_may_not_import(client, rita):
    client.force_login(rita)
    assert client.get(URL).status_code == 403
    assert paste(client).status_code == 403


def test_what_was_pasted_after_a_sign_out_is_given_back(client, db):
    response = paste(client, address="https://coast.example/pumps")
    page = unescape(response.content.decode())
    assert response.status_code == 403
    assert STORY[2] in page and "You were signed out" in page


def test_htmx_is_sent_to_sign_in(client, db):
    response = client.post(URL, {"text": DUMP}, **HTMX)
    assert response["HX-Redirect"].endswith("?next=/import/")
    assert "HX-Trigger" not in response


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(as_alice, method):
    assert getattr(as_alice, method)(URL).status_code == 405


def test_a_post_needs_its_token(alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post(URL, {"text": DUMP}).status_code == 403
    assert not Article.objects.exists()
