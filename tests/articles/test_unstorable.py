"""Letters that no text may hold never reach a database: zero characters, halves of a pair."""

import json
from html import escape

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import importing
from articles.addresses import canonical
from articles.models import Event, Publisher, Tag
from articles.models.refusal import NotAllowed
from articles.parting.page import Refusal
from articles.parting.sniffing import decode
from articles.taking_apart import part_page
from tests.articles.dumps import STORY

HALF, ZERO = "\ud800", "\x00"
LETTERS = [
    HALF, "\udfff", ZERO, "\x1b", "\x85", "\u2028", "\ufffe", "\u202e", "&#0;", "&#xD800;", "&lt;",
    "\\ud800", '"', "]", "a", "Ab", "é", "\ufdfa", " ", "\n",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(LETTERS), max_size=12).map("".join)
TOLD = st.dictionaries(
    st.sampled_from(
        ["headline", "description", "author", "publisher", "inLanguage", "url", "name"]
    ),
    HOSTILE,
)


def page_of(told, shown):
    """A page with JSON-LD, and with these words wherever a reader or a program looks."""
    linked = {"@type": "NewsArticle", **told}
    for name in ("author", "publisher"):
        if name in told:
            linked[name] = {"name": told[name]}
    if "url" in told:
        linked["url"] = f"https://coast.example/{told['url']}"
    words = escape(shown)
    body = "".join(f"<p>{words} {text} <a href='/x{words}'>{words}</a></p>" for text in STORY)
    along = "".join(
        f"<li><a href='/{number}{words}'>Another town {words} looks on as the water rises</a></li>"
        for number in range(4)
    )
    return f"""<!doctype html><html lang="en{words}"><head><title>Pumps {words}</title>
<meta property="og:description" content="{words}"><meta name="author" content="Ilse {words}">
<script type="application/ld+json">{json.dumps(linked)}</script></head><body><article>
<h1>Harbour town {words} trusts its pumps</h1>{body}
<figure><img src="x.jpg" alt="{words}"><figcaption>The pumps {words} at work</figcaption></figure>
</article><aside><h2>Related {words}</h2><ul>{along}</ul></aside></body></html>"""


def dump_of(words):
    paragraphs = "\n\n".join(f"{words}{text}" for text in STORY)
    return f"""Harbour town {words} trusts its pumps

By Ilse {words} Brand
The Coast {words} Tribune
3 March 2024

{paragraphs}

Related {words}

  • Another town {words} looks on as the water rises

    The council {words} will vote on a barrier of its own in May.

  • Older pumps {words} failed in two of three tests
"""


def strings_in(value):
    """All text in a page, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from strings_in(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from strings_in(getattr(value, name))


def imported(data):
    """Take the page in, each in a transaction of its own; the parts, None if it is refused."""
    try:
        page = part_page(data)
        for text in strings_in(page):
            text.encode()
            assert ZERO not in text
        with transaction.atomic():
            importing.take_in(data, by=None)
            transaction.set_rollback(True)
    except Refusal:
        return None
    return page


FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(told=TOLD, shown=HOSTILE)
def test_no_html_page_brings_any(db, told, shown):
    imported(page_of(told, shown).encode("utf-8", "surrogatepass"))


@FEW
@given(words=HOSTILE, charset=st.sampled_from(["", "utf-7", "unicode_escape", "utf-16", "gb18030"]))
def test_no_dump_brings_any(db, words, charset):
    data = dump_of(words + (f" charset={charset} +2AA- \\ud800" if charset else ""))
    imported(data.encode("utf-8", "surrogatepass") + (b"\xff" if charset else b""))


@pytest.mark.parametrize("field", ["publisher", "author", "headline", "description", "url"])
def test_what_linked_data_spells_is_stored_without_them(db, field):
    spelled = f"Har{HALF}bour{ZERO} Post"
    data = page_of({"publisher": "Coast", "headline": "Pumps hold", field: spelled}, "plain")
    article = importing.take_in(data.encode(), by=None)
    assert article.pk and article.current.headline
    if field == "publisher":
        assert article.publisher.name == "Har bour Post"


def test_a_page_whose_codec_is_no_charset_is_read_as_others_without_one():
    for codec in ("punycode", "utf-7", "unicode_escape", "idna", "zlib"):
        data = f'<meta charset="{codec}">'.encode() + b"caf\xe9 +2AA- \\ud800"
        assert decode(data) == f'<meta charset="{codec}">café +2AA- \\ud800'


def test_an_address_with_half_a_letter_is_none():
    assert canonical(f"https://coast.example/{HALF}") == ""
    assert canonical(f"https://coast.example/?q={HALF}") == ""


def test_names_of_publishers_are_of_letters_that_are_stored(db):
    publisher = Publisher.objects.ensure(f" The {HALF}Coast{ZERO} Tribune\n")
    assert publisher.name == "The Coast Tribune"
    assert Publisher.objects.ensure("the coast tribune") == publisher
    assert Publisher.objects.ensure(HALF + ZERO) is None
    publisher.rename(f"Harbour{ZERO}Post{HALF}", by=None)
    assert Publisher.objects.get(pk=publisher.pk).name == "Harbour Post"
    with pytest.raises(NotAllowed):
        publisher.rename(HALF, by=None)
    assert Event.objects.of(publisher).count() == 2


def test_a_name_that_grows_when_it_is_folded_is_known_again(db):
    name = "\ufdfa" * 150
    assert Publisher.objects.ensure(name) == Publisher.objects.ensure(name)
    assert len(Publisher.objects.get().folded_name) <= 200


def test_names_of_tags_are_of_letters_that_are_stored(db):
    (tag,) = Tag.objects.ensure([f"Sea{ZERO}walls{HALF}", HALF])
    assert (tag.name, tag.slug) == ("Sea walls", "sea-walls")
    tag.rename(f"Flood{ZERO} walls", by=None)
    assert (tag.name, tag.slug) == ("Flood walls", "flood-walls")
