"""Stage: who writes in letters that no listing has (Cyrillic, Arabic, Hebrew) cannot be understood here, and may be in any trouble: whom
anybody may call is the answer, helplines first, rather than nothing."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from search.query.words import QueryWord


def is_in_another_script(words: Sequence[QueryWord]) -> bool:
    """Whether a word of the query is written in letters other than Latin ones ("насилие mikkeli"); one letter alone is a sign."""
    return any(_is_foreign(word.text) for word in words)


@lru_cache(maxsize=4096)
def _is_foreign(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and not any(unicodedata.name(letter, "").startswith("LATIN ") for letter in letters)
