"""What is known of one word."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordAnalysis:
    """Base forms of a word and of what it is made of, in lower case.

    ``bases``: every possible base form, at least one (the word itself when unknown).
    ``parts``: base forms of the members of a compound and the verb behind a derived word ("neuvoa" behind "neuvonta");
    never one of ``bases``.
    """

    bases: tuple[str, ...]
    parts: tuple[str, ...] = ()
