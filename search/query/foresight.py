"""What an engine over a network will be asked about a query's words, gathered beforehand: one request is enough."""

from collections.abc import Iterator, Sequence

from search.language.concepts import Concepts
from search.query.correct import correct
from search.query.expand import concept_token
from search.query.meanings import find_meanings
from search.query.speller import Speller
from search.query.split import compounds
from search.query.unknown import tokens_of
from search.query.words import QueryWord, read_words


def tokens_of_all(
    text: str, words: Sequence[QueryWord], reader: str, languages: Sequence[str], speller: Speller | None, concepts: Concepts
) -> Iterator[str]:
    """Tokens of the text's words, of what they would be corrected to if the index knew none of them, of compounds written
    apart, and of what they may mean. More than needed, and nearly always all.

    ``reader``: its language. ``languages``: of the interface, the default first. ``speller``: None corrects nothing.
    """
    yield from _tokens(words, concepts)
    correction = speller and correct(text, words, (reader, languages[0]), lambda _field, _token: 0, speller)
    if correction:
        yield from _tokens(read_words(correction.shown, languages), concepts)


def _tokens(words: Sequence[QueryWord], concepts: Concepts) -> Iterator[str]:
    joined = compounds(words)
    yield from tokens_of([*words, *joined.values()])
    for passable in ((), range(len(words))):
        yield from (concept_token(match.concept.key) for match in find_meanings(words, joined, passable, concepts))
