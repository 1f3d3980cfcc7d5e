"""Cutting text into words: hyphens, numbers ("116 111", "24/7"), acronyms with endings ("LP-koulutus", "MLL:n"), web names."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]++(?:[-‐‑–'’:./&@+][^\W_]++)*+")
_JOINT = re.compile(r"[-‐‑–'’:./&@+]")
_CUT_OFF = re.compile(r"-(?<=[^\W_]-)(?![^\W_])")
_PLACES_MATTER = re.compile(r"[-\d](?:(?<=[^\W_]-)(?![^\W_])|(?<=\d)[ \u00a0\u202f]\d)")
"""The end of a word that is cut off, or numbers in groups. Both patterns begin with what is seldom: texts are long."""
_AROUND = '.,;:!?()"”»«–-'
_ONE_SPACE = re.compile(r"[ \u00a0\u202f]")


class Token(NamedTuple):
    """A word as written. ``start`` and ``end`` are character offsets in the (NFC) text."""

    text: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is digits only."""
        return self.text.isdecimal()


def tokenize(text: str) -> list[Token]:
    """Words of ``text`` (NFC, as written) in order of their start.

    Groups of digits with single spaces between them also give one joined number after the groups, so a telephone number is
    found with and without its spaces.
    """
    tokens: list[Token] = []
    run: list[Token] = []
    for match in _WORD.finditer(text):
        written = match.group()
        start, end = match.span()
        token = Token(written, start, end)
        is_number = written.isdecimal()
        if run and not (is_number and _ONE_SPACE.fullmatch(text[run[-1].end : start])):
            tokens.extend(_joined(run))
            run = []
        tokens.append(token)
        if is_number:
            run.append(token)
    tokens.extend(_joined(run))
    return tokens


def plain_words(text: str) -> list[str]:
    """The words of ``tokenize`` without their places, several times faster, of a text that ``is_plain``."""
    return _WORD.findall(text)


def plain_stretches(text: str) -> Iterator[tuple[list[str], str]]:
    """The text in order, cut at ends of lines: (its ``plain_words``, "") where it ``is_plain``, ([], line) where not."""
    at = 0
    for match in _PLACES_MATTER.finditer(text):
        if match.start() < at:
            continue
        start = max(text.rfind("\n", at, match.start()) + 1, at)
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        if start > at:
            yield _WORD.findall(text, at, start), ""
        yield [], text[start:end]
        at = end
    if at < len(text):
        yield _WORD.findall(text, at), ""


def is_plain(text: str) -> bool:
    """Whether the words of a text can be told without their places: it has no numbers in groups, and no words of which the end is
    left out ("koulu- ja perhetyö")."""
    return _PLACES_MATTER.search(text) is None


def has_cut_off(text: str) -> bool:
    """Whether a word of the text is left without its end ("koulu- ja perhetyö")."""
    return _CUT_OFF.search(text) is not None


def words_in(piece: str) -> Sequence[str]:
    """The ``plain_words`` of a piece of text that has no space in it; most are one word with a full stop or a comma."""
    inner = piece.strip(_AROUND)
    return (inner,) if inner.isalnum() else _WORD.findall(piece)


def word_matches(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Each of the ``plain_words`` with its place, from the offset ``start``, which is not within a word."""
    return _WORD.finditer(text, start)


def pieces_of(word: str) -> list[str]:
    """The hyphenated or otherwise joined pieces of a word in order; the word itself when it has none."""
    return _JOINT.split(word)


def normalise(text: str) -> str:
    """The text in the one composed form (NFC) in which offsets are counted."""
    return unicodedata.normalize("NFC", text)


def _joined(run: list[Token]) -> list[Token]:
    if len(run) < 2:
        return []
    number = "".join(token.text for token in run)
    return [Token(number, run[0].start, run[-1].end)]
