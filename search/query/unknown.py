"""Stage 3: words that stand nowhere in the index. They must not keep everything else from being found, and get a second
chance: a known word at their beginning (an inflected name), or one that is a letter or two away (a slip of the finger)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from search.documents import BASE_FIELDS
from search.language import fold_accents
from search.query.words import QueryWord

Frequency = Callable[[str, str], int]
"""(field, token) -> number of documents."""

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


def find_unknown(words: Sequence[QueryWord], frequency: Frequency) -> dict[int, SecondChance | None]:
    """Positions of words that stand nowhere in the index, each with its second chance or None."""
    return {position: _second_chance(word, frequency) for position, word in enumerate(words) if not _is_known(word, frequency)}


def _is_known(word: QueryWord, frequency: Frequency) -> bool:
    return any(frequency(field, token) for field, token in _places_of(word))


def _places_of(word: QueryWord) -> Iterable[tuple[str, str]]:
    for analysed in word.analyses.values():
        yield from (("folded", form) for form in analysed.folded)
    for language, analysed in word.analyses.items():
        for base in analysed.bases:
            yield from ((field, f"{language}:{base}") for field in ("title_parts", "text_parts", "other"))
        for part in analysed.parts:
            yield from ((field, f"{language}:{part}") for field in (*BASE_FIELDS, "title_parts", "text_parts", "other"))


def _second_chance(word: QueryWord, frequency: Frequency) -> SecondChance | None:
    folded = fold_accents(word.text)
    for length in range(len(folded) - 1, max(_SHORTEST_BEGINNING, len(folded) - _LONGEST_ENDING) - 1, -1):
        if frequency("folded", folded[:length]):
            return SecondChance(folded[:length], 0)
    if len(folded) < _FUZZY_FROM:
        return None
    return SecondChance(folded, 2 if len(folded) >= _TWO_EDITS_FROM else 1)
