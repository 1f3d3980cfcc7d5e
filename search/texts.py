"""The words of a listing that are searched, field by field, as plain text."""

from collections.abc import Iterable
from functools import cache
from itertools import chain

from django.utils.translation import override

from portal.content.choices import KIND_LABELS
from portal.listings.kinds import Kind
from portal.listings.listing import Contact, DeliveryPoint, Listing, Place

_NAMED_KINDS = frozenset({Kind.MEETING_PLACE, Kind.PEER_GROUP, Kind.EVENT, Kind.GUIDE})
"""Kinds that people look for by name. Anything may be a service, and a helpline's kind also names the chat it may not have."""


def texts_of(listing: Listing) -> dict[str, str]:
    """The listing's searchable words for each of BASE_FIELDS, as plain text."""
    eligibility = listing.eligibility
    terms = chain(
        listing.topics, eligibility.life_situations, eligibility.audiences, eligibility.age_bands, listing.offers, listing.first_visit
    )
    organisations = chain([listing.organisation], listing.providers, listing.hosts, listing.co_hosts)
    return {
        "title": listing.title,
        "names": _lines(listing.alternative_names),
        "topics": _lines(term.label for term in terms),
        "summary": _lines([listing.summary, listing.plain_summary, eligibility.text]),
        "place": _lines(chain.from_iterable(map(_place_words, places_of(listing)))),
        "organisation": _lines([*(organisation.name for organisation in organisations if organisation), listing.provider_note]),
        "chapters": _lines(chain.from_iterable((part.title, part.summary, part.text) for part in listing.parts)),
        "body": _lines(_body_lines(listing)),
    }


def _body_lines(listing: Listing) -> Iterable[str]:
    if listing.kind in _NAMED_KINDS:
        yield _kind_word(listing.kind, listing.lang)
    yield listing.body_text
    yield from (listing.status_note, listing.price.text, listing.sign_up.text, listing.version)
    yield from (term.label for term in chain(listing.accessibility, listing.service_languages))
    if listing.schedule:
        yield listing.schedule.text
    if listing.area:
        yield listing.area.name
    for place in places_of(listing):
        yield place.way_in
    for contact in listing.contacts:
        yield from _contact_lines(contact)
    for point in listing.delivery_points:
        yield from _delivery_lines(point)
    yield from (link.title for link in listing.links)


@cache
def _kind_word(kind: Kind, lang: str) -> str:
    """What it is: a lecture is an event, though it does not say so."""
    with override(lang):
        return str(KIND_LABELS[kind])


def _contact_lines(contact: Contact) -> Iterable[str]:
    return (contact.name, contact.phone, contact.email, contact.url, contact.note)


def _delivery_lines(point: DeliveryPoint) -> Iterable[str]:
    yield from (point.name, point.note, point.phone, point.url, point.booking, point.price.text)
    yield from (term.label for term in chain(point.languages, point.interpreted_languages))
    if point.schedule:
        yield point.schedule.text


def places_of(listing: Listing) -> list[Place]:
    """Where it happens: its own place, then those of its delivery points."""
    places = [listing.place, *(point.place for point in listing.delivery_points)]
    return [place for place in places if place]


def _place_words(place: Place) -> Iterable[str]:
    municipality = place.municipality.name if place.municipality else ""
    return (place.name, place.street, place.postal_code, place.city, place.locality, municipality)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)
