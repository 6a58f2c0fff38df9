"""The desk's list of stories: columns, filters, search, dates, and who may see it."""

from urllib.parse import urlencode

import pytest
from django.urls import NoReverseMatch, reverse

from articles.admin import ArticleAdmin
from articles.admin import articles as desk
from articles.models import Article
from tests.articles.at_the_desk import page
from tests.makers import make_article, make_capture, make_teaser

LIST = "article_changelist"


@pytest.fixture
def desk_of_bob(client, bob):
    client.force_login(bob)
    return client


def rows(client, **query):
    response = client.get(page(LIST) + "?" + urlencode(query))
    assert response.status_code == 200
    return {str(article) for article in response.context["cl"].result_list}


def test_a_row_shows_state_place_publisher_date_revision_teasers_importer_and_audience(
    desk_of_bob, alice
):
    story = make_article("Pumps hold", published="2022-09-07T16:42+02:00", by=alice)
    story.place(Article.FEATURED, by=alice)
    make_teaser(story)
    make_teaser(story)
    html = desk_of_bob.get(page(LIST)).content.decode()
    for words in ("Pumps hold", "Published", "Featured", "The Coast Tribune", "2022-09-07",
                  '<td class="field-revision">1</td>', '<td class="field-teasers">2</td>',
                  "Alice", "Everyone"):  # fmt: skip
        assert words in html, words
    assert page("article_change", story) in html


def test_no_row_number_leaves_the_server(desk_of_bob, article):
    html = desk_of_bob.get(page(LIST)).content.decode()
    assert f'value="{article.uuid}"' in html
    assert f'value="{article.pk}" class="action-select"' not in html


def test_the_number_of_queries_does_not_grow_with_rows(
    desk_of_bob, alice, django_assert_max_num_queries
):
    def fill(count):
        for _ in range(count):
            make_teaser(make_article(by=alice, tags=("Coast",)))

    fill(2)
    desk_of_bob.get(page(LIST))
    with django_assert_max_num_queries(12) as few:
        desk_of_bob.get(page(LIST))
    fill(12)
    with django_assert_max_num_queries(len(few)):
        desk_of_bob.get(page(LIST))


def test_filters_narrow_by_state_place_audience_publisher_tag_and_language(desk_of_bob, bob):
    make_article("A draft", state="draft", publisher="Meridian Review", language="sq")
    make_article("For members", audience="signed_in", tags=("Coast",))
    make_article("The lead").place(Article.LEAD, by=bob)
    make_article("Nobody's", publisher="", language="")
    every = {"A draft", "For members", "The lead", "Nobody's"}
    assert rows(desk_of_bob) == every
    assert rows(desk_of_bob, state__exact="draft") == {"A draft"}
    assert rows(desk_of_bob, placement__exact="lead") == {"The lead"}
    assert rows(desk_of_bob, audience__exact="signed_in") == {"For members"}
    assert rows(desk_of_bob, publisher="meridian-review") == {"A draft"}
    assert rows(desk_of_bob, publisher="-") == {"Nobody's"}
    assert rows(desk_of_bob, tag="coast") == {"For members"}
    assert rows(desk_of_bob, tag="-") == every - {"For members"}
    assert rows(desk_of_bob, language="sq") == {"A draft"}
    assert rows(desk_of_bob, language="-") == {"Nobody's"}


def test_publishers_without_stories_and_merged_ones_are_not_offered(desk_of_bob, bob):
    kept, merged = make_article().publisher, make_article(publisher="Coast Trib").publisher
    merged.merge_into(kept, by=bob)
    html = desk_of_bob.get(page(LIST)).content.decode()
    assert f"publisher={kept.slug}" in html
    assert f"publisher={merged.slug}" not in html


def test_a_chosen_publisher_is_offered_however_many_there_are(desk_of_bob, monkeypatch):
    monkeypatch.setattr("articles.admin.filters.MOST_OFFERED", 1)
    make_article(publisher="Adria Newswire")
    last = make_article(publisher="Zenith").publisher
    response = desk_of_bob.get(page(LIST) + f"?publisher={last.slug}")
    assert "<strong>Zenith</strong>" in response.content.decode()


