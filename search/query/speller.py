"""What misspelt words were meant to be: near words of the site, of the thesaurus and of the gazetteer, inflected, put
together or taken apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from search.language import analyse_text
from search.language.concepts import Concepts
from search.language.endings import near_endings, without_ending
from search.language.kindred import is_everyday
from search.language.spelling import Near, WordList, allowance
from search.language.stopwords import STOPWORDS
from search.language.tokens import tokenize
from search.language.voikko import load_finnish
from search.query.place_forms import place_forms
from search.query.places import Gazetteer

_FINNISH = "fi"
_FOREIGN = 0.5
"""Added to the cost of a word in another language than the reader's."""
_LABEL_COUNT = 3
_PLACE_COUNT = 30
"""How common words of the thesaurus and names of places are taken to be, as documents that have them."""
_SURE = 1.0
"""A near word of this cost needs no other explanation."""
_APART = 0.9
"""Cost of a space left out."""
_SHORTEST_HALF = 3
_MOST_HALVES = 2
_CACHED = 2000
_EMPTY = WordList({})
_BACK_VOWELS = frozenset("aou")
"""Words with any of them have endings with a; others have ä (vowel harmony)."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Known words by language."""

    by_language: Mapping[str, WordList]

    @classmethod
    def of(cls, counts: Iterable[tuple[str, str, int]]) -> "Lists":
        """Made of (language, word, how common); of a word told twice the larger counts."""
        found: dict[str, dict[str, int]] = {}
        for language, word, count in counts:
            words = found.setdefault(language, {})
            lower = word.casefold()
            words[lower] = max(count, words.get(lower, 0))
        return cls({language: WordList(words) for language, words in found.items()})

    def __getitem__(self, language: str) -> WordList:
        """Words of a language."""
        return self.by_language.get(language, _EMPTY)

    def __contains__(self, word: str) -> bool:
        """Whether any language has the word in lower case."""
        return any(word in words for words in self.by_language.values())


def label_words(concepts: Concepts, gazetteer: Gazetteer) -> tuple[Lists, Lists, Lists]:
    """Words of every label of the thesaurus, and names of places, each as written and in their base form; and how Finnish names are
    written when one is there, goes there or comes from there."""
    labels = [pair for concept in concepts for pair in (*concept.names(), *concept.everyday())]
    words = [(language, word, _LABEL_COUNT) for language, label in labels for word in _words(label, language)]
    places = [(language, word, _PLACE_COUNT) for language, name in gazetteer.names() for word in _words(name, language)]
    forms = [(language, form, _LABEL_COUNT) for language, word, _count in places if language == _FINNISH for form in place_forms(word)]
    return Lists.of(words), Lists.of(places), Lists.of(forms)


