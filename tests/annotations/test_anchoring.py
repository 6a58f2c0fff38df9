"""Anchoring: marked passages, found again in a story that was edited."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotations.anchoring import align, reanchor, reanchor_verdicts
from annotations.anchoring.clusters import parted
from annotations.anchoring.runs import equal_runs

STORY = """Tirana breaks with Tehran over July’s cyber-attack

Albania has ended its relations with Iran and told Tehran’s diplomats to go home, accusing the \
Iranian state of being behind a large cyber-attack on its public services this summer.

Embassy staff were given 24 hours to pack. Prime Minister Edi Rama said investigators had turned \
up “incontrovertible evidence” that Iran had “hired four groups” to carry out the operation of \
15 July.

The intruders meant to bring public services to a standstill, to erase and carry off state \
records and to spread disorder, he added. He did see the report.

Iran’s government did not comment at first.

Mandiant, a firm, believed “with moderate confidence” that at least one actor took part.

About 3,000 members of the movement have lived in a camp there since 2013."""
PARAGRAPHS = STORY.split("\n\n")


def became(passage, new, old=STORY):
    """The verdict on a passage of the old text, and the words where it stands now."""
    start = old.index(passage)
    verdict, new_start, new_end = reanchor_verdicts(old, [(start, start + len(passage))], new)[0]
    return verdict, None if new_start is None else new[new_start:new_end]


def edited(*replacements):
    text = STORY
    for before, after in replacements:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def ordered(*numbers):
    return "\n\n".join(PARAGRAPHS[number] for number in numbers)


@pytest.mark.parametrize(
    ("passage", "new", "verdict", "words"),
    [
        ("Iran had “hired four groups”", "An update.\n\n" + STORY, "same", None),
        ("Edi Rama", edited(("24 hours", "48 hours")), "same", None),
        (
            "had “hired four groups” to",
            edited(("“hired four groups”", '"hired four groups"')),
            "same",
            'had "hired four groups" to',
        ),
        (
            "Tehran’s diplomats",
            edited(("Tehran’s diplomats", "Tehran's\u00a0diplomats")),
            "same",
            "Tehran's\u00a0diplomats",
        ),
        (
            "records and to spread disorder, he added",
            edited(("disorder, he", "disorder – he")),
            "same",
            "records and to spread disorder – he added",
        ),
        ("Iran’s government did not comment", ordered(0, 4, 1, 2, 3, 5, 6), "moved", None),
        (
            "Iran’s government did not comment",
            ordered(0, 4, 1, 2, 3, 5, 6).replace("did not comment", "did not reply"),
            "lost",
            None,
        ),
        (
            "a firm, believed “with moderate confidence” that",
            ordered(0, 5, 1, 2, 3, 4, 6).replace("moderate", "high"),
            "edited",
            "a firm, believed “with high confidence” that",
        ),
        (
            "hired four groups",
            edited(("hired four", "hired five")),
            "edited",
            "hired five groups",
        ),
        (
            "hired four groups",
            edited(("hired four", "allegedly hired four")),
            "edited",
            None,
        ),
        (
            "“hired four groups”",
            edited(("hired four groups”", "hired, as he put it, four groups”")),
            "edited",
            "“hired, as he put it, four groups”",
        ),
        (
            "“incontrovertible evidence”",
            edited(("“incontrovertible evidence”", "incontrovertible evidence")),
            "edited",
            "incontrovertible evidence",
        ),
        ("Edi Rama", edited(("Edi Rama", "Sali Berisha")), "edited", "Sali Berisha"),
        ("About 3,000 members", edited(("3,000", "3,100")), "edited", "About 3,100 members"),
        ("3,000", edited(("3,000", "2,950")), "edited", "2,950"),
        ("did not", edited(("did not", "did hardly")), "edited", "did hardly"),
        (
            "Iran’s government did not comment at first.",
            edited((" did not comment", " did comment")),
            "edited",
            "Iran’s government did comment at first.",
        ),
        (
            "the operation of 15 July.",
            edited(("operation of 15 July.", "operation.")),
            "edited",
            "the operation.",
        ),
        (
            "a large cyber-attack",
            edited(("large cyber-attack", "large cyberattack")),
            "edited",
            "a large cyberattack",
        ),
        (
            "Prime Minister Edi Rama",
            edited(("Prime Minister", "PRIME MINISTER")),
            "edited",
            "PRIME MINISTER Edi Rama",
        ),
        ("a firm", edited(("a firm", "an auditor")), "lost", None),
        ("Embassy staff were given 24 hours", ordered(0, 1, 3, 4, 5, 6), "lost", None),
        (
            "Embassy staff were given 24 hours to pack.",
            edited(("Embassy staff were given 24 hours to pack.", "The lake lay still that day.")),
            "lost",
            None,
        ),
    ],
)
def test_what_becomes_of_a_passage(passage, new, verdict, words):
    found = None if verdict == "lost" else words or passage
    assert became(passage, new) == (verdict, found)


@pytest.mark.parametrize(
    ("change", "flagged"),
    [
        (("He did see", "He did not see"), True),
        (("He did see", "He never did see"), True),
        (("He did see", "He, he said, did not see"), True),
        (("the report.", "the report, allegedly."), True),
        (("the report.", "the report perhaps."), True),
        (("the report.", "the report. Not today."), False),
        (("He did see", "Yesterday he did see"), False),
        (("government did not comment", "government did comment"), False),
    ],
)
def test_a_negation_or_a_hedge_beside_the_passage_is_for_a_person_to_confirm(change, flagged):
    verdict, words = became("see the report", edited(change))
    assert (verdict, words) == ("edited" if flagged else "same", "see the report")


def test_a_negation_that_goes_from_beside_the_passage_is_flagged():
    assert became("comment at first", edited((" not comment", " comment")))[0] == "edited"
    assert became("comment at first", edited(("did not", "did hardly")))[0] == "edited"
    old = "The mayor can see the lake from here."
    assert became("see the lake", old.replace("can", "can’t"), old)[0] == "edited"
    assert became("see the lake", old.replace("can", "could"), old)[0] == "edited"
    assert became("see the lake", old.replace("can", "will"), old)[0] == "same"
    old = "The mayor might see the lake from here."
    assert became("see the lake", old.replace("might", "mighty"), old)[0] == "edited"


def test_a_copy_elsewhere_does_not_attract():
    sentence = "Embassy staff were given 24 hours to pack."
    for new in (f"{sentence}\n\n{STORY}", f"{STORY}\n\n“{sentence}”"):
        start = new.index(PARAGRAPHS[2])
        assert reanchor(STORY, [_span(sentence)], new) == [(start, start + len(sentence))]
    mended = edited(("given 24 hours", "allowed 24 hours"))
    assert became(sentence, f"{mended}\n\n{sentence}") == (
        "edited",
        "Embassy staff were allowed 24 hours to pack.",
    )
    gone = STORY.replace(sentence + " ", "")
    assert became(sentence, f"{sentence}\n\n{gone}") == ("lost", None)
    assert became(sentence, f"{gone}\n\nHe said: “{sentence}” That was all.")[0] == "lost"


def _span(passage, text=STORY):
    return text.index(passage), text.index(passage) + len(passage)


def test_of_twins_each_stays_where_it_is_and_a_deleted_one_is_lost():
    twin = "The firm did not answer our questions."
    old = f"{PARAGRAPHS[1]}\n\n{twin}\n\n{PARAGRAPHS[2]}\n\n{twin}\n\n{PARAGRAPHS[3]}"
    first = old.index(twin)
    second = old.index(twin, first + 1)
    spans = [(first, first + len(twin)), (second, second + len(twin))]
    new = old[:first] + old[first + len(twin) + 2 :]
    assert reanchor(old, spans, new) == [None, (new.index(twin), new.index(twin) + len(twin))]
    new = old[: second - 2] + old[second + len(twin) :]
    assert reanchor(old, spans, new) == [spans[0], None]
    new = old.replace(twin, "", 1).replace(twin, "") + f"\n\n{twin}"
    assert reanchor(old, spans, new) == [None, None]


def test_a_look_alike_is_no_move():
    old = f"Team Alpha won the cup in Lyon with 3 goals on Monday.\n\n{STORY}"
    new = f"{STORY}\n\nTeam Beta won the cup in Nice with 5 goals on Friday."
    assert became("Team Alpha won the cup", new, old) == ("lost", None)
    assert became("He did see the report.", ordered(0, 1, 2, 4) + "\n\nHe did see it.")[0] == "lost"


def test_the_same_said_of_somebody_else_is_another_claim():
    said = "FC Manez beat Northline 4–1 in Tirana in front of 900 people, who all went home."
    old = f"{STORY}\n\n{said}"
    other = said.replace("Manez", "Edi").replace("Northline", "Petra").replace("900", "8,120")
    updated = said.replace("900", "950").replace("4–1", "4–2")
    assert became(said, f"{STORY}\n\n{updated}", old) == ("edited", updated)
    other = other.replace("4–1", "2–8").replace("Tirana", "Lyon")
    assert became(said, f"{STORY}\n\n{other}", old) == ("lost", None)


def test_a_moved_paragraph_takes_its_edited_and_its_joined_sentences_along():
    new = ordered(0, 3, 1, 2, 4, 5, 6)
    new = new.replace("he added. He did", "he added; he did").replace("erase", "delete")
    assert became("to erase and carry off state records", new) == (
        "edited",
        "to delete and carry off state records",
    )
    assert became("see the report", new) == ("moved", "see the report")


def test_of_two_places_where_a_sentence_could_have_gone_neither_is_taken():
    sentence = "He had seen the report about the lake in the hills before the others came."
    old = f"{sentence}\n\n{STORY}"
    new = f"{STORY}\n\n{sentence}\n\nAnd so on.\n\n{sentence.replace('others', 'clerks')}"
    assert became(sentence, new, old) == ("lost", None)


def test_a_sentence_that_moved_and_changed_a_little_is_found_if_nothing_resembles_it():
    sentence = "He had seen the report about the lake in the hills before the others came."
    old = f"{sentence}\n\n{STORY}"
    new = f"{STORY}\n\n{sentence.replace('others', 'clerks')}"
    assert became("the hills before the others came", new, old) == (
        "edited",
        "the hills before the clerks came",
    )


@pytest.mark.parametrize(
    ("old", "passage", "new", "found"),
    [
        ("We saw the dog bark.", "the dog", "We saw the cat and the dog bark.", "the dog"),
        ("a very very good day", "very good", "a very good day", "very good"),
        ("a very very good day", "a very", "a very good day", "a very"),
        ("one two three four", "two three", "one two three two three four", "two three"),
        ("He denied it at noon.", "denied it", "He then denied it once at noon.", "denied it"),
        (
            "Some five men came here.",
            "five men",
            "Some nearly six men came here.",
            "nearly six men",
        ),
        ("Then five men came here.", "five men", "Yesterday, six men came here.", "six men"),
        ("He saw the five men.", "the five men", "He saw the five or six.", "the five or six"),
        ("It was in Port Ilan.", "Port Ilan.", "It was in Port Ilan (the old one).", None),
        ("They said so to Anna Berg.", "to Anna Berg", "They said so to Jean-Luc.", "to Jean-Luc"),
        ("On Monday, the men left town.", "On Monday", "The men left town on Monday.", "on Monday"),
    ],
)
def test_a_passage_keeps_its_own_words_at_its_edges(old, passage, new, found):
    assert became(passage, new, old)[1] == (found or new[new.index("Port") :])


def test_a_passage_over_two_paragraphs_goes_with_the_greater_part():
    passage = "spread disorder, he added. He did see the report.\n\nIran’s government"
    assert became(passage, STORY) == ("same", passage)
    parted_now = ordered(0, 1, 2, 4, 5, 3, 6)
    assert became(passage, parted_now) == (
        "edited",
        "spread disorder, he added. He did see the report.",
    )
    assert became(passage, edited((".\n\nIran’s", ". Iran’s"))) == (
        "same",
        passage.replace("\n\n", " "),
    )
    between = edited((".\n\nIran’s", ".\n\nWhat next?\n\nIran’s"))
    assert became(passage, between) == (
        "edited",
        passage.replace("Iran’s", "What next?\n\nIran’s"),
    )
    far = edited((".\n\nIran’s", f".\n\n{'And what came next, they asked. ' * 40}\n\nIran’s"))
    assert became(passage, far)[1] == "spread disorder, he added. He did see the report."


@pytest.mark.parametrize(
    ("old", "passage", "new", "verdict", "words"),
    [
        (
            "知事は四つの県で祭りを開くと述べた。",
            "四つの県",
            "知事は五つの県で祭りを開くと述べた。",
            "edited",
            "五つの県",
        ),
        (
            "知事は祭りを開くと述べた。",
            "祭りを開く",
            "きのう知事は祭りを開くと述べた。",
            "same",
            "祭りを開く",
        ),
        ("县长说桥会修好。", "桥会修好", "县长说桥不会修好。", "edited", "桥不会修好"),
        ("县长说桥会修好。", "会修好", "县长说桥不会修好。", "edited", "会修好"),
        (
            "قال الوزير إن الجسر آمن تماما",
            "الجسر آمن",
            "قال الوزير أمس إن الجسر آمن تماما",
            "same",
            "الجسر آمن",
        ),
        ("הגשר בטוח לגמרי, אמר השר", "בטוח", "הגשר לא בטוח לגמרי, אמר השר", "edited", "בטוח"),
        (
            "Ein Café am See bleibt",
            "Café am",
            "Ein Cafe\u0301 am See bleibt",
            "same",
            "Cafe\u0301 am",
        ),
        ("Wow 👩‍👩‍👧 what a day", "👩‍👩‍👧", "Wow, oh 👩‍👩‍👧 what a day", "same", "👩‍👩‍👧"),
        ("Flags 🇦🇱🇮🇷 fly", "🇮🇷", "Many flags 🇦🇱🇮🇷 fly", "same", "🇮🇷"),
        ("Rates fell −5 points", "−5 points", "Rates fell 5 points", "edited", "5 points"),
        ("Is it so? Yes it is", "it so?", "Is it so. Yes it is", "edited", "it so"),
        ("a b c — d e f", "—", "a b c – d e f", "same", "–"),
    ],
)
def test_in_every_script(old, passage, new, verdict, words):
    assert became(passage, new, old) == (verdict, words)


@pytest.mark.parametrize(
    ("old", "span", "new", "found"),
    [
        ("word by word", (5, 6), "word by word!", (5, 6)),
        ("recieved a letter", (1, 3), "received a letter", (1, 3)),
        ("recieved a letter", (6, 8), "received a letter", (6, 8)),
        ("the colour is red", (4, 10), "the color is red", (4, 9)),
        ("the colour is red", (8, 9), "the color is red", None),
        ("alpha beta", (5, 6), "alpha beta gamma", (5, 6)),
        ("alpha  beta x", (5, 7), "alpha beta y", (5, 6)),
        ("alpha beta", (5, 6), "alpha, gamma", None),
        ("alpha beta", (4, 6), "so alpha beta", (7, 9)),
        (" alpha ", (0, 7), " alpha  x", (0, 7)),
        ("alpha ", (5, 6), "alpha", None),
        ("  ", (0, 1), "x ", None),
        ("  ", (0, 1), "   ", (0, 1)),
        ("alpha", (0, 5), "", None),
        ("xé12", (0, 1), "\u030112", None),
        ("", (0, 0), "x", None),
        ("alpha", (2, 2), "alphas", None),
        ("alpha", (3, 1), "alphas", None),
        ("alpha", (-1, 2), "alphas", None),
        ("alpha", (0, 9), "alphas", None),
    ],
)
def test_letters_white_space_and_impossible_spans(old, span, new, found):
    assert reanchor(old, [span], new) == [found]


def test_an_alignment_is_made_once_for_many_passages():
    alignment = align(STORY, edited(("four groups", "five groups")))
    spans = [_span("four groups"), _span("Edi Rama")]
    assert [verdict for verdict, _, _ in alignment.verdicts(spans)] == ["edited", "same"]
    assert alignment.verdicts([]) == []


def test_long_sentences_are_cut_and_still_found():
    words = [f"word{number}" for number in range(900)]
    old = ", ".join(words)
    new = old.replace("word450", "other")
    assert became("word440, word441", new, old) == ("same", "word440, word441")
    old, new = " ".join(words), " ".join(words[:450] + ["so", "it"] + words[450:])
    assert became("word440 word441", new, old) == ("same", "word440 word441")


@pytest.mark.parametrize(
    ("old", "passage", "new", "found"),
    [
        (
            "Some angry men walked home.",
            "men walked",
            "Some kind people walked home.",
            "people walked",
        ),
        (
            "He left at noon. So did we.",
            "left at noon.",
            "He left at noon, so did we.",
            "left at noon,",
        ),
        ("He left at “noon”.", "left at “noon”", "He left at noon.", "left at noon"),
        ("Is it so? Yes, it is.", "it so?", "Is it so then. Yes, it is.", "it so"),
        (
            "He came home. The men left town.",
            "came home. The",
            "He came home. Those men left town.",
            "came home. Those",
        ),
        (
            "He came home. The men left town.",
            "came home. The",
            "He came home. Nobody knew why.",
            "came home.",
        ),
        (
            "We rest. The men left town.",
            "The men left",
            "We rest. Those old men left town.",
            "Those old men left",
        ),
        (
            "He recieved angry men at home.",
            "men at home",
            "He received nine clerks at home.",
            "clerks at home",
        ),
        ("He came home... and slept.", "home... and", "He came home… and slept.", "home… and"),
        ("It was so. The end came.", "so.", "It was so, the end came soon after noon.", "so,"),
        (
            "one two three one two six",
            "three one two",
            "one two three one two four one two six",
            "three one two",
        ),
        (
            "It was in Lyon, he said.",
            "in Lyon, he",
            "It was in Lyon, not far, he said.",
            "in Lyon, not far, he",
        ),
        ("The men came at noon.", "men came", "The “men” came at noon.", "men” came"),
        ("He left at “noon” then.", "at “noon”", "He left at noon just then.", "at noon"),
        ("He came home. The men.", "came home. The", "He came home. Nobody", "came home."),
        (
            "He came home. The men\n\nWe left.",
            "came home. The",
            "He came home. Nobody\n\nWe left.",
            "came home.",
        ),
        (
            "He saw it.",
            "saw it.",
            "He saw it, and left the town for good on the very last day of that long year.",
            "saw it,",
        ),
        (
            "“We left,” he said.",
            "“We left",
            "“It was so late and so dark and we were all so very tired of it, we left,” he said.",
            "we left",
        ),
        ("z b c d e", "b c", "y b c x c d e", "b c"),
        ("Xa k very very wonderful m Ya", "k very", "Xb k very wonderful m Yb", "k very"),
        ("It was *so* there.", "*so* there", "It was _so_ there.", "so_ there"),
    ],
)
def test_where_exactly_a_passage_ends(old, passage, new, found):
    assert became(passage, new, old)[1] == found


@pytest.mark.parametrize(
    ("old", "span", "new", "found"),
    [
        ("cafes au lait", (3, 4), "cafe\u0301s au lait", (3, 5)),
        ("so abcd it is", (4, 6), "so a\u0301bcd it is", (5, 7)),
        ("so xx\u1161b it is", (5, 6), "so xx\u1100\u1161b it is", (5, 7)),
        ("so abcdefgh is", (7, 11), "so abcXYfgh is", (6, 11)),
        ("so abcdefgh is", (3, 7), "so abcXYfgh is", (3, 8)),
        ("so abcdefgh is", (3, 7), "so abcXefgh is", (3, 7)),
        ("so abcdefgh is", (6, 9), "so abcXefgh is", (6, 9)),
    ],
)
def test_an_edge_inside_a_word_that_changed(old, span, new, found):
    assert reanchor(old, [span], new) == [found]


def _others(letter, number):
    return " ".join(f"{letter}{number}{sign}{letter}" for sign in "bcdfghklmnpqrst")


def test_where_everything_was_touched_words_are_found_in_order():
    lines = [f"{VOCABULARY[at]} said that the {VOCABULARY[at + 40]} was late." for at in range(36)]
    old = " ".join(lines)
    new = " ".join(line.replace("the", "no").replace("late", "early") for line in lines)
    passage = f"said that the {VOCABULARY[52]}"
    assert became(passage, new, old) == ("edited", passage.replace("the", "no"))
    kept = [f"{VOCABULARY[at]}a {VOCABULARY[at]}e so {VOCABULARY[at]}i we" for at in range(20)]
    old = " ".join(f"So {words} {_others('x', at)}." for at, words in enumerate(kept))
    new = " ".join(f"Then {_others('y', at)} {words} it is." for at, words in enumerate(kept))
    assert became(kept[8], new, old) == ("same", kept[8])
    new = new.replace(kept[9], f"{kept[9]} {_others('x', 9)}")
    assert became(kept[9], new, old)[1] == kept[9]
    numbers = [f"the men of {VOCABULARY[at]} and {VOCABULARY[at + 20]} went on" for at in range(40)]
    old = ". Then ".join(numbers)
    new = ", while ".join(numbers)
    assert became(numbers[20], new, old)[1] == numbers[20]


def test_a_long_part_of_a_sentence_is_found_in_another():
    part = "the harbour, the mill and both of the old bridges over the river had to be closed"
    old = f"{STORY}\n\nHe told me that {part}."
    new = edited(("at first.", f"at first, and later we all heard from others that {part}."))
    assert became("both of the old bridges", new, old) == ("moved", "both of the old bridges")


def test_of_many_equal_lines_each_keeps_its_place():
    old = "He denied it.\n\n" * 9 + STORY
    new = "He denied it.\n\n" * 8 + STORY
    assert became("Embassy staff were given", new, old) == ("same", "Embassy staff were given")
    old = STORY + "\n\nAsked again, he denied it." * 8
    new = "Asked again, he denied it.\n\n" * 8 + STORY
    assert became("Embassy staff were given", new, old)[0] in ("same", "moved")
    assert reanchor(old, [(len(old) - 10, len(old) - 1)], new) == [None]


def test_sentences_of_the_same_few_words():
    words = ("so it is and so it was " * 30).split()
    old = " ".join(["First", *words[:100], "red", *words[100:], "last"])
    new = " ".join(["Then", *words[:60], "blue", *words[60:100], "red", *words[100:], "end"])
    assert became("red", new, old) == ("same", "red")
    assert became("last", new, old) == ("lost", None)


def test_runs_of_words_do_not_overlap():
    old = [(0, "a"), (1, "b"), (2, "c")]
    new = [(0, "a"), (1, "b"), (5, "b"), (6, "c")]
    assert list(equal_runs(old, new, 2)) == [[(0, 0), (1, 1)]]


def test_a_paragraph_that_moved_may_have_lost_a_sentence():
    moved = ordered(0, 3, 1, 2, 4, 5, 6)
    paragraph = PARAGRAPHS[3].replace(
        " He did see", " It took the men a whole long summer. He did at once see"
    )
    old = STORY.replace(PARAGRAPHS[3], paragraph)
    new = moved.replace("He did see", "He did at once see")
    assert became("He did at once see the report.", new, old)[0] == "moved"
    new = moved.replace("standstill", "halt").replace("He did see the", "He did at once see that")
    assert became("at once see the report", new, old) == ("edited", "at once see that report")


def test_a_short_sentence_that_moved_tells_too_little():
    old = edited((" He did see the report.", ""), ("to pack.", "to pack. It is so."))
    new = edited((" He did see the report.", " It is so."))
    assert became("It is so.", new, old) == ("lost", None)


VOCABULARY = [f"{a}{b}{c}" for a in "bdfgk" for b in ("al", "en", "or", "um") for c in "mnrst"]
telling = st.lists(st.sampled_from(VOCABULARY), min_size=6, max_size=12, unique=True)
paragraphs = st.lists(telling, min_size=3, max_size=7)


@settings(max_examples=150, deadline=None)
@given(paragraphs, st.data())
def test_what_lies_in_untouched_paragraphs_is_exact(written, data):
    texts = [" ".join(words).capitalize() + "." for words in written]
    assume(len(set(texts)) == len(texts))
    changed = data.draw(st.integers(0, len(texts) - 1))
    other = data.draw(st.text(max_size=80))
    after = [*texts[:changed], f"Qq{other}", *texts[changed + 1 :]]
    old, new = "\n\n".join(texts), "\n\n".join(after)
    shift = len(after[changed]) - len(texts[changed])
    for number, text in enumerate(texts):
        if number != changed:
            at = old.index(text)
            start = data.draw(st.integers(at, at + len(text) - 1))
            end = data.draw(st.integers(start + 1, at + len(text)))
            moved_by = shift if number > changed else 0
            assert reanchor(old, [(start, end)], new) == [(start + moved_by, end + moved_by)]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.data())
def test_nothing_changes_where_nothing_changed(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(0, len(text)))
    expected = ("same", start, end) if start < end else ("lost", None, None)
    assert reanchor_verdicts(text, [(start, end)], text) == [expected]


WORDS = "the not Rama 12 1,200 -5 may é e\u0301 日 本 مرحبا لا 한 각 ก １２ İ".split()  # noqa: SIM905
JOINING = list("\u200d\u200f\u00ad\u0301\u1100\u1161\u11a8🇦") + ["👩‍👩‍👧", "🇦🇱", "👍🏽", "🏴"]
BETWEEN = [*".!?…,“”'’-–。", " ", "  ", "\n\n", "\r\n"]
SIGNS = st.lists(st.sampled_from([*WORDS, *JOINING, *BETWEEN]), max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(SIGNS, SIGNS, SIGNS, SIGNS, st.data())
def test_any_texts_and_spans_give_places_within_and_cut_no_character(head, out, put, tail, data):
    old, new = head + out + tail, head + put + tail
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(0, len(old)))
    verdict, new_start, new_end = reanchor_verdicts(old, [(start, end)], new)[0]
    if verdict == "lost":
        assert new_start is new_end is None
        return
    assert verdict in ("same", "moved", "edited")
    assert 0 <= new_start < new_end <= len(new)
    if parted(old, start) and parted(old, end) and old != new:
        assert parted(new, new_start)
        assert parted(new, new_end)


@settings(max_examples=100, deadline=None)
@given(paragraphs, st.data())
def test_what_was_undone_brings_a_passage_back(written, data):
    texts = [" ".join(words).capitalize() + "." for words in written]
    assume(len(set(texts)) == len(texts))
    order = data.draw(st.permutations(texts))
    old, new = "\n\n".join(texts), "\n\n".join(order)
    text = data.draw(st.sampled_from(texts))
    span = old.index(text), old.index(text) + len(text)
    verdict, start, end = reanchor_verdicts(old, [span], new)[0]
    assert verdict in ("same", "moved")
    assert reanchor(new, [(start, end)], old) == [span]


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("e\u0301x", [2]),
        ("👩‍👩‍👧x", [5]),
        ("👍🏽x", [2]),
        ("🇦🇱🇮🇷", [2]),
        ("a\r\nb", [1, 3]),
        ("각\u11a8", []),
        ("가\u1161\u11a8x", [3]),
        ("\u1100\u1161\u11a8\u11a8", []),
        ("각가", [1]),
        ("\u11a8\u1161", [1]),
        ("ab", [1]),
        ("a\u200db", [2]),
    ],
)
def test_characters_as_readers_see_them(text, cuts):
    assert [at for at in range(1, len(text)) if parted(text, at)] == cuts
