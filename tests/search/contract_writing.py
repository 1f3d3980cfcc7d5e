"""What every engine must do when it is written to and rebuilt."""

from contextlib import suppress
from uuid import uuid4

import pytest

from search.engines.base import Engine, IndexNotBuiltError, RebuildRunningError
from tests.search.asking import fill, found, put, word
from tests.search.builders import listing_id, make_documents, make_listing


class WritingContract:
    """Writing through the Engine protocol."""

    def test_without_an_index_it_says_so(self, engine: Engine) -> None:
        with pytest.raises(IndexNotBuiltError, match="search_rebuild"):
            found(engine, word("fi:ero"))
        with pytest.raises(IndexNotBuiltError), engine.writing():
            pass

    def test_what_is_written_is_found_and_replaced_and_deleted(self, engine: Engine) -> None:
        fill(engine)
        listing = make_listing("a", "Ero")
        with engine.writing() as writer:
            put(writer, make_documents(listing))
        assert found(engine, word("fi:ero")) == ["a"]
        with engine.writing() as writer:
            put(writer, make_documents(make_listing("a", "Sovittelu")))
        assert found(engine, word("fi:ero")) == []
        assert found(engine, word("fi:sovittelu")) == ["a"]
        with engine.writing() as writer:
            put(writer, [], gone=[listing.id])
        assert found(engine) == []

    def test_deleting_what_is_not_there_is_no_error(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Ero"))
        with engine.writing() as writer:
            put(writer, [], gone=[uuid4()])
        assert found(engine) == ["a"]

    def test_a_failed_write_changes_nothing(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Ero"))
        with suppress(ZeroDivisionError), engine.writing() as writer:
            put(writer, make_documents(make_listing("b", "Sovittelu")), gone=[listing_id("a")])
            raise ZeroDivisionError
        assert found(engine) == ["a"]
        with engine.writing() as writer:  # and the next writer is not kept out
            put(writer, make_documents(make_listing("c", "Vauva")))
        assert sorted(found(engine)) == ["a", "c"]

    def test_a_rebuild_replaces_everything_at_the_switch(self, engine: Engine) -> None:
        fill(engine, make_listing("old", "Ero"))
        with engine.rebuilding() as rebuild:
            put(rebuild.writer, make_documents(make_listing("new", "Ero")))
            assert found(engine) == ["old"]
            with rebuild.switch():
                assert found(engine) == ["old"]
            assert found(engine) == ["new"]
        assert found(engine) == ["new"]

    def test_an_interrupted_rebuild_leaves_the_old_index(self, engine: Engine) -> None:
        fill(engine, make_listing("old", "Ero"))
        with suppress(KeyboardInterrupt), engine.rebuilding() as rebuild:
            put(rebuild.writer, make_documents(make_listing("new", "Ero")))
            raise KeyboardInterrupt
        assert found(engine) == ["old"]
        fill(engine, make_listing("newer", "Ero"))
        assert found(engine) == ["newer"]

    def test_a_rebuild_that_fails_at_the_last_moment_leaves_the_old_index(self, engine: Engine) -> None:
        fill(engine, make_listing("old", "Ero"))
        with pytest.raises(ZeroDivisionError), engine.rebuilding() as rebuild, rebuild.switch():
            raise ZeroDivisionError
        assert found(engine) == ["old"]

    def test_a_rebuild_that_ends_without_a_switch_leaves_the_old_index(self, engine: Engine) -> None:
        fill(engine, make_listing("old", "Ero"))
        with engine.rebuilding() as rebuild:
            put(rebuild.writer, make_documents(make_listing("new", "Ero")))
        assert found(engine) == ["old"]

    def test_the_old_index_is_written_to_during_a_rebuild(self, engine: Engine) -> None:
        fill(engine, make_listing("old", "Ero"))
        with engine.rebuilding() as rebuild:
            with engine.writing() as writer:
                put(writer, make_documents(make_listing("meanwhile", "Ero")))
            assert sorted(found(engine)) == ["meanwhile", "old"]
            with rebuild.switch():
                pass
        assert found(engine) == []

    def test_one_rebuild_at_a_time(self, engine: Engine) -> None:
        with engine.rebuilding(), pytest.raises(RebuildRunningError), engine.rebuilding():
            pass
