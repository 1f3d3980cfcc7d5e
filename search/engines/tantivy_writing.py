"""A tantivy writer from its opening to its closing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search.engines.base import EngineError, IndexUnusableError
from search.engines.tantivy_schema import schema

REMEDY = "run: manage.py search_rebuild"


class Writing:
    """Holds tantivy's own lock of the index."""

    def __init__(self, path: Path, heap_bytes: int) -> None:
        try:
            index = tantivy.Index(schema(), path=str(path), reuse=True)
            self.writer = index.writer(heap_size=heap_bytes, num_threads=1)
        except ValueError as error:
            raise IndexUnusableError(f"The search index cannot be written ({error}); {REMEDY}") from error
        self._closed = False

    def commit(self) -> None:
        """Raises EngineError."""
        with writing():
            self.writer.commit()

    def close(self) -> None:
        """Free tantivy's own lock, merges done; what is not committed is dropped. Raises EngineError."""
        if not self._closed:
            self._closed = True
            with writing():
                self.writer.wait_merging_threads()


@contextmanager
def writing() -> Iterator[None]:
    """A writer that cannot go on (a full disk, most likely) raises EngineError."""
    try:
        yield
    except (ValueError, RuntimeError) as error:
        raise EngineError(f"The search index cannot be written: {error}") from error
