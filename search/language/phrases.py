"""Phrases looked for by the base forms of their words, in any inflection, with words that carry no topic between them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, overload

from search.language.analysis import analyse_text
from search.language.endings import without_ending
from search.language.words import Word

T = TypeVar("T")

_NEGATIONS: Mapping[str, frozenset[str]] = {
    "fi": frozenset({"ei", "ilman", "älä"}),
    "sv": frozenset({"inte", "utan", "ej", "aldrig", "ingen", "inga"}),
    "en": frozenset({"not", "no", "without", "never", "cannot", "can't", "don't", "doesn't"}),
}
"""Base or written forms that turn a phrase round: "no friends" is not "friends", so they are part of a phrase though they
carry no topic; one stands for another."""
_NEGATED = "¬"
_FURTHEST = 4
"""Words without a topic that may stand between two words of a phrase."""


@dataclass(frozen=True, slots=True)
class PhraseWord:
    """A word to be matched: its forms ("fi:lyödä"), those of its members, and whether a phrase may pass over it."""

    forms: frozenset[str]
    parts: frozenset[str]
    is_stop: bool

    @classmethod
    def of(cls, analyses: Mapping[str, Word], *, is_stop: bool) -> "PhraseWord":
        """Of a typed word, analysed in each language. One that no dictionary knows may also be what is left of it without an
        ending ("nutalle": "nuta")."""
        forms: set[str] = set()
        parts: set[str] = set()
        for language, analysed in analyses.items():
            forms |= _forms(analysed, language)
            parts.update(f"{language}:{part}" for part in analysed.parts)
            if analysed.bases == (analysed.text.casefold(),) and not analysed.parts:
                forms.update(f"{language}:{stem}" for stem in without_ending(analysed.text, language))
        return cls(frozenset(forms), frozenset(parts), is_stop)


class ReadWord(Protocol):
    """A word of a query."""

    @property
    def phrase_word(self) -> PhraseWord:
        """What it is in every language."""
        ...


@dataclass(frozen=True, slots=True)
class PhraseMatch(Generic[T]):
    """A phrase found. ``positions``: of its words in the sequence that was looked through, ascending. ``language``: of the
    phrase. ``whole``: False when it is only a member of a compound that was typed."""

    value: T
    positions: tuple[int, ...]
    language: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[T]):
    """``words``: for each word its possible forms, "fi:lyödä"."""

    words: tuple[frozenset[str], ...]
    language: str
    value: T


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """Phrases by each form of their first word; ``_firsts``: these forms by language, as words of a text have them."""

    _by_first: Mapping[str, tuple[_Phrase[T], ...]]
    _firsts: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, labels: Iterable[tuple[str, str, T]], *, to_the_letter: bool = False) -> "Phrases[T]":
        """Made of (language, phrase, what it stands for). Phrases without a word are passed over.

        Words of a phrase that carry no topic need not stand in the text, unless ``to_the_letter`` ("i dag").
        """
        by_first: dict[str, list[_Phrase[T]]] = {}
        firsts: dict[str, set[str]] = {}
        for language, label, value in labels:
            words = _phrase_words(label, language, to_the_letter=to_the_letter)
            for form in words[0] if words else ():
                by_first.setdefault(form, []).append(_Phrase(words, language, value))
                bare = form.partition(":")[2]
                firsts.setdefault(language, set()).update(_NEGATIONS[language] if bare == _NEGATED else (bare,))
        return cls(
            {form: tuple(sorted(phrases, key=lambda each: -len(each.words))) for form, phrases in by_first.items()},
            {language: frozenset(forms) for language, forms in firsts.items()},
        )

    def in_text(self, words: Sequence[Word], language: str) -> list[PhraseMatch[T]]:
        """Phrases of ``language`` in a text, from left to right, at each word the longest; those of one length together."""
        firsts = self._firsts.get(language)
        if not firsts:
            return []
        found: list[PhraseMatch[T]] = []
        places = _TextPlaces(words, language)
        following = 0
        for start, word in enumerate(words):
            if start < following or (firsts.isdisjoint(word.bases) and word.text.casefold() not in firsts):
                continue
            matches = self._at(places, start)
            longest = max((len(match.positions) for match in matches), default=0)
            best = [match for match in matches if len(match.positions) == longest]
            found.extend(best)
            following = max((match.positions[-1] + 1 for match in best), default=following)
        return found

    def in_query(self, words: Sequence[ReadWord], *, parts: bool = False) -> list[PhraseMatch[T]]:
        """Phrases of every language in a query, the longest first; a word belongs to one phrase only, or to several with
        the same words. ``parts``: for words without a phrase also those that are members of them."""
        places = [word.phrase_word for word in words]
        found = sorted(
            (match for start in range(len(places)) for match in self._at(places, start)),
            key=lambda match: (-len(match.positions), match.positions),
        )
        chosen: list[PhraseMatch[T]] = []
        taken: dict[int, tuple[int, ...]] = {}
        for match in found:
            if all(taken.get(position, match.positions) == match.positions for position in match.positions):
                chosen.append(match)
                taken.update(dict.fromkeys(match.positions, match.positions))
        if parts:
            for position in range(len(places)):
                if position not in taken:
                    chosen.extend(self._parts(places[position], position))
        return chosen

    def _at(self, places: Sequence[PhraseWord], start: int) -> list[PhraseMatch[T]]:
        found = []
        for form in places[start].forms:
            for phrase in self._by_first.get(form, ()):
                positions = _positions(phrase.words, places, start)
                if positions:
                    found.append(PhraseMatch(phrase.value, positions, phrase.language))
        return list(dict.fromkeys(found)) if len(found) > 1 else found

    def _parts(self, place: PhraseWord, position: int) -> list[PhraseMatch[T]]:
        """The longest members only: "väkivalta" within "lähisuhdeväkivalta" adds nothing."""
        known = [form for form in place.parts if any(len(phrase.words) == 1 for phrase in self._by_first.get(form, ()))]
        longest = [form for form in known if not any(form != other and form.partition(":")[2] in other for other in known)]
        return [
            PhraseMatch(phrase.value, (position,), phrase.language, whole=False)
            for form in sorted(longest)
            for phrase in self._by_first[form]
            if len(phrase.words) == 1
        ]


class _TextPlaces(Sequence[PhraseWord]):
    """Words of a text as places, each made when it is looked at: most words begin no phrase."""

    def __init__(self, words: Sequence[Word], language: str) -> None:
        self._words = words
        self._language = language

    @overload
    def __getitem__(self, index: int) -> PhraseWord: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PhraseWord]: ...
    def __getitem__(self, index: int | slice) -> PhraseWord | Sequence[PhraseWord]:
        if isinstance(index, slice):
            return [_place_in_text(word, self._language) for word in self._words[index]]
        return _place_in_text(self._words[index], self._language)

    def __len__(self) -> int:
        return len(self._words)


def _positions(words: Sequence[frozenset[str]], places: Sequence[PhraseWord], start: int) -> tuple[int, ...]:
    """Where the words of a phrase stand, the first at ``start``; empty when they do not."""
    positions = [start]
    for forms in words[1:]:
        position = positions[-1] + 1
        last = position + _FURTHEST
        while position < len(places) and not places[position].forms & forms:
            if not places[position].is_stop or position == last:
                return ()
            position += 1
        if position >= len(places):
            return ()
        positions.append(position)
    return tuple(positions)


def _phrase_words(label: str, language: str, *, to_the_letter: bool) -> tuple[frozenset[str], ...]:
    words = analyse_text(label, language)
    telling = [word for word in words if not word.is_stop or _is_negation(word, language)]
    if to_the_letter or all(_is_negation(word, language) for word in telling):
        telling = words
    return tuple(_forms(word, language) for word in telling)


def _is_negation(word: Word, language: str) -> bool:
    negations = _NEGATIONS.get(language, frozenset())
    return word.text.casefold() in negations or any(base in negations for base in word.bases)


def _forms(word: Word, language: str) -> frozenset[str]:
    if _is_negation(word, language):
        return frozenset({f"{language}:{_NEGATED}"})
    return frozenset(f"{language}:{base}" for base in word.bases)


def _place_in_text(word: Word, language: str) -> PhraseWord:
    return PhraseWord(_forms(word, language), frozenset(), word.is_stop)
