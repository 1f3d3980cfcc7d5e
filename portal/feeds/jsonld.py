"""A listing as schema.org structured data (JSON-LD 1.1), for search engines and other readers of the page.

Told is only what is known and true now: nothing of historical or fictional listings but their page, no times that cannot be
trusted, no point that is not a pin, no address of a confidential place. Types and properties are those of schema.org.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from portal.content.clock import Happening
from portal.feeds.opening_hours import hours_available, opening_hours
from portal.listings.kinds import AreaScope, DeliveryKind, EventStatus, Kind
from portal.listings.listing import Contact, DeliveryPoint, Eligibility, Listing, OrganisationRef, Place, Price, ServiceArea, Term
from portal.listings.schedule import HELSINKI

Node = dict[str, Any]
SCHEMA = "https://schema.org"
EVENT_STATUSES = {
    EventStatus.SCHEDULED: f"{SCHEMA}/EventScheduled",
    EventStatus.CANCELLED: f"{SCHEMA}/EventCancelled",
    EventStatus.POSTPONED: f"{SCHEMA}/EventPostponed",
    EventStatus.MOVED: f"{SCHEMA}/EventRescheduled",
}
ORGANISATION_TYPES = {
    "ngo": "NGO",
    "wellbeing_county": "GovernmentOrganization",
    "municipality": "GovernmentOrganization",
    "authority": "GovernmentOrganization",
}
"""By the listing's subtype; any other is an Organization."""


def json_ld(listing: Listing, site_url: str, occurrences: Iterable[Happening] = (), *, today: dt.date | None = None) -> Node:
    """The listing as one JSON-LD object; empty for a fictional one, which no search engine should learn of.

    ``site_url``: the portal's public address without a slash at the end. ``occurrences``: dates of a group or an event, as
    many as the page shows; others are not read. ``today``: the Finnish day for which times are trusted, by default this day.
    """
    if listing.is_example:
        return {}
    told = {"@context": SCHEMA, "@id": f"urn:uuid:{listing.id}", **_base(listing, site_url)}
    if listing.is_historical:
        return told | _known({"@type": "WebPage", "inLanguage": listing.lang, "temporalCoverage": listing.freshness.information_from})
    day = today or dt.datetime.now(HELSINKI).date()
    match listing.kind:
        case Kind.MEETING_PLACE:
            return told | _meeting_place(listing, day)
        case Kind.PEER_GROUP | Kind.EVENT:
            return told | _event(listing, site_url, list(occurrences))
        case Kind.SERVICE | Kind.HELPLINE:
            return told | _service(listing, site_url, day)
        case Kind.ORGANISATION:
            return told | _organisation(listing, site_url)
        case Kind.GUIDE | Kind.MATERIAL:
            return told | _work(listing, site_url)


def _base(listing: Listing, site_url: str) -> Node:
    image = listing.image
    return _known(
        {
            "name": listing.title,
            "alternateName": list(listing.alternative_names),
            "description": listing.summary,
            "url": urljoin(site_url, listing.url),
            "image": image
            and _known(
                {
                    "@type": "ImageObject",
                    "url": urljoin(site_url, image.url),
                    "width": image.width,
                    "height": image.height,
                    "caption": image.alt,
                    "creditText": image.credit,
                }
            ),
        }
    )


def _meeting_place(listing: Listing, today: dt.date) -> Node:
    facts = [*listing.offers, *listing.accessibility, *listing.first_visit]
    return {"@type": "CivicStructure"} | _known(
        {
            **(_address(listing.place) if listing.place else {}),
            **opening_hours(listing.schedule, today),
            "isAccessibleForFree": listing.price.free,
            "telephone": next((contact.phone for contact in listing.contacts if contact.phone), ""),
            "amenityFeature": [{"@type": "LocationFeatureSpecification", "name": fact.label, "value": True} for fact in facts],
        }
    )


