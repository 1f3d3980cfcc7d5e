"""What a label may be, and labels as the admin writes them: one a line."""

import unicodedata
from collections.abc import Iterable, Mapping

from portal.thesaurus.values import ConceptValue, Labels

LABEL_MAX = 100
"""Characters of a label."""


class LongLabelError(ValueError):
    """A label is longer than LABEL_MAX. ``line`` counts from 1; ``label`` is the whole of it."""

    def __init__(self, line: int, label: str) -> None:
        self.line = line
        self.label = label
        super().__init__(f"line {line}: {len(label)} characters, {LABEL_MAX} are allowed: {label}")


def tidied(label: str) -> str:
    """Composed characters (NFC), single spaces, none around."""
    return " ".join(unicodedata.normalize("NFC", label).split())


def same(label: str) -> str:
    """What two labels share that differ in case or in spaces only."""
    return tidied(label).casefold()


def distinct(labels: Iterable[str], without: Iterable[str] = ()) -> tuple[str, ...]:
    """Tidied labels, each once, in order; the empty ones and those among ``without`` are dropped."""
    seen = {"", *(same(label) for label in without)}
    kept: list[str] = []
    for label in labels:
        if same(label) not in seen:
            seen.add(same(label))
            kept.append(tidied(label))
    return tuple(kept)


def labels_in(text: str) -> tuple[str, ...]:
    """Labels of a text with one on each line.

    :raises LongLabelError: the first line that is too long.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        if len(tidied(line)) > LABEL_MAX:
            raise LongLabelError(number, tidied(line))
    return distinct(text.splitlines())


def labels_by_language(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Stored texts as labels; languages without any are left out. What is stored is not refused."""
    return {lang: labels for lang, text in texts.items() if (labels := distinct(text.splitlines()))}


def texts_by_language(labels: Labels) -> dict[str, str]:
    """Labels as stored: one a line."""
    return {lang: "\n".join(words) for lang, words in labels.items() if words}


def without_repeats(concept: ConceptValue) -> ConceptValue:
    """The concept with every label once: an other name is not the name, an everyday word is neither."""
    preferred = {lang: tidied(label) for lang, label in concept.preferred.items() if tidied(label)}
    alternative = {lang: labels for lang, words in concept.alternative.items() if (labels := distinct(words, [preferred.get(lang, "")]))}
    colloquial = {
        lang: labels
        for lang, words in concept.colloquial.items()
        if (labels := distinct(words, [preferred.get(lang, ""), *alternative.get(lang, ())]))
    }
    return ConceptValue(concept.key, preferred, alternative, colloquial, concept.broader, concept.related, concept.topics, concept.crisis)
