"""Stage: words that only ask what to do about what follows: "mitä teen kun lapsi valehtelee" does not seek something to do with a child."""

import re
from collections.abc import Sequence

from search.language.phrase_words import PhraseWord
from search.query.words import QueryWord

_BETWEEN = r"(?: \w+){0,2}"
_FRAMES = (
    re.compile(rf"\b(mitä){_BETWEEN} (tehdä|teen|tehä|tekisin|tekee|teet|tehdään){_BETWEEN} (kun|ku|jos)\b"),
    re.compile(rf"\b(vad){_BETWEEN} (göra|gör){_BETWEEN} (när|om)\b"),
    re.compile(rf"\b(what){_BETWEEN} (do){_BETWEEN} (when|if)\b"),
)
"""By language: what is asked, the deed, and what begins the trouble."""
_SILENT = PhraseWord(frozenset(), frozenset(), is_stop=True)


class Silent:
    """A word that no phrase is looked for by."""

    phrase_word = _SILENT


def without_question(words: Sequence[QueryWord]) -> Sequence[QueryWord | Silent]:
    """The words, those silent that only ask what to do when or if something is so."""
    text = " ".join(word.text.casefold() for word in words)
    asked = {
        text.count(" ", 0, found.start(group)) for frame in _FRAMES if (found := frame.search(text)) for group in range(1, frame.groups + 1)
    }
    return [Silent() if at in asked else word for at, word in enumerate(words)] if asked else words