def _event(listing: Listing, site_url: str, happenings: Sequence[Happening]) -> Node:
    """An Event with its one date, or a series with its dates. Without a known date it is told as a page only."""
    if not happenings:
        return {"@type": "WebPage", "inLanguage": listing.lang}
    common = _event_facts(listing, site_url)
    if len(happenings) == 1 and listing.kind is Kind.EVENT:
        return {"@type": "Event"} | common | _date(happenings[0])
    url = urljoin(site_url, listing.url)
    dates = [{"@type": "Event", "name": listing.title, "url": url} | common | _date(one) for one in happenings]
    return {"@type": "EventSeries"} | common | {"startDate": dates[0]["startDate"], "subEvent": dates}


def _event_facts(listing: Listing, site_url: str) -> Node:
    organisers = [_organisation_ref(one, site_url) for one in (*_providers(listing), *listing.co_hosts)]
    here = _place(listing.place, site_url) if listing.place else None
    virtual = {"@type": "VirtualLocation", "url": urljoin(site_url, listing.url)} if listing.online else None
    mode = "Mixed" if here and virtual else "Online" if virtual else "Offline" if here else ""
    return _known(
        {
            "inLanguage": [term.slug for term in listing.service_languages],
            "location": [one for one in (here, virtual) if one],
            "eventAttendanceMode": mode and f"{SCHEMA}/{mode}EventAttendanceMode",
            "organizer": organisers,
            "isAccessibleForFree": listing.price.free,
            "offers": _offer(listing.price),
            "audience": _audience(listing.eligibility),
        }
    )


def _date(one: Happening) -> Node:
    return _known(
        {
            "startDate": _moment(one.start, one.all_day),
            "endDate": one.end and _moment(one.end - dt.timedelta(days=1) if one.all_day else one.end, one.all_day),
            "eventStatus": EVENT_STATUSES[EventStatus(one.status)],
            "previousStartDate": one.moved_from and _moment(one.moved_from, one.all_day),
        }
    )


def _service(listing: Listing, site_url: str, today: dt.date) -> Node:
    return {"@type": "Service"} | _known(
        {
            "provider": [_organisation_ref(one, site_url) for one in _providers(listing)],
            "serviceType": [term.label for term in listing.topics],
            "areaServed": _area(listing.area),
            "audience": _audience(listing.eligibility),
            "offers": _offer(listing.price),
            "availableChannel": [_channel(point, site_url, today) for point in listing.delivery_points],
        }
    )


def _channel(point: DeliveryPoint, site_url: str, today: dt.date) -> Node:
    place = _place(point.place, site_url) if point.place and point.kind is DeliveryKind.PLACE else None
    hours = {} if place is None else opening_hours(point.schedule, today)
    phone = {"@type": "ContactPoint", "telephone": point.phone, **hours_available(point.schedule, today)} if point.phone else None
    return {"@type": "ServiceChannel"} | _known(
        {
            "name": point.name,
            "description": point.note,
            "serviceUrl": point.url or point.booking_url,
            "servicePhone": phone,
            "serviceLocation": place and place | hours,
            "availableLanguage": [_language(term) for term in (*point.languages, *point.interpreted_languages)],
        }
    )


def _organisation(listing: Listing, site_url: str) -> Node:
    return {"@type": ORGANISATION_TYPES.get(listing.subtype, "Organization")} | _known(
        {
            "sameAs": [link.url for link in listing.links],
            "areaServed": _area(listing.area),
            "location": [_municipality(reference.name) for reference in listing.locations],
            "contactPoint": [_contact(contact) for contact in listing.contacts],
        }
    )


