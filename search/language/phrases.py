"""Phrases looked for by the base forms of their words, in any inflection, with words that carry no topic between them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, count
from operator import itemgetter
from typing import Generic, TypeVar

from search.language.folding import fold_accents
from search.language.phrase_matches import (
    Fit,
    PhraseMatch,
    choose,
    forms_ahead,
    kindred_words,
    positions_in_any_order,
    positions_in_order,
)
from search.language.phrase_openings import MOST_KNOWN, KnownWords, Opening, Phrase, positions_in_text
from search.language.phrase_words import NEGATED, PhraseWord, ReadWord, as_written, phrase_words, text_place, written_forms
from search.language.words import Word

T = TypeVar("T")

_NOTHING: frozenset[str] = frozenset()


_READING = itemgetter(Word._fields.index("reading"))


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """Phrases by each form of their first word, those of several words also by each of the word that the fewest phrases have;
    ``_firsts``: forms of first words by language, as words of a text have them. By each form of the first word also ``_singles``,
    the phrases of one word, and ``_seconds``, the forms of the second words of others."""

    _by_first: Mapping[str, tuple[Phrase[T], ...]]
    _by_rarest: Mapping[str, tuple[Phrase[T], ...]]
    _firsts: Mapping[str, frozenset[str]]
    _singles: Mapping[str, tuple[Phrase[T], ...]]
    _seconds: Mapping[str, frozenset[str]]
    _known: dict[str, KnownWords[T]] = field(default_factory=dict, compare=False)
    """By language."""

    @classmethod
    def of(cls, labels: Iterable[tuple[str, str, T]], *, to_the_letter: bool = False) -> "Phrases[T]":
        """Made of (language, phrase, what it stands for). Phrases without a word are passed over.

        Words of a phrase that carry no topic need not stand in the text, unless ``to_the_letter`` ("i dag").
        """
        alike: dict[frozenset[str], frozenset[str]] = {}  # thousands of phrases have words in common: 10 MB less
        phrases = [
            Phrase(tuple(alike.setdefault(word, word) for word in words), language, value)
            for language, label, value in labels
            if (words := phrase_words(label, language, to_the_letter=to_the_letter))
        ]
        counts = Counter(form for phrase in phrases for word in phrase.words for form in word)
        by_first: dict[str, list[Phrase[T]]] = {}
        by_rarest: dict[str, list[Phrase[T]]] = {}
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
        known = self._known.setdefault(language, KnownWords())
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
        return self._opening(self._known.setdefault(language, KnownWords()), text_place(word, language))

    def beginnings(self, language: str) -> Iterator[str]:
        """Forms of the first words of phrases of ``language``, with and without accents."""
        for form in self._firsts.get(language, ()):
            yield form
            yield fold_accents(form)

    def may_begin(self, word: Word, language: str) -> bool:
        """Whether a word of a text may be the first of a phrase of ``language``."""
        firsts = self._firsts.get(language, _NOTHING)
        return not firsts.isdisjoint(word.bases) or as_written(word) in firsts

    def follow_ups(self, language: str) -> Iterator[str]:
        """Forms of the second words of phrases of ``language``, with and without accents; an empty one where a phrase has one word."""
        for phrase in dict.fromkeys(phrase for phrases in self._by_first.values() for phrase in phrases if phrase.language == language):
            for form in phrase.words[1] if len(phrase.words) > 1 else ():
                for written in written_forms(form, language):
                    yield written
                    yield fold_accents(written)
            if len(phrase.words) == 1:
                yield ""

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
        choose((match for start in range(len(places)) for match in self._at(places, start)), places, chosen, taken)
        if any_order and len(places) > 1:
            free = [at for at in range(len(places)) if len(taken.get(at, ())) < 2]
            choose(self._scattered(places, free), places, chosen, taken)
        if parts:
            chosen.extend(match for at in range(len(places)) if at not in taken for match in self._parts(places[at], at))
        return chosen

    def _get_to_know(self, known: KnownWords[T], words: Sequence[Word], language: str) -> KnownWords[T]:
        """What is known, these words among it; remembered, too."""
        if len(known.readings) >= MOST_KNOWN:
            known = self._known[language] = KnownWords()
        for word in words:
            key = id(word.reading)
            if key not in known.openings:
                known.readings.append(word.reading)
                known.openings[key] = self.opening(word, language)
        return known

    def _opening(self, known: KnownWords[T], place: PhraseWord) -> Opening[T] | None:
        if place.forms in known.shared:
            return known.shared[place.forms]
        phrases = [phrase for form in place.forms for phrase in self._by_first.get(form, ())]
        longer: dict[str, dict[int, Phrase[T]]] = {}
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

    def _longest(self, phrases: Iterable[Phrase[T]], words: Sequence[Word], start: int, language: str) -> list[tuple[T, tuple[int, ...]]]:
        """Of phrases whose first word stands at ``start`` those that are there and have the most words: values and where words stand."""
        known = self._known.setdefault(language, KnownWords())
        best: dict[tuple[T, tuple[int, ...]], None] = {}
        most = 0
        for phrase in phrases:
            if len(phrase.words) >= most and (positions := positions_in_text(phrase.words, known, words, start, language)):
                if len(positions) > most:
                    best.clear()
                    most = len(positions)
                best[phrase.value, positions] = None
        return list(best)

    def _at(self, places: Sequence[PhraseWord], start: int) -> list[PhraseMatch[T]]:
        found = []
        first, ahead = places[start], forms_ahead(places, start)
        for form in (*first.forms, *first.kindred):
            goes_on = not self._seconds.get(form, _NOTHING).isdisjoint(ahead)  # most do not, and texts are long
            for phrase in self._by_first.get(form, ()) if goes_on else self._singles.get(form, ()):
                if len(phrase.words) == 1 and form in first.kindred:
                    break  # the longest come first
                if len(phrase.words) > 1 and ahead.isdisjoint(phrase.words[1]):
                    continue
                positions = positions_in_order(phrase.words, places, start)
                if positions and (kindred := kindred_words(phrase.words, places, positions)) < len(positions):
                    found.append(PhraseMatch(phrase.value, positions, phrase.language, Fit.IN_ORDER, kindred))
        return list(dict.fromkeys(found)) if len(found) > 1 else found

    def _scattered(self, places: Sequence[PhraseWord], free: Sequence[int]) -> Iterator[PhraseMatch[T]]:
        """Phrases of several words that all stand at ``free`` positions, in any order, near to each other."""
        seen: set[int] = set()
        for form in dict.fromkeys(form for at in free for form in (*places[at].forms, *places[at].kindred)):
            for phrase in self._by_rarest.get(form, ()):
                if id(phrase) not in seen:
                    seen.add(id(phrase))
                    positions = positions_in_any_order(phrase.words, places, free)
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


def _longest_first(phrases: Mapping[str, list[Phrase[T]]]) -> dict[str, tuple[Phrase[T], ...]]:
    return {form: tuple(sorted(members, key=lambda each: -len(each.words))) for form, members in phrases.items()}
