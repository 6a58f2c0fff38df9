"""The words by which English says how sure somebody is, and what each of them says.

A row is a pattern of whole words; the longest of those that match a place counts. Patterns are read
in small letters, with straight quotation marks and single spaces; `…` is one adverb that may stand
there. What cannot be told apart from other senses of a word is left out: a wrong suggestion costs
more than a missing one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LEVELS: Final = ("unstated", "low", "moderate", "high", "certain")

_BE: Final = r"(?:is|are|was|were|am|be|been|being|seems?|remains?|i'm|he's|she's|we're|they're)"
_EVIDENCE: Final = r"(?:evidence|proof|proofs|indications?|signs?|grounds)"
_THAT: Final = r"(?= (?:that|the|an?|it|its|he|his|she|her|they|their|we|there|this|these|those)\b)"
_END: Final = r"(?=[.,;:!?\"]|$)"
_RULED_OUT: Final = r"(?:be |been |yet |completely |entirely )*(?:ruled? out|excluded?|discounted?)"


STEM: Final = 3
_WORD: Final = re.compile(r"[a-z]{3,}")
_LIGHT: Final = frozenset({
    "all", "also", "and", "any", "are", "been", "being", "both", "can", "did", "does", "down",
    "for", "from", "had", "has", "have", "her", "his", "into", "its", "not", "our", "out", "over",
    "she", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "was", "were", "what", "which", "who", "will", "with", "would", "you",
})  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What a phrase says. `negated` is its level when it is denied, as in "not certain"; with
    None it then says nothing that could be told. One that `stands` holds its own negation. No
    words match that begin with none of the `stems`."""

    pattern: re.Pattern[str]
    level: str
    kind: str
    why: str
    polarity: str = "+"
    negated: str | None = None
    stands: bool = False
    stems: frozenset[str] = frozenset()


def _rows(
    level: str, kind: str, why: str, *phrases: str, negated: str | None = None,
    stands: bool = False, polarity: str = "+",
) -> list[Row]:  # fmt: skip
    return [
        Row(_compiled(each), level, kind, why, polarity, negated, stands, stems_of(_bare(each)))
        for each in phrases
    ]


def stems_of(words: str) -> frozenset[str]:
    """How the words begin that say something."""
    return frozenset(word[:STEM] for word in _WORD.findall(words) if word not in _LIGHT)


def _bare(phrase: str) -> str:
    """Without what only has to stand around it, and without signs for kinds of letters."""
    return re.sub(r"\\.", " ", re.sub(r"\(\?(?:=|!|<!)(?:[^()]|\([^()]*\))*\)", " ", phrase))


def _compiled(phrase: str) -> re.Pattern[str]:
    phrase = phrase.replace(" … ", r" (?:\w+ly |quite |very |all |so )?")
    return re.compile(rf"(?<![\w'-])(?:{phrase})(?![\w-])(?!'\w)")


ANALYTIC: Final = "says how sure the analysts are"
LIKELY: Final = "says how likely it is"
POSSIBLE: Final = "leaves it possible, no more"
SURE: Final = "leaves no doubt"
STRENGTH: Final = "says how strong the evidence is"
SEEMS: Final = "says what it looks like"
UNSURE: Final = "says that it is not sure"
UNPROVED: Final = "says that it is not established"
DISTANCE: Final = "keeps the reporter’s distance, and says nothing of how sure the source is"
DOUBTED: Final = "casts doubt on it"
OPEN: Final = "leaves it open"
DENIES: Final = "denies it"

