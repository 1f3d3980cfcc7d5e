"""Stage 1: the words of a query, analysed in every language of the interface."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.language import Word, analyse_text

LONGEST_QUERY = 200
"""Characters of a query that are read; the rest is left out."""
MOST_WORDS = 16
"""Words of a query that are asked for; the rest is left out."""


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A typed word and what it is in each language. ``is_stop``: it carries no topic in one of them."""

    text: str
    analyses: Mapping[str, Word]

    @property
    def is_stop(self) -> bool:
        """Whether the word alone says nothing of what is sought."""
        return any(word.is_stop for word in self.analyses.values())


def read_words(text: str, languages: Sequence[str]) -> tuple[QueryWord, ...]:
    """Words of the query in order, at most MOST_WORDS, each once."""
    text = text[:LONGEST_QUERY]
    analysed = {language: analyse_text(text, language) for language in languages}
    words: dict[str, QueryWord] = {}
    for position, word in enumerate(analysed[languages[0]]):
        analyses = {language: analysed[language][position] for language in languages}
        words.setdefault(word.text.casefold(), QueryWord(word.text, analyses))
    return tuple(words.values())[:MOST_WORDS]