@pytest.mark.parametrize("query", ["pumps coast", "TRIBUNE", "example.org/pumps"])
def test_search_finds_by_headline_publisher_and_address(desk_of_bob, query):
    make_article("Pumps hold on the coast", address="https://example.org/pumps")
    make_article("Another", publisher="Meridian Review")
    assert rows(desk_of_bob, q=query) == {"Pumps hold on the coast"}


def test_search_finds_a_story_by_its_own_address_here(desk_of_bob):
    story = make_article("Pumps hold")
    make_article("Another")
    assert rows(desk_of_bob, q=f"https://sayso.example{story.get_absolute_url()}") == {"Pumps hold"}


def test_the_dates_lead_from_years_to_months_to_days(desk_of_bob):
    make_article("Old", published="2019-02-03")
    make_article("New", published="2022-09-07")
    labels = [link.label for link in desk_of_bob.get(page(LIST)).context["cl"].date_links]
    assert labels == ["2022", "2021", "2020", "2019"]
    assert rows(desk_of_bob, sorted_at__year=2019) == {"Old"}
    year = desk_of_bob.get(page(LIST) + "?sorted_at__year=2019").context["cl"].date_links
    assert [link.label for link in year[:3]] == ["All dates", "2019", "Jan"]
    month = {"sorted_at__year": 2019, "sorted_at__month": 2}
    days = desk_of_bob.get(page(LIST), month).context["cl"].date_links
    assert [link.label for link in days][:4] == ["All dates", "2019", "Feb", "1"]
    assert len(days) == 3 + 28
    assert rows(desk_of_bob, **month, sorted_at__day=3) == {"Old"}
    assert rows(desk_of_bob, **month, sorted_at__day=4) == set()


def test_an_empty_list_has_no_dates_and_says_so(desk_of_bob):
    response = desk_of_bob.get(page(LIST))
    assert response.context["cl"].date_links == []
    assert "There are none yet." in response.content.decode()
    assert "Nothing fits." in desk_of_bob.get(page(LIST) + "?q=x").content.decode()


@pytest.mark.parametrize(
    "query",
    ["?q=%00", "?tag=%00", "?state__exact=%00", "?sorted_at__year=99999", "?sorted_at__year=x",
     "?sorted_at__year=2019&sorted_at__month=77", "?p=x", "?nothing=1", "?o=99.x", "?q=%27%22%5C",
     "?sorted_at__year=0&sorted_at__month=2", "?publisher=nobody",
     "?sorted_at__year=99999999999", "?sorted_at__year=9999", "?sorted_at__year=-1",
     "?sorted_at__month=13", "?sorted_at__day=99999999999999999999", "?sorted_at__month=x",
     "?sorted_at__year=2019&sorted_at__month=99999999999", "?p=0", "?p=99999999999999999999",
     "?sorted_at__year=2019&sorted_at__month=2&sorted_at__day=30", "?e=1&sorted_at__year=x",
     "?sorted_at__year=" + "9" * 5000, "?o=" + "9" * 5000, "?p=-" + "9" * 5000],
)  # fmt: skip
def test_any_query_gets_a_page(desk_of_bob, article, query):
    response = desk_of_bob.get(page(LIST) + query, follow=True)
    assert response.status_code == 200
    assert str(article) in response.content.decode() or "Nothing fits" in response.content.decode()


def test_a_list_that_cannot_be_narrowed_so_says_it(desk_of_bob, article):
    for query in ("?sorted_at__year=99999999999", "?address__contains=a", "?q=%00", "?e=1&p=x"):
        response = desk_of_bob.get(page(LIST) + query, follow=True)
        assert response.redirect_chain == [(page(LIST) + "?e=1", 302)], query
        assert "Here is all of it." in response.content.decode()
    assert "Here is all of it." not in desk_of_bob.get(page(LIST)).content.decode()


