"""Listing to search document."""

from typing import Any
from uuid import uuid4

import pytest

from portal.catalogue.models import ANYWHERE
from portal.listings.kinds import AreaScope, DeliveryKind, Kind, PointPrecision, RecordStatus
from portal.listings.listing import Contact, DeliveryPoint, Eligibility, OrganisationRef, Part, Place, Point, ServiceArea, Term
from portal.regions.distance import Coordinates
from search.documents import ANY_AGE, FACET_FIELDS, OLDEST_AGE, TOKEN_FIELDS, documents_of, suggest_words
from search.language import analyse_text
from search.language.concepts import Concept, Concepts
from search.language.whole import whole_tokens
from tests.search.builders import HILLTOWN, LAKETOWN, READERS, make_documents, make_listing, topics


def test_a_bare_listing_has_every_field() -> None:
    (document,) = make_documents(make_listing("a", "Ero"))
    assert set(document.tokens) == set(TOKEN_FIELDS)
    assert set(document.facets) == set(FACET_FIELDS)
    assert document.tokens["title"] == ("fi:ero",)
    assert document.tokens["body"] == ()
    assert document.key == f"{document.listing_id}:fi"


@pytest.mark.parametrize(("kind", "lang", "word"), [(Kind.EVENT, "fi", "tapahtuma"), (Kind.PEER_GROUP, "sv", "kamratstödsgrupp")])
def test_a_listing_is_found_by_what_it_is(kind: Kind, lang: str, word: str) -> None:
    """A lecture is an event, though it does not say so."""
    concept = Concept("what-it-is", {lang: word}, {}, {})
    (document,) = make_documents(make_listing("a", "Ero", kind=kind, lang=lang), concepts=Concepts.of([concept]))
    assert document.concepts == ("what-it-is",)


def test_whole_names_are_tokens_of_their_own() -> None:
    """Of every version, whatever the order and form of their words."""
    fi = make_listing("a", "Nuorten ja lasten chat", alternative_names=("Entinen Olohuone",))
    sv = make_listing("a", "Barnens chatt", lang="sv")
    for document in documents_of([fi, sv], READERS):
        assert document.tokens["whole_name"] == ("fi:chat+lapsi+nuori", "fi:entinen+olohuone", "sv:barn+chatt")
    assert "fi:chat+lapsi+nuori" in whole_tokens(analyse_text("chat lapsille, nuorille", "fi"), "fi")
    assert whole_tokens(analyse_text("ja", "fi"), "fi") == whole_tokens([], "fi") == ()
    assert make_documents(make_listing("b", "x" * 300))[0].tokens["whole_name"] == ()


def test_everything_a_family_may_type_is_searched() -> None:
    organisation = OrganisationRef(name="Apuyhdistys")
    listing = make_listing(
        "a",
        "Perhekahvila",
        summary="Maksuton kahvihetki",
        alternative_names=("Entinen Olohuone",),
        topics=topics("vertaistuki"),
        organisation=organisation,
        place=Place(name="Kirjasto", street="Rantatie", locality="Niemi", municipality=LAKETOWN, way_in="takaovesta"),
        contacts=(Contact(name="Toimisto", phone="015 411 4120"),),
        delivery_points=(DeliveryPoint(id="p", kind=DeliveryKind.CHAT, note="nimettömästi", place=Place(municipality=HILLTOWN)),),
        parts=(Part(id=uuid4(), title="Sovittelu", url="/s/", summary="Sopiminen"),),
    )
    (document,) = make_documents(listing)
    tokens = document.tokens
    for field, token in [
        ("title", "perhekahvila"),
        ("title_parts", "kahvila"),
        ("names", "olohuone"),
        ("summary", "maksuton"),
        ("text_parts", "kahvi"),
        ("topics", "vertaistuki"),
        ("organisation", "apuyhdistys"),
        ("place", "rantatie"),
        ("place", "niemi"),
        ("place", "järvelä"),
        ("place", "mäkelä"),
        ("body", "0154114120"),
        ("body", "nimetön"),
        ("body", "takaovi"),
        ("chapters", "sovittelu"),
    ]:
        assert f"fi:{token}" in tokens[field], (field, token)
    assert "kahvihetki" in tokens["folded"]
    assert document.locations == (LAKETOWN.code, HILLTOWN.code)


def test_versions_know_each_others_words() -> None:
    finnish, swedish = make_listing("a", "Turvakoti"), make_listing("a", "Skyddshem", lang="sv")
    first, second = documents_of([finnish, swedish], READERS)
    assert "sv:skyddshem" in first.tokens["other"]
    assert {"fi:turvakoti", "fi:koti"} <= set(second.tokens["other"])
    assert (first.readers, second.readers) == (("fi", "en"), ("sv",))


def test_a_listing_without_finnish_is_shown_to_everybody() -> None:
    (document,) = make_documents(make_listing("a", "Helpline", lang="en"))
    assert document.readers == READERS


