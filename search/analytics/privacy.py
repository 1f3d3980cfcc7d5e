"""What of a search may be kept. Refused is everything that might say who searched or about whom: one mark of it, and the
whole term goes, because the words around a name or a number may tell as much as itself.

Refused: e-mail and web addresses; five digits or more, also with spaces, points or dashes between them (telephone numbers,
dates of birth, personal identity codes: decree 128/2010 on the population information system, section 2; postal codes);
a street with a house number; more than MOST_WORDS words; more than LONGEST characters; given names and surnames.

Names are found by the Finnish dictionary, by capital letters where nobody writes one by habit, and by neighbours: two words
side by side of which no vocabulary knows either may be a name in any language. Single unknown words are kept: most are slips,
new words or slang, which is what the list is for.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.analytics.person_names import PersonName, person_name

LONGEST = 80
"""Characters of a term."""
MOST_WORDS = 6
"""More words tell a story of their own."""

_ADDRESS = re.compile(r"@|://|\bwww\.", re.IGNORECASE)
_DIGITS = re.compile(r"\d(?:[\s().,/–‐‑+-]*\d){4,}")
_IDENTITY_CODE = re.compile(r"\b\d{6}\s*[-+A-FU-Y]\s*\d{3}", re.IGNORECASE)
_STREET = re.compile(
    r"(?:(?:katu|kadu|kuja|polku|polu|raitti|raiti|kaari|kaare|rinne|rintee)\w{0,4}|tie|tien|tiellä|tieltä|tielle"
    r"|gatan|gata|vägen|väg|gränd|gränden|stigen)$",
    re.IGNORECASE,
)
"""How names of streets end in Finnish (with case endings) and Swedish."""
_ENGLISH_STREETS = frozenset({"street", "road", "avenue", "lane"})
_HOUSE = re.compile(r"\d{1,4}[a-zåäö]?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-‐‑’':.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Of the words of a search, in lower case, those that stand in the site's vocabulary, the thesaurus, the gazetteer or a
    dictionary. ``places``: of these the ones that name a municipality or locality, alone or together."""

    words: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


def words_of(text: str) -> list[str]:
    """Words as typed, signs between them left out."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def normalised(text: str) -> str:
    """The term as it is counted: NFC, lower case, one space between words, no sign at its ends."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return " ".join(composed.split()).strip(" .,;:!?\"'()[]–-")


def may_keep(text: str, known: KnownWords) -> bool:
    """Whether a search may be kept. Raises AnalyserUnavailableError.

    :param text: as typed, not normalised: capitals tell names. Without a word: False.
    """
    term = unicodedata.normalize("NFC", text)
    words = words_of(text)
    if not words or len(normalised(text)) > LONGEST or len(words) > MOST_WORDS:
        return False
    if _ADDRESS.search(term) or _DIGITS.search(term) or _IDENTITY_CODE.search(term) or _names_a_house(words):
        return False
    return not _may_name_a_person(words, known)


def _names_a_house(words: Sequence[str]) -> bool:
    """ "Kirkkokatu 3", "Storgatan 3 b", "3 Main Street"."""
    if _ENGLISH_STREETS.intersection(map(str.casefold, words)) and any(map(_HOUSE.fullmatch, words)):
        return True
    return any(_STREET.search(street) and _HOUSE.fullmatch(house) for street, house in pairwise(words))


def _may_name_a_person(words: Sequence[str], known: KnownWords) -> bool:
    names = [PersonName.NO if word.casefold() in known.places else person_name(word) for word in words]
    if PersonName.ONLY in names:
        return True
    is_known = [word.casefold() in known.words or word.isdecimal() for word in words]
    neighbours = zip(pairwise(names), pairwise(is_known), strict=True)
    if any(not any(both_known) or (PersonName.ALSO in both_names and not all(both_known)) for both_names, both_known in neighbours):
        return True
    return any(capital and not word_known for capital, word_known in zip(_capitals(words), is_known, strict=True))


def _capitals(words: Sequence[str]) -> list[bool]:
    """Which words begin with a capital that was meant: telephones write the first one themselves, and some people write nothing else."""
    if all(word.isupper() for word in words):
        return [False] * len(words)
    return [position > 0 and word[0].isupper() for position, word in enumerate(words)]