def test_no_list_is_narrowed_by_what_none_of_its_filters_asks(client, olga, article):
    """Letter by letter, the number of rows would tell what no column shows."""
    client.force_login(olga)
    make_capture(article)
    make_teaser(article)
    lists = {
        "articles_article": ["address__regex=.", "id__range=1", "current__text__contains=a",
                             "folded_headline__startswith=h", "state__in=draft", "importer=1",
                             "sorted_at__gte=2020", "sorted_at__year__gte=2020"],
        "articles_teaser": ["summary__contains=a", "article__current__text__contains=a"],
        "articles_capture": ["packed__isnull=0", "address__startswith=h", "by__name=x"],
        "articles_event": ["before__contains=%7B%7D", "by__password__startswith=a", "subject=x"],
        "articles_publisher": ["slug__startswith=a", "id__gt=0"],
        "articles_tag": ["slug__regex=.", "articles__state=draft"],
        "newsroom_user": ["name__startswith=o", "password__startswith=p", "email__contains=a",
                          "sessions__pk__gt=0", "role__in=owner"],
        "newsroom_token": ["digest__startswith=a", "kind=x"],
    }  # fmt: skip
    for name, queries in lists.items():
        url = reverse(f"admin:{name}_changelist")
        assert client.get(url).status_code == 200
        for query in queries:
            answer = client.get(f"{url}?{query}")
            assert answer.headers.get("Location") == f"{url}?e=1", query


def test_every_filter_that_a_list_offers_works(client, olga, article):
    client.force_login(olga)
    make_capture(article)
    make_teaser(article)
    for name in ("article", "teaser", "capture", "event", "publisher", "tag"):
        response = client.get(page(f"{name}_changelist"))
        rows = response.context["cl"]
        for spec in rows.filter_specs:
            for choice in spec.choices(rows):
                address = page(f"{name}_changelist") + choice["query_string"]
                assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("when", ["0001-01-01 00:00:00+14:00", "9999-12-31 23:59:59-14:00", "x",
                                  "99999-01-01"])  # fmt: skip
def test_days_that_no_calendar_has_narrow_nothing(client, olga, article, when):
    client.force_login(olga)
    for name in ("at__gte", "at__lt"):
        response = client.get(page("event_changelist"), {name: when}, follow=True)
        assert response.status_code == 200


def test_pages_end_where_nobody_leafs_and_say_so(desk_of_bob, monkeypatch):
    monkeypatch.setattr("articles.admin.desk.MOST_PAGES", 2)
    monkeypatch.setattr(ArticleAdmin, "list_per_page", 2)
    for number in range(4):
        make_article(f"Story {number}", published=f"2022-01-0{number + 1}")
    assert "The pages end" not in desk_of_bob.get(page(LIST)).content.decode()
    make_article("Story 4", published="2022-01-05")
    html = desk_of_bob.get(page(LIST)).content.decode()
    assert "The pages end at row 4. Narrow the list" in html
    assert "?p=2" in html and "?p=3" not in html
    for far in (2, 3, 99999999999):
        assert rows(desk_of_bob, p=far) == {"Story 2", "Story 1"}


def test_there_is_no_deleting_in_bulk_and_no_adding_by_hand(desk_of_bob, article):
    html = desk_of_bob.get(page(LIST)).content.decode()
    assert "delete_selected" not in html
    assert desk_of_bob.get(page(LIST) + "add/").status_code in (302, 404)


def test_the_list_leads_to_importing_where_there_is_such_a_page(desk_of_bob, article, monkeypatch):
    assert "Import a page" in desk_of_bob.get(page(LIST)).content.decode()

    def nowhere(name):
        raise NoReverseMatch

    monkeypatch.setattr(desk, "reverse", nowhere)
    assert "Import a page" not in desk_of_bob.get(page(LIST)).content.decode()


def test_only_curators_and_owners_come_in(client, rita, alice, olga, article):
    assert client.get(page(LIST)).status_code == 302
    for person in (rita, alice):
        client.force_login(person)
        assert client.get(page(LIST), follow=True).status_code == 403
    client.force_login(olga)
    assert client.get(page(LIST)).status_code == 200


def test_search_takes_marks_words_begun_and_names(desk_of_bob):
    make_article("Harbour town trusts its pumps", publisher="Coast Tribune", tags=("Floods",))
    make_article("Another", publisher="Meridian Review")
    for query in (
        "tag:floods",
        'publisher:"coast tribune"',
        "harbour to",
        "coast tribune",
        "barrier tag:floods",
    ):
        assert rows(desk_of_bob, q=query) == {"Harbour town trusts its pumps"}, query
    assert rows(desk_of_bob, q="!!") == set()
    assert rows(desk_of_bob, q="tag:nowhere") == set()