class Speller:
    """Corrects words by what is known to be written. Safe to share between threads."""

    def __init__(self, site: Lists, labels: Lists, places: Lists, place_forms: Lists, *, default_language: str = _FINNISH) -> None:
        """``site``: words written in listings; the others as of ``label_words``.

        A reader of the default language is also offered the other languages' words; a reader of another language is never led into
        Finnish, names of places apart.
        """
        self._site = site
        self._labels = labels
        self._places = places
        self._near_places = (places, place_forms)
        self._default = default_language
        self._cached = lru_cache(maxsize=_CACHED)(self._meant)
        self._cached_together = lru_cache(maxsize=_CACHED)(self._meant_together)

    def knows(self, word: str) -> bool:
        """Whether the word, or what is left of it without a case ending, is used by the site, the thesaurus or the gazetteer,
        or is a word of the Finnish dictionary, also as it is spoken (a compound only when members of it are used, and it is no
        place with a slip: "savolinna")."""
        lower = word.casefold()
        if (
            self._is_used(lower)
            or is_everyday(lower, _FINNISH)
            or any(len(stem) > _SHORTEST_HALF and self._is_used(stem) for stem in without_ending(lower))
        ):
            return True
        analysed = analyse_text(lower, _FINNISH)[0]
        if analysed.bases == (lower,) and not load_finnish().readings(lower):
            return False
        if not analysed.reading.head:
            return True
        used = sum(self._is_used(part) for part in analysed.parts)
        if used < min(2, len(analysed.parts)):  # "lapsenlapsi" has one member twice
            return False
        return not any(lists[_FINNISH].near(lower, _SURE) for lists in self._near_places)

    def meant(self, word: str, reader: str) -> str | None:
        """What an unknown word was meant to be, in lower case and perhaps two words; None when nothing is near enough."""
        return self._cached(word.casefold(), reader)

    def meant_together(self, first: str, second: str, reader: str) -> str | None:
        """The compound that two words were meant to be ("vauva pusi": vauvapussi), the second of them unknown; None when there is none,
        or when a word is as near to the second alone."""
        halves = (first, second)
        if not reader == self._default == _FINNISH or any(len(half) < _SHORTEST_HALF or not half.isalpha() for half in halves):
            return None
        return self._cached_together(first.casefold(), second.casefold())

    def _meant_together(self, first: str, second: str) -> str | None:
        near = _best(each for lists in (self._site, self._labels) for each in lists[_FINNISH].near(first + second, _SURE)[:1])
        alone = self._near(second, _FINNISH) if near else None
        return near.word if near and (alone is None or near.cost < alone.cost) else None

    def _meant(self, lower: str, reader: str) -> str | None:
        best: Near | None = None
        for found in self._explanations(lower, reader):
            if found and (best is None or found.cost < best.cost):
                best = found
            if best and best.cost < _SURE:
                break
        return best.word if best and best.cost <= allowance(len(lower)) else None

    def _explanations(self, lower: str, reader: str) -> Iterator[Near | None]:
        """From the commonest slip to the rarest."""
        yield self._near(lower, reader)
        if reader == self._default == _FINNISH:
            yield self._inflected(lower)
        yield self._apart(lower, reader)
        if reader == self._default == _FINNISH:
            yield self._compound(lower)

    def _near(self, lower: str, reader: str) -> Near | None:
        found: list[Near] = []
        for language in {self._default, *self._site.by_language, *self._labels.by_language, *self._places.by_language}:
            foreign = 0.0 if language == reader else _FOREIGN
            is_place = foreign and reader != self._default
            lists = self._near_places if is_place else (self._site, self._labels, *self._near_places)
            most = allowance(len(lower)) - foreign
            for words in lists:
                found.extend(Near(each.word, each.cost + foreign) for each in words[language].near(lower, most)[:1])
        return _best(found)

    def _inflected(self, lower: str) -> Near | None:
        """A base form that the site may not have in this case: "kangasniemelä" is Kangasniemi with an ending."""
        found: list[Near] = []
        for stem, ending, cost in near_endings(lower):
            for words in (self._labels[_FINNISH], self._places[_FINNISH]):
                for near in words.near(stem)[:2]:
                    form = _with_ending(near.word, ending)
                    if form:
                        found.append(Near(form, near.cost + cost))
        return _best(found)

    def _apart(self, lower: str, reader: str) -> Near | None:
        """Two words without the space between them."""
        halves = ((lower[:cut], lower[cut:]) for cut in range(_SHORTEST_HALF, len(lower) - _SHORTEST_HALF + 1))
        found = [
            f"{first} {second}" for first, second in halves if self._stands_alone(first, reader) and self._stands_alone(second, reader)
        ]
        return Near(found[0], _APART) if found else None

    def _compound(self, lower: str) -> Near | None:
        """A compound of which one member is misspelt."""
        found: list[Near] = []
        words = self._site[_FINNISH]
        cuts = range(_SHORTEST_HALF, len(lower) - _SHORTEST_HALF + 1)
        for cut in [cut for cut in reversed(cuts) if self._is_used(lower[:cut])][:_MOST_HALVES]:
            found.extend(Near(lower[:cut] + near.word, near.cost) for near in words.near(lower[cut:], _SURE)[:2])
        for cut in [cut for cut in cuts if self._is_used(lower[cut:])][:_MOST_HALVES]:
            found.extend(Near(near.word + lower[cut:], near.cost) for near in words.near(lower[:cut], _SURE)[:2])
        return _best(each for each in found if load_finnish().readings(each.word))

    def _is_used(self, lower: str) -> bool:
        return lower in self._site or lower in self._labels or lower in self._places

    def _stands_alone(self, lower: str, reader: str) -> bool:
        lists = (self._site, self._labels, self._places)
        return lower in STOPWORDS.get(reader, ()) or any(lower in words[reader] for words in lists)


def _best(found: Iterable[Near]) -> Near | None:
    return min(found, key=lambda each: (each.cost, each.word), default=None)


def _with_ending(word: str, ending: str) -> str:
    """The word in a case, when the dictionary agrees; a word that it does not know takes the ending as it is."""
    front = ending.replace("a", "ä")
    if not load_finnish().readings(word):
        return word + (ending if set(word) & _BACK_VOWELS else front)
    for stem in (word[:-1] + "e", word):  # "niemellä" before "niemillä", which is also a form of niemi
        for form in (stem + ending, stem + front):  # the last member of a compound decides: Kangasniemi, Kangasniemellä
            if load_finnish().readings(form) and word in analyse_text(form, _FINNISH)[0].bases:
                return form
    return ""


def _words(label: str, language: str) -> Iterator[str]:
    for word in analyse_text(label, language):
        if word.text.isalpha():
            yield word.text
            if language == _FINNISH:
                yield from word.bases
    for token in tokenize(label):
        if "-" in token.text:
            yield from token.text.split("-")
