"""What every search engine must do. A module for each engine subclasses this and gives the ``engine`` fixture."""

import datetime as dt
from contextlib import suppress
from uuid import uuid4

import pytest

from portal.catalogue.models import ANYWHERE
from portal.listings.kinds import AreaScope, Kind, RecordStatus
from portal.listings.listing import Eligibility, Listing, Price, ServiceArea, Term
from search.documents import SearchDocument, documents_of
from search.engines.base import (
    Boost,
    Clause,
    Engine,
    EngineQuery,
    IndexNotBuiltError,
    RebuildRunningError,
    Sort,
    WeightedToken,
)
from tests.search.builders import HILLTOWN, LAKETOWN, READERS, listing_id, make_documents, make_listing, topics


def fill(engine: Engine, *listings: Listing) -> None:
    fill_documents(engine, make_documents(*listings))


def fill_documents(engine: Engine, documents: list[SearchDocument]) -> None:
    with engine.rebuilding() as rebuild:
        rebuild.writer.replace([], documents)
        with rebuild.switch():
            pass


def word(token: str, *, field: str = "title", required: bool = True, weight: float = 1.0, edits: int = 0) -> Clause:
    return Clause((WeightedToken(field, token, weight, edits),), required=required)


def found(engine: Engine, *clauses: Clause, reader: str = "fi", **values: object) -> list[str]:
    answer = engine.search(EngineQuery(reader=reader, clauses=clauses, **values))  # type: ignore[arg-type]  # tests name what they vary
    return [hit.external_id for hit in answer.hits]


