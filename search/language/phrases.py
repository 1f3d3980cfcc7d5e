"""Phrases looked for by the base forms of their words, in any inflection, with words that carry no topic between them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Generic, Protocol, TypeVar, overload

from search.language.analysis import analyse_text
from search.language.endings import without_ending
from search.language.folding import fold_accents
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
_NOTHING: frozenset[str] = frozenset()
_AMOUNTS: Mapping[str, frozenset[str]] = {
    "fi": frozenset({"moni", "usea", "kaikki", "muu", "koko", "kumpi", "paljo", "paljon"}),
    "sv": frozenset({"många", "alla", "mycket"}),
    "en": frozenset({"many", "all", "any", "some"}),
}
"""Base forms of words that carry no topic, but without which the only topical word of a phrase means another thing: "monta
lasta" is not "lapsi"."""
_FURTHEST = 4
"""Words without a topic that may stand between two words of a phrase."""
_MOST_BETWEEN = 2
"""Other words that may stand among those of a phrase in another order ("mies juo ja lyö")."""


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


class Fit(IntEnum):
    """How a phrase stands in a query, the surest first."""

    IN_ORDER = 1
    ANY_ORDER = 2
    """All its words, in another order or with others between them."""
    PART = 3
    """A word that is only a member of a compound that was typed."""