def _work(listing: Listing, site_url: str) -> Node:
    """A guide with its chapters, or a material: a document where there is a file."""
    parts = [
        _known({"@type": "CreativeWork", "name": part.title, "url": urljoin(site_url, part.url), "description": part.summary})
        for part in listing.parts
    ]
    return {"@type": "DigitalDocument" if listing.file_url else "CreativeWork"} | _known(
        {
            "inLanguage": listing.lang,
            "version": listing.version,
            "publisher": listing.organisation and _organisation_ref(listing.organisation, site_url),
            "creator": [_organisation_ref(one, site_url) for one in listing.providers],
            "datePublished": listing.first_published and listing.first_published.isoformat(),
            "dateModified": listing.modified and listing.modified.isoformat(),
            "audience": _audience(listing.eligibility),
            "keywords": [term.label for term in listing.topics],
            "encoding": {"@type": "MediaObject", "contentUrl": urljoin(site_url, listing.file_url)} if listing.file_url else None,
            "hasPart": parts,
        }
    )


def _providers(listing: Listing) -> tuple[OrganisationRef, ...]:
    """Who provides it; the maintainer, when neither others nor words say who does."""
    if listing.providers or listing.provider_note or listing.organisation is None:
        return listing.providers
    return (listing.organisation,)


def _organisation_ref(one: OrganisationRef, site_url: str) -> Node:
    return {"@type": "Organization"} | _known({"name": one.name, "url": one.url and urljoin(site_url, one.url)})


def _place(place: Place, site_url: str) -> Node | None:
    told = _known({"name": place.name, "url": place.url and urljoin(site_url, place.url), **_address(place)})
    return {"@type": "Place"} | told if told else None


def _address(place: Place) -> Node:
    """Address, pin and municipality of a place; of a confidential one the municipality only."""
    inside = {"containedInPlace": _municipality(place.municipality.name)} if place.municipality else {}
    if place.confidential:
        return inside
    town = place.city or place.locality or (place.municipality.name if place.municipality else "")
    address = _known({"streetAddress": place.street, "postalCode": place.postal_code, "addressLocality": town})
    pin = place.point if place.point and place.point.is_pin else None
    return _known(
        {
            "address": address and {"@type": "PostalAddress", **address, "addressCountry": "FI"},
            "geo": pin and {"@type": "GeoCoordinates", "latitude": pin.lat, "longitude": pin.lon},
            **inside,
        }
    )


def _area(area: ServiceArea | None) -> list[Node]:
    if area is None:
        return []
    if area.scope is AreaScope.NATIONAL:
        return [{"@type": "Country", "name": "Finland", "identifier": "FI"}]
    return [_municipality(reference.name) for reference in area.municipalities]


def _municipality(name: str) -> Node:
    return {"@type": "AdministrativeArea", "name": name}


def _audience(eligibility: Eligibility) -> Node | None:
    told = _known(
        {
            "audienceType": ", ".join(term.label for term in eligibility.audiences) or eligibility.text,
            "suggestedMinAge": eligibility.age_min,
            "suggestedMaxAge": eligibility.age_max,
        }
    )
    return {"@type": "PeopleAudience"} | told if told else None


def _offer(price: Price) -> Node | None:
    """Told only when it is known to be free: a price in words cannot be told as a number."""
    return {"@type": "Offer", "price": "0", "priceCurrency": "EUR"} if price.free else None


def _contact(contact: Contact) -> Node:
    return {"@type": "ContactPoint"} | _known(
        {
            "name": contact.name,
            "telephone": contact.phone,
            "email": contact.email,
            "url": contact.url,
            "description": contact.note,
        }
    )


def _language(term: Term) -> Node:
    return {"@type": "Language", "name": term.label, "alternateName": term.slug}


def _moment(moment: dt.datetime, all_day: bool, zone: ZoneInfo = HELSINKI) -> str:
    """ISO 8601: a Finnish day, or a moment with Finland's offset."""
    local = moment.astimezone(zone)
    return local.date().isoformat() if all_day else local.isoformat(timespec="minutes")


def _known(facts: Node) -> Node:
    """Without what is not known; False and 0 are known."""
    return {name: value for name, value in facts.items() if value is not None and value not in ("", [], {})}