class EngineContract:
    """Behaviour through the Engine protocol."""

    def test_without_an_index_it_says_so(self, engine: Engine) -> None:
        with pytest.raises(IndexNotBuiltError, match="search_rebuild"):
            found(engine, word("fi:ero"))
        with pytest.raises(IndexNotBuiltError), engine.writing():
            pass

    def test_unknown_tokens_find_nothing(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Ero"))
        assert found(engine, word("fi:zzz")) == []
        assert found(engine, word("")) == []

    def test_query_syntax_is_only_text(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Ero"))
        for token in ('fi:ero" OR "', "title:*", "*", "fi:[a TO z]", "\\", "(", "fi:ero AND"):
            assert found(engine, word(token)) == []

    def test_an_empty_index_answers(self, engine: Engine) -> None:
        fill(engine)
        answer = engine.search(EngineQuery(reader="fi", facets=("kind", "topic")))
        assert (answer.total, answer.hits) == (0, ())
        assert answer.facets == {"kind": {}, "topic": {}}

    def test_paging_beyond_the_end_gives_the_total(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Ero"))
        answer = engine.search(EngineQuery(reader="fi", offset=500))
        assert (answer.total, answer.hits) == (1, ())

    def test_what_is_written_is_found_and_replaced_and_deleted(self, engine: Engine) -> None:
        fill(engine)
        listing = make_listing("a", "Ero")
        with engine.writing() as writer:
            writer.replace([listing.id], make_documents(listing))
        assert found(engine, word("fi:ero")) == ["a"]
        with engine.writing() as writer:
            writer.replace([listing.id], make_documents(make_listing("a", "Sovittelu")))
        assert found(engine, word("fi:ero")) == []
        assert found(engine, word("fi:sovittelu")) == ["a"]
        with engine.writing() as writer:
            writer.replace([listing.id], [])
        assert found(engine) == []

    def test_deleting_what_is_not_there_is_no_error(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Ero"))
        with engine.writing() as writer:
            writer.replace([uuid4()], [])
        assert found(engine) == ["a"]

    def test_a_failed_write_changes_nothing(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Ero"))
        with suppress(ZeroDivisionError), engine.writing() as writer:
            writer.replace([listing_id("a")], make_documents(make_listing("b", "Sovittelu")))
            raise ZeroDivisionError
        assert found(engine) == ["a"]
        with engine.writing() as writer:  # and the next writer is not kept out
            writer.replace([], make_documents(make_listing("c", "Vauva")))
        assert sorted(found(engine)) == ["a", "c"]

    def test_a_rebuild_replaces_everything_at_the_switch(self, engine: Engine) -> None:
        fill(engine, make_listing("old", "Ero"))
        with engine.rebuilding() as rebuild:
            rebuild.writer.replace([], make_documents(make_listing("new", "Ero")))
            assert found(engine) == ["old"]
            with rebuild.switch():
                assert found(engine) == ["old"]
            assert found(engine) == ["new"]
        assert found(engine) == ["new"]

    def test_an_interrupted_rebuild_leaves_the_old_index(self, engine: Engine) -> None:
        fill(engine, make_listing("old", "Ero"))
        with suppress(KeyboardInterrupt), engine.rebuilding() as rebuild:
            rebuild.writer.replace([], make_documents(make_listing("new", "Ero")))
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
            rebuild.writer.replace([], make_documents(make_listing("new", "Ero")))
        assert found(engine) == ["old"]

    def test_the_old_index_is_written_to_during_a_rebuild(self, engine: Engine) -> None:
        fill(engine, make_listing("old", "Ero"))
        with engine.rebuilding() as rebuild:
            with engine.writing() as writer:
                writer.replace([], make_documents(make_listing("meanwhile", "Ero")))
            assert sorted(found(engine)) == ["meanwhile", "old"]
            with rebuild.switch():
                pass
        assert found(engine) == []

    def test_one_rebuild_at_a_time(self, engine: Engine) -> None:
        with engine.rebuilding(), pytest.raises(RebuildRunningError), engine.rebuilding():
            pass

    def test_fields_weigh(self, engine: Engine) -> None:
        fill(engine, make_listing("body", "Muu", body_text="ero"), make_listing("title", "Ero"))
        either = Clause((WeightedToken("title", "fi:ero", 5.0), WeightedToken("body", "fi:ero", 1.0)))
        assert found(engine, either) == ["title", "body"]

    def test_minimum_match_counts_required_words(self, engine: Engine) -> None:
        fill(engine, make_listing("both", "Ero Apu"), make_listing("one", "Ero"), make_listing("none", "Vauva"))
        words = (word("fi:ero"), word("fi:apu"))
        assert found(engine, *words, minimum_match=1) == ["both", "one"]
        assert found(engine, *words, minimum_match=2) == ["both"]
        assert found(engine, *words, minimum_match=9) == ["both"]

    def test_an_optional_word_ranks_but_finds_nothing(self, engine: Engine) -> None:
        fill(engine, make_listing("plain", "Ero toinen"), make_listing("both", "Ero Apu"), make_listing("only", "Apu toinen"))
        assert found(engine, word("fi:ero"), word("fi:apu", required=False)) == ["both", "plain"]

    def test_optional_words_alone_are_asked_for(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Ero"), make_listing("b", "Vauva"))
        assert found(engine, word("fi:ero", required=False)) == ["a"]

    def test_edits_find_misspelt_words(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Perhekahvila"), make_listing("b", "Kirpputori"))
        assert found(engine, word("perhekavila", field="folded")) == []
        assert found(engine, word("perhekavila", field="folded", edits=1)) == ["a"]
        assert found(engine, word("prehekavila", field="folded", edits=2)) == ["a"]

    def test_the_prior_lowers_a_score(self, engine: Engine) -> None:
        fill(engine, make_listing("org", "Ero", kind=Kind.ORGANISATION), make_listing("service", "Ero"))
        assert found(engine, word("fi:ero")) == ["service", "org"]

    def test_a_boost_ranks_but_finds_nothing(self, engine: Engine) -> None:
        fill(
            engine,
            make_listing("there", "Ero", municipality=HILLTOWN),
            make_listing("here", "Ero", municipality=LAKETOWN),
            make_listing("other", "Vauva", municipality=LAKETOWN),
        )
        boost = ((Boost("location", frozenset({LAKETOWN.code}), 3.0),),)
        assert found(engine, word("fi:ero"), boosts=boost) == ["here", "there"]

    def test_the_best_boost_of_a_group_counts_once(self, engine: Engine) -> None:
        fill(engine, make_listing("here", "Ero", municipality=LAKETOWN))
        here = frozenset({LAKETOWN.code})
        group = ((Boost("location", here, 3.0), Boost("municipality", here, 2.0)),)
        alone = ((Boost("location", here, 3.0),),)
        scores = [engine.search(EngineQuery("fi", (word("fi:ero"),), boosts=boosts)).hits[0].score for boosts in (group, alone)]
        assert scores[0] == pytest.approx(scores[1])

    def test_values_of_a_facet_are_alternatives_and_facets_add_up(self, engine: Engine) -> None:
        fill(
            engine,
            make_listing("a", "Ero", kind=Kind.SERVICE, topics=topics("ero")),
            make_listing("b", "Ero", kind=Kind.HELPLINE, topics=topics("ero", "kriisi")),
            make_listing("c", "Ero", kind=Kind.EVENT, topics=topics("vauva")),
        )
        filters = {"kind": frozenset({"service", "helpline"}), "topic": frozenset({"kriisi", "vauva"})}
        assert found(engine, filters=filters) == ["b"]

    def test_counts_leave_the_facets_own_filter_out(self, engine: Engine) -> None:
        fill(
            engine,
            make_listing("a", "Ero", kind=Kind.SERVICE, topics=topics("ero")),
            make_listing("b", "Ero", kind=Kind.HELPLINE, topics=topics("ero", "kriisi")),
            make_listing("c", "Ero", kind=Kind.EVENT, topics=topics("vauva")),
        )
        query = EngineQuery("fi", filters={"kind": frozenset({"service"})}, facets=("kind", "topic"))
        answer = engine.search(query)
        assert answer.total == 1
        assert answer.facets == {"kind": {"service": 1, "helpline": 1, "event": 1}, "topic": {"ero": 1}}

    def test_counts_follow_the_query(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Ero"), make_listing("b", "Vauva"))
        answer = engine.search(EngineQuery("fi", (word("fi:ero"),), facets=("kind",), limit=0))
        assert (answer.total, answer.hits, answer.facets) == (1, (), {"kind": {"service": 1}})

    def test_every_facet(self, engine: Engine) -> None:
        listing = make_listing(
            "a",
            "Chat",
            online=True,
            price=Price(free=True),
            area=ServiceArea(scope=AreaScope.NATIONAL),
            eligibility=Eligibility(audiences=(Term(slug="nuoret", label="Nuoret"),), age_bands=(Term(slug="teini", label="Teinit"),)),
            service_languages=(Term(slug="sv", label="ruotsi"),),
        )
        fill(engine, listing, make_listing("b", "Muu"))
        names = ("municipality", "audience", "age_band", "language", "online", "free")
        assert engine.search(EngineQuery("fi", facets=names)).facets == {
            "municipality": {ANYWHERE: 1},
            "audience": {"nuoret": 1},
            "age_band": {"teini": 1},
            "language": {"sv": 1},
            "online": {"1": 1},
            "free": {"1": 1},
        }

    def test_examples_are_found_only_in_their_own_municipality(self, engine: Engine) -> None:
        fill(
            engine,
            make_listing("real", "Ero", municipality=HILLTOWN),
            make_listing("fiction", "Ero", municipality=LAKETOWN, status=RecordStatus.EXAMPLE),
            make_listing("nowhere", "Ero", online=True, status=RecordStatus.EXAMPLE),
        )
        assert found(engine, word("fi:ero")) == ["real"]
        here = frozenset({LAKETOWN.code})
        assert found(engine, filters={"municipality": here | {ANYWHERE}}, examples_in=here) == ["fiction"]

    def test_each_reader_sees_one_version(self, engine: Engine) -> None:
        finnish = make_listing("a", "Turvakoti", languages=("fi", "sv"))
        swedish = make_listing("a", "Skyddshem", lang="sv", languages=("fi", "sv"))
        fill_documents(engine, documents_of([finnish, swedish], READERS))
        versions = {}
        for reader in READERS:
            (hit,) = engine.search(EngineQuery(reader)).hits
            versions[reader] = hit.lang
        assert versions == {"fi": "fi", "sv": "sv", "en": "fi"}

    def test_order_by_next_date_and_by_change(self, engine: Engine) -> None:
        def changed(day: int) -> dt.datetime:
            return dt.datetime(2026, 11, day, tzinfo=dt.UTC)

        documents = [
            *documents_of([make_listing("late", "Ero", modified=changed(3))], READERS, next_start=2_000_000_000),
            *documents_of([make_listing("never", "Ero", modified=changed(2))], READERS),
            *documents_of([make_listing("soon", "Ero", modified=changed(1))], READERS, next_start=1_900_000_000),
        ]
        fill_documents(engine, documents)
        assert found(engine, sort=Sort.NEXT) == ["soon", "late", "never"]
        assert found(engine, sort=Sort.MODIFIED) == ["late", "never", "soon"]

    def test_pages_do_not_overlap(self, engine: Engine) -> None:
        fill(engine, *(make_listing(f"l{number}", "Ero") for number in range(7)))
        pages = [found(engine, word("fi:ero"), offset=offset, limit=3) for offset in (0, 3, 6)]
        assert [len(page) for page in pages] == [3, 3, 1]
        assert len({each for page in pages for each in page}) == 7

    def test_suggestions_come_most_frequent_first(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Perhekahvila"), make_listing("b", "Perhekahvila"), make_listing("c", "Perhetyö"))
        assert engine.suggest("fi:perhe") == ["fi:perhekahvila", "fi:perhetyö"]
        assert engine.suggest("fi:perhe", limit=1) == ["fi:perhekahvila"]
        assert engine.suggest("fi:x") == []

    def test_document_frequency(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Perhekahvila"), make_listing("b", "Perhekahvila"))
        assert engine.frequencies()("title", "fi:perhekahvila") == 2
        assert engine.frequencies()("body", "fi:perhekahvila") == 0
