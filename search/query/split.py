"""Stage: compounds typed apart, a common slip in Finnish: "perhe neuvo" may be "perheneuvo"."""

from collections.abc import Sequence
from itertools import pairwise

from search.language import analyse_text
from search.query.unknown import Frequency, is_known
from search.query.words import QueryWord

_LANGUAGE = "fi"


def joined_words(words: Sequence[QueryWord], frequency: Frequency) -> tuple[QueryWord, ...]:
    """Compounds of neighbouring words that stand in the index as one word."""
    found = []
    for first, second in pairwise(words):
        text = first.text + second.text
        if first.is_stop or second.is_stop or not text.isalpha():
            continue
        compound = QueryWord(text, {_LANGUAGE: analyse_text(text, _LANGUAGE)[0]})
        if is_known(compound, frequency, parts=False):
            found.append(compound)
    return tuple(found)
