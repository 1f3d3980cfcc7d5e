"""A new web process reads what every page and search needs before its first reader asks.

The words of the thesaurus are analysed once a process, which takes some two seconds; the lists' rows are read once. Without this the first
reader of each process waits for it.
"""

import ctypes
import gc
import logging
import sys
import threading

from django.db import DatabaseError, connection

from portal.catalogue.memory import memory
from portal.localisation.languages import language_codes
from search.engines.base import EngineError
from search.service import SearchRequest, search

logger = logging.getLogger(__name__)

_ANY_WORD = "perhe"
"""What is searched for does not matter: it is counted nowhere."""


def warm_up() -> None:
    """Read it now. What cannot be reached yet is told to the log and read when somebody asks."""
    try:
        with memory.rows():
            pass
        for language in language_codes():
            search(SearchRequest(q=_ANY_WORD, lang=language))
    except (DatabaseError, EngineError) as error:
        logger.warning("Nothing is read beforehand: %s", error)
    _give_back()


def _give_back() -> None:
    """What reading took and nobody needs any more, to the system: some 10 MB at 100 000 listings. glibc does so when asked
    (malloc_trim(3)), others by themselves."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def start_thread() -> threading.Thread:
    """Warm up beside the first requests, in a thread that holds up neither them nor the end of the process."""
    thread = threading.Thread(target=_in_thread, name="warming", daemon=True)
    thread.start()
    return thread


def _in_thread() -> None:
    try:
        warm_up()
    finally:
        connection.close()
