"""Words as search compares them, and queries as they are typed: pure, so tried with everything."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.searching.excerpt import LONGEST, excerpt, marked
from articles.searching.folding import APART, folded_blocks, unfolded_blocks, words_of
from articles.searching.query import MOST_TERMS, MOST_TYPED, MOST_WORDS, Term, parse

ANYTHING = st.text(
    st.one_of(
        st.sampled_from('ab "“”:§¶*()-^\x00\x1f\u200b\u200d\u0301\u3099日本ガｶﾞน้กิ한é'),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)

tried = settings(max_examples=150, deadline=None)


def folded(text):
    return [word.text for word in words_of(text)]


def terms(typed):
    return [term.words for term in parse(typed).terms]


def shown(runs):
    return "".join(f"[{run.text}]" if run.hit else run.text for run in runs)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Iran’s COVID-19 bill", "iran s covid 19 bill"),
        ("Łódź, CAFÉ, naïve, ﬁle, straße, Ærø", "lodz cafe naive file strasse aero"),
        ("ΑΘΉΝΑ Ёлка й", "αθηνα елка и"),
        ("مُحَمَّد كـــتاب", "محمد كتاب"),
        ("می\u200cخواهم co\u00adoperate", "میخواهم cooperate"),
        ("क्या हिन्दी", "क्या हिन्दी"),
        ("½ ² Ⅷ ＡＢＣ１", "1 2 2 viii abc1"),
        ("日本語", "日本 本語 語"),
        ("東京2020年", "東京 京 2020 年"),
        ("ガス が", "ガス ス が"),
        ("ｶﾞｽ か\u3099", "ガス ス が"),
        ("서울에", "서울 울에 에"),
        ("ภาษา", "ภา าษ ษา า"),
        ("a\u200bb 😀 ¶ § _ -", "a b"),
        ("", ""),
    ],
)
def test_case_accents_and_forms_fall_away_and_dense_scripts_come_in_pairs(text, words):
    assert " ".join(folded(text)) == words


@tried
@given(ANYTHING)
@example("e\u0301")
def test_words_hold_nothing_that_an_index_would_read_otherwise(text):
    for word in words_of(text):
        assert word.text and len(word.text) <= 64
        assert not set(word.text) & set(" '\"\\§¶*()%_\x00\t\n")
        assert 0 <= word.start < word.end <= len(text)


@tried
@given(ANYTHING, ANYTHING)
def test_what_parts_words_parts_them_wherever_it_stands(first, second):
    assert folded(f"{first} {second}") == [*folded(first), *folded(second)]


@tried
@given(st.text(st.characters(codec="ascii"), max_size=80))
def test_the_short_way_for_plain_letters_comes_to_the_same(text):
    text = text.replace("\n", " ")
    assert folded_blocks(text).split() == folded(text)


@tried
@given(st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=20)))
def test_blocks_stay_apart(blocks):
    found = unfolded_blocks(folded_blocks("\n\n".join(blocks) or "x"))
    assert len(found) == max(len(blocks), 1)
    assert all(APART not in block for block in found)


def test_a_very_long_word_is_cut_alike_in_text_and_query():
    assert folded_blocks("x" * 500) == terms("x" * 500)[0][0] == "x" * 64


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("pumps fault", [("pumps",), ("fault",)]),
        ('"held without" a “new pump”', [("held", "without"), ("a",), ("new", "pump")]),
        ("don't", [("don", "t")]),
        ('"never closed words', [("never",), ("closed",), ("words",)]),
        ("source:Mandiant", [("source",), ("mandiant",)]),
        ("publisher: tag:", [("publisher",), ("tag",)]),
        ('publisher:"" x', [("publisher",), ("x",)]),
        ("before:soon after:2022-13", [("before",), ("soon",), ("after",), ("2022", "13")]),
        ("same same Same", [("same",)]),
        ("日本語", [("日本", "本語")]),
        ("東京2020", [("東京", "京", "2020")]),
        ("😀 \x00 *** NOT", [("not",)]),
        ("", []),
    ],
)
def test_what_was_typed_comes_to_terms(typed, words):
    assert terms(typed) == words


def test_a_single_sign_of_a_dense_script_is_the_beginning_of_a_word():
    assert parse("水").terms == (Term(("水",), begun=True),)
    assert parse("水道").terms == (Term(("水道",)),)
    assert parse("東京 水").terms[1].begun


def test_filters_are_taken_out_of_the_words():
    query = parse(
        'pumps PUBLISHER:"BBC News" publisher:coast tag:energy before:2022-09-10 after:2022'
    )
    assert [term.words for term in query.terms] == [("pumps",)]
    assert query.publishers == ("BBC News", "coast")
    assert query.tags == ("energy",)
    assert (query.after, query.before) == (date(2022, 1, 1), date(2022, 9, 10))


def test_of_several_days_the_narrowest_hold():
    query = parse("after:2020 after:2021-06 before:2023 before:2022")
    assert (query.after, query.before) == (date(2021, 6, 1), date(2022, 1, 1))


def test_only_so_much_is_searched_for_and_that_is_said():
    assert not parse("word " * 20).shortened
    many = parse(" ".join(f"word{n}" for n in range(100)))
    assert len(many.terms) == MOST_TERMS and many.shortened
    phrases = parse(
        '"a b c d e f g h i j" ' + " ".join(f'"{n} b c d e f g h i j"' for n in range(9))
    )
    assert sum(len(term.words) for term in phrases.terms) <= MOST_WORDS + 10 and phrases.shortened
    assert parse("x" * (MOST_TYPED + 1)).shortened


@tried
@given(ANYTHING)
def test_any_input_is_a_query(typed):
    query = parse(typed)
    assert query.typed == typed
    assert all(term.words for term in query.terms)


def test_hits_are_marked_in_the_words_as_they_were_written():
    text = "Café society’s cafe: the CAFÉ"
    assert shown(marked(text, parse("cafe").terms)) == "[Café] society’s [cafe]: the [CAFÉ]"
    assert shown(marked(text, parse('"society s cafe"').terms)) == "Café [society’s cafe]: the CAFÉ"
    assert shown(marked("星見ヶ原天文台", parse("天文").terms)) == "星見ヶ原[天文]台"
    assert shown(marked("水道の水", parse("水").terms)) == "[水]道の[水]"
    assert shown(marked("東京水", parse('"東京水"').terms)) == "[東京水]"
    assert shown(marked("a b c", parse('"a b" "b c"').terms)) == "[a b c]"
    assert shown(marked("nothing here", parse("else").terms)) == "nothing here"


STORY = (
    "The headline\n\nThe standfirst.\n\n" + "Plain words. " * 40 + "Pumps held. " + "More. " * 60
)


def test_the_excerpt_is_the_passage_that_shows_most():
    runs = excerpt(STORY, folded_blocks(STORY), parse("pumps held").terms)
    assert "[Pumps] [held]" in shown(runs)
    assert shown(runs).startswith("… ") and shown(runs).endswith(" …")
    assert len("".join(run.text for run in runs)) <= LONGEST + 4


def test_without_a_hit_in_the_body_the_excerpt_is_its_beginning():
    runs = excerpt(STORY, folded_blocks(STORY), parse("headline").terms)
    assert shown(runs) == "The standfirst."
    assert excerpt("Only a headline", folded_blocks("Only a headline"), ()) == []


def test_an_excerpt_without_spaces_is_cut_where_it_must_be():
    story = "見出し\n\n" + "あ" * 400 + "水道" + "い" * 400
    runs = excerpt(story, folded_blocks(story), parse("水道").terms)
    assert "[水道]" in shown(runs) and len(shown(runs)) < LONGEST + 10


@tried
@given(ANYTHING, ANYTHING)
def test_excerpts_only_show_what_the_story_says(text, typed):
    text = text.replace("\n", " ").strip() or "x"
    story = f"Headline\n\n{text}"
    runs = excerpt(story, folded_blocks(story), parse(typed).terms)
    assert "".join(run.text for run in runs).removeprefix("… ").removesuffix(" …") in text
    assert "".join(run.text for run in marked(text, parse(typed).terms)) == text
