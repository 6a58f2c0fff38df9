"""Names: nobody poses as another."""

import pytest
from django.db import IntegrityError

from newsroom import names
from newsroom.models import User
from tests.makers import make_user

POSES = [
    ("Alice Oduya", "alice oduya"),
    ("Alice Oduya", "Alice  Oduya."),
    ("Alice Oduya", "AliceOduya"),
    ("Alice Oduya", "Àlice Odüya"),
    ("Alice Oduya", "Аlice Oduya"),  # a Cyrillic capital
    ("Alice Oduya", "Al\u200bice Oduya"),
    ("Alice Oduya", "Ａｌｉｃｅ Oduya"),
    ("Ian Low", "lan L0w"),
    ("Rosa", "ROSA"),
    ("Νοα", "Noa"),
    ("علی‌رضا", "علیرضا"),
]


@pytest.mark.parametrize(("one", "other"), POSES)
def test_names_that_look_alike_have_one_look(one, other):
    assert names.look(one) == names.look(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ann", "Anne"), ("राम", "रमा"), ("Olga 2", "Olga 3"), ("李雷", "李蕾")]
)
def test_different_names_have_different_looks(one, other):
    assert names.look(one) != names.look(other)


def test_a_look_of_signs_alone_is_nothing():
    assert names.look("★ — …") == ""


def test_the_look_of_a_former_member_is_the_one_that_the_database_refuses():
    assert names.look(names.FORMER_MEMBER) == "formermember"


@pytest.mark.parametrize("words", ["a\u202eb", "a\u200bb", "a\x07b", "a\ue000b"])
def test_invisible_signs_are_seen(words):
    assert names.hides(words)


@pytest.mark.parametrize("words", ["علی‌رضا", "Ann-Marie O’Neill", "李雷", "राम"])
def test_letters_of_all_scripts_hide_nothing(words):
    assert not names.hides(words)


def test_a_name_is_made_tidy():
    assert names.tidy("  Ame\u0301lie \n Roux ") == "Amélie Roux"


def test_small_and_capital_letters_sign_in_alike():
    assert names.sign_in_name(" STRAẞE ") == names.sign_in_name("strasse")


@pytest.mark.django_db
def test_the_database_holds_that_no_two_display_names_look_alike():
    make_user("one", display_name="Ann Lee")
    with pytest.raises(IntegrityError):
        make_user("two", display_name="ann-lee")


@pytest.mark.django_db
@pytest.mark.parametrize("shown", ["former member", "Former Member.", "…"])
def test_the_database_refuses_names_that_are_nobodys(shown):
    with pytest.raises(IntegrityError):
        User.objects.create_user("one", "secret", display_name=shown)
