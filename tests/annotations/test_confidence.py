"""What words say of how sure somebody is: the passage in [brackets], its level, kind and cue."""

import pytest

from annotations.confidence import expressed
from annotations.confidence.lexicon import ROWS, stems_of

SAID = """
certain evidential | Mr Rama said a probe had found [“incontrovertible evidence” that Iran “hired four groups”] to attack. | incontrovertible evidence
certain evidential | Mr Rama said a probe had found “incontrovertible evidence” that Iran had [“hired four groups”] to attack. | incontrovertible evidence
moderate analytic  | Mandiant said that it believed “with moderate confidence” that [at least one actor took part]. | with moderate confidence
moderate analytic  | The firm says [“with moderate confidence” that actors supporting Iranian goals were involved]. | with moderate confidence
high analytic      | The agency assesses with high confidence that [the group acts for a state]. | with high confidence
low analytic       | The agency has low confidence that [the leak came from a laboratory]. | low confidence
high analytic      | Engineers are [confident that the wall will hold]. | are confident
low analytic       | Engineers are [not confident that the wall will hold]. | not confident
high likelihood    | [The bomb was almost certainly smuggled in by sea], the judge said. | almost certainly
high likelihood    | It is very likely that [the figures will be revised]. | very likely
moderate likelihood| [The barrier probably would last], they wrote. | probably
moderate likelihood| They believe that [the fire began in the kitchen]. | believe
moderate likelihood| [The fire began in the kitchen, investigators believe.] | believe
moderate likelihood| [The ship is believed to have sunk] in the storm. | is believed
moderate likelihood| [Prices are expected to fall] by the end of the year. | are expected
moderate likelihood| It is [not unlikely] that the two met, the judge wrote. | not unlikely
low likelihood     | [The intruders may have been inside for months], it said. | may
low likelihood     | [Perhaps the two events are linked], the mayor said to them. | Perhaps
low likelihood     | Sabotage [cannot be ruled out], the ministry said in the evening. | cannot be ruled out
low likelihood     | The firm could not rule out that [more than one team took part]. | could not rule out
low likelihood     | Police have not ruled out [arson]. | have not ruled out
low likelihood     | [The strike is unlikely to end] before the weekend, the union said. | unlikely
low likelihood     | The minister is not certain that [the money was paid]. | not certain
low likelihood     | It is far from certain that [the bill will pass]. | far from certain
low likelihood     | There is a slim chance that [somebody is alive], he said. | a slim chance
low likelihood     | [The toll could rise], the governor said. | could
certain likelihood | There is no doubt that [the document is genuine], she said. | no doubt
certain likelihood | [The document is without doubt genuine], she said. | without doubt
certain likelihood | [This is undoubtedly a turning point], he said. | undoubtedly
certain likelihood | The mayor said she was certain that [the barrier would last thirty years]. | was certain
certain likelihood | She was absolutely sure that [he was the man]. | was absolutely sure
certain likelihood | [The attack was, beyond any doubt, the work of insiders], he said. | beyond any doubt
low likelihood     | The mayor was not sure that [the barrier would last]. | not sure
certain evidential | The inquiry has proved that [the signature was forged]. | has proved
low evidential     | [The signature is unproven], the inquiry said. | unproven
low evidential     | That has not been confirmed: the report said [the convoy was hit] … | -
high evidential    | But [the attempt had plainly failed], he added to the press. | plainly
high evidential    | It was clear from the outset that [the plan would fail]. | It was clear
high evidential    | American experts concluded that [Iran conducted this attack]. | concluded
high evidential    | There is strong evidence that [the drug works], the panel said. | strong evidence
low evidential     | There is no strong evidence that [the drug works], the panel said. | no strong evidence
low evidential     | There is little evidence that [the drug works], the panel said. | little evidence
moderate evidential| [The pilot appears to have lost control], the report said. | appears
moderate evidential| The findings suggest that [the disease spread by water]. | suggest
moderate evidential| [Apparently the file had been wiped], he said to the court. | Apparently
moderate evidential| [The attack bears all the hallmarks of the group], the firm said. | bears all the hallmarks of
moderate evidential| [The plan had failed], apparently, and the town was glad of it. | apparently
low evidential     | Police are looking for [suspected arsonists] in the valley. | suspected
low evidential     | They were held for looking after [the suspected bomb], police said. | suspected
low plain          | It displayed what were purported to be [Albanian residence permits]. | purported
low plain          | [The so-called experts] were paid by the company, it said. | so-called
low plain          | [The supposed plot] was made public by the ministry. | supposed
unstated plain     | [The alleged fraud] took place over the summer, it is said. | alleged
unstated plain     | [He allegedly took the money] and left for the coast. | allegedly
unstated plain     | The group claimed that [it had stolen the files]. | claimed
unstated plain     | It is unclear whether [anybody was hurt], the police said. | unclear whether
unstated plain -   | Iran has denied that [it was behind the attack]. | denied
unstated plain -   | [Iran denied any role] in the attack, and said it was surprised. | denied
certain plain -    | [Iran categorically denies any role] in the attack, it said. | categorically denies
unstated plain -   | [Iran rejected the accusations] and called the envoy in, the ministry said. | rejected the accusations
high likelihood    | [The glacier will most likely be gone by 2050], it said. | most likely
high likelihood    | [They must have known], the widow said of the directors. | must have
"""  # noqa: E501

