"""Reading the answers of Voikko's Finnish transducer (the notation of libvoikko's FSTOUTPUT).

Both the C library and the Python fallback give the same notation, so both are read here and agree by construction.
``[Xp]neuvoa[X]neuvo[Ln]n[Xj]ta[X]t[Sp][Ny]aa``: dictionary form between ``[Xp]`` and ``[X]``, form of a derivation after
``[Xj]``, the rest as written; ``[Bc]`` stands between the members of a compound, ``[L…]`` names the word class.
Notation: voikko-fi, vvfst (github.com/voikko/corevoikko/tree/master/voikko-fi).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from search.language.words import WordAnalysis

_PIECE = re.compile(r"\[[^\]]*\]|[^\[]+")
_PERSON_NAMES = frozenset({"[Lee]", "[Les]"})
"""Given names and surnames: "erosta" is the divorce (ero) rather than the surname Eronen, when both are possible."""
_PLACE_NAME = "[Lep]"
_VERB = "[Lt]"
_PREFIX = "[Lp]"
_NUMERAL = "[Lu]"
_TEEN = "toista"


@dataclass(frozen=True, slots=True)
class _Member:
    written: str
    base: str
    root: str
    word_class: str


@dataclass(frozen=True, slots=True)
class _Reading:
    members: tuple[_Member, ...]

    @property
    def base(self) -> str:
        return self.compound(0, len(self.members))

    @property
    def is_person(self) -> bool:
        return any(member.word_class in _PERSON_NAMES for member in self.members)

    def compound(self, start: int, end: int) -> str:
        """Base form of the compound that the members from ``start`` to before ``end`` make."""
        before = "".join(member.written for member in self.members[start : end - 1])
        return (before + self.members[end - 1].base).replace("=", "").casefold()

    def parts(self) -> Iterable[str]:
        """Members, compounds within the compound ("väkivalta" in "lähisuhdeväkivalta") and verbs behind derived words."""
        count = len(self.members)
        for start, end in combinations(range(count + 1), 2):
            is_bare_prefix = end - start == 1 and self.members[start].word_class == _PREFIX
            if end - start < count and not is_bare_prefix:
                yield self.compound(start, end)
        for member in self.members:
            if member.word_class != _PLACE_NAME and "=" in member.base:
                yield from member.base.split("=")
            if member.root:
                yield member.root.replace("=", "")


def read_answers(answers: Iterable[str]) -> WordAnalysis | None:
    """Base forms and parts told by the transducer's answers for one word; None when the word is unknown to it.

    Readings as a person's name give way to others, and readings with more members to those with fewer (the transducer
    also reads "ohjaajat" as "ohja" + "ajat").
    """
    readings = [reading for reading in map(_read, answers) if reading.members]
    readings = [reading for reading in readings if not reading.is_person] or readings
    if not readings:
        return None
    fewest = min(len(reading.members) for reading in readings)
    chosen = sorted((reading for reading in readings if len(reading.members) == fewest), key=lambda reading: reading.base)
    bases = tuple(dict.fromkeys(reading.base for reading in chosen))
    parts = dict.fromkeys(part.casefold() for reading in chosen for part in reading.parts())
    heads = sorted(reading.members[-1].base.replace("=", "").casefold() for reading in chosen if len(reading.members) > 1)
    return WordAnalysis(bases, tuple(sorted(part for part in parts if part and part not in bases)), heads[0] if heads else "")


def _read(answer: str) -> _Reading:
    members: list[_Member] = []
    pieces: list[str] = []
    for piece in [*_PIECE.findall(answer), "[Bc]"]:
        if piece != "[Bc]":
            pieces.append(piece)
            continue
        if any(each.startswith("[L") for each in pieces):
            members.append(_member(pieces))
        elif members and members[-1].word_class == _NUMERAL and _TEEN in pieces:
            members[-1] = _teen(members[-1])
        pieces = []
    return _Reading(tuple(members))


def _teen(numeral: _Member) -> _Member:
    """Eleven to nineteen: "toista" is told apart from its numeral, without a word class."""
    return replace(numeral, written=numeral.written + _TEEN, base=numeral.base + _TEEN)


def _member(pieces: list[str]) -> _Member:
    base = written = since_base = ending = dictionary_form = word_class = ""
    inside_form = inside_reading = derived = False
    for piece in pieces:
        if piece in ("[Xp]", "[Xj]"):
            derived = piece == "[Xj]"
            inside_form = True
            base += since_base
            written += since_base
            since_base = ending = ""
        elif piece in ("[Xr]", "[Xs]"):
            inside_reading = True
        elif piece == "[X]":
            inside_form = inside_reading = False
        elif piece.startswith("["):
            if piece.startswith("[L") and not word_class:
                word_class = piece
        elif inside_form:
            ending += piece
            dictionary_form = dictionary_form or piece
        elif not inside_reading:
            since_base += piece
    base += ending
    written += since_base
    root = dictionary_form if derived and word_class == _VERB else ""
    return _Member(written, base or written, root, word_class)
