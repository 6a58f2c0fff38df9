"""Publishers and tags at the desk: counted, renamed, merged, removed when nothing needs them."""

import uuid

import pytest
from django.urls import reverse

from articles.models import Article, Event, Publisher, Tag
from articles.models import publisher as publishers
from articles.models.refusal import NotAllowed
from tests.articles.at_the_desk import again, choose, page, said
from tests.makers import make_article, make_teaser


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


def make_publisher(name):
    return Publisher.objects.ensure(name)


def make_tag(name):
    return Tag.objects.ensure([name])[0]


MAKERS = {"publisher": make_publisher, "tag": make_tag}
kinds = pytest.mark.parametrize("kind", MAKERS)


def test_publishers_are_listed_with_their_stories_and_teasers(desk):
    story = make_article(publisher="Coast Courier")
    for _ in range(3):
        make_teaser(story, publisher=story.publisher)
    html = desk.get(page("publisher_changelist")).content.decode()
    assert '<td class="field-story_count">1</td>' in html
    assert '<td class="field-teaser_count">3</td>' in html
    html = desk.get(page("publisher_change", story.publisher)).content.decode()
    assert "1 story" in html
    assert "3 teasers" in html


def test_tags_are_listed_with_their_stories(desk):
    make_article(tags=("Coast",))
    make_article(tags=("Coast",))
    html = desk.get(page("tag_changelist")).content.decode()
    assert '<td class="field-story_count">2</td>' in html
    assert "2 stories" in desk.get(page("tag_change", Tag.objects.get())).content.decode()


@kinds
def test_renaming_leaves_an_event(desk, bob, kind):
    named = MAKERS[kind]("Coast")
    response = desk.post(page(f"{kind}_change", named), {"name": " The  Coast "})
    assert response["Location"] == page(f"{kind}_changelist")
    named.refresh_from_db()
    assert str(named).split() == ["The", "Coast"]
    event = Event.objects.of(named).first()
    assert (event.verb, event.by, event.before) == ("rename", bob, {"name": "Coast"})
    assert "Renamed the" in desk.get(page(f"{kind}_history", named)).content.decode()


@kinds
def test_the_same_name_again_changes_nothing(desk, kind):
    named = MAKERS[kind]("Coast")
    events = Event.objects.count()
    desk.post(page(f"{kind}_change", named), {"name": "Coast"})
    assert Event.objects.count() == events


@kinds
@pytest.mark.parametrize("name", ["", "!!", "coast", "x" * 201])
def test_a_name_that_is_none_or_taken_is_refused_beside_the_field(desk, kind, name):
    MAKERS[kind]("Coast")
    named = MAKERS[kind]("Harbour")
    response = desk.post(page(f"{kind}_change", named), {"name": name})
    assert response.status_code == 422
    assert response.context["form"]["name"].errors
    named.refresh_from_db()
    assert str(named) == "Harbour"


def test_a_renamed_tag_is_found_under_its_new_name(desk, bob):
    tag = make_tag("Coast")
    tag.rename("Shore", by=bob)
    assert make_tag("shore") == tag
    assert tag.slug == "shore"


def test_merging_asks_which_stays_then_says_what_moves_then_merges(desk, bob):
    kept = make_article(publisher="BBC News").publisher
    story = make_article(publisher="BBC")
    gone = story.publisher
    make_teaser(story, publisher=gone)
    asked = choose(desk, "publisher_changelist", "merge", kept, gone)
    assert "Which one stays?" in asked.content.decode()
    url = page("publisher_changelist")
    shown = desk.post(url, again(asked, stays=str(kept.uuid)))
    assert "1 story, 1 teaser" in shown.content.decode()
    assert Publisher.objects.get(pk=gone.pk).merged_into is None
    merged = desk.post(url, again(shown, stays=str(kept.uuid), confirmed="1"))
    assert said(merged) == "Merged into “BBC News”: “BBC”."
    story.refresh_from_db()
    assert story.publisher == kept
    assert make_publisher("bbc") == kept
    assert Event.objects.of(gone).first().after == {"into": "BBC News"}
    assert "Merged into" in desk.get(page("publisher_change", gone)).content.decode()
    assert [str(row) for row in desk.get(url + "?merged=no").context["cl"].result_list] == [
        "BBC News"
    ]


