"""What every engine must find, filter and count."""

from portal.catalogue.models import ANYWHERE
from portal.listings.kinds import AreaScope, Kind, RecordStatus
from portal.listings.listing import Eligibility, Price, ServiceArea, Term
from search.documents import documents_of
from search.engines.base import Engine, EngineQuery
from tests.search.asking import fill, fill_documents, found, word
from tests.search.builders import HILLTOWN, LAKETOWN, READERS, make_listing, topics


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
