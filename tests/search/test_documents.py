"""Listing to search document."""

from uuid import uuid4

from portal.catalogue.models import ANYWHERE
from portal.listings.kinds import AreaScope, DeliveryKind, Kind, RecordStatus
from portal.listings.listing import Contact, DeliveryPoint, OrganisationRef, Part, Place, ServiceArea
from search.documents import FACET_FIELDS, TOKEN_FIELDS, documents_of
from tests.search.builders import HILLTOWN, LAKETOWN, READERS, make_documents, make_listing, topics


def test_a_bare_listing_has_every_field() -> None:
    (document,) = make_documents(make_listing("a", "Ero"))
    assert set(document.tokens) == set(TOKEN_FIELDS)
    assert set(document.facets) == set(FACET_FIELDS)
    assert document.tokens["title"] == ("fi:ero",)
    assert document.tokens["body"] == ()
    assert document.key == f"{document.listing_id}:fi"


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
