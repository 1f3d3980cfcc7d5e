"""Files of the thesaurus: their forms, what one says, why one is refused; and the doors to reading and writing them.

rdflib is loaded by the first file only: it takes 4 MB of every web worker and an eighth of a second, and a coordinator's files are rare.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

from django.utils.translation import gettext as _

from portal.thesaurus.values import ConceptValue

SkosFormat = Literal["turtle", "json-ld"]
FORMATS: tuple[SkosFormat, ...] = get_args(SkosFormat)
MEDIA_TYPES: dict[SkosFormat, str] = {"turtle": "text/turtle; charset=utf-8", "json-ld": "application/ld+json"}
EXTENSIONS: dict[SkosFormat, str] = {"turtle": "ttl", "json-ld": "jsonld"}
BASE = "https://file.invalid/"
"""What relative addresses in a file are relative to: no host can have this name (RFC 2606)."""
MAX_BYTES = 2_000_000
"""Of a file. The starter's 233 concepts are 0.4 MB in either form."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not taken. ``subject``: the concept's address or key, empty when it is the whole file. ``line``: from 1, 0 unknown."""

    reason: str
    subject: str = ""
    line: int = 0

    def __str__(self) -> str:
        where = _("line %(line)d") % {"line": self.line} if self.line else self.subject
        return f"{where}: {self.reason}" if where else self.reason


class SkosError(Exception):
    """A file is not taken, and nothing was changed. ``refusals`` holds every reason found."""

    def __init__(self, refusals: list[Refusal]) -> None:
        self.refusals = refusals
        super().__init__("\n".join(str(refusal) for refusal in refusals))


@dataclass(frozen=True, slots=True)
class SkosFile:
    """What a file says. ``without_crisis``: keys of concepts of which it does not say whether they are a crisis.
    ``left_out``: what was not understood, as sentences."""

    concepts: tuple[ConceptValue, ...]
    without_crisis: frozenset[str]
    left_out: tuple[str, ...]


def read(data: bytes, name: str, form: SkosFormat | None, *, topics: Collection[str], others: Collection[str] = ()) -> SkosFile:
    """What a file says, checked.

    :param name: its name; the ending tells the form unless ``form`` is given, else the content does.
    :param topics: slugs that concepts may be linked to. :param others: keys of concepts that are not in the file and may be named by it.
    :raises SkosError: it is not taken, and every reason found.
    """
    from portal.thesaurus.skos_parsing import parsed
    from portal.thesaurus.skos_reading import read_graph

    return read_graph(parsed(data, name, form), topics, others)


def serialised(form: SkosFormat) -> str:
    """The whole thesaurus as a file. The same thesaurus gives the same text. Six queries."""
    from portal.thesaurus.skos import serialise

    return serialise(form)
