"""What every engine must find, filter and count."""

import datetime as dt

import pytest

from portal.catalogue.models import ANYWHERE
from portal.listings.kinds import AreaScope, DeliveryKind, Kind, PointPrecision, RecordStatus
from portal.listings.listing import DeliveryPoint, Eligibility, Place, Point, Price, ServiceArea, Term
from portal.regions.distance import Coordinates, distance_km
from search.documents import documents_of
from search.engines.base import Boost, Days, Engine, EngineQuery, IndexNotBuiltError, Sort
from tests.search.asking import answer, fill, fill_documents, found, word
from tests.search.builders import HILLTOWN, LAKETOWN, READERS, make_documents, make_listing, topics

DAY = dt.date(2026, 11, 21)
HERE = Coordinates(61.69, 27.27)


class MatchingContract:
    """Matching, filters and facets through the Engine protocol."""

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

    def test_values_that_listings_share_in_part_are_counted_each(self, engine: Engine) -> None:
        both = make_listing("a", "Ero", eligibility=Eligibility(audiences=topics("isat", "perheet")), municipalities=(LAKETOWN, HILLTOWN))
        one = make_listing("b", "Ero", eligibility=Eligibility(audiences=topics("perheet")), municipalities=(HILLTOWN,))
        fill(engine, both, one, make_listing("c", "Ero"))
        names = ("audience", "municipality", "language")
        assert engine.search(EngineQuery("fi", facets=names)).facets == {
            "audience": {"isat": 1, "perheet": 2},
            "municipality": {LAKETOWN.code: 1, HILLTOWN.code: 2},
            "language": {},
        }
        fathers = EngineQuery("fi", filters={"audience": frozenset({"isat"})}, facets=names)
        assert engine.search(fathers).facets["audience"] == {"isat": 1, "perheet": 2}
        assert engine.search(fathers).facets["municipality"] == {LAKETOWN.code: 1, HILLTOWN.code: 1}

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

    # --- days --------------------------------------------------------------------------------------------------------
    def test_only_what_happens_on_the_days(self, engine: Engine) -> None:
        documents = [
            *make_documents(make_listing("weekly", "Ero"), days=("2026-11-21", "2026-11-28")),
            *make_documents(make_listing("once", "Ero"), days=("2026-11-24",)),
            *make_documents(make_listing("always", "Ero")),
        ]
        fill_documents(engine, documents)
        assert found(engine, days=Days(DAY, DAY)) == ["weekly"]
        assert sorted(found(engine, days=Days(DAY, DAY + dt.timedelta(days=3)))) == ["once", "weekly"]
        assert found(engine, days=Days(DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=2))) == []
        assert sorted(found(engine, days=Days(dt.date.min, dt.date.max))) == ["once", "weekly"]

    def test_days_count_in_totals_and_facets(self, engine: Engine) -> None:
        documents = [
            *make_documents(make_listing("a", "Ero", topics=topics("ero")), days=("2026-11-21",)),
            *make_documents(make_listing("b", "Ero", topics=topics("vauva"))),
        ]
        fill_documents(engine, documents)
        given = answer(engine, days=Days(DAY, DAY), facets=("topic",), filters={"topic": frozenset({"vauva"})})
        assert (given.total, given.facets) == (0, {"topic": {"ero": 1}})

    # --- ended events ------------------------------------------------------------------------------------------------
    def test_ended_events_are_left_out_when_asked(self, engine: Engine) -> None:
        over = make_documents(make_listing("over", "Juhla", kind=Kind.EVENT), ended=True)
        fill_documents(engine, [*over, *make_documents(make_listing("on", "Juhla", kind=Kind.EVENT))])
        assert sorted(found(engine, word("fi:juhla"))) == ["on", "over"]
        given = answer(engine, word("fi:juhla"), ended=False, facets=("kind",))
        assert ([hit.external_id for hit in given.hits], given.total, given.facets) == (["on"], 1, {"kind": {"event": 1}})

    # --- places ------------------------------------------------------------------------------------------------------
    def test_what_cannot_be_asked_is_refused(self) -> None:
        for values in (
            {"offset": -1},
            {"limit": -1},
            {"radius_km": 5.0},
            {"sort": Sort.DISTANCE},
            {"near": HERE, "radius_km": 0.0},
            {"near": HERE, "radius_km": float("nan")},
            {"near": HERE, "radius_km": float("inf")},
            {"near": Coordinates(float("nan"), 0.0)},
            {"near": Coordinates(0.0, 181.0)},
            {"days": Days(DAY, DAY - dt.timedelta(days=1))},
            {"now": dt.datetime(2026, 11, 21)},
            {"boosts": ((Boost("day", frozenset({"soon"}), 1.0),),)},
        ):
            with pytest.raises(ValueError, match=r"\w"):
                EngineQuery("fi", **values)

    def test_a_radius_is_exact_and_any_place_of_a_listing_counts(self, engine: Engine) -> None:
        two = DeliveryPoint(id="p", kind=DeliveryKind.PLACE, place=Place(point=Point(lat=61.72, lon=27.3, precision=PointPrecision.EXACT)))
        fill(
            engine,
            make_listing("near", "Ero", at=(61.70, 27.30)),
            make_listing("corner", "Ero", at=(61.78, 27.45)),  # in the box around the circle, not in the circle
            make_listing("two", "Ero", at=(65.0, 25.5), delivery_points=(two,)),
            make_listing("nowhere", "Ero"),
        )
        corner = distance_km(HERE, Coordinates(61.78, 27.45))
        assert sorted(found(engine, near=HERE, radius_km=corner - 0.1)) == ["near", "two"]
        assert sorted(found(engine, near=HERE, radius_km=corner + 0.1)) == ["corner", "near", "two"]
        assert len(found(engine, near=HERE, radius_km=20_000.0)) == 3
        assert sorted(found(engine, near=HERE)) == ["corner", "near", "nowhere", "two"]

    def test_a_radius_counts_in_totals_and_facets(self, engine: Engine) -> None:
        fill(
            engine,
            make_listing("near", "Ero", at=(61.70, 27.30), topics=topics("ero")),
            make_listing("far", "Ero", at=(62.90, 27.68), topics=topics("ero", "vauva")),
        )
        given = answer(engine, near=HERE, radius_km=25.0, facets=("topic",), limit=0)
        assert (given.total, given.facets) == (1, {"topic": {"ero": 1}})

    def test_radii_around_the_ends_of_the_earth(self, engine: Engine) -> None:
        fill(engine, make_listing("fiji", "Ero", at=(-17.0, 179.9)), make_listing("pole", "Ero", at=(89.9, 100.0)))
        assert found(engine, near=Coordinates(-17.0, -179.9), radius_km=30.0) == ["fiji"]
        assert found(engine, near=Coordinates(89.9, -80.0), radius_km=30.0) == ["pole"]
        assert found(engine, near=Coordinates(0.0, 0.0), radius_km=0.001) == []

    def test_hits_tell_their_distance(self, engine: Engine) -> None:
        fill(engine, make_listing("near", "Ero", at=(61.70, 27.30)), make_listing("nowhere", "Vauva"))
        told = {hit.external_id: hit.km for hit in answer(engine, near=HERE).hits}
        assert told["near"] == pytest.approx(distance_km(HERE, Coordinates(61.70, 27.30)), abs=0.01)
        assert told["nowhere"] is None
        assert answer(engine, word("fi:ero")).hits[0].km is None

    def test_several_queries_are_answered_in_their_order_as_each_is_alone(self, engine: Engine) -> None:
        fill(
            engine,
            make_listing("a", "Ero", kind=Kind.SERVICE),
            make_listing("b", "Ero ja vauva", kind=Kind.HELPLINE),
        )
        queries = [
            EngineQuery("fi", (word("fi:vauva"),), filters={"kind": frozenset({"helpline"})}, facets=("kind",)),
            EngineQuery("fi", (word("fi:zzz"),)),
            EngineQuery("fi", (word("fi:ero"),), near=HERE, sort=Sort.DISTANCE),
            EngineQuery("fi", (word("fi:ero"),), limit=0),
        ]
        answers = engine.search_many(queries)
        assert answers == [engine.search(query) for query in queries]
        assert [each.total for each in answers] == [1, 0, 2, 2]

    def test_no_queries_have_no_answers(self, engine: Engine) -> None:
        fill(engine)
        assert engine.search_many([]) == []

    def test_several_queries_without_an_index_say_so(self, engine: Engine) -> None:
        with pytest.raises(IndexNotBuiltError, match="search_rebuild"):
            engine.search_many([EngineQuery("fi"), EngineQuery("sv")])
