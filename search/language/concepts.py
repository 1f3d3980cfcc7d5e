"""Concepts: what words mean in this field, in every language. Pure values; the coordinator's thesaurus fills them."""

from collections.abc import Mapping
from dataclasses import dataclass

Labels = Mapping[str, tuple[str, ...]]
"""Language (BCP 47) -> labels of one or more words."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept (SKOS).

    ``key``: its identifier in addresses, ASCII. ``preferred``: one label a language. ``alternative``: other names that
    texts use. ``colloquial``: everyday words and phrases that people type ("mies lyö"); looked for in queries only.
    ``broader``, ``related``: keys. ``topics``: slugs of the topics whose listings are about it. ``crisis``: helplines first.
    """

    key: str
    preferred: Mapping[str, str]
    alternative: Labels
    colloquial: Labels
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    crisis: bool = False
