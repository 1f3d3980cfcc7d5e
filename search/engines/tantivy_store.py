"""Versions of a tantivy index in one folder, and who may write when.

``current`` names the version in use and is replaced atomically; ``write.lock`` is held by whoever writes into it (tantivy
allows one writer an index over all processes), ``rebuild.lock`` by whoever builds the next version. An interrupted rebuild
leaves an unnamed folder, which the next rebuild removes.
"""

import logging
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import tantivy

from search.engines.base import EngineError, IndexNotBuiltError, IndexUnusableError, RebuildRunningError
from search.engines.limits import seconds_left
from search.engines.locks import FileLock, LockBusyError, file_lock
from search.engines.tantivy_schema import schema
from search.engines.tantivy_view import View
from search.engines.tantivy_writing import REMEDY, Writing

logger = logging.getLogger(__name__)
_WRITE_WAIT_SECONDS = 10.0
_VERSION_PREFIX = "version-"
_HEAP_BYTES = 15_000_000
"""Memory of a writer: the least that tantivy allows; updates are small."""
_REBUILD_HEAP_BYTES = 200_000_000
"""So much is used when there is so much to write: some 6 kB a document, see MOST_AT_ONCE."""
MOST_AT_ONCE = 20_000
"""Documents that a rebuild writes into one segment."""
_MERGED_AT_ONCE = 8
"""Segments of one size that tantivy merges as soon as there are so many; the bindings know no other way to have them merged."""


@dataclass(slots=True)
class _Opened:
    version: str
    index: tantivy.Index
    commit: tuple[int, int]
    view: View


class Store:
    """The folder of one index. Safe to use from many threads and processes."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is made at the first write."""
        self._folder = Path(folder)
        self._opened: _Opened | None = None
        self._named: tuple[tuple[int, int], str] | None = None
        self._guard = threading.Lock()

    def view(self) -> View:
        """What is committed now, by whichever process. Raises IndexNotBuiltError, IndexUnusableError."""
        with self._guard:
            version = self._known_current()
            try:
                return self._fresh(version).view
            except (OSError, ValueError) as error:
                self._opened = self._named = None
                latest = self._current()
                if latest == version:
                    raise IndexUnusableError(f"The search index cannot be read ({error}); {REMEDY}") from error
                return self._fresh(latest).view  # a rebuild switched between our two looks

    @contextmanager
    def writer(self) -> Iterator[tantivy.IndexWriter]:
        """Write into the version in use; commits at the end, drops all on error.

        Raises IndexNotBuiltError, IndexUnusableError, EngineError when the folder cannot be written or another process
        writes for long.
        """
        lock = self._write_lock()
        session: Writing | None = None
        try:
            session = Writing(self._path(self._current()), _HEAP_BYTES)
            yield session.writer
            session.commit()
        except BaseException:
            _finish(session, lock)
            raise
        # What was written is found from now on. Merging segments takes up to half a second, which nobody needs to wait for.
        threading.Thread(target=_finish_beside, args=(session, lock), name="search-merge").start()

    @contextmanager
    def next_version(self, documents: int) -> Iterator["NextVersion"]:
        """Build the next version, of about so many ``documents``. Raises RebuildRunningError; without ``NextVersion.switch``
        nothing is changed."""
        with self._alone():
            with self._held_back():
                self._remove_unused()
            name = f"{_VERSION_PREFIX}{uuid4().hex}"
            self._path(name).mkdir()
            tantivy.Index(schema(), path=str(self._path(name)), reuse=False)
            version = NextVersion(self, name, self._path(name), segment_size(documents))
            try:
                yield version
            finally:
                version.close()
                try:
                    with self._held_back():
                        self._remove_unused()
                except EngineError as error:
                    logger.warning("%s: the next rebuild removes what this one does not need any more", error)

    @contextmanager
    def switching(self, name: str) -> Iterator[None]:
        """Hold others' writes back during the block, then put version ``name`` into use; not when the block raises."""
        with self._held_back():
            yield
            draft = self._folder / f"current.{os.getpid()}"
            with draft.open("w", encoding="ascii") as file:
                file.write(name)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._folder / "current")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with file_lock(self._folder / "rebuild.lock", wait_seconds=0):
                yield
        except LockBusyError as error:
            raise RebuildRunningError("The search index is being rebuilt by another process") from error
        except OSError as error:
            raise EngineError(f"The search index cannot be written: {error}") from error

    @contextmanager
    def _held_back(self) -> Iterator[None]:
        lock = self._write_lock()
        try:
            yield
        except OSError as error:
            raise EngineError(f"The search index cannot be written: {error}") from error
        finally:
            lock.release()

    def _write_lock(self) -> FileLock:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return FileLock(self._folder / "write.lock", min(_WRITE_WAIT_SECONDS, seconds_left()))
        except LockBusyError as error:
            raise EngineError("The search index is being written by another process") from error
        except OSError as error:
            raise EngineError(f"The search index cannot be written: {error}") from error

    def _fresh(self, version: str) -> _Opened:
        commit = _state(f"{self._folder}/{version}/meta.json")
        opened = self._opened
        if opened is None or opened.version != version:
            index = tantivy.Index(schema(), path=str(self._path(version)), reuse=True)
            index.config_reader(reload_policy="manual")
            index.reload()
            self._opened = opened = _Opened(version, index, commit, View.of(index.searcher(), str(self._path(version))))
        elif opened.commit != commit:
            opened.index.reload()
            opened.view = View.of(opened.index.searcher(), str(self._path(version)))
            opened.commit = commit
        return opened

    def _known_current(self) -> str:
        """``_current``, read again only when the file is another one: every search asks."""
        try:
            state = _state(f"{self._folder}/current")
        except OSError:
            return self._current()
        if self._named is None or self._named[0] != state:
            self._named = (state, self._current())
        return self._named[1]

    def _current(self) -> str:
        try:
            name = (self._folder / "current").read_text(encoding="ascii").strip()
        except FileNotFoundError as error:
            raise IndexNotBuiltError(f"The search index is not built yet; {REMEDY}") from error
        except (OSError, ValueError) as error:
            raise IndexUnusableError(f"The search index cannot be read ({error}); {REMEDY}") from error
        if not name.startswith(_VERSION_PREFIX) or not self._path(name).is_dir():
            raise IndexUnusableError(f"The search index in use is gone; {REMEDY}")
        return name

    def _remove_unused(self) -> None:
        try:
            used = self._current()
        except (IndexNotBuiltError, IndexUnusableError):
            used = ""
        for folder in self._folder.glob(f"{_VERSION_PREFIX}*"):
            if folder.name != used:
                shutil.rmtree(folder, ignore_errors=True)

    def _path(self, version: str) -> Path:
        return self._folder / version