def test_tags_merge_and_the_merged_one_goes(desk):
    kept, gone = make_tag("Cyber-security"), make_tag("Cybersecurity")
    both, one = (
        make_article(tags=("Cyber-security", "Cybersecurity")),
        make_article(tags=("Cybersecurity",)),
    )
    asked = choose(desk, "tag_changelist", "merge", kept, gone)
    url = page("tag_changelist")
    assert "2 stories" in desk.post(url, again(asked, stays=str(kept.uuid))).content.decode()
    desk.post(url, again(asked, stays=str(kept.uuid), confirmed="1"))
    assert [list(story.tags.all()) for story in (both, one)] == [[kept], [kept]]
    assert not Tag.objects.filter(pk=gone.pk).exists()


@kinds
def test_one_alone_cannot_be_merged(desk, kind):
    response = choose(desk, f"{kind}_changelist", "merge", MAKERS[kind]("Coast"))
    assert "Choose two or more" in said(response)


def test_nothing_is_merged_into_itself_or_into_what_was_merged(bob):
    one, two, three = map(make_publisher, ("One", "Two", "Three"))
    two.merge_into(three, by=bob)
    for target in (one, two):
        with pytest.raises(NotAllowed):
            one.merge_into(target, by=bob)
    tag = make_tag("Coast")
    with pytest.raises(NotAllowed):
        tag.merge_into(tag, by=bob)


def test_a_merge_that_is_refused_is_told(desk, monkeypatch):
    one, two = make_publisher("One"), make_publisher("Two")

    def refuse(*args, **options):
        raise NotAllowed("Not now.")

    monkeypatch.setattr(Publisher, "merge_into", refuse)
    asked = choose(desk, "publisher_changelist", "merge", one, two)
    url = page("publisher_changelist")
    response = desk.post(url, again(asked, stays=str(one.uuid), confirmed="1"))
    assert said(response) == "“Two”: Not now."


def test_a_large_publisher_is_handed_over_in_batches(bob, monkeypatch):
    monkeypatch.setattr(publishers, "BATCH", 2)
    kept, gone = make_publisher("BBC News"), make_publisher("BBC")
    stories = [make_article(publisher="BBC") for _ in range(5)]
    older = make_publisher("B.B.C. Online")
    older.merge_into(gone, by=bob)
    gone.merge_into(kept, by=bob)
    assert set(Article.objects.values_list("publisher", flat=True)) == {kept.pk}
    told = [event.after["stories"] for event in Event.objects.of(gone) if event.verb == "hand_over"]
    assert sorted(len(each) for each in told) == [1, 2, 2]
    assert {each for batch in told for each in batch} == {str(story.uuid) for story in stories}
    assert make_publisher("B.B.C. Online") == kept


@kinds
def test_what_nothing_refers_to_is_removed_after_asking(desk, bob, kind):
    named = MAKERS[kind]("Coast")
    url = page(f"{kind}_delete", named)
    assert "Nothing refers to" in desk.get(url).content.decode()
    response = desk.post(url)
    assert said(response) == "Removed: “Coast”."
    assert not type(named).objects.filter(pk=named.pk).exists()
    assert Event.objects.of(named).first().verb == "remove"


@kinds
def test_what_others_refer_to_is_kept_and_they_are_counted(desk, kind):
    make_article(publisher="Coast", tags=("Coast",))
    named = MAKERS[kind]("Coast")
    url = page(f"{kind}_delete", named)
    html = desk.get(url).content.decode()
    assert "cannot be removed" in html
    assert "1 story" in html
    response = desk.post(url)
    assert response.status_code == 409
    assert type(named).objects.filter(pk=named.pk).exists()


@kinds
def test_queries_do_not_grow_with_rows(desk, kind, django_assert_max_num_queries):
    def fill(count):
        for number in range(count):
            name = f"Name {count} {number}"
            make_article(publisher=name, tags=(name,))

    fill(2)
    url = page(f"{kind}_changelist")
    desk.get(url)
    with django_assert_max_num_queries(8) as few:
        desk.get(url)
    fill(7)
    with django_assert_max_num_queries(len(few)):
        desk.get(url)


@kinds
@pytest.mark.parametrize("view", ["change", "delete", "history"])
def test_strangers_and_missing_rows_are_refused(client, alice, bob, kind, view):
    url = page(f"{kind}_{view}", MAKERS[kind]("Coast"))
    assert client.get(url).status_code == 302
    client.force_login(alice)
    assert client.get(url, follow=True).status_code == 403
    client.force_login(bob)
    assert client.get(url).status_code == 200
    missing = reverse(f"admin:articles_{kind}_{view}", args=[uuid.uuid4()])
    assert client.get(missing).status_code == 404