@dataclass(frozen=True, slots=True)
class PhraseMatch(Generic[T]):
    """A phrase found. ``positions``: of its words in the sequence that was looked through, ascending. ``language``: of the
    phrase."""

    value: T
    positions: tuple[int, ...]
    language: str
    fit: "Fit"


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[T]):
    """``words``: for each word its possible forms, "fi:lyödä"."""

    words: tuple[frozenset[str], ...]
    language: str
    value: T


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """Phrases by each form of their first word, those of several words also by each of the word that the fewest phrases have;
    ``_firsts``: forms of first words by language, as words of a text have them."""

    _by_first: Mapping[str, tuple[_Phrase[T], ...]]
    _by_rarest: Mapping[str, tuple[_Phrase[T], ...]]
    _firsts: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, labels: Iterable[tuple[str, str, T]], *, to_the_letter: bool = False) -> "Phrases[T]":
        """Made of (language, phrase, what it stands for). Phrases without a word are passed over.

        Words of a phrase that carry no topic need not stand in the text, unless ``to_the_letter`` ("i dag").
        """
        phrases = [
            _Phrase(words, language, value)
            for language, label, value in labels
            if (words := _phrase_words(label, language, to_the_letter=to_the_letter))
        ]
        counts = Counter(form for phrase in phrases for word in phrase.words for form in word)
        by_first: dict[str, list[_Phrase[T]]] = {}
        by_rarest: dict[str, list[_Phrase[T]]] = {}
        firsts: dict[str, set[str]] = {}
        for phrase in phrases:
            for form in phrase.words[0]:
                by_first.setdefault(form, []).append(phrase)
                bare = form.partition(":")[2]
                firsts.setdefault(phrase.language, set()).update(_NEGATIONS[phrase.language] if bare == _NEGATED else (bare,))
            if len(phrase.words) > 1:
                for form in min(phrase.words, key=lambda word: max(counts[form] for form in word)):
                    by_rarest.setdefault(form, []).append(phrase)
        return cls(_longest_first(by_first), _longest_first(by_rarest), {lang: frozenset(forms) for lang, forms in firsts.items()})

    def in_text(self, words: Sequence[Word], language: str) -> list[PhraseMatch[T]]:
        """Phrases of ``language`` in a text, from left to right, at each word the longest; those of one length together."""
        firsts = self._firsts.get(language)
        if not firsts:
            return []
        found: list[PhraseMatch[T]] = []
        places = _TextPlaces(words, language)
        following = 0
        for start, word in enumerate(words):
            if start < following or (firsts.isdisjoint(word.reading.bases) and word.text.casefold() not in firsts):
                continue
            matches = self._at(places, start)
            longest = max((len(match.positions) for match in matches), default=0)
            best = [match for match in matches if len(match.positions) == longest]
            found.extend(best)
            following = max((match.positions[-1] + 1 for match in best), default=following)
        return found

    def beginnings(self, language: str) -> Iterator[str]:
        """Forms of the first words of phrases of ``language``, with and without accents."""
        for form in self._firsts.get(language, ()):
            yield form
            yield fold_accents(form)

    def may_begin(self, word: Word, language: str) -> bool:
        """Whether a word of a text may be the first of a phrase of ``language``."""
        firsts = self._firsts.get(language, _NOTHING)
        return not firsts.isdisjoint(word.bases) or word.text.casefold() in firsts

    def in_query(
        self, words: Sequence[ReadWord], *, passable: Collection[int] = (), any_order: bool = False, parts: bool = False
    ) -> list[PhraseMatch[T]]:
        """Phrases of every language in a query, the longest first; a word belongs to one phrase only, or to several with
        the same words.

        ``passable``: positions of words that may stand within a phrase, beside those without a topic. Of words without a
        phrase: ``any_order``: also phrases whose words stand in another order; ``parts``: also words that are members of them.
        """
        places = [replace(word.phrase_word, is_stop=True) if at in passable else word.phrase_word for at, word in enumerate(words)]
        chosen: list[PhraseMatch[T]] = []
        taken: dict[int, tuple[int, ...]] = {}
        _choose((match for start in range(len(places)) for match in self._at(places, start)), chosen, taken)
        if any_order and len(places) > 1:
            _choose(self._scattered(places, [at for at in range(len(places)) if len(taken.get(at, ())) < 2]), chosen, taken)
        if parts:
            chosen.extend(match for at in range(len(places)) if at not in taken for match in self._parts(places[at], at))
        return chosen

    def _at(self, places: Sequence[PhraseWord], start: int) -> list[PhraseMatch[T]]:
        found = []
        for form in places[start].forms:
            for phrase in self._by_first.get(form, ()):
                positions = _positions(phrase.words, places, start)
                if positions:
                    found.append(PhraseMatch(phrase.value, positions, phrase.language, Fit.IN_ORDER))
        return list(dict.fromkeys(found)) if len(found) > 1 else found

    def _scattered(self, places: Sequence[PhraseWord], free: Sequence[int]) -> Iterator[PhraseMatch[T]]:
        """Phrases of several words that all stand at ``free`` positions, in any order, near to each other."""
        seen: set[int] = set()
        for form in dict.fromkeys(form for at in free for form in places[at].forms):
            for phrase in self._by_rarest.get(form, ()):
                if id(phrase) not in seen:
                    seen.add(id(phrase))
                    positions = _any_positions(phrase.words, places, free)
                    if positions:
                        yield PhraseMatch(phrase.value, positions, phrase.language, Fit.ANY_ORDER)

    def _parts(self, place: PhraseWord, position: int) -> list[PhraseMatch[T]]:
        """The longest members only: "väkivalta" within "lähisuhdeväkivalta" adds nothing."""
        known = [form for form in place.parts if any(len(phrase.words) == 1 for phrase in self._by_first.get(form, ()))]
        longest = [form for form in known if not any(form != other and form.partition(":")[2] in other for other in known)]
        return [
            PhraseMatch(phrase.value, (position,), phrase.language, Fit.PART)
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


def _any_positions(words: Sequence[frozenset[str]], places: Sequence[PhraseWord], free: Sequence[int]) -> tuple[int, ...]:
    """Where the words of a phrase stand in any order; empty when they do not, or too far from each other. A negation belongs to
    its neighbours."""
    positions: list[int] = []
    for forms in words:
        at = next((at for at in free if at not in positions and places[at].forms & forms), None)
        if at is None:
            return ()
        positions.append(at)
    positions.sort()
    between = sum(not places[at].is_stop for at in range(positions[0], positions[-1]) if at not in positions)
    negated = any(form.endswith(_NEGATED) for forms in words for form in forms)
    return tuple(positions) if between <= (0 if negated else _MOST_BETWEEN) else ()


def _choose(found: Iterable[PhraseMatch[T]], chosen: list[PhraseMatch[T]], taken: dict[int, tuple[int, ...]]) -> None:
    """The longest first, of two the one whose words stand nearer to each other; a longer one takes the words of those of one
    word."""
    for match in sorted(found, key=lambda match: (-len(match.positions), match.positions[-1] - match.positions[0], match.positions)):
        longer = len(match.positions) > 1
        if all(taken.get(at, match.positions) == match.positions or (longer and len(taken[at]) == 1) for at in match.positions):
            if longer:
                chosen[:] = [other for other in chosen if len(other.positions) > 1 or other.positions[0] not in match.positions]
            chosen.append(match)
            taken.update(dict.fromkeys(match.positions, match.positions))


def _longest_first(phrases: Mapping[str, list[_Phrase[T]]]) -> dict[str, tuple[_Phrase[T], ...]]:
    return {form: tuple(sorted(members, key=lambda each: -len(each.words))) for form, members in phrases.items()}


def _phrase_words(label: str, language: str, *, to_the_letter: bool) -> tuple[frozenset[str], ...]:
    words = analyse_text(label, language)
    telling = [word for word in words if not word.is_stop or _is_negation(word, language)]
    if to_the_letter or all(_is_negation(word, language) for word in telling):
        telling = words
    elif len(telling) == 1:
        amounts = _AMOUNTS.get(language, _NOTHING)
        telling = [word for word in words if word in telling or not amounts.isdisjoint(word.bases)]
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
