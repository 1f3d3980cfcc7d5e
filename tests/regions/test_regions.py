"""Municipalities: codes, validity and successors, localities, distances."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from portal.content.places import current_municipality, municipality_ref, service_area
from portal.regions.distance import Coordinates, distance_km
from portal.regions.models import Locality, Municipality
from tests import factories

MIKKELI = Coordinates(61.6886, 27.2723)
SAVONLINNA = Coordinates(61.8699, 28.8800)


@pytest.mark.parametrize("code", ["46", "0461", "abc", "04a", "046\n", "", "٠٤٦"])
def test_a_code_is_three_digits(code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Municipality(code=code, slug="enonkoski", names={"fi": "Enonkoski"}).clean_fields()
    assert "code" in refused.value.message_dict


def test_leading_zeros_are_kept(db: None) -> None:
    factories.municipality("046", "Enonkoski").full_clean()
    assert Municipality.objects.get().code == "046"


@pytest.mark.parametrize(("field", "value"), [("latitude", 90.1), ("latitude", -91), ("longitude", 180.5)])
def test_a_point_is_on_the_earth(field: str, value: float) -> None:
    with pytest.raises(ValidationError) as refused:
        Municipality(code="046", slug="e", names={"fi": "E"}, **{field: value}).clean_fields()
    assert field in refused.value.message_dict


def test_half_a_point_is_none() -> None:
    assert Municipality(latitude=61.0).coordinates is None
    assert Locality(latitude=0.0, longitude=0.0).coordinates == (0, 0)


@pytest.mark.parametrize(
    ("day", "valid"),
    [(dt.date(1868, 1, 1), False), (dt.date(1869, 1, 1), True), (dt.date(2024, 12, 31), True), (dt.date(2025, 1, 1), False)],
)
def test_a_municipality_exists_until_the_day_it_no_longer_does(day: dt.date, valid: bool) -> None:
    pertunmaa = Municipality(valid_from=dt.date(1869, 1, 1), valid_until=dt.date(2025, 1, 1))
    assert pertunmaa.is_valid_on(day) is valid


def test_one_that_has_ended_leads_to_its_successor(db: None) -> None:
    mantyharju = factories.municipality("507", "Mäntyharju")
    pertunmaa = factories.municipality("588", "Pertunmaa", valid_until=dt.date(2025, 1, 1), successor=mantyharju)
    assert current_municipality(pertunmaa, dt.date(2024, 12, 31)) == pertunmaa
    assert current_municipality(pertunmaa, dt.date(2025, 1, 1)) == mantyharju
    reference = municipality_ref(pertunmaa, "fi")
    assert reference is not None
    assert reference.code == "507"


def test_a_circle_of_successors_ends(db: None) -> None:
    one = factories.municipality("001", "Yksi", valid_until=dt.date(2025, 1, 1))
    other = factories.municipality("002", "Kaksi", valid_until=dt.date(2025, 1, 1), successor=one)
    Municipality.objects.filter(pk=one.pk).update(successor=other)
    assert current_municipality(Municipality.objects.get(pk=one.pk)) in {one, other}


def test_an_area_serves_its_present_municipalities_once(db: None) -> None:
    area = factories.area()
    mantyharju = factories.municipality("507", "Mäntyharju", area=area)
    factories.municipality("588", "Pertunmaa", area=area, valid_until=dt.date(2025, 1, 1), successor=mantyharju)
    served = service_area("area", municipality=None, area=area, lang="fi")
    assert served is not None
    assert [reference.code for reference in served.municipalities] == ["507"]


@pytest.mark.parametrize("scope", ["", "municipality", "area"])
def test_an_area_that_is_not_told_is_unknown(db: None, scope: str) -> None:
    assert service_area(scope, municipality=None, area=None, lang="fi") is None


def test_the_county_is_every_real_municipality(db: None) -> None:
    factories.municipality()
    factories.example_municipality()
    served = service_area("county", municipality=None, area=None, lang="fi")
    assert served is not None
    assert [reference.code for reference in served.municipalities] == ["491"]


def test_distances_are_as_the_crow_flies() -> None:
    assert distance_km(MIKKELI, MIKKELI) == 0
    assert distance_km(MIKKELI, SAVONLINNA) == pytest.approx(87, abs=2)
    assert distance_km(SAVONLINNA, MIKKELI) == distance_km(MIKKELI, SAVONLINNA)
    # A quarter of a great circle of the IUGG mean sphere.
    assert distance_km(Coordinates(0, 0), Coordinates(0, 90)) == pytest.approx(10007.557, abs=0.01)


def test_names_follow_the_language(db: None) -> None:
    from django.utils import translation

    mikkeli: Any = factories.municipality(names={"fi": "Mikkeli", "sv": "S:t Michel"})
    with translation.override("sv"):
        assert str(mikkeli) == "S:t Michel"
    with translation.override("en"):
        assert str(mikkeli) == "Mikkeli"
