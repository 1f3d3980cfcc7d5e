"""A concept as a plain value: what files, exports and the search are made of. It knows no database."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

Labels = Mapping[str, tuple[str, ...]]
"""Language (BCP 47) -> labels of one or more words, each once."""


@dataclass(frozen=True, slots=True)
class ConceptValue:
    """One concept. ``key``: its slug. ``broader``, ``related``: keys of other concepts. ``topics``: slugs of topics.

    ``preferred``: language -> label. ``alternative``: other names that pages use. ``colloquial``: what people type.
    """

    key: str
    preferred: Mapping[str, str]
    alternative: Labels
    colloquial: Labels
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    crisis: bool = False

    def labels(self) -> Iterator[tuple[str, str]]:
        """(language, label) of every label of any kind."""
        yield from self.preferred.items()
        for labels in (self.alternative, self.colloquial):
            for lang, words in labels.items():
                yield from ((lang, word) for word in words)


def comparable(concept: ConceptValue) -> dict[str, Any]:
    """A concept as plain data without what is only order: which of several labels comes first means nothing."""
    plain = asdict(concept)
    for name in ("alternative", "colloquial"):
        plain[name] = {lang: sorted(labels) for lang, labels in plain[name].items()}
    return plain | {name: sorted(plain[name]) for name in ("broader", "related", "topics")}
