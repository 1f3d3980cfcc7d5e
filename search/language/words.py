"""What is known of one word."""

from dataclasses import dataclass
from typing import NamedTuple

from search.language.folding import fold_accents


@dataclass(frozen=True, slots=True)
class WordAnalysis:
    """Base forms of a word and of what it is made of, in lower case.

    ``bases``: every possible base form, at least one (the word itself when unknown).
    ``parts``: base forms of the members of a compound and of compounds within it, and the verb behind a derived word
    ("neuvoa" behind "neuvonta"); never one of ``bases``.
    ``head``: base form of a compound's last member, empty for other words.
    """

    bases: tuple[str, ...]
    parts: tuple[str, ...] = ()
    head: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is known of a word wherever it stands. ``folded``: the written word and its base forms without accents.
    ``is_stop``: it carries no topic. The rest as in WordAnalysis."""

    bases: tuple[str, ...]
    parts: tuple[str, ...]
    head: str
    folded: tuple[str, ...]
    is_stop: bool

    @classmethod
    def of(cls, written: str, analysis: WordAnalysis, *, is_stop: bool) -> "Reading":
        """Of a written word and its analysis."""
        folded = dict.fromkeys(map(fold_accents, (written, *analysis.bases)))
        return cls(analysis.bases, analysis.parts, analysis.head, tuple(folded), is_stop)


class Word(NamedTuple):
    """A word of a text. ``start`` and ``end``: character offsets in the NFC text."""

    text: str
    start: int
    end: int
    reading: Reading

    @property
    def bases(self) -> tuple[str, ...]:
        """See WordAnalysis."""
        return self.reading.bases

    @property
    def parts(self) -> tuple[str, ...]:
        """See WordAnalysis."""
        return self.reading.parts

    @property
    def folded(self) -> tuple[str, ...]:
        """See Reading."""
        return self.reading.folded

    @property
    def is_stop(self) -> bool:
        """See Reading."""
        return self.reading.is_stop
