"""Finnish base forms and compound parts by Voikko: the C library where the system has it, else the dictionary of pyvoikko.

Measured on 2 vCPUs: C library 14 microseconds a word and 13 MB, dictionary of pyvoikko 280 microseconds and 11 MB; cached 0.1.
"""

import ctypes
import threading
import weakref
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from search.language.fst import read_answers
from search.language.kfst import Dictionary, DictionaryError
from search.language.spoken import written_forms_of
from search.language.words import WordAnalysis

_LIBRARY = "libvoikko.so.1"
_LANGUAGE = b"fi"
_SHIPPED = "voikko.kfst"
_NOTATION = b"FSTOUTPUT"
"""The one attribute of a reading that is read."""
_LONGEST_WORD = 80
"""Longer strings are not words; the transducer's work grows with the length."""


class AnalyserUnavailableError(RuntimeError):
    """An implementation of Finnish analysis is missing; the message says what to install."""


class Transducer(Protocol):
    """The part in which the two implementations differ: a lower-case word in, FSTOUTPUT notations out."""

    def answers(self, word: str) -> list[str]:
        """Every reading of the word, none when it is unknown."""
        ...


class NativeTransducer:
    """The C library. One handle behind a lock: sharing a handle without one is not known to be safe.

    The binding loads the library and declares its functions. Its own ``analyze`` is passed by: it also fetches the dozen other
    attributes of every reading, half as much work again as the analysis itself.
    """

    def __init__(self) -> None:
        """Raise AnalyserUnavailableError when the library or its Finnish dictionary is missing."""
        import libvoikko

        try:
            library = libvoikko.VoikkoLibrary(_LIBRARY)
        except OSError as error:
            raise AnalyserUnavailableError(f"{_LIBRARY} cannot be loaded: apt-get install libvoikko1") from error
        fault = ctypes.c_char_p()
        handle = library.voikkoInit(ctypes.byref(fault), _LANGUAGE, None)
        if not handle:
            raise AnalyserUnavailableError(f"Voikko has no Finnish dictionary ({fault.value!r}): apt-get install voikko-fi")
        self._handle = handle
        self._analyse, self._value = library.voikkoAnalyzeWordUcs4, library.voikko_mor_analysis_value_ucs4
        self._free = library.voikko_free_mor_analysis
        self._lock = threading.Lock()
        weakref.finalize(self, library.voikkoTerminate, handle).atexit = False  # another thread may still be asking then

    def answers(self, word: str) -> list[str]:
        """See Transducer. ``word``: without a NUL. Copies of a reading as a proper name come without the notation and are left out."""
        with self._lock:
            readings = self._analyse(self._handle, word)
            if not readings:
                return []
            try:
                notations, at = [], 0
                while reading := readings[at]:
                    notations.append(self._value(reading, _NOTATION))
                    at += 1
            finally:
                self._free(readings)
        return [notation for notation in notations if notation is not None]


class PythonTransducer:
    """The dictionary that pyvoikko ships, without its code: that would take 220 MB (decision 14)."""

    def __init__(self) -> None:
        """Raise AnalyserUnavailableError when pyvoikko is not installed or ships another dictionary. Loads it: a third of a second."""
        package = find_spec("pyvoikko")
        if package is None or not package.submodule_search_locations:
            raise AnalyserUnavailableError("pyvoikko cannot be found: pip install pyvoikko")
        try:
            self._dictionary = Dictionary(Path(package.submodule_search_locations[0]) / _SHIPPED)
        except (OSError, DictionaryError) as error:
            raise AnalyserUnavailableError(f"the dictionary of pyvoikko cannot be read ({error}): pip install pyvoikko") from error

    def answers(self, word: str) -> list[str]:
        """See Transducer. A word with letters outside the dictionary's alphabet is unknown."""
        return self._dictionary.answers(word)


class FinnishAnalyser:
    """Base forms and parts of Finnish words, whichever transducer reads them."""

    language = "fi"

    def __init__(self, transducer: Transducer) -> None:
        """Analyse with ``transducer``."""
        self._transducer = transducer

    def analyse(self, word: str) -> WordAnalysis:
        """Base forms and parts of one word without hyphens, any case. A spoken form has those of the written one ("eroo":
        erota); an unknown word is its own base form."""
        return read_answers(self.readings(word)) or self._as_spoken(word.casefold()) or WordAnalysis((word.casefold(),))

    def readings(self, word: str) -> list[str]:
        """Every reading of one word without hyphens, any case, in the notation of FSTOUTPUT; none of an unknown word."""
        lower = word.casefold()
        if len(lower) > _LONGEST_WORD or not lower.isalpha():
            return []
        return self._transducer.answers(lower) or self._transducer.answers(f"-{lower}")  # "vuotias" stands only after a hyphen

    def _as_spoken(self, lower: str) -> WordAnalysis | None:
        if len(lower) > _LONGEST_WORD or not lower.isalpha():
            return None
        answers = (self._transducer.answers(written) for written in written_forms_of(lower))
        return next((analysis for found in answers if (analysis := read_answers(found))), None)


@cache
def load_finnish() -> FinnishAnalyser:
    """The C library when it and its dictionary are there, else pyvoikko, loaded once.

    Raises AnalyserUnavailableError when neither is installed.
    """
    try:
        return FinnishAnalyser(NativeTransducer())
    except AnalyserUnavailableError:
        return FinnishAnalyser(PythonTransducer())
