"""Searching, from a request to results ready to show."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from portal.catalogue.models import CatalogueEntry
from portal.listings.kinds import AreaScope, Kind, RecordStatus
from portal.listings.listing import Listing, Part, ServiceArea, Term
from portal.listings.schedule import Dates, Schedule
from portal.regions.models import Locality, Municipality
from portal.taxonomy.models import Topic
from search import names
from search.engines.base import EngineError
from search.names import current_names
from search.service import FACETS, SearchRequest, SearchResults, search
from search.sync import rebuild
from tests.search.builders import HILLTOWN, LAKETOWN, make_listing, publish, unpublish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    lake = Municipality.objects.create(code=LAKETOWN.code, slug="jarvela", names={"fi": "Järvelä", "sv": "Sjöstad"})
    Municipality.objects.create(code=HILLTOWN.code, slug="makela", names={"fi": "Mäkelä"})
    Municipality.objects.create(code="999", slug="esimerkkila", names={"fi": "Esimerkkilä"}, is_example=True)
    Locality.objects.create(municipality=lake, name="Niemi")


def index(*listings: Listing) -> None:
    for listing in listings:
        publish(listing)
    rebuild()


def ask(q: str = "", **values: Any) -> SearchResults:
    return search(SearchRequest(q=q, **values))


def ids(results: SearchResults) -> list[str]:
    return [hit.listing.external_id for hit in results.hits]


@pytest.mark.parametrize(
    "values",
    [
        {"lang": "de"},
        {"limit": 0},
        {"limit": 101},
        {"page": 0},
        {"page": 101, "limit": 100},
        {"filters": {"colour": frozenset({"red"})}},
    ],
)
def test_values_out_of_range_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        ask("ero", **values)


def test_without_an_index_the_engine_says_so() -> None:
    with pytest.raises(EngineError, match="search_rebuild"):
        ask("ero")


def test_without_finnish_analysis_the_engine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from search.language import analysis
    from search.language.voikko import AnalyserUnavailableError

    def missing(_language: str) -> Any:
        raise AnalyserUnavailableError("install voikko-fi")

    index(make_listing("a", "Ero"))
    monkeypatch.setattr(analysis, "_cached_reader", missing)
    names.forget()
    with pytest.raises(EngineError, match="voikko-fi"):
        ask("ero")


def test_an_empty_query_lists_everything() -> None:
    index(make_listing("a", "Ero"), make_listing("b", "Vauva"))
    results = ask()
    assert (results.total, sorted(ids(results)), results.pages) == (2, ["a", "b"], 1)


def test_inflected_words_compounds_and_slips_are_found() -> None:
    index(make_listing("group", "Perhekahvila"), make_listing("divorce", "Eroauttaminen"), make_listing("other", "Uimahalli"))
    assert ids(ask("perhekahvilassa")) == ["group"]
    assert ids(ask("erosta")) == ["divorce"]
    assert ids(ask("prhekahvila")) == ["group"]
    assert ids(ask("perhe kahvila")) == ["group"]


def test_a_named_municipality_comes_first_and_a_locality_stands_for_it() -> None:
    index(make_listing("there", "Perhekahvila", municipality=HILLTOWN), make_listing("here", "Perhekahvila", municipality=LAKETOWN))
    for query in ("perhekahvila järvelässä", "Järvelän perhekahvila", "perhekahvila Niemessä", "perhekahvila Sjöstad"):
        assert ids(ask(query)) == ["here", "there"], query


def test_finnish_only_listings_are_found_from_every_language_and_marked() -> None:
    index(make_listing("a", "Eroauttaminen"))
    for lang in ("fi", "sv", "en"):
        (hit,) = ask("erosta", lang=lang).hits
        assert (hit.lang, hit.listing.lang) == ("fi", "fi")


def test_a_reader_sees_the_own_language_whatever_was_typed() -> None:
    finnish, swedish = make_listing("a", "Turvakoti"), make_listing("a", "Skyddshem", lang="sv")
    index(finnish, swedish)
    for query in ("turvakotiin", "skyddshem"):
        (hit,) = ask(query, lang="sv").hits
        assert hit.listing.title == "Skyddshem"
        (hit,) = ask(query, lang="fi").hits
        assert hit.listing.title == "Turvakoti"


def test_filters_narrow_and_facets_count() -> None:
    Topic.objects.create(slug="ero", labels={"fi": "Ero", "sv": "Skilsmässa"})
    about = (Term(slug="ero", label="Ero"),)
    index(
        make_listing("a", "Ero", kind=Kind.SERVICE, municipality=LAKETOWN, topics=about),
        make_listing("b", "Ero", kind=Kind.HELPLINE, area=ServiceArea(scope=AreaScope.NATIONAL), topics=about),
        make_listing("c", "Ero", kind=Kind.EVENT, municipality=HILLTOWN),
    )
    results = ask("ero", lang="sv", filters={"municipality": frozenset({LAKETOWN.code})})
    assert sorted(ids(results)) == ["a", "b"]
    assert tuple(results.facets) == FACETS
    municipalities = [(each.value, each.label, each.count, each.selected) for each in results.facets["municipality"]]
    assert municipalities == [("902", "Mäkelä", 2, False), ("901", "Sjöstad", 2, True)]
    assert [(each.value, each.label, each.count) for each in results.facets["topic"]] == [("ero", "Skilsmässa", 2)]
    assert [each.value for each in results.facets["kind"]] == ["service", "helpline"]


def test_a_chosen_value_without_results_is_still_told() -> None:
    index(make_listing("a", "Ero"))
    results = ask(filters={"topic": frozenset({"nosuch"})})
    assert results.total == 0
    assert [(each.value, each.label, each.count, each.selected) for each in results.facets["topic"]] == [("nosuch", "nosuch", 0, True)]


def test_kinds_are_named_in_the_readers_language() -> None:
    index(make_listing("a", "Ero"))
    with translation.override("en"):
        labels = {lang: ask(lang=lang).facets["kind"][0].label for lang in ("fi", "en")}
    assert labels["en"] == "Service"


def test_examples_are_found_only_where_they_are_chosen() -> None:
    example = make_listing("fiction", "Ero", status=RecordStatus.EXAMPLE, municipality=LAKETOWN.model_copy(update={"code": "999"}))
    national = make_listing("national", "Ero", area=ServiceArea(scope=AreaScope.NATIONAL))
    index(example, national)
    assert ids(ask("ero")) == ["national"]
    assert ids(ask("ero", filters={"municipality": frozenset({LAKETOWN.code})})) == ["national"]
    assert sorted(ids(ask("ero", filters={"municipality": frozenset({"999"})}))) == ["fiction", "national"]


def test_the_chapter_that_matched_is_named() -> None:
    part = Part(id=uuid4(), title="Sovittelu", url="/opas/sovittelu/", text="Apua sopimiseen.")
    index(make_listing("guide", "Ero-opas", kind=Kind.GUIDE, parts=(part,)))
    (hit,) = ask("sovittelusta").hits
    assert hit.part == part
    assert str(hit.snippet) == "Apua sopimiseen."
    assert ask("opas").hits[0].part is None


def test_snippets_are_marked_and_safe() -> None:
    index(make_listing("a", "Apu", summary="<b>Eroapua</b> & tukea"))
    (hit,) = ask("ero").hits
    assert str(hit.snippet) == "&lt;b&gt;<mark>Eroapua</mark>&lt;/b&gt; &amp; tukea"


def test_what_left_the_catalogue_but_not_yet_the_engine_is_not_shown() -> None:
    listing = make_listing("a", "Ero")
    index(listing)
    unpublish(listing)
    assert ids(ask("ero")) == []


def test_pages() -> None:
    index(*(make_listing(f"l{number}", "Ero") for number in range(5)))
    pages = [ask("ero", page=page, limit=2) for page in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [2, 2, 1, 0]
    assert pages[0].pages == 3


@pytest.mark.one_database
@pytest.mark.parametrize("listings", [1, 20])
def test_nine_queries_at_most_and_one_when_names_are_known(listings: int, django_assert_num_queries: Any) -> None:
    index(*(make_listing(f"l{number}", "Ero", municipality=LAKETOWN) for number in range(listings)))
    names.forget()
    with django_assert_num_queries(9):
        assert ask("ero järvelässä").total == listings
    with django_assert_num_queries(1):
        ask("ero järvelässä")


# --- names -------------------------------------------------------------------------------------------------------------
@pytest.fixture
def changed_names() -> Iterator[None]:
    yield
    names.forget()


def test_a_new_name_is_known_at_once(changed_names: None) -> None:
    assert current_names().label("municipality", "903", "fi") == "903"
    Municipality.objects.create(code="903", slug="uusi", names={"fi": "Uusi"})
    assert current_names().label("municipality", "903", "fi") == "Uusi"
    assert current_names().label("municipality", "903", "sv") == "Uusi"
    Municipality.objects.get(code="903").delete()
    assert current_names().label("municipality", "903", "fi") == "903"


def test_names_are_read_again_after_a_minute(monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any) -> None:
    current_names()
    with django_assert_num_queries(0):
        current_names()
    monkeypatch.setattr("search.names._KEEP_SECONDS", -1)
    with django_assert_num_queries(8):
        current_names()


def test_an_entry_that_is_gone_is_no_error() -> None:
    index(make_listing("a", "Ero"))
    CatalogueEntry.objects.all().delete()
    assert ask("ero").hits == ()


@pytest.mark.parametrize("q", ["\x00", "...", "?!", "—", " - "])
def test_a_query_without_a_word_finds_nothing_and_keeps_what_is_chosen(q: str) -> None:
    index(make_listing("a", "Uimahalli"))
    found = ask(q, filters={"kind": frozenset({"service"})})
    assert (found.total, ids(found), found.pages) == (0, [], 1)
    assert [(value.value, value.count, value.selected) for value in found.facets["kind"]] == [("service", 0, True)]


@pytest.mark.parametrize("q", ["", "  "])
def test_an_empty_query_finds_everything(q: str) -> None:
    index(make_listing("a", "Uimahalli"))
    assert ids(ask(q)) == ["a"]


@pytest.mark.parametrize(("q", "found"), [("", ["to-come"]), ("ilmainen", ["to-come"]), ("juhla", ["over", "to-come"])])
def test_events_that_are_over_are_found_by_their_words_and_not_browsed(q: str, found: list[str]) -> None:
    today = timezone.localdate()
    for name, days in (("over", -30), ("to-come", 3)):
        schedule = Schedule(rules=(Dates(dates=(today + dt.timedelta(days=days),), start=dt.time(12), end=dt.time(13)),))
        publish(make_listing(name, "Juhla", kind=Kind.EVENT, schedule=schedule))
    rebuild()
    results = ask(q)
    assert sorted(ids(results)) == found
    assert results.total == len(found)