def test_the_whole_country_is_every_municipality_but_not_for_examples() -> None:
    area = ServiceArea(scope=AreaScope.NATIONAL)
    (real,) = make_documents(make_listing("a", "Ero", area=area))
    (example,) = make_documents(make_listing("b", "Ero", area=area, municipality=LAKETOWN, status=RecordStatus.EXAMPLE))
    assert real.facets["municipality"] == (ANYWHERE,)
    assert example.facets["municipality"] == (LAKETOWN.code,)
    assert (real.example, example.example) == (False, True)


def test_organisations_and_old_information_rank_lower() -> None:
    listings = (
        make_listing("service", "Ero"),
        make_listing("old", "Ero", status=RecordStatus.HISTORICAL),
        make_listing("organisation", "Ero", kind=Kind.ORGANISATION),
    )
    service, old, organisation = (document.prior for document in make_documents(*listings))
    assert service > old > organisation


# --- what engines filter, boost and complete by ----------------------------------------------------------------------
def test_a_bare_listing_is_for_any_age_and_about_nothing() -> None:
    (document,) = make_documents(make_listing("a", "Ero"))
    assert (document.ages, document.concepts, document.points, document.days, document.ended) == ((ANY_AGE,), (), (), (), False)
    assert (document.written, document.suggest, document.version) == (("fi:ero",), ("ero",), 0)


@pytest.mark.parametrize(
    ("limits", "ages"),
    [
        ({"age_min": 3, "age_max": 5}, ("3", "4", "5")),
        ({"age_max": 1}, ("0", "1")),
        ({"age_min": OLDEST_AGE - 1}, (str(OLDEST_AGE - 1), str(OLDEST_AGE))),
        ({"age_min": 6, "age_max": 3}, (ANY_AGE,)),  # a fault of the data hides nothing
        ({"age_bands": (Term(slug="vauva", label="vauvat"), Term(slug="taapero", label="taaperot"))}, ("0", "1", "2")),
        ({"age_bands": (Term(slug="unknown", label="?"),)}, (ANY_AGE,)),
        ({"age_min": 4, "age_max": 4, "age_bands": (Term(slug="vauva", label="vauvat"),)}, ("4",)),
    ],
)
def test_ages(limits: dict[str, Any], ages: tuple[str, ...]) -> None:
    listing = make_listing("a", "Ryhmä", eligibility=Eligibility(**limits))
    bands = {"vauva": range(2), "taapero": range(1, 3)}
    assert make_documents(listing, age_bands=bands)[0].ages == ages


def test_every_place_gives_its_point_once() -> None:
    point = Point(lat=61.7, lon=27.3, precision=PointPrecision.EXACT)
    other = Point(lat=61.9, lon=28.9, precision=PointPrecision.LOCALITY)
    points = tuple(
        DeliveryPoint(id=str(number), kind=DeliveryKind.PLACE, place=Place(point=each)) for number, each in enumerate((point, other))
    )
    (document,) = make_documents(make_listing("a", "Ero", at=(61.7, 27.3), delivery_points=points))
    assert document.points == (Coordinates(61.7, 27.3), Coordinates(61.9, 28.9))


def test_words_as_written_are_the_vocabulary() -> None:
    (document,) = make_documents(make_listing("a", "Perheillan 12.3. A-ryhmässä", summary="Soita 015 411 4120, MLL:n www.example.org"))
    assert document.written == ("fi:a-ryhmässä", "fi:perheillan", "fi:soita")


def test_other_names_complete_too() -> None:
    (document,) = make_documents(make_listing("a", "Äitien kahvila", alternative_names=("Olkkari", "Kahvila")))
    assert document.suggest == suggest_words("Äitien kahvila Olkkari") == ("aitien", "kahvila", "olkkari")


def test_concepts_are_found_by_their_names_and_topics() -> None:
    concepts = Concepts.of(
        [
            Concept("ero", {"fi": "avioero", "sv": "skilsmässa"}, {"fi": ("erota",)}, {"fi": ("jätti mut",)}),
            Concept("vauva", {"fi": "vauva"}, {}, {}),
            Concept("vakivalta", {"fi": "väkivalta"}, {}, {}, topics=("turva",)),
            Concept("muu", {"fi": "muu"}, {}, {}),
        ]
    )
    listing = make_listing("a", "Vauva ja avioero", summary="Kun eroamme. Vauvan kanssa. Jätti mut!", topics=topics("turva"))
    (document,) = make_documents(listing, concepts=concepts)
    assert document.tokens["title_concepts"] == ("c:vauva", "c:ero", "c:vakivalta")
    assert document.tokens["text_concepts"] == ("c:ero", "c:vauva")
    assert document.concepts == ("vakivalta", "ero", "vauva")
    (swedish,) = make_documents(make_listing("b", "Stöd vid skilsmässa", lang="sv"), concepts=concepts)
    assert swedish.concepts == ("ero",)
