"""Engines of which the writers do not wait for each other: nothing is lost when another index comes into use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from portal.catalogue.models import CatalogueEntry
from search.engines.base import Engine, IndexChangedError, IndexWriter, Rebuild
from search.sync import drain, rebuild
from tests.search.asking import found as found_by
from tests.search.asking import word
from tests.search.builders import make_listing, publish, unpublish
from tests.search.engines import Wrapped

pytestmark = pytest.mark.django_db


def found(engine: Engine) -> list[str]:
    return sorted(found_by(engine, limit=100))


def pending() -> int:
    return CatalogueEntry.objects.filter(pending=True).count()


class Switched(Wrapped):
    """Another index comes into use during the first ``times`` blocks of writing."""

    def __init__(self, engine: Engine, times: int) -> None:
        super().__init__(engine)
        self.times = times

    @contextmanager
    def writing(self) -> Iterator[IndexWriter]:
        self.times -= 1
        with self.engine.writing() as writer:
            yield writer
        if self.times >= 0:
            raise IndexChangedError("another index came into use")


class Unlocked(Wrapped):
    """``meanwhile`` happens after what the rebuild reads last, and reaches only the old index."""

    def __init__(self, engine: Engine, meanwhile: Callable[[], object]) -> None:
        super().__init__(engine)
        self.meanwhile = meanwhile

    @contextmanager
    def rebuilding(self, documents: int = 0) -> Iterator[Rebuild]:
        outer = self

        class Unheld:
            def __init__(self, rebuild_: Rebuild) -> None:
                self.inner = rebuild_
                self.writer = rebuild_.writer

            @contextmanager
            def switch(self) -> Iterator[None]:
                with self.inner.switch():
                    yield
                    outer.meanwhile()
                    CatalogueEntry.objects.filter(pending=True, removed=True).delete()
                    CatalogueEntry.objects.update(pending=False)

        with self.engine.rebuilding(documents) as rebuild_:
            yield Unheld(rebuild_)


def test_a_batch_written_to_an_index_that_went_is_written_again(engine: Engine) -> None:
    rebuild(engine)
    publish(make_listing("a", "Ero"))
    assert drain(Switched(engine, times=2)) == 1
    assert (found(engine), pending()) == (["a"], 0)


def test_an_index_that_never_stays_leaves_the_rows_pending(engine: Engine) -> None:
    rebuild(engine)
    publish(make_listing("a", "Ero"))
    with pytest.raises(IndexChangedError):
        drain(Switched(engine, times=99))
    assert pending() == 1


def test_what_reached_only_the_old_index_is_written_again_after_the_switch(engine: Engine) -> None:
    leaving = make_listing("leaving", "Ero")
    for listing in (make_listing("old", "Ero"), leaving):
        publish(listing)
    before = CatalogueEntry.objects.get(external_id="old").version

    def meanwhile() -> None:
        publish(make_listing("old", "Sovittelu"))
        publish(make_listing("new", "Ero"))
        unpublish(leaving)

    rebuild(Unlocked(engine, meanwhile))
    assert (found(engine), pending()) == (["new", "old"], 0)
    assert found_by(engine, word("fi:sovittelu")) == ["old"]
    assert CatalogueEntry.objects.get(external_id="old").version > before + 1  # a late receipt would not count
