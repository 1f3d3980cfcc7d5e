"""Searching with meanings, misspelt words, wishes and in a crisis; completing and likeness. One small world."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from portal.listings.kinds import AreaScope, DeliveryKind, Kind, PointPrecision
from portal.listings.listing import DeliveryPoint, Eligibility, Listing, Place, Point, Price, ServiceArea, Term
from portal.regions.distance import Coordinates
from portal.regions.models import Locality, Municipality
from portal.taxonomy.models import Topic
from portal.thesaurus.models import Concept
from search import names
from search.engines.base import Days, EngineError, Sort
from search.query import Correction
from search.service import SearchRequest, SearchResults, Suggestion, search, similar, suggest
from search.sync import rebuild
from tests.search.builders import HILLTOWN, LAKETOWN, listing_id, make_listing, publish, unpublish

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

NATIONAL = ServiceArea(scope=AreaScope.NATIONAL)
VIOLENCE = Term(slug="vakivalta", label="Väkivalta")


def helpline(external_id: str, title: str, phone: str, **values: Any) -> Listing:
    point = DeliveryPoint(id="1", kind=DeliveryKind.PHONE, phone=phone)
    return make_listing(external_id, title, kind=Kind.HELPLINE, crisis=True, area=NATIONAL, delivery_points=(point,), **values)


def place(municipality: Any, lat: float, lon: float) -> Place:
    return Place(municipality=municipality, point=Point(lat=lat, lon=lon, precision=PointPrecision.EXACT))


WORLD = (
    helpline("hl-112", "Hätänumero 112", "112"),
    helpline("hl-violence", "Nollalinja", "080 005 005", topics=(VIOLENCE,), summary="Soita, jos kotona on väkivaltaa."),
    helpline("hl-swim", "Vesipelastus", "0100"),
    make_listing("shelter", "Turvakoti", topics=(VIOLENCE,), summary="Turvallinen paikka.", crisis=True, area=NATIONAL),
    make_listing("viola", "Viola", summary="Apua, kun on lähisuhdeväkivaltaa.", area=NATIONAL),
    make_listing(
        "group-lake",
        "Perhekahvila",
        kind=Kind.PEER_GROUP,
        summary="Leikkiä neuvolan talossa.",
        municipality=LAKETOWN,
        place=place(LAKETOWN, 61.7, 27.3),
        eligibility=Eligibility(age_min=0, age_max=3),
    ),
    make_listing(
        "group-hill",
        "Perhekahvila",
        kind=Kind.PEER_GROUP,
        summary="Leikkiä.",
        municipality=HILLTOWN,
        place=place(HILLTOWN, 62.3, 27.9),
        eligibility=Eligibility(age_min=13, age_max=17),
        price=Price(free=True),
    ),
    make_listing("clinic", "Neuvola", summary="Vauvan terveys.", online=True, area=NATIONAL),
    make_listing("org", "Seuran yhdistys", kind=Kind.ORGANISATION),
)


@pytest.fixture(autouse=True)
def _world() -> None:
    lake = Municipality.objects.create(code=LAKETOWN.code, slug="jarvela", names={"fi": "Järvelä", "sv": "Sjöstad"})
    Municipality.objects.create(code=HILLTOWN.code, slug="makela", names={"fi": "Mäkelä"})
    Locality.objects.create(municipality=lake, name="Niemi")
    topic = Topic.objects.create(slug="vakivalta", labels={"fi": "Väkivalta ja turvattomuus"}, is_crisis=True)
    violence = Concept.objects.create(
        slug="vakivalta",
        preferred={"fi": "väkivalta", "sv": "våld"},
        alternative={"fi": "lähisuhdeväkivalta"},
        colloquial={"fi": "mies lyö\npelkään kotona"},
        is_crisis=True,
    )
    violence.topics.add(topic)
    Concept.objects.create(
        slug="neuvola",
        preferred={"fi": "neuvola", "sv": "rådgivningsbyrå", "en": "maternity clinic"},
        alternative={},
        colloquial={"fi": "mammapoli"},
    )
    for listing in WORLD:
        publish(listing)
    names.forget()
    rebuild()


def ask(q: str = "", **values: Any) -> SearchResults:
    return search(SearchRequest(q=q, **values))


def ids(results: SearchResults) -> list[str]:
    return [hit.listing.external_id for hit in results.hits]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"sort": Sort.DISTANCE}, "near"),
        ({"radius_km": 5.0}, "near"),
        ({"near": Coordinates(61.0, 27.0), "radius_km": 0.0}, "radius_km"),
        ({"near": Coordinates(61.0, 27.0), "radius_km": float("nan")}, "radius_km"),
        ({"without": frozenset({"colour"})}, "without"),
        ({"now": dt.datetime(2026, 11, 22)}, "now"),
    ],
)
def test_values_that_make_no_sense_are_refused(values: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        ask("neuvola", **values)


# --- spelling --------------------------------------------------------------------------------------------------------
def test_a_misspelt_word_is_read_as_the_sites_own() -> None:
    results = ask("perhekavila järveläsä")
    assert results.correction == Correction("perhekavila järveläsä", "perhekahvila järvelässä")
    assert (ids(results)[0], [intent.label for intent in results.intents]) == ("group-lake", ["Järvelä"])


def test_exactly_what_was_typed_is_searched_when_asked() -> None:
    results = ask("nevola", exact=True)
    assert (results.correction, ids(results)) == (None, [])
    assert ids(ask("nevola"))[0] == "clinic"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_word_of_another_reader_is_not_led_into_finnish(lang: str) -> None:
    assert ask("nevola", lang=lang).correction is None


def test_a_word_of_the_site_is_never_corrected() -> None:
    publish(make_listing("nevola", "Nevola"))
    rebuild()
    results = ask("nevola")
    assert (results.correction, ids(results)[0]) == (None, "nevola")


# --- concepts --------------------------------------------------------------------------------------------------------
def test_everyday_words_find_what_they_mean() -> None:
    results = ask("mun mies lyö")
    assert set(ids(results)) >= {"hl-violence", "shelter", "viola"}
    assert results.concepts == ("väkivalta",)
    assert ids(ask("mammapolille")) == ["clinic", "group-lake"]


@pytest.mark.parametrize(
    ("lang", "q", "concept"), [("sv", "rådgivningsbyrån", "rådgivningsbyrå"), ("en", "maternity clinics", "maternity clinic")]
)
def test_words_of_other_languages_find_finnish_listings_marked_as_such(lang: str, q: str, concept: str) -> None:
    results = ask(q, lang=lang)
    assert (results.hits[0].listing.external_id, results.hits[0].lang) == ("clinic", "fi")
    assert results.concepts == (concept,)


def test_words_of_the_concept_are_marked() -> None:
    marked = {hit.listing.external_id: str(hit.snippet) for hit in ask("våld", lang="sv").hits}
    assert marked["viola"] == "Apua, kun on <mark>lähisuhdeväkivaltaa</mark>."


def test_a_word_that_the_coordinator_adds_works_at_once() -> None:
    assert ids(ask("hyssykkä")) == []
    concept = Concept.objects.get(slug="neuvola")
    concept.colloquial = {"fi": "hyssykkä"}
    concept.save()
    names.forget()  # what a commit does
    assert ids(ask("hyssykkään"))[0] == "clinic"


# --- wishes ----------------------------------------------------------------------------------------------------------
def test_wishes_put_what_fits_first_and_can_be_taken_back() -> None:
    assert ids(ask("perhekahvila teinille")) == ["group-hill", "group-lake"]
    assert ids(ask("perhekahvila 2-vuotiaalle")) == ["group-lake", "group-hill"]
    results = ask("perhekahvila Mäkelässä ilmaiseksi", without=frozenset({"place", "free"}))
    assert (results.intents, results.total) == ((), 2)
    assert [(intent.kind, intent.key) for intent in ask("ilmainen perhekahvila").intents] == [("free", "1")]
    assert ids(ask("ilmainen perhekahvila"))[0] == "group-hill"


def test_nothing_but_wishes_lists_everything_with_what_fits_first() -> None:
    results = ask("netissä")
    assert (ids(results)[0], results.total) == ("clinic", len(WORLD))


def test_today_is_reckoned_from_now() -> None:
    now = timezone.make_aware(dt.datetime(2026, 12, 24, 23, 30))
    (intent,) = ask("huomenna", now=now).intents
    assert (intent.kind, intent.key) == ("time", "2026-12-25")


def test_distances_and_radius() -> None:
    near = Coordinates(61.7, 27.3)
    results = ask("perhekahvila", near=near, sort=Sort.DISTANCE)
    assert ids(results) == ["group-lake", "group-hill"]
    assert [hit.km for hit in results.hits] == pytest.approx([0.0, 73.8], abs=0.5)
    assert ids(ask("perhekahvila", near=near, radius_km=10.0)) == ["group-lake"]
    assert ask("perhekahvila").hits[0].km is None


def test_days_are_a_condition() -> None:
    assert ids(ask("perhekahvila", days=Days(dt.date(2026, 11, 22), dt.date(2026, 11, 22)))) == []


# --- crisis ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("q", "lang"), [("mies lyö", "fi"), ("våld", "sv"), ("våld hemma", "en"), ("väkivaltatilanne", "fi")])
def test_helplines_come_first_in_a_crisis_in_every_language(q: str, lang: str) -> None:
    results = ask(q, lang=lang)
    panel = [hit.listing.external_id for hit in results.crisis]
    assert set(panel) == {"hl-violence", "shelter", "hl-112"}
    assert panel[-1] == "hl-112"
    assert set(ids(results)[:2]) == {"hl-violence", "shelter"}


def test_filters_that_find_nothing_do_not_take_the_helplines_away() -> None:
    results = ask("mies lyö", filters={"kind": frozenset({"event"})})
    assert (results.total, [hit.listing.external_id for hit in results.crisis][-1]) == (0, "hl-112")


def test_the_name_of_a_crisis_topic_tells_of_a_crisis_without_a_concept() -> None:
    Concept.objects.all().delete()
    names.forget()
    panel = [hit.listing.external_id for hit in ask("väkivalta ja turvattomuus").crisis]
    assert (len(panel), "hl-112" in panel) == (4, True)


def test_without_an_emergency_number_in_the_content_there_is_none_on_the_panel() -> None:
    unpublish(WORLD[0])
    names.forget()
    assert {hit.listing.external_id for hit in ask("mies lyö").crisis} == {"hl-violence", "shelter"}


def test_no_crisis_no_panel() -> None:
    assert ask("neuvola").crisis == ()


# --- what it costs ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("q", ["perhekavila järveläsä tänään", "mies lyö", ""])
def test_one_query_to_the_database(q: str, django_assert_num_queries: Any) -> None:
    ask(q)
    with django_assert_num_queries(1):
        ask(q)


# --- completing and likeness -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("values", [{"lang": "de"}, {"limit": 0}, {"limit": 21}])
def test_suggestions_out_of_range_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        suggest("neu", **{"lang": "fi"} | values)
    with pytest.raises(ValueError):
        similar(listing_id("clinic"), "de")


@pytest.mark.parametrize("q", ["", "  ", "?!", "\x00", "xyzzyq", "väkivalta neuvola"])
def test_nothing_completes_nothing(q: str) -> None:
    assert suggest(q, "fi") == ()


def test_titles_concepts_municipalities_and_organisations_complete(django_assert_num_queries: Any) -> None:
    suggest("x", "fi")
    with django_assert_num_queries(1):
        assert suggest("neuv", "fi") == (Suggestion("neuvola", "concept", "/haku/?q=neuvola"),)
    assert suggest("Perhek", "fi") == (Suggestion("Perhekahvila", "title", "/group-hill/"),) or suggest("Perhek", "fi")[0].kind == "title"
    assert suggest("seuran yh", "fi") == (Suggestion("Seuran yhdistys", "organisation", "/org/"),)
    assert suggest("jarv", "fi") == (Suggestion("Järvelä", "municipality", "/kunnat/jarvela/"),)
    assert suggest("järv", "sv") == (Suggestion("Sjöstad", "municipality", "/sv/kunnat/jarvela/"),)
    assert suggest("rådg", "sv")[0] == Suggestion("rådgivningsbyrå", "concept", "/sv/haku/?q=r%C3%A5dgivningsbyr%C3%A5")
    assert len(suggest("p", "fi", 1)) == 1


def test_what_left_the_catalogue_is_not_suggested() -> None:
    unpublish(WORLD[-1])
    assert suggest("seuran yh", "fi") == ()


def test_similar_listings(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = similar(listing_id("shelter"), "sv")
    assert "hl-violence" in [hit.listing.external_id for hit in found]
    assert (str(found[0].title), "shelter" in [hit.listing.external_id for hit in found]) == (found[0].listing.title, False)
    assert similar(listing_id("nobody"), "fi") == ()


def test_without_an_index_the_engine_says_so(settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    for failing in (lambda: suggest("neu", "fi"), lambda: similar(listing_id("clinic"), "fi"), lambda: ask("nevola")):
        with pytest.raises(EngineError, match="search_rebuild"):
            failing()
