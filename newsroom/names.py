"""Names that people go by: cleaned, and compared by their look, so that nobody poses as another."""

import unicodedata

FORMER_MEMBER = "former member"

# Letters of other alphabets, and digits, that look like a Latin letter in most typefaces.
_ALIKE = {
    "a": "аα", "b": "вβ", "c": "с", "d": "ԁ", "e": "еε", "h": "нһη", "j": "ј", "k": "кκ",
    "l": "iіıιł1", "m": "мμ", "n": "ν", "o": "оο0", "p": "рρ", "q": "ԛ", "r": "г", "s": "ѕ",
    "t": "тτ", "u": "υ", "w": "ԝω", "x": "хχ", "y": "уү", "z": "ζ",
}  # fmt: skip
_LATIN = str.maketrans({sign: letter for letter, signs in _ALIKE.items() for sign in signs})
# Joiners shape the letters of Persian and of Indian scripts; other invisible signs only deceive.
_JOINERS = "\u200c\u200d"


def tidy(words: str) -> str:
    """The name on one line, with single spaces and composed letters."""
    return " ".join(unicodedata.normalize("NFC", words).split())


def hides(words: str) -> bool:
    """Whether something in the words is not to be seen: controls, direction marks, blanks."""
    return any(
        unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
        and sign not in _JOINERS
        for sign in words
    )


def look(words: str) -> str:
    """What a hurried eye keeps of a name: names of the same look can be taken for one another.

    Case, accents, spaces and signs are put aside and look-alike letters are one; "" when no
    letter or digit is left.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    kept = "".join(sign for sign in plain if _counts(sign))
    return kept.translate(_LATIN)[:240]


def sign_in_name(words: str) -> str:
    """A sign-in name as it is kept: small and capital letters are the same."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold()).strip()


def _counts(sign: str) -> bool:
    """Letters, digits and the vowel signs that are written as marks; not accents."""
    category = unicodedata.category(sign)[0]
    return category in "LN" or (category == "M" and not unicodedata.combining(sign))
