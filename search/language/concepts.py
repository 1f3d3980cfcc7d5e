"""Concepts: what words mean in this field, in every language. Pure values; the coordinator's thesaurus fills them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from search.language.phrase_matches import Fit
from search.language.phrase_openings import Opening
from search.language.phrase_words import ReadWord
from search.language.phrases import Phrases
from search.language.words import Word

Labels = Mapping[str, tuple[str, ...]]
"""Language (BCP 47) -> labels of one or more words."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept (SKOS).

    ``key``: its identifier in addresses, ASCII. ``preferred``: one label a language. ``alternative``: other names that
    texts use. ``colloquial``: everyday words and phrases that people type ("mies lyö"); looked for in queries only.
    ``broader``, ``related``: keys. ``topics``: slugs of the topics whose listings are about it. ``crisis``: helplines first.
    """

    key: str
    preferred: Mapping[str, str]
    alternative: Labels
    colloquial: Labels
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    crisis: bool = False

    def names(self) -> Iterator[tuple[str, str]]:
        """(language, label) of its preferred and alternative labels: what texts call it."""
        yield from self.preferred.items()
        yield from _pairs(self.alternative)

    def everyday(self) -> Iterator[tuple[str, str]]:
        """(language, label) of its colloquial labels: what people type."""
        yield from _pairs(self.colloquial)


class How(IntEnum):
    """By what a concept was found in a query, the surest first."""

    NAME = 1
    COLLOQUIAL = 2
    ANY_ORDER = 3
    """All words of a label, in another order or with others between them."""
    PART = 4
    """A name that is a member of a compound that was typed: "väkivalta" in "väkivaltatilanteessa"."""


@dataclass(frozen=True, slots=True)
class ConceptMatch:
    """A concept in a query, the positions of the words that mean it, and by what it was found. ``on_site``: whether any
    listing is about it."""

    concept: Concept
    positions: tuple[int, ...]
    how: How
    on_site: bool = True


@dataclass(frozen=True, slots=True)
class Concepts:
    """Every concept, and where their labels lead."""

    _by_key: Mapping[str, Concept]
    _narrower: Mapping[str, tuple[str, ...]]
    _by_topic: Mapping[str, tuple[str, ...]]
    _names: Phrases[str]
    _labels: Phrases[tuple[str, How]]

    @classmethod
    def of(cls, concepts: Iterable[Concept]) -> "Concepts":
        """Of all concepts; of two with one key the last counts. Keys that name no concept are passed over."""
        by_key = {concept.key: concept for concept in concepts}
        narrower: dict[str, list[str]] = {}
        for concept in by_key.values():
            for key in concept.broader:
                narrower.setdefault(key, []).append(concept.key)
        by_topic: dict[str, list[str]] = {}
        for concept in by_key.values():
            for topic in concept.topics:
                by_topic.setdefault(topic, []).append(concept.key)
        names = [(language, label, concept.key) for concept in by_key.values() for language, label in concept.names()]
        everyday = [(language, label, concept.key) for concept in by_key.values() for language, label in concept.everyday()]
        by_name = {key: (key, How.NAME) for key in by_key}  # one value for all labels of a concept: thousands of them
        by_everyday = {key: (key, How.COLLOQUIAL) for key in by_key}
        return cls(
            by_key,
            {key: tuple(keys) for key, keys in narrower.items() if key in by_key},
            {topic: tuple(keys) for topic, keys in by_topic.items()},
            Phrases.of(names),
            Phrases.of(
                [
                    *((language, label, by_name[key]) for language, label, key in names),
                    *((language, label, by_everyday[key]) for language, label, key in everyday),
                ]
            ),
        )

    def __iter__(self) -> Iterator[Concept]:
        """Every concept, in the order given."""
        return iter(self._by_key.values())

    def __len__(self) -> int:
        """Number of concepts."""
        return len(self._by_key)

    def get(self, key: str) -> Concept | None:
        """The concept with a key."""
        return self._by_key.get(key)

    def narrower(self, key: str) -> tuple[Concept, ...]:
        """Concepts directly below."""
        return tuple(self._by_key[each] for each in self._narrower.get(key, ()))

    def broader(self, key: str) -> tuple[Concept, ...]:
        """Concepts directly above."""
        concept = self._by_key.get(key)
        return tuple(self._by_key[each] for each in concept.broader if each in self._by_key) if concept else ()

    def related(self, key: str) -> tuple[Concept, ...]:
        """Concepts told to be near."""
        concept = self._by_key.get(key)
        return tuple(self._by_key[each] for each in concept.related if each in self._by_key) if concept else ()

    def about(self, topics: Iterable[str]) -> list[str]:
        """Keys of the concepts linked to any of the topics (slugs), each once, in the order of the topics."""
        return list(dict.fromkeys(key for topic in topics for key in self._by_topic.get(topic, ())))

    def in_text(self, words: Sequence[Word], language: str) -> list[str]:
        """Keys of the concepts that an analysed text in ``language`` names by preferred or alternative labels, in order,
        once for each time it names them."""
        return [value for value, _positions in self._names.places_in_text(words, language)]

    def opening(self, word: Word, language: str) -> Opening[str] | None:
        """What labels may begin with a word of a text; None for nearly all words."""
        return self._names.opening(word, language)

    def named_from(self, openings: Sequence[Opening[str] | None], words: Sequence[Word], language: str) -> list[str]:
        """Those of ``in_text``, told the ``opening`` of each word."""
        return [value for value, _positions in self._names.places_from(openings, words, language)]

    def in_query(self, words: Sequence[ReadWord], passable: Collection[int] = ()) -> list[ConceptMatch]:
        """Concepts that a query names by any label in any language, those of the longest phrase first. A word belongs to
        one phrase, which may mean several concepts; a concept is told once for the same words.

        ``passable``: positions of words that may stand within a label, beside those without a topic.
        """
        best: dict[tuple[str, tuple[int, ...]], How] = {}
        for match in self._labels.in_query(words, passable=passable, any_order=True, parts=True):
            key, how = match.value
            if match.fit is Fit.PART and how is not How.NAME:
                continue  # an everyday word means something as a whole only
            place = (key, match.positions)
            best[place] = min(max(how, _BY_FIT[match.fit]), best.get(place, How.PART))
        found = [ConceptMatch(self._by_key[key], positions, how) for (key, positions), how in best.items()]
        guessed = {position for match in found if _is_guess(match) for position in match.positions}
        if not (named := list(self._crisis_names(words, sorted(guessed)))):
            return found
        hidden = {position for match in named for position in match.positions}
        return [*(match for match in found if not _is_guess(match) or hidden.isdisjoint(match.positions)), *named]

    def _crisis_names(self, words: Sequence[ReadWord], positions: Collection[int]) -> Iterator[ConceptMatch]:
        """Names of crises among these words, each by itself: a label whose words are scattered in what was typed never hides one."""
        for at in positions:
            meant = dict.fromkeys(match.value for match in self._labels.in_query([words[at]]))
            yield from (ConceptMatch(self._by_key[key], (at,), how) for key, how in meant if how is How.NAME and self._by_key[key].crisis)


def _is_guess(match: ConceptMatch) -> bool:
    """Whether a label's words are scattered: others stand between them."""
    first, last = min(match.positions), max(match.positions)
    return match.how is How.ANY_ORDER and last - first >= len(match.positions) and not match.concept.crisis


_BY_FIT = {Fit.IN_ORDER: How.NAME, Fit.ANY_ORDER: How.ANY_ORDER, Fit.PART: How.PART}
NO_CONCEPTS = Concepts.of(())
"""An empty thesaurus."""


def _pairs(labels: Labels) -> Iterator[tuple[str, str]]:
    return ((language, label) for language, texts in labels.items() for label in texts)