_ANALYTIC: Final = (
    *_rows(
        "certain", "analytic", ANALYTIC,
        r"(?:with )?(?:complete|total|absolute|full|utter|every) confidence",
        rf"(?:{_BE} )?(?:completely|totally|absolutely|fully) confident",
        negated="low",
    ),
    *_rows(
        "high", "analytic", ANALYTIC,
        r"(?:with )?(?:a )?(?:very )?(?:high|great|strong|considerable)"
        r"(?: degree of| level of)? confidence",
        r"with confidence", rf"{_BE} (?:highly |very |quite |increasingly )?confident",
        r"(?:highly|very|quite) confident", r"confident(?= that\b)",
        negated="low",
    ),
    *_rows(
        "moderate", "analytic", ANALYTIC,
        r"(?:with )?(?:a )?(?:moderate|medium|reasonable|fair|some)"
        r"(?: degree of| level of)? confidence",
        rf"(?:{_BE} )?(?:moderately|reasonably|fairly|somewhat) confident",
        negated="low",
    ),
    *_rows(
        "low", "analytic", ANALYTIC,
        r"(?:with )?(?:a )?(?:very )?(?:low|little|limited|scant)"
        r"(?: degree of| level of)? confidence",
        stands=True,
    ),
)  # fmt: skip
_LIKELIHOOD: Final = (
    *_rows(
        "certain", "likelihood", SURE,
        r"(?:certainly|undoubtedly|unquestionably|indisputably|definitely)",
        r"without (?:a |any |the slightest )?(?:shadow of a )?doubt",
        r"beyond (?:any |all |a |reasonable )*(?:shadow of a )?(?:doubt|question|dispute)",
        r"(?:little or )?no (?:doubt|question)"
        r"(?= (?:that|about|whatever|whatsoever|it|he|she|they|who)\b|[.,;])",
        r"not (?:the slightest|the least|any|a) doubt", r"no room for doubt",
        r"(?:can|could|should) be no (?:doubt|question)", r"never doubted(?= that\b)",
        r"for (?:certain|sure)", r"(?:100|a hundred|one hundred) ?(?:%|per ?cent) (?:certain|sure)",
        stands=True,
    ),
    *_rows(
        "certain", "likelihood", SURE,
        rf"(?:{_BE} )?(?:absolutely|completely|totally|entirely|quite) (?:certain|sure)",
        rf"{_BE} … certain(?= (?:that|of|about|it|he|she|they|the)\b|[.,;:!?\"]|$)",
        rf"{_BE} … sure(?= (?:that|of|about|it|he|she|they|the)\b|[.,;:!?\"]|$)",
        r"certain(?= that\b)", r"(?<!make )(?<!made )(?<!making )sure(?= that\b)",
        r"certainty(?= that\b)",
        r"bound(?= to (?!by\b))", r"(?:inevitably|inevitable)", r"convinced(?= that\b)",
        negated="low",
    ),
    *_rows(
        "high", "likelihood", LIKELY,
        r"(?:almost|nearly|virtually|practically|all but|near) (?:certain|certainly|sure)",
        r"(?:most|highly|very|extremely|overwhelmingly) (?:likely|probable|probably)",
        r"in all (?:likelihood|probability)",
        r"(?:an? |every )(?:strong |high |good |very good )(?:likelihood|probability|chance)",
        r"every (?:likelihood|chance)", r"must have(?= (?:been|had|come|known|taken|\w{2,}ed)\b)",
        negated="low",
    ),
    *_rows(
        "moderate", "likelihood", LIKELY,
        r"(?<!as )(?<!than )likely", r"(?:probable|probably|presumably)", r"more likely than not",
        r"(?:an? )?(?:even|fifty-fifty|50-50|50/50) (?:chance|odds)",
        rf"(?:believes?|believed){_THAT}", rf"(?:thinks|thought){_THAT}",
        rf"(?<!to )believe(?:{_THAT}|{_END})", rf"(?:i|we|they) think(?:{_THAT}|{_END})",
        rf"believes{_END}",
        rf"{_BE} … (?:believed|thought|presumed|assumed|expected)(?= (?:to|that)\b)",
        r"expected(?= to\b)", r"presumed(?! innocent\b)", r"not (?:unlikely|improbable)",
        negated="low",
    ),
    *_rows(
        "low", "likelihood", POSSIBLE,
        r"(?:possibly|perhaps|maybe|conceivably)",
        r"(?<!you )(?<!one )(?:may|might)(?! of\b)(?! and\b)(?! not\b)",
        r"(?:may|might) not", r"(?<!so that )(?<!and )could(?! not\b)(?! no\b)(?! only\b)"
        r"(?= (?:also |still |even |well |yet |one day |soon |eventually )?"
        r"(?:have|be|become|reach|rise|fall|lead|cost|mean|take|face|cause|prove|spread|last|happen"
        r"|follow|come|bring|affect|trigger|lose|leave|start|begin|end|strike|hit|fail|return)\b)",
        rf"{_BE} … possible(?= that\b)", r"possible(?= that\b)",
        r"possible(?= \w+ (?:link|role)s?)",
        r"(?:a|the|any) possible(?= \w+)(?! exception\b)(?! way\b)",
        r"(?:a )?(?:realistic|remote|distinct|real|theoretical) possibility",
        r"possibility(?= that\b)", r"not impossible", r"not (?:to be )?ruled out",
    ),
    *_rows(
        "low", "likelihood", POSSIBLE,
        rf"(?:can|could|did|do|does|has|have|had|is|are|was|were|would|will)(?: not|not|n't| never)"
        rf" {_RULED_OUT}",
        rf"(?:not|never|nor|without|refused to|declined to) {_RULED_OUT}",
        r"(?:without|not|nor|refused to) (?:ruling|rule) out",
        r"(?:a |an )?(?:slim|small|slight|remote|outside|faint) (?:chance|probability|likelihood)",
        r"(?:little|scant|low) (?:chance|likelihood|probability|prospect)",
        stands=True,
    ),
    *_rows(
        "low", "likelihood", DOUBTED,
        r"(?:highly |very |extremely |most )?(?:unlikely|improbable|implausible|doubtful)",
        r"(?:doubts?|doubted)(?= (?:that|whether|if|it)\b)",
        r"(?:sceptical|skeptical)(?= (?:that|about|of)\b)",
    ),
    *_rows(
        "low", "likelihood", UNSURE,
        r"(?:far from|no longer|less than|anything but) (?:certain|sure|clear)",
        r"(?:uncertain|unsure)(?= (?:that|of|about)\b|[.,;]|$)", r"not necessarily",
        stands=True,
    ),
)  # fmt: skip
_EVIDENTIAL: Final = (
    *_rows(
        "certain", "evidential", STRENGTH,
        r"(?:incontrovertible|irrefutable|undeniable|indisputable|conclusive|unequivocal"
        rf"|incontestable|overwhelming|unmistakable|ironclad|definitive)(?: {_EVIDENCE})?",
        r"(?:conclusively|irrefutably|unequivocally|incontrovertibly|undeniably)",
        r"(?:has|have|had) (?:been )?(?:proved|proven)(?! to\b)", r"(?:proves|proved)(?= that\b)",
        r"proof(?= that\b)", r"proven", negated="low",
    ),
    *_rows(
        "high", "evidential", STRENGTH,
        r"(?:strong|clear|compelling|solid|convincing|substantial|ample|abundant|powerful"
        rf"|persuasive|considerable|credible) {_EVIDENCE}",
        r"(?:clearly|plainly|obviously|manifestly|demonstrably)",
        r"it (?:is|was|became) … (?:clear|plain|obvious|evident)(?= (?:\w+ ){0,5}that\b)",
        rf"(?:concludes?|concluded){_THAT}", r"(?:concludes?|concluded)(?= with\b)",
        negated="low",
    ),
    *_rows(
        "moderate", "evidential", SEEMS,
        r"(?:seems?|seemed|appears?|appeared)(?= (?:to|that|as if|as though)\b)",
        r"(?:apparently|seemingly|evidently|ostensibly)", r"suggest(?:s|ed)?(?= that\b)",
        rf"{_EVIDENCE} (?:suggests?|suggested|indicates?|indicated)",
        r"indicat(?:es?|ed)(?= that\b)", r"consistent with",
        r"(?:bears?|bore|bearing|has|had) (?:all )?(?:the )?hallmarks of",
        rf"(?:some|circumstantial|partial|initial|preliminary) {_EVIDENCE}",
    ),
    *_rows(
        "low", "evidential", STRENGTH,
        rf"(?:weak|scant|scarce|little|thin|flimsy|limited|insufficient|slender) {_EVIDENCE}",
        stands=True,
    ),
    *_rows(
        "low", "evidential", UNPROVED,
        r"(?:unconfirmed|unverified|unsubstantiated|unproven|unproved|uncorroborated)",
        r"(?:not|never|n't) (?:yet )?(?:been )?(?:proven|proved|confirmed|established|verified)",
        stands=True,
    ),
    *_rows(
        "low", "evidential", POSSIBLE,
        r"suspected", r"suspects?(?= that\b)", r"rumou?red(?= (?:to|that)\b)",
        r"rumou?rs(?= that\b)",
    ),
)  # fmt: skip
_PLAIN: Final = (
    *_rows(
        "low", "plain", DOUBTED,
        r"(?:purported|purportedly|supposed(?! to\b)|supposedly|so-called|self-styled)",
        r"purport(?:s|ing)?(?= to\b)",
    ),
    *_rows(
        "unstated", "plain", DISTANCE,
        r"(?:alleged|allegedly|reportedly)", r"alleg(?:es?|ing)(?= that\b)",
        r"(?:is|are|was|were) (?:said|reported) to",
        r"(?:claims|claimed)(?= (?:that|to|it|he|she|they)\b)",
    ),
    *_rows(
        "unstated", "plain", OPEN,
        r"(?:unclear|unknown|uncertain|unsure|undecided|not (?:yet )?(?:clear|known|sure|certain))"
        r" (?:whether|if|who|what|how|why)", r"an open question(?: whether| if)?",
        stands=True,
    ),
    *_rows(
        "certain", "plain", DENIES,
        r"(?:categorically|flatly|firmly|vehemently|strenuously|absolutely|utterly)"
        r" (?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?)",
        r"(?<!not )(?<!n't )ruled out(?= (?:that|any)\b)", r"no truth (?:in|to)",
        polarity="-", stands=True,
    ),
    *_rows(
        "unstated", "plain", DENIES,
        r"(?<!not )(?<!nor )(?<!n't )den(?:y|ies|ied|ying)"
        r"(?! (?:\w+ )?(?:access|entry|visas?|bail|boarding|permission|asylum|the right)\b)",
        r"(?<!not )(?<!n't )(?:reject(?:s|ed)?|dismiss(?:es|ed)?|refut(?:es?|ed))"
        r" (?:the |any |all |that |such |those |these |his |her |their )?(?:\w+ )?"
        r"(?:claims?|allegations?|accusations?|suggestions?|charges?|reports?|notion|idea)",
        polarity="-", stands=True,
    ),
)  # fmt: skip

ROWS: Final = (*_ANALYTIC, *_LIKELIHOOD, *_EVIDENTIAL, *_PLAIN)
