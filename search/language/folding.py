"""Folding of letters for the second chance: "paivystysapu" finds "päivystysapu"."""

import unicodedata

_WITHOUT_DECOMPOSITION = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "ı": "i"})


_USUAL = str.maketrans("äöå", "aoa")


def fold_accents(word: str) -> str:
    """The word in lower case without accents and dots: ä and å become a, ö becomes o.

    Only ever a second chance: in Finnish the dots tell words apart ("nain" and "näin").
    """
    if word.isascii():
        return word.lower()
    folded = word.casefold()
    usual = folded.translate(_USUAL)
    if usual.isascii():
        return usual
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_WITHOUT_DECOMPOSITION)