class NextVersion:
    """A version being built: write with ``writer``, finish with ``switch``."""

    def __init__(self, store: Store, name: str, path: Path, segment: float) -> None:
        """Made by Store.next_version. ``segment``: documents of each segment that is written."""
        self._store = store
        self._name = name
        self._path = path
        self._segment = segment
        self._session = Writing(path, _REBUILD_HEAP_BYTES)
        self._unfinished = 0.0

    @property
    def writer(self) -> tantivy.IndexWriter:
        """Writes into this version; another one within ``switch``."""
        return self._session.writer

    def written(self, documents: int) -> None:
        """Told of so many more documents: a segment that is full is ended."""
        self._unfinished += documents
        if self._unfinished >= self._segment:
            self._unfinished -= self._segment
            self._session.commit()

    @contextmanager
    def switch(self) -> Iterator[None]:
        """Hold others' writes back during the block, then put this version into use; not when the block raises."""
        self._session.commit()
        self._session.close()  # which merges, at 100 000 documents for seconds: before others are held back
        self._session = Writing(self._path, _HEAP_BYTES)
        with self._store.switching(self._name):
            yield
            self._session.commit()
            self._session.close()  # before others may write: tantivy allows one writer

    def close(self) -> None:
        """Free tantivy's own lock; what is not committed is dropped."""
        self._session.close()


def segment_size(documents: int) -> float:
    """After how many documents a rebuild ends each segment, so that tantivy merges them into one: 1, 8, 64 ... of one size.

    Each segment that a query looks into costs it anew: eleven took four times as long as one at 10 000 listings.
    """
    size = float(documents or MOST_AT_ONCE)
    while size > MOST_AT_ONCE:
        size /= _MERGED_AT_ONCE
    return size


def _finish(session: Writing | None, lock: FileLock) -> None:
    try:
        if session is not None:
            session.close()
    finally:
        lock.release()


def _finish_beside(session: Writing, lock: FileLock) -> None:
    try:
        _finish(session, lock)
    except EngineError as error:
        logger.error("Segments of the search index were not merged: %s", error)


def _state(path: str) -> tuple[int, int]:
    """Of a file that is only ever replaced."""
    status = os.stat(path)  # noqa: PTH116 (five times quicker than a Path, and every search asks)
    return (status.st_mtime_ns, status.st_ino)
