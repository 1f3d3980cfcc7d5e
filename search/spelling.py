"""The words that spelling is corrected by, kept in memory: read from the engine at most once a minute, beside the requests
where the site is large."""

import heapq
import logging
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from portal.localisation.languages import default_language
from search.engines.base import Engine, EngineError
from search.names import Names
from search.query.speller import Lists, Speller, label_words

logger = logging.getLogger(__name__)
_KEEP_SECONDS = 60.0
_SHARE = 0.01
"""At most this share of the time goes into reading the vocabulary anew: a large one is kept for longer."""
_CHEAP_SECONDS = 0.02
"""What may be read again within a request."""
_LARGE = 50_000
"""From so many words on, words of one document are left out: they are more often slips than words, and need memory."""
_MOST = 100_000
_Labels = tuple[Lists, Lists, Lists]


@dataclass(frozen=True, slots=True)
class _Kept:
    """``at``: monotonic seconds when it was read. ``took``: seconds. ``names``: those that ``speller`` knows. ``labels``: their words."""

    engine: Engine
    site: Lists
    at: float
    took: float
    speller: Speller
    names: Names
    labels: _Labels

    @property
    def is_old(self) -> bool:
        return time.monotonic() - self.at > max(_KEEP_SECONDS, self.took / _SHARE)


_guard = threading.Lock()
_kept: _Kept | None = None


def current_speller(engine: Engine, names: Names) -> Speller:
    """The speller for the site's vocabulary as it was a minute ago, and for the thesaurus and the gazetteer as they are.

    The first call of a process reads the vocabulary; later ones have it read by a thread when that takes longer than 20 ms.
    Raises EngineError at the first call only.
    """
    global _kept
    kept = _kept
    if kept is None or kept.engine is not engine or (kept.is_old and kept.took < _CHEAP_SECONDS):
        with _guard:
            latest = _kept
            if latest is None or latest is kept or latest.engine is not engine:  # else another thread has just read it
                _kept = latest = _read(engine, names, latest)
            kept = latest
    elif kept.is_old:
        _read_beside(engine, names)
    if kept.names.generation != names.generation:
        labels = _labels(names, kept)
        _kept = kept = replace(kept, speller=_speller(kept.site, labels), names=names, labels=labels)
    return kept.speller


def forget() -> None:
    """Read the vocabulary anew at the next request."""
    global _kept
    _kept = None


def _read_beside(engine: Engine, names: Names) -> None:
    if _guard.acquire(blocking=False):  # else it is being read
        threading.Thread(target=_replace, args=(engine, names), name="search-vocabulary", daemon=True).start()


def _replace(engine: Engine, names: Names) -> None:
    """Holds the guard that its starter took."""
    global _kept
    try:
        _kept = _read(engine, names, _kept)
    except EngineError as error:
        logger.warning("Spelling is corrected by the vocabulary as it was: %s", error)
    finally:
        _guard.release()


def _read(engine: Engine, names: Names, kept: _Kept | None) -> _Kept:
    start = time.monotonic()
    site = _lists(engine.vocabulary())
    took = time.monotonic() - start
    labels = _labels(names, kept)
    return _Kept(engine, site, start + took, took, _speller(site, labels), names, labels)


def _labels(names: Names, kept: _Kept | None) -> _Labels:
    """Those that are kept while the thesaurus and the gazetteer stay as they are: analysing every label takes some 200 ms."""
    if kept and kept.names.concepts is names.concepts and kept.names.gazetteer.written == names.gazetteer.written:
        return kept.labels
    return label_words(names.concepts, names.gazetteer)


def _lists(vocabulary: Mapping[str, int]) -> Lists:
    counts: Iterable[tuple[str, int]] = vocabulary.items()
    if len(vocabulary) > _LARGE:
        counts = heapq.nlargest(_MOST, (each for each in counts if each[1] > 1), key=lambda each: each[1])
    split = ((token.partition(":"), count) for token, count in counts)
    return Lists.of((language, word, count) for (language, _colon, word), count in split)


def _speller(site: Lists, labels: _Labels) -> Speller:
    return Speller(site, *labels, default_language=default_language())
