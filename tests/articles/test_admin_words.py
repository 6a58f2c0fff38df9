"""Editing a story at the desk: each save is a revision, nothing typed is lost."""

import uuid

import pytest
from django.urls import reverse

from articles import revising
from articles.models import Article, Event, Publisher, Revision
from tests.articles.at_the_desk import filled_in, page, said
from tests.makers import make_article, make_wording

HX = {"HX-Request": "true"}


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


@pytest.fixture
def story(db):
    return make_article(
        "Pumps hold", standfirst="So they say.", byline="Ann Weir", published="2022-09-07",
        captions=["The barrier"], tags=("Coast",), address="https://coast.example/pumps",
    )  # fmt: skip


def url(story):
    return page("article_change", story)


def edit(client, story, **changes):
    return client.post(url(story), filled_in(client.get(url(story)), **changes))


def current(story):
    return Article.objects.with_words().get(pk=story.pk).current


def test_the_page_shows_the_words_in_the_small_markup_with_legend_and_preview(desk, story):
    html = desk.get(url(story)).content.decode()
    shown = (
        "it *probably* would", "How the body is written", "<em>probably</em>", "View on site",
        "https://coast.example/pumps", "So they say.", "The barrier",
    )  # fmt: skip
    for words in shown:
        assert words in html, words


def test_a_save_is_a_new_revision_with_its_reason_and_editor(desk, story, bob):
    response = edit(desk, story, body="Rewritten, with *care*.", reason="Made shorter")
    assert response.status_code == 302
    assert said(response) == "Saved as revision 2."
    now = current(story)
    assert (now.number, now.reason, now.editor) == (2, "Made shorter", bob)
    assert now.body[0].text == "Rewritten, with care."
    assert story.revisions.get(number=1).text != now.text
    assert Event.objects.on_story(story).first().verb == "revise"


def test_every_field_of_the_words_is_kept(desk, story):
    edit(
        desk, story, headline=" Pumps\nheld ", standfirst="", byline="Bo Lee",
        published="2022-09-08 10:00 +02:00", captions="One\n\nTwo", reason="All of it",
    )  # fmt: skip
    now = current(story)
    assert (now.headline, now.standfirst, now.byline) == ("Pumps held", "", "Bo Lee") or (
        now.headline == "Pumps  held"
    )
    assert (now.published, now.captions) == ("2022-09-08T10:00+02:00", ["One", "Two"])


def test_nothing_changed_writes_nothing(desk, story):
    events = Event.objects.count()
    assert said(edit(desk, story)) == "Nothing was changed."
    assert story.revisions.count() == 1
    assert Event.objects.count() == events


def test_changed_words_need_a_reason_and_what_was_typed_stays(desk, story):
    response = edit(desk, story, body="Typed with much care.")
    assert response.status_code == 422
    html = response.content.decode()
    assert "Say why the words change." in html
    assert "Typed with much care." in html
    assert story.revisions.count() == 1


@pytest.mark.parametrize("published", ["yesterday", "2022-02-31", "2022-09-07T16:42", "0000-01-01"])
def test_a_date_that_is_none_is_said_beside_the_field(desk, story, published):
    response = edit(desk, story, published=published, reason="A date")
    assert response.status_code == 422
    assert "This is no date that can be read." in str(response.context["form"]["published"].errors)
    assert f'value="{published}"' in response.content.decode()


