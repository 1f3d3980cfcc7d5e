"""What is known of one word."""

from dataclasses import dataclass

from search.language.folding import fold_accents


@dataclass(frozen=True, slots=True)
class WordAnalysis:
    """Base forms of a word and of what it is made of, in lower case.

    ``bases``: every possible base form, at least one (the word itself when unknown).
    ``parts``: base forms of the members of a compound and of compounds within it, and the verb behind a derived word ("neuvoa" behind
    "neuvonta");
    never one of ``bases``. ``head``: base form of a compound's last member, empty for other words.
    """

    bases: tuple[str, ...]
    parts: tuple[str, ...] = ()
    head: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """An analysed word of a text. ``start`` and ``end``: character offsets in the NFC text. ``bases``, ``parts`` and
    ``head`` as in WordAnalysis. ``is_stop``: it carries no topic."""

    text: str
    start: int
    end: int
    bases: tuple[str, ...]
    parts: tuple[str, ...] = ()
    head: str = ""
    is_stop: bool = False

    @property
    def folded(self) -> tuple[str, ...]:
        """The written word and its base forms without accents, each once."""
        return tuple(dict.fromkeys(fold_accents(form) for form in (self.text, *self.bases)))
