"""One click: publish, archive, bring back, choose the lead, revert; and how a story goes."""

import uuid

import pytest
from django.urls import reverse

from articles import revising
from articles.models import Article, Event
from articles.models.refusal import NotAllowed
from tests.articles.at_the_desk import page, said
from tests.makers import make_article, make_capture, make_teaser, make_wording


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


def fresh(article):
    return Article.objects.with_words().get(pk=article.pk)


def test_a_draft_is_published_archived_and_brought_back(desk, bob):
    story = make_article("Pumps hold", state="draft")
    for wanted in ("published", "archived", "published"):
        response = desk.post(page("article_state", story), {"state": wanted})
        assert said(response).endswith(f"“Pumps hold” is {wanted} now.")
        assert response["Location"] == page("article_change", story)
        assert fresh(story).state == wanted
    verbs = [event.verb for event in Event.objects.on_story(story)[:3]]
    assert verbs == ["publish", "archive", "publish"]


def test_the_buttons_fit_the_state(desk, bob):
    def labels(story):
        response = desk.get(page("article_change", story))
        return [act.label for act in response.context["acts"]]

    story = make_article(state="draft")
    assert labels(story) == ["Publish"]
    story.publish(by=bob)
    assert labels(story) == ["Make it the lead", "Feature", "Archive"]
    story.place("featured", by=bob)
    assert labels(story) == ["Make it the lead", "Feature no longer", "Archive"]
    story.place("lead", by=bob)
    assert labels(story) == ["Lead no longer", "Archive"]
    story.archive(by=bob)
    assert labels(story) == ["Bring back"]


def test_there_is_one_lead_and_choosing_another_sets_the_old_one_among_the_ordinary(desk, bob):
    old, new = make_article("Old"), make_article("New")
    old.place("lead", by=bob)
    response = desk.post(page("article_placement", new), {"placement": "lead"})
    assert said(response) == "“New” is the lead now."
    assert (fresh(old).placement, fresh(new).placement) == ("", "lead")
    assert Event.objects.of(old).first().after == {"placement": ""}


def test_the_button_in_the_list_leads_back_to_the_list_as_it_was(desk, article):
    data = {"placement": "lead", "list": "state__exact=published&q=a b"}
    response = desk.post(page("article_placement", article), data)
    assert response["Location"] == page("article_changelist") + "?state__exact=published&q=a%20b"
    response = desk.post(page("article_placement", article), {"placement": "", "list": ""})
    assert response["Location"] == page("article_changelist")


def test_a_story_is_featured_and_put_back(desk, article):
    desk.post(page("article_placement", article), {"placement": "featured"})
    assert fresh(article).placement == "featured"
    desk.post(page("article_placement", article), {"placement": ""})
    assert fresh(article).placement == ""


