"""The permission table, tried: every address, every role, and nothing that is not listed."""

from datetime import timedelta

import pytest
from django.contrib.admin import site
from django.db import transaction
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from annotations import urls as annotations_urls
from annotations.models import Evidence, Project, Proposal, Relation, Reply
from articles.models import Article
from newsroom.accounts import urls as accounts_urls
from newsroom.models import Token
from tests.makers import (
    make_article,
    make_claim,
    make_coding,
    make_project,
    make_source,
    make_user,
)
from tests.permissions import PAGES, ROLES


def rows():
    for line in PAGES.splitlines():
        words = line.split()
        if words and not line.startswith("#"):
            method, name, *statuses = words
            assert len(statuses) == len(ROLES), line
            yield method, name, dict(zip(ROLES, statuses, strict=True))


def names(patterns=None, prefix=""):
    """Every url name of the site, the desk's apart."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from names(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


@pytest.fixture
def stage(alice, charlie, db):
    """What the table's rows are about, by what a row calls it; addresses about a claim of alice's
    and what belongs to it, and the same in a project that only she belongs to."""
    story = make_article(state=Article.PUBLISHED)
    desk, inside = Project.objects.open_desk(), make_project(people=[alice])
    return {
        "": story,
        "about claims": {
            **claim_addresses("", desk, story, alice, charlie),
            **claim_addresses(":elsewhere", inside, story, alice, charlie),
        },
        "signed_in": make_article(audience=Article.SIGNED_IN),
        "draft": make_article(state=Article.DRAFT, by=alice, audience=Article.SIGNED_IN),
        "withdrawn": withdrawn(),
    }


def claim_addresses(which, project, story, alice, charlie):
    source = make_source(project=project)
    claim = make_claim(story, by=alice, project=project, source=source)
    other = make_claim(story, "the new pumps", by=alice, project=project, source=source)
    about = {
        "project": project.slug,
        "claim": claim.uuid,
        "version": 1,
        "reply": Reply.write(claim, "So it is", by=alice).uuid,
        "evidence": Evidence.add(claim, stance="context", other=other, by=alice).uuid,
        "relation": Relation.relate(claim, "supports", other, by=alice).uuid,
        "proposal": Proposal.make(claim, make_coding(None), by=charlie).uuid,
    }
    return {
        f"annotations:{pattern.name}{which}": reverse(
            f"annotations:{pattern.name}", kwargs={name: about[name] for name in asked}
        )
        for pattern in annotations_urls.urlpatterns
        if set(asked := pattern.pattern.converters) <= set(about)
    }


@pytest.fixture
def accounts(olga):
    """The addresses of accounts, about somebody else and an invitation of olga's."""
    return account_addresses(olga, make_user("nora"))


def account_addresses(owner, person):
    join = owner.invite("reader", timedelta(days=1))
    made = {"join": join, "reset": person.issue_reset(by=owner)}
    arguments = {
        "first_owner": ["nothing"],
        "withdraw_invitation": [Token.objects.invitations().get().uuid],
        **dict.fromkeys(
            ("person", "change_role", "make_reset_link", "close_person"), [person.uuid]
        ),
    }
    return {
        pattern.name: made.get(pattern.name)
        or reverse(f"accounts:{pattern.name}", args=arguments.get(pattern.name, []))
        for pattern in accounts_urls.urlpatterns
    }


def withdrawn():
    article = make_article()
    Article.objects.filter(pk=article.pk).update(state=Article.WITHDRAWN)
    return article


def address(name, stage):
    if name in stage["about claims"]:
        return stage["about claims"][name]
    parts = name.split(":")
    which = parts.pop() if parts[-1] in stage and len(parts) > 1 else ""
    name = ":".join(parts)
    story = stage[which]
    tries = ([], [story.uuid], [story.uuid, 0 if name == "annotations:block" else 1])
    for arguments in tries:
        try:
            return reverse(name, args=arguments)
        except Exception:
            continue
    raise LookupError(name)


@pytest.mark.parametrize(("method", "name", "statuses"), list(rows()), ids=lambda value: str(value))
def test_each_role_gets_what_the_table_says(
    method, name, statuses, stage, accounts, client, request
):
    url = accounts.get(name.removeprefix("accounts:")) or address(name, stage)
    for role, status in statuses.items():
        client.logout()
        if role != "anonymous":
            client.force_login(request.getfixturevalue(role))
        with transaction.atomic():
            response = client.generic(method, url)
            transaction.set_rollback(True)  # each role finds things as the first one did
        assert str(response.status_code) == status, f"{method} {name} by {role}"


def test_no_address_is_missing_from_the_table():
    listed = {name for _, name, _ in rows()}
    listed |= {":".join(name.split(":")[:2]) for name in listed} | {
        name.split(":")[0] for name in listed
    }
    assert set(names()) - listed == set()


def desk_addresses(stage):
    """Every address of the desk, each with the first row there is."""
    yield reverse("admin:index")
    for model in site._registry:
        options = model._meta
        base = f"admin:{options.app_label}_{options.model_name}"
        yield reverse(f"{base}_changelist")
        row = model._default_manager.first()
        if row is not None:
            for view in ("change", "history", "delete"):
                yield from desk_address(f"{base}_{view}", row)


def desk_address(name, row):
    """By UUID where the desk does so: numbers of rows never leave the server."""
    for key in filter(None, (getattr(row, "uuid", None), row.pk)):
        try:
            yield reverse(name, args=[key])
            return
        except NoReverseMatch:
            continue


def test_the_desk_is_for_curators_and_owners(stage, client, rita, alice, bob, olga):
    for url in desk_addresses(stage):
        client.logout()
        assert client.get(url).status_code == 302, url
        for person in (rita, alice):
            client.force_login(person)
            assert client.get(url).status_code in (302, 403, 404), url
        client.force_login(olga)
        assert client.get(url).status_code in (200, 302, 403), url


def test_accounts_at_the_desk_are_for_owners_alone(client, bob, olga):
    url = reverse("admin:newsroom_user_changelist")
    client.force_login(bob)
    assert client.get(url).status_code == 403
    client.force_login(olga)
    assert client.get(url).status_code == 200