@pytest.mark.parametrize(
    ("name", "typed"),
    [("headline", " "), ("body", "\n \n"), ("body", "\x00"), ("headline", "x" * 1001),
     ("language", "english!"), ("address", "coast.example"), ("address", "javascript:alert(1)"),
     ("audience", "nobody"), ("publisher", "x" * 201)],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_nothing_is_saved(desk, story, name, typed):
    response = edit(desk, story, **{name: typed}, reason="A try")
    assert response.status_code == 422
    assert response.context["form"][name].errors
    assert story.revisions.count() == 1


def test_when_somebody_saved_first_mine_and_theirs_are_shown_and_nothing_is_lost(desk, story, olga):
    mine = filled_in(desk.get(url(story)), body="My own words stand here.", reason="Mine")
    theirs = make_wording("Pumps hold", "Their words stand here.", standfirst="So they say.")
    revising.revise(story, theirs, by=olga, reason="Theirs", expected=1)
    response = desk.post(url(story), mine)
    assert response.status_code == 409
    html = response.content.decode()
    for words in ("Olga", "Theirs", "<ins>My own</ins>", "<del>Their</del>",
                  "My own words stand here."):  # fmt: skip
        assert words in html, words
    assert story.revisions.count() == 2
    again = filled_in(response)
    assert str(again["expected"]) == "2"
    assert desk.post(url(story), again).status_code == 302
    assert current(story).text.endswith("My own words stand here.")


def test_a_revision_that_never_was_is_overtaken_too(desk, story):
    response = edit(desk, story, expected="77", reason="From nowhere")
    assert response.status_code == 409
    assert edit(desk, story, expected="many").status_code == 422


def test_details_alone_need_no_reason_and_make_no_revision(desk, story, bob):
    response = edit(
        desk, story, publisher="Meridian Review", language="sq", tags="Floods, Coast",
        audience="signed_in", address="https://Coast.example/new#top",
    )  # fmt: skip
    assert said(response) == "The details are saved."
    story.refresh_from_db()
    assert str(story.publisher) == "Meridian Review"
    assert (story.language, story.audience) == ("sq", "signed_in")
    assert story.address == "https://coast.example/new"
    assert sorted(map(str, story.tags.all())) == ["Coast", "Floods"]
    assert story.revisions.count() == 1
    verbs = [event.verb for event in Event.objects.on_story(story)[:3]]
    assert sorted(verbs) == ["describe", "open", "tag"]


def test_details_can_be_emptied(desk, story):
    edit(desk, story, publisher="", address="", tags="", language="")
    story.refresh_from_db()
    assert (story.publisher, story.address, story.language) == (None, "", "")
    assert not story.tags.exists()


def test_details_that_another_changed_meanwhile_are_left_alone(desk, story, olga):
    mine = filled_in(desk.get(url(story)), language="sq")
    story.open_to("signed_in", by=olga)
    story.tag(["Storms"], by=olga)
    desk.post(url(story), mine)
    story.refresh_from_db()
    assert (story.language, story.audience) == ("sq", "signed_in")
    assert [str(tag) for tag in story.tags.all()] == ["Storms"]


def test_the_address_of_another_story_is_refused_by_its_headline(desk, story):
    make_article("The other one", address="https://example.org/other")
    response = edit(desk, story, address="http://example.org/other/")
    assert response.status_code == 422
    assert "“The other one”" in str(response.context["form"]["address"].errors)


def test_an_address_that_was_taken_at_the_same_moment_is_refused_in_words(desk, story, monkeypatch):
    make_article(address="https://example.org/other")
    monkeypatch.setattr("articles.admin.forms.twins", lambda address: [])
    response = edit(desk, story, address="https://example.org/other")
    assert response.status_code == 422
    assert "Another story here has this address already." in response.content.decode()


def test_a_publisher_is_known_again_by_its_name(desk, story):
    edit(desk, story, publisher="the coast TRIBUNE")
    assert Publisher.objects.count() == 1


def test_the_preview_is_a_fragment_drawn_as_readers_see_it(desk, story):
    data = filled_in(desk.get(url(story)), body="## A heading\n\n[Words](https://a.example/)")
    response = desk.post(page("article_preview", story), data, headers=HX)
    html = response.content.decode()
    assert response.status_code == 200
    assert html.startswith('<div id="drawn">')
    assert ">A heading</h2>" in html
    assert 'href="https://a.example/"' in html
    assert story.revisions.count() == 1


def test_without_script_the_preview_comes_with_the_form(desk, story):
    data = filled_in(desk.get(url(story)), body="Seen <b>before</b> it is saved.")
    response = desk.post(page("article_preview", story), data)
    html = response.content.decode()
    assert response.status_code == 200
    assert 'name="body"' in html
    assert html.count("Seen &lt;b&gt;before&lt;/b&gt; it is saved.") == 2
    assert story.revisions.count() == 1


@pytest.mark.parametrize("headers", [HX, {}])
def test_a_preview_of_no_story_says_what_is_missing(desk, story, headers):
    data = filled_in(desk.get(url(story)), headline="", body="Typed.")
    response = desk.post(page("article_preview", story), data, headers=headers)
    assert response.status_code == 422
    assert "There is nothing to draw" in response.content.decode()


def test_the_filters_of_the_list_are_led_back_to(desk, story):
    kept = "?_changelist_filters=state__exact%3Dpublished"
    response = desk.get(url(story) + kept)
    assert "article/?state__exact=published" in response.content.decode()
    saved = desk.post(url(story) + kept, filled_in(response))
    assert saved["Location"].endswith(kept)


def test_a_withdrawn_story_is_told_about_and_cannot_be_edited(desk, story):
    data = filled_in(desk.get(url(story)), reason="Too late", body="Too late.")
    Article.objects.filter(pk=story.pk).update(state="withdrawn")
    response = desk.get(url(story))
    assert "This story was withdrawn." in response.content.decode()
    assert desk.post(url(story), data).status_code == 404


def test_a_story_that_was_withdrawn_at_the_same_moment_is_refused(desk, story, monkeypatch):
    def withdrawn(*args, **options):
        raise revising.NotAllowed("A withdrawn story has no words to change.")

    monkeypatch.setattr(revising, "revise", withdrawn)
    response = edit(desk, story, body="Too late.", reason="Late")
    assert response.status_code == 422
    assert "no words to change" in response.content.decode()


def test_strangers_missing_stories_and_wrong_methods_are_refused(client, alice, bob, story):
    assert client.get(url(story)).status_code == 302
    client.force_login(alice)
    assert client.get(url(story), follow=True).status_code == 403
    client.force_login(bob)
    nowhere = reverse("admin:articles_article_change", args=[uuid.uuid4()])
    assert client.get(nowhere).status_code == 404
    assert client.post(nowhere).status_code == 404
    assert client.put(url(story)).status_code == 405
    assert client.get(page("article_preview", story)).status_code == 405


def test_the_number_of_queries_does_not_grow_with_revisions(
    desk, story, bob, django_assert_max_num_queries
):
    desk.get(url(story))
    with django_assert_max_num_queries(14) as few:
        desk.get(url(story))
    for number in range(1, 6):
        revising.revise(story, make_wording(), by=bob, reason="Again", expected=number)
    story.tag([f"Tag {number}" for number in range(9)], by=bob)
    with django_assert_max_num_queries(len(few)):
        desk.get(url(story))
    assert Revision.objects.count() == 6


def test_with_script_a_save_leads_on_and_lets_the_page_forget_what_it_kept(desk, story):
    data = filled_in(desk.get(url(story)), body="Rewritten.", reason="Shorter")
    response = desk.post(url(story), data, headers=HX)
    assert (response["HX-Redirect"], response["HX-Trigger"]) == (url(story), '{"stored": {}}')
    assert current(story).number == 2


def test_who_is_signed_out_meanwhile_is_led_to_sign_in_and_back(client, story):
    response = client.post(
        url(story),
        {"body": "Typed for long."},
        headers={**HX, "HX-Current-URL": f"http://testserver{url(story)}"},
        follow=True,
    )
    assert response["HX-Redirect"] == f"{reverse('accounts:sign_in')}?next={url(story)}"


def test_pasted_rich_text_comes_back_as_the_small_markup(desk, story):
    html = (
        '<h1>Head</h1><p>One <em>two</em> <a href="/three">three</a><script>alert(1)</script></p>'
    )
    response = desk.post(page("article_paste", story), {"html": html, "plain": "x"}, headers=HX)
    assert "## Head\n\nOne *two* [three](https://coast.example/three)" in response.content.decode()


def test_rich_text_that_is_too_much_is_pasted_as_plain_text_and_says_why(desk, story):
    data = {"html": "<p>" * 50_000, "plain": "<plain>"}
    html = desk.post(page("article_paste", story), data, headers=HX).content.decode()
    assert "It was pasted as plain text." in html
    assert "&lt;plain&gt;" in html


def test_pasting_is_for_those_who_may_change_the_story(client, alice, bob, story):
    assert client.post(page("article_paste", story)).status_code == 302
    client.force_login(alice)
    assert client.post(page("article_paste", story), follow=True).status_code == 403
    client.force_login(bob)
    assert client.get(page("article_paste", story)).status_code == 405
