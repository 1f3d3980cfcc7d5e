"""Documents of a whole catalogue, made by several processes: analysing words is nine tenths of the work of a rebuild.

Processes are forked, which takes milliseconds and shares the thesaurus and the dictionary; started anew, each would first
load Django for seconds. A fork is safe only while there is one thread, so it is done before an engine opens its writer, by
commands that run alone; everywhere else (a web server, a small catalogue, systems other than Linux) documents are made in
this process. Either way they are the same.
"""

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from types import FrameType

from search.language import analyse_text
from search.reading import Batch, Made, Reader

logger = logging.getLogger(__name__)
WORTH_IT = 2_000
"""Listings from which on several processes are quicker than one."""
_MOST_PROCESSES = 4
"""More than these the one that writes cannot keep up with."""
_AHEAD = 3
"""Batches a process that are read before the first is written."""

_reader: Reader | None = None
"""Of a process that makes documents."""


class Making:
    """Makes documents for one run, here or in processes of its own."""

    def __init__(self, reader: Reader, executor: ProcessPoolExecutor | None, processes: int) -> None:
        """Made by ``making``."""
        self._reader = reader
        self._executor = executor
        self._ahead = processes * _AHEAD

    def of(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Made]]:
        """Each batch with its documents, in order. ``batches`` is asked for a few more than have been given."""
        waiting: deque[tuple[Batch, Future[Made] | None]] = deque()
        for batch in batches:
            waiting.append((batch, self._begun(batch)))
            if len(waiting) > self._ahead:
                yield self._finished(*waiting.popleft())
        while waiting:
            yield self._finished(*waiting.popleft())

    def _begun(self, batch: Batch) -> "Future[Made] | None":
        try:
            return self._executor.submit(_make, batch) if self._executor else None
        except BrokenExecutor:
            return None

    def _finished(self, batch: Batch, future: "Future[Made] | None") -> tuple[Batch, Made]:
        try:
            return batch, future.result() if future else self._reader.make(batch)
        except BrokenExecutor:  # killed from outside: too little memory, most likely
            if self._executor:
                logger.warning("A process that analyses for the search index has gone; this one does its work")
                self._executor = None
            return batch, self._reader.make(batch)


@contextmanager
def making(reader: Reader, listings: int, processes: int | None = None) -> Iterator[Making]:
    """Make documents of about so many ``listings`` during the block.

    ``processes``: that analyse; by default as many as there are cores, but one (this one) where a fork is not safe or not worth it.
    """
    count = _count(listings) if processes is None else processes
    if count < 2:
        yield Making(reader, None, 0)
        return
    analyse_text("lapsi", "fi")  # the dictionary is loaded once, for all of them
    context = multiprocessing.get_context("fork")
    executor = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(reader,))
    try:
        executor.submit(os.getpid).result()  # forks them all, now
        yield Making(reader, executor, count)
    finally:
        executor.shutdown(cancel_futures=True)


def _count(listings: int) -> int:
    if listings < WORTH_IT or sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


def _begin(reader: Reader) -> None:
    """In a new process, which must end with its parent: it would hold the locks that the parent holds."""
    global _reader
    _reader = reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent tells us when to stop
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_end_with_parent, name="search-parent", daemon=True).start()
    gc.freeze()
    gc.disable()  # it ends with the rebuild; hundreds of thousands of words without cycles would be looked through again and again


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _end(_signal: int, _frame: FrameType | None) -> None:
    os._exit(1)


def _make(batch: Batch) -> Made:
    if _reader is None:
        raise RuntimeError("This process has not begun")
    return _reader.make(batch)
