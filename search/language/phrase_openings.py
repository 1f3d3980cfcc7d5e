"""What may begin with a word of a text: texts are long, and with nearly all of their words no phrase begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from search.language.phrase_matches import FURTHEST
from search.language.phrase_words import PhraseWord, as_written, text_place
from search.language.words import Reading, Word

T = TypeVar("T")

MOST_KNOWN = 50_000
"""Words remembered for each language; some 10 MB."""


@dataclass(frozen=True, slots=True)
class Phrase(Generic[T]):
    """A phrase of ``language`` and what it stands for. ``words``: for each word its possible forms, "fi:lyödä"."""

    words: tuple[frozenset[str], ...]
    language: str
    value: T


class Opening(NamedTuple, Generic[T]):
    """What may begin with a word of a text: ``single``, the phrases that it is by itself, and ``longer``, others by what their second
    words may be, as texts have them, each with its place in the order in which phrases are told. ``negates``: a second word may be a
    negation, which has many written forms."""

    single: tuple[T, ...]
    longer: Mapping[str, Mapping[int, Phrase[T]]]
    negates: bool

    def going_on(self, words: Sequence[Word], start: int) -> list[Phrase[T]]:
        """Phrases of several words, in order, of which the first may stand at ``start``, by what stands where the second must be."""
        found: dict[int, Phrase[T]] = {}
        longer = self.longer
        for word in words[start + 1 : start + FURTHEST + 2]:
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
class KnownWords(Generic[T]):
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
            if len(self.places) >= MOST_KNOWN:
                self.places.clear()
            found = self.places[id(word.reading)] = (word.reading, text_place(word, language))
        return found[1]


def positions_in_text(
    phrase: Sequence[frozenset[str]], known: KnownWords[T], words: Sequence[Word], start: int, language: str
) -> tuple[int, ...]:
    """``positions_in_order`` in a text, of which few words are looked at so closely."""
    positions = [start]
    end = len(words)
    for forms in phrase[1:]:
        position = positions[-1] + 1
        last = position + FURTHEST
        while position < end and known.place(words[position], language).forms.isdisjoint(forms):
            if not words[position].reading.is_stop or position == last:
                return ()
            position += 1
        if position >= end:
            return ()
        positions.append(position)
    return tuple(positions)
