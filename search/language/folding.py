"""Folding of letters for the second chance: "paivystysapu" finds "päivystysapu"."""

import unicodedata

_WITHOUT_DECOMPOSITION = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "ı": "i"})


def fold_accents(word: str) -> str:
    """The word in lower case without accents and dots: ä and å become a, ö becomes o.

    Only ever a second chance: in Finnish the dots tell words apart ("nain" and "näin").
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_WITHOUT_DECOMPOSITION)
