"""Stage: words that nobody knows are read as the known words they were meant to be."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.engines.base import Frequencies
from search.language.tokens import normalise
from search.query.speller import Speller
from search.query.unknown import is_known
from search.query.words import LONGEST_QUERY, QueryWord


@dataclass(frozen=True, slots=True)
class Correction:
    """A query that was read as another one. ``typed``: as typed; ``shown``: the whole query as it was understood."""

    typed: str
    shown: str


def correct(
    text: str, words: Sequence[QueryWord], languages: Sequence[str], frequencies: Frequencies, speller: Speller
) -> Correction | None:
    """The query with its misspelt words as they were meant; None when there is none.

    ``words``: of the text. ``languages``: in which words are sought, the reader's first. A word is left alone when it carries
    no topic, has anything but letters in it, stands in the index in any form as a word of one of ``languages`` (stems of
    another say little: a Swedish one of "savonlina" is that of Savonlinna), or when ``speller`` knows it. It may be the end of a
    compound that was typed apart ("vauva pusi").
    """
    typed = normalise(text[:LONGEST_QUERY])
    shown = typed
    position = len(words)
    while position:
        position -= 1
        word = words[position]
        if (
            not word.text.isalpha()
            or word.is_stop
            or is_known(word, frequencies, parts=False, languages=languages)
            or speller.knows(word.text)
        ):
            continue
        before = words[position - 1] if position else None
        start, end = word.span
        if before and not before.is_stop and (meant := speller.meant_together(before.text, word.text, languages[0])):
            position -= 1
            start = before.span[0]
        else:
            meant = speller.meant(word.text, languages[0])
        if meant:
            shown = shown[:start] + _in_case_of(typed[start:end], meant) + shown[end:]
    return Correction(typed.strip(), shown.strip()) if shown != typed else None


def _in_case_of(typed: str, meant: str) -> str:
    return meant[:1].upper() + meant[1:] if typed[:1].isupper() else meant
