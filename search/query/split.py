"""Stage: compounds typed apart, a common slip in Finnish: "perhe neuvo" may be "perheneuvo"."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from search.engines.base import Frequencies
from search.language import analyse_text
from search.query.unknown import is_known
from search.query.words import QueryWord

_LANGUAGE = "fi"


def compounds(words: Sequence[QueryWord]) -> dict[int, QueryWord]:
    """Position of the first word -> it and the next one written as one word, where both carry a topic."""
    pairs = enumerate(pairwise(words))
    return {position: joined for position, (first, second) in pairs if (joined := compound(first, second))}


def joined_words(joined: Mapping[int, QueryWord], places: Collection[int], frequencies: Frequencies) -> tuple[QueryWord, ...]:
    """The compounds that stand in the index as one word, those of words at ``places`` apart."""
    apart = [word for position, word in joined.items() if not {position, position + 1}.intersection(places)]
    return tuple(word for word in apart if is_known(word, frequencies, parts=False))


def compound(first: QueryWord, second: QueryWord) -> QueryWord | None:
    """The two words written as one, when both are words with a topic."""
    text = first.text + second.text
    if first.is_stop or second.is_stop or not text.isalpha():
        return None
    return QueryWord(text, {_LANGUAGE: analyse_text(text, _LANGUAGE)[0]})
