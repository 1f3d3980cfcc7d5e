"""Stage: compounds typed apart, a common slip in Finnish: "perhe neuvo" may be "perheneuvo"."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from search.engines.base import Frequencies
from search.language import analyse_text
from search.query.unknown import is_known
from search.query.words import QueryWord

_LANGUAGE = "fi"


def joined_words(words: Sequence[QueryWord], places: Collection[int], frequencies: Frequencies) -> tuple[QueryWord, ...]:
    """Compounds of neighbouring words, those at ``places`` apart, that stand in the index as one word."""
    found = []
    for position, (first, second) in enumerate(pairwise(words)):
        joined = None if {position, position + 1}.intersection(places) else compound(first, second)
        if joined and is_known(joined, frequencies, parts=False):
            found.append(joined)
    return tuple(found)


def compound(first: QueryWord, second: QueryWord) -> QueryWord | None:
    """The two words written as one, when both are words with a topic."""
    text = first.text + second.text
    if first.is_stop or second.is_stop or not text.isalpha():
        return None
    return QueryWord(text, {_LANGUAGE: analyse_text(text, _LANGUAGE)[0]})
