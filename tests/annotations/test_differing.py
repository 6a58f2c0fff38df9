"""What differs between two readings, in words."""

from annotations.coding import Coding, Link
from annotations.differing import differences, sources_in, three_ways

ONE, OTHER = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))
NAMES = {ONE: "Ilse Brand"}


def plain(**fields):
    return Coding(chain=fields.pop("chain", (link(ONE),)), **fields).as_plain()


def link(source=None, **fields):
    return Link(source=source, **fields) if source else Link(**fields)


def told(before, after):
    return {each.label: (each.before, each.after) for each in differences(before, after, NAMES)}


def test_equal_readings_do_not_differ():
    assert told(plain(cues=("a",)), plain(cues=("a",)) | {"cues": ["a"]}) == {}


def test_each_field_is_told_in_words():
    before = plain(confidence="certain", cues=("sure",), tags=("sea",))
    chain = (link(OTHER, mention="she", cue="said", channel="speech", basis="told"),
             link(voice="outlet"))  # fmt: skip
    after = plain(
        chain=chain, confidence="low", confidence_kind="likelihood", polarity="-", holder=1,
        type="quantity", is_sure=False, note="Why",
    )  # fmt: skip
    assert told(before, after) == {
        "Source": (
            "Ilse Brand",
            "A source (“she”, “said”, speech or press event, told) → The outlet itself",
        ),
        "Confidence": ("Certain", "Low"),
        "Kind of confidence": ("Plain", "Likelihood"),
        "Cue words": ("sure", ""),
        "Who is sure": ("Ilse Brand", "The outlet itself"),
        "Affirmed or denied": ("Affirmed", "Denied"),
        "Type": ("Event or fact", "Quantity"),
        "Tags": ("sea", ""),
        "Note": ("", "Why"),
        "Sure of this reading": ("Sure", "Unsure"),
    }
    assert sources_in(before, after) == {ONE, OTHER}


def test_prose_is_compared_word_by_word():
    (found,) = differences(plain(statement="It lasts long"), plain(statement="It holds long"), {})
    assert [(each.kind, each.text) for each in found.changes] == [
        ("kept", "It "), ("removed", "lasts"), ("added", "holds"), ("kept", " long"),
    ]  # fmt: skip


def test_of_three_versions_it_is_told_who_changed_what():
    base, theirs = plain(statement="a", note="n"), plain(statement="b", note="n", type="cause")
    mine = plain(statement="c", note="m")
    rows = {row.label: (row.by, row.base, row.theirs, row.mine)
            for row in three_ways(base, theirs, mine, NAMES)}  # fmt: skip
    assert rows == {
        "Statement": ("both", "a", "b", "c"),
        "Type": ("theirs", "Event or fact", "Cause", "Event or fact"),
        "Note": ("mine", "n", "n", "m"),
    }
