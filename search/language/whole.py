"""A whole name as one token: who types all its words, in any form and order, means it."""

from collections.abc import Iterable, Sequence
from itertools import islice, product

from search.language.words import Word

_MOST_READINGS = 16
"""Of a name whose words may be forms of several; others are left out."""


def whole_tokens(words: Iterable[Word], language: str) -> tuple[str, ...]:
    """Tokens of a name, one for each way to read its words: their base forms without small words, sorted ("fi:chat+lapsi+mll+nuori").
    None for a name of small words only."""
    telling: Sequence[tuple[str, ...]] = [word.bases for word in words if not word.is_stop]
    readings = islice(product(*telling), _MOST_READINGS) if telling else ()
    return tuple(dict.fromkeys(f"{language}:{'+'.join(sorted(set(bases)))}" for bases in readings))
