"""In which order every engine must answer."""

import datetime as dt

import pytest

from portal.listings.kinds import DeliveryKind, Kind, PointPrecision
from portal.listings.listing import DeliveryPoint, Eligibility, Place, Point
from portal.regions.distance import Coordinates
from search.documents import ANY_AGE, documents_of
from search.engines.base import Boost, Clause, Engine, EngineQuery, Sort, WeightedToken
from search.engines.decay import FAR_FACTOR
from search.language.concepts import Concept, Concepts
from tests.search.asking import answer, fill, fill_documents, found, word
from tests.search.builders import HILLTOWN, LAKETOWN, READERS, make_documents, make_listing, topics

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
HERE = Coordinates(61.69, 27.27)
CONCEPTS = Concepts.of([Concept("k", {"fi": "sana"}, {}, {}, topics=("t",))])


def _at(days: int) -> int:
    return int((NOW + dt.timedelta(days=days)).timestamp())


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

    def test_pages_are_cut_out_of_one_order(self, engine: Engine) -> None:
        """Over several windows of re-ordering by the next date: nothing twice, nothing lost, wherever the pages are cut."""
        documents = [
            document
            for number in range(430)
            for document in make_documents(make_listing(f"l{number}", "Ero"), next_start=_at(number % 120), ended=number % 50 == 0)
        ]
        fill_documents(engine, documents)
        for size in (7, 60, 200, 333):
            pages = [found(engine, word("fi:ero"), offset=offset, limit=size, now=NOW) for offset in range(0, 430, size)]
            seen = [each for page in pages for each in page]
            assert (len(seen), len(set(seen))) == (430, 430), size

    # --- boosts ------------------------------------------------------------------------------------------------------
    def test_boosts_by_age_day_crisis_and_concept(self, engine: Engine) -> None:
        plain = [f"a{number}" for number in range(4)]
        documents = [
            *make_documents(*(make_listing(each, "Ero", eligibility=Eligibility(age_min=20)) for each in plain)),
            *make_documents(make_listing("age", "Ero", eligibility=Eligibility(age_min=3, age_max=6))),
            *make_documents(make_listing("anyone", "Ero")),
            *make_documents(make_listing("day", "Ero", eligibility=Eligibility(age_min=20)), days=("2026-11-21",)),
            *make_documents(make_listing("crisis", "Ero", eligibility=Eligibility(age_min=20), crisis=True)),
            *make_documents(make_listing("concept", "Ero", topics=topics("t"), eligibility=Eligibility(age_min=20)), concepts=CONCEPTS),
        ]
        fill_documents(engine, documents)

        def first(*boosts: Boost) -> list[str]:
            return found(engine, word("fi:ero"), boosts=(boosts,))[: len(boosts)]

        assert first(Boost("age", frozenset({"5"}), 9.0), Boost("age", frozenset({ANY_AGE}), 4.0)) == ["age", "anyone"]
        assert first(Boost("day", frozenset({"2026-11-21", "2026-11-22"}), 5.0)) == ["day"]
        assert first(Boost("crisis", frozenset({"1"}), 5.0)) == ["crisis"]
        assert first(Boost("concept", frozenset({"k"}), 5.0)) == ["concept"]
        assert len(found(engine, word("fi:ero"), boosts=((Boost("concept", frozenset({"none"}), 5.0),),))) == 9

    # --- the next date -----------------------------------------------------------------------------------------------
    def test_the_next_date_moves_near_equals_only(self, engine: Engine) -> None:
        documents = [
            *make_documents(make_listing("far", "Ero"), next_start=_at(100)),
            *make_documents(make_listing("over", "Ero", kind=Kind.EVENT), ended=True),
            *make_documents(make_listing("month", "Ero"), next_start=_at(30)),
            *make_documents(make_listing("week", "Ero"), next_start=_at(3)),
            *make_documents(make_listing("better", "Ero Ero", alternative_names=("Ero",)), next_start=_at(100)),
        ]
        fill_documents(engine, documents)
        either = Clause((WeightedToken("title", "fi:ero", 1.0), WeightedToken("names", "fi:ero", 9.0)))
        assert found(engine, either, now=NOW) == ["better", "week", "month", "far", "over"]

    def test_scores_carry_the_factor(self, engine: Engine) -> None:
        fill_documents(engine, make_documents(make_listing("a", "Ero"), next_start=_at(200)))
        plain, decayed = (answer(engine, word("fi:ero"), now=now).hits[0].score for now in (None, NOW))
        assert decayed / plain == pytest.approx(FAR_FACTOR, rel=0.01)

    # --- distance ----------------------------------------------------------------------------------------------------
    def test_order_by_distance(self, engine: Engine) -> None:
        far = DeliveryPoint(id="p", kind=DeliveryKind.PLACE, place=Place(point=Point(lat=68.9, lon=27.0, precision=PointPrecision.EXACT)))
        fill(
            engine,
            make_listing("nowhere", "Ero Ero"),
            make_listing("far", "Ero", at=(65.0, 25.5)),
            make_listing("near", "Ero", at=(61.70, 27.30)),
            make_listing("two", "Ero", at=(61.80, 27.30), delivery_points=(far,)),
            make_listing("abroad", "Ero", at=(-33.9, 151.2)),
        )
        answered = answer(engine, word("fi:ero"), near=HERE, sort=Sort.DISTANCE)
        assert [hit.external_id for hit in answered.hits] == ["near", "two", "far", "abroad", "nowhere"]
        assert [hit.score for hit in answered.hits] == [0.0] * 5
        distances = [hit.km for hit in answered.hits if hit.km is not None]
        assert distances == sorted(distances)
        assert len(distances) == 4
        assert found(engine, near=HERE, sort=Sort.DISTANCE, radius_km=20.0) == ["near", "two"]

    def test_pages_by_distance_do_not_overlap(self, engine: Engine) -> None:
        placed = [make_listing(f"l{number}", "Ero", at=(61.0 + number % 9 / 10, 27.0 + number / 50)) for number in range(25)]
        fill(engine, *placed, *(make_listing(f"n{number}", "Ero") for number in range(6)))
        whole = found(engine, near=HERE, sort=Sort.DISTANCE, limit=100)
        pages = [found(engine, near=HERE, sort=Sort.DISTANCE, offset=offset, limit=4) for offset in range(0, 40, 4)]
        assert [each for page in pages for each in page] == whole
        assert len(set(whole)) == 31
        assert all(each.startswith("n") for each in whole[25:])
