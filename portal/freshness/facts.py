"""What a page says to the public, briefly, for somebody who is asked whether it is right. Drawn from the Listing, never from a draft."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.clock import occurrence_in_words
from portal.content.wording import schedule_in_words, status_in_words
from portal.listings.listing import Contact, DeliveryPoint, Listing, Place, Price
from portal.listings.schedule import Schedule

NEXT_DATES = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and what is said of it, a line each."""

    term: str
    lines: tuple[str, ...]


def facts_of(listing: Listing, now: dt.datetime) -> list[Fact]:
    """What there is to check, in the order of the public page; only what is said. ``now``: aware."""
    told = [
        Fact(_("What"), _lines([listing.summary])),
        Fact(_("For whom"), _lines([listing.eligibility.text, *(term.label for term in listing.eligibility.audiences)])),
        Fact(_("When"), _lines([listing.status_note, *_times(listing.schedule, now)])),
        Fact(_("Where"), _lines(_place(listing.place))),
        Fact(_("How to join"), _lines([listing.sign_up.text, listing.sign_up.url])),
        Fact(_("Price"), _lines(_price(listing.price))),
        *(Fact(point.name or _("How to reach"), _lines(_point(point, now))) for point in listing.delivery_points),
        Fact(_("Contact"), _lines(line for contact in listing.contacts for line in _contact(contact))),
        Fact(_("Web page"), _lines(link.url for link in listing.links)),
    ]
    return [fact for fact in told if fact.lines]


def _times(schedule: Schedule | None, now: dt.datetime) -> Iterator[str]:
    if schedule is None:
        return
    yield from schedule_in_words(schedule, timezone.localdate(now))
    for one in schedule.next_occurrences(now, NEXT_DATES):
        yield ": ".join(part for part in (occurrence_in_words(one, now), status_in_words(one)) if part)


def _place(place: Place | None) -> Iterator[str]:
    if place is not None:
        yield place.name
        yield ", ".join(part for part in (place.street, f"{place.postal_code} {place.city}".strip()) if part)
        yield place.municipality.name if place.municipality else ""
        yield place.way_in


def _price(price: Price) -> Iterator[str]:
    if price.free is not None:
        yield _("Free of charge") if price.free else _("There is a charge")
    yield price.text


def _point(point: DeliveryPoint, now: dt.datetime) -> Iterator[str]:
    yield from (point.phone, point.url, *_place(point.place), *_times(point.schedule, now), point.booking, point.booking_url, point.note)
    yield from _price(point.price)


def _contact(contact: Contact) -> Iterator[str]:
    yield ", ".join(part for part in (contact.name, contact.phone, contact.email, contact.url) if part)
    yield contact.note


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    told: dict[str, str] = {}
    for text in texts:
        if text:
            told.setdefault(text.casefold(), text)
    return tuple(told.values())
