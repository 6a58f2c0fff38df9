"""Parts of a page kept ready to send: whatever they are made of, what arrives is what was meant."""

import zlib

from hypothesis import given, settings
from hypothesis import strategies as some

from articles.parcels import Assembly, Blank, Form, Parcel, plain, stream

LETTERS = some.text("ab<>&é👩ÿ", max_size=40)
TEXTS = some.one_of(LETTERS, LETTERS.map(lambda text: text * 30))


def received(pieces):
    return zlib.decompress(stream(pieces), -zlib.MAX_WBITS)


@settings(max_examples=200, deadline=None)
@given(some.lists(some.one_of(TEXTS.map(str.encode), TEXTS.map(Parcel)), max_size=8))
def test_pieces_arrive_as_one_page(pieces):
    for _ in range(2):  # compressed fast, then well
        assert received(pieces) == plain(pieces)


@settings(max_examples=300, deadline=None)
@given(some.data())
def test_a_form_arrives_with_its_blanks_filled_in(data):
    parts = data.draw(some.lists(TEXTS, min_size=1, max_size=8))
    size = data.draw(some.integers(1, 300))
    form = Form(parts, size)
    for _ in range(2):
        letters = some.sampled_from([b"a", b"b", b"<", b"\xff"])
        blanks = [
            b"".join(data.draw(some.lists(letters, min_size=size, max_size=size)))
            if size < 20
            else data.draw(letters) * size
            for _ in parts[1:]
        ]
        filled = form.filled([Blank(each) for each in blanks])
        assert filled.plain == form.parts[0] + b"".join(
            blank + part for blank, part in zip(blanks, form.parts[1:], strict=True)
        )
        before, after = Parcel("<p>ab</p>" * 9), b"abab" * 9
        assert received([before, filled, after]) == before.plain + filled.plain + after


def test_a_long_form_is_compressed_once_for_all_that_fill_it_in():
    form = Form([f"<li>The same words again, {number}</li>" for number in range(500)], 64)
    first, second = (form.filled([Blank(letter * 64)] * 499) for letter in (b"a", b"b"))
    assert received([first]) == first.plain and received([second]) == second.plain
    assert len(first.deflated) < len(first.plain) / 1.5
    assert form.blocks is form.blocks


def test_stand_ins_are_put_back_in_their_places(monkeypatch):
    monkeypatch.setattr("articles.parcels.WORTH_KEEPING", 8)
    assembly = Assembly()
    short, long = Parcel("short"), Parcel("a long one")
    page = f"<{assembly.stand_in([short])}|{assembly.stand_in([long, short])}>"
    assert list(assembly.pieces(page)) == [b"<short|", long, b"short>"]
    assert list(assembly.pieces("nothing")) == [b"nothing"]
    assert str(long) == "a long one" and str(Form(["a", "c"], 1).filled([Blank(b"b")])) == "abc"
