"""Phrases looked for by the base forms of their words, in any inflection, with words that carry no topic between them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import compress, count
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from search.language.folding import fold_accents
from search.language.phrase_words import NEGATED, PhraseWord, ReadWord, as_written, phrase_words, text_place, written_forms
from search.language.words import Reading, Word

T = TypeVar("T")

_NOTHING: frozenset[str] = frozenset()
_FURTHEST = 4
"""Words without a topic that may stand between two words of a phrase."""
_MOST_BETWEEN = 2
"""Other words that may stand among those of a phrase in another order ("mies juo ja lyö")."""


class Fit(IntEnum):
    """How a phrase stands in a query, the surest first."""

    IN_ORDER = 1
    ANY_ORDER = 2
    """All its words, in another order or with others between them."""
    PART = 3
    """A word that is only a member of a compound that was typed."""


class PhraseMatch(NamedTuple, Generic[T]):
    """A phrase found. ``positions``: of its words in the sequence that was looked through, ascending. ``language``: of the
    phrase. ``kindred``: how many of its words are there by an everyday word that stands for them."""

    value: T
    positions: tuple[int, ...]
    language: str
    fit: Fit
    kindred: int = 0


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[T]):
    """``words``: for each word its possible forms, "fi:lyödä"."""

    words: tuple[frozenset[str], ...]
    language: str
    value: T


class Opening(NamedTuple, Generic[T]):
    """What may begin with a word of a text: ``single``, the phrases that it is by itself, and ``longer``, others by what their second
    words may be, as texts have them, each with its place in the order in which phrases are told. ``negates``: a second word may be a
    negation, which has many written forms."""

    single: tuple[T, ...]
    longer: Mapping[str, Mapping[int, _Phrase[T]]]
    negates: bool

    def going_on(self, words: Sequence[Word], start: int) -> list[_Phrase[T]]:
        """Phrases of several words, in order, of which the first may stand at ``start``, by what stands where the second must be."""
        found: dict[int, _Phrase[T]] = {}
        longer = self.longer
        for word in words[start + 1 : start + _FURTHEST + 2]:
            reading = word.reading
            for base in reading.bases:
                if base in longer:
                    found.update(longer[base])
            if self.negates:
                found.update(longer.get(as_written(word), {}))
            if not reading.is_stop:
                break
        return [found[place] for place in sorted(found)] if found else []


@dataclass(slots=True)
class _Known(Generic[T]):
    """Words of texts in one language by the identity of their reading, which the analysis keeps for each written word.

    ``openings``: None for a word with which no phrase begins: nearly all of them, and texts are long. ``readings``: theirs, held so that
    each identity stays its own. ``shared``: openings by the forms of their word, which its inflections share. ``places``: words as
    phrases are matched with them, of those that were looked at so closely, each with its reading.
    """

    openings: dict[int, Opening[T] | None] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    shared: dict[frozenset[str], Opening[T] | None] = field(default_factory=dict)
    places: dict[int, tuple[Reading, PhraseWord]] = field(default_factory=dict)

    def place(self, word: Word, language: str) -> PhraseWord:
        """A word of a text as phrases are matched with it."""
        found = self.places.get(id(word.reading))
        if found is None:
            if len(self.places) >= _MOST_KNOWN:
                self.places.clear()
            found = self.places[id(word.reading)] = (word.reading, text_place(word, language))
        return found[1]


_READING = itemgetter(Word._fields.index("reading"))
_MOST_KNOWN = 50_000
"""Words remembered for each language; some 10 MB."""


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """Phrases by each form of their first word, those of several words also by each of the word that the fewest phrases have;
    ``_firsts``: forms of first words by language, as words of a text have them. By each form of the first word also ``_singles``,
    the phrases of one word, and ``_seconds``, the forms of the second words of others."""

    _by_first: Mapping[str, tuple[_Phrase[T], ...]]
    _by_rarest: Mapping[str, tuple[_Phrase[T], ...]]
    _firsts: Mapping[str, frozenset[str]]
    _singles: Mapping[str, tuple[_Phrase[T], ...]]
    _seconds: Mapping[str, frozenset[str]]
    _known: dict[str, _Known[T]] = field(default_factory=dict, compare=False)
    """By language."""

    @classmethod
    def of(cls, labels: Iterable[tuple[str, str, T]], *, to_the_letter: bool = False) -> "Phrases[T]":
        """Made of (language, phrase, what it stands for). Phrases without a word are passed over.

        Words of a phrase that carry no topic need not stand in the text, unless ``to_the_letter`` ("i dag").
        """
        alike: dict[frozenset[str], frozenset[str]] = {}  # thousands of phrases have words in common: 10 MB less
        phrases = [
            _Phrase(tuple(alike.setdefault(word, word) for word in words), language, value)
            for language, label, value in labels
            if (words := phrase_words(label, language, to_the_letter=to_the_letter))
        ]
        counts = Counter(form for phrase in phrases for word in phrase.words for form in word)
        by_first: dict[str, list[_Phrase[T]]] = {}
        by_rarest: dict[str, list[_Phrase[T]]] = {}
        firsts: dict[str, set[str]] = {}
        for phrase in phrases:
            for form in phrase.words[0]:
                by_first.setdefault(form, []).append(phrase)
                firsts.setdefault(phrase.language, set()).update(written_forms(form, phrase.language))
            if len(phrase.words) > 1:
                for form in min(phrase.words, key=lambda word: max(counts[form] for form in word)):
                    by_rarest.setdefault(form, []).append(phrase)
        return cls(
            _longest_first(by_first),
            _longest_first(by_rarest),
            {lang: frozenset(forms) for lang, forms in firsts.items()},
            {form: tuple(phrase for phrase in found if len(phrase.words) == 1) for form, found in by_first.items()},
            {form: _NOTHING.union(*(phrase.words[1] for phrase in found if len(phrase.words) > 1)) for form, found in by_first.items()},
        )

    def in_text(self, words: Sequence[Word], language: str) -> list[PhraseMatch[T]]:
        """Phrases of ``language`` in a text, from left to right, at each word the longest; those of one length together."""
        return [PhraseMatch(value, positions, language, Fit.IN_ORDER) for value, positions in self.places_in_text(words, language)]

    def places_in_text(self, words: Sequence[Word], language: str) -> list[tuple[T, tuple[int, ...]]]:
        """What the phrases of ``in_text`` stand for, and the positions of their words."""
        known = self._known.setdefault(language, _Known())
        keys = list(map(id, map(_READING, words)))
        try:
            begun = list(map(known.openings.__getitem__, keys))
        except KeyError:
            known = self._get_to_know(known, words, language)
            begun = list(map(known.openings.__getitem__, keys))
        return self.places_from(begun, words, language)

    def places_from(self, openings: Sequence[Opening[T] | None], words: Sequence[Word], language: str) -> list[tuple[T, tuple[int, ...]]]:
        """The same, told the ``opening`` of each word."""
        found: list[tuple[T, tuple[int, ...]]] = []
        following = 0
        for start in compress(count(), openings):
            opening = openings[start]
            if start < following or opening is None:
                continue
            going_on = opening.going_on(words, start) if opening.longer else ()
            if going_on and (best := self._longest(going_on, words, start, language)):
                found.extend(best)
                following = max([places[-1] for _value, places in best]) + 1
            else:
                found.extend([(value, (start,)) for value in opening.single])
        return found

    def opening(self, word: Word, language: str) -> Opening[T] | None:
        """What phrases of ``language`` may begin with a word of a text; None for nearly all words."""
        if not self.may_begin(word, language):
            return None
        return self._opening(self._known.setdefault(language, _Known()), text_place(word, language))

    def beginnings(self, language: str) -> Iterator[str]:
        """Forms of the first words of phrases of ``language``, with and without accents."""
        for form in self._firsts.get(language, ()):
            yield form
            yield fold_accents(form)

    def may_begin(self, word: Word, language: str) -> bool:
        """Whether a word of a text may be the first of a phrase of ``language``."""
        firsts = self._firsts.get(language, _NOTHING)
        return not firsts.isdisjoint(word.bases) or as_written(word) in firsts

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
        _choose((match for start in range(len(places)) for match in self._at(places, start)), places, chosen, taken)
        if any_order and len(places) > 1:
            free = [at for at in range(len(places)) if len(taken.get(at, ())) < 2]
            _choose(self._scattered(places, free), places, chosen, taken)
        if parts:
            chosen.extend(match for at in range(len(places)) if at not in taken for match in self._parts(places[at], at))
        return chosen

    def _get_to_know(self, known: _Known[T], words: Sequence[Word], language: str) -> _Known[T]:
        """What is known, these words among it; remembered, too."""
        if len(known.readings) >= _MOST_KNOWN:
            known = self._known[language] = _Known()
        for word in words:
            key = id(word.reading)
            if key not in known.openings:
                known.readings.append(word.reading)
                known.openings[key] = self.opening(word, language)
        return known

    def _opening(self, known: _Known[T], place: PhraseWord) -> Opening[T] | None:
        if place.forms in known.shared:
            return known.shared[place.forms]
        phrases = [phrase for form in place.forms for phrase in self._by_first.get(form, ())]
        longer: dict[str, dict[int, _Phrase[T]]] = {}
        for at, phrase in enumerate(phrases):
            for form in phrase.words[1] if len(phrase.words) > 1 else ():
                for written in written_forms(form, phrase.language):
                    longer.setdefault(written, {})[at] = phrase
        opening = known.shared[place.forms] = (
            Opening(
                single=tuple(dict.fromkeys(phrase.value for phrase in phrases if len(phrase.words) == 1)),
                longer=longer,
                negates=any(form.endswith(NEGATED) for phrase in phrases for second in phrase.words[1:2] for form in second),
            )
            if phrases
            else None
        )
        return opening

    def _longest(self, phrases: Iterable[_Phrase[T]], words: Sequence[Word], start: int, language: str) -> list[tuple[T, tuple[int, ...]]]:
        """Of phrases whose first word stands at ``start`` those that are there and have the most words: values and where words stand."""
        known = self._known.setdefault(language, _Known())
        best: dict[tuple[T, tuple[int, ...]], None] = {}
        most = 0
        for phrase in phrases:
            if len(phrase.words) >= most and (positions := _text_positions(phrase.words, known, words, start, language)):
                if len(positions) > most:
                    best.clear()
                    most = len(positions)
                best[phrase.value, positions] = None
        return list(best)

    def _at(self, places: Sequence[PhraseWord], start: int) -> list[PhraseMatch[T]]:
        found = []
        first, ahead = places[start], _ahead(places, start)
        for form in (*first.forms, *first.kindred):
            goes_on = not self._seconds.get(form, _NOTHING).isdisjoint(ahead)  # most do not, and texts are long
            for phrase in self._by_first.get(form, ()) if goes_on else self._singles.get(form, ()):
                if len(phrase.words) == 1 and form in first.kindred:
                    break  # the longest come first
                if len(phrase.words) > 1 and ahead.isdisjoint(phrase.words[1]):
                    continue
                positions = _positions(phrase.words, places, start)
                if positions and (kindred := _kindred(phrase.words, places, positions)) < len(positions):
                    found.append(PhraseMatch(phrase.value, positions, phrase.language, Fit.IN_ORDER, kindred))
        return list(dict.fromkeys(found)) if len(found) > 1 else found

    def _scattered(self, places: Sequence[PhraseWord], free: Sequence[int]) -> Iterator[PhraseMatch[T]]:
        """Phrases of several words that all stand at ``free`` positions, in any order, near to each other."""
        seen: set[int] = set()
        for form in dict.fromkeys(form for at in free for form in (*places[at].forms, *places[at].kindred)):
            for phrase in self._by_rarest.get(form, ()):
                if id(phrase) not in seen:
                    seen.add(id(phrase))
                    positions = _any_positions(phrase.words, places, free)
                    kindred = sum(all(places[at].forms.isdisjoint(forms) for at in positions) for forms in phrase.words) if positions else 0
                    if kindred < len(positions):
                        yield PhraseMatch(phrase.value, positions, phrase.language, Fit.ANY_ORDER, kindred)

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


def _positions(words: Sequence[frozenset[str]], places: Sequence[PhraseWord], start: int) -> tuple[int, ...]:
    """Where the words of a phrase stand, the first at ``start``; empty when they do not."""
    positions = [start]
    for forms in words[1:]:
        position = positions[-1] + 1
        last = position + _FURTHEST
        while position < len(places) and not _is_one_of(places[position], forms):
            if not places[position].is_stop or position == last:
                return ()
            position += 1
        if position >= len(places):
            return ()
        positions.append(position)
    return tuple(positions)


def _text_positions(
    phrase: Sequence[frozenset[str]], known: _Known[T], words: Sequence[Word], start: int, language: str
) -> tuple[int, ...]:
    """``_positions`` in a text, of which few words are looked at so closely."""
    positions = [start]
    end = len(words)
    for forms in phrase[1:]:
        position = positions[-1] + 1
        last = position + _FURTHEST
        while position < end and known.place(words[position], language).forms.isdisjoint(forms):
            if not words[position].reading.is_stop or position == last:
                return ()
            position += 1
        if position >= end:
            return ()
        positions.append(position)
    return tuple(positions)


def _ahead(places: Sequence[PhraseWord], start: int) -> set[str]:
    """Forms of the words among which the second word of a phrase must be, when its first stands at ``start``."""
    forms: set[str] = set()
    for position in range(start + 1, min(start + _FURTHEST + 2, len(places))):
        place = places[position]
        forms |= place.forms
        forms |= place.kindred
        if not place.is_stop:
            break
    return forms


def _is_one_of(place: PhraseWord, forms: frozenset[str]) -> bool:
    return not (place.forms.isdisjoint(forms) and place.kindred.isdisjoint(forms))


def _kindred(words: Sequence[frozenset[str]], places: Sequence[PhraseWord], positions: Sequence[int]) -> int:
    return sum(places[at].forms.isdisjoint(forms) for forms, at in zip(words, positions, strict=True))


def _any_positions(words: Sequence[frozenset[str]], places: Sequence[PhraseWord], free: Sequence[int]) -> tuple[int, ...]:
    """Where the words of a phrase stand in any order; empty when they do not, or too far from each other. A negation belongs to
    its neighbours."""
    positions: list[int] = []
    negation = -1
    for forms in words:
        at = next((at for at in free if at not in positions and _is_one_of(places[at], forms)), None)
        if at is None:
            return ()
        positions.append(at)
        if any(form.endswith(NEGATED) for form in forms):
            negation = at
    positions.sort()
    between = sum(not places[at].is_stop for at in range(positions[0], positions[-1]) if at not in positions)
    if negation == positions[-1]:
        return ()  # it denies what comes after it
    return tuple(positions) if between <= (0 if negation >= 0 else _MOST_BETWEEN) else ()


def _choose(
    found: Iterable[PhraseMatch[T]], places: Sequence[PhraseWord], chosen: list[PhraseMatch[T]], taken: dict[int, tuple[int, ...]]
) -> None:
    """The longest first, of two the one with more words as they were typed, then the one with more words that carry a topic, then
    the one whose words stand nearer to each other; a longer one takes the words of those of one word."""

    def order(match: PhraseMatch[T]) -> tuple[int, int, int, int, tuple[int, ...]]:
        passed = sum(places[at].is_stop for at in match.positions)
        return -len(match.positions), match.kindred, passed, match.positions[-1] - match.positions[0], match.positions

    nearness = {(other.positions, other.kindred) for other in chosen}
    for match in sorted(found, key=order):
        longer = len(match.positions) > 1
        if any((match.positions, fewer) in nearness for fewer in range(match.kindred)):
            continue  # the same words as they were typed mean another thing
        if all(taken.get(at, match.positions) == match.positions or (longer and len(taken[at]) == 1) for at in match.positions):
            if longer:
                chosen[:] = [other for other in chosen if len(other.positions) > 1 or other.positions[0] not in match.positions]
            chosen.append(match)
            nearness.add((match.positions, match.kindred))
            taken.update(dict.fromkeys(match.positions, match.positions))


def _longest_first(phrases: Mapping[str, list[_Phrase[T]]]) -> dict[str, tuple[_Phrase[T], ...]]:
    return {form: tuple(sorted(members, key=lambda each: -len(each.words))) for form, members in phrases.items()}
