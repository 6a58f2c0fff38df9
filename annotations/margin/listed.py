"""The list of cards, in stretches that are kept ready to send; a stretch is put together anew for
a viewer who has judged something in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, groupby, zip_longest

from django.utils.safestring import SafeString

from annotations.margin.cards import Card, Cluster, Margin
from annotations.margin.codes import SIZE, Codes, Judged, drawn_code, padded_code
from annotations.margin.drawn import Setting, draw_card
from annotations.margin.wording import readings_of_one_passage
from articles.drawing import Pattern, joined
from articles.parcels import Blank, Form, Parcel, Ready

STRETCH = 40
CHECK = "?"
HEADED = Pattern('<li><div class="cluster"><p class="label">{words}</p><ol>\n')
HEADED_ENDS = SafeString("</ol></div></li>\n")

Part = SafeString | str | Judged


class Stretch:
    """Some cards, cut where codes go. `kept` is what viewers without codes of their own get."""

    def __init__(self, parts: Sequence[Part], curated: Codes) -> None:
        self.judged = [each for each in parts if isinstance(each, Judged)]
        self.curated = [curated.code(each) for each in self.judged]
        self.of_source: dict[int | None, list[int]] = defaultdict(list)
        self.of_claim: dict[int, int] = {}
        for place, each in enumerate(self.judged):
            self.of_source[each.source].append(place)
            self.of_claim |= dict.fromkeys(each.claims, place)
        between = [joined(texts) for is_text, texts in _grouped(parts) if is_text]
        self.form = Form(between, SIZE)
        codes = (drawn_code("", code) for code in self.curated)
        texts = zip_longest(between, codes, fillvalue="")
        self.kept = Parcel(joined(chain.from_iterable(texts)))

    def for_viewer(self, mine: Codes) -> Ready:
        """Ready to send."""
        places = {self.of_claim[claim] for claim in self.of_claim.keys() & mine.credibility.keys()}
        for source in self.of_source.keys() & mine.reliability.keys():
            places.update(self.of_source[source])
        if not places:
            return self.kept
        blanks = self.blanks.copy()
        for place in places:
            blanks[place] = padded_code(mine.code(self.judged[place]), self.curated[place])
        return self.form.filled(blanks)

    @cached_property
    def blanks(self) -> list[Blank]:
        """The codes of those who have none of their own."""
        return [padded_code("", code) for code in self.curated]


def _grouped(parts: Sequence[Part]) -> Iterator[tuple[bool, Iterable[Part]]]:
    return groupby(parts, key=lambda part: not isinstance(part, Judged))


def stretches(margin: Margin, setting: Setting, curated: Codes) -> list[Stretch]:
    """All cards in order, those that need a person first."""
    found, parts = [], []
    for number, part in enumerate(_entries(margin, setting), 1):
        parts += part
        if not number % STRETCH:
            found.append(Stretch(parts, curated))
            parts = []
    return [*found, Stretch(parts, curated)] if parts else found


def draw_whole(card: Card, setting: Setting, mine: Codes, curated: Codes) -> SafeString:
    """One card by itself, without a number."""
    drawn = draw_card(card, setting)
    code = drawn_code(mine.code(card.judged), curated.code(card.judged))
    return joined([drawn.before, drawn.between, code, drawn.after])


def _entries(margin: Margin, setting: Setting) -> Iterator[list[Part]]:
    for card in margin.pending:
        yield _card(card, setting)
    for cluster in margin.clusters:
        yield _cluster(cluster, setting)


def _cluster(cluster: Cluster, setting: Setting) -> list[Part]:
    cards = [part for card in cluster.cards for part in _card(card, setting)]
    if len(cluster.cards) == 1:
        return cards
    heading = readings_of_one_passage(len(cluster.cards))
    return [HEADED(words=heading), *cards, HEADED_ENDS]


def _card(card: Card, setting: Setting) -> list[Part]:
    drawn = draw_card(card, setting)
    return [drawn.before, str(card.number or CHECK), drawn.between, card.judged, drawn.after]
