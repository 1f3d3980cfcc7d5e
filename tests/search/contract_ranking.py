"""In which order every engine must answer."""

import datetime as dt

import pytest

from portal.listings.kinds import Kind
from search.documents import documents_of
from search.engines.base import Boost, Clause, Engine, EngineQuery, Sort, WeightedToken
from tests.search.asking import fill, fill_documents, found, word
from tests.search.builders import HILLTOWN, LAKETOWN, READERS, make_listing


class RankingContract:
    """Scores, boosts, orders and pages through the Engine protocol."""

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
