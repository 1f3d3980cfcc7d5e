"""Whether a word is a person's name, by Voikko's Finnish dictionary, which knows given names and surnames in any case form."""

import re
from enum import Enum, auto

from search.language.tokens import pieces_of
from search.language.voikko import load_finnish

_GIVEN_OR_SURNAME = ("[Lee]", "[Les]")
_PLACE = "[Lep]"
_CLASS = re.compile(r"\[L\w+\]")


class PersonName(Enum):
    """How a word may name somebody."""

    NO = auto()
    ALSO = auto()
    """A given name that is an everyday word, too ("toivo", "helmi", "tuuli")."""
    ONLY = auto()


def person_name(word: str) -> PersonName:
    """What a word is as a name; hyphenated ones ("anna-liisa") by each piece. Raises AnalyserUnavailableError."""
    found = [_of_piece(piece) for piece in pieces_of(word)]
    return max(found, key=lambda name: name.value)


def is_finnish_word(word: str) -> bool:
    """Whether the dictionary knows every piece of a word ("5-vuotias") as something else than a name, of persons or of places."""
    return all(piece.isdecimal() or _classes(piece) - {*_GIVEN_OR_SURNAME, _PLACE} for piece in pieces_of(word))


def _of_piece(piece: str) -> PersonName:
    classes = _classes(piece)
    if not classes.intersection(_GIVEN_OR_SURNAME):
        return PersonName.NO
    return PersonName.ALSO if classes.difference(_GIVEN_OR_SURNAME) else PersonName.ONLY


def _classes(word: str) -> set[str]:
    """Word class of every reading: of a compound that of its last member."""
    found = (_CLASS.findall(reading) for reading in load_finnish().readings(word))
    return {classes[-1] for classes in found if classes}
