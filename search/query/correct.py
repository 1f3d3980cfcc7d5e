"""Stage: words that nobody knows are read as the known word they were meant to be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """A query that was read as another one. ``typed``: as typed; ``shown``: the whole query as it was understood."""

    typed: str
    shown: str
