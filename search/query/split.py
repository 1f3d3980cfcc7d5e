"""Stage: compounds typed apart, a common slip in Finnish: "perhe neuvo" may be "perheneuvo"."""

from collections.abc import Sequence
from itertools import pairwise

from search.engines.base import Frequencies
from search.language import analyse_text
from search.query.places import PlaceMatch
from search.query.unknown import is_known
from search.query.words import QueryWord

_LANGUAGE = "fi"


def joined_words(words: Sequence[QueryWord], places: Sequence[PlaceMatch], frequencies: Frequencies) -> tuple[QueryWord, ...]:
    """Compounds of neighbouring words, names of places apart, that stand in the index as one word."""
    in_places = {position for match in places for position in match.positions}
    found = []
    for position, (first, second) in enumerate(pairwise(words)):
        text = first.text + second.text
        if first.is_stop or second.is_stop or not text.isalpha() or {position, position + 1} & in_places:
            continue
        compound = QueryWord(text, {_LANGUAGE: analyse_text(text, _LANGUAGE)[0]})
        if is_known(compound, frequencies, parts=False):
            found.append(compound)
    return tuple(found)