SILENT = """
[The meeting took place in May], the ministry said.
[May 5 was the day of the vote], and the party won it.
[The mayor left with the might of the army behind him].
[A certain Mr Brown] was seen at the door of the house.
[Certain conditions have to be met], the ministry said.
[They came as soon as possible], and they did what they could.
[He wanted to make sure that the door was locked].
[He made it clear that he would not resign].
[She appeared in court on Monday], the paper said.
[The think tank was founded in 1998] by the brothers.
[He believes in ghosts], and is not ashamed of it.
[He was denied access to a lawyer], his family said.
[He could not see the road], and drove into the sea.
[The inspectors were let in so that they could count the barrels].
[Is it certain that the barrier would last?]
They asked whether it was certain that [the barrier would last].
If it is likely that [the wall falls], the town will be moved.
[It is not only likely but certain that this will be repeated].
The mayor was certain; [the engineers of the town were silent about it].
The mayor was certain that the pumps would hold. [The engineers said nothing of the kind].
[He certainly may or may not have been told of it], the lawyer said.
[The barrier will last thirty years], the mayor said.
[He was presumed innocent] by the court and by the press.
[The suspects were held] in the capital for two nights.
[The winner is bound by the rules of the house].
[He did not deny that he was there], the paper said.
"""

OTHER = [
    ("fr", "Il est [possible que le mur tienne], dit le maire."),
    ("", "Il est [possible que le mur tienne], dit le maire."),
    ("es", "Es [probable que llueva], dijo la alcaldesa."),
    ("de", "Das ist [definitiv möglich], sagte die Bürgermeisterin."),
    ("ja", "「[可能性がある]」と市長は述べた。"),
    ("ar", "قال [إنه من المحتمل] أن يحدث ذلك."),
    ("en", "[Certainly]"),
]


def bracketed(line):
    start = line.index("[")
    end = line.index("]") - 1
    return line.replace("[", "").replace("]", ""), [(start, end)]


@pytest.mark.parametrize("line", SAID.strip().splitlines(), ids=lambda line: line[20:60])
def test_what_the_words_say(line):
    said, sentence, cue = (part.strip() for part in line.split("|"))
    level, kind, *polarity = said.split()
    text, segments = bracketed(sentence)
    found = expressed(text, segments, "en")
    if cue == "-":
        assert found is None
        return
    assert found, sentence
    words = [text[start:end] for start, end in found.cues]
    assert (found.level, found.kind, found.polarity) == (level, kind, "".join(polarity) or "+")
    assert words == [cue]
    assert cue in found.reason


@pytest.mark.parametrize("line", SILENT.strip().splitlines())
def test_where_the_words_say_nothing_certain_there_is_no_suggestion(line):
    assert expressed(*bracketed(line), "en") is None


@pytest.mark.parametrize(("language", "line"), OTHER)
def test_there_is_none_in_other_languages(language, line):
    assert expressed(*bracketed(line), language) is None


def test_a_passage_of_several_parts_is_read_as_one():
    text = "“The attack failed”, he said, “and that is undoubtedly good news for the country”."
    parts = [(1, 18), (text.index("and"), text.index("”."))]
    found = expressed(text, parts)
    assert (found.level, [text[a:b] for a, b in found.cues]) == ("certain", ["undoubtedly"])


def test_what_is_denied_of_a_word_that_says_nothing_is_left_alone():
    text = "It was not possibly the end of the war, and nobody said that it was."
    assert expressed(text, [(0, len(text))]) is None


def test_what_follows_in_another_clause_says_nothing():
    text = "The dam held; perhaps it was luck, the mayor of the town said."
    assert expressed(text, [(0, 12)]) is None


def test_what_only_touches_the_words_is_left_alone():
    text = "It was almost certainly the wind that did it, and not the rain."
    assert expressed(text, [(0, 13)]) is None


def test_long_texts_are_read_no_further_than_needed():
    text = "It was certain that " + "word " * 200_000 + "the wall would last."
    assert expressed(text, [(len(text) - 20, len(text) - 1)]) is None


def test_a_row_is_passed_over_only_where_it_matches_nothing():
    everything = " ".join((SAID + SILENT).replace("[", "").replace("]", "").lower().split())
    for row in ROWS:
        assert row.stems, row.pattern
        for found in row.pattern.finditer(everything):
            assert row.stems & stems_of(found[0]), (row.pattern, found[0])
