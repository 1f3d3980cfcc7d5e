"""JSON-LD: what schema.org and search engines ask for is there, what is not known or not public is not."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from portal.feeds.jsonld import json_ld
from portal.listings.kinds import AreaScope, DeliveryKind, EventStatus, Kind, PointPrecision, RecordStatus
from portal.listings.listing import (
    Contact,
    DeliveryPoint,
    Eligibility,
    Freshness,
    Image,
    Link,
    Listing,
    MunicipalityRef,
    OrganisationRef,
    Part,
    Place,
    Point,
    Price,
    ServiceArea,
    Term,
)
from portal.listings.schedule import Dates, Occurrence, Schedule, Weekly

SITE = "https://perhekeskus.example"
TODAY = dt.date(2026, 11, 23)  # a Monday
HELSINKI = ZoneInfo("Europe/Helsinki")
MIKKELI = MunicipalityRef(code="491", name="Mikkeli")
PIN = Point(lat=61.68, lon=27.27, precision=PointPrecision.STREET)
ADDRESS = Place(name="Olohuone", street="Maaherrankatu 1", postal_code="50100", city="Mikkeli", municipality=MIKKELI, point=PIN)
MORNINGS = Schedule(rules=(Weekly(weekdays=(1, 3), start=dt.time(9), end=dt.time(11, 30)),))


def listing(kind: Kind = Kind.MEETING_PLACE, **facts: Any) -> Listing:
    """A listing with the facts named."""
    base: dict[str, Any] = {"id": UUID(int=7), "kind": kind, "lang": "fi", "url": "/yhdistys/olohuone/", "title": "Olohuone"}
    return Listing(**base | facts)


def told(of: Listing, *occurrences: Any, today: dt.date = TODAY) -> dict[str, Any]:
    """Its JSON-LD, as it would be read from the page."""
    data: dict[str, Any] = json.loads(json.dumps(json_ld(of, SITE, occurrences, today=today)))
    return data


def at(day: dt.date, hour: int, **facts: Any) -> Occurrence:
    """An hour of a day."""
    start = dt.datetime.combine(day, dt.time(hour), HELSINKI)
    moment: dict[str, Any] = {"key": "k", "start": start, "end": start + dt.timedelta(hours=1)}
    return Occurrence(**moment | facts)


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object inside."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from nodes(value)
    elif isinstance(data, list):
        for value in data:
            yield from nodes(value)


# --- What must not be told -------------------------------------------------------------------------------------
def test_fiction_is_not_told() -> None:
    assert json_ld(listing(freshness=Freshness(status=RecordStatus.EXAMPLE)), SITE, today=TODAY) == {}


@pytest.mark.parametrize("kind", list(Kind))
def test_old_information_is_told_as_a_page_of_its_time(kind: Kind) -> None:
    old = listing(
        kind,
        place=ADDRESS,
        schedule=MORNINGS,
        contacts=(Contact(name="Toimisto", phone="015 000 000"),),
        delivery_points=(DeliveryPoint(id="a", kind=DeliveryKind.PHONE, phone="015 000 000"),),
        freshness=Freshness(status=RecordStatus.HISTORICAL, information_from="2017-05"),
    )
    data = told(old, at(TODAY, 9))
    assert set(data) == {"@context", "@id", "@type", "name", "url", "inLanguage", "temporalCoverage"}
    assert (data["@type"], data["temporalCoverage"]) == ("WebPage", "2017-05")


@pytest.mark.parametrize("kind", [Kind.MEETING_PLACE, Kind.PEER_GROUP, Kind.SERVICE])
def test_a_confidential_place_tells_its_municipality_only(kind: Kind) -> None:
    place = Place(name="Turvakoti", city="Mikkeli", municipality=MIKKELI, confidential=True)
    shelter = listing(kind, place=place, delivery_points=(DeliveryPoint(id="a", kind=DeliveryKind.PLACE, place=place),))
    data = told(shelter, at(TODAY, 9))
    assert not any(node.keys() & {"address", "geo", "streetAddress", "postalCode"} for node in nodes(data))


@pytest.mark.parametrize("precision", [PointPrecision.LOCALITY, PointPrecision.MUNICIPALITY])
def test_an_area_is_no_pin(precision: PointPrecision) -> None:
    place = ADDRESS.model_copy(update={"point": PIN.model_copy(update={"precision": precision})})
    assert "geo" not in told(listing(place=place))


@pytest.mark.parametrize(
    "schedule",
    [
        MORNINGS.model_copy(update={"check": True}),
        MORNINGS.model_copy(update={"as_of": TODAY - dt.timedelta(days=400)}),
        Schedule(text="Arkisin aamupäivällä"),
        Schedule(by_appointment=True),
    ],
)
def test_times_that_are_not_sure_are_not_told(schedule: Schedule) -> None:
    point = DeliveryPoint(id="a", kind=DeliveryKind.PHONE, phone="015 000 000", schedule=schedule)
    for one in (listing(schedule=schedule), listing(Kind.HELPLINE, delivery_points=(point,))):
        assert not any("opens" in node or "hoursAvailable" in node for node in nodes(told(one)))


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_unknown_is_left_out(kind: Kind) -> None:
    data = told(listing(kind))
    assert set(data) <= {"@context", "@id", "@type", "name", "url", "inLanguage"}
    assert "isAccessibleForFree" not in data


# --- Meeting places --------------------------------------------------------------------------------------------
def test_a_meeting_place() -> None:
    facts = (Term(slug="step-free", label="Esteetön sisäänkäynti"),)
    image = Image(url="/media/olohuone.webp", alt="Olohuoneen ovi", width=800, height=450, credit="Perhekeskus")
    data = told(listing(place=ADDRESS, accessibility=facts, price=Price(free=True), summary="Avoin paikka.", image=image))
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "CivicStructure"
    assert data["url"] == f"{SITE}/yhdistys/olohuone/"
    assert data["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Maaherrankatu 1",
        "postalCode": "50100",
        "addressLocality": "Mikkeli",
        "addressCountry": "FI",
    }
    assert data["geo"] == {"@type": "GeoCoordinates", "latitude": 61.68, "longitude": 27.27}
    assert data["isAccessibleForFree"] is True
    assert data["image"]["url"] == f"{SITE}/media/olohuone.webp"
    assert data["amenityFeature"] == [{"@type": "LocationFeatureSpecification", "name": "Esteetön sisäänkäynti", "value": True}]


def test_a_price_is_known_to_be_asked() -> None:
    assert told(listing(price=Price(free=False)))["isAccessibleForFree"] is False


def test_opening_hours_are_a_pattern_and_the_days_that_differ() -> None:
    extra = Dates(dates=(dt.date(2026, 11, 28),), start=dt.time(10), end=dt.time(14))
    data = told(listing(schedule=MORNINGS.model_copy(update={"rules": (*MORNINGS.rules, extra)})))
    assert data["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["https://schema.org/Monday", "https://schema.org/Wednesday"],
            "opens": "09:00",
            "closes": "11:30",
        }
    ]
    special = {(one["validFrom"], one["validThrough"]): (one["opens"], one["closes"]) for one in data["specialOpeningHoursSpecification"]}
    assert special == {
        ("2026-11-28", "2026-11-28"): ("10:00", "14:00"),
        ("2027-01-06", "2027-01-06"): ("00:00", "00:00"),  # Epiphany, a Wednesday
    }


def test_hours_in_odd_weeks_are_told_day_by_day() -> None:
    odd = Schedule(rules=(Weekly(weekdays=(2,), parity="odd", start=dt.time(17), end=dt.time(19)),))
    data = told(listing(schedule=odd))
    assert "openingHoursSpecification" not in data
    days = [one["validFrom"] for one in data["specialOpeningHoursSpecification"]]
    assert days[:4] == ["2026-12-01", "2026-12-15", "2026-12-29", "2027-01-05"]  # week 53 is odd, and so is week 1
    assert {one["opens"] for one in data["specialOpeningHoursSpecification"]} == {"17:00"}


def test_hours_are_told_as_long_as_they_can_be_trusted() -> None:
    as_of = dt.date(2026, 1, 15)
    data = told(listing(schedule=MORNINGS.model_copy(update={"as_of": as_of})))
    assert data["openingHoursSpecification"][0]["validThrough"] == "2027-01-15"


def test_an_open_end_has_no_closing_time() -> None:
    data = told(listing(schedule=Schedule(rules=(Weekly(weekdays=(1,), start=dt.time(18)),))))
    assert "closes" not in data["openingHoursSpecification"][0]


# --- Groups and events -----------------------------------------------------------------------------------------
def event(**facts: Any) -> Listing:
    """An event at the place."""
    return listing(Kind.EVENT, place=ADDRESS, organisation=OrganisationRef(id=UUID(int=1), name="Perheyhdistys", url="/yhdistys/"), **facts)


def test_an_event_has_what_is_required_of_events() -> None:
    data = told(event(eligibility=Eligibility(age_min=0, age_max=2)), at(dt.date(2026, 11, 25), 18))
    assert data["@type"] == "Event"
    assert {"name", "startDate", "location"} <= data.keys()
    assert (data["startDate"], data["endDate"]) == ("2026-11-25T18:00+02:00", "2026-11-25T19:00+02:00")
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert data["organizer"] == [{"@type": "Organization", "name": "Perheyhdistys", "url": f"{SITE}/yhdistys/"}]
    assert (data["audience"]["suggestedMinAge"], data["audience"]["suggestedMaxAge"]) == (0, 2)


def test_summer_has_another_offset() -> None:
    assert told(event(), at(dt.date(2026, 7, 1), 18))["startDate"] == "2026-07-01T18:00+03:00"


def test_days_have_no_time() -> None:
    start = dt.datetime(2026, 12, 5, tzinfo=HELSINKI)
    days = Occurrence(key="2026-12-05", start=start, end=dt.datetime(2026, 12, 7, tzinfo=HELSINKI), all_day=True)
    data = told(event(), days)
    assert (data["startDate"], data["endDate"]) == ("2026-12-05", "2026-12-06")


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (EventStatus.CANCELLED, "EventCancelled"),
        (EventStatus.POSTPONED, "EventPostponed"),
        (EventStatus.MOVED, "EventRescheduled"),
    ],
)
def test_changes_are_told(status: EventStatus, name: str) -> None:
    was = dt.datetime(2026, 11, 24, 18, tzinfo=HELSINKI) if status is EventStatus.MOVED else None
    data = told(event(), at(dt.date(2026, 11, 25), 18, status=status, moved_from=was))
    assert data["eventStatus"] == f"https://schema.org/{name}"
    assert data.get("previousStartDate") == ("2026-11-24T18:00+02:00" if was else None)


def test_a_group_is_a_series_of_its_dates() -> None:
    data = told(listing(Kind.PEER_GROUP, place=ADDRESS, online=True), *(at(TODAY + dt.timedelta(weeks=n), 17) for n in range(3)))
    assert data["@type"] == "EventSeries"
    assert data["startDate"] == data["subEvent"][0]["startDate"]
    assert len(data["subEvent"]) == 3
    for one in data["subEvent"]:
        assert {"@type", "name", "startDate", "location", "eventStatus"} <= one.keys()
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert {place["@type"] for place in data["location"]} == {"Place", "VirtualLocation"}


@pytest.mark.parametrize("kind", [Kind.PEER_GROUP, Kind.EVENT])
def test_without_a_date_it_is_only_a_page(kind: Kind) -> None:
    assert told(listing(kind, place=ADDRESS))["@type"] == "WebPage"


# --- Services, organisations, works ----------------------------------------------------------------------------
def test_a_helpline_tells_its_number_and_hours() -> None:
    languages = (Term(slug="sv", label="ruotsi"),)
    phone = DeliveryPoint(id="a", kind=DeliveryKind.PHONE, phone="116 000", schedule=Schedule(round_the_clock=True), languages=languages)
    data = told(listing(Kind.HELPLINE, delivery_points=(phone,), area=ServiceArea(scope=AreaScope.NATIONAL), price=Price(free=True)))
    assert data["@type"] == "Service"
    assert data["areaServed"] == [{"@type": "Country", "name": "Finland", "identifier": "FI"}]
    assert data["offers"] == {"@type": "Offer", "price": "0", "priceCurrency": "EUR"}
    channel = data["availableChannel"][0]
    assert channel["@type"] == "ServiceChannel"
    assert channel["servicePhone"]["telephone"] == "116 000"
    assert (channel["servicePhone"]["hoursAvailable"][0]["opens"], channel["servicePhone"]["hoursAvailable"][0]["closes"]) == (
        "00:00",
        "23:59",
    )
    assert channel["availableLanguage"] == [{"@type": "Language", "name": "ruotsi", "alternateName": "sv"}]


def test_a_service_at_a_place_tells_where_and_when() -> None:
    point = DeliveryPoint(id="a", kind=DeliveryKind.PLACE, place=ADDRESS, schedule=MORNINGS)
    area = ServiceArea(scope=AreaScope.AREA, name="Mikkelin alue", municipalities=(MIKKELI,))
    data = told(listing(Kind.SERVICE, delivery_points=(point,), area=area, providers=(OrganisationRef(name="Hyvinvointialue"),)))
    location = data["availableChannel"][0]["serviceLocation"]
    assert location["address"]["streetAddress"] == "Maaherrankatu 1"
    assert location["openingHoursSpecification"][0]["opens"] == "09:00"
    assert data["provider"] == [{"@type": "Organization", "name": "Hyvinvointialue"}]
    assert data["areaServed"] == [{"@type": "AdministrativeArea", "name": "Mikkeli"}]


def test_the_maintainer_is_not_taken_for_a_provider_told_in_words() -> None:
    maintainer = OrganisationRef(id=UUID(int=1), name="Alueellinen koordinaatio")
    assert "provider" not in told(listing(Kind.SERVICE, organisation=maintainer, provider_note="Jokainen kunta"))


@pytest.mark.parametrize(("subtype", "type_"), [("ngo", "NGO"), ("municipality", "GovernmentOrganization"), ("parish", "Organization")])
def test_an_organisation(subtype: str, type_: str) -> None:
    one = listing(
        Kind.ORGANISATION,
        subtype=subtype,
        contacts=(Contact(name="Toimisto", phone="015 000 000"),),
        links=(Link(title="yhdistys.example", url="https://yhdistys.example"),),
    )
    data = told(one)
    assert data["@type"] == type_
    assert data["contactPoint"] == [{"@type": "ContactPoint", "name": "Toimisto", "telephone": "015 000 000"}]
    assert data["sameAs"] == ["https://yhdistys.example"]


def test_a_guide_has_its_chapters_and_a_material_its_file() -> None:
    chapter = Part(id=UUID(int=2), title="Ennen eroa", url="/perheille/opas/ennen/")
    guide = told(listing(Kind.GUIDE, parts=(chapter,), version="Syksy 2026"))
    assert guide["@type"] == "CreativeWork"
    assert guide["hasPart"] == [{"@type": "CreativeWork", "name": "Ennen eroa", "url": f"{SITE}/perheille/opas/ennen/"}]
    material = told(listing(Kind.MATERIAL, file_url="/documents/1/lomake.pdf"))
    assert material["@type"] == "DigitalDocument"
    assert material["encoding"]["contentUrl"] == f"{SITE}/documents/1/lomake.pdf"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_object_has_a_type_and_every_address_is_whole(kind: Kind) -> None:
    full = listing(
        kind,
        place=ADDRESS,
        schedule=MORNINGS,
        organisation=OrganisationRef(id=UUID(int=1), name="Perheyhdistys", url="/yhdistys/"),
        delivery_points=(DeliveryPoint(id="a", kind=DeliveryKind.PLACE, place=ADDRESS, schedule=MORNINGS),),
        contacts=(Contact(name="Toimisto", email="toimisto@yhdistys.example"),),
        topics=(Term(slug="ero", label="Ero"),),
        parts=(Part(id=UUID(int=2), title="Ennen eroa", url="/opas/ennen/"),),
    )
    for node in nodes(told(full, at(TODAY, 9), at(TODAY, 12))):
        assert "@type" in node
        assert node.get("url", "https://").startswith("https://")
        assert None not in node.values()
        assert "" not in node.values()
