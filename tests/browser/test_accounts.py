"""Accounts in a browser: joining by an invitation with keys alone, and no rule broken."""

from datetime import timedelta

import pytest
from django.urls import reverse

from newsroom.models import User
from tests.browser.test_accessibility import WAYS, broken_rules
from tests.makers import PASSWORD, make_user

OPEN = {
    "sign in": lambda stage: reverse("accounts:sign_in"),
    "join": lambda stage: stage["join"],
    "forgotten password": lambda stage: reverse("accounts:password_reset"),
    "new password": lambda stage: stage["reset"],
    "void link": lambda stage: reverse("accounts:join", args=["nothing"]),
}
OWN = {
    "account": lambda stage: reverse("accounts:account"),
    "password": lambda stage: reverse("accounts:password_change"),
    "close": lambda stage: reverse("accounts:close"),
    "people": lambda stage: reverse("accounts:people"),
    "person": lambda stage: reverse("accounts:person", args=[stage["nora"].uuid]),
}


@pytest.fixture
def stage(transactional_db, olga):
    nora = make_user("nora")
    return {
        "nora": nora,
        "join": olga.invite("annotator", timedelta(days=1)),
        "reset": nora.issue_reset(by=olga),
    }


@pytest.mark.parametrize("name", [*OPEN, *OWN])
def test_no_rule_is_broken(open_page, stage, olga, name):
    address = {**OPEN, **OWN}[name](stage)
    for theme, viewport in WAYS:
        user = olga if name in OWN else None
        page = open_page(address, user=user, viewport=viewport, color_scheme=theme)
        assert broken_rules(page) == [], f"{name}, {theme}, {viewport['width']} px"


@pytest.mark.parametrize("script", [True, False])
def test_somebody_joins_with_the_keyboard_alone(open_page, stage, script):
    page = open_page(stage["join"], java_script_enabled=script)
    page.locator("main [name=name]").focus()
    for words in ("wanda", "Wanda Weir", "", PASSWORD, PASSWORD):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_label("Your account, Wanda Weir").wait_for()
    assert User.objects.get(name="wanda").role == "annotator"


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(open_page, stage):
    page = open_page(reverse("accounts:sign_in"))
    page.locator("main [name=name]").fill("nora")
    page.locator("main [name=password]").fill("not this one")
    page.locator("main [name=password]").press("Enter")
    page.wait_for_load_state()
    assert page.locator("main [name=name]").input_value() == "nora"
    assert page.locator("main [role=alert], main .error").first.is_visible()
    assert broken_rules(page) == []