@pytest.mark.parametrize(
    ("view", "data", "words"),
    [("article_state", {"state": "archived"}, "Only a published story can be archived."),
     ("article_state", {"state": "withdrawn"}, "published or archived here"),
     ("article_state", {}, "published or archived here"),
     ("article_placement", {"placement": "lead"}, "Only a published story has a place"),
     ("article_placement", {"placement": "top"}, "the lead, featured, or ordinary"),
     ("article_placement", {}, "the lead, featured, or ordinary")],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(desk, view, data, words):
    story = make_article(state="draft")
    response = desk.post(page(view, story), data)
    assert response.status_code == 302
    assert words in said(response)
    assert fresh(story).state == "draft"


def test_two_who_choose_a_lead_at_once_are_told(article, bob, monkeypatch):
    make_article().place("lead", by=bob)
    monkeypatch.setattr(
        "articles.models.article.Article.objects.filter", lambda **_: Article.objects.none()
    )
    with pytest.raises(NotAllowed, match="Another lead was chosen at the same moment"):
        article.place("lead", by=bob)


def test_a_verb_judges_the_story_as_it_is_now(article, bob):
    stale = fresh(article)
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    with pytest.raises(NotAllowed, match="stays withdrawn"):
        stale.publish(by=bob)
    Article.objects.filter(pk=article.pk).delete()
    with pytest.raises(NotAllowed, match="thrown away in the meantime"):
        stale.archive(by=bob)


def test_an_earlier_revision_comes_back_with_one_click(desk, bob, article):
    first = article.current
    revising.revise(article, make_wording(), by=bob, reason="Worse", expected=1)
    html = desk.get(page("article_history", article)).content.decode()
    assert html.count("Bring these words back") == 1
    response = desk.post(page("article_revert", article), {"number": "1", "expected": "2"})
    assert said(response) == "Revision 3 has the words of revision 1."
    assert fresh(article).current.text == first.text


def test_reverting_to_the_same_words_says_so(desk, article):
    response = desk.post(page("article_revert", article), {"number": "1", "expected": "1"})
    assert said(response) == "The words are these already."


def test_a_revert_that_somebody_overtook_is_refused_with_the_history(desk, bob, article):
    revising.revise(article, make_wording(), by=bob, reason="Meanwhile", expected=1)
    response = desk.post(page("article_revert", article), {"number": "1", "expected": "1"})
    assert response.status_code == 409
    assert "Somebody revised the story in the meantime." in response.content.decode()
    assert fresh(article).current.number == 2


def test_a_revert_that_is_not_allowed_is_refused_in_words(desk, article, monkeypatch):
    def refuse(*args, **options):
        raise NotAllowed("Not now.")

    monkeypatch.setattr(revising, "revert", refuse)
    response = desk.post(page("article_revert", article), {"number": "1", "expected": "1"})
    assert said(response) == "Not now."


@pytest.mark.parametrize("number", ["9", "x", "", "9" * 30])
def test_a_revision_that_there_is_not_cannot_come_back(desk, article, number):
    data = {"number": number, "expected": "1"}
    assert desk.post(page("article_revert", article), data).status_code == 404


def test_a_draft_is_discarded_after_asking(desk, bob):
    story = make_article("A draft", state="draft")
    make_capture(story)
    asked = desk.get(page("article_delete", story))
    assert "Discard the draft" in asked.content.decode()
    response = desk.post(page("article_delete", story))
    assert said(response) == "Discarded: “A draft”."
    assert not Article.objects.exists()
    assert Event.objects.on_story(story).first().before == {"headline": "A draft"}


def test_a_published_story_is_not_deleted_but_archived(desk, article):
    html = desk.get(page("article_delete", article)).content.decode()
    assert "What was published is kept" in html
    assert "Archive it instead" in html
    assert desk.post(page("article_delete", article)).status_code == 409
    assert Article.objects.count() == 1


def test_a_draft_that_others_refer_to_is_kept_and_what_refers_is_counted(desk, article):
    story = make_article(state="draft")
    make_teaser(article, story=story)
    make_teaser(article, story=story)
    html = desk.get(page("article_delete", story)).content.decode()
    assert "Others refer to it: 2 teasers." in html
    assert desk.post(page("article_delete", story)).status_code == 409
    assert Article.objects.filter(pk=story.pk).exists()


def test_a_draft_that_was_published_at_the_same_moment_is_kept(desk, monkeypatch):
    story = make_article(state="draft")

    def refuse(*args, **options):
        raise NotAllowed("Only a draft can be discarded.")

    monkeypatch.setattr(Article, "discard", refuse)
    response = desk.post(page("article_delete", story))
    assert response.status_code == 409
    assert "Only a draft can be discarded." in response.content.decode()


def test_an_owner_withdraws_with_a_reason(client, olga, settings, tmp_path, article):
    settings.DATA_DIR = tmp_path
    client.force_login(olga)
    assert "Withdraw" in client.get(page("article_change", article)).content.decode()
    assert client.get(page("article_withdrawal", article)).status_code == 200
    assert client.post(page("article_withdrawal", article), {"reason": " "}).status_code == 422
    response = client.post(page("article_withdrawal", article), {"reason": "Court order"})
    assert response["Location"] == page("article_changelist")
    # Messages are kept in the session until they are read: no headline there either.
    assert said(response) == "The story is withdrawn."
    assert fresh(article).state == "withdrawn"
    history = client.get(page("article_history", article)).content.decode()
    assert "Withdrew the story" in history
    assert "Court order" in history
    assert client.get(page("article_withdrawal", article)).status_code == 404


def test_a_withdrawal_that_is_refused_says_why(client, olga, article, monkeypatch):
    def refuse(*args, **options):
        raise NotAllowed("The story is withdrawn already.")

    monkeypatch.setattr("articles.withdrawing.withdraw", refuse)
    client.force_login(olga)
    response = client.post(page("article_withdrawal", article), {"reason": "Court order"})
    assert response.status_code == 422
    assert "The story is withdrawn already." in response.content.decode()


def test_curators_do_not_withdraw(desk, article):
    assert 'withdrawal/"' not in desk.get(page("article_change", article)).content.decode()
    assert desk.get(page("article_withdrawal", article)).status_code == 404
    data = {"reason": "I say so"}
    assert desk.post(page("article_withdrawal", article), data).status_code == 404
    assert fresh(article).state == "published"


@pytest.mark.parametrize("view", ["state", "placement", "revert", "delete", "withdrawal"])
def test_strangers_missing_stories_and_gets_are_refused(client, alice, olga, article, view):
    url = page(f"article_{view}", article)
    assert client.post(url).status_code == 302
    client.force_login(alice)
    assert client.post(url, follow=True).status_code == 403
    client.force_login(olga)
    missing = reverse(f"admin:articles_article_{view}", args=[uuid.uuid4()])
    assert client.post(missing).status_code == 404
    if view in ("state", "placement", "revert"):
        assert client.get(url).status_code == 405
