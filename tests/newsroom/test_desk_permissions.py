"""The desk's permission table: every address, each method, curator and owner; nobody else enters.

A row is METHOD, url name, and the status for bob who curates and olga who owns the site. What is
posted is empty. An address that is missing here fails the suite.
"""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLResolver, reverse

from articles.models import Event, Tag
from newsroom.models import Token
from tests.makers import make_article, make_capture, make_claim, make_teaser

TABLE = """
# method url name                    bob  olga
GET  index                           200  200
GET  login                           302  302
GET  logout                          405  405
POST logout                          302  302
GET  jsi18n                          200  200
GET  app_list                        302  302
GET  articles_article_changelist     200  200
GET  articles_article_change         200  200
POST articles_article_change         422  422
GET  articles_article_preview        405  405
POST articles_article_preview        422  422
GET  articles_article_paste          405  405
POST articles_article_paste          200  200
GET  articles_article_teasers        200  200
POST articles_article_teasers        422  422
GET  articles_article_captures       200  200
POST articles_article_captures       405  405
GET  articles_article_state          405  405
POST articles_article_state          302  302
GET  articles_article_placement      405  405
POST articles_article_placement      302  302
GET  articles_article_revert         405  405
POST articles_article_revert         404  404
GET  articles_article_withdrawal     404  200
POST articles_article_withdrawal     404  422
GET  articles_article_history        200  200
POST articles_article_history        405  405
GET  articles_article_delete         200  200
POST articles_article_delete         409  409
GET  articles_teaser_changelist      200  200
GET  articles_teaser_change          200  200
POST articles_teaser_change          422  422
GET  articles_teaser_place           405  405
POST articles_teaser_place           302  302
GET  articles_teaser_story           200  200
POST articles_teaser_story           404  404
GET  articles_teaser_copy            200  200
POST articles_teaser_copy            302  302
GET  articles_teaser_history         200  200
POST articles_teaser_history         405  405
GET  articles_teaser_delete          200  200
POST articles_teaser_delete          302  302
GET  articles_publisher_changelist   200  200
GET  articles_publisher_change       200  200
POST articles_publisher_change       422  422
GET  articles_publisher_history      200  200
POST articles_publisher_history      405  405
GET  articles_publisher_delete       200  200
POST articles_publisher_delete       409  409
GET  articles_tag_changelist         200  200
GET  articles_tag_change             200  200
POST articles_tag_change             422  422
GET  articles_tag_history            200  200
POST articles_tag_history            405  405
GET  articles_tag_delete             200  200
POST articles_tag_delete             409  409
GET  articles_capture_changelist     200  200
GET  articles_capture_change         200  200
POST articles_capture_change         405  405
GET  articles_capture_text           200  200
POST articles_capture_text           405  405
GET  articles_capture_history        200  200
POST articles_capture_history        405  405
GET  articles_capture_delete         403  403
POST articles_capture_delete         403  403
GET  articles_event_changelist       200  200
GET  annotations_claim_changelist    200  200
GET  annotations_claim_change        200  200
POST annotations_claim_change        405  405
GET  annotations_claim_history       200  200
POST annotations_claim_history       405  405
GET  annotations_claim_delete        403  403
POST annotations_claim_delete        403  403
GET  annotations_claim_hiding        405  405
POST annotations_claim_hiding        422  422
GET  annotations_claim_restoration   405  405
POST annotations_claim_restoration   302  302
GET  annotations_claim_author        405  405
POST annotations_claim_author        422  422
GET  annotations_claim_confirmation  405  405
POST annotations_claim_confirmation  409  409
GET  annotations_claim_place         405  405
POST annotations_claim_place         302  302
GET  annotations_source_changelist   200  200
GET  annotations_source_change       200  200
POST annotations_source_change       422  422
GET  annotations_source_history      200  200
POST annotations_source_history      405  405
GET  annotations_source_delete       403  403
POST annotations_source_delete       403  403
GET  annotations_source_parting      405  405
POST annotations_source_parting      302  302
GET  annotations_project_changelist  200  200
GET  annotations_project_change      200  200
POST annotations_project_change      404  422
GET  annotations_project_history     200  200
POST annotations_project_history     405  405
GET  annotations_project_delete      403  403
POST annotations_project_delete      403  403
GET  annotations_project_members     405  405
POST annotations_project_members     404  422
GET  annotations_project_archiving   405  405
POST annotations_project_archiving   404  302
GET  newsroom_user_changelist        403  200
GET  newsroom_user_change            404  302
GET  newsroom_user_history           404  200
GET  newsroom_user_delete            403  403
GET  newsroom_token_changelist       403  200
GET  newsroom_token_change           404  302
GET  newsroom_token_history          404  200
GET  newsroom_token_delete           403  403
"""
ROWS = [line.split() for line in TABLE.splitlines() if line and not line.startswith("#")]


@pytest.fixture
def stage(db, alice, olga):
    """A row of every kind, by the name of its model."""
    story = make_article(tags=("Coast",), by=alice)
    claim = make_claim(story, by=alice)
    make_article()
    olga.invite("reader", timedelta(days=1))
    return {
        "article": story,
        "teaser": make_teaser(story),
        "publisher": story.publisher,
        "tag": Tag.objects.get(),
        "capture": make_capture(story),
        "claim": claim,
        "source": claim.source,
        "project": claim.project,
        "user": alice,
        "token": Token.objects.get(),
    }


def address(name, stage):
    if name == "app_list":
        return reverse("admin:app_list", args=["articles"])
    parts = name.split("_")
    one = len(parts) == 3 and parts[2] != "changelist"
    return reverse(f"admin:{name}", args=[stage[parts[1]].uuid] if one else [])


def names(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


@pytest.mark.parametrize(("method", "name", "curator", "owner"), ROWS)
def test_each_role_gets_what_the_table_says(method, name, curator, owner, stage, client, request):
    url = address(name, stage)
    for role, status in (("bob", curator), ("olga", owner)):
        client.force_login(request.getfixturevalue(role))
        events = Event.objects.count()
        response = client.generic(method, url)
        assert str(response.status_code) == status, f"{method} {name} by {role}"
        if method == "GET":
            assert Event.objects.count() == events
        if (method, name) == ("POST", "articles_teaser_delete"):
            stage["teaser"].save(force_insert=True)


@pytest.mark.parametrize("name", sorted({row[1] for row in ROWS}))
def test_nobody_else_enters(name, stage, client, rita, alice, charlie):
    url = address(name, stage)
    for method in ("GET", "POST"):
        client.logout()
        assert client.generic(method, url).status_code == 302
        for person in (rita, alice, charlie):
            client.force_login(person)
            events = Event.objects.count()
            assert client.generic(method, url, follow=True).status_code in (302, 403)
            assert Event.objects.count() == events
        follow = client.get(url, follow=True)
        assert follow.status_code == 403 or name == "logout"


@pytest.mark.parametrize("name", sorted({row[1] for row in ROWS if row[0] == "POST"}))
def test_every_post_needs_the_csrf_token(name, stage, olga):
    client = Client(enforce_csrf_checks=True)
    client.force_login(olga)
    assert client.post(address(name, stage)).status_code == 403


def test_no_address_is_missing_from_the_table():
    assert set(names(admin.site.get_urls())) == {row[1] for row in ROWS}


def test_every_answer_carries_the_policy(client, olga, stage):
    client.force_login(olga)
    for method, name, *_ in ROWS:
        if method == "GET" and name != "logout":
            response = client.get(address(name, stage))
            assert "script-src 'self'" in response["Content-Security-Policy"], name
