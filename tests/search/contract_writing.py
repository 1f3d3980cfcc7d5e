"""What every engine must do when it is written to and rebuilt."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from uuid import uuid4

import pytest

from search.documents import documents_of
from search.engines.base import Engine, EngineQuery, IndexNotBuiltError, RebuildRunningError
from tests.search.asking import fill, fill_documents, found, put, word
from tests.search.builders import READERS, listing_id, make_documents, make_listing


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
        assert "old" not in found(engine)  # an engine may have written "meanwhile" to both

    def test_one_rebuild_at_a_time(self, engine: Engine) -> None:
        with engine.rebuilding(), pytest.raises(RebuildRunningError), engine.rebuilding():
            pass

    # --- versions ----------------------------------------------------------------------------------------------------
    def test_a_document_of_another_listing_is_refused(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Ero"))
        with pytest.raises(ValueError, match="not being replaced"), engine.writing() as writer:
            writer.replace({listing_id("a"): 1}, make_documents(make_listing("b", "Ero")))
        assert found(engine) == ["a"]

    def test_an_older_version_never_takes_the_place_of_a_newer_one(self, engine: Engine) -> None:
        fill(engine)
        for version, title in ((5, "Sovittelu"), (4, "Ero"), (3, "Vauva")):
            with engine.writing() as writer:
                put(writer, make_documents(make_listing("a", title), version=version))
        assert found(engine, word("fi:sovittelu")) == ["a"]
        assert engine.stamps() == {listing_id("a"): 5}

    def test_an_older_deletion_takes_nothing_away(self, engine: Engine) -> None:
        fill(engine)
        with engine.writing() as writer:
            put(writer, make_documents(make_listing("a", "Ero"), version=5))
        with engine.writing() as writer:
            writer.replace({listing_id("a"): 4}, [])
        assert found(engine) == ["a"]
        with engine.writing() as writer:
            writer.replace({listing_id("a"): 5}, [])
        assert found(engine) == []

    def test_the_same_version_may_be_written_again(self, engine: Engine) -> None:
        fill(engine)
        for title in ("Ero", "Sovittelu"):
            with engine.writing() as writer:
                put(writer, make_documents(make_listing("a", title), version=5))
        assert found(engine, word("fi:sovittelu")) == ["a"]

    def test_the_last_writing_within_a_block_counts(self, engine: Engine) -> None:
        fill(engine)
        with engine.writing() as writer:
            put(writer, make_documents(make_listing("a", "Ero"), version=1))
            put(writer, make_documents(make_listing("a", "Sovittelu"), version=2))
            put(writer, make_documents(make_listing("b", "Ero"), version=1))
            put(writer, [], gone=[listing_id("b")])
        assert (found(engine), found(engine, word("fi:ero"))) == (["a"], [])

    def test_a_language_taken_away_goes(self, engine: Engine) -> None:
        finnish = make_listing("a", "Turvakoti", languages=("fi", "sv"))
        swedish = make_listing("a", "Skyddshem", lang="sv", languages=("fi", "sv"))
        fill_documents(engine, documents_of([finnish, swedish], READERS, version=1))
        with engine.writing() as writer:
            put(writer, make_documents(make_listing("a", "Turvakoti"), version=2))
        assert [hit.lang for hit in engine.search(EngineQuery("sv")).hits] == ["fi"]
        assert found(engine, word("sv:skyddshem"), reader="sv") == []

    def test_a_rebuild_takes_the_newest_of_what_it_is_given(self, engine: Engine) -> None:
        fill(engine)
        with engine.rebuilding() as rebuild:
            put(rebuild.writer, make_documents(make_listing("a", "Ero"), make_listing("b", "Ero"), version=1))
            with rebuild.switch():
                put(rebuild.writer, make_documents(make_listing("a", "Sovittelu"), version=2), gone=[listing_id("b")])
        assert (found(engine), found(engine, word("fi:sovittelu"))) == (["a"], ["a"])

    def test_many_writers_at_once_lose_nothing_and_double_nothing(self, engine: Engine) -> None:
        fill(engine)

        def write(number: int) -> None:
            for version in (1, 2):
                with engine.writing() as writer:
                    own, shared = make_listing(f"own-{number}", "Ero"), make_listing("shared", f"Ero {number}")
                    put(writer, make_documents(own, version=version))
                    put(writer, make_documents(shared, version=10 * number + version))

        with ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(write, number) for number in range(6)]:
                done.result(timeout=60)
        assert sorted(found(engine, limit=100)) == ["own-0", "own-1", "own-2", "own-3", "own-4", "own-5", "shared"]
        assert engine.stamps()[listing_id("shared")] == 52
