"""A guess at the language of a story, from its script and its commonest words."""

import re
from collections import Counter

SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), 0.05),
    ("ko", re.compile(r"[\uac00-\ud7af]"), 0.2),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), 0.3),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"), 0.3),
    ("he", re.compile(r"[\u0590-\u05ff]"), 0.3),
    ("hy", re.compile(r"[\u0530-\u058f]"), 0.3),
    ("ka", re.compile(r"[\u10a0-\u10ff]"), 0.3),
    ("hi", re.compile(r"[\u0900-\u097f]"), 0.3),
    ("bn", re.compile(r"[\u0980-\u09ff]"), 0.3),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), 0.3),
)
_COMMON = {
    "en": "the of and to in that is was for it with as on be at by this had not are but from have",
    "de": "der die und das den von ist des mit im nicht sich auch auf dem ein eine für wurde dass",
    "fr": "le la les des et est une du dans que pour qui sur pas au avec ce il sont par plus",
    "es": "el la los que y las del una por con se para su un es al lo como más pero",
    "it": "il di che la è per non una sono con del della gli nel si alla anche le ha dei",
    "pt": "o que e do da em um para não uma os com dos as no na foi é ao mais pelo",
    "nl": "de het een van en dat is niet te op zijn voor met die aan er ook bij naar heeft",
    "sq": "të e në dhe një për me se që nuk është nga u kanë ishte më do ka si edhe",
    "pl": "się i na nie w z że do to jest o jak po co ale od przez dla są był",
    "sv": "och att det som en på är av för den till med inte har om ett han var de",
    "da": "og at det er en til på som af for den med ikke der var han har de et",
    "no": "og det er at en på som av til for med ikke den har var han de et seg",
    "fi": "ja on ei että se oli hän mutta ovat joka myös niin kuin sen ole kun",
    "tr": "ve bir bu da de için ile olarak olan çok daha sonra gibi kadar ancak",
    "ro": "și în de la a că nu este pe cu un o care din pentru se mai sunt",
    "cs": "a se na v že je to s z do o jsem i za pro by jsou ve po",
    "hu": "a az és hogy nem is egy volt meg ez de csak már még van",
    "hr": "je i u na se da su za od s kao koji što ali bi nije",
    "id": "yang dan di dengan untuk ini dari itu tidak dalam pada akan",
    "vi": "của và là có cho không được các trong một người với những",
    "ru": "и в не на что с по это как из у за от для его был",
    "uk": "і в не на що з у та до як за від для це його але й про був",
    "bg": "и на в да се за от не с че по са това като е",
    "sr": "и у на је да се за од са као који што али није су",
    "mk": "на и во да се за од со не што ќе е го ги",
    "ar": "في من على أن إلى عن مع التي الذي ما هذا لا كان قال",
    "fa": "و در به از که این را با است برای آن یک می شده",
    "ur": "کے میں کی ہے اور سے کا کو نے پر ہیں یہ",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SURE = 0.08


def language_of(text: str) -> str:
    """The primary BCP 47 tag of a text's language, "" where no guess is good."""
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample)) or 1
    for language, script, share in _SCRIPTS:
        if len(script.findall(sample)) > share * letters:
            return language
    counted = Counter(_WORD.findall(sample.lower()))
    scores = {language: sum(counted[word] for word in words) for language, words in _WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > _SURE * counted.total() else ""
