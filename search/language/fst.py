"""Reading the answers of Voikko's Finnish transducer (the notation of libvoikko's FSTOUTPUT).

Both the C library and the Python fallback give the same notation, so both are read here and agree by construction.
``[Xp]neuvoa[X]neuvo[Ln]n[Xj]ta[X]t[Sp][Ny]aa``: dictionary form between ``[Xp]`` and ``[X]``, form of a derivation after
``[Xj]``, the rest as written; ``[Bc]`` stands between the members of a compound, ``[L…]`` names the word class.
Notation: voikko-fi, vvfst (github.com/voikko/corevoikko/tree/master/voikko-fi).
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from search.language.words import WordAnalysis

_PIECE = re.compile(r"\[[^\]]*\]|[^\[]+")
_PERSON_NAMES = frozenset({"[Lee]", "[Les]"})
"""Given names and surnames: "erosta" is the divorce (ero) rather than the surname Eronen, when both are possible."""
_PLACE_NAME = "[Lep]"
VERB = "[Lt]"
"""Word class of verbs."""
_EMPHASIS = ("pa[Ef]", "pä[Ef]")
"""End of a form with the enclitic -pa."""
_PREFIX = "[Lp]"
_NUMERAL = "[Lu]"
_TEEN = "toista"
_CACHED_MEMBERS = 4096
"""Members of compounds come again in many words."""


class _Member(NamedTuple):
    written: str
    base: str
    root: str
    word_class: str


class _Reading(NamedTuple):
    """``base``: form of the whole word."""

    members: tuple[_Member, ...]
    base: str

    @property
    def is_person(self) -> bool:
        return any(member.word_class in _PERSON_NAMES for member in self.members)

    def parts(self) -> Iterable[str]:
        """Members, compounds within the compound ("väkivalta" in "lähisuhdeväkivalta") and verbs behind derived words."""
        count = len(self.members)
        for start, end in combinations(range(count + 1), 2) if count > 1 else ():
            is_bare_prefix = end - start == 1 and self.members[start].word_class == _PREFIX
            if end - start < count and not is_bare_prefix:
                yield _compound(self.members[start:end])
        for member in self.members:
            if member.word_class != _PLACE_NAME and "=" in member.base:
                yield from member.base.split("=")
            if member.root:
                yield member.root.replace("=", "")


_BASE = attrgetter("base")
_NO_PART = ("",)


def read_answers(answers: Iterable[str]) -> WordAnalysis | None:
    """Base forms and parts told by the transducer's answers for one word; None when the word is unknown to it.

    Readings as a verb with -pa give way to others ("syöpä" is the illness rather than "syö" with emphasis), readings as a person's
    name, too, and readings with more members to those with fewer (the transducer also reads "ohjaajat" as "ohja" + "ajat").
    """
    given = list(answers)
    plain = [answer for answer in given if not answer.endswith(_EMPHASIS)]
    chosen = [_Reading(members, _compound(members)) for members in map(_read, plain or given) if members]
    if not chosen:
        return None
    if len(chosen) > 1:
        chosen = [reading for reading in chosen if not reading.is_person] or chosen
        fewest = min([len(reading.members) for reading in chosen])
        chosen = sorted([reading for reading in chosen if len(reading.members) == fewest], key=_BASE)
    bases = tuple(dict.fromkeys(map(_BASE, chosen)))
    parts = {part.casefold() for reading in chosen for part in reading.parts()}.difference(bases, _NO_PART)
    heads = [reading.members[-1].base.replace("=", "").casefold() for reading in chosen if len(reading.members) > 1]
    return WordAnalysis(bases, tuple(sorted(parts)), min(heads, default=""))


def _compound(members: Sequence[_Member]) -> str:
    """Base form of the compound that these members make."""
    base = members[-1].base
    if len(members) > 1:
        base = "".join([member.written for member in members[:-1]]) + base
    return base.replace("=", "").casefold()


def _read(answer: str) -> tuple[_Member, ...]:
    members: list[_Member] = []
    for part in answer.split("[Bc]"):
        if "[L" in part:
            members.append(_member(part))
        elif members and members[-1].word_class == _NUMERAL and _TEEN in _PIECE.findall(part):
            members[-1] = _teen(members[-1])
    return tuple(members)


def _teen(numeral: _Member) -> _Member:
    """Eleven to nineteen: "toista" is told apart from its numeral, without a word class."""
    return numeral._replace(written=numeral.written + _TEEN, base=numeral.base + _TEEN)


@lru_cache(maxsize=_CACHED_MEMBERS)
def _member(part: str) -> _Member:
    """``part``: notation of one member."""
    base = written = since_base = ending = dictionary_form = word_class = ""
    inside_form = inside_reading = derived = False
    for piece in _PIECE.findall(part):
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
    root = dictionary_form if derived and word_class == VERB else ""
    return _Member(written, base or written, root, word_class)
