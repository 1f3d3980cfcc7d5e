"""Stage 3: words that stand nowhere in the index. They must not keep everything else from being found, and get a second
chance: the same word with its dots and accents, a known word at their beginning (an inflected name), or one that is a
letter or two away (a slip of the finger)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.documents import FORM_FIELDS
from search.engines.base import Foreseeing, Frequencies
from search.language import fold_accents
from search.query.words import QueryWord

_SHORTEST_BEGINNING = 4
_LONGEST_ENDING = 5
"""Letters of a Finnish case ending with its suffixes that are tried away, e.g. "olkkari|lle"."""
_FUZZY_FROM = 5
_TWO_EDITS_FROM = 9
"""Letters from which a word may differ by one, and by two: shorter words have too many neighbours."""


@dataclass(frozen=True, slots=True)
class SecondChance:
    """What an unknown word may have been meant to be: a folded token, or tokens within ``edits`` letters of it."""

    token: str
    edits: int


def find_unknown(words: Sequence[QueryWord], frequencies: Frequencies, *, exact: bool = False) -> dict[int, SecondChance | None]:
    """Positions of words that stand nowhere in the index, each with its second chance or None. ``exact``: no letter of the
    word may be another."""
    return {
        position: _second_chance(word, frequencies, exact=exact) for position, word in enumerate(words) if not is_known(word, frequencies)
    }


def foresee(words: Iterable[QueryWord], frequencies: Frequencies) -> None:
    """Tell an engine that is asked over a network which tokens this stage will ask for, so that one request is enough."""
    if isinstance(frequencies, Foreseeing):
        frequencies.expect(tokens_of(words))


def tokens_of(words: Iterable[QueryWord]) -> Iterator[str]:
    """Every token that this stage asks about for the words."""
    for word in words:
        yield from (token for _field, token in _places_of(word, parts=True))
        yield from _beginnings(fold_accents(word.text))


def is_known(word: QueryWord, frequencies: Frequencies, *, parts: bool = True, languages: Collection[str] | None = None) -> bool:
    """Whether the word stands in the index in any form; ``parts``: also as members of it alone; ``languages``: as a word of
    one of these, of any by default."""
    return any(frequencies(field, token) for field, token in _places_of(word, parts=parts, languages=languages))


def _places_of(word: QueryWord, *, parts: bool, languages: Collection[str] | None = None) -> Iterable[tuple[str, str]]:
    for language, analysed in word.analyses.items():
        if languages is not None and language not in languages:
            continue
        for form in (*analysed.bases, *(analysed.parts if parts else ())):
            yield from ((field, f"{language}:{form}") for field in FORM_FIELDS)


def _second_chance(word: QueryWord, frequencies: Frequencies, *, exact: bool) -> SecondChance | None:
    folded = fold_accents(word.text)
    for beginning in _beginnings(folded):
        if frequencies("folded", beginning):
            return SecondChance(beginning, 0)
    if exact or len(folded) < _FUZZY_FROM:
        return None
    return SecondChance(folded, 2 if len(folded) >= _TWO_EDITS_FROM else 1)


def _beginnings(folded: str) -> Iterator[str]:
    """The word, and what is left of it without an ending, the longest first."""
    lengths = range(len(folded), max(_SHORTEST_BEGINNING, len(folded) - _LONGEST_ENDING) - 1, -1)
    return (folded[:length] for length in lengths)
